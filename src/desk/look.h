/* desk/look.h - what becomes of a second look at an article's page (store/look.h): nothing, a revision by the one way
 * of all articles, or the mark that it is withdrawn. Each in one transaction with when it is looked at next. */
#ifndef KB_DESK_LOOK_H
#define KB_DESK_LOOK_H

#include "desk/desk.h"
#include "desk/worker.h"

/* A page that was stored now as `article` is to be looked at again; within a transaction. `doc` is what was read. */
kb_status kb_desk_look_begin(kb_desk *desk, const kb_task *task, int64_t article, kb_err *err);

/* The host answered with no words: not changed, not there (404, 410), anything else. *withdrawn: the article was
 * marked with it. */
kb_status kb_desk_look_answered(kb_desk *desk, const kb_look *look, const kb_response *answer, int64_t now,
                                bool *withdrawn, kb_err *err);

/* The page was read (kb_task.revision says what it is to the article). *revised: it is a revision. */
kb_status kb_desk_look_read(kb_desk *desk, const kb_task *task, bool *revised, kb_err *err);

#endif
