#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/desk.h"
#include "show/json.h"
#include "show/words.h"

#define DESK_FAILURES_MAX 3 /* one after the other; then the desk is taken to be gone */

typedef struct {
    kb_cli *cli;
    kb_adding *adding;
    size_t added, revised, there, forgotten, failed;
    size_t live;                      /* of those added or revised: live blogs */
    size_t pages[KB_DOC_CONSENT + 1]; /* that are no article, by kind */
    size_t failed_in_a_row;
    bool from_input; /* standard input is being read */
    bool progress;   /* words to a terminal */
    int64_t shown;   /* when progress was last shown, milliseconds */
} adding;

static int64_t milliseconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void show_progress(adding *a)
{
    enum { EVERY_MS = 100 };
    int64_t now = a->progress ? milliseconds() : 0;
    if (!a->progress || now - a->shown < EVERY_MS) return;
    a->shown = now;
    (void)fprintf(stderr, kb_word_ui(a->cli->ui, "\r%zu added, %zu already there, %zu bad"), a->added + a->revised,
                  a->there, a->cli->bad);
    (void)fflush(stderr);
}

static void clear_progress(const adding *a)
{
    if (a->progress && a->shown) (void)fprintf(stderr, "\r\033[K");
}

/* The desk failed, not the article: it is told, and the next is tried (a smaller one may fit, another process may be
 * done). */
static kb_status desk_failed(adding *a, const kb_document *doc, const kb_err *err)
{
    kb_str id = kb_document_id(doc);
    kb_err told = { 0 };
    kb_status status = kb_fail(&told, err->status, "%.*s: not stored: %s", KB_STR_ARGS(id), err->text);
    clear_progress(a);
    cli_problem(a->cli, status, told.text);
    a->failed++;
    bool desk = status == KB_ERR_IO || status == KB_ERR_BUSY;
    a->failed_in_a_row = desk ? a->failed_in_a_row + 1 : 0;
    if (a->failed_in_a_row < DESK_FAILURES_MAX) return KB_OK;
    cli_say(kb_word_ui(a->cli->ui, "stopped: the desk failed %zu times in a row; what it stored stays stored"),
            a->failed_in_a_row);
    return KB_ERR_STOPPED;
}

static void count_document(adding *a, const kb_document *doc, kb_added added)
{
    kb_doc_kind kind = kb_document_kind(doc);
    a->live += kind == KB_DOC_LIVE && (added == KB_ADDED || added == KB_ADDED_REVISION);
    switch (added) {
    case KB_ADDED: a->added++; break;
    case KB_ADDED_REVISION: a->revised++; break;
    case KB_ALREADY_THERE: a->there++; break;
    case KB_FORGOTTEN: a->forgotten++; break;
    case KB_NO_ARTICLE: a->pages[kind]++; break;
    }
    if (added == KB_NO_ARTICLE) {
        clear_progress(a);
        (void)cli_report(a->cli, doc);
    } else {
        a->cli->reports++;
    }
}

static kb_status tell_added(void *user, const kb_document *doc, kb_added added, const kb_err *err)
{
    adding *a = user;
    if (err) return desk_failed(a, doc, err);
    a->failed_in_a_row = 0;
    count_document(a, doc, added);
    show_progress(a);
    return KB_OK;
}

/* Does standard input, if that is read, make us wait? Then what came is stored meanwhile. */
static bool input_waits(const adding *a)
{
    struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
    return a->from_input && poll(&input, 1, 0) == 0;
}

static kb_status add_document(void *user, kb_document *doc)
{
    adding *a = user;
    kb_status status = kb_adding_give(a->adding, doc);
    return status == KB_OK && input_waits(a) ? kb_adding_finish(a->adding) : status;
}

/* Told behind what became of the documents before it. */
static void tell_problem(void *user, kb_status status, const char *text)
{
    adding *a = user;
    (void)kb_adding_finish(a->adding); /* the next document that is given is told how it ended */
    clear_progress(a);
    cli_problem(a->cli, status, text);
}

/* The kinds of pages that are not stored: their names in JSON, one of them, several. */
static const struct {
    kb_doc_kind kind;
    const char *name, *one, *many;
} page_kinds[] = {
    { KB_DOC_LIST, "list", "%zu list", "%zu lists" },
    { KB_DOC_HOME, "home", "%zu first page", "%zu first pages" },
    { KB_DOC_ERROR, "error", "%zu error page", "%zu error pages" },
    { KB_DOC_CONSENT, "consent", "%zu question for consent", "%zu questions for consent" },
};
enum { PAGE_KINDS = sizeof page_kinds / sizeof page_kinds[0] };

