/* cli/help.c - help, made from the tables of commands and options. */
#include "cli/cli.h"

#include <string.h>

#include "cli/topic.h"
#include "show/words.h"

const kb_command *cli_command_find(const kb_command *commands, const char *name)
{
    for (const kb_command *c = commands; c->name; c++)
        if (strcmp(c->name, name) == 0) return c;
    return NULL;
}

/* Edit distance with swaps of neighbours (Damerau 1964, restricted), on at most DISTANCE_MAX bytes. */
#define DISTANCE_MAX 31
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][DISTANCE_MAX + 1], n = strlen(a), m = strlen(b);
    if (n > DISTANCE_MAX || m > DISTANCE_MAX) return SIZE_MAX;
    for (size_t j = 0; j <= m; j++) rows[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = before[j - 1] + (a[i - 1] != b[j - 1]);
            if (before[j] + 1 < best) best = before[j] + 1;
            if (now[j - 1] + 1 < best) best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && earlier[j - 2] + 1 < best)
                best = earlier[j - 2] + 1;
            now[j] = best;
        }
    }
    return rows[n % 3][m];
}

const char *cli_nearest(const char *word, const char *const *names, size_t count)
{
    size_t best = strlen(word) / 3 + 1; /* a third of the letters may be wrong */
    const char *near = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t d = distance(word, names[i]);
        if (d <= best && (!near || d < best)) {
            best = d;
            near = names[i];
        }
    }
    return near;
}

static void option_row(const kb_cli *cli, const cli_option *option, FILE *to)
{
    enum { COLUMN = 18, REACH = 24 }; /* where summaries stand; what is longer has a line of its own */
    char left[80];
    (void)snprintf(left, sizeof left, "%s%s%s", option->name, option->value ? " " : "",
                   option->value ? option->value : "");
    if (strlen(left) > REACH)
        (void)fprintf(to, "  %s\n  %*s %s\n", left, COLUMN, "", kb_word_ui(cli->ui, option->summary));
    else
        (void)fprintf(to, "  %-*s %s\n", COLUMN, left, kb_word_ui(cli->ui, option->summary));
}

void cli_help_all(const kb_cli *cli, FILE *to)
{
    (void)fprintf(to, "%s\n\n", kb_word_ui(cli->ui, "kabar lays the accounts of one event side by side."));
    (void)fprintf(to, "%s\n\n", kb_word_ui(cli->ui, "usage: kabar COMMAND [OPTION...] [FILE...]"));
    for (const kb_command *c = cli->commands; c->name; c++) {
        char left[48];
        (void)snprintf(left, sizeof left, "%s %s", c->name, c->usage);
        (void)fprintf(to, "  %-28s %s\n", left, kb_word_ui(cli->ui, c->summary));
    }
    (void)fprintf(to, "\n%s\n",
                  kb_word_ui(cli->ui, "A FILE is a page, text, PDF, a feed, JSON lines, ninjs, a web archive (WARC),\n"
                                      "a folder of these, an http or https address, or - for standard input."));
    (void)fprintf(to, "%s\n",
                  kb_word_ui(cli->ui, "Try 'kabar help COMMAND' for its options, 'kabar help TOPIC' for more on"));
    const char *before = "";
    cli_topic topic;
    for (size_t i = 0; cli_topic_at(i, cli->ui, &topic); i++, before = ", ")
        (void)fprintf(to, "%s%.*s", before, KB_STR_ARGS(topic.name));
    (void)fputs(".\n", to);
}

void cli_help_command(const kb_cli *cli, const kb_command *command, const cli_option *own, FILE *to)
{
    cli_option common[CLI_COMMON_MAX];
    kb_cli scratch = *cli;
    (void)fprintf(to, kb_word_ui(cli->ui, "usage: kabar %s %s\n"), command->name, command->usage);
    (void)fprintf(to, "\n%s\n", kb_word_ui(cli->ui, command->summary));
    if (command->help) (void)fprintf(to, "\n%s\n", kb_word_ui(cli->ui, command->help));
    if (own && own->name) (void)fprintf(to, "\n%s\n", kb_word_ui(cli->ui, "Options:"));
    for (const cli_option *o = own; o && o->name; o++) option_row(cli, o, to);
    (void)fprintf(to, "\n%s\n", kb_word_ui(cli->ui, "Options of all commands:"));
    cli_common_options(&scratch, common);
    for (const cli_option *o = common; o->name; o++) option_row(cli, o, to);
}

static int show_topic(kb_cli *cli, const cli_topic *topic)
{
    kb_buf text = { 0 };
    kb_sink sink = cli_sink(cli);
    cli_topic_print(topic, cli->print.color, &text);
    (void)kb_buf_flush(&text, &sink, NULL); /* a way out that failed: cli_end tells */
    kb_buf_clear(&text);
    return cli_end(cli);
}

static int list_all(kb_cli *cli)
{
    kb_buf list = { 0 };
    kb_sink sink = cli_sink(cli);
    cli_list_all(cli, &list);
    (void)kb_buf_flush(&list, &sink, NULL);
    kb_buf_clear(&list);
    return cli_end(cli);
}

static int nothing_known(const kb_cli *cli, const char *name)
{
    enum { NAMES_MAX = 96 };
    char topics[16][24];
    const char *names[NAMES_MAX], *near;
    size_t count = 0;
    cli_topic topic;
    for (const kb_command *c = cli->commands; c->name && count < NAMES_MAX; c++) names[count++] = c->name;
    for (size_t i = 0; i < 16 && count < NAMES_MAX && cli_topic_at(i, cli->ui, &topic); i++) {
        (void)snprintf(topics[i], sizeof topics[i], "%.*s", KB_STR_ARGS(topic.name));
        names[count++] = topics[i];
    }
    if ((near = cli_nearest(name, names, count)))
        return cli_usage(cli, kb_word_ui(cli->ui, "unknown command or topic '%s'; did you mean '%s'?"), name, near);
    return cli_usage(cli, kb_word_ui(cli->ui, "unknown command or topic '%s'"), name);
}

int cmd_help(kb_cli *cli, int argc, char **argv)
{
    char flag[] = "--help", *help[] = { flag };
    cli_topic topic;
    int count, code = cli_options(cli, argc, argv, NULL, &count);

    if (code >= 0) return code;
    if (cli->json) return list_all(cli);
    if (count == 0) {
        cli_help_all(cli, stdout);
        return cli_end(cli);
    }
    const kb_command *command = cli_command_find(cli->commands, argv[0]);
    if (!command && cli_topic_find(argv[0], cli->ui, &topic)) return show_topic(cli, &topic);
    if (!command) return nothing_known(cli, argv[0]);
    cli->command = command;
    return command->run(cli, 1, help); /* it knows its own options */
}
