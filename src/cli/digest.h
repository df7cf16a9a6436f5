/* cli/digest.h - where a digest goes: standard output, a file, or a command's standard input. */
#ifndef KB_CLI_DIGEST_H
#define KB_CLI_DIGEST_H

#include "cli/cli.h"

typedef struct {
    const char *out;      /* path; NULL */
    char *const *command; /* words and a NULL; NULL */
} cli_digest_way;

#define CLI_DIGEST_WAY(way)                                                                                       \
    { "--out", "FILE", "write it to this file, which is replaced when it is whole", CLI_TEXT, &(way)->out },      \
    {                                                                                                             \
        "--exec", "CMD ARG...", "run this with the digest on its standard input; the last option", CLI_FLAG, NULL \
    }

/* --out and --exec are not both given, and of --exec a command. Returns -1 to go on, else the exit code. */
int cli_digest_check(const kb_cli *cli, const cli_digest_way *way);

/* Where the user is: minutes east of UTC at a moment; the moment that is `minutes` after the begin of a day (days since
 * 1970-01-01). */
int cli_local_offset(int64_t at);
int64_t cli_local_moment(int64_t day, int minutes);

/* The next moment after `now` at which the user's clock shows "07:00"; 0 where `given` is none. */
int64_t cli_local_next(const char *given, int64_t now);

/* What stands behind --exec is a command, its own options among it: it is cut from argv. NULL: there is none. */
char **cli_take_command(int *argc, char **argv);

/* Writes it as Markdown, or with --html as a page. A file is there when it is whole, in the place of the one before. */
kb_status cli_digest(kb_cli *cli, kb_desk *desk, const kb_digest *digest, const cli_digest_way *way, kb_err *err);

#endif
