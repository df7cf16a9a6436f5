#include "base/time.h"
#include "cli/desk.h"
#include "cli/digest.h"
#include "show/words.h"

static bool read_day(const char *given, kb_digest *out)
{
    kb_time day;
    if (!kb_time_parse(kb_str_of(given), &day) || day.precision != KB_TIME_DAY) return false;
    out->since = cli_local_moment(kb_time_day(day), 0);
    out->until = cli_local_moment(kb_time_day(day) + 1, 0);
    out->offset = cli_local_offset(out->since);
    out->day = true;
    return true;
}

static int read_time(const kb_cli *cli, const char *day, const char *since, kb_digest *out)
{
    enum { DAY = 86400 };
    kb_time from;
    if (day && since) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--day or --since, not both"));
    if (day) {
        if (read_day(day, out)) return -1;
        return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is no day like 2025-03-04"), day);
    }
    out->until = cli->options.now + 1;
    out->since = cli->options.now - DAY;
    out->offset = cli_local_offset(cli->options.now);
    if (!since) return -1;
    if (!kb_time_parse(kb_str_of(since), &from))
        return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is no time like 2025-03-04T09:10:00Z"), since);
    out->since = from.seconds;
    return -1;
}

int cmd_digest(kb_cli *cli, int argc, char **argv)
{
    const char *day = NULL, *since = NULL;
    cli_digest_way way = { 0 };
    kb_digest digest = { 0 };
    kb_err err = { 0 };
    kb_desk *desk;
    const cli_option own[] = {
        { "--day", "DAY", "of this day, where you are; else of the last 24 hours", CLI_TEXT, &day },
        { "--since", "TIME", "of the time since then", CLI_TEXT, &since },
        { "--limit", "N", "so many stories; else 20", CLI_NUMBER, &digest.stories },
        { "--rows", "N", "of each story so many differences and denials; else 6", CLI_NUMBER, &digest.rows },
        CLI_DIGEST_WAY(&way),
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    way.command = cli_take_command(&argc, argv);
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (count) return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is not wanted here"), argv[0]);
    if ((code = cli_digest_check(cli, &way)) >= 0) return code;
    if ((code = read_time(cli, day, since, &digest)) >= 0) return code;
    if ((code = cli_desk_open(cli, KB_DESK_READ, &desk)) >= 0) return code;
    kb_status status = cli_digest(cli, desk, &digest, &way, &err);
    return cli_desk_end(cli, desk, status, &err);
}
