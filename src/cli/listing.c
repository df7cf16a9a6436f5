/* cli/listing.c - the commands, their options and the topics as JSON: of this are the manual pages and the completion
 * of shells made (tools/manual.py, tools/completion.py), so that no word of them stands in a second place. */
#include <string.h>

#include "cli/cli.h"
#include "cli/topic.h"
#include "show/words.h"
#include "text/lang.h"

static void put_word(const kb_cli *cli, kb_json *json, const char *key, const char *english)
{
    kb_json_put_text(json, key, english ? kb_str_of(kb_word_ui(cli->ui, english)) : (kb_str){ 0 });
}

/* "bytes|codepoints", "counts": the words themselves. "FILE", "yes|no" of what takes other words too: what they stand
 * for. */
static void put_words(kb_json *json, const cli_option *option)
{
    kb_str rest = kb_str_of(option->value ? option->value : ""), word;
    bool words = option->kind == CLI_WORD || strchr(option->value ? option->value : "", '|');
    kb_json_key(json, "words");
    kb_json_open(json, '[');
    while (words && kb_str_next(&rest, '|', &word)) kb_json_str(json, word);
    kb_json_close(json, ']');
}

static void put_option(const kb_cli *cli, const cli_option *option, kb_json *json)
{
    kb_json_open(json, '{');
    kb_json_put_str(json, "name", kb_str_of(option->name));
    kb_json_put_text(json, "value", kb_str_of(option->value ? option->value : ""));
    put_words(json, option);
    put_word(cli, json, "summary", option->summary);
    kb_json_close(json, '}');
}

void cli_list_options(const kb_cli *cli, const cli_option *own, kb_json *json)
{
    kb_json_open(json, '[');
    for (const cli_option *o = own; o && o->name; o++) put_option(cli, o, json);
    kb_json_close(json, ']');
}

/* A command alone knows its options: it is asked as by --help. */
static void put_command(const kb_cli *cli, const kb_command *command, kb_json *json)
{
    char flag[] = "--help", *help[] = { flag };
    kb_cli one = { .commands = cli->commands, .command = command, .ui = cli->ui, .listing = json };
    memcpy(one.locale, cli->locale, sizeof one.locale);
    kb_json_open(json, '{');
    kb_json_put_str(json, "name", kb_str_of(command->name));
    kb_json_put_str(json, "usage", kb_str_of(command->usage));
    put_word(cli, json, "summary", command->summary);
    put_word(cli, json, "help", command->help);
    kb_json_key(json, "options");
    (void)command->run(&one, 1, help);
    kb_json_close(json, '}');
}

static void put_topics(const kb_cli *cli, kb_json *json)
{
    cli_topic topic;
    kb_json_key(json, "topics");
    kb_json_open(json, '[');
    for (size_t i = 0; cli_topic_at(i, cli->ui, &topic); i++) {
        kb_json_open(json, '{');
        kb_json_put_str(json, "name", topic.name);
        kb_json_put_str(json, "summary", topic.summary);
        kb_json_put_str(json, "text", topic.text);
        kb_json_close(json, '}');
    }
    kb_json_close(json, ']');
}

static void put_languages(kb_json *json)
{
    kb_langs *langs = NULL;
    kb_json_key(json, "languages");
    kb_json_open(json, '[');
    if (kb_langs_new(&langs, NULL) == KB_OK)
        for (size_t i = 0; i < kb_langs_count(langs); i++)
            if (kb_langs_at(langs, i)) kb_json_str(json, kb_lang_code(kb_langs_at(langs, i)));
    kb_langs_free(langs);
    kb_json_close(json, ']');
}

void cli_list_all(const kb_cli *cli, kb_buf *out)
{
    cli_option common[CLI_COMMON_MAX];
    kb_cli scratch = *cli;
    kb_json json = { .out = out };
    cli_common_options(&scratch, common);
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_json_put_str(&json, "version", kb_str_of(KABAR_VERSION));
    kb_json_put_str(&json, "ui", kb_str_of(cli->ui));
    put_word(cli, &json, "summary", "kabar lays the accounts of one event side by side.");
    put_word(cli, &json, "file",
             "A FILE is a page, text, PDF, a feed, JSON lines, ninjs, a web archive (WARC),\n"
             "a folder of these, an http or https address, or - for standard input.");
    put_languages(&json);
    kb_json_key(&json, "options");
    cli_list_options(cli, common, &json);
    kb_json_key(&json, "commands");
    kb_json_open(&json, '[');
    for (const kb_command *c = cli->commands; c->name; c++) put_command(cli, c, &json);
    kb_json_close(&json, ']');
    put_topics(cli, &json);
    kb_json_close(&json, '}');
    kb_json_line(&json);
}
