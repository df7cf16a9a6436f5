#include "cli/cli.h"
#include "show/words.h"

int cmd_feed(kb_cli *cli, int argc, char **argv)
{
    kb_reader reader = { .problem = cli_problem, .user = cli };
    kb_err err = { 0 };
    const cli_option own[] = {
        CLI_NET(cli),
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (count == 0) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "no FILE given; '-' is standard input"));
    if (cli->html) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "feed has no --html; it prints JSON"));
    if ((code = cli_engine(cli)) >= 0) return code;
    cli->out.rows = 0;
    kb_sink sink = cli_sink(cli);
    for (int i = 0; i < count && !cli_out_failed(cli); i++) {
        kb_status status = kb_feed_print(cli->engine, argv[i], &reader, &sink, &err);
        if (status != KB_OK && !cli_out_failed(cli)) cli_problem(cli, status, err.text);
    }
    return cli_end(cli);
}
