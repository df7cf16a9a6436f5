/* cli/hand.h - what the commands that decide by hand share. */
#ifndef KB_CLI_HAND_H
#define KB_CLI_HAND_H

#include "cli/desk.h"

typedef struct {
    kb_desk *desk;
    int64_t *numbers; /* that were given */
    size_t count;
    kb_signature by;
} cli_hand;

/* Parses the options of a decision and its numbers (`least` or more, and `most` or fewer) and opens the desk to write.
 * Returns -1 to go on to cli_hand_end, else the exit code. */
int cli_hand_open(kb_cli *cli, int argc, char **argv, size_t least, size_t most, cli_hand *hand);
int cli_hand_end(kb_cli *cli, cli_hand *hand, kb_status status, const kb_err *err);

/* Who decides where nobody is named: NULL when the system does not tell. */
const char *cli_login_name(void);

int cmd_mark(kb_cli *cli, int argc, char **argv);
int cmd_merge(kb_cli *cli, int argc, char **argv);
int cmd_split(kb_cli *cli, int argc, char **argv);
int cmd_move(kb_cli *cli, int argc, char **argv);
int cmd_undo(kb_cli *cli, int argc, char **argv);

#endif