static void write_json(const adding *a, kb_buf *buf)
{
    kb_json json = { .out = buf };
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", 1);
    kb_json_put_int(&json, "added", (int64_t)a->added);
    kb_json_put_int(&json, "revised", (int64_t)a->revised);
    kb_json_put_int(&json, "live", (int64_t)a->live);
    kb_json_put_int(&json, "there", (int64_t)a->there);
    kb_json_put_int(&json, "forgotten", (int64_t)a->forgotten);
    kb_json_put_int(&json, "bad", (int64_t)a->cli->bad);
    kb_json_key(&json, "no_article");
    kb_json_open(&json, '{');
    for (size_t i = 0; i < PAGE_KINDS; i++)
        kb_json_put_int(&json, page_kinds[i].name, (int64_t)a->pages[page_kinds[i].kind]);
    kb_json_close(&json, '}');
    kb_json_close(&json, '}');
    kb_json_line(&json);
}

/* "3 pages are no article: 1 list, 2 questions for consent" */
static void write_pages(const adding *a, kb_buf *buf)
{
    const char *ui = a->cli->ui, *before = ": ";
    size_t pages = 0;
    for (size_t i = 0; i < PAGE_KINDS; i++) pages += a->pages[page_kinds[i].kind];
    if (pages == 0) return;
    kb_buf_print(buf, kb_word_ui(ui, pages == 1 ? "%zu page is no article" : "%zu pages are no article"), pages);
    for (size_t i = 0; i < PAGE_KINDS; i++) {
        size_t count = a->pages[page_kinds[i].kind];
        if (count == 0) continue;
        kb_buf_add_c(buf, before);
        kb_buf_print(buf, kb_word_ui(ui, count == 1 ? page_kinds[i].one : page_kinds[i].many), count);
        before = ", ";
    }
    kb_buf_add_char(buf, '\n');
}

static void write_totals(const adding *a, kb_buf *buf)
{
    const char *ui = a->cli->ui;
    kb_buf_print(buf, kb_word_ui(ui, "%zu added"), a->added);
    if (a->revised) kb_buf_print(buf, kb_word_ui(ui, ", %zu revised"), a->revised);
    if (a->forgotten) kb_buf_print(buf, kb_word_ui(ui, ", %zu forgotten"), a->forgotten);
    kb_buf_print(buf, kb_word_ui(ui, ", %zu already there, %zu bad"), a->there, a->cli->bad);
    kb_buf_add_char(buf, '\n');
    if (a->live)
        kb_buf_print(buf,
                     kb_word_ui(ui, a->live == 1 ? "%zu of them is a live blog: kept to be found, in no story"
                                                 : "%zu of them are live blogs: kept to be found, in no story"),
                     a->live);
    if (a->live) kb_buf_add_char(buf, '\n');
    write_pages(a, buf);
}

/* No fault of what was added. */
static void tell_alert_problem(void *user, kb_status status, const char *text)
{
    (void)status;
    clear_progress(user);
    cli_say("%s", text);
}

/* What came may be what somebody wants to be told of. */
static void tell_alerts(adding *a, kb_desk *desk)
{
    kb_err err = { 0 };
    const kb_sink sink = cli_sink_now(a->cli);
    const kb_alert_way_out out = { &a->cli->print, &sink, tell_alert_problem, a };
    kb_status status = kb_desk_alert_run(desk, &out, &err);
    if (status != KB_OK && !cli_out_failed(a->cli)) tell_alert_problem(a, status, err.text);
}

int cmd_add(kb_cli *cli, int argc, char **argv)
{
    kb_err err = { 0 };
    kb_desk *desk;
    kb_buf totals = { 0 };
    adding a = { .cli = cli };
    kb_reader reader = { add_document, tell_problem, &a, NULL };
    kb_status status;
    int count, code = cli_file_options(cli, argc, argv, &count);

    if (code >= 0) return code;
    if ((code = cli_desk_open(cli, KB_DESK_CREATE, &desk)) >= 0) return code;
    a.progress = isatty(STDERR_FILENO) != 0;
    status = kb_adding_open(desk, tell_added, &a, &a.adding, &err);
    if (status != KB_OK) return cli_desk_end(cli, desk, status, &err);
    for (int i = 0; i < count && status == KB_OK; i++) {
        a.from_input = strcmp(argv[i], "-") == 0;
        status = kb_read(cli->engine, argv[i], &reader, &err);
        if (status != KB_OK && status != KB_ERR_STOPPED) tell_problem(&a, status, err.text);
    }
    (void)kb_adding_finish(a.adding);
    kb_adding_close(a.adding);
    clear_progress(&a);
    if (a.added + a.revised) tell_alerts(&a, desk);
    (cli->json ? write_json : write_totals)(&a, &totals);
    kb_sink sink = cli_sink(cli);
    status = kb_buf_flush(&totals, &sink, &err);
    kb_buf_clear(&totals);
    return cli_desk_end(cli, desk, status, &err);
}
