#include <stdlib.h>
#include <string.h>

#include "cli/desk.h"
#include "show/words.h"

typedef struct {
    kb_cli *cli;
    kb_document **at;
    size_t count, room;
} document_list;

static kb_status keep_document(void *user, kb_document *doc)
{
    document_list *list = user;
    if (!cli_report(list->cli, doc)) {
        kb_document_free(doc);
        return KB_OK;
    }
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 16;
        kb_document **at = realloc(list->at, room * sizeof *at);
        if (!at) {
            kb_document_free(doc);
            cli_problem(list->cli, KB_ERR_MEMORY, "out of memory");
            return KB_ERR_MEMORY;
        }
        list->at = at;
        list->room = room;
    }
    list->at[list->count++] = doc;
    kb_engine_expect(list->cli->engine, doc);
    return KB_OK;
}

static void list_problem(void *user, kb_status status, const char *text)
{
    cli_problem(((document_list *)user)->cli, status, text);
}

static void list_clear(document_list *list)
{
    for (size_t i = 0; i < list->count; i++) kb_document_free(list->at[i]);
    free(list->at);
}

static void compare_list(kb_cli *cli, const document_list *list)
{
    kb_sink sink = cli_sink(cli);
    kb_comparison *comparison = NULL;
    kb_err err = { 0 };
    kb_status status = kb_compare(cli->engine, list->at, list->count, &comparison, &err);

    if (status == KB_OK) status = kb_comparison_print(cli->engine, comparison, &cli->print, &sink, &err);
    if (status != KB_OK && !cli_out_failed(cli)) cli_problem(cli, status, err.text);
    kb_comparison_free(comparison);
}

static void load_files(kb_cli *cli, int count, char **paths, document_list *list)
{
    kb_reader reader = { keep_document, list_problem, list, NULL };
    kb_err err = { 0 };
    cli_read_files(cli, count, paths, &reader);
    kb_status status = kb_fold_versions(list->at, &list->count, cli_note, cli, &err);
    if (status != KB_OK) cli_problem(cli, status, err.text);
}

/* The reports of a story of the desk. Returns -1 to go on, else the exit code. */
static int load_story(kb_cli *cli, size_t story, document_list *list)
{
    kb_desk *desk;
    kb_err err = { 0 };
    int code = cli_desk_open(cli, KB_DESK_READ, &desk);
    if (code >= 0) return code;
    cli_desk_tell_now(cli, desk, (int64_t)story);
    kb_status status = kb_desk_story_documents(desk, (int64_t)story, &list->at, &list->count, &err);
    kb_desk_close(desk);
    if (status == KB_OK) return -1;
    cli_problem(cli, status, err.text);
    return cli_end(cli);
}

int cmd_compare(kb_cli *cli, int argc, char **argv)
{
    size_t story = 0;
    const char *format = NULL;
    const cli_option own[] = {
        { "--story", "N", "the reports of a story of the desk", CLI_NUMBER, &story },
        { "--format", "markdown|csv|counts|ninjs", "to hand on; csv: the rows, counts: CSV by day", CLI_WORD, &format },
        CLI_TRANSLATION(cli),
        CLI_NET(cli),
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    document_list list = { .cli = cli };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (story && count) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "FILEs or --story, not both"));
    if (!story && !count) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "no FILE given; '-' is standard input"));
    if (format && (code = cli_format(cli, format)) >= 0) return code;
    cli->print.story = (int64_t)story;
    if (cli->print.format != KB_FORMAT_COUNTS && cli->print.format != KB_FORMAT_NINJS) cli_translation(cli);
    if ((code = story ? load_story(cli, story, &list) : cli_engine(cli)) >= 0) return code;
    if (!story) load_files(cli, count, argv, &list);
    compare_list(cli, &list);
    list_clear(&list);
    return cli_end(cli);
}
