#include "desk/settle.h"

#include <stdlib.h>

#include "desk/side.h"
#include "store/tokens.h"

#define AT_ONCE 16     /* stories that are compared before they are stored */
#define LOOK_AT 256    /* stories whose stamps are asked for in one go */
#define NEWEST 512     /* stories that are looked at when the desk has changed; */
#define WHOLE_EVERY 64 /* and all of them so often */
#define REST_MS 6      /* a report of a comparison: about as long as it takes */
#define LOOK_MS 20     /* between two steps */
#define IDLE_MS 3000   /* between two looks at whether the desk has changed */
#define SLICE_MS 100   /* of a rest: so soon it ends */

/* ---- counting ---- */

kb_disputes kb_disputes_of(const kb_comparison *comparison)
{
    size_t counts[KB_ROW_ONLY + 1] = { 0 };
    for (size_t i = 0; i < comparison->rows.count; i++) counts[comparison->rows.at[i].kind]++;
    return (kb_disputes){ true, counts[KB_ROW_DIFFERS], counts[KB_ROW_DENIED], counts[KB_ROW_SILENT],
                          counts[KB_ROW_CHANGED] };
}

typedef struct {
    int64_t at[KB_SETTLE_REPORTS]; /* the newest, in a ring */
    size_t seen;
} newest;

static kb_status take_article(void *user, const kb_article_row *row)
{
    newest *n = user;
    n->at[n->seen++ % KB_SETTLE_REPORTS] = row->article;
    return KB_OK;
}

static kb_status count_rows(kb_desk *desk, int64_t story, kb_disputes *out, int64_t *stamp, size_t *reports,
                            kb_err *err)
{
    newest n = { .seen = 0 };
    int64_t articles[KB_SETTLE_REPORTS];
    kb_side side = { 0 };
    *out = (kb_disputes){ .known = true };
    kb_status status = kb_store_stamp(desk->store, story, stamp, err);
    if (status == KB_OK) status = kb_store_members(desk->store, story, take_article, &n, err);
    if (status == KB_OK && !n.seen) return kb_fail(err, KB_ERR_NOT_FOUND, "there is no story %lld", (long long)story);
    size_t count = n.seen < KB_SETTLE_REPORTS ? n.seen : KB_SETTLE_REPORTS;
    *reports = count;
    for (size_t i = 0; i < count; i++) articles[i] = n.at[(n.seen - count + i) % KB_SETTLE_REPORTS];
    if (status == KB_OK) status = kb_side_open_of(desk, articles, count, &side, err);
    if (status == KB_OK && side.comparison) *out = kb_disputes_of(side.comparison);
    kb_side_close(&side);
    return status;
}

kb_status kb_settle_count(kb_desk *desk, int64_t story, kb_disputes *out, int64_t *stamp, kb_err *err)
{
    size_t reports;
    return count_rows(desk, story, out, stamp, &reports, err);
}

/* ---- several stories ---- */

typedef struct {
    int64_t story, stamp;
    kb_disputes counts;
} settled;

static kb_status store_all(kb_desk *desk, const settled *list, size_t count, kb_err *err)
{
    if (!count) return KB_OK;
    kb_status status = kb_store_begin(desk->store, err);
    for (size_t i = 0; i < count && status == KB_OK; i++)
        status = kb_store_save_disputes(desk->store, list[i].story, list[i].stamp, &list[i].counts, err);
    if (status == KB_OK) status = kb_store_commit(desk->store, err);
    kb_store_rollback(desk->store);
    return status;
}

/* Where it must stop, and how it rests; NULL: it need not. */
typedef struct {
    bool (*rest)(void *user, uint32_t milliseconds); /* false: stop */
    void *user;
} resting;

