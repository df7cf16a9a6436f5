/* What must hold of stories on any stream: the same stories however the stream is cut, stopped, killed and started
 * again, in memory and on a desk, in any number of threads at once and grouped anew; and what hands decide. The reports
 * are invented here, by chance: events of made-up words, of which some look alike; copies and revisions. */
#define _DEFAULT_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "harness.h"

#define REPORTS_MAX 240
#define EVENTS 24
#define EVENT_WORDS 40
#define THREADS 3

typedef struct {
    char *lines[REPORTS_MAX]; /* JSON, one each */
    size_t count;
} stream;

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    (void)snprintf(folder, sizeof folder, "/tmp/kabar-stories-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    char command[100];
    (void)state;
    kb_test_file_remove();
    (void)snprintf(command, sizeof command, "rm -r %s", folder);
    return system(command);
}

/* A file of this name in the folder of the test; static, for the next four. */
static const char *in_folder(const char *name, size_t number)
{
    static char paths[4][120];
    static size_t next;
    char *path = paths[next++ % 4];
    (void)snprintf(path, sizeof paths[0], "%s/%s-%zu", folder, name, number);
    return path;
}

/* ---- invented reports ---- */

/* The n-th word of a language that nobody speaks. */
static const char *word(size_t n)
{
    static const char *const begin[] = { "ba", "ke", "lo", "mi", "nu", "pa", "re", "so", "ti", "wu", "ga", "de" };
    static const char *const end[] = { "ran", "lek", "tos", "min", "dur", "pal", "ves", "kon", "bir", "sum" };
    static char words[8][24];
    static size_t next;
    char *out = words[next++ % 8];
    (void)snprintf(out, sizeof words[0], "%s%s%s", begin[n % 12], begin[n / 12 % 12], end[n / 144 % 10]);
    return out;
}

/* Event e has words of its own; every third shares half of them with the one before. */
static size_t word_of(size_t event, size_t n)
{
    return (event % 3 == 2 && n % 2 ? event - 1 : event) * EVENT_WORDS + n;
}

static void add_words(kb_buf *out, size_t event, size_t count)
{
    static const char *const between[] = { "di", "yang", "dan", "pada", "untuk", "dari" };
    for (size_t i = 0; i < count; i++) {
        kb_buf_add_c(out, word(word_of(event, kb_test_chance(EVENT_WORDS))));
        kb_buf_add_char(out, ' ');
        if (i % 3 == 2) kb_buf_add_c(out, between[kb_test_chance(6)]);
        if (i % 3 == 2) kb_buf_add_char(out, ' ');
        if (i % 11 == 10) kb_buf_print(out, "%u. ", (unsigned)(event * 7 + kb_test_chance(3)));
    }
}

static void add_report(stream *s, size_t n, const char *url, const char *kind, size_t event, int64_t when, bool dated)
{
    kb_buf line = { 0 };
    char moment[32];
    time_t seconds = (time_t)when;
    struct tm parts;
    (void)gmtime_r(&seconds, &parts);
    (void)strftime(moment, sizeof moment, "%Y-%m-%dT%H:%M:%SZ", &parts);
    kb_buf_print(&line,
                 "{\"id\":\"r%zu\",\"url\":\"https://reports.example/%s\",\"outlet\":\"Outlet %u\",\"lang\":\"id\",", n,
                 url, (unsigned)kb_test_chance(9));
    if (dated) kb_buf_print(&line, "\"published\":\"%s\",", moment);
    kb_buf_print(&line, "\"title\":\"%s", kind);
    kb_buf_print(&line, "%s ", word(word_of(event, 0)));
    add_words(&line, event, 5);
    kb_buf_add_c(&line, "\",\"text\":\"");
    add_words(&line, event, 30 + kb_test_chance(60));
    kb_buf_add_c(&line, "\"}");
    kb_buf_add_char(&line, '\0');
    assert_false(line.failed);
    s->lines[s->count++] = line.at;
}

/* The same words by another outlet, in the same minute. */
static void add_copy(stream *s, size_t n, size_t of)
{
    kb_buf line = { 0 };
    const char *rest = strstr(s->lines[of], ",\"outlet\"");
    const char *behind = strstr(rest, ",\"lang\"");
    kb_buf_print(&line, "{\"id\":\"r%zu\",\"url\":\"https://copies.example/%zu\",\"outlet\":\"Copier %zu\"%s", n, n, n,
                 behind);
    kb_buf_add_char(&line, '\0');
    assert_false(line.failed);
    s->lines[s->count++] = line.at;
}

