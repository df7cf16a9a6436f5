#include "cli/hand.h"

int cmd_merge(kb_cli *cli, int argc, char **argv)
{
    cli_hand hand;
    kb_err err = { 0 };
    int code = cli_hand_open(cli, argc, argv, 2, SIZE_MAX, &hand);

    if (code >= 0) return code;
    kb_sink sink = cli_sink(cli);
    for (size_t i = 0; i < hand.count; i++) cli_desk_tell_now(cli, hand.desk, hand.numbers[i]);
    kb_status status = kb_desk_merge(hand.desk, hand.numbers, hand.count, &hand.by, &cli->print, &sink, &err);
    return cli_hand_end(cli, &hand, status, &err);
}