static kb_status settle(kb_desk *desk, kb_unsettled_place *place, size_t most, const resting *rest, size_t *done,
                        kb_err *err)
{
    int64_t stories[AT_ONCE];
    settled list[AT_ONCE];
    size_t count = most < AT_ONCE ? most : AT_ONCE;
    kb_status status = kb_store_unsettled(desk->store, place, LOOK_AT, stories, &count, err);
    *done = 0;
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        settled *item = &list[*done];
        size_t reports = 0;
        item->story = stories[i];
        status = count_rows(desk, stories[i], &item->counts, &item->stamp, &reports, err);
        *done += status == KB_OK;
        if (status == KB_ERR_NOT_FOUND) status = KB_OK; /* it is no more since */
        if (rest && !rest->rest(rest->user, (uint32_t)reports * REST_MS)) break;
    }
    return status == KB_OK ? store_all(desk, list, *done, err) : status;
}

kb_status kb_settle_some(kb_desk *desk, kb_unsettled_place *place, size_t most, size_t *done, kb_err *err)
{
    return settle(desk, place, most, NULL, done, err);
}

/* ---- the thread ---- */

struct kb_settler {
    kb_engine *engine;
    kb_desk *desk;
    kb_thread *thread;
    kb_lock *lock;
    bool ends; /* under the lock */
};

/* Waits so long, or until it is to end: false. */
static bool rest(void *user, uint32_t milliseconds)
{
    kb_settler *s = user;
    for (;;) {
        kb_lock_take(s->lock);
        bool ends = s->ends;
        kb_lock_release(s->lock);
        if (ends || !milliseconds) return !ends;
        uint32_t slice = milliseconds < SLICE_MS ? milliseconds : SLICE_MS;
        kb_rest(slice);
        milliseconds -= slice;
    }
}

/* From the newest story on, `looks` steps at most. What fails ends it: false, and all is looked at again later. */
static bool pass(kb_settler *s, size_t looks)
{
    const resting way = { rest, s };
    kb_unsettled_place place = KB_UNSETTLED_BEGIN;
    while (!place.ended && looks) {
        size_t done;
        kb_err err = { 0 };
        int64_t before = place.story;
        if (settle(s->desk, &place, AT_ONCE, &way, &done, &err) != KB_OK) return false;
        if (done == 0 || place.story == before) looks--; /* a step in which nothing was to be done */
        if (!rest(s, LOOK_MS)) return false;
    }
    return true;
}

static void work(void *user)
{
    kb_settler *s = user;
    int64_t seen = -1, version = 0;
    unsigned passes = 0;
    while (rest(s, seen < 0 ? 0 : IDLE_MS)) {
        kb_err err = { 0 };
        if (kb_store_data_version(s->desk->store, &version, &err) != KB_OK || version == seen) continue;
        bool all = seen < 0 || passes % WHOLE_EVERY == 0;
        if (!pass(s, all ? SIZE_MAX : NEWEST / LOOK_AT)) continue;
        seen = version;
        passes++;
    }
}

kb_status kb_settler_open(const kb_options *options, const char *path, kb_settler **out, kb_err *err)
{
    kb_settler *s = calloc(1, sizeof *s);
    kb_options own = *options;
    *out = NULL;
    if (!s) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    own.translation = (kb_translation){ 0 }; /* nobody reads the words */
    s->lock = kb_lock_new();
    kb_status status = s->lock ? kb_engine_open(&own, &s->engine, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK) s->engine->workers = 1;
    if (status == KB_OK) status = kb_desk_open(s->engine, path, KB_DESK_WRITE, &s->desk, err);
    if (status == KB_OK) {
        s->thread = kb_thread_begin(work, s);
        if (!s->thread) status = kb_fail(err, KB_ERR_MEMORY, "the system gives no thread");
    }
    if (status == KB_OK)
        *out = s;
    else
        kb_settler_close(s);
    return status;
}

void kb_settler_close(kb_settler *s)
{
    if (!s) return;
    if (s->thread) {
        kb_lock_take(s->lock);
        s->ends = true;
        kb_lock_release(s->lock);
    }
    kb_thread_end(s->thread);
    kb_desk_close(s->desk);
    kb_engine_close(s->engine);
    kb_lock_free(s->lock);
    free(s);
}
