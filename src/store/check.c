/* What the desk holds, and whether it is sound. */
#include <inttypes.h>
#include <stdio.h>

#include "store/copies.h"
#include "store/db.h"
#include "store/outlets.h"
#include "store/schema.h"

_Static_assert(KB_PRINT_BYTES == 6, "a statement below says 6 for the bytes of a fingerprint");
_Static_assert(KB_DOC_LIVE == 4, "statements below say 4 for a live blog");

kb_status kb_store_count(kb_store *store, kb_store_counts *out, kb_err *err)
{
    int64_t pages = 0, page_size = 0;
    const struct {
        const char *sql;
        int64_t *to;
    } asked[] = {
        { "PRAGMA user_version", &out->version },
        { "SELECT articles FROM live", &out->articles },
        { "SELECT count(*) FROM revisions INDEXED BY revisions_live WHERE current = 1 AND kind = 4", &out->live },
        { "SELECT revisions FROM live", &out->revisions },
        { "SELECT stories FROM live", &out->stories },
        { "SELECT shared FROM live", &out->shared_stories },
        { "SELECT count(DISTINCT o.counted) FROM mastheads AS m JOIN outlets AS o ON o.id = m.outlet", &out->outlets },
        { "SELECT statements FROM live", &out->statements },
        { "SELECT figures FROM live", &out->figures },
        { "PRAGMA page_count", &pages },
        { "PRAGMA page_size", &page_size },
        { "SELECT min(published) FROM revisions WHERE current = 1", &out->first },
        { "SELECT max(published) FROM revisions WHERE current = 1", &out->last },
    };
    *out = (kb_store_counts){ 0 };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        kb_status status = kb_db_number(store, err, 0, asked[i].to, asked[i].sql, "");
        if (status != KB_OK) return status;
    }
    out->bytes = pages * page_size;
    return KB_OK;
}

/* ---- check ---- */

#define FAULTS_TOLD_MAX 100 /* of one kind: a file that is damaged all over is told in a hundred lines */

typedef struct {
    kb_store *store;
    void (*problem)(void *user, const char *text);
    void *user;
    size_t count, told;
} faults;

static void tell(faults *f, const char *what, kb_str detail)
{
    kb_err line = { 0 };
    f->count++;
    if (f->told++ >= FAULTS_TOLD_MAX) return;
    kb_fail(&line, KB_ERR_FORMAT, "%s: %.*s", what, KB_STR_ARGS(detail));
    f->problem(f->user, line.text);
}

/* Each row of `sql` is a fault, its first column says which. A statement that fails on a damaged file is a fault too.
 */
static kb_status tell_rows(faults *f, const char *what, const char *literal, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_err why = { 0 };
    kb_status status = kb_db_prepare(f->store, literal, &stmt, &why);
    f->told = 0;
    while (status == KB_OK && kb_db_row(f->store, stmt, &status, &why)) {
        kb_str detail = kb_db_str(stmt, 0);
        if (!kb_str_is(detail, "ok")) tell(f, what, detail);
    }
    if (status == KB_OK) return KB_OK;
    if (status != KB_ERR_FORMAT) return kb_fail(err, status, "%s", why.text);
    tell(f, what, kb_str_of(why.text));
    return KB_OK;
}

static kb_status check_full_text(faults *f, kb_err *err)
{
    kb_err why = { 0 };
    f->told = 0;
    int result =
        sqlite3_exec(f->store->db, "INSERT INTO search(search, rank) VALUES('integrity-check', 1)", NULL, NULL, NULL);
    if (result == SQLITE_OK) return KB_OK;
    if ((result & 0xFF) != SQLITE_CORRUPT && (result & 0xFF) != SQLITE_ERROR) return kb_db_fail(f->store, result, err);
    (void)kb_db_fail(f->store, result, &why);
    tell(f, "full-text index", KB_STR("does not agree with the texts"));
    return KB_OK;
}

static kb_status check_texts(faults *f, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_err why = { 0 };
    kb_status status =
        kb_db_prepare(f->store, "SELECT article, number, title, text, text_hash FROM revisions", &stmt, &why);
    f->told = 0;
    while (status == KB_OK && kb_db_row(f->store, stmt, &status, &why)) {
        char where[96];
        if (kb_text_hash(kb_db_str(stmt, 2), kb_db_str(stmt, 3)) == sqlite3_column_int64(stmt, 4)) continue;
        (void)snprintf(where, sizeof where,
                       "article %" PRId64 ", revision %" PRId64 ": is not the text that was stored",
                       (int64_t)sqlite3_column_int64(stmt, 0), (int64_t)sqlite3_column_int64(stmt, 1));
        tell(f, "texts", kb_str_of(where));
    }
    if (status == KB_OK) return KB_OK;
    if (status != KB_ERR_FORMAT) return kb_fail(err, status, "%s", why.text);
    tell(f, "texts", kb_str_of(why.text));
    return KB_OK;
}

