#include "cli/desk.h"

int cmd_show(kb_cli *cli, int argc, char **argv)
{
    return cli_desk_print_one(cli, argc, argv, false, kb_desk_show);
}
