#include "store/digest.h"

#include "store/db.h"
#include "store/outlets.h"

kb_status kb_store_count_time(kb_store *store, int64_t since, int64_t until, int64_t *stories, int64_t *reports,
                              kb_err *err)
{
    kb_status status =
        KB_DB_NUMBER(store, err, 0, stories, "SELECT count(DISTINCT story) FROM members WHERE at >= ?1 AND at < ?2",
                     "ii", since, until);
    if (status != KB_OK) return status;
    return KB_DB_NUMBER(store, err, 0, reports, "SELECT count(*) FROM members WHERE at >= ?1 AND at < ?2", "ii", since,
                        until);
}

static kb_status each_revised(kb_store *store, sqlite3_stmt *stmt, int64_t since, int64_t until, kb_each_revised each,
                              void *user, kb_err *err)
{
    kb_status status = kb_db_bind(store, stmt, err, "ii", since, until);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        const kb_revised_row row = { sqlite3_column_int64(stmt, 0),
                                     sqlite3_column_int64(stmt, 1),
                                     sqlite3_column_int64(stmt, 2),
                                     sqlite3_column_int64(stmt, 3),
                                     kb_db_str(stmt, 4),
                                     kb_db_str(stmt, 5),
                                     kb_db_str(stmt, 6) };
        status = each(user, &row);
    }
    sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_revised(kb_store *store, int64_t since, int64_t until, kb_each_revised each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(
        store,
        "SELECT r.article, r.added, b.id, r.id, coalesce(o.name, ''), r.title, coalesce(r.url, r.canonical, '')"
        " FROM revisions AS r JOIN revisions AS b ON b.article = r.article AND b.number = r.number - 1" KB_OUTLET_TABLES
        " WHERE r.number > 1 AND r.added >= ?1 AND r.added < ?2 ORDER BY r.added DESC, r.id DESC",
        &stmt, err);
    return status == KB_OK ? each_revised(store, stmt, since, until, each, user, err) : status;
}

kb_status kb_store_withdrawn(kb_store *store, int64_t since, int64_t until, kb_each_revised each, void *user,
                             kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status =
        kb_db_prepare(store,
                      "SELECT a.id, a.withdrawn, 0, 0, coalesce(o.name, ''), r.title, coalesce(r.url, r.canonical, '')"
                      " FROM articles AS a JOIN revisions AS r ON r.article = a.id AND r.current = 1" KB_OUTLET_TABLES
                      " WHERE a.withdrawn IS NOT NULL AND a.withdrawn >= ?1"
                      " AND a.withdrawn < ?2 ORDER BY a.withdrawn DESC, a.id DESC",
                      &stmt, err);
    return status == KB_OK ? each_revised(store, stmt, since, until, each, user, err) : status;
}

kb_status kb_store_figure_spans(kb_store *store, int64_t revision, kb_arena *arena, kb_spans *out, kb_err *err)
{
    struct {
        kb_span *at;
        size_t count;
    } list = { 0 };
    sqlite3_stmt *stmt;
    kb_status status =
        kb_db_prepare(store, "SELECT \"begin\", \"end\" FROM figures WHERE revision = ?1 ORDER BY n", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", revision);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_span *span = KB_ADD(arena, &list, kb_span);
        if (span)
            *span = kb_span_of((size_t)sqlite3_column_int64(stmt, 0), (size_t)sqlite3_column_int64(stmt, 1));
        else
            status = kb_arena_fail(arena, err);
    }
    if (stmt) sqlite3_reset(stmt);
    *out = (kb_spans){ list.at, list.count };
    return status;
}
