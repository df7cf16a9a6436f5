/* cli/options.c - options, the same in every command, and what the environment says. */
#define _POSIX_C_SOURCE 200809L
#include "cli/cli.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/time.h"
#include "base/url.h"
#include "show/plain.h"
#include "show/words.h"

#define OPTIONS_MAX 64
#define COOKIES_BYTES_MAX ((size_t)1 << 20)
#define DELAY_LONGEST 3600.0 /* seconds */
#define WIDTH_MIN 40
#define WIDTH_MAX 400

void cli_common_options(kb_cli *cli, cli_option options[CLI_COMMON_MAX])
{
    const cli_option table[] = {
        { "--json", NULL, "JSON instead of text (docs/json.md)", CLI_FLAG, &cli->json },
        { "--html", NULL, "one self-contained HTML page instead of text", CLI_FLAG, &cli->html },
        { "--offsets", "bytes|codepoints", "what spans count", CLI_WORD, &cli->offsets },
        { "--why", NULL, "say why: which rule, what matched", CLI_FLAG, &cli->print.why },
        { "--spans", NULL, "print where the words stand (report:begin-end)", CLI_FLAG, &cli->print.spans },
        { "--all", NULL, "leave nothing out of long lists", CLI_FLAG, &cli->print.all },
        { "--width", "N", "columns to fill; else those of the terminal", CLI_TEXT, &cli->width },
        { "--color", "auto|always|never", "colours on the screen", CLI_WORD, &cli->color_text },
        { "--no-pager", NULL, "no pager for long answers", CLI_FLAG, &cli->no_pager },
        { "--lang", "CODE", "language of the documents; else it is recognised", CLI_TEXT, &cli->options.lang },
        { "--date", "DAY", "day of documents that state none", CLI_TEXT, &cli->options.date },
        { "--now", "TIME", "what stands for the clock", CLI_TEXT, &cli->now },
        { "--desk", "FILE", "the desk; else $KABAR_DESK, else in the data folder", CLI_TEXT, &cli->desk },
        { "--help", NULL, "help on the command", CLI_FLAG, &cli->help },
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    _Static_assert(sizeof table / sizeof *table <= CLI_COMMON_MAX, "CLI_COMMON_MAX is too small");
    memcpy(options, table, sizeof table);
}

/* ---- one option ---- */

static const cli_option *option_find(const cli_option *table, const char *name, size_t len)
{
    for (const cli_option *o = table; o && o->name; o++)
        if (strlen(o->name) == len && strncmp(o->name, name, len) == 0) return o;
    return NULL;
}

static int option_unknown(const kb_cli *cli, const char *name, const cli_option *own, const cli_option *common)
{
    const char *names[OPTIONS_MAX];
    size_t count = 0;
    for (const cli_option *o = common; o->name && count < OPTIONS_MAX; o++) names[count++] = o->name;
    for (const cli_option *o = own; o && o->name && count < OPTIONS_MAX; o++) names[count++] = o->name;
    const char *near = cli_nearest(name, names, count);
    if (near) return cli_usage(cli, kb_word_ui(cli->ui, "unknown option '%s'; did you mean '%s'?"), name, near);
    return cli_usage(cli, kb_word_ui(cli->ui, "unknown option '%s'"), name);
}

/* Is `value` one of the words of "newest|largest"? */
static bool word_is_one(const char *words, const char *value)
{
    kb_str rest = kb_str_of(words), word;
    while (kb_str_next(&rest, '|', &word))
        if (kb_str_is(word, value)) return true;
    return false;
}

static int word_unknown(const kb_cli *cli, const cli_option *option, const char *value)
{
    kb_buf words = { 0 };
    for (const char *c = option->value; *c; c++) kb_buf_add_c(&words, *c == '|' ? ", " : (char[]){ *c, '\0' });
    int code = cli_usage(cli, kb_word_ui(cli->ui, "%s: '%s' is none of %.*s"), option->name, value,
                         KB_STR_ARGS(kb_buf_str(&words)));
    kb_buf_clear(&words);
    return code;
}

static int option_set(const kb_cli *cli, const cli_option *option, const char *value)
{
    int64_t number;
    switch (option->kind) {
    case CLI_FLAG: *(bool *)option->to = true; break;
    case CLI_TEXT: *(const char **)option->to = value; break;
    case CLI_NUMBER:
        if (!kb_str_int(kb_str_of(value), &number) || number < 0)
            return cli_usage(cli, kb_word_ui(cli->ui, "%s: '%s' is no number"), option->name, value);
        *(size_t *)option->to = (size_t)number;
        break;
    case CLI_WORD:
        if (!word_is_one(option->value, value)) return word_unknown(cli, option, value);
        *(const char **)option->to = value;
        break;
    }
    return -1;
}

/* Parses the option at argv[*at]; *at stays at its last word. */
static int option_parse(const kb_cli *cli, int argc, char **argv, int *at, const cli_option *own,
                        const cli_option *common)
{
    const char *word = argv[*at], *equals = strchr(word, '=');
    size_t len = equals ? (size_t)(equals - word) : strlen(word);
    const cli_option *option = option_find(own, word, len);

    if (!option) option = option_find(common, word, len);
    if (!option && strcmp(word, "-h") == 0) option = option_find(common, "--help", strlen("--help"));
    if (!option) return option_unknown(cli, word, own, common);
    if (option->kind == CLI_FLAG) {
        if (equals) return cli_usage(cli, kb_word_ui(cli->ui, "%s takes no value"), option->name);
        return option_set(cli, option, NULL);
    }
    if (equals) return option_set(cli, option, equals + 1);
    if (*at + 1 >= argc)
        return cli_usage(cli, kb_word_ui(cli->ui, "%s needs a value: %s"), option->name, option->value);
    *at += 1;
    return option_set(cli, option, argv[*at]);
}

/* ---- what the common options mean ---- */

static int width_of_terminal(void)
{
    struct winsize size;
    int64_t columns;
    const char *given = getenv("COLUMNS");
    if (given && kb_str_int(kb_str_of(given), &columns) && columns >= WIDTH_MIN && columns <= WIDTH_MAX)
        return (int)columns;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return size.ws_col < WIDTH_MIN ? WIDTH_MIN : size.ws_col > WIDTH_MAX ? WIDTH_MAX : size.ws_col;
}

static int read_width(kb_cli *cli)
{
    int64_t width = 0;
    if (!cli->width) {
        cli->print.width = width_of_terminal();
        return -1;
    }
    if (!kb_str_int(kb_str_of(cli->width), &width) || width < WIDTH_MIN || width > WIDTH_MAX)
        return cli_usage(cli, kb_word_ui(cli->ui, "--width: '%s' is no number from %d to %d"), cli->width, WIDTH_MIN,
                         WIDTH_MAX);
    cli->print.width = (int)width;
    return -1;
}

/* https://no-color.org: set and not empty means no colour, unless asked for. */
static void read_color(kb_cli *cli, bool terminal)
{
    const char *when = cli->color_text ? cli->color_text : "auto", *none = getenv("NO_COLOR"), *term = getenv("TERM");
    if (strcmp(when, "auto") == 0)
        cli->print.color = terminal && !(none && *none) && !(term && strcmp(term, "dumb") == 0);
    else
        cli->print.color = strcmp(when, "always") == 0;
}

static int read_now(kb_cli *cli)
{
    kb_time now;
    if (!cli->now) {
        cli->options.now = (int64_t)time(NULL);
        return -1;
    }
    if (!kb_time_parse(kb_str_of(cli->now), &now))
        return cli_usage(cli, kb_word_ui(cli->ui, "--now: '%s' is no time like 2025-03-04T09:10:00Z"), cli->now);
    cli->options.now = cli->print.now = now.seconds;
    return -1;
}

static int read_common(kb_cli *cli)
{
    bool terminal = isatty(STDOUT_FILENO) != 0;
    struct winsize size;
    int code;

    if (cli->json && cli->html) return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--json or --html, not both"));
    if ((code = read_width(cli)) >= 0 || (code = read_now(cli)) >= 0) return code;
    read_color(cli, terminal);
    cli->print.codepoints = cli->offsets && strcmp(cli->offsets, "codepoints") == 0;
    cli->print.format = cli->json ? KB_FORMAT_JSON : cli->html ? KB_FORMAT_HTML : KB_FORMAT_TEXT;
    cli->print.ui_lang = cli->ui;
    cli->print.lang = cli->options.lang;
    if (terminal && !cli->no_pager && cli->print.format == KB_FORMAT_TEXT &&
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        cli->out.rows = size.ws_row;
    return -1;
}

int cli_options(kb_cli *cli, int argc, char **argv, const cli_option *own, int *count)
{
    cli_option common[CLI_COMMON_MAX];
    bool options = true;
    int code;

    cli_common_options(cli, common);
    *count = 0;
    for (int at = 0; at < argc; at++) {
        if (options && strcmp(argv[at], "--") == 0) {
            options = false;
        } else if (options && argv[at][0] == '-' && argv[at][1]) {
            if ((code = option_parse(cli, argc, argv, &at, own, common)) >= 0) return code;
        } else {
            argv[(*count)++] = argv[at];
        }
    }
    if (cli->help && cli->listing) {
        cli_list_options(cli, own, cli->listing);
        return CLI_DONE;
    }
    if (cli->help) {
        cli_help_command(cli, cli->command, own, stdout);
        return cli_end(cli);
    }
    return read_common(cli);
}

int cli_file_options(kb_cli *cli, int argc, char **argv, int *count)
{
    const cli_option own[] = {
        CLI_NET(cli),
        { NULL, NULL, NULL, CLI_FLAG, NULL },
    };
    int code = cli_options(cli, argc, argv, own, count);
    if (code >= 0 || *count) return code;
    return cli_usage(cli, "%s", kb_word_ui(cli->ui, "no FILE given; '-' is standard input"));
}

/* ---- options of several commands ---- */

int cli_format(kb_cli *cli, const char *name)
{
    static const struct {
        const char *name;
        kb_format format;
    } formats[] = { { "markdown", KB_FORMAT_MARKDOWN },
                    { "csv", KB_FORMAT_CSV },
                    { "counts", KB_FORMAT_COUNTS },
                    { "ninjs", KB_FORMAT_NINJS } };
    if (cli->json || cli->html)
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--json, --html or --format, one of them"));
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(name, formats[i].name) == 0) cli->print.format = formats[i].format;
    return -1;
}

static void warn_translation(void *user, const char *text)
{
    const kb_cli *cli = user;
    cli_say(kb_word_ui(cli->ui, "%s; going on without translations"), text);
}

void cli_translation(kb_cli *cli)
{
    kb_translation *t = &cli->options.translation;
    if (!t->with) t->with = getenv("KABAR_TRANSLATE");
    if (!t->to) t->to = cli->locale;
    t->key = getenv("KABAR_TRANSLATE_KEY");
    t->warn = warn_translation;
    t->user = cli;
}

/* ---- engine, desk, words ---- */

/* The file of cookies as a C string. */
static kb_status read_cookies(kb_cli *cli, kb_err *err)
{
    kb_file *file = NULL;
    kb_status status = kb_file_open(cli->cookies, COOKIES_BYTES_MAX, &file, err);
    if (status != KB_OK) return status;
    kb_buf_add(&cli->cookie_text, kb_file_bytes(file));
    kb_buf_add_char(&cli->cookie_text, '\0');
    kb_file_close(file);
    cli->options.net.cookies = cli->cookie_text.at;
    return cli->cookie_text.failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}

/* 0 is none at all. */
static kb_status read_delay(kb_cli *cli, kb_err *err)
{
    char *end;
    double delay = strtod(cli->delay, &end);
    if (end == cli->delay || *end || !(delay >= 0 && delay <= DELAY_LONGEST))
        return kb_fail(err, KB_ERR_FORMAT, kb_word_ui(cli->ui, "%s: '%s' is no number"), "--delay", cli->delay);
    cli->options.net.delay = delay > 0 ? delay : -1;
    return KB_OK;
}

static kb_status read_net(kb_cli *cli, kb_err *err)
{
    kb_net *net = &cli->options.net;
    kb_str told[2];
    if (cli->delay && read_delay(cli, err) != KB_OK) return KB_ERR_FORMAT;
    if (!net->contact) net->contact = getenv("KABAR_CONTACT");
    kb_url_told(kb_str_of(net->proxy), told);
    if (net->proxy && !net->allow_private)
        cli_say(
            kb_word_ui(cli->ui, "the proxy %.*s%.*s resolves names itself: which hosts they lead to is not watched"),
            KB_STR_ARGS(told[0]), KB_STR_ARGS(told[1]));
    return cli->cookies ? read_cookies(cli, err) : KB_OK;
}

int cli_engine(kb_cli *cli)
{
    kb_err err = { 0 };
    if (read_net(cli, &err) != KB_OK) {
        cli_say("%s", err.text);
        return err.status == KB_ERR_FORMAT ? CLI_USAGE : CLI_BAD_INPUT;
    }
    if (kb_engine_open(&cli->options, &cli->engine, &err) == KB_OK) return -1;
    cli_say("%s", err.text);
    return err.status == KB_ERR_FORMAT ? CLI_USAGE : CLI_BAD_INPUT;
}

/* XDG Base Directory Specification 0.8: $XDG_DATA_HOME when absolute, else ~/.local/share. */
const char *cli_desk(const kb_cli *cli, char *room, size_t size)
{
    const char *given = cli->desk ? cli->desk : getenv("KABAR_DESK");
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    int len = -1;

    if (given && *given) return given;
    if (data && data[0] == '/')
        len = snprintf(room, size, "%s/kabar/desk.sqlite", data);
    else if (home && *home)
        len = snprintf(room, size, "%s/.local/share/kabar/desk.sqlite", home);
    return len >= 0 && (size_t)len < size ? room : NULL;
}

static void say(const char *format, va_list args)
{
    char text[1200];
    kb_buf plain = { 0 };
    (void)vsnprintf(text, sizeof text, format, args);
    kb_plain_add(&plain, kb_str_of(text));
    (void)fprintf(stderr, "kabar: %.*s\n", KB_STR_ARGS(kb_buf_str(&plain)));
    kb_buf_clear(&plain);
}

void cli_say(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(format, args);
    va_end(args);
}

int cli_usage(const kb_cli *cli, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(format, args);
    va_end(args);
    if (cli->command)
        (void)fprintf(stderr, kb_word_ui(cli->ui, "usage: kabar %s %s\nTry 'kabar help %s'.\n"), cli->command->name,
                      cli->command->usage, cli->command->name);
    else
        (void)fprintf(stderr, "%s", kb_word_ui(cli->ui, "Try 'kabar help'.\n"));
    return CLI_USAGE;
}

void cli_problem(void *user, kb_status status, const char *text)
{
    kb_cli *cli = user;
    (void)status;
    cli->bad++;
    cli_say("%s", text);
}

bool cli_report(kb_cli *cli, const kb_document *doc)
{
    kb_err err = { 0 };
    bool report = kb_document_report(doc, &err) == KB_OK;
    if (report)
        cli->reports++;
    else
        cli->pages++;
    if (!report) cli_say("%s", err.text);
    return report;
}

void cli_read_files(kb_cli *cli, int count, char **paths, const kb_reader *reader)
{
    kb_err err = { 0 };
    for (int i = 0; i < count && !cli_out_failed(cli); i++) {
        kb_status status = kb_read(cli->engine, paths[i], reader, &err);
        if (status != KB_OK && status != KB_ERR_STOPPED) cli_problem(cli, status, err.text);
    }
}

typedef struct {
    kb_cli *cli;
    cli_add add;
    void *to;
} adding;

static kb_status add_document(void *user, kb_document *doc)
{
    const adding *a = user;
    kb_err err = { 0 };
    kb_status status = cli_report(a->cli, doc) ? a->add(a->to, doc, &err) : KB_OK;
    if (status != KB_OK) {
        (void)kb_context(&err, status, "%.*s", KB_STR_ARGS(kb_document_id(doc)));
        cli_problem(a->cli, status, err.text);
    }
    kb_document_free(doc);
    return status == KB_ERR_MEMORY ? status : KB_OK;
}

static void add_problem(void *user, kb_status status, const char *text)
{
    cli_problem(((adding *)user)->cli, status, text);
}

kb_status cli_add_files(kb_cli *cli, int count, char **paths, cli_add add, void *to, kb_err *err)
{
    adding a = { cli, add, to };
    const kb_reader reader = { add_document, add_problem, &a, NULL };
    kb_status status = KB_OK;
    for (int i = 0; i < count && status == KB_OK; i++) status = kb_read(cli->engine, paths[i], &reader, err);
    return status;
}

void cli_note(void *user, const char *text)
{
    (void)user;
    cli_say("%s", text);
}
