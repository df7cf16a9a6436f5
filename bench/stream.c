/* stream COUNT FILE... : how fast a stream of reports is grouped, and in how much memory, as it grows.
 *
 * The FILEs' documents are read once and their sketches made; that is not timed. Then COUNT reports are put together
 * from them: each event is half of the terms of one document and half of those of another of its language, and one to
 * eight reports tell of it within two days, each with four fifths of its terms and a fifth of a third document's. All
 * lie within 14 days. Printed for each tenth: processor time of grouping alone, resident memory, stories. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "desk/sketch.h"
#include "story/group.h"
#include "story/memory.h"

#define DAYS 14
#define DAY 86400

typedef struct {
    kb_engine *engine;
    kb_arena *arena;
    kb_sketch *at;
    size_t count, room;
} sketches;

static kb_status take(void *user, kb_document *doc)
{
    sketches *s = user;
    kb_sketch sketch;
    if (s->count == s->room) {
        size_t room = s->room ? s->room * 2 : 1024;
        kb_sketch *at = realloc(s->at, room * sizeof *at);
        if (!at) return KB_ERR_MEMORY;
        s->at = at;
        s->room = room;
    }
    kb_status status = kb_desk_sketch(s->engine, doc, s->arena, &sketch, NULL);
    if (status == KB_OK && sketch.count >= 8) s->at[s->count++] = sketch;
    kb_document_free(doc);
    return status;
}

static uint64_t chance(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

static int by_term(const void *a, const void *b)
{
    const kb_term *x = a, *y = b;
    return x->term < y->term ? -1 : x->term > y->term;
}

/* Takes each term of `from` with a chance of part in 10; `out` has room. */
static void mix(const kb_sketch *from, uint64_t part, uint64_t *seed, kb_sketch *out)
{
    for (size_t i = 0; i < from->count && out->count < KB_SKETCH_TERMS_MAX; i++)
        if (chance(seed) % 10 < part) out->at[out->count++] = from->at[i];
}

static void in_order(kb_sketch *s)
{
    size_t kept = 0;
    qsort(s->at, s->count, sizeof *s->at, by_term);
    for (size_t i = 0; i < s->count; i++)
        if (kept == 0 || s->at[i].term != s->at[kept - 1].term) s->at[kept++] = s->at[i];
    s->count = kept;
}

static const kb_sketch *other_of(const sketches *all, uint32_t lang, uint64_t *seed)
{
    for (int tries = 0; tries < 100; tries++) {
        const kb_sketch *s = &all->at[chance(seed) % all->count];
        if (s->lang == lang) return s;
    }
    return &all->at[0];
}

typedef struct {
    kb_term terms[KB_SKETCH_TERMS_MAX];
    kb_sketch sketch;
    int left; /* reports that are still to come */
} event;

#define EVENTS 4096 /* at a time */

static void begin_event(const sketches *all, uint64_t *seed, event *e)
{
    const kb_sketch *a = &all->at[chance(seed) % all->count], *b = other_of(all, a->lang, seed);
    e->sketch = (kb_sketch){ .at = e->terms, .lang = a->lang, .length = a->length };
    mix(a, 5, seed, &e->sketch);
    mix(b, 5, seed, &e->sketch);
    in_order(&e->sketch);
    e->left = 1 + (int)(chance(seed) % 8);
}

static double seconds(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static long resident(void)
{
    struct rusage usage;
    (void)getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

static kb_status run(const sketches *all, int64_t count, kb_err *err)
{
    static event events[EVENTS];
    kb_memory *memory;
    kb_status status = kb_memory_new(&memory, err);
    uint64_t seed = 1;
    double spent = 0;
    int64_t stories = 0;
    const kb_live live = kb_memory_live(memory);
    for (int64_t n = 1; n <= count && status == KB_OK; n++) {
        kb_term terms[KB_SKETCH_TERMS_MAX];
        kb_choice choice;
        event *e = &events[chance(&seed) % EVENTS];
        if (e->left == 0) begin_event(all, &seed, e);
        e->left--;
        kb_report report = { .sketch = { .at = terms, .lang = e->sketch.lang, .length = e->sketch.length },
                             .article = n,
                             .when = n * DAYS * DAY / count,
                             .dated = true };
        mix(&e->sketch, 8, &seed, &report.sketch);
        mix(other_of(all, e->sketch.lang, &seed), 2, &seed, &report.sketch);
        in_order(&report.sketch);
        double start = seconds();
        kb_arena *arena = kb_arena_new((size_t)64 << 20);
        status = kb_group_report(&live, &report, KB_GRAIN_FINE, NULL, arena, &choice, err);
        kb_arena_free(arena);
        spent += seconds() - start;
        if (choice.story > stories) stories = choice.story;
        if (n % (count / 10) == 0) {
            printf("%9" PRId64 " reports: %6.0f a second, %5ld MB, %" PRId64 " stories\n", n,
                   (double)(count / 10) / spent, resident(), stories);
            (void)fflush(stdout);
            spent = 0;
        }
    }
    kb_memory_free(memory);
    return status;
}

int main(int argc, char **argv)
{
    sketches all = { 0 };
    kb_err err = { 0 };
    kb_options options = { .hunspell_dir = "/usr/share/hunspell" };
    if (argc < 3) {
        (void)fprintf(stderr, "usage: stream COUNT FILE...\n");
        return 2;
    }
    kb_status status = kb_engine_open(&options, &all.engine, &err);
    all.arena = kb_arena_new(SIZE_MAX);
    for (int i = 2; i < argc && status == KB_OK; i++) {
        kb_reader reader = { .document = take, .user = &all };
        status = kb_read(all.engine, argv[i], &reader, &err);
    }
    if (status == KB_OK) printf("%zu documents, %ld MB before the first report\n", all.count, resident());
    if (status == KB_OK && all.count) status = run(&all, strtoll(argv[1], NULL, 10), &err);
    if (status != KB_OK) (void)fprintf(stderr, "stream: %s\n", err.text);
    kb_arena_free(all.arena);
    free(all.at);
    kb_engine_close(all.engine);
    return status != KB_OK;
}
