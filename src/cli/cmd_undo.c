#include "cli/hand.h"

int cmd_undo(kb_cli *cli, int argc, char **argv)
{
    cli_hand hand;
    kb_err err = { 0 };
    int code = cli_hand_open(cli, argc, argv, 0, 1, &hand);

    if (code >= 0) return code;
    kb_sink sink = cli_sink(cli);
    kb_status status = hand.count ? kb_desk_undo(hand.desk, hand.numbers[0], &hand.by, &cli->print, &sink, &err)
                                  : kb_desk_decisions(hand.desk, &cli->print, &sink, &err);
    return cli_hand_end(cli, &hand, status, &err);
}
