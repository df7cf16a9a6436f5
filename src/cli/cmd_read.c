#define _POSIX_C_SOURCE 200809L
#include <unistd.h>

#include "cli/cli.h"

static kb_status print_document(void *user, kb_document *doc)
{
    kb_cli *cli = user;
    kb_sink sink = cli_sink(cli);
    kb_err err = { 0 };
    kb_status status = kb_document_print(cli->engine, doc, &cli->print, &sink, &err);

    kb_document_free(doc);
    if (status != KB_OK && !cli_out_failed(cli)) cli_problem(cli, status, err.text);
    return cli_out_failed(cli) ? KB_ERR_STOPPED : KB_OK;
}

int cmd_read(kb_cli *cli, int argc, char **argv)
{
    kb_reader reader = { print_document, cli_problem, cli, NULL };
    int count, code = cli_file_options(cli, argc, argv, &count);

    if (code >= 0) return code;
    cli->options.why = cli->print.why;
    if ((code = cli_engine(cli)) >= 0) return code;
    if (cli->print.why) reader.note = cli_note;
    /* Somebody who looks wants words; a pipe, and whoever says --json, gets what read always prints. */
    bool words = cli->print.why && !cli->json && (isatty(STDOUT_FILENO) || cli->width);
    cli->print.format = words ? KB_FORMAT_TEXT : KB_FORMAT_JSON;
    if (!words) cli->out.rows = 0;
    cli_read_files(cli, count, argv, &reader);
    return cli_end(cli);
}
