#define _POSIX_C_SOURCE 200809L
#include <time.h>
#include <unistd.h>

#include "cli/desk.h"
#include "cli/digest.h"
#include "cli/stop.h"
#include "show/json.h"
#include "show/words.h"

typedef struct {
    kb_cli *cli;
    kb_fetched totals;
    bool progress; /* words to a terminal */
    time_t shown;
    kb_desk *desk;
    const char *digest_at; /* of a watch: "07:00"; NULL: none is written */
    cli_digest_way digest;
    int64_t digest_due;
} fetching;

static int64_t clock_now(void *user)
{
    const fetching *f = user;
    return f->cli->now ? f->cli->options.now : (int64_t)time(NULL);
}

static void clear_progress(const fetching *f)
{
    if (f->progress && f->shown) (void)fprintf(stderr, "\r\033[K");
}

static void show_progress(fetching *f)
{
    const kb_fetched *t = &f->totals;
    time_t now = f->progress ? time(NULL) : 0;
    if (!f->progress || now == f->shown) return;
    f->shown = now;
    (void)fprintf(stderr, kb_word_ui(f->cli->ui, "\r%zu feeds asked, %zu pages, %zu articles"), t->feeds, t->pages,
                  t->added + t->revised);
    (void)fflush(stderr);
}

/* The day behind the moment at which it is due; what fails is told, and the next comes a day later. */
static void write_digest(fetching *f)
{
    enum { DAY = 86400 };
    kb_err err = { 0 };
    int64_t now = clock_now(f), due = f->digest_due;
    const kb_digest digest = { .since = due - DAY, .until = due, .offset = cli_local_offset(due) };
    if (!due || now < due) return;
    f->digest_due = cli_local_next(f->digest_at, now);
    clear_progress(f);
    if (cli_digest(f->cli, f->desk, &digest, &f->digest, &err) != KB_OK) cli_say("%s", err.text);
}

static bool pause_for(void *user, uint32_t milliseconds)
{
    fetching *f = user;
    const struct timespec wait = { .tv_nsec = (long)milliseconds * 1000000 };
    if (milliseconds && !cli_stopped()) (void)nanosleep(&wait, NULL);
    show_progress(f);
    write_digest(f);
    return !cli_stopped();
}

static void tell_problem(void *user, kb_status status, const char *text)
{
    fetching *f = user;
    clear_progress(f);
    (void)status;
    cli_say("%s", text);
}

static void write_json(const kb_fetched *t, kb_buf *out)
{
    kb_json json = { .out = out };
    const struct {
        const char *key;
        size_t count;
    } rows[] = { { "feeds", t->feeds },         { "unchanged", t->unchanged },
                 { "failed", t->failed },       { "gone", t->gone },
                 { "entries", t->entries },     { "pages", t->pages },
                 { "added", t->added },         { "revised", t->revised },
                 { "looks", t->looks },         { "withdrawn", t->withdrawn },
                 { "there", t->there },         { "no_article", t->no_article },
                 { "forgotten", t->forgotten }, { "bad", t->bad },
                 { "bytes", (size_t)t->wire } };
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) kb_json_put_int(&json, rows[i].key, (int64_t)rows[i].count);
    kb_json_close(&json, '}');
    kb_json_line(&json);
}

static void add_count(kb_buf *out, const char *ui, const char *format, size_t count)
{
    if (count) kb_buf_print(out, kb_word_ui(ui, format), count);
}

static void write_totals(const kb_fetched *t, const char *ui, kb_buf *out)
{
    kb_buf_print(out, kb_word_ui(ui, t->feeds == 1 ? "%zu feed asked" : "%zu feeds asked"), t->feeds);
    add_count(out, ui, ", %zu unchanged", t->unchanged);
    add_count(out, ui, ", %zu failed", t->failed);
    add_count(out, ui, ", %zu gone", t->gone);
    kb_buf_add_c(out, "; ");
    kb_buf_print(out, kb_word_ui(ui, "%zu added"), t->added);
    add_count(out, ui, ", %zu revised", t->revised);
    add_count(out, ui, ", %zu withdrawn", t->withdrawn);
    add_count(out, ui, ", %zu already there", t->there);
    add_count(out, ui, ", %zu no article", t->no_article);
    add_count(out, ui, ", %zu forgotten", t->forgotten);
    add_count(out, ui, ", %zu bad", t->bad);
    add_count(out, ui, "; %zu looked at again", t->looks);
    kb_buf_add_char(out, '\n');
}

static int check_digest(kb_cli *cli, fetching *f)
{
    if (!f->digest_at && (f->digest.out || f->digest.command))
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--out and --exec want --digest HH:MM"));
    if (!f->digest_at) return -1;
    if (!f->digest.out && !f->digest.command)
        return cli_usage(cli, "%s", kb_word_ui(cli->ui, "--digest wants --out FILE or --exec CMD"));
    f->digest_due = cli_local_next(f->digest_at, cli->options.now);
    if (!f->digest_due)
        return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is no time of the day like 07:00"), f->digest_at);
    return cli_digest_check(cli, &f->digest);
}

static int run(kb_cli *cli, int argc, char **argv, bool watch)
{
    fetching f = { .cli = cli };
    kb_fetch how = { .watch = watch, .clock = clock_now, .pause = pause_for, .problem = tell_problem, .user = &f };
    kb_err err = { 0 }, told = { 0 };
    kb_buf totals = { 0 };
    kb_desk *desk;
    const cli_option own[] = {
        { "--hosts", "N", "so many hosts are asked at once; else 100", CLI_NUMBER, &cli->options.net.hosts },
        { "--no-looks", NULL, "look at no article's page again", CLI_FLAG, &how.no_looks },
        CLI_NET(cli),
        { watch ? "--digest" : NULL, "HH:MM", "write a digest each day at this time", CLI_TEXT, &f.digest_at },
        CLI_DIGEST_WAY(&f.digest),
        { NULL, NULL, NULL, CLI_FLAG, NULL }
    };
    if (watch) f.digest.command = cli_take_command(&argc, argv);
    int count, code = cli_options(cli, argc, argv, own, &count);

    if (code >= 0) return code;
    if (count) return cli_usage(cli, kb_word_ui(cli->ui, "'%s' is not wanted here"), argv[0]);
    if ((code = check_digest(cli, &f)) >= 0) return code;
    if ((code = cli_desk_open(cli, KB_DESK_WRITE, &desk)) >= 0) return code;
    f.desk = desk;
    how.all = cli->print.all;
    const kb_sink lines = cli_sink_now(cli);
    const kb_alert_way_out alerts = { &cli->print, &lines, tell_problem, &f };
    how.alerts = &alerts;
    f.progress = isatty(STDERR_FILENO) != 0;
    cli_stop_on_signals();
    kb_status status = kb_desk_fetch(desk, &how, &f.totals, &err);
    clear_progress(&f);
    if (cli->json)
        write_json(&f.totals, &totals);
    else
        write_totals(&f.totals, cli->ui, &totals);
    kb_sink sink = cli_sink(cli);
    (void)kb_buf_flush(&totals, &sink, &told);
    kb_buf_clear(&totals);
    cli->bad += f.totals.failed + f.totals.bad;
    code = cli_desk_end(cli, desk, status, &err);
    return code;
}

int cmd_fetch(kb_cli *cli, int argc, char **argv)
{
    return run(cli, argc, argv, false);
}

int cmd_watch(kb_cli *cli, int argc, char **argv)
{
    return run(cli, argc, argv, true);
}