static void make_stream(stream *s)
{
    size_t count = kb_test_step(3) == 1 ? REPORTS_MAX : REPORTS_MAX / 3;
    char url[40];
    s->count = 0;
    while (s->count < count) {
        size_t n = s->count, event = n * EVENTS / count;
        event = event > 3 ? event - kb_test_chance(4) : event; /* events overlap */
        int64_t when = 1741000000 + (int64_t)n * 3600 + kb_test_chance(7200);
        uint32_t chance = kb_test_chance(20);
        (void)snprintf(url, sizeof url, "a%zu", chance == 1 && n ? (size_t)kb_test_chance((uint32_t)n) : n);
        if (chance == 0 && n)
            add_copy(s, n, n - 1);
        else
            add_report(s, n, url, "", event, when, chance != 2);
    }
}

static void free_stream(stream *s)
{
    for (size_t i = 0; i < s->count; i++) free(s->lines[i]);
    s->count = 0;
}

/* Lines from..to as a file; the path is static. */
static const char *file_of(const stream *s, size_t from, size_t to)
{
    kb_buf all = { 0 };
    for (size_t i = from; i < to; i++) {
        kb_buf_add_c(&all, s->lines[i]);
        kb_buf_add_char(&all, '\n');
    }
    const char *path = kb_test_file(all.len ? all.at : "", all.len);
    kb_buf_clear(&all);
    return path;
}

/* ---- desks ---- */

static kb_desk *open_desk(kb_engine *engine, const char *path)
{
    kb_desk *desk;
    kb_err err = { 0 };
    if (kb_desk_open(engine, path, KB_DESK_CREATE, &desk, &err) != KB_OK) fail_msg("%s", err.text);
    return desk;
}

static kb_status add_document(void *user, kb_document *doc)
{
    kb_added added;
    kb_err err = { 0 };
    kb_status status = kb_desk_add(user, doc, &added, &err);
    kb_document_free(doc);
    if (status != KB_OK) (void)fprintf(stderr, "# %s\n", err.text);
    return status;
}

static kb_status add_file(kb_engine *engine, kb_desk *desk, const char *file)
{
    const kb_reader reader = { add_document, NULL, desk, NULL };
    return kb_read(engine, file, &reader, NULL);
}

static void add_lines(const char *path, const stream *s, size_t from, size_t to)
{
    kb_engine *engine = kb_test_engine();
    kb_desk *desk = open_desk(engine, path);
    assert_int_equal(add_file(engine, desk, file_of(s, from, to)), KB_OK);
    kb_desk_close(desk);
    kb_engine_close(engine);
}

typedef struct {
    int64_t of[REPORTS_MAX + 1]; /* by article: its story; 0 where there is none */
    int64_t articles, last;      /* the highest number of a story */
} stories;

static void read_stories(kb_desk *desk, stories *out)
{
    const kb_print how = { .format = KB_FORMAT_JSON };
    *out = (stories){ .articles = 0 };
    for (int64_t article = 1; article <= REPORTS_MAX; article++) {
        kb_buf buf = { 0 };
        const kb_sink sink = kb_buf_sink(&buf);
        if (kb_desk_show(desk, article, &how, &sink, NULL) == KB_OK) {
            json_t *json = json_loadb(buf.at, buf.len, 0, NULL);
            assert_non_null(json);
            out->of[article] = json_integer_value(json_object_get(json, "story"));
            out->articles = article;
            if (out->of[article] > out->last) out->last = out->of[article];
            json_decref(json);
        }
        kb_buf_clear(&buf);
    }
}

static void stories_of(const char *path, stories *out)
{
    kb_engine *engine = kb_test_engine();
    kb_desk *desk = open_desk(engine, path);
    read_stories(desk, out);
    kb_desk_close(desk);
    kb_engine_close(engine);
}

static void expect_same(const stories *is, const stories *wanted)
{
    assert_int_equal(is->articles, wanted->articles);
    for (int64_t a = 1; a <= is->articles; a++)
        if (is->of[a] != wanted->of[a])
            fail_msg("article %lld is in story %lld, not in %lld", (long long)a, (long long)is->of[a],
                     (long long)wanted->of[a]);
}

