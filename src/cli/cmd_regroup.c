#define _POSIX_C_SOURCE 200809L
#include <unistd.h>

#include "cli/desk.h"
#include "show/words.h"

#define EVERY 256 /* reports between two words */

static void tell(void *user, size_t done, size_t all)
{
    const kb_cli *cli = user;
    if (done % EVERY && done < all) return;
    (void)fprintf(stderr, kb_word_ui(cli->ui, "\r%zu of %zu reports"), done, all);
    if (done == all) (void)fprintf(stderr, "\r\033[K");
    (void)fflush(stderr);
}

int cmd_regroup(kb_cli *cli, int argc, char **argv)
{
    kb_err err = { 0 };
    kb_desk *desk;
    const kb_progress progress = { tell, cli };
    int count, code = cli_options(cli, argc, argv, NULL, &count);

    if (code >= 0) return code;
    if (count) return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is not wanted here"), argv[0]);
    if ((code = cli_desk_open(cli, KB_DESK_WRITE, &desk)) >= 0) return code;
    if (isatty(STDERR_FILENO))
        cli_say("%s",
                kb_word_ui(cli->ui, "nothing can be added until this is done; who reads sees the desk as it was"));
    kb_sink sink = cli_sink(cli);
    kb_status status = kb_desk_regroup(desk, isatty(STDERR_FILENO) ? &progress : NULL, &cli->print, &sink, &err);
    return cli_desk_end(cli, desk, status, &err);
}
