#include "cli/desk.h"
#include "show/words.h"

typedef struct {
    kb_outlet_choice choice;
    kb_outlet_filter filter;
    const char *import;
    bool csv;
} outlet_options;

static bool says_more(const kb_outlet_choice *c)
{
    return c->rename || c->note || c->aliases || c->hosts || c->no_aliases || c->no_hosts || c->merge || c->add ||
           c->clear;
}

static int check(kb_cli *cli, const outlet_options *o, int count)
{
    const kb_outlet_choice *c = &o->choice;
    if (o->import && (count || o->csv || says_more(c) || c->owner || c->mirror || c->country || o->filter.edited))
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--import stands alone"));
    if (o->csv && (count || cli->json)) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--csv is for the list"));
    if (count == 0 && (says_more(c) || (c->mirror && !c->owner)))
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "name an outlet"));
    if (count > 1 && (c->rename || c->aliases || c->hosts || c->no_aliases || c->no_hosts || c->merge))
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "names, aliases and hosts are for one outlet"));
    return -1;
}

static kb_status run(kb_cli *cli, kb_desk *desk, const outlet_options *o, char **argv, int count, kb_err *err)
{
    kb_sink sink = cli_sink(cli);
    kb_status status = KB_OK;
    if (o->import) return kb_desk_outlets_import(desk, o->import, &cli->print, &sink, err);
    if (count == 0 && o->choice.mirror)
        return kb_desk_outlet_mirrors(desk, o->choice.owner, o->choice.mirror, &cli->print, &sink, err);
    if (count == 0) return kb_desk_outlets(desk, &o->filter, &cli->print, &sink, err);
    for (int i = 0; i < count && status == KB_OK && !cli_out_failed(cli); i++) {
        status = kb_desk_outlet(desk, argv[i], &o->choice, &cli->print, &sink, err);
        if (status == KB_ERR_MEMORY || status == KB_OK || count == 1) continue;
        cli_problem(cli, status, err->text);
        status = KB_OK;
    }
    return status;
}

int cmd_outlets(kb_cli *cli, int argc, char **argv)
{
    outlet_options o = { 0 };
    kb_outlet_choice *c = &o.choice;
    kb_err err = { 0 };
    kb_desk *desk;
    const cli_option own[] = {
        { "--alias", "NAMES", "names under which its articles come too; several parted by ;", CLI_TEXT, &c->aliases },
        { "--host", "HOSTS", "where its articles lie that state no outlet, subdomains among them", CLI_TEXT,
          &c->hosts },
        { "--no-alias", "NAMES", "take aliases back", CLI_TEXT, &c->no_aliases },
        { "--no-host", "HOSTS", "take hosts back", CLI_TEXT, &c->no_hosts },
        { "--owner", "NAME", "who owns it; without an outlet: those of this owner alone", CLI_TEXT, &c->owner },
        { "--mirror", "yes|no",
          "it counts as one with the other mirrors of its owner; without an outlet: all of --owner", CLI_TEXT,
          &c->mirror },
        { "--country", "CODE", "its country, as ISO 3166 has it: ID; without an outlet: those of this country alone",
          CLI_TEXT, &c->country },
        { "--rename", "NAME", "its name; the one before becomes an alias", CLI_TEXT, &c->rename },
        { "--note", "TEXT", "a note; '' takes it back, as with the others", CLI_TEXT, &c->note },
        { "--merge", "OTHER", "another outlet that is this one", CLI_TEXT, &c->merge },
        { "--new", NULL, "make it where there is none of that name", CLI_FLAG, &c->add },
        { "--clear", NULL, "take back all that was said about it", CLI_FLAG, &c->clear },
        { "--edited", NULL, "those alone about which something was said", CLI_FLAG, &o.filter.edited },
        { "--csv", NULL, "the list as a table for a spreadsheet", CLI_FLAG, &o.csv },
        { "--import", "FILE", "read such a table: all of it, or nothing", CLI_TEXT, &o.import },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if ((code = check(cli, &o, count)) >= 0) return code;
    c->lang = cli->options.lang;
    o.filter.owner = c->owner;
    o.filter.country = c->country;
    o.filter.lang = c->lang;
    if (o.csv) cli->print.format = KB_FORMAT_CSV;
    bool writes = o.import || says_more(c) || c->mirror || (count && (c->owner || c->country || c->lang));
    if ((code = cli_desk_open(cli, writes ? KB_DESK_WRITE : KB_DESK_READ, &desk)) >= 0) return code;
    return cli_desk_end(cli, desk, run(cli, desk, &o, argv, count, &err), &err);
}
