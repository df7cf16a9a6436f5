/* The way of an article, in kb_desk_add: bytes -> document -> tokens -> claims -> story -> store.
 *
 * The document comes as read (desk/input.c). What needs it alone comes first: its tokens and claims. What needs the
 * others comes after, inside one transaction: is it known, which story is it of, and the storing of all of it. */
#include "desk/ask.h"
#include "desk/basis.h"
#include "desk/lineage.h"
#include "desk/sketch.h"
#include "desk/texts.h"
#include "store/copies.h"
#include "story/group.h"

#include <stdlib.h>

#define BUSY_MS 5000
#define EARLIER_MAX 6 /* revisions of a report that a comparison of its story looks at, beside the newest */

kb_status kb_desk_open(kb_engine *engine, const char *path, kb_desk_mode mode, kb_desk **out, kb_err *err)
{
    const kb_claim_tools tools = kb_engine_tools(engine);
    const kb_store_limits limits = { .busy_ms = BUSY_MS };
    kb_desk *desk = calloc(1, sizeof *desk);
    *out = NULL;
    if (!desk) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    desk->engine = engine;
    kb_status status = kb_store_open(path, mode, &tools, &limits, &desk->store, err);
    if (status == KB_OK)
        *out = desk;
    else
        kb_desk_close(desk);
    return status;
}

void kb_desk_close(kb_desk *desk)
{
    if (!desk) return;
    kb_desk_texts_free(desk->texts);
    kb_store_close(desk->store);
    free(desk);
}

/* ---- the story ---- */

/* The reports it is held against are the store's, this desk's own and other processes' alike: so articles added one by
 * one and all at once meet the same stories, and nothing that was rolled back is remembered. */
kb_status kb_desk_join(kb_desk *desk, int64_t article, const kb_document *doc, int64_t added, const kb_sketch *sketch,
                       kb_arena *arena, kb_err *err)
{
    const kb_live live = kb_store_live(desk->store);
    bool dated = doc->published.precision != KB_TIME_NONE;
    kb_choice choice;
    kb_report report = {
        .sketch = *sketch, .article = article, .when = dated ? doc->published.seconds : added, .dated = dated
    };
    kb_status status = kb_group_report(&live, &report, KB_GRAIN_FINE, NULL, arena, &choice, err);
    return status == KB_OK ? kb_desk_note_basis(desk, doc->lang, err) : status;
}

/* ---- the line ---- */

/* Is it of a story? A live blog is of many, one entry here, another there. */
static bool is_report(const kb_document *doc)
{
    return doc->kind < KB_DOC_LIVE;
}

/* Of the articles of a desk that an older kabar made it is not known what they repeat. */
static kb_status trace_missing(kb_desk *desk, kb_err *err)
{
    int64_t article = 0;
    kb_status status = KB_OK;
    while (!desk->traced && status == KB_OK) {
        kb_document *doc = NULL;
        if ((status = kb_store_begin(desk->store, err)) != KB_OK) break;
        status = kb_store_next_unprinted(desk->store, article, &article, err);
        if (status == KB_OK && article) status = kb_store_load(desk->store, article, &doc, err);
        if (status == KB_OK && article) status = kb_desk_lineage(desk, article, doc, err);
        kb_document_free(doc);
        if (status == KB_OK) status = kb_store_commit(desk->store, err);
        kb_store_rollback(desk->store);
        desk->traced = status == KB_OK && article == 0;
    }
    return status;
}

/* Asks and stores inside the transaction, so that two processes that add the same article store it once. */
static kb_status store_article(kb_desk *desk, const kb_document *doc, const kb_sketch *sketch, const kb_desk_also *also,
                               kb_arena *arena, int64_t *article, kb_added *added, kb_err *err)
{
    kb_known known;
    int64_t revision = 0;
    int64_t story = 0; /* of a report that is grouped already; what was a live blog may be a report now */
    kb_status status = kb_store_find(desk->store, doc, &known, article, err);
    if (status != KB_OK) return status;
    if (known == KB_KNOWN_EARLIER) known = also->again ? KB_KNOWN_OTHER : KB_KNOWN_SAME;
    *added = known == KB_KNOWN_SAME ? KB_ALREADY_THERE : known == KB_KNOWN_OTHER ? KB_ADDED_REVISION : KB_ADDED;
    if (known == KB_KNOWN_FORGOTTEN) *added = KB_FORGOTTEN;
    if (known == KB_KNOWN_FORGOTTEN) return KB_OK;
    if (known == KB_KNOWN_SAME) return kb_store_save_addresses(desk->store, doc, *article, err);
    status = kb_store_save(desk->store, doc, desk->engine->options.now, article, &revision, err);
    if (status == KB_OK && also->raw) status = kb_store_raw_keep(desk->store, also->raw, revision, err);
    if (status != KB_OK || !is_report(doc)) return status;
    if ((status = kb_store_save_claims(desk->store, revision, doc->claims, err)) != KB_OK) return status;
    if ((status = kb_desk_lineage(desk, *article, doc, err)) != KB_OK) return status;
    if (known == KB_KNOWN_OTHER) status = kb_store_story_of(desk->store, *article, &story, err);
    if (status != KB_OK || story) return status;
    return kb_desk_join(desk, *article, doc, desk->engine->options.now, sketch, arena, err);
}

kb_status kb_desk_has(kb_desk *desk, const kb_document *doc, bool *there, kb_err *err)
{
    kb_known known;
    int64_t article;
    bool complete;
    kb_status status = kb_store_find(desk->store, doc, &known, &article, err);
    *there = false;
    if (status != KB_OK || (known != KB_KNOWN_SAME && known != KB_KNOWN_EARLIER)) return status;
    if ((status = kb_store_has_addresses(desk->store, doc, article, &complete, err)) != KB_OK) return status;
    *there = complete;
    return KB_OK;
}

