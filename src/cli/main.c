/* cli/main.c - the table of commands, and the way into one of them. */
#define _POSIX_C_SOURCE 200809L
#include "cli/cli.h"

#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/large.h"
#include "cli/desk.h"
#include "cli/hand.h"
#include "show/words.h"
#include "text/lang.h"

#define HUNSPELL_DIR "/usr/share/hunspell"
#define DICT_DIR "/usr/share/dictd"
#define COMMANDS_MAX 64

static const kb_command commands[] = {
    { "read", cmd_read, "FILE...", "documents as JSON lines",
      "Each article is read as its text, title, outlet, time and language, one JSON object a line.\n\n"
      "    kabar read article.html\n"
      "    kabar read folder/ | kabar claims -\n"
      "    kabar read --why article.html       who stated what, and what was left out: in words on a terminal" },
    { "feed", cmd_feed, "FILE...", "a feed of any kind as JSON Feed",
      "RSS, Atom and JSON Feed, whatever is wrong with them, as JSON Feed 1.1; one feed a line. 'kabar read' gives "
      "the\n"
      "items of a feed as documents.\n\n"
      "    kabar feed rss.xml\n"
      "    kabar feed - < atom.xml" },
    { "claims", cmd_claims, "FILE...", "who said what; figures, dates and names",
      "Quotes and statements with speaker, stance and those who carried the words, and what the text counts and "
      "dates.\n\n"
      "    kabar claims article.txt\n"
      "    kabar claims --json --offsets codepoints articles.jsonl" },
    { "compare", cmd_compare, "FILE... | --story N", "the accounts of one event side by side",
      "All documents of the FILEs are taken as reports of one event. What is disputed comes first: figures that "
      "differ,\n"
      "denials, silences; then counts that grew, what agrees, and what only one report has.\n\n"
      "    kabar compare first.txt second.txt\n"
      "    kabar compare --html reports/ > event.html\n"
      "    kabar compare --translate 'argos-translate --from-lang {from} --to-lang {to}' reports/" },
    { "copies", cmd_copies, "FILE... | --story N", "which texts repeat which, and how much",
      "Below each source the texts that repeat it, whole, nearly or in part: the share of their words that they take, what\n"
      "they added and what they cut; with --why word by word. What an outlet puts under all of its articles makes no copy.\n\n"
      "    kabar copies articles.jsonl\n"
      "    kabar copies --why first.txt second.txt\n"
      "    kabar copies --story 7" },
    { "group", cmd_group, "FILE...", "which reports are of one event",
      "A line for each document, in the order given: its id and the number of its story. The documents are taken as a\n"
      "stream; a report that comes later may move earlier ones to another story.\n\n"
      "    kabar group articles.jsonl\n"
      "    kabar group --by-date --grain coarse folder/" },
    { "add", cmd_add, "FILE...", "read articles and store them",
      "What is there already stays as it is; an article that was changed since becomes a revision. A live blog is kept "
      "to\n"
      "be found, in no story; lists, first pages, error pages and questions for consent are told and not stored.\n\n"
      "    kabar add reports/ more.jsonl" },
    { "follow", cmd_follow, "[FEED...]", "follow feeds; list and change what is followed",
      "A FEED is its URL, the URL of a site (its feeds are looked for in its page, at the usual places and in its sitemaps\n"
      "of news), a file with a list of feeds (OPML), or the number or URL of one that is followed: then the options change\n"
      "how. 'kabar fetch' and 'kabar watch' bring what is new.\n\n"
      "    kabar follow https://islandpost.example/\n"
      "    kabar follow feeds.opml                      a list of feeds with its folders; --opml writes one\n"
      "    kabar follow                                 all feeds, and how they do\n"
      "    kabar follow 3 --rename 'Island Post' --tag ferry,islands --every 30m\n"
      "    kabar follow 3 --keep title:ferry --block 'url:/\\/advert\\//'\n"
      "    kabar follow 3 --pause" },
    { "fetch", cmd_fetch, "[--all]", "ask the feeds that are due, and store what is new",
      "Each feed has its own pace, and its publisher's limits hold (docs/following.md). --all asks those that are not due\n"
      "too. What is not done when it is interrupted is done the next time.\n\n"
      "    kabar fetch --contact desk@islandpost.example" },
    { "watch", cmd_watch, "[OPTION...]", "do what 'fetch' does until it is stopped (SIGTERM, Ctrl-C)", NULL },
    { "alert", cmd_alert, "[ALERT...]", "be told of what comes: a search, a speaker, a story",
      "Without options all alerts are listed. What comes from now on is told, once, by 'add', 'fetch', 'watch' or 'alert\n"
      "--run': as a line, by a command that gets it as JSON on its standard input, or to a webhook (docs/alerts.md).\n\n"
      "    kabar alert --search 'title:banjir -hoaks' --lang id\n"
      "    kabar alert --speaker Lanukari --about tenda --stance deny --webhook https://desk.example/hook\n"
      "    kabar alert --story 7                          each new report of it\n"
      "    kabar alert --story 7 --differs                a new difference, denial or change in it\n"
      "    kabar alert --growth 10 --within 1h --exec notify-send kabar\n"
      "    kabar alert 3 --pause" },
    { "digest", cmd_digest, "[--day DAY]", "what a day brought: stories, new differences, corrections",
      "The stories that got reports, those with most independent texts first, with what their reports share and what came\n"
      "into dispute; titles and figures that were corrected; what readers marked. As Markdown, with --html\n"
      "as a page, with --json as data.\n\n"
      "    kabar digest\n"
      "    kabar digest --day 2025-03-04 --html --out digest.html\n"
      "    kabar digest --since 2025-03-04T18:00+07:00 --exec mail -s kabar desk@islandpost.example" },
    { "stories", cmd_stories, "[QUERY]", "list stories, newest first", NULL },
    { "story", cmd_story, "NUMBER", "a story with its comparison", NULL },
    { "show", cmd_show, "NUMBER", "a document as it is stored", NULL },
    { "merge", cmd_merge, "STORY STORY...", "make one story of several, by hand",
      "The reports of all go to the first; the other numbers lead there from then on. What a hand decides holds in all\n"
      "grouping that comes after: what it put together stays together, what it put apart never joins by itself; later\n"
      "reports join either. 'kabar undo' takes a decision back.\n\n"
      "    kabar merge 3 7 --note 'the same quake'" },
    { "split", cmd_split, "STORY ARTICLE...", "make a story of its own of some reports, by hand",
      "'kabar story' gives the numbers of its articles. See 'kabar help merge'.\n\n"
      "    kabar split 3 12 15 18" },
    { "move", cmd_move, "ARTICLE STORY", "put a report into another story, by hand",
      "See 'kabar help merge'.\n\n"
      "    kabar move 12 7" },
    { "mark", cmd_mark, "[STORY PLACE VERDICT]", "mark words of a comparison as wrong or verified",
      "VERDICT is wrong-row, wrong-speaker, wrong-alignment or verified; PLACE is report:begin-end, as 'kabar compare\n"
      "--story N --spans' prints it. The mark stays with the words, however reports are grouped, and stands in every\n"
      "comparison and export of them. Without arguments all marks are listed.\n\n"
      "    kabar mark 7 3:224-287 verified --note 'heard the recording'\n"
      "    kabar mark 7 2:98-169 wrong-speaker\n"
      "    kabar mark --undo 4" },
    { "undo", cmd_undo, "[DECISION]", "take back a decision by hand; without a number: list them",
      "Its reports go where they were. A later decision about one of them must be taken back first.\n\n"
      "    kabar undo\n"
      "    kabar undo 4" },
    { "regroup", cmd_regroup, "[--json]", "group all reports anew",
      "From what is stored and in the order in which it was added, with what was decided by hand: after an update of kabar\n"
      "or of its dictionaries (see 'kabar status'). Stories keep their numbers where most of their reports agree; other\n"
      "numbers lead on. Nothing changes until it is done, and nothing can be added meanwhile." },
    { "search", cmd_search, "QUERY", "search the full text",
      "All words must be there, in any of their forms; capitals and accents do not count.\n\n"
      "    kabar search 'korban gempa'\n"
      "    kabar search '\"rumah rusak\" OR tsunami*'   a phrase; the begin of a word; either\n"
      "    kabar search 'title:banjir -hoaks'         title: text: outlet: by:; without a word\n"
      "    kabar search --since 2025-03-01 --lang id banjir\n"
      "    kabar search --newest banjir               newest first\n"
      "    kabar search --facets banjir               how many, by language, outlet, story and time\n"
      "    kabar search --format counts banjir        reports, outlets, speakers, stories by day, as CSV; of all without QUERY" },
    { "quotes", cmd_quotes, "NAME", "what a speaker said, over stories and outlets",
      "Each saying once, in order of time, with all outlets that carry it and how their wording differs. A part of a name\n"
      "finds the one of that name who said most, and names the others.\n\n"
      "    kabar quotes Lanukari\n"
      "    kabar quotes Yosafat Lanukari --about tenda --since 2025-03-01\n"
      "    kabar quotes Lanukari --stance deny\n"
      "    kabar quotes --speakers --days 7           who said most lately" },
    { "outlets", cmd_outlets, "[NAME...]", "the outlets, and what is known of them: names, hosts, owner, country",
      "Articles state their outlets, each in its way. What is said here holds at once for all of them, those that are stored\n"
      "too: an article is of the outlet whose name or alias it states, or, where it states none, whose host it lies at.\n"
      "Outlets of one owner that are mirrors count as one wherever outlets are counted, and are one witness.\n"
      "\n"
      "    kabar outlets\n"
      "    kabar outlets 'Suara Timur' --alias 'ST Online; Suara Timur Online' --host suara.example --country ID --lang id\n"
      "    kabar outlets 'Nusa Barat' 'Nusa Utara' --owner 'Nusa Media' --mirror yes\n"
      "    kabar outlets 'Suara Timur' --merge 'Harian Suara Timur'\n"
      "    kabar outlets --csv > outlets.csv            then, once it is edited:\n"
      "    kabar outlets --import outlets.csv" },
    { "serve", cmd_serve, "[--watch]", "the desk in a browser, and its API",
      "Pages, a JSON API and feeds at http://127.0.0.1:8750/, for this machine alone. For others it wants TLS and a token\n"
      "(docs/serve.md). With --watch the feeds are followed meanwhile.\n\n"
      "    kabar serve\n"
      "    kabar serve --watch --contact desk@islandpost.example\n"
      "    kabar serve --read-only --listen 127.0.0.1:9000\n"
      "    kabar serve --listen 0.0.0.0:8443 --certificate desk.pem --key desk.key --name desk.example:8443" },
    { "token", cmd_token, "[NAME]", "let somebody in from outside: make, list, remove tokens",
      "A token is told once, when it is made; the desk keeps a hash of it. NAME stands below what its holder decides.\n\n"
      "    kabar token Ana\n"
      "    kabar token 'the newsroom' --read-only\n"
      "    kabar token                                  who has one\n"
      "    kabar token Ana --remove" },
    { "status", cmd_status, "[--json]", "counts of what the desk holds", NULL },
    { "keep", cmd_keep, "[OPTION...]", "how long what is kept",
      "What is past its time goes, whole stories, once no report of them is to be kept: an article counts from when it came or\n"
      "last changed. Stories in which somebody marked or decided something, or of which an alert tells, stay. What went may come\n"
      "back when it is added again; a feed that still lists it does not bring it back.\n"
      "\n"
      "    kabar keep                                   the rules\n"
      "    kabar keep --days 30 --size 5G\n"
      "    kabar keep --days forever --outlet 'Suara Timur'\n"
      "    kabar keep --raw on --raw-days 7             pages as they came, for archives\n"
      "    kabar keep --dry-run" },
    { "export", cmd_export, "--warc FILE", "hand on the pages that the desk keeps, as a web archive",
      "Pages are kept as they came once 'kabar keep --raw on' says so. Each is a response with its address, time, media type\n"
      "and digests; its body is unpacked. 'kabar read' reads the archive as any other.\n\n"
      "    kabar export --warc march.warc.gz --since 2031-03-01 --until 2031-03-31" },
    { "forget", cmd_forget, "ARTICLE...", "remove articles and all that is known of them, for good",
      "'kabar search' and 'kabar story' give the numbers of articles. What was found in them, marked or decided about them\n"
      "goes with them; 'add' and 'fetch' pass them over from then on. There is no way back but a backup.\n\n"
      "    kabar forget 12\n"
      "    kabar forget 12 15 18" },
    { "backup", cmd_backup, "FILE", "copy the desk while it is in use",
      "The copy is the desk as it was at one moment, whatever else is added or fetched meanwhile, and is opened as any desk\n"
      "is. A file that is there already stays as it is.\n\n"
      "    kabar backup \"desk-$(date +%F).sqlite\"\n"
      "    kabar check --desk desk-2025-03-05.sqlite" },
    { "check", cmd_check, "[--json]", "check the integrity of the desk", NULL },
    { "help", cmd_help, "[COMMAND | TOPIC]", "this, or help on a command or a topic",
      "With --json all commands with their options, and all topics, as one object: for who writes a front end.\n\n"
      "    kabar help compare\n"
      "    kabar help query\n"
      "    LANG=id_ID.UTF-8 kabar help query" },
    { NULL, NULL, NULL, NULL, NULL },
};

