/* store/queue.h - which entries of feeds were seen, and the pages behind them: those that wait to be read, those that
 * were stored, those that were given up. A page leaves the queue in the transaction that stores its article
 * (kb_store_begin), so that neither is lost nor done twice, whenever the process ends.
 *
 * The rows of pages that were stored stay: by `article`, `etag` and `last_modified` a page is looked at again
 * (store/look.h). */
#ifndef KB_STORE_QUEUE_H
#define KB_STORE_QUEUE_H

#include "store/store.h"

typedef enum { KB_PAGE_WAITING, KB_PAGE_STORED, KB_PAGE_LEFT } kb_page_state; /* as stored */

typedef struct {
    int64_t id, feed;
    kb_str url;    /* of the page; empty: the entry has none */
    kb_str entry;  /* the feed's words of it: a JSON Feed of one item; empty once it does not wait */
    int64_t place; /* among the entries of its feed that came with it, from 0: feeds take turns */
    bool whole;    /* the entry's words are to be taken, nothing is fetched */
    int64_t due;   /* seconds since 1970 UTC */
    int64_t tries;
    kb_str outlet, lang; /* of the feed: the user's choice; not saved */
} kb_queued;

/* Notes an entry of a feed by its id and the hash of its words. *fresh: it was not seen before; *changed: it was, with
 * other words. */
kb_status kb_store_entry(kb_store *store, int64_t feed, kb_str id, int64_t words, int64_t now, bool *fresh,
                         bool *changed, kb_err *err);

/* The feed lists an entry that was seen before: its row, and that of the page behind it (`url`; may be empty), are
 * needed on. Written once a week. */
kb_status kb_store_entry_listed(kb_store *store, int64_t feed, kb_str id, kb_str url, int64_t now, kb_err *err);

/* Entries of a feed that it has not listed since `before` go, and of pages behind such entries, or of feeds that are
 * followed no more, those of which no article is left: what comes back after that is new, unless it was forgotten. */
kb_status kb_store_queue_tidy(kb_store *store, int64_t feed, int64_t before, kb_err *err);

/* Queues a page, unless one with its address waits, was stored or given up, or an article has that address already.
 * `again`: its words changed and are to be taken again, unless what was stored of it is gone. */
kb_status kb_store_queue(kb_store *store, const kb_queued *page, bool again, int64_t now, bool *queued, kb_err *err);

/* Numbers of the pages that wait and are due at `now`, feeds taking turns. *count: room in `ids`, then how many there
 * are. */
kb_status kb_store_queue_due(kb_store *store, int64_t now, int64_t *ids, size_t *count, kb_err *err);

/* A page that waits, copied to `arena`. Fails also: KB_ERR_NOT_FOUND. */
kb_status kb_store_queued(kb_store *store, int64_t id, kb_arena *arena, kb_queued *out, kb_err *err);

/* It is stored as `article` (0: as none), with what its server said. */
typedef struct {
    int64_t article;
    bool added; /* the article is new */
    kb_str etag, last_modified;
} kb_queue_stored;
kb_status kb_store_queue_stored(kb_store *store, const kb_queued *page, const kb_queue_stored *as, int64_t now,
                                kb_err *err);

/* It failed, and is tried again at `due`; 0: it is given up. */
kb_status kb_store_queue_failed(kb_store *store, const kb_queued *page, int64_t due, kb_str error, kb_err *err);

#endif
