/* kb_desk_fetch: feeds that are due are asked, the pages behind new entries are fetched, read by a worker
 * (desk/worker.h) and stored here, each in one transaction with its leaving the queue; then pages of articles that are
 * to be looked at again, one of each feed at a time. What came of new pages is kept in the file until then
 * (store/raw.h): only what was still on the wire when the process ended, and looks, is asked for again. */
#include "base/url.h"
#include "desk/alert_find.h"
#include "desk/alert_send.h"
#include "desk/ask.h"
#include "desk/keep.h"
#include "desk/look.h"
#include "desk/net.h"
#include "desk/poll.h"
#include "desk/settle.h"
#include "desk/worker.h"
#include "fetch/schedule.h"
#include "store/raw.h"

#include <stdlib.h>

#define FEED_BYTES ((size_t)1 << 30) /* of a feed and its tree */
#define TASK_BYTES KB_DESK_GROUPING_MAX
#define PAGES_OPEN_MAX 500      /* on their way at a time */
#define LOOKS_OPEN_MAX 100      /* second looks on their way at a time */
#define READING_MAX ((size_t)8) /* that came and are not stored, in memory */
#define BATCH 8                 /* articles that are stored at once */
#define TRIES_MAX 5
#define RETRY_SECONDS ((int64_t)600) /* doubled with each try */
#define DUE_MAX ((size_t)100000)     /* feeds that are due at a time */
#define LOOK_SECONDS 1               /* a watch looks so often for feeds that are due */
#define WAIT_MS ((uint32_t)250)
#define FAILURES_MAX 3 /* of the desk, one after the other; then it is taken to be gone */

/* What the client hands back: a feed's number, or a page on its way. */
typedef struct asked {
    struct asked *next, **link; /* all that was asked for and did not come yet */
    int64_t feed;               /* 0: a page */
    kb_task *task;
} asked;

/* Numbers of what is on its way. */
typedef struct {
    uint8_t *at;
    size_t room;
    size_t count;
} flying;

typedef struct {
    kb_desk *desk;
    const kb_fetch *how;
    kb_fetched *totals;
    kb_net_open net;
    kb_worker *worker; /* NULL until there is something to read */
    flying feeds, pages;
    flying looks; /* by the feed's number */
    asked *asked;
    kb_task *came[READING_MAX]; /* pages that are not kept yet */
    size_t came_count;
    kb_alert_sender *alerts; /* NULL: nobody is told of anything */
    kb_settler *settler;     /* while it watches; else NULL */
    int64_t told;            /* when alerts were last looked at */
    bool due;                /* more is to be told at once */
    bool news;               /* something was stored since then */
    int64_t looked;          /* when feeds that are due were last looked for; 0: never */
    kb_keep_run keep;        /* what is past its time goes; now 0: not yet again */
    int64_t kept;            /* when that was last looked at */
    bool more;               /* there may be pages that are due and were not asked for, */
    bool more_looks;         /* and pages to be looked at again */
    size_t failures;         /* of the desk in a row */
    kb_err *err;
} fetching;

static bool is_flying(const flying *f, int64_t id)
{
    return (size_t)id < f->room && f->at[id];
}

static kb_status take_off(flying *f, int64_t id, kb_err *err)
{
    if ((size_t)id >= f->room) {
        size_t room = ((size_t)id + 1) * 2;
        uint8_t *at = realloc(f->at, room);
        if (!at) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
        memset(at + f->room, 0, room - f->room);
        f->at = at;
        f->room = room;
    }
    f->at[id] = 1;
    f->count++;
    return KB_OK;
}

static void land(flying *f, int64_t id)
{
    f->at[id] = 0;
    f->count--;
}

static int64_t now_of(const fetching *f)
{
    return f->how->clock(f->how->user);
}

static void tell(const fetching *f, const char *format, kb_str name, const char *words)
{
    kb_err told = { 0 };
    kb_str parts[2];
    if (!f->how->problem) return;
    kb_url_told(name, parts);
    (void)kb_fail(&told, KB_ERR_IO, format, KB_STR_ARGS(parts[0]), KB_STR_ARGS(parts[1]), words);
    f->how->problem(f->how->user, KB_ERR_IO, told.text);
}

/* The desk failed: that is told, and what was to be stored waits for the next time. Several in a row end it. */
static kb_status desk_failed(fetching *f, kb_str name, kb_status status)
{
    if (status == KB_OK) {
        f->failures = 0;
        return KB_OK;
    }
    if (status == KB_ERR_MEMORY || ++f->failures >= FAILURES_MAX) return status;
    tell(f, "%.*s%.*s: not stored: %s", name, f->err->text);
    return KB_OK;
}