/* The language of messages as gettext finds it: the first of these that is set. Of "C" and the like it is English. */
static void language_of_user(char code[4])
{
    static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    const char *value = NULL;
    for (size_t i = 0; i < sizeof variables / sizeof *variables && !(value && *value); i++) value = getenv(variables[i]);
    size_t len = value ? strspn(value, "abcdefghijklmnopqrstuvwxyz") : 0;
    bool known = (len == 2 || len == 3) && (!value[len] || strchr("_.@", value[len]));
    (void)snprintf(code, 4, "%.*s", known ? (int)len : 2, known ? value : "en");
}

static int command_unknown(const kb_cli *cli, const char *name)
{
    const char *names[COMMANDS_MAX];
    size_t count = 0;
    for (const kb_command *c = commands; c->name && count < COMMANDS_MAX; c++) names[count++] = c->name;
    const char *near = cli_nearest(name, names, count);
    if (near) return cli_usage(cli, kb_word_ui(cli->ui, "unknown command '%s'; did you mean '%s'?"), name, near);
    return cli_usage(cli, kb_word_ui(cli->ui, "unknown command '%s'"), name);
}

/* Whose claims kabar reads: the languages with a measured figure, or those without one. */
static void print_languages(const kb_cli *cli, bool experimental)
{
    char names[512] = "";
    size_t len = 0;
    kb_langs *langs = NULL;
    if (kb_langs_new(&langs, NULL) != KB_OK) return;
    for (size_t i = 0; i < kb_langs_count(langs); i++) {
        const kb_lang *lang = kb_langs_at(langs, i);
        if (!lang || kb_str_is(kb_lang_about(lang, "state"), "experimental") != experimental) continue;
        int more =
            snprintf(names + len, sizeof names - len, "%s%.*s", len ? ", " : "", KB_STR_ARGS(kb_lang_code(lang)));
        if (more > 0 && (size_t)more < sizeof names - len) len += (size_t)more;
    }
    if (len)
        (void)printf(kb_word_ui(cli->ui, experimental ? "experimental languages: %s\n" : "languages: %s\n"), names);
    kb_langs_free(langs);
}

