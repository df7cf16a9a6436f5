#include <stdlib.h>

#include "cli/desk.h"
#include "show/words.h"

typedef struct {
    kb_cli *cli;
    kb_copies *copies;
} collector;

static kb_status keep_document(void *user, kb_document *doc)
{
    collector *c = user;
    kb_err err = { 0 };
    kb_status status = cli_report(c->cli, doc) ? kb_copies_add(c->copies, doc, &err) : KB_OK;
    if (status != KB_OK) {
        (void)kb_context(&err, status, "%.*s", KB_STR_ARGS(kb_document_id(doc)));
        cli_problem(c->cli, status, err.text);
    }
    kb_document_free(doc);
    return status == KB_ERR_MEMORY ? status : KB_OK;
}

static void problem(void *user, kb_status status, const char *text)
{
    cli_problem(((collector *)user)->cli, status, text);
}

static kb_status add_files(kb_cli *cli, collector *c, int count, char **paths, kb_err *err)
{
    kb_reader reader = { keep_document, problem, c, NULL };
    kb_status status = KB_OK;
    for (int i = 0; i < count && status == KB_OK; i++) status = kb_read(cli->engine, paths[i], &reader, err);
    return status;
}

/* The reports of a story of the desk. */
static kb_status add_story(collector *c, kb_desk *desk, int64_t story, kb_err *err)
{
    kb_document **docs = NULL;
    size_t count = 0;
    kb_status status = kb_desk_story_documents(desk, story, &docs, &count, err);
    for (size_t i = 0; i < count; i++) {
        if (status == KB_OK) status = kb_copies_add(c->copies, docs[i], err);
        kb_document_free(docs[i]);
    }
    free(docs);
    return status;
}

int cmd_copies(kb_cli *cli, int argc, char **argv)
{
    size_t story = 0;
    const cli_option own[] = {
        { "--story", "N", "the reports of a story of the desk", CLI_NUMBER, &story },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    collector c = { .cli = cli };
    kb_desk *desk = NULL;
    kb_err err = { 0 };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (story && count) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "FILEs or --story, not both"));
    if (!story && !count) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "no FILE given; '-' is standard input"));
    if ((code = story ? cli_desk_open(cli, KB_DESK_READ, &desk) : cli_engine(cli)) >= 0) return code;
    kb_sink sink = cli_sink(cli);
    kb_status status = kb_copies_open(cli->engine, &c.copies, &err);
    if (status == KB_OK)
        status = story ? add_story(&c, desk, (int64_t)story, &err) : add_files(cli, &c, count, argv, &err);
    if (status == KB_OK) status = kb_copies_print(c.copies, &cli->print, &sink, &err);
    kb_copies_close(c.copies);
    return cli_desk_end(cli, desk, status, &err);
}