kb_status kb_store_check(kb_store *store, void (*problem)(void *user, const char *text), void *user, size_t *count,
                         kb_err *err)
{
    static const struct {
        const char *what, *sql;
    } rows[] = {
        { "file", "PRAGMA integrity_check" },
        { "references",
          "SELECT 'row ' || coalesce(rowid, '?') || ' of ' || \"table\" || ' points to no row of ' || parent"
          " FROM pragma_foreign_key_check" },
        { "articles", "SELECT 'article ' || a.id || ' has no text' FROM articles AS a"
                      " WHERE NOT EXISTS (SELECT 1 FROM revisions AS r WHERE r.article = a.id AND r.current = 1)" },
        { "counts", "SELECT 'of articles, revisions or stories are not what there is' FROM live AS l WHERE l.articles <>"
                    " (SELECT count(*) FROM articles) OR l.revisions <> (SELECT count(*) FROM revisions) OR l.stories <>"
                    " (SELECT count(*) FROM stories) OR l.shared <> (SELECT count(*) FROM stories WHERE reports > 1)" },
        { "counts", "SELECT 'of articles in ' || lang || ' are not what there is' FROM (SELECT lang, articles FROM"
                    " languages WHERE articles <> 0 UNION ALL SELECT lang, -count(*) FROM revisions WHERE current = 1"
                    " GROUP BY lang) GROUP BY lang HAVING sum(articles) <> 0" },
        { "stories", "SELECT 'article ' || a.id || ' is in no story' FROM articles AS a"
                     " WHERE NOT EXISTS (SELECT 1 FROM members AS m WHERE m.article = a.id)"
                     " AND EXISTS (SELECT 1 FROM revisions AS r WHERE r.article = a.id AND r.current = 1"
                     " AND r.kind <> 4)" }, /* KB_DOC_LIVE */
        { "stories", "SELECT 'story ' || s.id || ' counts ' || s.reports || ' reports and has ' || count(m.article)"
                     " FROM stories AS s LEFT JOIN members AS m ON m.story = s.id GROUP BY s.id HAVING s.reports <> "
                     "count(m.article)" },
        { "copies", "SELECT 'article ' || article || ' is its own source' FROM copies WHERE source = article" },
        { "copies", "SELECT 'article ' || article || ' has ' || max(words) || ' words, but ' || max(own) || ' own and '"
                    " || sum(taken) || ' of its sources' FROM copies GROUP BY article"
                    " HAVING sum(taken) + max(own) <> max(words) OR min(own) <> max(own) OR min(words) <> max(words)" },
        { "copies", "SELECT 'article ' || r.article || ' was not looked at' FROM revisions AS r WHERE r.current = 1"
                    " AND r.kind < 4 AND r.article <= (SELECT traced FROM live)"
                    " AND NOT EXISTS (SELECT 1 FROM printed AS p WHERE p.article = r.article)" },
        { "copies",
          "SELECT 'there are ' || p.n || ' fingerprints of ' || q.n FROM (SELECT count(*) AS n FROM prints) AS"
          " p, (SELECT coalesce(sum(length(prints)), 0) / 6 AS n FROM printed) AS q WHERE p.n <> q.n" },
        { "outlets", "SELECT 'masthead ' || m.id || ' (' || m.name || ') is of no outlet' FROM mastheads AS m"
                     " WHERE m.outlet IS NULL" },
        { "outlets",
          "SELECT 'outlet ' || id || ' (' || name || ') has nothing, and nobody said anything about it' FROM"
          " outlets WHERE edited = 0 AND NOT EXISTS (SELECT 1 FROM mastheads AS m WHERE m.outlet = outlets.id)" },
        { "outlets",
          "SELECT 'outlet ' || o.id || ' (' || o.name || ') counts as another that is no mirror of its owner'"
          " FROM outlets AS o LEFT JOIN outlets AS c ON c.id = o.counted WHERE o.counted IS NULL OR"
          " (o.counted <> o.id AND NOT (o.mirror = 1 AND c.mirror = 1 AND " KB_OWNER_KEY("o") " = " KB_OWNER_KEY(
              "c") "))" },
        { "outlets",
          "SELECT 'masthead ' || m.id || ' (' || m.name || ') is an alias of an outlet and of another one' FROM"
          " mastheads AS m JOIN outlet_aliases AS a ON a.key = nullif(kabar_key(m.name), '') JOIN outlets AS o"
          " ON o.id = m.outlet WHERE a.outlet <> m.outlet AND NOT (o.edited = 1 AND o.name = m.name)" },
    };
    faults f = { store, problem, user, 0, 0 };
    kb_status status = KB_OK;
    for (size_t i = 0; i < sizeof rows / sizeof *rows && status == KB_OK; i++)
        status = tell_rows(&f, rows[i].what, rows[i].sql, err);
    if (status == KB_OK) status = check_texts(&f, err);
    if (status == KB_OK) status = check_full_text(&f, err);
    *count = f.count;
    return status;
}
