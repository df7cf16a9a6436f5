/* store/look.h - second looks: which pages of followed feeds that became articles are to be asked for again, when, and
 * which articles' pages are withdrawn. A page has a row while looks at it are to come (fetch/schedule.h says when).
 * Each function that writes wants a transaction or is one statement. */
#ifndef KB_STORE_LOOK_H
#define KB_STORE_LOOK_H

#include "store/queue.h"

typedef struct {
    int64_t page; /* of the queue; 0: no look */
    int64_t article;
    int64_t due;                /* seconds since 1970 UTC */
    int64_t wait;               /* seconds, as it was last */
    int64_t count;              /* looks so far */
    int64_t missing;            /* since when its host says that it is not there (404); 0: it is */
    int64_t doubt;              /* hash of words that were seen once and not believed; 0: none */
    kb_str etag, last_modified; /* byte for byte */
} kb_look;

/* A page that was stored is to be looked at, if its feed's pages are and its article is in a story. */
kb_status kb_store_look_begin(kb_store *store, const kb_queued *page, int64_t article, int64_t due, int64_t wait,
                              kb_err *err);

/* Pages that are due at `now`, the longest due one of each followed feed, with the numbers of these feeds. *count: room
 * in both lists, then how many there are. Time: as many as there are feeds. */
kb_status kb_store_looks_due(kb_store *store, int64_t now, int64_t *pages, int64_t *feeds, size_t *count, kb_err *err);

/* A page that is to be looked at, its strings copied to `arena`. *lives: its article's story has a report of the time
 * in which stories live (KB_WINDOW), seen from `now`. Fails also: KB_ERR_NOT_FOUND. */
kb_status kb_store_look(kb_store *store, int64_t page, int64_t now, kb_arena *arena, kb_queued *out, kb_look *look,
                        bool *lives, kb_err *err);

kb_status kb_store_look_save(kb_store *store, const kb_look *look, int64_t now, kb_err *err);
kb_status kb_store_look_end(kb_store *store, int64_t page, kb_err *err);

/* The article's page is withdrawn since `at`; 0: it is there (again). Nothing else of it changes. *changed: it was not
 * so before. */
kb_status kb_store_withdraw(kb_store *store, int64_t article, int64_t at, bool *changed, kb_err *err);

#endif
