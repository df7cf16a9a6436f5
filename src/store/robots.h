/* store/robots.h - what hosts said in robots.txt, kept between runs as long as it holds. */
#ifndef KB_STORE_ROBOTS_H
#define KB_STORE_ROBOTS_H

#include "fetch/client.h"
#include "store/store.h"

/* What was kept of an origin; false: nothing, or the desk failed. The text is in `arena`. */
bool kb_store_robots(kb_store *store, kb_str origin, kb_arena *arena, kb_robots_kept *out);

/* Keeps it; one of the same origin goes, and so do those that hold no longer at `now`. */
kb_status kb_store_keep_robots(kb_store *store, kb_str origin, const kb_robots_kept *kept, int64_t now, kb_err *err);

#endif
