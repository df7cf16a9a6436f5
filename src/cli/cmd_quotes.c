#include "cli/desk.h"
#include "show/words.h"

int cmd_quotes(kb_cli *cli, int argc, char **argv)
{
    kb_query query = { 0 };
    kb_buf words = { 0 };
    kb_err err = { 0 };
    kb_desk *desk;
    const char *stance = NULL, *format = NULL;
    const cli_option own[] = {
        { "--about", "WORDS", "words of which one at least was said", CLI_TEXT, &query.query },
        { "--stance", "STANCE", "say, deny, warn, promise ... (docs/json.md)", CLI_TEXT, &stance },
        { "--since", "DAY", "published on this day or later", CLI_TEXT, &query.since },
        { "--until", "DAY", "published on this day or earlier", CLI_TEXT, &query.until },
        { "--outlet", "NAME", "of this outlet alone", CLI_TEXT, &query.outlet },
        { "--country", "CODE", "of outlets of this country alone", CLI_TEXT, &query.country },
        { "--limit", "N", "at most so many, the newest; else 20", CLI_NUMBER, &query.limit },
        { "--format", "counts", "counts: CSV by day, to hand on", CLI_WORD, &format },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (format && (code = cli_format(cli, format)) >= 0) return code;
    if (count == 0) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "no NAME given"));
    if ((code = cli_desk_open(cli, KB_DESK_READ, &desk)) >= 0) return code;
    query.lang = cli->options.lang;
    kb_sink sink = cli_sink(cli);
    kb_status status =
        kb_desk_quotes(desk, cli_desk_query(count, argv, &words), stance, &query, &cli->print, &sink, &err);
    kb_buf_clear(&words);
    return cli_desk_end(cli, desk, status, &err);
}