/* The same groups; their numbers may differ. */
static void expect_same_groups(const stories *is, const stories *wanted)
{
    assert_int_equal(is->articles, wanted->articles);
    for (int64_t a = 1; a <= is->articles; a++)
        for (int64_t b = 1; b < a; b++)
            if ((is->of[a] == is->of[b]) != (wanted->of[a] == wanted->of[b]))
                fail_msg("articles %lld and %lld: stories %lld, %lld; before %lld, %lld", (long long)b, (long long)a,
                         (long long)is->of[b], (long long)is->of[a], (long long)wanted->of[b],
                         (long long)wanted->of[a]);
}

static void no_fault(void *user, const char *text)
{
    (void)user;
    fail_msg("%s", text);
}

static void expect_sound(kb_desk *desk, const stories *s)
{
    size_t faults;
    int64_t now;
    assert_int_equal(kb_desk_check(desk, no_fault, NULL, &faults, NULL), KB_OK);
    for (int64_t story = 1; story <= s->last; story++) /* every number that was ever given leads somewhere */
        assert_int_equal(kb_desk_story_now(desk, story, &now, NULL), KB_OK);
}

/* Enough stories of several reports, and enough that end, for the rest to mean something. */
static void expect_worth_testing(const stories *s)
{
    int64_t shared = 0, gone = 0;
    for (int64_t story = 1; story <= s->last; story++) {
        int64_t members = 0;
        for (int64_t a = 1; a <= s->articles; a++) members += s->of[a] == story;
        shared += members > 1;
        gone += members == 0;
    }
    printf("# %lld articles, %lld stories of several, %lld numbers that lead on\n", (long long)s->articles,
           (long long)shared, (long long)gone);
    assert_true(shared > 5);
}

/* ---- steadiness ---- */

static void test_the_stream_may_be_cut_anywhere(void **state)
{
    stream s = { .count = 0 };
    stories at_once, cut;
    (void)state;
    make_stream(&s);
    add_lines(in_folder("desk", 0), &s, 0, s.count);
    stories_of(in_folder("desk", 0), &at_once);
    expect_worth_testing(&at_once);
    for (size_t from = 0, to; from < s.count; from = to) {
        to = from + 1 + kb_test_chance(12);
        add_lines(in_folder("desk", 1), &s, from, to < s.count ? to : s.count);
    }
    stories_of(in_folder("desk", 1), &cut);
    expect_same(&cut, &at_once);
    free_stream(&s);
}

static void test_a_kill_at_any_moment_changes_nothing(void **state)
{
    stream s = { .count = 0 };
    stories whole, killed;
    (void)state;
    make_stream(&s);
    add_lines(in_folder("desk", 0), &s, 0, s.count);
    stories_of(in_folder("desk", 0), &whole);
    const char *path = in_folder("desk", 1), *file = file_of(&s, 0, s.count);
    for (int round = 0; round < 8; round++) {
        const struct timespec wait = { 0, 20000000 + (long)kb_test_chance(150000000) };
        int result;
        (void)fflush(stdout);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            kb_engine *engine = kb_test_engine();
            (void)add_file(engine, open_desk(engine, path), file);
            _exit(0);
        }
        (void)nanosleep(&wait, NULL);
        (void)kill(child, SIGKILL);
        assert_int_equal(waitpid(child, &result, 0), child);
    }
    add_lines(path, &s, 0, s.count); /* all again */
    stories_of(path, &killed);
    expect_same(&killed, &whole);
    free_stream(&s);
}

typedef struct {
    const char *desk, *file;
    stories found;
    kb_buf grouped; /* as kabar group writes it */
} thread_work;

static kb_status group_document(void *user, kb_document *doc)
{
    kb_status status = kb_grouping_add(user, doc, NULL);
    kb_document_free(doc);
    return status;
}

static kb_status group_file(kb_engine *engine, const char *file, kb_buf *out)
{
    const kb_group_options options = { .by_date = false };
    kb_grouping *grouping;
    kb_status status = kb_grouping_open(engine, &options, &grouping, NULL);
    if (status != KB_OK) return status;
    const kb_reader reader = { group_document, NULL, grouping, NULL };
    status = kb_read(engine, file, &reader, NULL);
    const kb_sink sink = kb_buf_sink(out);
    if (status == KB_OK) status = kb_grouping_print(grouping, &(kb_print){ 0 }, &sink, NULL);
    kb_grouping_close(grouping);
    return status;
}