/* ---- asking ---- */

static void forget(asked *a)
{
    *a->link = a->next;
    if (a->next) a->next->link = a->link;
    free(a);
}

static kb_status ask(fetching *f, const kb_request *request, int64_t feed, kb_task *task)
{
    asked *a = malloc(sizeof *a);
    kb_request with = *request;
    if (!a) return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    *a = (asked){ f->asked, &f->asked, feed, NULL };
    if (a->next) a->next->link = &a->next;
    f->asked = with.user = a;
    kb_status status = kb_client_ask(f->net.client, &with, f->err);
    if (status == KB_OK)
        a->task = task;
    else
        forget(a);
    return status;
}

static kb_status ask_feed(fetching *f, int64_t id)
{
    kb_follow feed;
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    if (!arena) return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_feed(f->desk->store, id, arena, &feed, f->err);
    const kb_request request = { .url = feed.url,
                                 .kind = feed.sitemap ? KB_ASK_SITEMAP : KB_ASK_FEED,
                                 .etag = feed.etag,
                                 .last_modified = feed.last_modified };
    if (status == KB_OK) status = ask(f, &request, id, NULL);
    if (status == KB_OK) status = take_off(&f->feeds, id, f->err);
    kb_arena_free(arena);
    return status;
}

/* Once, or, to watch, every now and then. */
static kb_status ask_feeds(fetching *f)
{
    int64_t now = now_of(f);
    size_t count = DUE_MAX;
    if (f->looked && (!f->how->watch || now < f->looked + LOOK_SECONDS)) return KB_OK;
    int64_t *ids = malloc(count * sizeof *ids);
    if (!ids) return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_store_feeds_due(f->desk->store, now, f->how->all && !f->looked, ids, &count, f->err);
    for (size_t i = 0; i < count && status == KB_OK; i++)
        if (!is_flying(&f->feeds, ids[i])) status = ask_feed(f, ids[i]);
    free(ids);
    f->looked = now;
    f->more = true;
    f->more_looks = !f->how->no_looks;
    return status;
}

static kb_task *new_task(fetching *f)
{
    kb_task *task = calloc(1, sizeof *task);
    if (task) task->arena = kb_arena_new(TASK_BYTES);
    if (task && task->arena) return task;
    kb_task_free(task);
    (void)kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    return NULL;
}

static kb_status give(fetching *f, kb_task *task)
{
    kb_status status = f->worker ? KB_OK : kb_worker_open(&f->desk->engine->options, &f->worker, f->err);
    if (!task->now) task->now = now_of(f);
    if (status == KB_OK)
        kb_worker_give(f->worker, task);
    else
        kb_task_free(task);
    return status;
}

/* What came before, and was not read when the process ended, is not asked for again. */
static kb_status find_came(fetching *f, kb_task *task)
{
    kb_raw raw;
    bool found;
    kb_status status = kb_store_raw_waiting(f->desk->store, task->page.id, task->arena, &raw, &found, f->err);
    if (status != KB_OK || !found) return status;
    const kb_response response = { .kind = KB_ASK_PAGE,
                                   .url = task->page.url,
                                   .final = raw.url,
                                   .code = raw.status,
                                   .type = raw.type,
                                   .etag = raw.etag,
                                   .last_modified = raw.last_modified,
                                   .retry_after = -1,
                                   .fresh = -1,
                                   .body = raw.body };
    task->now = raw.at;
    task->answer = kb_response_copy(&response);
    return task->answer ? KB_OK : kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
}

/* A page is asked for, or its entry's words are read. */
static kb_status ask_page(fetching *f, int64_t id)
{
    kb_task *task = new_task(f);
    if (!task) return KB_ERR_MEMORY;
    kb_queued *page = &task->page;
    kb_status status = kb_store_queued(f->desk->store, id, task->arena, page, f->err);
    if (status == KB_OK) status = take_off(&f->pages, id, f->err);
    if (status == KB_OK && !page->whole) status = find_came(f, task);
    if (status == KB_OK && (page->whole || task->answer)) return give(f, task);
    const kb_request request = { .url = page->url, .kind = KB_ASK_PAGE };
    if (status == KB_OK) status = ask(f, &request, 0, task);
    if (status != KB_OK) kb_task_free(task);
    return status;
}

