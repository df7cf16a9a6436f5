#include "cli/desk.h"

int cmd_story(kb_cli *cli, int argc, char **argv)
{
    return cli_desk_print_one(cli, argc, argv, true, kb_desk_story);
}
