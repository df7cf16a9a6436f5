#include "desk/worker.h"

#include <stdlib.h>

#include "base/parallel.h"
#include "desk/desk.h"
#include "read/encoding.h"
#include "read/feed_items.h"
#include "read/reading.h"

/* ---- reading ---- */

typedef struct {
    kb_document *doc;
    kb_err problem; /* the first that was told */
} found;

static kb_status take_document(void *user, kb_document *doc)
{
    found *f = user;
    if (f->doc)
        kb_document_free(doc); /* a page is one document */
    else
        f->doc = doc;
    return KB_OK;
}

static void take_problem(void *user, kb_status status, const char *text)
{
    found *f = user;
    if (f->problem.status == KB_OK) (void)kb_fail(&f->problem, status, "%s", text);
}

static kb_read_tools tools_of(const kb_engine *engine, const kb_task *task)
{
    return (kb_read_tools){ .text = engine->text,
                            .langs = engine->langs,
                            .lang = task->page.lang,
                            .max_bytes = engine->options.max_bytes,
                            .apart = true };
}

static kb_status read_page(const kb_engine *engine, kb_task *task, found *out, kb_err *err)
{
    const kb_read_tools tools = tools_of(engine, task);
    const kb_reader reader = { take_document, take_problem, out, NULL };
    const kb_response *answer = task->answer;
    size_t count = 0;
    const kb_reading reading = { .tools = &tools,
                                 .reader = &reader,
                                 .file = answer->final,
                                 .bytes = answer->body,
                                 .url = answer->final,
                                 .type = answer->type,
                                 .charset = kb_encoding_parameter(answer->type),
                                 .fetched = task->now };
    return kb_reading_run(&reading, &count, err);
}

static kb_status read_entry(const kb_engine *engine, kb_task *task, found *out, kb_err *err)
{
    const kb_read_tools tools = tools_of(engine, task);
    const kb_reader reader = { take_document, take_problem, out, NULL };
    kb_str name = task->page.url.len ? task->page.url : KB_STR("feed");
    kb_err why = { 0 };
    size_t count = 0;
    const kb_reading reading = {
        .tools = &tools, .reader = &reader, .file = name, .bytes = task->page.entry, .fetched = task->now
    };
    if (task->page.entry.len == 0) return KB_OK;
    kb_status status = kb_feed_items_read(&reading, &count, &why);
    if (kb_reading_ends(status)) return kb_fail(err, status, "%s", why.text);
    return KB_OK; /* what is wrong with an entry is no reason: its page may be right */
}

/* ---- choosing ---- */

static kb_status keep(kb_document *doc, kb_str words, kb_str from, kb_str *field, kb_str *field_from, kb_err *err)
{
    if (words.len == 0) return KB_OK;
    *field_from = from;
    return kb_arena_copy(doc->arena, words, field) ? KB_OK : kb_arena_fail(doc->arena, err);
}

/* What the page does not state the feed does. */
static kb_status fill(kb_document *doc, const kb_document *entry, kb_err *err)
{
    const kb_str from = KB_STR("feed");
    kb_status status = KB_OK;
    if (doc->title.len == 0) status = keep(doc, entry->title, from, &doc->title, &doc->title_from, err);
    for (size_t i = 0; doc->byline.count == 0 && i < entry->byline.count && status == KB_OK; i++)
        status = kb_document_list(doc, &doc->byline, entry->byline.at[i], err);
    if (doc->published.precision == KB_TIME_NONE && entry->published.precision != KB_TIME_NONE) {
        doc->published = entry->published;
        doc->published_from = from;
    }
    return status;
}

/* The entry's words in place of a page that is none, is not there, or has fewer of them. */
static bool takes_entry(const kb_document *page, const kb_document *entry)
{
    if (!page || !entry) return !page;
    if (entry->kind == KB_DOC_TITLE || !kb_desk_stores(entry)) return false;
    if (!kb_desk_stores(page)) return true;
    bool thin = page->kind == KB_DOC_TITLE || page->kind == KB_DOC_SHORT;
    return thin && entry->text.len > page->text.len;
}

static kb_status choose(kb_task *task, found *page, found *entry, kb_err *err)
{
    kb_status status = KB_OK;
    found *taken = takes_entry(page->doc, entry->doc) ? entry : page;
    if (taken == page && entry->doc) status = fill(page->doc, entry->doc, err);
    task->doc = taken->doc;
    task->of_page = taken == page && task->doc;
    taken->doc = NULL;
    if (status == KB_OK && task->doc && task->page.outlet.len)
        status = keep(task->doc, task->page.outlet, KB_STR("option"), &task->doc->outlet, &task->doc->outlet_from, err);
    return status;
}

/* Is there something to store? In place of a page that did not come (why stands in `err`) a title is not enough. */
static kb_status look(kb_task *task, const found *page, kb_err *err)
{
    bool instead = !task->page.whole && !task->answer;
    if (task->doc && !(instead && task->doc->kind == KB_DOC_TITLE)) return KB_OK;
    if (instead && err->status != KB_OK) return err->status;
    const char *words = page->problem.status == KB_OK ? "no words in it" : page->problem.text;
    return kb_fail(err, KB_ERR_FORMAT, "%s", words);
}

/* What a second look found. What the page did not state before it does not state now. */
static kb_status judge(kb_task *task, kb_err *err)
{
    task->revision = KB_REVISION_NONE;
    if (!task->doc) return KB_OK;
    kb_status status = fill(task->doc, task->before, err);
    if (status != KB_OK) return status;
    return kb_revision_judge(task->before, task->doc, task->arena, &task->revision, &task->words, err);
}

