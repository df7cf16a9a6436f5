#include "cli/desk.h"
#include "show/words.h"

int cmd_keep(kb_cli *cli, int argc, char **argv)
{
    kb_keep_choice c = { 0 };
    kb_err err = { 0 };
    kb_desk *desk;
    const cli_option own[] = {
        { "--days", "N", "so long stories are kept: 30, forever; of a part also auto: as all else", CLI_TEXT, &c.days },
        { "--outlet", "NAME", "the days are of articles of this outlet; --lang CODE: of this language", CLI_TEXT,
          &c.outlet },
        { "--feed", "NUMBER", "the days are of articles of this feed", CLI_TEXT, &c.feed },
        { "--size", "SIZE", "the desk is kept this small, the oldest stories go first: 500M, 5G, none", CLI_TEXT,
          &c.size },
        { "--raw", "on|off", "keep pages as they came, packed, beside their articles", CLI_WORD, &c.raw },
        { "--raw-days", "N", "so long such pages are kept; auto: as long as their articles", CLI_TEXT, &c.raw_days },
        { "--run", NULL, "let go what is past its time; 'fetch' and 'watch' do so once an hour", CLI_FLAG, &c.run },
        { "--dry-run", NULL, "only say what would go", CLI_FLAG, &c.dry_run },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    c.lang = cli->options.lang;
    if (count) return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is not wanted here"), argv[0]);
    if ((c.outlet != NULL) + (c.lang != NULL) + (c.feed != NULL) > 1)
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--outlet, --lang or --feed, one of them"));
    bool reads = !(c.days || c.size || c.raw || c.raw_days || c.outlet || c.lang || c.feed || (c.run && !c.dry_run));
    if ((code = cli_desk_open(cli, reads ? KB_DESK_READ : KB_DESK_WRITE, &desk)) >= 0) return code;
    kb_sink sink = cli_sink(cli);
    kb_status status = kb_desk_keep(desk, &c, &cli->print, &sink, &err);
    return cli_desk_end(cli, desk, status, &err);
}
