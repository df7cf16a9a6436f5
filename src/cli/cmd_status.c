#include "cli/desk.h"
#include "show/words.h"

int cmd_status(kb_cli *cli, int argc, char **argv)
{
    kb_err err = { 0 };
    kb_desk *desk;
    int count, code = cli_options(cli, argc, argv, NULL, &count);

    if (code >= 0) return code;
    if (count) return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is not wanted here"), argv[0]);
    if ((code = cli_desk_open(cli, KB_DESK_READ, &desk)) >= 0) return code;
    kb_sink sink = cli_sink(cli);
    kb_status status = kb_desk_status(desk, &cli->print, &sink, &err);
    return cli_desk_end(cli, desk, status, &err);
}