static bool is_news(const kb_task *task)
{
    return !task->before || task->revision == KB_REVISION_CHANGED || task->revision == KB_REVISION_DOUBTFUL;
}

/* What of an answer outlives it. */
static kb_status keep_state(kb_task *task, kb_err *err)
{
    task->fresh = task->answer->fresh;
    bool kept = kb_arena_copy(task->arena, task->answer->etag, &task->etag) &&
                kb_arena_copy(task->arena, task->answer->last_modified, &task->last_modified);
    return kept ? KB_OK : kb_arena_fail(task->arena, err);
}

static void run(kb_engine *engine, kb_task *task)
{
    found page = { 0 }, entry = { 0 };
    kb_err *err = &task->err;
    kb_status status = task->answer ? read_page(engine, task, &page, err) : KB_OK;
    if (status == KB_OK) status = read_entry(engine, task, &entry, err);
    if (status == KB_OK) status = choose(task, &page, &entry, err);
    if (status == KB_OK) status = look(task, &page, err);
    if (status == KB_OK && task->before) status = judge(task, err);
    if (status == KB_OK && task->answer) status = keep_state(task, err);
    bool revision = status == KB_OK && task->before && is_news(task);
    if (!revision) kb_response_free(task->answer); /* what it held is in the document, and of new pages on the desk */
    if (!revision) task->answer = NULL;
    if (status == KB_OK && is_news(task) && kb_desk_stores(task->doc))
        status = kb_desk_prepare(engine, task->doc, task->arena, &task->sketch, err);
    kb_document_free(page.doc);
    kb_document_free(entry.doc);
    task->status = status;
}

void kb_task_free(kb_task *task)
{
    if (!task) return;
    kb_response_free(task->answer);
    kb_document_free(task->doc);
    kb_document_free(task->before);
    kb_arena_free(task->arena);
    free(task);
}

/* ---- the thread ---- */

typedef struct {
    kb_task *first, **last;
} tasks;

struct kb_worker {
    kb_options options;
    kb_engine *engine; /* the thread's own */
    kb_thread *thread;
    kb_lock *lock; /* of all below */
    tasks waiting, done;
    size_t count;
    bool ends;
};

static void put(tasks *list, kb_task *task)
{
    task->next = NULL;
    *list->last = task;
    list->last = &task->next;
}

static kb_task *take(tasks *list)
{
    kb_task *task = list->first;
    if (!task) return NULL;
    list->first = task->next;
    if (!list->first) list->last = &list->first;
    return task;
}

static kb_task *next_task(kb_worker *worker)
{
    kb_lock_take(worker->lock);
    while (!worker->ends && !worker->waiting.first) kb_lock_wait(worker->lock);
    kb_task *task = worker->ends ? NULL : take(&worker->waiting);
    kb_lock_release(worker->lock);
    return task;
}

static void work(void *user)
{
    kb_worker *worker = user;
    kb_task *task;
    while ((task = next_task(worker))) {
        task->status = worker->engine ? KB_OK : kb_engine_open(&worker->options, &worker->engine, &task->err);
        if (task->status == KB_OK) run(worker->engine, task);
        kb_lock_take(worker->lock);
        put(&worker->done, task);
        kb_lock_wake(worker->lock);
        kb_lock_release(worker->lock);
    }
}

kb_status kb_worker_open(const kb_options *options, kb_worker **out, kb_err *err)
{
    kb_worker *worker = calloc(1, sizeof *worker);
    *out = NULL;
    if (worker) worker->lock = kb_lock_new();
    if (!worker || !worker->lock) {
        free(worker);
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    worker->options = *options;
    worker->waiting.last = &worker->waiting.first;
    worker->done.last = &worker->done.first;
    worker->thread = kb_thread_begin(work, worker);
    if (!worker->thread) {
        kb_worker_close(worker);
        return kb_fail(err, KB_ERR_IO, "no thread can be started");
    }
    *out = worker;
    return KB_OK;
}

void kb_worker_close(kb_worker *worker)
{
    if (!worker) return;
    kb_lock_take(worker->lock);
    worker->ends = true;
    kb_lock_wake(worker->lock);
    kb_lock_release(worker->lock);
    kb_thread_end(worker->thread);
    for (kb_task *task; (task = take(&worker->waiting));) kb_task_free(task);
    for (kb_task *task; (task = take(&worker->done));) kb_task_free(task);
    kb_engine_close(worker->engine); /* documents looked at its languages */
    kb_lock_free(worker->lock);
    free(worker);
}

void kb_worker_give(kb_worker *worker, kb_task *task)
{
    kb_lock_take(worker->lock);
    put(&worker->waiting, task);
    worker->count++;
    kb_lock_wake(worker->lock);
    kb_lock_release(worker->lock);
}

kb_task *kb_worker_take(kb_worker *worker, bool wait)
{
    kb_lock_take(worker->lock);
    while (wait && worker->count && !worker->done.first) kb_lock_wait(worker->lock);
    kb_task *task = take(&worker->done);
    worker->count -= task != NULL;
    kb_lock_release(worker->lock);
    return task;
}

size_t kb_worker_count(kb_worker *worker)
{
    kb_lock_take(worker->lock);
    size_t count = worker->count;
    kb_lock_release(worker->lock);
    return count;
}
