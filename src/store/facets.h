/* store/facets.h - what a search finds, counted: by language, outlet, time and story. */
#ifndef KB_STORE_FACETS_H
#define KB_STORE_FACETS_H

#include "show/facets.h"
#include "store/store.h"

/* Counts at most KB_FACETS_HITS hits, those that came to the desk last; lists live in `arena`. Fails as
 * kb_store_search. Time: by the hits that are counted. */
kb_status kb_store_facets(kb_store *store, const kb_query *query, kb_arena *arena, kb_facets_found *out, kb_err *err);

/* Both in one pass: a search, whose hits are told once they are counted. */
kb_status kb_store_search_counted(kb_store *store, const kb_query *query, kb_arena *arena, kb_facets_found *out,
                                  kb_each_hit each, void *user, kb_err *err);

#endif
