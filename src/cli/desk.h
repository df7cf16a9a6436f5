/* cli/desk.h - what the commands of the desk share. */
#ifndef KB_CLI_DESK_H
#define KB_CLI_DESK_H

#include "cli/cli.h"

/* Opens the engine and the desk (for KB_DESK_CREATE the data folder is made where the desk is nowhere named). Returns
 * -1 to go on, else the exit code: CLI_NO_DESK where the desk cannot be opened, told. */
int cli_desk_open(kb_cli *cli, kb_desk_mode mode, kb_desk **out);

/* Makes the folders above `path`, as the XDG specification says with rights for the user alone. What fails shows when
 * the desk is opened. `path` is written to meanwhile. */
void cli_desk_folders(char *path);

/* Closes the desk and ends the command. `status` is what its call gave: a failure is told. Returns the exit code. */
int cli_desk_end(kb_cli *cli, kb_desk *desk, kb_status status, const kb_err *err);

/* A number that names a story or an article; told where it is none, then false. */
bool cli_desk_id(const kb_cli *cli, const char *given, int64_t *id);

/* A command of one number: opens the desk to read and prints what `print` writes of the article or story with it. */
int cli_desk_print_one(kb_cli *cli, int argc, char **argv, bool story,
                       kb_status (*print)(kb_desk *, int64_t, const kb_print *, const kb_sink *, kb_err *));

/* Tells where the number of a story that is no more leads to. */
void cli_desk_tell_now(const kb_cli *cli, kb_desk *desk, int64_t story);

/* The words of argv as one query, in `buf`; NULL where there are none. */
const char *cli_desk_query(int count, char **argv, kb_buf *buf);

int cmd_add(kb_cli *cli, int argc, char **argv);
int cmd_digest(kb_cli *cli, int argc, char **argv);
int cmd_alert(kb_cli *cli, int argc, char **argv);
int cmd_stories(kb_cli *cli, int argc, char **argv);
int cmd_story(kb_cli *cli, int argc, char **argv);
int cmd_show(kb_cli *cli, int argc, char **argv);
int cmd_quotes(kb_cli *cli, int argc, char **argv);
int cmd_search(kb_cli *cli, int argc, char **argv);
int cmd_serve(kb_cli *cli, int argc, char **argv);
int cmd_token(kb_cli *cli, int argc, char **argv);
int cmd_status(kb_cli *cli, int argc, char **argv);
int cmd_outlets(kb_cli *cli, int argc, char **argv);
int cmd_follow(kb_cli *cli, int argc, char **argv);
int cmd_fetch(kb_cli *cli, int argc, char **argv);
int cmd_watch(kb_cli *cli, int argc, char **argv);
int cmd_regroup(kb_cli *cli, int argc, char **argv);
int cmd_export(kb_cli *cli, int argc, char **argv);
int cmd_keep(kb_cli *cli, int argc, char **argv);
int cmd_forget(kb_cli *cli, int argc, char **argv);
int cmd_backup(kb_cli *cli, int argc, char **argv);
int cmd_check(kb_cli *cli, int argc, char **argv);

#endif
