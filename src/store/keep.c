#include "store/keep.h"

#include "store/db.h"
#include "store/outlets.h"

#define MERGE_PAGES "500" /* of the index, in one transaction */
#define VACUUM_PAGES "2000"
#define REMOVED_SHARE 10 /* the index is made one when of so many articles one went */

/* ---- the rules ---- */

kb_status kb_store_keeping(kb_store *store, kb_keeping *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (kb_keeping){ 0 };
    kb_status status =
        kb_db_prepare(store, "SELECT days, bytes, raw, raw_days, ran FROM keeping WHERE id = 1", &stmt, err);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err))
        *out = (kb_keeping){ sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
                             sqlite3_column_int64(stmt, 2) != 0, sqlite3_column_int64(stmt, 3),
                             sqlite3_column_int64(stmt, 4) };
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_set_keeping(kb_store *store, const kb_keeping *k, kb_err *err)
{
    return KB_DB_DO(store, err, "UPDATE keeping SET days = ?1, bytes = ?2, raw = ?3, raw_days = ?4, ran = ?5", "iiiii",
                    k->days, k->bytes, (int64_t)k->raw, k->raw_days, k->ran);
}

kb_status kb_store_keep_part(kb_store *store, kb_str kind, kb_str name, int64_t days, kb_err *err)
{
    if (days < 0)
        return KB_DB_DO(store, err, "DELETE FROM keeping_parts WHERE kind = ?1 AND name = ?2", "ss", kind, name);
    return KB_DB_DO(store, err, "INSERT OR REPLACE INTO keeping_parts(kind, name, days) VALUES(?1, ?2, ?3)", "ssi",
                    kind, name, days);
}

kb_status kb_store_keep_parts(kb_store *store, kb_each_part each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status =
        kb_db_prepare(store, "SELECT kind, name, days FROM keeping_parts ORDER BY kind DESC, name", &stmt, err);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err))
        status = each(user, kb_db_str(stmt, 0), kb_db_str(stmt, 1), sqlite3_column_int64(stmt, 2));
    if (stmt) sqlite3_reset(stmt);
    return status;
}

/* ---- what goes ---- */

#define EVER "1000000" /* days; more than there are */

/* Stories with the days for which a part keeps them, if any does; without those that stay whatever the rules say. */
#define STORIES                                                                                                        \
    "WITH RECURSIVE part(kind, name, days) AS (SELECT kind, name, iif(days, days, " EVER ") FROM keeping_parts),"      \
    " followed(story) AS (SELECT story FROM alerts WHERE story <> 0 UNION SELECT r.target FROM followed AS f JOIN"     \
    " redirects AS r ON r.story = f.story),"                                                                           \
    " stays(story) AS (SELECT m.story FROM verdicts AS v JOIN members AS m ON m.article = v.article WHERE v.undone_at" \
    " IS NULL UNION SELECT m.story FROM labels AS l JOIN members AS m ON m.article = l.article UNION SELECT story"     \
    " FROM followed),"                                                                                                 \
    " article(story, added, days) AS (SELECT coalesce(m.story, -r.article), r.added, (SELECT max(p.days) FROM part AS" \
    " p WHERE (p.kind = 'outlet' AND p.name IN (o.name, mh.name)) OR (p.kind = 'lang' AND p.name = r.lang) OR "        \
    "(p.kind = 'feed'"                                                                                                 \
    " AND EXISTS (SELECT 1 FROM pages AS g WHERE g.article = r.article AND g.feed = CAST(p.name AS INTEGER))))"        \
    " FROM revisions AS r LEFT JOIN members AS m ON m.article = r.article" KB_OUTLET_TABLES " WHERE r.current = 1)"    \
    " SELECT story, count(*) FROM article WHERE story NOT IN (SELECT story FROM stays) GROUP BY story HAVING "

/* A story that is past its time, and one that may go where the file must be smaller. */
#define PAST                                                                                           \
    STORIES "max(added + 86400 * coalesce(days, (SELECT iif(days, days, " EVER ") FROM keeping))) <= " \
            "?1 ORDER BY max(added), story"
#define MAY_GO STORIES "max(coalesce(days, 0)) < " EVER " AND ?1 ORDER BY max(added), story"

