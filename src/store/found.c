#include "store/found.h"

#include "store/among.h"
#include "store/outlets.h"

typedef struct {
    kb_arena *arena;
    kb_err *err;
    kb_found *to;
} finding;

static const char hits_sql[] =
    "SELECT rowid, 0, 0, 0, '', " KB_FOUND_RANK " FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?7";
/* What is asked of each hit is asked of indices that hold nothing else. */
static const char facts_sql[] =
    "SELECT search.rowid, coalesce(r.published, r.added), coalesce(mh.outlet, 0), coalesce(m.story, 0), r.lang,"
    " CASE WHEN ?10 THEN " KB_FOUND_RANK
    " ELSE 0.0 END FROM search CROSS JOIN revisions AS r INDEXED BY revisions_article"
    " ON r.article = search.rowid AND r.current = 1 LEFT JOIN mastheads AS mh ON mh.id = r.outlet LEFT JOIN members AS "
    "m"
    " INDEXED BY members_article ON m.article = r.article WHERE search MATCH ?1 AND search.rowid BETWEEN ?8 AND ?9 AND"
    " kabar_among(search.rowid) AND coalesce(r.published, r.added) >= ?2 AND coalesce(r.published, r.added) < ?3 AND"
    " (?4 = '' OR r.lang = ?4) AND " KB_OUTLET_FITS("r", "?5") " AND (?6 = 0 OR m.story = ?6)"
                                                               " ORDER BY search.rowid DESC LIMIT ?7";

static kb_status count_lang(finding *f, kb_str lang)
{
    kb_facet_list *langs = &f->to->langs;
    for (size_t i = 0; i < langs->count; i++)
        if (kb_str_equal(langs->at[i].value, lang)) {
            langs->at[i].count++;
            return KB_OK;
        }
    kb_facet *facet = KB_ADD(f->arena, langs, kb_facet);
    if (!facet || !kb_arena_copy(f->arena, lang, &facet->value)) return kb_arena_fail(f->arena, f->err);
    facet->label = facet->value;
    facet->count = 1;
    return KB_OK;
}

static kb_status take_hit(finding *f, sqlite3_stmt *stmt, bool facts)
{
    kb_found_hit *hit = KB_ADD(f->arena, f->to, kb_found_hit);
    if (!hit) return kb_arena_fail(f->arena, f->err);
    *hit = (kb_found_hit){ .article = sqlite3_column_int64(stmt, 0),
                           .at = sqlite3_column_int64(stmt, 1),
                           .outlet = sqlite3_column_int64(stmt, 2),
                           .story = sqlite3_column_int64(stmt, 3),
                           .rank = sqlite3_column_double(stmt, 5) };
    return facts ? count_lang(f, kb_db_str(stmt, 4)) : KB_OK;
}

kb_status kb_found_find(kb_store *store, const kb_asked *a, unsigned of, size_t most, kb_arena *arena, kb_found *out,
                        kb_err *err)
{
    finding f = { arena, err, out };
    sqlite3_stmt *stmt = NULL;
    kb_among in;
    bool any = a->since == INT64_MIN && a->until == INT64_MAX && !a->lang.len && !a->outlets.len && !a->story;
    bool facts = of & KB_FOUND_FACTS || !any;
    *out = (kb_found){ .count = 0 };
    kb_status status = kb_among_find(store, a, KB_AMONG_ARTICLES, &in, err);
    if (status == KB_OK) status = kb_db_prepare(store, facts ? facts_sql : hits_sql, &stmt, err);
    if (status == KB_OK)
        status = kb_db_bind(store, stmt, err, facts ? "siissiiiii" : "siissii", kb_buf_str(&a->match), a->since,
                            a->until, a->lang, kb_buf_str(&a->outlets), a->story, (int64_t)most + 1, in.first, in.last,
                            (int64_t)(of & KB_FOUND_RANKED));
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        out->cut = out->count == most;
        if (out->cut) break;
        status = take_hit(&f, stmt, facts);
    }
    if (stmt) sqlite3_reset(stmt);
    kb_among_forget(store);
    return status;
}
