/* fill DESK COUNT DAYS FILE... : makes a desk of COUNT recombined reports (recombine.h) through the store's own
 * functions, to measure what commands cost on a large desk.
 *
 * Articles are short: the title and the first sentences of the document that gave most; they have addresses, the
 * full-text index, sketches and links of grouping, and some fingerprints, but no claims. What grouping asks is answered
 * from memory and what it changes is written to both, which is faster and gives the same stories. 20,000 articles a
 * transaction, without waiting for the disk. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "recombine.h"
#include "store/copies.h"
#include "store/db.h"
#include "twin.h"

#define TOGETHER 20000
#define PRINTS 8
#define NOW 1760000000

/* An event's reports share some fingerprints; the rest are their own. */
static kb_status save_prints(kb_store *store, int64_t article, uint32_t event, kb_err *err)
{
    uint64_t prints[PRINTS];
    for (uint64_t i = 0; i < PRINTS; i++)
        prints[i] = ((i < 4 ? event + ((uint64_t)1 << 40) : (uint64_t)article) * PRINTS + i) * 0x9E3779B97F4A7C15u;
    return kb_store_save_prints(store, article, prints, PRINTS, err);
}

static kb_status save(kb_store *store, recombined_report *next, kb_err *err)
{
    kb_document *doc;
    int64_t article = 0, revision, n = next->report.article;
    kb_status status = kb_document_new(1 << 20, &doc, err);
    if (status != KB_OK) return status;
    bool named =
        kb_arena_print(doc->arena, &doc->url, "https://o%" PRIu32 ".example/%" PRId64, next->report.sketch.outlet, n) &&
        kb_arena_print(doc->arena, &doc->outlet, "Outlet %" PRIu32, next->report.sketch.outlet) &&
        kb_arena_print(doc->arena, &doc->text, "%" PRId64 ". %.*s", n, KB_STR_ARGS(next->from->text));
    doc->id = doc->url;
    doc->lang = next->from->lang;
    doc->title = next->from->title;
    doc->published = (kb_time){ .seconds = next->report.when, .precision = KB_TIME_MINUTE };
    status = named ? kb_store_save(store, doc, NOW, &article, &revision, err) : kb_arena_fail(doc->arena, err);
    if (status == KB_OK && article != n) status = kb_fail(err, KB_ERR_FORMAT, "the desk is not new");
    if (status == KB_OK) status = save_prints(store, article, next->event, err);
    kb_document_free(doc);
    return status;
}

static kb_status fill(kb_store *store, recombined *stream, int64_t count, int days, kb_err *err)
{
    recombined_report next;
    kb_memory *memory;
    kb_status status = kb_memory_new(&memory, err);
    if (status != KB_OK) return status;
    twin both = { kb_memory_live(memory), kb_store_live(store) };
    const kb_live live = twin_live(&both);
    status = kb_db_run(store, "PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000", err);
    if (status == KB_OK) status = kb_store_begin(store, err);
    while (status == KB_OK && recombined_next(stream, &next)) {
        kb_choice choice;
        kb_arena *arena = kb_arena_new((size_t)64 << 20);
        next.report.when += NOW - (int64_t)days * 86400;
        status = save(store, &next, err);
        if (status == KB_OK) status = kb_group_report(&live, &next.report, KB_GRAIN_FINE, NULL, arena, &choice, err);
        kb_arena_free(arena);
        if (status != KB_OK || (next.report.article % TOGETHER && next.report.article != count)) continue;
        status = kb_store_commit(store, err);
        if (status == KB_OK) status = kb_store_begin(store, err);
        printf("%" PRId64 "\n", next.report.article);
        (void)fflush(stdout);
    }
    kb_store_rollback(store);
    kb_memory_free(memory);
    return status;
}

int main(int argc, char **argv)
{
    kb_engine *engine = NULL;
    kb_store *store = NULL;
    bank all = { 0 };
    kb_err err = { 0 };
    const kb_options options = { .hunspell_dir = "/usr/share/hunspell" };
    const kb_store_limits limits = { .busy_ms = 5000 };
    int64_t count = argc > 4 ? strtoll(argv[2], NULL, 10) : 0;
    int days = argc > 4 ? (int)strtol(argv[3], NULL, 10) : 0;
    if (count <= 0 || days <= 0) {
        (void)fprintf(stderr, "usage: fill DESK COUNT DAYS FILE...\n");
        return 2;
    }
    kb_status status = kb_engine_open(&options, &engine, &err);
    if (status == KB_OK) status = bank_read(engine, argv + 4, argc - 4, &all, &err);
    recombined *stream = status == KB_OK ? recombined_new(&all, count, days, 1) : NULL;
    if (status == KB_OK) {
        const kb_claim_tools tools = kb_engine_tools(engine);
        status = kb_store_open(argv[1], KB_DESK_CREATE, &tools, &limits, &store, &err);
    }
    if (status == KB_OK) status = fill(store, stream, count, days, &err);
    if (status != KB_OK) (void)fprintf(stderr, "fill: %s\n", err.text);
    recombined_free(stream);
    kb_store_close(store);
    bank_clear(&all);
    kb_engine_close(engine);
    return status != KB_OK;
}
