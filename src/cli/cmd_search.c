#include "cli/desk.h"
#include "show/words.h"

int cmd_search(kb_cli *cli, int argc, char **argv)
{
    kb_query query = { 0 };
    kb_buf words = { 0 };
    kb_err err = { 0 };
    kb_desk *desk;
    const char *format = NULL;
    bool facets = false;
    const cli_option own[] = {
        { "--since", "DAY", "published on this day or later", CLI_TEXT, &query.since },
        { "--until", "DAY", "published on this day or earlier", CLI_TEXT, &query.until },
        { "--outlet", "NAME", "of this outlet alone", CLI_TEXT, &query.outlet },
        { "--country", "CODE", "of outlets of this country alone", CLI_TEXT, &query.country },
        { "--limit", "N", "at most so many; else 20", CLI_NUMBER, &query.limit },
        { "--newest", NULL, "newest first, not best first", CLI_FLAG, &query.by_time },
        { "--facets", NULL, "how many there are by language, outlet, story and time", CLI_FLAG, &facets },
        { "--format", "counts", "counts: CSV by day, to hand on", CLI_WORD, &format },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (format && (code = cli_format(cli, format)) >= 0) return code;
    if (facets && (format || query.by_time || query.limit))
        return cli_usage(cli, "%s",
                         kb_word_ui(cli->ui, "--facets counts all that is found: without --newest, --limit, --format"));
    if (count == 0 && !format) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "nothing to search for"));
    if ((code = cli_desk_open(cli, KB_DESK_READ, &desk)) >= 0) return code;
    query.lang = cli->options.lang;
    query.query = cli_desk_query(count, argv, &words);
    kb_sink sink = cli_sink(cli);
    kb_status status = (facets ? kb_desk_search_facets : kb_desk_search)(desk, &query, &cli->print, &sink, &err);
    kb_buf_clear(&words);
    return cli_desk_end(cli, desk, status, &err);
}
