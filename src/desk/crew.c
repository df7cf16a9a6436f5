#include "desk/crew.h"

#include "base/parallel.h"

#define DOCUMENTS_EACH 8 /* a further thread is worth its start for so many documents at least */

typedef struct {
    kb_engine *engine;
    kb_document *const *docs;
    struct {
        size_t document; /* SIZE_MAX: none failed */
        kb_status status;
        kb_err err;
    } failed[1 + KB_ENGINE_HELPERS]; /* by worker: its first failure */
} crew;

/* The worker's own engine, opened when it is first wanted; the main one where it cannot be. */
static kb_engine *engine_of(crew *c, unsigned worker, kb_err *err)
{
    if (worker == 0) return c->engine;
    kb_engine **helper = &c->engine->helpers[worker - 1];
    kb_options options = c->engine->options;
    options.translation = (kb_translation){ 0 };
    if (!*helper && kb_engine_open(&options, helper, err) != KB_OK) return NULL;
    return *helper;
}

static void find_claims(void *user, size_t i, unsigned worker)
{
    crew *c = user;
    const kb_claims *claims;
    kb_err err = { 0 };
    if (c->docs[i]->claims || c->failed[worker].document != SIZE_MAX) return;
    kb_engine *engine = engine_of(c, worker, &err);
    kb_status status = KB_ERR_MEMORY;
    if (engine) {
        const kb_claim_tools tools = kb_engine_tools(engine);
        status = kb_claims_find(&tools, c->docs[i], &claims, &err);
    }
    if (status == KB_OK) return;
    c->failed[worker].document = i;
    c->failed[worker].status = status;
    c->failed[worker].err = err;
}

kb_status kb_crew_claims(kb_engine *engine, kb_document *const *docs, size_t count, kb_err *err)
{
    crew c = { .engine = engine, .docs = docs };
    size_t workers = 1 + count / DOCUMENTS_EACH, first = 0;
    if (workers > kb_processors()) workers = kb_processors();
    if (workers > 1 + KB_ENGINE_HELPERS) workers = 1 + KB_ENGINE_HELPERS;
    for (size_t w = 0; w <= KB_ENGINE_HELPERS; w++) c.failed[w].document = SIZE_MAX;
    kb_parallel(count, (unsigned)workers, find_claims, &c);
    for (size_t w = 1; w <= KB_ENGINE_HELPERS; w++)
        if (c.failed[w].document < c.failed[first].document) first = w;
    if (c.failed[first].document == SIZE_MAX) return KB_OK;
    if (err) *err = c.failed[first].err;
    return c.failed[first].status;
}
