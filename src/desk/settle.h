/* desk/settle.h - what is disputed in each story, counted beside all other work and kept (store/disputes.h): so that
 * stories can be listed by it without being compared.
 *
 * Stories of several reports that were not compared as they are now are compared one after the other, the newest
 * first, in one thread that rests about as long as it works; of a story of more than KB_SETTLE_REPORTS reports its newest.
 * What came of them is stored now and then, several in one transaction: readers' caches go with each. */
#ifndef KB_DESK_SETTLE_H
#define KB_DESK_SETTLE_H

#include "compare/compare.h"
#include "desk/desk.h"
#include "store/disputes.h"

#define KB_SETTLE_REPORTS 64

/* Counts the rows of a comparison. */
kb_disputes kb_disputes_of(const kb_comparison *comparison);

/* Compares a story and counts. A story that cannot be compared has nothing that is disputed. Fails: KB_ERR_NOT_FOUND
 * (it is no more), KB_ERR_MEMORY, and as the store does. */
kb_status kb_settle_count(kb_desk *desk, int64_t story, kb_disputes *out, int64_t *stamp, kb_err *err);

/* Compares and stores up to `most` stories behind the place. *done: how many. The caller rests between two calls. */
kb_status kb_settle_some(kb_desk *desk, kb_unsettled_place *place, size_t most, size_t *done, kb_err *err);

/* A thread that does so until it is closed, with an engine and a connection of its own: all stories, then, when the
 * desk has changed, the newest, and now and then all. What fails is tried again later. Fails: as kb_engine_open and
 * kb_desk_open. `options` and `path` must outlive it. */
typedef struct kb_settler kb_settler;
kb_status kb_settler_open(const kb_options *options, const char *path, kb_settler **out, kb_err *err);
void kb_settler_close(kb_settler *settler); /* NULL is fine; waits for the comparison at which it is */

#endif
