#include "cli/desk.h"
#include "show/words.h"

int cmd_story(kb_cli *cli, int argc, char **argv)
{
    int64_t id;
    kb_err err = { 0 };
    kb_desk *desk;
    int count, code = cli_options(cli, argc, argv, NULL, &count);

    if (code >= 0) return code;
    if (count != 1) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "one number is wanted"));
    if (!cli_desk_id(cli, argv[0], &id)) return CLI_USAGE;
    if ((code = cli_desk_open(cli, KB_DESK_READ, &desk)) >= 0) return code;
    kb_sink sink = cli_sink(cli);
    kb_status status = kb_desk_story(desk, id, &cli->print, &sink, &err);
    return cli_desk_end(cli, desk, status, &err);
}
