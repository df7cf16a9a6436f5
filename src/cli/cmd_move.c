#include "cli/hand.h"

int cmd_move(kb_cli *cli, int argc, char **argv)
{
    cli_hand hand;
    kb_err err = { 0 };
    int code = cli_hand_open(cli, argc, argv, 2, 2, &hand);

    if (code >= 0) return code;
    kb_sink sink = cli_sink(cli);
    cli_desk_tell_now(cli, hand.desk, hand.numbers[1]);
    kb_status status = kb_desk_move(hand.desk, hand.numbers[0], hand.numbers[1], &hand.by, &cli->print, &sink, &err);
    return cli_hand_end(cli, &hand, status, &err);
}
