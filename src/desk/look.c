#include "desk/look.h"

#include "base/map.h"
#include "desk/ask.h"
#include "fetch/schedule.h"

kb_status kb_desk_look_begin(kb_desk *desk, const kb_task *task, int64_t article, kb_err *err)
{
    kb_time published = task->doc->published;
    int64_t age = published.precision == KB_TIME_NONE ? -1 : task->now - published.seconds;
    int64_t wait = kb_look_first(age), due = kb_look_due(task->now, wait, kb_hash(task->page.url));
    return kb_store_look_begin(desk->store, &task->page, article, due, wait, err);
}

/* When it is looked at next; after too many looks never. */
static kb_status look_again(kb_desk *desk, kb_look *look, kb_look_found found, int64_t limit, int64_t now, kb_err *err)
{
    uint64_t chance = kb_hash_with((uint64_t)now, (kb_str){ (const char *)&look->page, sizeof look->page });
    look->wait = kb_look_wait(look->wait, found, limit);
    look->due = kb_look_due(now, look->wait, chance);
    look->count++;
    kb_status status = kb_store_look_save(desk->store, look, now, err);
    bool ends = look->count >= KB_LOOKS_MAX;
    return status == KB_OK && ends ? kb_store_look_end(desk->store, look->page, err) : status;
}

/* Ends a transaction as `status` says. */
static kb_status end(kb_desk *desk, kb_status status, kb_err *err)
{
    if (status == KB_OK) status = kb_store_commit(desk->store, err);
    kb_store_rollback(desk->store);
    return status;
}

/* ---- answers without words ---- */

/* 410 is believed at once, 404 when it is seen twice: then it holds since the first time. */
static kb_status missing(kb_desk *desk, kb_look *look, const kb_response *answer, int64_t now, bool *withdrawn,
                         kb_err *err)
{
    bool sure = answer->code == 410 || look->missing != 0;
    kb_status status = KB_OK;
    if (!look->missing) look->missing = now;
    if (sure) status = kb_store_withdraw(desk->store, look->article, look->missing, withdrawn, err);
    if (status != KB_OK) return status;
    return look_again(desk, look, sure ? KB_LOOK_SAME : KB_LOOK_DOUBTFUL, answer->retry_after, now, err);
}

static kb_status take_answer(kb_desk *desk, kb_look *look, const kb_response *answer, int64_t now, bool *withdrawn,
                             kb_err *err)
{
    bool back, came = answer->fault == KB_FAULT_NONE;
    if (came && (answer->code == 404 || answer->code == 410)) return missing(desk, look, answer, now, withdrawn, err);
    if (!came || kb_schedule_outcome(answer->code) != KB_OUTCOME_SAME)
        return look_again(desk, look, KB_LOOK_SAME, answer->retry_after, now, err);
    look->missing = look->doubt = 0;
    kb_status status = kb_store_withdraw(desk->store, look->article, 0, &back, err);
    return status == KB_OK ? look_again(desk, look, KB_LOOK_SAME, answer->fresh, now, err) : status;
}

kb_status kb_desk_look_answered(kb_desk *desk, const kb_look *look, const kb_response *answer, int64_t now,
                                bool *withdrawn, kb_err *err)
{
    kb_look next = *look;
    *withdrawn = false;
    kb_status status = kb_store_begin(desk->store, err);
    if (status == KB_OK) status = take_answer(desk, &next, answer, now, withdrawn, err);
    return end(desk, status, err);
}

/* ---- pages ---- */

typedef struct {
    kb_desk *desk;
    const kb_task *task;
    kb_look look;
    kb_look_found found;
} read_page;

static kb_status page_is_there(read_page *r, kb_err *err)
{
    bool back;
    r->look.missing = r->look.doubt = 0;
    r->look.etag = r->task->etag;
    r->look.last_modified = r->task->last_modified;
    kb_status status = kb_store_withdraw(r->desk->store, r->look.article, 0, &back, err);
    return status == KB_OK ? look_again(r->desk, &r->look, r->found, r->task->fresh, r->task->now, err) : status;
}

static kb_status page_is_stored(void *user, int64_t article, kb_added added, kb_err *err)
{
    read_page *r = user;
    (void)article;
    if (added != KB_ADDED_REVISION) r->found = KB_LOOK_SAME;
    return page_is_there(r, err);
}

/* Is it still the page of this article, and not of another to which it leads now? */
static kb_status is_own(const read_page *r, bool *own, kb_known *known, kb_err *err)
{
    int64_t article = 0;
    *own = false;
    if (r->task->status != KB_OK || r->task->revision == KB_REVISION_NONE) return KB_OK;
    kb_status status = kb_store_find(r->desk->store, r->task->doc, known, &article, err);
    *own = status == KB_OK && article == r->look.article;
    return status;
}

/* What is doubtful, or a text that was there before, is believed when it is seen twice. */
static kb_look_found found_in(const read_page *r, kb_known known)
{
    if (r->task->revision == KB_REVISION_SAME) return KB_LOOK_SAME;
    bool doubtful = r->task->revision == KB_REVISION_DOUBTFUL || known == KB_KNOWN_EARLIER;
    return doubtful && r->task->words != r->look.doubt ? KB_LOOK_DOUBTFUL : KB_LOOK_CHANGED;
}

/* What is none of the article, or not believed yet, leaves the ETag as it was, so that it comes again. */
static kb_status keep_look(read_page *r, bool own, kb_err *err)
{
    if (own && r->found == KB_LOOK_SAME) return page_is_there(r, err);
    if (r->found == KB_LOOK_DOUBTFUL) r->look.doubt = r->task->words;
    return look_again(r->desk, &r->look, r->found, r->task->fresh, r->task->now, err);
}

kb_status kb_desk_look_read(kb_desk *desk, const kb_task *task, bool *revised, kb_err *err)
{
    read_page r = { desk, task, task->look, KB_LOOK_SAME };
    const kb_raw raw = task->answer ? kb_ask_raw(task->answer, task->now) : (kb_raw){ 0 };
    const kb_desk_also also = { .run = page_is_stored, .user = &r, .raw = task->answer ? &raw : NULL, .again = true };
    kb_known known = KB_KNOWN_NOT;
    kb_added added;
    bool own;
    *revised = false;
    kb_status status = is_own(&r, &own, &known, err);
    if (status != KB_OK) return status;
    if (own) r.found = found_in(&r, known);
    if (r.found == KB_LOOK_CHANGED) {
        status = kb_desk_put(desk, task->doc, &task->sketch, task->arena, &also, &added, err);
        *revised = status == KB_OK && added == KB_ADDED_REVISION;
        return status;
    }
    if ((status = kb_store_begin(desk->store, err)) == KB_OK) status = keep_look(&r, own, err);
    return end(desk, status, err);
}
