/* desk/poll.h - what becomes of a feed's answer: its new entries are queued, and what was learned is kept, in one
 * transaction. */
#ifndef KB_DESK_POLL_H
#define KB_DESK_POLL_H

#include "desk/desk.h"
#include "fetch/client.h"
#include "store/feeds.h"

typedef struct {
    bool failed, gone, unchanged;
    size_t entries; /* new ones */
    size_t queued;  /* pages that wait now */
    bool news;      /* of a failure: the one before was another, or none */
    kb_str name;    /* of the feed, in the arena */
} kb_polled;

/* Takes the answer for feed `id` at `now`. `err` holds the words of a feed that failed (polled->failed, KB_OK). Fails:
 * KB_ERR_NOT_FOUND (it is followed no more), KB_ERR_IO, KB_ERR_BUSY, KB_ERR_MEMORY. */
kb_status kb_desk_poll(kb_desk *desk, int64_t id, const kb_response *answer, int64_t now, kb_arena *arena,
                       kb_polled *polled, kb_err *err);

/* Reads what a host answered as a feed, or (sitemap) as a sitemap, whose pages are its items. Fails: KB_ERR_FORMAT (it
 * is none), KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_desk_read_feed(const kb_response *answer, bool sitemap, kb_arena *arena, kb_feed *out, kb_err *err);

#endif
