/* stream COUNT DAYS FILE... : how fast a stream of COUNT reports of so many DAYS is grouped, and in how much memory, as
 * it grows.
 *
 * The FILEs' documents are read, their claims and sketches made; reports are put together from them (recombine.h says
 * how). Neither is timed. Printed for each tenth: reports a second of processor time of grouping alone, resident memory
 * beyond what the program held before the first report, stories, and how well they are those that the reports were made
 * for: of the pairs of a report and its best neighbour in one story how many are of one event; and the time in units of
 * what it took to make the reports, which is the same work throughout, so that a busy machine shows. Last, a hash of
 * all stories. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/map.h"
#include "recombine.h"
#include "story/memory.h"

static double seconds(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Resident memory now, in MB. */
static long resident(void)
{
    long size = 0, pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file && fscanf(file, "%ld %ld", &size, &pages) != 2) pages = 0;
    if (file) (void)fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / 1024) / 1024;
}

typedef struct {
    double spent, making; /* seconds of grouping, of making the reports */
    int64_t joined, right, stories, terms;
} tally;

static void tell(const tally *t, int64_t n, int64_t part, long before)
{
    printf("%9" PRId64 " reports: %6.0f a second, %5ld MB, %8" PRId64
           " stories, %4.1f terms, joined %4.1f %%, right %4.1f %%, %.2f of making them\n",
           n, (double)part / t->spent, resident() - before, t->stories, (double)t->terms / (double)part,
           100.0 * (double)t->joined / (double)part, 100.0 * (double)t->right / (double)(t->joined ? t->joined : 1),
           t->spent / t->making);
    (void)fflush(stdout);
}

/* Two programs that group alike print the same. `room`: for a number of each report and one before. */
static void tell_stories(const kb_memory *memory, int64_t count, uint32_t *room)
{
    for (int64_t n = 0; n <= count; n++) room[n] = (uint32_t)kb_memory_story(memory, n);
    const kb_str all = { (const char *)room, ((size_t)count + 1) * sizeof *room };
    printf("hash of all stories: %016" PRIx64 "\n", kb_hash(all));
}

static kb_status run(recombined *stream, int64_t count, kb_err *err)
{
    recombined_report next;
    kb_memory *memory;
    kb_status status = kb_memory_new(&memory, err);
    uint32_t *events = calloc((size_t)count + 1, sizeof *events);
    const kb_live live = kb_memory_live(memory);
    const long before = resident() + (long)((size_t)count * sizeof *events >> 20);
    const int64_t part = count >= 10 ? count / 10 : 1;
    tally t = { 0 };
    double before_making = seconds();
    while (events && status == KB_OK && recombined_next(stream, &next)) {
        kb_choice choice;
        int64_t n = next.report.article;
        double start = seconds();
        t.making += start - before_making;
        kb_arena *arena = kb_arena_new((size_t)64 << 20);
        status = kb_group_report(&live, &next.report, KB_GRAIN_FINE, NULL, arena, &choice, err);
        kb_arena_free(arena);
        t.spent += seconds() - start;
        bool joined = choice.nearest && kb_memory_story(memory, choice.nearest) == kb_memory_story(memory, n);
        events[n] = next.event;
        t.joined += joined;
        t.right += joined && events[choice.nearest] == next.event;
        t.terms += (int64_t)next.report.sketch.count;
        if (choice.story > t.stories) t.stories = choice.story;
        if (n % part == 0) {
            tell(&t, n, part, before);
            t = (tally){ .stories = t.stories };
        }
        before_making = seconds();
    }
    if (events && status == KB_OK) tell_stories(memory, count, events);
    free(events);
    kb_memory_free(memory);
    return status;
}

int main(int argc, char **argv)
{
    kb_engine *engine = NULL;
    bank all = { 0 };
    kb_err err = { 0 };
    const kb_options options = { .hunspell_dir = "/usr/share/hunspell" };
    int64_t count = argc > 3 ? strtoll(argv[1], NULL, 10) : 0;
    int days = argc > 3 ? (int)strtol(argv[2], NULL, 10) : 0;
    if (count <= 0 || days <= 0) {
        (void)fprintf(stderr, "usage: stream COUNT DAYS FILE...\n");
        return 2;
    }
    kb_status status = kb_engine_open(&options, &engine, &err);
    if (status == KB_OK) status = bank_read(engine, argv + 3, argc - 3, &all, &err);
    kb_engine_close(engine);
    if (status == KB_OK) {
        recombined *stream = recombined_new(&all, count, days, 1);
        printf("%zu documents, %zu terms in each on average\n", all.count, all.place_count / all.count);
        status = stream ? run(stream, count, &err) : kb_fail(&err, KB_ERR_MEMORY, "out of memory");
        recombined_free(stream);
    }
    if (status != KB_OK) (void)fprintf(stderr, "stream: %s\n", err.text);
    bank_clear(&all);
    return status != KB_OK;
}
