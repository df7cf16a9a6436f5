#include "desk/crew.h"

#include <stdlib.h>

#include "base/parallel.h"

#define DOCUMENTS_EACH 8 /* a further thread is worth its start for so many documents at least */
#define HELPERS_MAX 3    /* more threads than four find claims no faster than one reads documents */

struct kb_crew {
    struct {
        kb_text *text;
        kb_langs *langs;
        kb_stemmer *stemmer;
    } of[HELPERS_MAX];
};

typedef struct {
    kb_engine *engine;
    kb_document *const *docs;
    struct {
        size_t document; /* SIZE_MAX: none failed */
        kb_status status;
        kb_err err;
    } failed[1 + HELPERS_MAX]; /* by worker: its first failure */
} work;

void kb_crew_free(kb_crew *crew)
{
    if (!crew) return;
    for (size_t i = 0; i < HELPERS_MAX; i++) {
        kb_stemmer_close(crew->of[i].stemmer);
        kb_langs_free(crew->of[i].langs);
        kb_text_close(crew->of[i].text);
    }
    free(crew);
}

/* The worker's own tools, made when they are first wanted. */
static kb_status tools_of(kb_engine *engine, unsigned worker, kb_claim_tools *out, kb_err *err)
{
    *out = kb_engine_tools(engine);
    if (worker == 0) return KB_OK;
    kb_text **text = &engine->crew->of[worker - 1].text;
    kb_langs **langs = &engine->crew->of[worker - 1].langs;
    kb_stemmer **stemmer = &engine->crew->of[worker - 1].stemmer;
    kb_status status = *text ? KB_OK : kb_text_open(text, err);
    if (status == KB_OK && !*langs) status = kb_langs_new(langs, err);
    if (status == KB_OK && !*stemmer) status = kb_stemmer_twin(engine->stemmer, stemmer, err);
    *out = (kb_claim_tools){ *text, *langs, *stemmer };
    return status;
}

static kb_status find_claims(kb_engine *engine, kb_document *doc, unsigned worker, kb_err *err)
{
    kb_claim_tools tools;
    const kb_claims *found;
    kb_status status = tools_of(engine, worker, &tools, err);
    return status == KB_OK ? kb_claims_find_stems(&tools, doc, &found, err) : status;
}

static void take_document(void *user, size_t i, unsigned worker)
{
    work *w = user;
    kb_err err = { 0 };
    if (w->failed[worker].document != SIZE_MAX) return;
    kb_status status = find_claims(w->engine, w->docs[i], worker, &err);
    if (status == KB_OK) return;
    w->failed[worker].document = i;
    w->failed[worker].status = status;
    w->failed[worker].err = err;
}

kb_status kb_crew_claims(kb_engine *engine, kb_document *const *docs, size_t count, kb_err *err)
{
    work w = { .engine = engine, .docs = docs };
    size_t workers = 1 + count / DOCUMENTS_EACH, first = 0;
    if (!engine->crew) engine->crew = calloc(1, sizeof *engine->crew);
    if (!engine->crew) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (workers > kb_engine_workers(engine)) workers = kb_engine_workers(engine);
    if (workers > 1 + HELPERS_MAX) workers = 1 + HELPERS_MAX;
    for (size_t i = 0; i <= HELPERS_MAX; i++) w.failed[i].document = SIZE_MAX;
    kb_parallel(count, (unsigned)workers, take_document, &w);
    for (size_t i = 1; i <= HELPERS_MAX; i++)
        if (w.failed[i].document < w.failed[first].document) first = i;
    if (w.failed[first].document == SIZE_MAX) return KB_OK;
    if (err) *err = w.failed[first].err;
    return w.failed[first].status;
}