static size_t reading(const fetching *f)
{
    return f->worker ? kb_worker_count(f->worker) : 0;
}

static kb_status ask_pages(fetching *f)
{
    int64_t ids[2 * PAGES_OPEN_MAX];
    size_t count = 2 * PAGES_OPEN_MAX;
    if (!f->more || f->pages.count > PAGES_OPEN_MAX / 2) return KB_OK;
    kb_status status = kb_store_queue_due(f->desk->store, now_of(f), ids, &count, f->err);
    f->more = count == 2 * PAGES_OPEN_MAX;
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        if (is_flying(&f->pages, ids[i])) continue;
        if (f->pages.count == PAGES_OPEN_MAX) {
            f->more = true;
            break;
        }
        status = ask_page(f, ids[i]);
    }
    return status;
}

/* *sent: the page was asked for, not passed over, as one of a story that lives no more. */
static kb_status ask_look(fetching *f, int64_t page, bool *sent)
{
    bool lives = false;
    kb_task *task = new_task(f);
    *sent = false;
    if (!task) return KB_ERR_MEMORY;
    kb_status status =
        kb_store_look(f->desk->store, page, now_of(f), task->arena, &task->page, &task->look, &lives, f->err);
    const kb_request request = {
        .url = task->page.url, .kind = KB_ASK_PAGE, .etag = task->look.etag, .last_modified = task->look.last_modified
    };
    *sent = status == KB_OK && lives;
    if (status == KB_ERR_NOT_FOUND || (status == KB_OK && !lives))
        status = kb_store_look_end(f->desk->store, page, f->err);
    if (*sent) status = take_off(&f->looks, task->page.feed, f->err);
    if (*sent && status == KB_OK) status = ask(f, &request, 0, task);
    if (!*sent || status != KB_OK) kb_task_free(task);
    return status;
}

/* One of each feed, so that no host is asked for many before what is new; and only once no new page waits. */
static kb_status ask_looks(fetching *f)
{
    int64_t pages[2 * LOOKS_OPEN_MAX], feeds[2 * LOOKS_OPEN_MAX];
    size_t count = 0, over;
    if (!f->more_looks || f->more || f->looks.count > LOOKS_OPEN_MAX / 2) return KB_OK;
    kb_status status = KB_OK;
    do {
        size_t waits = 0;
        over = 0;
        count = 2 * LOOKS_OPEN_MAX;
        status = kb_store_looks_due(f->desk->store, now_of(f), pages, feeds, &count, f->err);
        for (size_t i = 0; i < count && f->looks.count < LOOKS_OPEN_MAX && status == KB_OK; i++) {
            bool sent = false;
            if (is_flying(&f->looks, feeds[i])) continue;
            status = ask_look(f, pages[i], &sent);
            waits += sent;
            over += !sent;
        }
        f->more_looks = waits > 0;
    } while (over && f->looks.count < LOOKS_OPEN_MAX && status == KB_OK);
    return status;
}

/* ---- what comes ---- */

static kb_status feed_came(fetching *f, int64_t id, const kb_response *answer)
{
    kb_polled polled;
    kb_arena *arena = kb_arena_new(FEED_BYTES);
    land(&f->feeds, id);
    if (!arena) return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_desk_poll(f->desk, id, answer, now_of(f), arena, &polled, f->err);
    kb_fetched *t = f->totals;
    t->feeds++;
    t->wire += answer->wire;
    if (status == KB_OK) {
        t->unchanged += polled.unchanged;
        t->failed += polled.failed && !polled.gone;
        t->gone += polled.gone;
        t->entries += polled.entries;
        f->more |= polled.queued > 0;
        if (polled.failed && (polled.news || !f->how->watch)) tell(f, "%.*s%.*s: %s", polled.name, f->err->text);
    }
    status = status == KB_ERR_NOT_FOUND ? KB_OK : desk_failed(f, answer->url, status);
    kb_arena_free(arena);
    return status;
}

static kb_status put_off(fetching *f, kb_task *task, const kb_response *answer, const char *words)
{
    int64_t wait = RETRY_SECONDS << task->page.tries;
    if (wait < answer->retry_after) wait = answer->retry_after;
    kb_status status = kb_store_queue_failed(f->desk->store, &task->page, now_of(f) + wait, kb_str_of(words), f->err);
    land(&f->pages, task->page.id);
    status = desk_failed(f, task->page.url, status);
    kb_task_free(task);
    return status;
}