static void *work(void *user)
{
    thread_work *w = user;
    const kb_options options = { .hunspell_dir = "/usr/share/hunspell" };
    kb_engine *engine;
    kb_desk *desk;
    if (kb_engine_open(&options, &engine, NULL) != KB_OK) return NULL;
    if (kb_desk_open(engine, w->desk, KB_DESK_CREATE, &desk, NULL) == KB_OK) {
        if (add_file(engine, desk, w->file) == KB_OK) read_stories(desk, &w->found);
        kb_desk_close(desk);
    }
    (void)group_file(engine, w->file, &w->grouped);
    kb_engine_close(engine);
    return NULL;
}

static void test_threads_at_once_give_what_one_gives(void **state)
{
    static thread_work jobs[THREADS + 1];
    char paths[THREADS + 1][120];
    pthread_t threads[THREADS + 1];
    stream s = { .count = 0 };
    (void)state;
    make_stream(&s);
    const char *file = file_of(&s, 0, s.count);
    for (size_t i = 0; i <= THREADS; i++) {
        (void)snprintf(paths[i], sizeof paths[i], "%s", in_folder("thread", i));
        jobs[i] = (thread_work){ .desk = paths[i], .file = file };
    }
    (void)work(&jobs[0]);
    for (size_t i = 1; i <= THREADS; i++) assert_int_equal(pthread_create(&threads[i], NULL, work, &jobs[i]), 0);
    for (size_t i = 1; i <= THREADS; i++) assert_int_equal(pthread_join(threads[i], NULL), 0);
    assert_true(jobs[0].grouped.len > 0);
    for (size_t i = 1; i <= THREADS; i++) {
        expect_same(&jobs[i].found, &jobs[0].found);
        KB_ROW_STR(i, kb_buf_str(&jobs[i].grouped), kb_buf_str(&jobs[0].grouped));
    }
    for (size_t i = 0; i <= THREADS; i++) kb_buf_clear(&jobs[i].grouped);
    free_stream(&s);
}

/* A stream without revisions: kabar group takes each document as a report of its own. */
static void test_memory_groups_as_the_desk_does(void **state)
{
    stream s = { .count = 0 };
    stories desk;
    kb_buf lines = { 0 };
    kb_engine *engine = kb_test_engine();
    (void)state;
    for (size_t n = 0; n < REPORTS_MAX / kb_test_step(3); n++) {
        char url[40];
        (void)snprintf(url, sizeof url, "a%zu", n);
        add_report(&s, n, url, "", n / 10 % EVENTS, 1741000000 + (int64_t)n * 1800, true);
    }
    const char *file = file_of(&s, 0, s.count);
    assert_int_equal(group_file(engine, file, &lines), KB_OK);
    add_lines(in_folder("desk", 0), &s, 0, s.count);
    stories_of(in_folder("desk", 0), &desk);
    assert_int_equal(desk.articles, (int64_t)s.count);
    kb_str rest = kb_buf_str(&lines), line, id;
    for (int64_t article = 1; kb_str_next(&rest, '\n', &line) && line.len; article++) {
        int64_t story = 0;
        assert_true(kb_str_next(&line, '\t', &id) && kb_str_int(line, &story));
        KB_ROW_INT((size_t)article, story, desk.of[article]);
    }
    kb_buf_clear(&lines);
    kb_engine_close(engine);
    free_stream(&s);
}

/* Copies of one minute meet in one story whatever their order. */
static void test_the_order_within_a_minute_changes_no_copies(void **state)
{
    enum { COPIES = 4 };
    stream s = { .count = 0 }, turned = { .count = 0 };
    (void)state;
    for (size_t n = 0; n < REPORTS_MAX / 4; n += COPIES) {
        char url[40];
        (void)snprintf(url, sizeof url, "a%zu", n);
        add_report(&s, n, url, "", n / COPIES % EVENTS, 1741000000 + (int64_t)n * 60, true);
        for (size_t i = 1; i < COPIES; i++) add_copy(&s, n + i, n);
    }
    for (size_t n = 0; n < s.count; n += COPIES) {
        size_t first = kb_test_chance(COPIES);
        for (size_t i = 0; i < COPIES; i++) turned.lines[turned.count++] = s.lines[n + (first + i) % COPIES];
    }
    for (size_t order = 0; order < 2; order++) {
        stories found;
        add_lines(in_folder("desk", order), order ? &turned : &s, 0, s.count);
        stories_of(in_folder("desk", order), &found);
        assert_int_equal(found.articles, (int64_t)s.count);
        for (int64_t a = 1; a <= found.articles; a++)
            KB_ROW_INT((size_t)a, found.of[a], found.of[(a - 1) / COPIES * COPIES + 1]);
    }
    free_stream(&s);
}

