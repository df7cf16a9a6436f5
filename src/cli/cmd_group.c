#include <string.h>

#include "cli/cli.h"
#include "show/words.h"

static kb_status add(void *to, kb_document *doc, kb_err *err)
{
    return kb_grouping_add(to, doc, err);
}

int cmd_group(kb_cli *cli, int argc, char **argv)
{
    kb_grouping *grouping = NULL;
    kb_group_options options = { 0 };
    bool pairs = false;
    const char *grain = NULL;
    const cli_option own[] = {
        { "--by-date", NULL, "take the documents in the order of their dates", CLI_FLAG, &options.by_date },
        { "--grain", "fine|coarse", "fine: a running story is split by its events; coarse: it stays together", CLI_WORD,
          &grain },
        { "--pairs", NULL, "print what was measured of each pair of reports", CLI_FLAG, &pairs },
        { "--pairs-across", NULL, "the same of each pair of reports of two languages", CLI_FLAG, &options.across },
        CLI_NET(cli),
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    kb_err err = { 0 };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (count == 0) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "no FILE given; '-' is standard input"));
    if ((code = cli_engine(cli)) >= 0) return code;
    kb_sink sink = cli_sink(cli);
    options.coarse = grain && strcmp(grain, "coarse") == 0;
    options.why = cli->print.why;
    options.pairs = pairs || options.across ? &sink : NULL;
    kb_status status = kb_grouping_open(cli->engine, &options, &grouping, &err);
    if (status == KB_OK) status = cli_add_files(cli, count, argv, add, grouping, &err);
    if (status == KB_OK) status = kb_grouping_print(grouping, &cli->print, &sink, &err);
    if (status != KB_OK && !cli_out_failed(cli)) cli_problem(cli, status, err.text);
    kb_grouping_close(grouping);
    return cli_end(cli);
}