kb_status kb_desk_ready(kb_desk *desk, kb_err *err)
{
    kb_status status = kb_desk_group_missing(desk, err);
    return status == KB_OK ? trace_missing(desk, err) : status;
}

bool kb_desk_stores(const kb_document *doc)
{
    return is_report(doc) || doc->kind == KB_DOC_LIVE;
}

kb_status kb_desk_prepare(kb_engine *engine, kb_document *doc, kb_arena *arena, kb_sketch *out, kb_err *err)
{
    return is_report(doc) ? kb_desk_sketch(engine, doc, arena, out, err) : KB_OK;
}

kb_status kb_desk_put_within(kb_desk *desk, const kb_document *doc, const kb_sketch *sketch, kb_arena *arena,
                             const kb_desk_also *also, kb_added *added, kb_err *err)
{
    int64_t article = 0;
    kb_status status = store_article(desk, doc, sketch, also, arena, &article, added, err);
    return status == KB_OK && also->run ? also->run(also->user, article, *added, err) : status;
}

void kb_desk_end(kb_desk *desk, bool stored)
{
    kb_store_rollback(desk->store); /* of nothing after a commit, which leaves no statement open */
    if (!stored) kb_desk_texts_forget(desk);
}

kb_status kb_desk_put(kb_desk *desk, const kb_document *doc, const kb_sketch *sketch, kb_arena *arena,
                      const kb_desk_also *also, kb_added *added, kb_err *err)
{
    kb_status status = kb_store_begin(desk->store, err);
    if (status == KB_OK) status = kb_desk_put_within(desk, doc, sketch, arena, also, added, err);
    if (status == KB_OK) status = kb_store_commit(desk->store, err);
    kb_desk_end(desk, status == KB_OK); /* all of the article is gone where any of it failed */
    return status;
}

kb_status kb_desk_add(kb_desk *desk, kb_document *doc, kb_added *added, kb_err *err)
{
    kb_sketch sketch = { 0 };
    kb_status status;
    bool there;

    *added = KB_NO_ARTICLE;
    if (!kb_desk_stores(doc)) return KB_OK;
    const kb_response *came = doc->origin_record.len ? NULL : desk->engine->came; /* not of what lists many */
    const kb_raw raw = came ? kb_ask_raw(came, desk->engine->options.now) : (kb_raw){ 0 };
    const kb_desk_also also = { .raw = came ? &raw : NULL };
    *added = KB_ALREADY_THERE;
    kb_arena *arena = kb_arena_new(KB_DESK_GROUPING_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    status = kb_desk_ready(desk, err);
    if (status == KB_OK) status = kb_desk_has(desk, doc, &there, err);
    if (status == KB_OK && !there) status = kb_desk_prepare(desk->engine, doc, arena, &sketch, err);
    if (status == KB_OK && !there) status = kb_desk_put(desk, doc, &sketch, arena, &also, added, err);
    kb_arena_free(arena);
    return status;
}

kb_status kb_desk_find(kb_desk *desk, const kb_document *doc, int64_t *article, int64_t *story, kb_err *err)
{
    kb_known known;
    *story = 0;
    kb_status status = kb_store_find(desk->store, doc, &known, article, err);
    if (status != KB_OK || known == KB_KNOWN_FORGOTTEN || !*article) {
        *article = 0;
        return status;
    }
    return kb_store_story_of(desk->store, *article, story, err);
}

/* ---- what others ask of it ---- */

typedef struct {
    int64_t *at;
    size_t count, room;
} ids;

static kb_status take_id(void *user, const kb_article_row *row)
{
    ids *list = user;
    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 16;
        int64_t *at = realloc(list->at, room * sizeof *at);
        if (!at) return KB_ERR_MEMORY;
        list->at = at;
        list->room = room;
    }
    list->at[list->count++] = row->article;
    return KB_OK;
}

kb_status kb_desk_load_report(kb_desk *desk, int64_t article, kb_document **out, kb_err *err)
{
    kb_status status = kb_store_load(desk->store, article, out, err);
    if (status == KB_OK) status = kb_store_load_earlier(desk->store, article, EARLIER_MAX, *out, err);
    if (status == KB_OK) return status;
    kb_document_free(*out);
    *out = NULL;
    return status;
}

kb_status kb_desk_story_documents(kb_desk *desk, int64_t story, kb_document ***docs, size_t *count, kb_err *err)
{
    ids list = { 0 };
    kb_document **loaded = NULL;
    size_t done = 0;
    *docs = NULL;
    *count = 0;
    kb_status status = kb_store_story_now(desk->store, story, &story, err);
    if (status == KB_OK) status = kb_store_members(desk->store, story, take_id, &list, err);
    if (status == KB_OK && !(loaded = calloc(list.count + 1, sizeof *loaded))) status = KB_ERR_MEMORY;
    if (status == KB_ERR_MEMORY) kb_fail(err, status, "out of memory");
    for (; status == KB_OK && done < list.count; done += status == KB_OK)
        status = kb_desk_load_report(desk, list.at[done], &loaded[done], err);
    free(list.at);
    if (status == KB_OK) {
        *docs = loaded;
        *count = done;
        return KB_OK;
    }
    for (size_t i = 0; i < done; i++) kb_document_free(loaded[i]);
    free(loaded);
    return status;
}

kb_status kb_desk_check(kb_desk *desk, void (*problem)(void *user, const char *text), void *user, size_t *faults,
                        kb_err *err)
{
    return kb_store_check(desk->store, problem, user, faults, err);
}
