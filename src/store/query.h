/* store/query.h - what a person types to search, as an expression of FTS5's query language, in which every word is
 * quoted: nothing that is typed is ever read as syntax. Grammar:
 *
 *     query  = clause+                       all must hold; "OR" between two clauses: either
 *     clause = ["-"] [field ":"] what        "-": must not hold
 *     what   = word | word"*" | '"' words '"'
 *     field  = title | text | outlet | by    other words before ":" are words
 */
#ifndef KB_STORE_QUERY_H
#define KB_STORE_QUERY_H

#include "store/db.h"

/* Writes the expression of `query`. Fails: KB_ERR_FORMAT (says what cannot be understood and at which character),
 * KB_ERR_MEMORY. */
kb_status kb_query_make(kb_store *store, kb_str query, kb_buf *out, kb_err *err);

/* What a kb_query asks, ready to be bound. */
typedef struct {
    kb_buf match;         /* the expression; empty where nothing is searched. The caller's, also on failure */
    int64_t since, until; /* half-open */
    kb_str lang;          /* empty: all */
    kb_buf outlets;       /* ids as a JSON list, for KB_OUTLET_FITS; empty: all. The caller's too */
    int64_t story; /* 0: any */
    int64_t limit; /* with those that are skipped */
    int64_t skip;
} kb_asked;

/* Fails also: KB_ERR_FORMAT (a bound is no day), KB_ERR_NOT_FOUND (no such outlet). */
kb_status kb_query_ask(kb_store *store, const kb_query *query, kb_asked *out, kb_err *err);

void kb_asked_clear(kb_asked *asked); /* zeroed is fine */

/* The same of revisions behind row `after` alone: its cost does not grow with the desk. */
kb_status kb_query_ask_new(kb_store *store, const kb_query *query, int64_t after, kb_asked *out, kb_err *err);

#endif
