/* desk/worker.h - a thread that reads what was fetched, while another asks and stores: bytes to a document with its
 * claims and its sketch. It has an engine of its own, opened with its first task. */
#ifndef KB_DESK_WORKER_H
#define KB_DESK_WORKER_H

#include "desk/engine.h"
#include "fetch/client.h"
#include "store/look.h"
#include "story/revision.h"
#include "story/sketch.h"

/* A page of the queue on its way. */
typedef struct kb_task {
    struct kb_task *next;
    kb_arena *arena; /* of the page's words and of the sketch */
    kb_queued page;
    kb_response *answer; /* the page as it came; NULL: the entry's words are taken. Once it was read, of a second look
                          * that is news alone */
    int64_t now;         /* seconds since 1970 UTC: it was not published later */
    kb_look look;        /* look.page 0: no second look, but the page of a new entry */
    kb_document *before; /* of a second look: the article as it is stored; the task's */

    /* what the worker made */
    kb_str etag, last_modified; /* of the answer, */
    int64_t fresh;              /* and for how long it holds; negative: not said */
    kb_document *doc;           /* NULL: see status */
    bool of_page;               /* it is the page's, not the entry's words */
    kb_sketch sketch;           /* none where a second look found the same, or no article */
    kb_revision revision;       /* of a second look: what it is to `before`, */
    int64_t words;              /* and the hash of its words */
    kb_status status;
    kb_err err;
} kb_task;

void kb_task_free(kb_task *task); /* NULL is fine */

typedef struct kb_worker kb_worker;

/* Fails: KB_ERR_MEMORY, KB_ERR_IO (no thread). The options' strings must outlive it. */
kb_status kb_worker_open(const kb_options *options, kb_worker **out, kb_err *err);
void kb_worker_close(kb_worker *worker); /* with all of its tasks, done or not; NULL is fine */

void kb_worker_give(kb_worker *worker, kb_task *task); /* it is the worker's until it is taken back */

/* A task that is done, in the order in which they were given; where none is, the next one (`wait`), or NULL. */
kb_task *kb_worker_take(kb_worker *worker, bool wait);

size_t kb_worker_count(kb_worker *worker); /* tasks that were given and not taken back */

#endif
