#include <stdlib.h>

#include "cli/cli.h"
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

int cmd_copies(kb_cli *cli, int argc, char **argv)
{
    collector c = { .cli = cli };
    kb_reader reader = { keep_document, problem, &c, NULL };
    kb_err err = { 0 };
    int count, code = cli_options(cli, argc, argv, NULL, &count);

    if (code >= 0) return code;
    if (count == 0) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "no FILE given; '-' is standard input"));
    if ((code = cli_engine(cli)) >= 0) return code;
    kb_sink sink = cli_sink(cli);
    kb_status status = kb_copies_open(cli->engine, &c.copies, &err);
    for (int i = 0; i < count && status == KB_OK; i++) status = kb_read(cli->engine, argv[i], &reader, &err);
    if (status == KB_OK) status = kb_copies_print(c.copies, &cli->print, &sink, &err);
    if (status != KB_OK && !cli_out_failed(cli)) cli_problem(cli, status, err.text);
    kb_copies_close(c.copies);
    return cli_end(cli);
}
