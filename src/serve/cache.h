/* serve/cache.h - answers that were made, kept as long as the desk has not changed, and not above a minute, for what grows
 * and what is new hangs on the clock too; the one that was not asked for
 * longest goes first. For several threads. */
#ifndef KB_SERVE_CACHE_H
#define KB_SERVE_CACHE_H

#include "serve/request.h"

#define KB_CACHE_SECONDS 60

typedef struct kb_cache kb_cache;

/* All that an answer hangs on. NULL is another value than "". */
typedef struct {
    const char *path, *query, *ui, *theme, *who;
    bool packed; /* the answer goes packed, and is kept so */
} kb_cache_key;

kb_cache *kb_cache_new(size_t bytes); /* of about so many; NULL when memory is out */
void kb_cache_free(kb_cache *cache);  /* NULL is fine */

/* The answer as it was made when the desk was of this generation, not long before `now` (seconds), copied into `reply`; false where there is none. */
bool kb_cache_find(kb_cache *cache, const kb_cache_key *key, uint64_t generation, int64_t now, kb_reply *reply);

/* Gives a reply without an ETag one, of its bytes; and keeps it, where it is a plain answer (200, no cookie, no stream). */
void kb_cache_add(kb_cache *cache, const kb_cache_key *key, uint64_t generation, int64_t now, kb_reply *reply);

#endif
