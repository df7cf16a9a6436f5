#include "cli/desk.h"
#include "show/words.h"

/* What is of one speaker's sayings says nothing of a list of speakers. */
static bool chooses_sayings(const kb_query *query, const char *stance, const char *format)
{
    return query->query || stance || format || query->since || query->until || query->outlet || query->country;
}

int cmd_quotes(kb_cli *cli, int argc, char **argv)
{
    kb_query query = { 0 };
    kb_buf words = { 0 };
    kb_err err = { 0 };
    kb_desk *desk;
    const char *stance = NULL, *format = NULL;
    kb_speaker_query most = { 0 };
    bool speakers = false;
    const cli_option own[] = {
        { "--about", "WORDS", "words of which one at least was said", CLI_TEXT, &query.query },
        { "--stance", "STANCE", "say, deny, warn, promise ... (docs/json.md)", CLI_TEXT, &stance },
        { "--since", "DAY", "published on this day or later", CLI_TEXT, &query.since },
        { "--until", "DAY", "published on this day or earlier", CLI_TEXT, &query.until },
        { "--outlet", "NAME", "of this outlet alone", CLI_TEXT, &query.outlet },
        { "--country", "CODE", "of outlets of this country alone", CLI_TEXT, &query.country },
        { "--limit", "N", "at most so many, the newest; else 20", CLI_NUMBER, &query.limit },
        { "--speakers", NULL, "who says most; with a NAME: of those who have these words in their names", CLI_FLAG,
          &speakers },
        { "--days", "N", "with --speakers: in so many days up to the newest report; else ever", CLI_NUMBER,
          &most.days },
        { "--format", "counts", "counts: CSV by day, to hand on", CLI_WORD, &format },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (format && (code = cli_format(cli, format)) >= 0) return code;
    if (speakers && chooses_sayings(&query, stance, format))
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--speakers goes with --days and --limit alone"));
    if (most.days && !speakers) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--days goes with --speakers"));
    if (count == 0 && !speakers) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "no NAME given"));
    if ((code = cli_desk_open(cli, KB_DESK_READ, &desk)) >= 0) return code;
    query.lang = cli->options.lang;
    kb_sink sink = cli_sink(cli);
    const char *name = most.name = cli_desk_query(count, argv, &words);
    most.limit = query.limit;
    kb_status status = speakers ? kb_desk_speakers(desk, &most, &cli->print, &sink, &err)
                                : kb_desk_quotes(desk, name, stance, &query, &cli->print, &sink, &err);
    kb_buf_clear(&words);
    return cli_desk_end(cli, desk, status, &err);
}
