#include "cli/desk.h"
#include "cli/digest.h"
#include "show/words.h"

typedef struct {
    kb_alert_choice choice;
    size_t story;
    bool pause, resume, remove, again, run;
} alert_options;

/* How many things it asks for: one of them makes an alert. */
static int asked(const kb_alert_choice *c)
{
    bool size = c->reports || c->outlets;
    return (c->search != NULL) + (c->speaker != NULL) + (c->differs || c->growth || size || c->story);
}

static int check(kb_cli *cli, const alert_options *o, int count)
{
    const kb_alert_choice *c = &o->choice;
    bool size = c->reports || c->outlets;
    int changes = o->pause + o->resume + o->remove + o->again, kinds = asked(c);
    const char *fault = NULL;
    if (kinds > 1 || c->differs + (c->growth > 0) + size > 1)
        fault = "--search, --speaker, --story, --reports, --outlets, --growth or --differs, one of them";
    else if (c->differs && !c->story)
        fault = "--differs wants --story N";
    else if ((c->about || c->stance) && !c->speaker)
        fault = "--about and --stance want --speaker NAME";
    else if (c->within && !c->growth)
        fault = "--within wants --growth N";
    else if (c->webhook && c->command)
        fault = "--exec or --webhook, not both";
    else if (!kinds && (c->webhook || c->command || c->since))
        fault = "of what? --search, --speaker, --story, --reports, --outlets or --growth says it";
    else if (changes > 1 || (o->run && (changes || kinds || count)) || (changes != 0) != (count != 0) ||
             (kinds && count))
        fault = "an alert's number and --pause, --resume, --again or --remove; or what a new one tells; or --run";
    return fault ? cli_usage(cli, "%s", kb_word_ui(cli->ui, fault)) : -1;
}

static void tell_problem(void *user, kb_status status, const char *text)
{
    cli_problem(user, status, text);
}

static kb_status run(kb_cli *cli, kb_desk *desk, const alert_options *o, const int64_t *alerts, int count, kb_err *err)
{
    const kb_sink lines = cli_sink_now(cli);
    const kb_alert_way_out out = { &cli->print, &lines, tell_problem, cli };
    const kb_alert_change change = o->pause    ? KB_ALERT_PAUSE
                                   : o->resume ? KB_ALERT_RESUME
                                   : o->again  ? KB_ALERT_AGAIN
                                               : KB_ALERT_REMOVE;
    kb_sink sink = cli_sink(cli);
    kb_status status = KB_OK;
    if (o->run) return kb_desk_alert_run(desk, &out, err);
    if (asked(&o->choice)) return kb_desk_alert(desk, &o->choice, &cli->print, &sink, err);
    if (count == 0) return kb_desk_alerts(desk, &cli->print, &sink, err);
    for (int i = 0; i < count && status == KB_OK; i++)
        status = kb_desk_alert_change(desk, alerts[i], change, &cli->print, &sink, err);
    return status;
}

#define ALERTS_MAX 64 /* numbers of one command */

int cmd_alert(kb_cli *cli, int argc, char **argv)
{
    alert_options o = { 0 };
    kb_alert_choice *c = &o.choice;
    kb_err err = { 0 };
    kb_desk *desk;
    int64_t alerts[ALERTS_MAX];
    const cli_option own[] = {
        { "--search", "QUERY", "articles that 'kabar search' would find", CLI_TEXT, &c->search },
        { "--speaker", "NAME", "what everybody says whose name has these words", CLI_TEXT, &c->speaker },
        { "--about", "WORDS", "of a speaker: about these words", CLI_TEXT, &c->about },
        { "--stance", "NAME", "of a speaker: say, deny, accuse, ... (docs/json.md)", CLI_TEXT, &c->stance },
        { "--story", "N", "new reports of this story; or, of it alone, what follows", CLI_NUMBER, &o.story },
        { "--reports", "N", "a story has so many reports", CLI_NUMBER, &c->reports },
        { "--outlets", "N", "a story has so many outlets", CLI_NUMBER, &c->outlets },
        { "--growth", "N", "so many reports of a story are published", CLI_NUMBER, &c->growth },
        { "--within", "TIME", "within this time: 30m, 2h, 1d; else a day", CLI_TEXT, &c->within },
        { "--differs", NULL, "a new difference, denial or change in the story's comparison", CLI_FLAG, &c->differs },
        { "--since", "TIME", "also what was published since then and is there already", CLI_TEXT, &c->since },
        { "--webhook", "URL", "post each event as JSON to this address", CLI_TEXT, &c->webhook },
        { "--exec", "CMD ARG...", "run this with the event as JSON on its standard input; the last option", CLI_FLAG,
          NULL },
        { "--pause", NULL, "tell nothing, for now", CLI_FLAG, &o.pause },
        { "--resume", NULL, "tell what comes from now on", CLI_FLAG, &o.resume },
        { "--again", NULL, "try again what was given up", CLI_FLAG, &o.again },
        { "--remove", NULL, "take the alert away", CLI_FLAG, &o.remove },
        { "--run", NULL, "tell what came and what is due, as 'add', 'fetch' and 'watch' do", CLI_FLAG, &o.run },
        CLI_NET(cli),
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    c->command = cli_take_command(&argc, argv);
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    c->story = (int64_t)o.story;
    c->lang = asked(c) ? cli->options.lang : NULL;
    if ((code = check(cli, &o, count)) >= 0) return code;
    if (count > ALERTS_MAX) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "too many alerts at once"));
    for (int i = 0; i < count; i++)
        if (!kb_str_int(kb_str_of(argv[i]), &alerts[i]) || alerts[i] < 1)
            return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is no number of an alert"), argv[i]);
    bool reads = !count && !o.run && !asked(c);
    if ((code = cli_desk_open(cli, reads ? KB_DESK_READ : KB_DESK_WRITE, &desk)) >= 0) return code;
    kb_status status = run(cli, desk, &o, alerts, count, &err);
    return cli_desk_end(cli, desk, status, &err);
}