/* ---- grouped anew ---- */

static kb_status regroup(kb_desk *desk, const kb_progress *progress, kb_buf *out)
{
    const kb_print how = { .format = KB_FORMAT_JSON };
    const kb_sink sink = kb_buf_sink(out);
    return kb_desk_regroup(desk, progress, &how, &sink, NULL);
}

static void test_grouped_anew_as_the_stream_was(void **state)
{
    stream s = { .count = 0 };
    stories before, after;
    kb_buf told = { 0 };
    (void)state;
    make_stream(&s);
    const char *path = in_folder("desk", 0);
    for (size_t half = 0; half < 2; half++) { /* and goes on as the stream would */
        add_lines(path, &s, half * s.count / 2, (half + 1) * s.count / 2);
        kb_engine *engine = kb_test_engine();
        kb_desk *desk = open_desk(engine, path);
        read_stories(desk, &before);
        assert_int_equal(regroup(desk, NULL, &told), KB_OK);
        read_stories(desk, &after);
        expect_same(&after, &before);
        expect_sound(desk, &after);
        assert_true(kb_str_find(kb_buf_str(&told), KB_STR("\"moved\":0"), 0) != SIZE_MAX);
        kb_desk_close(desk);
        kb_engine_close(engine);
    }
    kb_buf_clear(&told);
    add_lines(in_folder("desk", 1), &s, 0, s.count);
    stories_of(in_folder("desk", 1), &before);
    expect_same_groups(&after, &before);
    free_stream(&s);
}

static void die_midway(void *user, size_t done, size_t all)
{
    (void)user;
    if (done > all / 2) (void)raise(SIGKILL);
}

static void test_a_killed_regrouping_leaves_all_as_it_was(void **state)
{
    stream s = { .count = 0 };
    stories before, after;
    int result;
    (void)state;
    make_stream(&s);
    const char *path = in_folder("desk", 0);
    add_lines(path, &s, 0, s.count);
    stories_of(path, &before);
    (void)fflush(stdout);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        const kb_progress progress = { die_midway, NULL };
        kb_engine *engine = kb_test_engine();
        kb_buf told = { 0 };
        (void)regroup(open_desk(engine, path), &progress, &told);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &result, 0), child);
    assert_true(WIFSIGNALED(result));
    stories_of(path, &after);
    expect_same(&after, &before);
    free_stream(&s);
}

/* ---- hands ---- */

/* What must hold after a decision: reports with the same number stay together, those with 0 and 1 apart. */
typedef struct {
    int side[REPORTS_MAX + 1]; /* 1: stays; 0: kept apart from these; -1: not named */
} ruling;

static void expect_held(const ruling *r, const stories *s)
{
    int64_t home = 0;
    for (int64_t a = 1; a <= s->articles; a++) {
        if (r->side[a] != 1) continue;
        if (!home) home = s->of[a];
        KB_ROW_INT((size_t)a, s->of[a], home);
    }
    for (int64_t a = 1; a <= s->articles; a++)
        if (r->side[a] == 0) assert_int_not_equal(s->of[a], home);
}

static int64_t other_story(const stories *s, int64_t story)
{
    for (int tries = 0; tries < 1000; tries++) {
        int64_t found = s->of[1 + kb_test_chance((uint32_t)s->articles)];
        if (found && found != story) return found;
    }
    return 0;
}

