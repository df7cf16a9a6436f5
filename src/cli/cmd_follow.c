#include "cli/desk.h"
#include "show/words.h"

typedef struct {
    kb_feed_choice choice;
    bool list, opml, page, text;
    const char *keep, *block;
    kb_buf rules;
} follow_options;

/* "keep ..." and "block ..." as the lines that a desk keeps. */
static void make_rules(follow_options *o)
{
    const struct {
        const char *verb, *rule;
    } given[] = { { "keep", o->keep }, { "block", o->block } };
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        if (given[i].rule) kb_buf_print(&o->rules, "%s %s\n", given[i].verb, given[i].rule);
    if (o->rules.len) kb_buf_add_char(&o->rules, '\0');
    o->choice.rules = o->rules.len ? o->rules.at : NULL;
}

static int check(kb_cli *cli, const follow_options *o, int count)
{
    const kb_feed_choice *c = &o->choice;
    bool chosen = c->name || c->folder || c->tags || c->outlet || c->every || o->keep || o->block || o->page ||
                  o->text || c->take || c->no_rules || c->looks || c->no_looks || c->pause || c->resume || c->remove;
    if (o->page + o->text > 1) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--page or --text, not both"));
    if (c->pause + c->resume + c->remove > 1)
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--pause, --resume or --remove, one of them"));
    if (c->looks && c->no_looks) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--looks or --no-looks, not both"));
    if (o->opml && (count || chosen || o->list || cli->json))
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--opml stands alone: all feeds are written"));
    if ((o->list || count == 0) && (chosen || (o->list && count)))
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "name a feed, a site or a list of feeds"));
    if (c->name && count > 1) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--rename is for one feed"));
    return -1;
}

static kb_status run(kb_cli *cli, kb_desk *desk, const follow_options *o, char **argv, int count, kb_err *err)
{
    kb_sink sink = cli_sink(cli);
    kb_status status = KB_OK;
    if (o->opml) return kb_desk_feeds_opml(desk, &sink, err);
    if (count == 0) return kb_desk_feeds(desk, NULL, &cli->print, &sink, err);
    for (int i = 0; i < count && status == KB_OK && !cli_out_failed(cli); i++) {
        status = kb_desk_follow(desk, argv[i], &o->choice, &cli->print, &sink, err);
        if (status == KB_ERR_MEMORY || status == KB_OK) continue;
        cli_problem(cli, status, err->text);
        status = KB_OK;
    }
    return status;
}

int cmd_follow(kb_cli *cli, int argc, char **argv)
{
    follow_options o = { 0 };
    kb_feed_choice *c = &o.choice;
    kb_err err = { 0 };
    kb_desk *desk;
    bool either = false;
    const cli_option own[] = {
        { "--list", NULL, "all feeds and how they do; so does 'kabar follow' alone", CLI_FLAG, &o.list },
        { "--opml", NULL, "write all feeds as OPML", CLI_FLAG, &o.opml },
        { "--pause", NULL, "ask the feed no more, for now", CLI_FLAG, &c->pause },
        { "--resume", NULL, "ask it again", CLI_FLAG, &c->resume },
        { "--remove", NULL, "follow it no more; its articles stay", CLI_FLAG, &c->remove },
        { "--rename", "NAME", "a name of your own; '' for the feed's", CLI_TEXT, &c->name },
        { "--folder", "PATH", "the folder in which it lies: News/Asia", CLI_TEXT, &c->folder },
        { "--tag", "TAGS", "tags, parted by commas", CLI_TEXT, &c->tags },
        { "--outlet", "NAME", "the outlet of its articles, whatever they state", CLI_TEXT, &c->outlet },
        { "--every", "TIME", "how often it is asked: 30m, 2h, 1d; auto: by its own pace", CLI_TEXT, &c->every },
        { "--page", NULL, "always fetch the page behind an entry", CLI_FLAG, &o.page },
        { "--text", NULL, "always take the feed's text", CLI_FLAG, &o.text },
        { "--either", NULL, "the feed's text where it is whole, else the page; this is how a feed begins", CLI_FLAG,
          &either },
        { "--looks", NULL, "look at its articles' pages again, whether they changed; this is how a feed begins",
          CLI_FLAG, &c->looks },
        { "--no-looks", NULL, "read each page once", CLI_FLAG, &c->no_looks },
        { "--keep", "RULE", "take such entries alone: words, title:words, /expression/", CLI_TEXT, &o.keep },
        { "--block", "RULE", "leave such entries out", CLI_TEXT, &o.block },
        { "--no-rules", NULL, "take all rules back", CLI_FLAG, &c->no_rules },
        CLI_NET(cli),
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    c->lang = count ? cli->options.lang : NULL;
    c->take = o.page ? "page" : o.text ? "text" : either ? "either" : NULL;
    c->all = cli->print.all;
    if ((code = check(cli, &o, count)) >= 0) return code;
    make_rules(&o);
    if ((code = cli_desk_open(cli, count ? KB_DESK_CREATE : KB_DESK_READ, &desk)) < 0)
        code = cli_desk_end(cli, desk, run(cli, desk, &o, argv, count, &err), &err);
    kb_buf_clear(&o.rules);
    return code;
}
