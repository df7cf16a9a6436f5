/* fetch/head.h - the head of an answer, line by line as it comes (RFC 9112), and what it says of time: how long the
 * answer holds (RFC 9111), when to come again (RFC 9110 10.2.3). */
#ifndef KB_FETCH_HEAD_H
#define KB_FETCH_HEAD_H

#include "base/arena.h"

/* Values are trimmed and else byte for byte; of a field that comes twice the first, of Cache-Control all, with commas
 * between. Those with control characters in them are left out: they go back to the host, or into a desk. */
typedef struct {
    int code;  /* of the status line; 0: none came */
    bool done; /* the empty line came: what comes now are trailers, which say nothing */
    bool torn; /* it contradicts itself: two lengths, two targets */
    kb_str etag, last_modified, type, encoding, length, location, retry_after, control, expires, date, age;
} kb_head;

/* Takes the next line, with or without its end; what is kept lives in `arena`. A status line begins anew, as the one
 * behind "100 Continue" does. False when memory or the arena's limit is out. */
bool kb_head_line(kb_head *head, kb_arena *arena, kb_str line) KB_CHECK;

/* Seconds from `now` (since 1970 UTC) until the host wants to be asked again, from seconds or a date; 0 where that is
 * past; negative where nothing, or nothing clear, is said. At most KB_HEAD_SECONDS. */
#define KB_HEAD_SECONDS ((int64_t)366 * 86400)
int64_t kb_head_retry(const kb_head *head, int64_t now);

/* Seconds for which the answer still holds: max-age, else Expires less Date, both less the age that it has already; 0
 * where it does not hold (no-cache, no-store, an Expires that is no date); negative where nothing is said. At most
 * KB_HEAD_SECONDS. */
int64_t kb_head_fresh(const kb_head *head, int64_t now);

bool kb_head_no_store(const kb_head *head);

#endif