/* Decides something about stories that no decision named before: any two decisions hold at once. */
static bool decide(kb_desk *desk, const stories *s, const bool *named, ruling *out)
{
    const kb_print how = { .format = KB_FORMAT_JSON };
    const kb_signature by = { "Rana", NULL };
    kb_buf told = { 0 };
    const kb_sink sink = kb_buf_sink(&told);
    int64_t story = other_story(s, 0), second = other_story(s, story), list[REPORTS_MAX];
    uint32_t kind = kb_test_chance(3);
    size_t count = 0, members = 0;
    kb_status status;
    if (!second || named[story] || named[second]) return false;
    for (int64_t a = 1; a <= s->articles; a++) {
        members += s->of[a] == story;
        if (s->of[a] == story && kb_test_chance(2)) list[count++] = a;
    }
    for (size_t a = 0; a <= REPORTS_MAX; a++) out->side[a] = -1;
    if (kind && (count == 0 || count == members)) return false;
    if (kind == 0)
        status = kb_desk_merge(desk, (int64_t[]){ story, second }, 2, &by, &how, &sink, NULL);
    else if (kind == 1)
        status = kb_desk_split(desk, story, list, count, &by, &how, &sink, NULL);
    else
        status = kb_desk_move(desk, list[0], second, &by, &how, &sink, NULL);
    assert_int_equal(status, KB_OK);
    kb_buf_clear(&told);
    for (int64_t a = 1; a <= s->articles; a++) {
        if (s->of[a] == story) out->side[a] = kind == 0;
        if (s->of[a] == second && kind != 1) out->side[a] = 1;
    }
    for (size_t i = 0; i < (kind == 1 ? count : kind == 2); i++) out->side[list[i]] = 1;
    return true;
}

static void test_what_hands_decide_holds_and_can_be_taken_back(void **state)
{
    enum { DECISIONS = 6 };
    static ruling rulings[DECISIONS];
    bool named[2 * REPORTS_MAX] = { false };
    stream s = { .count = 0 };
    stories found, free_of_hands;
    kb_buf told = { 0 };
    const kb_sink sink = kb_buf_sink(&told);
    const kb_print how = { .format = KB_FORMAT_JSON };
    const kb_signature by = { "Rana", "all of it" };
    kb_engine *engine = kb_test_engine();
    size_t made = 0;
    (void)state;
    make_stream(&s);
    add_lines(in_folder("desk", 0), &s, 0, s.count);
    stories_of(in_folder("desk", 0), &free_of_hands);

    kb_desk *desk = open_desk(engine, in_folder("desk", 1));
    for (size_t part = 0; part < 3; part++) { /* decisions, and then reports that come later */
        assert_int_equal(add_file(engine, desk, file_of(&s, part * s.count / 3, (part + 1) * s.count / 3)), KB_OK);
        read_stories(desk, &found);
        for (size_t i = 0; i < made; i++) expect_held(&rulings[i], &found);
        for (size_t tries = 0; tries < 300 && made < (part + 1) * DECISIONS / 3; tries++) {
            if (!decide(desk, &found, named, &rulings[made])) continue;
            for (int64_t a = 1; a <= found.articles; a++)
                if (rulings[made].side[a] >= 0) named[found.of[a]] = true;
            read_stories(desk, &found);
            for (int64_t a = 1; a <= found.articles; a++)
                if (rulings[made].side[a] >= 0) named[found.of[a]] = true;
            for (size_t i = 0; i <= made; i++) expect_held(&rulings[i], &found);
            expect_sound(desk, &found);
            made++;
        }
    }
    printf("# %zu decisions\n", made);
    assert_int_equal(regroup(desk, NULL, &told), KB_OK);
    read_stories(desk, &found);
    for (size_t i = 0; i < made; i++) expect_held(&rulings[i], &found);
    expect_sound(desk, &found);
    for (size_t i = made; i > 0; i--)
        assert_int_equal(kb_desk_undo(desk, (int64_t)i, &by, &how, &sink, NULL), KB_OK);
    assert_int_equal(regroup(desk, NULL, &told), KB_OK);
    read_stories(desk, &found);
    expect_same_groups(&found, &free_of_hands);
    expect_sound(desk, &found);
    kb_buf_clear(&told);
    kb_desk_close(desk);
    kb_engine_close(engine);
    free_stream(&s);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_stream_may_be_cut_anywhere),
        TEST(test_a_kill_at_any_moment_changes_nothing),
        TEST(test_threads_at_once_give_what_one_gives),
        TEST(test_memory_groups_as_the_desk_does),
        TEST(test_the_order_within_a_minute_changes_no_copies),
        TEST(test_grouped_anew_as_the_stream_was),
        TEST(test_a_killed_regrouping_leaves_all_as_it_was),
        TEST(test_what_hands_decide_holds_and_can_be_taken_back),
    };
    return cmocka_run_group_tests_name("stories", tests, NULL, NULL);
}