static void end_look(fetching *f, kb_task *task)
{
    land(&f->looks, task->page.feed);
    f->more_looks = !f->how->no_looks;
    kb_task_free(task);
}

static kb_status look_came(fetching *f, kb_task *task, kb_response *answer)
{
    bool withdrawn = false;
    kb_status status = KB_OK;
    f->totals->looks++;
    if (answer->fault == KB_FAULT_NONE && kb_schedule_outcome(answer->code) == KB_OUTCOME_ANSWER) {
        status = kb_store_load(f->desk->store, task->look.article, &task->before, f->err);
        if (status == KB_OK) {
            task->answer = answer;
            return give(f, task);
        }
    } else {
        status = kb_desk_look_answered(f->desk, &task->look, answer, now_of(f), &withdrawn, f->err);
        f->totals->withdrawn += withdrawn;
    }
    status = status == KB_ERR_NOT_FOUND ? KB_OK : desk_failed(f, task->page.url, status);
    kb_response_free(answer);
    end_look(f, task);
    return status;
}

/* A page that does not come again has its entry's words taken, where there are any. */
static kb_status page_came(fetching *f, kb_task *task, kb_response *answer)
{
    kb_err why = answer->err;
    f->totals->wire += answer->wire;
    if (task->look.page) return look_came(f, task, answer);
    if (answer->fault == KB_FAULT_NONE && kb_schedule_outcome(answer->code) == KB_OUTCOME_ANSWER) {
        f->totals->pages++;
        task->answer = answer;
        f->came[f->came_count++] = task;
        return KB_OK;
    }
    if (answer->fault == KB_FAULT_NONE) (void)kb_fail(&why, KB_ERR_IO, "the host answers with %d", answer->code);
    bool again = kb_ask_passing(answer) && task->page.tries + 1 < TRIES_MAX;
    if (!again) task->err = why;
    kb_status status = again ? put_off(f, task, answer, why.text) : give(f, task);
    kb_response_free(answer);
    return status;
}

static kb_status keep_came(fetching *f)
{
    kb_status status = kb_store_begin(f->desk->store, f->err);
    for (size_t i = 0; i < f->came_count && status == KB_OK; i++) {
        kb_task *task = f->came[i];
        kb_raw raw = kb_ask_raw(task->answer, task->now = now_of(f));
        raw.page = task->page.id;
        status = kb_store_raw_came(f->desk->store, &raw, f->err);
    }
    if (status == KB_OK) status = kb_store_commit(f->desk->store, f->err);
    kb_store_rollback(f->desk->store);
    return status;
}

/* Pages are kept before they are read. */
static kb_status give_came(fetching *f)
{
    if (!f->came_count) return KB_OK;
    kb_status status = desk_failed(f, f->came[0]->page.url, keep_came(f));
    for (size_t i = 0; i < f->came_count; i++) {
        if (status == KB_OK)
            status = give(f, f->came[i]);
        else
            kb_task_free(f->came[i]);
    }
    f->came_count = 0;
    return status;
}

static kb_status take_answer(fetching *f, kb_response *answer)
{
    asked *a = answer->user;
    const asked what = *a;
    forget(a);
    if (!what.feed) return page_came(f, what.task, answer);
    kb_status status = feed_came(f, what.feed, answer);
    kb_response_free(answer);
    return status;
}

/* ---- storing ---- */

typedef struct {
    fetching *f;
    kb_task *task;
} storing;

static kb_status leave_queue(void *user, int64_t article, kb_added added, kb_err *err)
{
    const storing *s = user;
    const kb_task *task = s->task;
    const kb_queue_stored as = { .article = article,
                                 .added = added == KB_ADDED,
                                 .etag = task->of_page ? task->etag : (kb_str){ 0 },
                                 .last_modified = task->of_page ? task->last_modified : (kb_str){ 0 } };
    kb_status status = kb_store_queue_stored(s->f->desk->store, &task->page, &as, task->now, err);
    if (status == KB_OK) status = kb_store_raw_read(s->f->desk->store, task->page.id, article, err);
    if (status != KB_OK || !article || !task->of_page) return status;
    return kb_desk_look_begin(s->f->desk, task, article, err);
}

static kb_status give_up(fetching *f, const kb_task *task, kb_str words)
{
    tell(f, "%.*s%.*s: %s", task->page.url, words.at);
    kb_status status = kb_store_queue_failed(f->desk->store, &task->page, 0, words, f->err);
    return status == KB_OK ? kb_store_raw_read(f->desk->store, task->page.id, 0, f->err) : status;
}

