/* store/found.h - what a search finds: the hits that came to the desk last, in one pass over the index, with what they
 * are ranked and counted by. Inside store/ alone. */
#ifndef KB_STORE_FOUND_H
#define KB_STORE_FOUND_H

#include "store/facets.h"
#include "store/query.h"

/* Columns: language, title, outlet, by-line, text. */
#define KB_FOUND_RANK "kabar_rank(search, 0.0, 6.0, 1.0, 1.0, 1.0)"

typedef struct {
    int64_t article;
    int64_t at;            /* published, else added: seconds since 1970 UTC */
    int64_t outlet, story; /* 0: none */
    double rank;           /* BM25, higher is better */
} kb_found_hit;

typedef struct {
    kb_found_hit *at; /* newest first */
    size_t count;
    bool cut;            /* there are more */
    kb_facet_list langs; /* of the hits, counted, in no order */
} kb_found;

typedef enum {
    KB_FOUND_RANKED = 1, /* else `rank` is 0 */
    KB_FOUND_FACTS = 2 /* else of a search without conditions all but article and rank is 0, and no language counted */
} kb_found_of;

/* The `most` that came last; lists live in `arena`. Fails as kb_store_search. Time: by the hits. */
kb_status kb_found_find(kb_store *store, const kb_asked *asked, unsigned of, size_t most, kb_arena *arena,
                        kb_found *out, kb_err *err);

/* Counts them by language, outlet, time and story; names live in `arena`. Time: by the hits. */
kb_status kb_found_count(kb_store *store, const kb_found *found, kb_arena *arena, kb_facets_found *out, kb_err *err);

#endif