int main(int argc, char **argv)
{
    const char *hunspell = getenv("KABAR_HUNSPELL"), *dictionaries = getenv("KABAR_DICT");
    kb_cli cli = { .commands = commands };

    kb_large_heap();
    language_of_user(cli.locale);
    cli.ui = strcmp(cli.locale, "id") == 0 ? "id" : "en";
    (void)signal(SIGPIPE, SIG_IGN); /* a reader that went away shows as a failed write: see out.c */
    cli.options.dict_dir = dictionaries && *dictionaries ? dictionaries : DICT_DIR;
    cli.options.hunspell_dir = hunspell && *hunspell ? hunspell : HUNSPELL_DIR;
    if (argc < 2) {
        cli_help_all(&cli, stderr);
        return CLI_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        (void)puts("kabar " KABAR_VERSION);
        print_languages(&cli, false);
        print_languages(&cli, true);
        return cli_end(&cli);
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        cli_help_all(&cli, stdout);
        return cli_end(&cli);
    }
    if (argv[1][0] == '-')
        return cli_usage(&cli, kb_word_ui(cli.ui, "'%s' stands before the command; options stand behind it"), argv[1]);
    cli.command = cli_command_find(commands, argv[1]);
    if (!cli.command) return command_unknown(&cli, argv[1]);
    return cli.command->run(&cli, argc - 2, argv + 2);
}