static void count_stored(fetching *f, kb_added added)
{
    kb_fetched *t = f->totals;
    f->news |= added == KB_ADDED || added == KB_ADDED_REVISION;
    t->added += added == KB_ADDED;
    t->revised += added == KB_ADDED_REVISION;
    t->there += added == KB_ALREADY_THERE;
    t->forgotten += added == KB_FORGOTTEN;
}

static kb_status store(fetching *f, kb_task *task)
{
    kb_added added = KB_NO_ARTICLE;
    kb_fetched *t = f->totals;
    kb_err why = { 0 };
    if (task->status == KB_ERR_MEMORY) return kb_fail(f->err, task->status, "%s", task->err.text);
    if (task->status != KB_OK) {
        t->bad++;
        return give_up(f, task, kb_str_of(task->err.text));
    }
    if (!kb_desk_stores(task->doc)) {
        t->no_article++;
        (void)kb_document_report(task->doc, &why);
        return give_up(f, task, kb_str_of(why.text));
    }
    storing s = { f, task };
    const kb_desk_also also = { .run = leave_queue, .user = &s };
    f->desk->engine->options.now = task->now;
    kb_status status = kb_desk_put(f->desk, task->doc, &task->sketch, task->arena, &also, &added, f->err);
    if (status == KB_OK) count_stored(f, added);
    return status;
}

/* Several in one transaction: one article changes a row in each of two hundred pages of the file, and the next in
 * nearly the same. False: nothing of them is stored. */
static bool store_at_once(fetching *f, kb_task *const *tasks, size_t count)
{
    kb_added added[BATCH];
    kb_status status = count > 1 ? kb_store_begin(f->desk->store, NULL) : KB_ERR_LIMIT;
    if (status != KB_OK) return false;
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        storing s = { f, tasks[i] };
        const kb_desk_also also = { .run = leave_queue, .user = &s };
        f->desk->engine->options.now = tasks[i]->now;
        status = kb_desk_put_within(f->desk, tasks[i]->doc, &tasks[i]->sketch, tasks[i]->arena, &also, &added[i], NULL);
    }
    if (status == KB_OK) status = kb_store_commit(f->desk->store, NULL);
    kb_desk_end(f->desk, status == KB_OK);
    for (size_t i = 0; i < count && status == KB_OK; i++) count_stored(f, added[i]);
    return status == KB_OK;
}

static kb_status store_look(fetching *f, const kb_task *task)
{
    bool revised;
    if (task->status == KB_ERR_MEMORY) return kb_fail(f->err, task->status, "%s", task->err.text);
    f->desk->engine->options.now = task->now;
    kb_status status = kb_desk_look_read(f->desk, task, &revised, f->err);
    f->totals->revised += revised;
    f->news |= revised;
    return status;
}

static bool is_article(const kb_task *task)
{
    return !task->look.page && task->status == KB_OK && kb_desk_stores(task->doc);
}

/* A task by itself: of a second look, of what is no article or was not read, of an article. */
static kb_status end_task(fetching *f, kb_task *task, bool stored)
{
    if (task->look.page) {
        kb_status looked = desk_failed(f, task->page.url, store_look(f, task));
        end_look(f, task);
        return looked;
    }
    kb_status status = stored ? KB_OK : desk_failed(f, task->page.url, store(f, task));
    land(&f->pages, task->page.id);
    kb_task_free(task);
    return status;
}

/* Takes what the worker has done: articles up to BATCH, or up to the first task of another kind. */
static kb_status take_tasks(fetching *f, bool wait, bool *taken)
{
    kb_task *tasks[BATCH], *other = NULL, *task = f->worker ? kb_worker_take(f->worker, wait) : NULL;
    kb_status status = KB_OK;
    size_t count = 0;
    *taken = task != NULL;
    while (task && !other) {
        if (is_article(task))
            tasks[count++] = task;
        else
            other = task;
        task = !other && count < BATCH ? kb_worker_take(f->worker, false) : NULL;
    }
    bool stored = store_at_once(f, tasks, count);
    for (size_t i = 0; i < count; i++) {
        kb_status own = end_task(f, tasks[i], stored || status != KB_OK);
        if (status == KB_OK) status = own;
    }
    if (other && status == KB_OK) return end_task(f, other, false);
    kb_task_free(other);
    return status;
}

/* ---- the loop ---- */

