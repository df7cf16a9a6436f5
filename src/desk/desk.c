/* The way of an article, in kb_desk_add: bytes -> document -> tokens -> claims -> story -> store.
 *
 * The document comes as read (desk/input.c). What needs it alone comes first: its tokens and claims. What needs the
 * others comes after, inside one transaction: is it known, which story is it of, and the storing of all of it. */
#include "desk/desk.h"

#include <stdlib.h>

#define BUSY_MS 5000
#define TITLE_BYTES_MAX ((size_t)16 << 20)

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
    kb_group_free(desk->group);
    kb_store_close(desk->store);
    free(desk);
}

/* ---- the story ---- */

static kb_status take_grouped(void *user, const kb_grouped *row)
{
    return kb_group_add(user, row->article, row->story, row->when, &row->sketch, NULL);
}

/* The group learns of every article from the store alone, this desk's own and other processes' alike: so articles added
 * one by one and all at once meet the same stories, and nothing that was rolled back is remembered. */
static kb_status catch_up(kb_desk *desk, kb_err *err)
{
    kb_status status = desk->group ? KB_OK : kb_group_new(&desk->group, err);
    if (status != KB_OK) return status;
    return kb_store_grouped(desk->store, kb_group_last(desk->group), KB_GROUP_HELD_MAX, take_grouped, desk->group, err);
}

/* What was learned by number does not show an old article that joins late: all is learned anew. */
static void forget_group(kb_desk *desk)
{
    kb_group_free(desk->group);
    desk->group = NULL;
}

/* When the report counts for grouping: as published, else as it came. */
static int64_t moment_of(const kb_desk *desk, const kb_document *doc)
{
    return doc->published.precision != KB_TIME_NONE ? doc->published.seconds : desk->engine->options.now;
}

static kb_status make_sketch(kb_engine *engine, const kb_document *doc, const kb_claims *claims, kb_arena *arena,
                             kb_sketch *sketch, kb_err *err)
{
    kb_tokens title, tokens = claims->tokens; /* the same tokens: their stems are filled in place */
    kb_status status = kb_tokens_find(engine->text, doc->title, claims->lang, arena, &title, err);
    if (status == KB_OK) status = kb_stem_tokens(engine->stemmer, doc->lang, &title, arena, err);
    if (status == KB_OK) status = kb_stem_tokens(engine->stemmer, doc->lang, &tokens, doc->arena, err);
    if (status == KB_OK) status = kb_sketch_make(doc, &title, &tokens, arena, sketch, err);
    return status;
}

static kb_status join_story(kb_desk *desk, int64_t article, const kb_document *doc, const kb_sketch *sketch,
                            kb_err *err)
{
    kb_choice choice;
    int64_t when = moment_of(desk, doc);
    kb_status status = catch_up(desk, err);
    if (status == KB_OK) status = kb_group_find(desk->group, sketch, when, &choice, err);
    if (status != KB_OK) return status;
    return kb_store_join(desk->store, article, &choice.story, choice.score, choice.nearest, when, sketch, err);
}

/* ---- the line ---- */

/* Is it of a story? A live blog is of many, one entry here, another there. */
static bool is_report(const kb_document *doc)
{
    return doc->kind < KB_DOC_LIVE;
}

/* Asks and stores inside the transaction, so that two processes that add the same article store it once. */
static kb_status store_article(kb_desk *desk, const kb_document *doc, const kb_claims *claims, const kb_sketch *sketch,
                               kb_added *added, kb_err *err)
{
    kb_known known;
    int64_t article = 0, revision = 0;
    bool grouped = false; /* what was a live blog may be a report now */
    kb_status status = kb_store_find(desk->store, doc, &known, &article, err);
    if (status != KB_OK) return status;
    *added = known == KB_KNOWN_SAME ? KB_ALREADY_THERE : known == KB_KNOWN_OTHER ? KB_ADDED_REVISION : KB_ADDED;
    if (known == KB_KNOWN_SAME) return kb_store_save_addresses(desk->store, doc, article, err);
    status = kb_store_save(desk->store, doc, desk->engine->options.now, &article, &revision, err);
    if (status != KB_OK || !is_report(doc)) return status;
    if ((status = kb_store_save_claims(desk->store, revision, claims, err)) != KB_OK) return status;
    if (known == KB_KNOWN_OTHER) status = kb_store_in_story(desk->store, article, &grouped, err);
    if (status != KB_OK || grouped) return status;
    status = join_story(desk, article, doc, sketch, err);
    if (known == KB_KNOWN_OTHER) forget_group(desk);
    return status;
}

/* An article that is stored costs no reading of its claims; only an address that it did not have yet is written. */
static kb_status already_there(kb_desk *desk, const kb_document *doc, bool *there, kb_err *err)
{
    kb_known known;
    int64_t article;
    bool complete;
    kb_status status = kb_store_find(desk->store, doc, &known, &article, err);
    *there = false;
    if (status != KB_OK || known != KB_KNOWN_SAME) return status;
    if ((status = kb_store_has_addresses(desk->store, doc, article, &complete, err)) != KB_OK) return status;
    *there = complete;
    return KB_OK;
}

kb_status kb_desk_add(kb_desk *desk, kb_document *doc, kb_added *added, kb_err *err)
{
    const kb_claim_tools tools = kb_engine_tools(desk->engine);
    const kb_claims *claims = NULL;
    kb_sketch sketch = { 0 };
    kb_status status;
    bool there;

    *added = KB_NO_ARTICLE;
    if (!is_report(doc) && doc->kind != KB_DOC_LIVE) return KB_OK;
    *added = KB_ALREADY_THERE;
    kb_arena *arena = kb_arena_new(TITLE_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if ((status = already_there(desk, doc, &there, err)) != KB_OK || there) goto done;
    if (is_report(doc)) {
        if ((status = kb_claims_find(&tools, doc, &claims, err)) != KB_OK) goto done;
        if ((status = make_sketch(desk->engine, doc, claims, arena, &sketch, err)) != KB_OK) goto done;
    }
    if ((status = kb_store_begin(desk->store, err)) != KB_OK) goto done;
    status = store_article(desk, doc, claims, &sketch, added, err);
    if (status == KB_OK) status = kb_store_commit(desk->store, err);
    kb_store_rollback(desk->store); /* of all of the article where any of it failed; of nothing after a commit */
done:
    kb_arena_free(arena);
    return status;
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

static kb_status no_story(void *user, const kb_story_row *row)
{
    (void)user, (void)row;
    return KB_OK;
}

kb_status kb_desk_story_documents(kb_desk *desk, int64_t story, kb_document ***docs, size_t *count, kb_err *err)
{
    ids list = { 0 };
    kb_document **loaded = NULL;
    size_t done = 0;
    *docs = NULL;
    *count = 0;
    kb_status status = kb_store_story(desk->store, story, no_story, NULL, err); /* is there such a story? */
    if (status == KB_OK) status = kb_store_members(desk->store, story, take_id, &list, err);
    if (status == KB_OK && !(loaded = calloc(list.count + 1, sizeof *loaded))) status = KB_ERR_MEMORY;
    if (status == KB_ERR_MEMORY) kb_fail(err, status, "out of memory");
    for (; status == KB_OK && done < list.count; done += status == KB_OK)
        status = kb_store_load(desk->store, list.at[done], &loaded[done], err);
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
