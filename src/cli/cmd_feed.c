#include "cli/cli.h"
#include "show/words.h"

int cmd_feed(kb_cli *cli, int argc, char **argv)
{
    kb_reader reader = { .problem = cli_problem, .user = cli };
    kb_err err = { 0 };
    int count, code = cli_file_options(cli, argc, argv, &count);

    if (code >= 0) return code;
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
