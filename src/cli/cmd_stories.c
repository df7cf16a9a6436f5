#include "cli/desk.h"

#include <string.h>

#include "show/words.h"

/* The option allows no other name. */
static kb_story_sort sort_of(const char *name)
{
    static const char *const names[] = { [KB_SORT_NEWEST] = "newest",
                                         [KB_SORT_LARGEST] = "largest",
                                         [KB_SORT_GROWING] = "growing",
                                         [KB_SORT_INDEPENDENT] = "independent",
                                         [KB_SORT_DISPUTED] = "disputed" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) return (kb_story_sort)i;
    return KB_SORT_NEWEST;
}

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
          "denied first", CLI_WORD, &sort },
        { "--outlet", "NAME", "of this outlet alone", CLI_TEXT, &query.outlet },
        { "--country", "CODE", "of outlets of this country alone", CLI_TEXT, &query.country },
        { "--limit", "N", "at most so many; else 20", CLI_NUMBER, &query.limit },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    query.sort = sort_of(sort);
    if ((code = cli_desk_open(cli, KB_DESK_READ, &desk)) >= 0) return code;
    query.lang = cli->options.lang;
    query.query = cli_desk_query(count, argv, &words);
    kb_sink sink = cli_sink(cli);
    kb_status status = kb_desk_stories(desk, &query, &cli->print, &sink, &err);
    kb_buf_clear(&words);
    return cli_desk_end(cli, desk, status, &err);
}
