/* million DESK COUNT DAYS FILE... : makes a desk of COUNT articles of DAYS days with full text and claims, which is a
 * real load for all that a server answers. 1000000 90, over some thousands of articles of any languages.
 *
 * Like a desk that `kabar add` filled:
 *   - full texts of 1,000 to 3,000 bytes in paragraphs, titles, by-lines, addresses, outlets of which few have most
 *     articles (up to some 3,000, each of one language), times of publication and of adding;
 *   - all claims with their spans in the text: names, statements, figures, dates, remarks; speakers, of whom few say
 *     most and half are named nowhere else (retell.h says how texts and claims are made);
 *   - the full-text index, with words that few articles have and such that nearly all of a language have;
 *   - stories: the sketches go through kb_group_report as they do in `add`, which joins reports as it sees fit;
 *     planned are events of one report in two of three, up to 400 (plan.h); links, terms, leads, what is live;
 *   - fingerprints of the texts, found as in `add`; copies, one report in eight of an event, as rows with their shares;
 *   - one article in fifty has a second revision;
 *   - all of it is stored by the store's own functions, so indices and counts are right (`kabar check`).
 * Unlike one:
 *   - the texts say nothing: words in them were exchanged, so sentences are nonsense with sound claims;
 *   - claims were found in the texts that were told again, not in these: a fifth of those that `kabar claims` finds in
 *     these may be others; dates in texts are those of the documents that were told again, often far from publication;
 *   - sketches are made of the documents' terms and not of the texts, so `--why` finds few words for shared terms;
 *   - of sources of copies only the one that was planned is kept; what chance makes alike is not looked for;
 *   - nobody ever edited outlets, decided by hand, marked, followed feeds or kept pages; nothing is withdrawn, no live
 *     blogs, no carriers; no story is in two languages;
 *   - the full-text index was written in larger pieces than by `add`, so it has fewer of them to merge.
 *
 * Texts are made in a thread of its own. What grouping asks is answered from memory (twin.h). 100,000 articles a
 * transaction without waiting for the disk and without a journal: a run that is killed leaves rubbish, but SIGINT or
 * SIGTERM ends it with what there is, as a desk of fewer days. */
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/parallel.h"
#include "chance.h"
#include "desk/basis.h"
#include "desk/desk.h"
#include "retell.h"
#include "store/copies.h"
#include "store/db.h"
#include "story/group.h"
#include "twin.h"

#define TOGETHER 100000
#define TOLD 20000
#define EVENT_MAX 400
#define NOW 1760000000
#define SEED 1
#define PRINTS 48  /* as desk/lineage.c keeps */
#define REVISED 50 /* one in so many has a second revision */
#define BATCH 64
#define BATCHES 16

typedef struct {
    told told;
    kb_arena *arena; /* of the prints */
    uint64_t *prints;
    size_t print_count;
} made;

typedef struct {
    made first, revised; /* revised: without a document where there is none */
} article;

typedef struct {
    const pool *pool;
    plan plan;
    int64_t begin;   /* when the first day began */
    int64_t *firsts; /* by event: the article of its report 0; 0: not told yet */
    kb_lock *lock;
    article *ring;         /* BATCHES * BATCH */
    int64_t written, read; /* batches */
    bool stop;
    kb_status status;
    kb_err err;
} work;

/* ---- making ---- */

