#define _POSIX_C_SOURCE 200809L
#include "cli/hand.h"

#include <pwd.h>
#include <stdlib.h>
#include <unistd.h>

#include "show/words.h"

/* The login name, as POSIX has it in the environment; else that of the user's number. */
const char *cli_login_name(void)
{
    static const char *const variables[] = { "LOGNAME", "USER" };
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *name = getenv(variables[i]);
        if (name && *name) return name;
    }
    const struct passwd *user = getpwuid(getuid());
    return user ? user->pw_name : NULL;
}

static bool read_numbers(const kb_cli *cli, char **argv, cli_hand *hand)
{
    for (size_t i = 0; i < hand->count; i++)
        if (!cli_desk_id(cli, argv[i], &hand->numbers[i])) return false;
    return true;
}

int cli_hand_open(kb_cli *cli, int argc, char **argv, size_t least, size_t most, cli_hand *hand)
{
    *hand = (cli_hand){ 0 };
    const cli_option own[] = {
        { "--by", "NAME", "who decides; else the login name", CLI_TEXT, &hand->by.by },
        { "--note", "TEXT", "why", CLI_TEXT, &hand->by.note },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    hand->count = (size_t)count;
    if (hand->count < least) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "a number is missing"));
    if (hand->count > most) return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is not wanted here"), argv[most]);
    if (!hand->by.by) hand->by.by = cli_login_name();
    if (count && !(hand->by.by && *hand->by.by))
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "who decides? name somebody with --by"));
    hand->numbers = calloc(hand->count + 1, sizeof *hand->numbers);
    if (!hand->numbers) {
        cli_say("%s", kb_word_ui(cli->ui, "out of memory"));
        return CLI_BAD_INPUT;
    }
    code = read_numbers(cli, argv, hand) ? cli_desk_open(cli, hand->count ? KB_DESK_WRITE : KB_DESK_READ, &hand->desk)
                                         : CLI_USAGE;
    if (code >= 0) free(hand->numbers);
    return code;
}

int cli_hand_end(kb_cli *cli, cli_hand *hand, kb_status status, const kb_err *err)
{
    free(hand->numbers);
    return cli_desk_end(cli, hand->desk, status, err);
}