/* Waits for what comes next: a task that is done, an answer, or the next feed that is due. */
static kb_status step(fetching *f, bool *idle)
{
    kb_response *answer = NULL;
    bool taken = true;
    kb_status status = KB_OK;
    size_t busy = reading(f), waiting = kb_client_waiting(f->net.client);
    bool full = busy >= READING_MAX;
    *idle = !busy && !waiting;
    if (busy) status = take_tasks(f, full || !waiting, &taken);
    if (status != KB_OK || full || !waiting) return status;
    status = kb_client_next(f->net.client, busy ? 1 : WAIT_MS, &answer, f->err);
    while (status == KB_OK && answer) {
        status = take_answer(f, answer);
        answer = NULL;
        if (status == KB_OK && reading(f) + f->came_count < READING_MAX)
            status = kb_client_next(f->net.client, 0, &answer, f->err);
    }
    return status == KB_OK ? give_came(f) : status;
}

/* What came is held against the alerts, every now and then and at the end; what fails waits for the next time. */
static kb_status tell_alerts(fetching *f, bool end)
{
    int64_t now = now_of(f);
    kb_status status = KB_OK;
    if (!f->alerts || (!end && !f->due && now < f->told + LOOK_SECONDS)) return KB_OK;
    f->told = now;
    bool wait = end && !f->how->watch && f->how->pause(f->how->user, 0);
    if (f->news) status = kb_alerts_find(f->desk, f->how->alerts, now, f->err);
    f->news &= status != KB_OK;
    if (status == KB_OK) status = kb_alerts_send(f->alerts, now, wait, &f->due, f->err);
    return desk_failed(f, KB_STR("alerts"), status);
}

/* A step of letting go what is past its time, once an hour. What fails is tried again in an hour. */
static kb_status keep_rules(fetching *f)
{
    int64_t now = now_of(f);
    bool due = false, more = false;
    kb_status status = KB_OK;
    if (!f->keep.now) {
        if (now < f->kept + KB_KEEP_EVERY) return KB_OK;
        f->kept = now;
        status = kb_desk_keep_due(f->desk, now, &due, f->err);
        f->keep = (kb_keep_run){ .now = due ? now : 0 };
    }
    if (status == KB_OK && f->keep.now) status = kb_desk_keep_step(f->desk, &f->keep, &more, f->err);
    if (!more) f->keep = (kb_keep_run){ 0 };
    return desk_failed(f, KB_STR("keep"), status);
}

static kb_status loop(fetching *f)
{
    bool idle = false;
    kb_status status = KB_OK;
    while (status == KB_OK && f->how->pause(f->how->user, idle ? WAIT_MS : 0)) {
        status = ask_feeds(f);
        if (status == KB_OK) status = ask_pages(f);
        if (status == KB_OK) status = ask_looks(f);
        if (status == KB_OK) status = step(f, &idle);
        if (status == KB_OK) status = tell_alerts(f, false);
        if (status == KB_OK) status = keep_rules(f);
        if (idle && !f->how->watch && !f->more && !f->more_looks && !f->keep.now) break;
    }
    return status == KB_OK ? tell_alerts(f, true) : status;
}

kb_status kb_desk_fetch(kb_desk *desk, const kb_fetch *how, kb_fetched *totals, kb_err *err)
{
    kb_err own;
    fetching f = { .desk = desk, .how = how, .totals = totals, .err = err ? err : &own };
    *totals = (kb_fetched){ 0 };
    kb_status status = kb_store_hold_feeds(desk->store, f.err);
    if (status == KB_OK) status = kb_desk_ready(desk, f.err);
    if (status == KB_OK) status = kb_store_raw_tidy(desk->store, f.err);
    if (status == KB_OK) status = kb_net_start(desk, &f.net, f.err);
    if (status == KB_OK && how->watch)
        status = kb_settler_open(&desk->engine->options, kb_store_path(desk->store), &f.settler, f.err);
    if (status == KB_OK && how->alerts) status = kb_alert_sender_open(desk, how->alerts, &f.alerts, f.err);
    f.news = true; /* what was stored by others, and what was not looked at when the last one ended */
    if (status == KB_OK) status = loop(&f);
    kb_settler_close(f.settler);
    kb_alert_sender_close(f.alerts);
    kb_worker_close(f.worker);
    while (f.came_count) kb_task_free(f.came[--f.came_count]);
    kb_net_end(&f.net);
    while (f.asked) {
        kb_task_free(f.asked->task);
        forget(f.asked);
    }
    free(f.feeds.at);
    free(f.pages.at);
    free(f.looks.at);
    return status;
}
