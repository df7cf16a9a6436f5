#include "cli/desk.h"
#include "show/words.h"

int cmd_backup(kb_cli *cli, int argc, char **argv)
{
    kb_err err = { 0 };
    kb_desk *desk;
    int count, code = cli_options(cli, argc, argv, NULL, &count);

    if (code >= 0) return code;
    if (count != 1) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "one FILE is wanted, which is not there yet"));
    if ((code = cli_desk_open(cli, KB_DESK_READ, &desk)) >= 0) return code;
    kb_sink sink = cli_sink(cli);
    kb_status status = kb_desk_backup(desk, argv[0], &cli->print, &sink, &err);
    return cli_desk_end(cli, desk, status, &err);
}