static kb_status find_prints(made *m, kb_err *err)
{
    kb_lineage_text text;
    kb_prints prints;
    m->arena = kb_arena_new((size_t)64 << 20);
    if (!m->arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_lineage_text_of(m->told.doc, m->arena, &text, err);
    if (status == KB_OK) status = kb_lineage_prints(&text, m->arena, &prints, err);
    if (status != KB_OK) return status;
    kb_prints_thin(&prints, PRINTS);
    m->prints = KB_NEW(m->arena, uint64_t, prints.count);
    if (!m->prints) return kb_arena_fail(m->arena, err);
    for (; m->print_count < prints.count; m->print_count++)
        m->prints[m->print_count] = prints.at[m->print_count].hash >> 8;
    return KB_OK;
}

static kb_status make(const work *w, int64_t n, uint64_t revision, made *out, kb_err *err)
{
    moment m = w->plan.at[n];
    m.when += w->begin;
    *out = (made){ 0 };
    kb_status status = retell(w->pool, SEED, &m, revision, &out->told, err);
    return status == KB_OK ? find_prints(out, err) : status;
}

static void free_made(made *m)
{
    kb_document_free(m->told.doc);
    kb_arena_free(m->arena);
    *m = (made){ 0 };
}

static kb_status make_batch(const work *w, int64_t batch, kb_err *err)
{
    article *to = &w->ring[batch % BATCHES * BATCH];
    kb_status status = KB_OK;
    for (int64_t n = batch * BATCH; n < (batch + 1) * BATCH && n < w->plan.count && status == KB_OK; n++, to++) {
        status = make(w, n, 0, &to->first, err);
        if (status == KB_OK && mixed_of(SEED, (uint64_t)n) % REVISED == 0) status = make(w, n, 1, &to->revised, err);
    }
    return status;
}

static void make_all(void *user)
{
    work *w = user;
    kb_err err = { 0 };
    for (int64_t batch = 0; batch * BATCH < w->plan.count; batch++) {
        kb_lock_take(w->lock);
        while (!w->stop && w->written - w->read == BATCHES) kb_lock_wait(w->lock);
        bool stop = w->stop;
        kb_lock_release(w->lock);
        if (stop) return;
        kb_status status = make_batch(w, batch, &err);
        kb_lock_take(w->lock);
        w->written += status == KB_OK;
        if (status != KB_OK) w->status = status, w->err = err;
        kb_lock_wake(w->lock);
        kb_lock_release(w->lock);
        if (status != KB_OK) return;
    }
}

/* ---- storing ---- */

typedef struct {
    work *work;
    kb_desk *desk;
    kb_live live;
    int64_t statements, figures, names, bytes, stories, copies;
} filling;

static kb_status save_copy(filling *f, const told *t, int64_t number, int64_t first, kb_err *err)
{
    kb_copy_row row = { .source = first, .taken = t->copied, .words = t->words, .own = t->words - t->copied };
    row.share = (double)t->copied / t->words;
    row.source_share = (double)t->copied / t->source_words;
    row.kind = t->source_words == t->words            ? KB_COPY_EXACT
               : row.source_share >= KB_COPY_NEAR_MIN ? KB_COPY_NEAR
                                                      : KB_COPY_PART;
    f->copies++;
    return kb_store_save_copies(f->desk->store, number, &row, 1, err);
}

static kb_status save(filling *f, const made *m, int64_t now, int64_t *number, kb_err *err)
{
    kb_store *store = f->desk->store;
    int64_t revision;
    const kb_claims *c = &m->told.claims;
    kb_status status = kb_store_save(store, m->told.doc, now, number, &revision, err);
    if (status == KB_OK) status = kb_store_save_claims(store, revision, c, err);
    if (status == KB_OK) status = kb_store_save_prints(store, *number, m->prints, m->print_count, err);
    f->statements += (int64_t)c->statements.count;
    f->figures += (int64_t)c->figures.count;
    f->names += (int64_t)c->entities.count;
    f->bytes += (int64_t)m->told.doc->text.len;
    return status;
}

static kb_status join(filling *f, const made *m, int64_t number, kb_err *err)
{
    kb_choice choice;
    kb_report report = {
        .sketch = m->told.sketch, .article = number, .when = m->told.doc->published.seconds, .dated = true
    };
    kb_arena *arena = kb_arena_new((size_t)64 << 20);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_group_report(&f->live, &report, KB_GRAIN_FINE, NULL, arena, &choice, err);
    kb_arena_free(arena);
    return status == KB_OK ? kb_desk_note_basis(f->desk, m->told.doc->lang, err) : status;
}

/* Added some minutes after it was published; revised an hour later. */
static kb_status store(filling *f, article *a, int64_t n, kb_err *err)
{
    const moment *m = &f->work->plan.at[n];
    int64_t number = 0, *first = &f->work->firsts[m->event];
    int64_t now = m->when + f->work->begin + 60 + (int64_t)(mixed((uint64_t)n) % 1800);
    kb_status status = save(f, &a->first, now, &number, err);
    if (status == KB_OK && number != n + 1) status = kb_fail(err, KB_ERR_FORMAT, "the desk is not new");
    if (status == KB_OK && a->first.told.copied && *first) status = save_copy(f, &a->first.told, number, *first, err);
    if (status == KB_OK) status = join(f, &a->first, number, err);
    if (m->number == 0) *first = number;
    if (status == KB_OK && a->revised.told.doc) status = save(f, &a->revised, now + 3600, &number, err);
    free_made(&a->first);
    free_made(&a->revised);
    return status;
}

static double seconds(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static kb_status wait_for(work *w, int64_t batch, kb_err *err)
{
    kb_lock_take(w->lock);
    while (w->status == KB_OK && w->written <= batch) kb_lock_wait(w->lock);
    kb_status status = w->written > batch ? KB_OK : w->status;
    if (status != KB_OK && err) *err = w->err;
    kb_lock_release(w->lock);
    return status;
}

static volatile sig_atomic_t stopped;

static void stop(int signal)
{
    (void)signal;
    stopped = 1;
}

static kb_status store_all(filling *f, kb_err *err)
{
    work *w = f->work;
    kb_store *to = f->desk->store;
    double begin = seconds();
    kb_status status = kb_store_begin(to, err);
    for (int64_t n = 0; n < w->plan.count && status == KB_OK && !stopped; n++) {
        if (n % BATCH == 0) status = wait_for(w, n / BATCH, err);
        if (status == KB_OK) status = store(f, &w->ring[n % (BATCHES * BATCH)], n, err);
        if (n % BATCH == BATCH - 1) {
            kb_lock_take(w->lock);
            w->read++;
            kb_lock_wake(w->lock);
            kb_lock_release(w->lock);
        }
        if (status == KB_OK && (n + 1) % TOGETHER == 0) status = kb_store_commit(to, err);
        if (status == KB_OK && (n + 1) % TOGETHER == 0) status = kb_store_begin(to, err);
        if (status != KB_OK || (n + 1) % TOLD) continue;
        printf("%9" PRId64 " articles, %6.0f s: %.0f bytes, %.1f names, %.1f statements, %.1f figures each; %" PRId64
               " copies\n",
               n + 1, seconds() - begin, (double)f->bytes / (double)(n + 1), (double)f->names / (double)(n + 1),
               (double)f->statements / (double)(n + 1), (double)f->figures / (double)(n + 1), f->copies);
        (void)fflush(stdout);
    }
    if (status == KB_OK) status = kb_store_commit(to, err);
    kb_store_rollback(to);
    return status;
}

/* The full-text index is written in pieces of up to 64 MB. */
static const char quick[] = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA"
                            " cache_size = -6000000; INSERT INTO search(search, rank) VALUES('hashsize', 67108864)";
static const char usual[] = "DELETE FROM search_config WHERE k = 'hashsize'; PRAGMA journal_mode = WAL";

static kb_status fill(work *w, kb_desk *desk, kb_err *err)
{
    kb_memory *memory;
    kb_status status = kb_memory_new(&memory, err);
    if (status != KB_OK) return status;
    twin both = { kb_memory_live(memory), kb_store_live(desk->store) };
    filling f = { .work = w, .desk = desk, .live = twin_live(&both) };
    sqlite3_db_config(desk->store->db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL); /* for the journal to be off */
    status = kb_db_run(desk->store, quick, err);
    kb_thread *thread = status == KB_OK ? kb_thread_begin(make_all, w) : NULL;
    if (status == KB_OK && !thread) status = kb_fail(err, KB_ERR_IO, "no thread");
    if (status == KB_OK) status = store_all(&f, err);
    kb_lock_take(w->lock);
    w->stop = true;
    kb_lock_wake(w->lock);
    kb_lock_release(w->lock);
    kb_thread_end(thread);
    if (status == KB_OK) status = kb_db_run(desk->store, usual, err);
    if (status == KB_OK) status = kb_desk_ready(desk, err);
    kb_memory_free(memory);
    return status;
}

/* ---- all of it ---- */

static kb_status run(const char *path, int64_t count, int days, char **files, int file_count, kb_err *err)
{
    const kb_options options = { .hunspell_dir = "/usr/share/hunspell", .dict_dir = "/usr/share/dictd", .now = NOW };
    kb_engine *engine = NULL;
    kb_desk *desk = NULL;
    pool *all = NULL;
    work w = { .begin = NOW - (int64_t)days * 86400, .lock = kb_lock_new() };
    double begin = seconds();
    kb_status status = w.lock ? kb_engine_open(&options, &engine, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK) status = pool_read(engine, files, file_count, &all, err);
    if (status == KB_OK) printf("%zu documents to be told again, %.0f s\n", pool_count(all), seconds() - begin);
    w.pool = all;
    bool room = status == KB_OK && plan_make(count, days, EVENT_MAX, SEED, &w.plan);
    if (room) w.firsts = calloc(w.plan.event_count + 1, sizeof *w.firsts);
    if (room) w.ring = calloc(BATCHES * BATCH, sizeof *w.ring);
    if (status == KB_OK && (!w.firsts || !w.ring)) status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK) status = kb_desk_open(engine, path, KB_DESK_CREATE, &desk, err);
    if (status == KB_OK) status = fill(&w, desk, err);
    for (size_t i = 0; w.ring && i < BATCHES * BATCH; i++) {
        free_made(&w.ring[i].first);
        free_made(&w.ring[i].revised);
    }
    kb_desk_close(desk);
    plan_clear(&w.plan);
    free(w.firsts);
    free(w.ring);
    kb_lock_free(w.lock);
    pool_free(all);
    kb_engine_close(engine);
    if (status == KB_OK) printf("made in %.0f s\n", seconds() - begin);
    return status;
}

int main(int argc, char **argv)
{
    kb_err err = { 0 };
    int64_t count = argc > 4 ? strtoll(argv[2], NULL, 10) : 0;
    int days = argc > 4 ? (int)strtol(argv[3], NULL, 10) : 0;
    if (count <= 0 || days <= 0) {
        (void)fprintf(stderr, "usage: million DESK COUNT DAYS FILE...\n");
        return 2;
    }
    (void)signal(SIGINT, stop);
    (void)signal(SIGTERM, stop);
    kb_status status = run(argv[1], count, days, argv + 4, argc - 4, &err);
    if (status != KB_OK) (void)fprintf(stderr, "million: %s\n", err.text);
    return status != KB_OK;
}
