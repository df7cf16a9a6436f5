/* store/outlets.h - outlets: a table that the user edits.
 *
 * What an article calls its outlet (where it states none, the host of its URL) is its masthead, and stays as it came.
 * Which outlet a masthead is of says this table; so an edit holds at once for all articles, those that are stored and
 * those to come, and nothing is grouped or indexed anew. A masthead is of
 *
 *     1. the edited outlet of just that name;
 *     2. else the outlet that has it as an alias: case, accents and punctuation do not count;
 *     3. else the outlet that has it, or a domain above it, as a host (the longest that fits);
 *     4. else an outlet of its own name, which is made when the first article comes and goes with the last.
 *
 * Mirrors: outlets of one owner of which the user says so count as one wherever outlets are counted, and their reports
 * are one witness (story/outlet.h). All that writes wants a transaction, with kb_store_outlets_settle before its end.
 */
#ifndef KB_STORE_OUTLETS_H
#define KB_STORE_OUTLETS_H

#include "show/outlets.h"
#include "store/store.h"

/* From the revision r: mh its masthead, o its outlet, oc the one that stands for it where outlets are counted. */
#define KB_OUTLET_TABLES                                                                                          \
    " LEFT JOIN mastheads AS mh ON mh.id = r.outlet LEFT JOIN outlets AS o ON o.id = mh.outlet LEFT JOIN outlets" \
    " AS oc ON oc.id = o.counted"

/* The name of the latter, of a mirror alone. */
#define KB_OUTLET_COUNTED "iif(o.mirror = 1, coalesce(oc.name, ''), '')"

/* By which the owners of two outlets are the same one. */
#define KB_OWNER_KEY(o) "coalesce(nullif(kabar_key(" o ".owner), ''), " o ".owner)"

/* Does the revision r fit the condition on outlets (kb_asked.outlets: ids as a JSON list; empty: none)? */
#define KB_OUTLET_FITS(r, parameter)                                                                                \
    "(" parameter " = '' OR " r ".outlet IN (SELECT x.id FROM json_each(" parameter ") AS j JOIN mastheads AS x ON" \
    " x.outlet = j.value))"

/* ---- mastheads ---- */

/* The row of a masthead, made where it is new; 0 of an empty one. Within a transaction. */
kb_status kb_store_masthead(kb_store *store, kb_str masthead, int64_t *id, kb_err *err);

/* ---- the table ---- */

/* The outlet of this name, else the one that a masthead of this name is of, else the only one whose name differs in
 * case, accents and punctuation alone; *id is 0 where there is none. */
kb_status kb_store_outlet_named(kb_store *store, kb_str name, int64_t *id, kb_err *err); /* of just this name */
kb_status kb_store_outlet_find(kb_store *store, kb_str name, int64_t *id, kb_err *err);

/* One outlet; views are copied to `arena`. Fails also: KB_ERR_NOT_FOUND. */
kb_status kb_store_outlet(kb_store *store, int64_t id, kb_arena *arena, kb_outlet_row *out, kb_err *err);

/* All ids, by name; *out lives in `arena`. */
typedef struct {
    int64_t *at;
    size_t count;
} kb_outlet_ids;
kb_status kb_store_outlet_ids(kb_store *store, kb_arena *arena, kb_outlet_ids *out, kb_err *err);

/* Names of outlets a word of which begins so, as names are compared (case and accents do not matter): those that begin
 * so themselves first, then by name; at most `limit`. Of what has no letter the first of all. */
kb_status kb_store_outlet_names(kb_store *store, kb_str begins, size_t limit, kb_arena *arena, kb_strs *out,
                                kb_err *err);

kb_status kb_store_outlet_add(kb_store *store, kb_str name, int64_t *id, kb_err *err);

/* Saves name, owner, mirror, country, language and note, and that it was edited. Where the name is another, the one
 * before becomes an alias, or (of a host) a host: articles state it. Fails also: KB_ERR_FORMAT (another outlet has the
 * name). */
kb_status kb_store_outlet_save(kb_store *store, const kb_outlet_row *row, kb_err *err);

/* Adds an alias or a host (kb_outlet_host). Fails also: KB_ERR_FORMAT (it has no letter; it is another outlet's, who is
 * named). An outlet of that name of which nobody said anything becomes part of this one. */
kb_status kb_store_outlet_alias(kb_store *store, int64_t id, kb_str alias, kb_err *err);
kb_status kb_store_outlet_host(kb_store *store, int64_t id, kb_str host, kb_err *err);

/* Fails: KB_ERR_FORMAT (just its name is another outlet's alias, too: of a table that says so). */
kb_status kb_store_outlet_own_name(kb_store *store, int64_t id, kb_err *err);

/* Takes an alias or a host of the outlet back. Fails also: KB_ERR_NOT_FOUND. */
kb_status kb_store_outlet_drop_alias(kb_store *store, int64_t id, kb_str alias, kb_err *err);
kb_status kb_store_outlet_drop_host(kb_store *store, int64_t id, kb_str host, kb_err *err);
kb_status kb_store_outlet_drop_all(kb_store *store, int64_t id, bool aliases, bool hosts, kb_err *err);

/* Makes outlet `from` a part of `into`: its names are aliases, its hosts are hosts; where nothing was said about `into`
 * what was said about `from` holds. */
kb_status kb_store_outlet_merge(kb_store *store, int64_t into, int64_t from, kb_err *err);

/* Takes back all that was said about an outlet. */
kb_status kb_store_outlet_clear(kb_store *store, int64_t id, kb_err *err);

/* Finds for all mastheads whose they are and for all outlets as what they count. Outlets of which nobody said anything
 * and that have no masthead go. Time: linear in mastheads and outlets. */
kb_status kb_store_outlets_settle(kb_store *store, kb_err *err);

/* A host as it is kept: of "https://www.Suara.example/rss" suara.example. False where it is none. */
bool kb_outlet_host(kb_str given, kb_arena *arena, kb_str *out);

/* ---- counts ---- */

/* By id, of all outlets. Time: linear in the desk, over narrow indices. */
typedef struct {
    kb_outlet_has *at; /* zeroed for an id that is none */
    size_t count;
} kb_outlet_counts;
kb_status kb_store_outlet_counts(kb_store *store, kb_arena *arena, kb_outlet_counts *out, kb_err *err);

#endif
