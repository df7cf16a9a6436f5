#include "cli/desk.h"

#include "show/stories_page.h"

int cmd_stories(kb_cli *cli, int argc, char **argv)
{
    kb_query query = { 0 };
    kb_buf words = { 0 };
    kb_err err = { 0 };
    kb_desk *desk;
    const char *sort = "newest";
    const cli_option own[] = {
        { "--since", "DAY", "published on this day or later", CLI_TEXT, &query.since },
        { "--until", "DAY", "published on this day or earlier", CLI_TEXT, &query.until },
        { "--sort", "newest|largest|growing|independent|disputed",
          "growing: now, fastest first; independent: most independent texts first; disputed: most that differs or is "
          "denied first",
          CLI_WORD, &sort },
        { "--outlet", "NAME", "of this outlet alone", CLI_TEXT, &query.outlet },
        { "--country", "CODE", "of outlets of this country alone", CLI_TEXT, &query.country },
        { "--limit", "N", "at most so many; else 20", CLI_NUMBER, &query.limit },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    (void)kb_story_sort_of(sort, &query.sort); /* the option allows no other name */
    if ((code = cli_desk_open(cli, KB_DESK_READ, &desk)) >= 0) return code;
    query.lang = cli->options.lang;
    query.query = cli_desk_query(count, argv, &words);
    kb_sink sink = cli_sink(cli);
    kb_status status = kb_desk_stories(desk, &query, &cli->print, &sink, &err);
    kb_buf_clear(&words);
    return cli_desk_end(cli, desk, status, &err);
}
