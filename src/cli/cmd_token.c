#include "cli/desk.h"
#include "show/words.h"

int cmd_token(kb_cli *cli, int argc, char **argv)
{
    kb_err err = { 0 };
    kb_desk *desk;
    bool reads_only = false, remove = false;
    const cli_option own[] = {
        { "--read-only", NULL, "its holder changes nothing", CLI_FLAG, &reads_only },
        { "--remove", NULL, "it lets nobody in any more", CLI_FLAG, &remove },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (count > 1) return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is not wanted here"), argv[1]);
    if (count == 0 && (remove || reads_only)) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "whose token?"));
    if ((code = cli_desk_open(cli, count ? KB_DESK_CREATE : KB_DESK_READ, &desk)) >= 0) return code;
    kb_sink sink = cli_sink(cli);
    kb_status status = count == 0 ? kb_desk_tokens(desk, &cli->print, &sink, &err)
                       : remove   ? kb_desk_token_remove(desk, argv[0], &err)
                                  : kb_desk_token(desk, argv[0], reads_only, &cli->print, &sink, &err);
    return cli_desk_end(cli, desk, status, &err);
}