kb_status kb_store_expired(kb_store *store, int64_t now, bool by_size, int64_t articles, kb_arena *arena,
                           kb_expired_list *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (kb_expired_list){ 0 };
    int64_t any = 0;
    kb_status status = KB_DB_NUMBER(store, err, 0, &any,
                                    "SELECT EXISTS (SELECT 1 FROM keeping WHERE days > 0) OR EXISTS (SELECT 1 FROM"
                                    " keeping_parts WHERE days > 0)",
                                    "");
    if (status != KB_OK || (!any && !by_size)) return status;
    status = by_size ? kb_db_prepare(store, MAY_GO, &stmt, err) : kb_db_prepare(store, PAST, &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", now);
    while (status == KB_OK && articles > 0 && kb_db_row(store, stmt, &status, err)) {
        kb_expired *e = KB_ADD(arena, out, kb_expired);
        if (!e) {
            status = kb_arena_fail(arena, err);
            break;
        }
        *e = (kb_expired){ sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1) };
        articles -= e->articles;
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_expired_articles(kb_store *store, int64_t story, int64_t *ids, size_t *count, kb_err *err)
{
    sqlite3_stmt *stmt;
    size_t room = *count;
    *count = 0;
    kb_status status = kb_db_prepare(store,
                                     "SELECT article FROM members WHERE story = ?1 UNION ALL SELECT id FROM articles"
                                     " WHERE id = -?1 LIMIT ?2",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", story, (int64_t)room);
    while (status == KB_OK && *count < room && kb_db_row(store, stmt, &status, err))
        ids[(*count)++] = sqlite3_column_int64(stmt, 0);
    if (stmt) sqlite3_reset(stmt);
    return status;
}

#define RAW_PAST                                                                           \
    "raw WHERE revision IS NOT NULL AND (SELECT raw_days FROM keeping) > 0 AND at <= ?1 -" \
    " 86400 * (SELECT raw_days FROM keeping)"

kb_status kb_store_raw_expired(kb_store *store, int64_t now, int64_t *count, kb_err *err)
{
    return KB_DB_NUMBER(store, err, 0, count, "SELECT count(*) FROM " RAW_PAST, "i", now);
}

kb_status kb_store_raw_expire(kb_store *store, int64_t now, int64_t most, int64_t *removed, kb_err *err)
{
    kb_status status =
        KB_DB_DO(store, err, "DELETE FROM raw WHERE id IN (SELECT id FROM " RAW_PAST " LIMIT ?2)", "ii", now, most);
    *removed = status == KB_OK ? sqlite3_changes(store->db) : 0;
    return status;
}

/* ---- what is used ---- */

kb_status kb_store_space(kb_store *store, kb_space *out, kb_err *err)
{
    int64_t size = 0, pages = 0, unused = 0, vacuum = 0;
    kb_status status = KB_DB_NUMBER(store, err, 0, &size, "PRAGMA page_size", "");
    if (status == KB_OK) status = KB_DB_NUMBER(store, err, 0, &pages, "PRAGMA page_count", "");
    if (status == KB_OK) status = KB_DB_NUMBER(store, err, 0, &unused, "PRAGMA freelist_count", "");
    if (status == KB_OK) status = KB_DB_NUMBER(store, err, 0, &vacuum, "PRAGMA auto_vacuum", "");
    *out = (kb_space){ .file = size * pages, .unused = size * unused, .shrinks = vacuum != 0 };
    return status;
}

/* An index counts with its table. */
static const char uses[] =
    "SELECT CASE WHEN t.tbl_name IN ('revisions', 'articles', 'addresses') THEN 'texts' WHEN t.tbl_name IN ('names',"
    " 'statements', 'figures', 'dates', 'remarks', 'said', 'speakers', 'speaker_words') THEN 'claims' WHEN t.tbl_name"
    " GLOB 'search_*' THEN 'index' WHEN t.tbl_name IN ('members', 'stories', 'leads', 'terms') THEN 'grouping' WHEN"
    " t.tbl_name IN ('prints', 'printed', 'copies') THEN 'copies' WHEN t.tbl_name = 'raw' THEN 'raw pages' ELSE 'rest'"
    " END AS what, sum(d.pgsize) FROM dbstat AS d LEFT JOIN sqlite_schema AS t ON t.name = d.name"
    " WHERE d.aggregate = TRUE GROUP BY what ORDER BY what = 'rest', 2 DESC";

kb_status kb_store_uses(kb_store *store, kb_each_use each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    int64_t told = 0;
    kb_status status =
        KB_DB_NUMBER(store, err, 0, &told, "SELECT count(*) FROM pragma_module_list WHERE name = 'dbstat'", "");
    if (status != KB_OK || !told) return status;
    status = kb_db_prepare(store, uses, &stmt, err);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err))
        status = each(user, (const char *)sqlite3_column_text(stmt, 0), sqlite3_column_int64(stmt, 1));
    if (stmt) sqlite3_reset(stmt);
    return status;
}

/* One step of making the index's parts one: *more until a step changed nothing. The first, of less than nothing, takes
 * all parts in. */
static kb_status merge_index(kb_store *store, bool begin, bool *more, kb_err *err)
{
    int64_t before = sqlite3_total_changes64(store->db);
    kb_status status = kb_db_run(store,
                                 begin ? "INSERT INTO search(search, rank) VALUES('merge', -" MERGE_PAGES ")"
                                       : "INSERT INTO search(search, rank) VALUES('merge', " MERGE_PAGES ")",
                                 err);
    *more = sqlite3_total_changes64(store->db) - before >= 2;
    return status;
}

kb_status kb_store_tidy(kb_store *store, bool all, bool *more, kb_err *err)
{
    int64_t removed = 0, articles = 0;
    kb_space space;
    *more = false;
    kb_status status = KB_DB_NUMBER(store, err, 0, &removed, "SELECT removed FROM keeping", "");
    if (status == KB_OK) status = KB_DB_NUMBER(store, err, 0, &articles, "SELECT count(*) FROM articles", "");
    if (status != KB_OK) return status;
    if (removed < 0 || (removed > 0 && (all || removed * REMOVED_SHARE > articles))) {
        status = merge_index(store, removed > 0, more, err); /* negative: it has begun */
        if (status == KB_OK)
            status = KB_DB_DO(store, err, "UPDATE keeping SET removed = ?1", "i", (int64_t)(*more ? -1 : 0));
        if (status == KB_OK) *more = true;
        return status;
    }
    status = kb_store_space(store, &space, err);
    if (status != KB_OK || !space.shrinks || !space.unused) return status;
    status = kb_db_run(store, "PRAGMA incremental_vacuum(" VACUUM_PAGES ")", err);
    *more = status == KB_OK;
    return status;
}
