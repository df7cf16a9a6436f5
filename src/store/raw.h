/* store/raw.h - pages as their hosts gave them, packed.
 *
 * What came for a page of the queue and is not read yet is kept here, so that nothing that came is asked for again,
 * whenever the process ends. Once its article is stored it goes, or, where the desk keeps raw pages, stays with the
 * revision that was read of it. All are called within a transaction but those that read. */
#ifndef KB_STORE_RAW_H
#define KB_STORE_RAW_H

#include "base/arena.h"
#include "store/store.h"

typedef struct {
    int64_t page;     /* of the queue (store/queue.h) while it waits to be read; else 0 */
    int64_t revision; /* that was read of it, of those that are kept; else 0 */
    int64_t at;       /* seconds since 1970 UTC: when it came */
    int status;       /* HTTP's */
    kb_str url;       /* at which it was in the end */
    kb_str type;      /* Content-Type with its parameters */
    kb_str etag, last_modified;
    kb_str body; /* unpacked */
} kb_raw;

/* It came for raw->page. */
kb_status kb_store_raw_came(kb_store *store, const kb_raw *raw, kb_err *err);

/* What came for the page and was not read yet, in `arena`; *found says whether there is any. */
kb_status kb_store_raw_waiting(kb_store *store, int64_t page, kb_arena *arena, kb_raw *out, bool *found, kb_err *err);

/* It was read, to the newest revision of `article` (0: of none). */
kb_status kb_store_raw_read(kb_store *store, int64_t page, int64_t article, kb_err *err);

/* It was read, to this revision: kept where raw pages are. */
kb_status kb_store_raw_keep(kb_store *store, const kb_raw *raw, int64_t revision, kb_err *err);

/* What came for pages that wait no more goes: before pages are asked for. */
kb_status kb_store_raw_tidy(kb_store *store, kb_err *err);

/* Are raw pages kept with what was read of them? */
kb_status kb_store_keeps_raw(kb_store *store, bool *keeps, kb_err *err);
kb_status kb_store_keep_raw(kb_store *store, bool keeps, kb_err *err);

/* Those that are kept and came from `since` until before `until`, in the order in which they came. */
typedef kb_status (*kb_each_raw)(void *user, const kb_raw *raw);
kb_status kb_store_raw_each(kb_store *store, int64_t since, int64_t until, kb_each_raw each, void *user, kb_err *err);

#endif
