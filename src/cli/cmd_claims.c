#include "base/str.h"
#include "cli/cli.h"
#include "show/words.h"

static kb_status print_claims(void *user, kb_document *doc)
{
    kb_cli *cli = user;
    kb_sink sink = cli_sink(cli);
    kb_err err = { 0 };
    kb_status status = cli_report(cli, doc) ? kb_claims_print(cli->engine, doc, &cli->print, &sink, &err) : KB_OK;

    if (status != KB_OK && !cli_out_failed(cli)) {
        (void)kb_context(&err, status, "%.*s", KB_STR_ARGS(kb_document_id(doc)));
        cli_problem(cli, status, err.text);
    }
    kb_document_free(doc);
    return cli_out_failed(cli) ? KB_ERR_STOPPED : KB_OK;
}

int cmd_claims(kb_cli *cli, int argc, char **argv)
{
    kb_reader reader = { print_claims, cli_problem, cli, NULL };
    int count, code = cli_file_options(cli, argc, argv, &count);

    if (code >= 0) return code;
    if (cli->html) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "claims has no --html; compare has"));
    if ((code = cli_engine(cli)) >= 0) return code;
    cli_read_files(cli, count, argv, &reader);
    return cli_end(cli);
}
