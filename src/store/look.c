#include "store/look.h"

#include "store/db.h"

kb_status kb_store_look_begin(kb_store *store, const kb_queued *page, int64_t article, int64_t due, int64_t wait,
                              kb_err *err)
{
    return KB_DB_DO(store, err,
                    "INSERT OR REPLACE INTO looks(page, feed, due, wait) SELECT ?1, f.id, ?3, ?4 FROM feeds AS f"
                    " WHERE f.id = ?2 AND f.looks <> 0 AND EXISTS (SELECT 1 FROM members WHERE article = ?5)",
                    "iiiii", page->id, page->feed, due, wait, article);
}

kb_status kb_store_looks_due(kb_store *store, int64_t now, int64_t *pages, int64_t *feeds, size_t *count, kb_err *err)
{
    sqlite3_stmt *stmt;
    size_t room = *count;
    *count = 0;
    kb_status status = kb_db_prepare(store,
                                     "SELECT f.id, l.page FROM feeds AS f JOIN looks AS l ON l.page = (SELECT page"
                                     " FROM looks WHERE feed = f.id AND due <= ?1 ORDER BY due LIMIT 1)"
                                     " WHERE f.state = 0 AND f.looks <> 0 ORDER BY l.due, l.page LIMIT ?2",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", now, (int64_t)room);
    while (status == KB_OK && *count < room && kb_db_row(store, stmt, &status, err)) {
        feeds[*count] = sqlite3_column_int64(stmt, 0);
        pages[(*count)++] = sqlite3_column_int64(stmt, 1);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

static kb_status read_look(sqlite3_stmt *stmt, kb_arena *arena, kb_queued *out, kb_look *look, kb_err *err)
{
    *look = (kb_look){ .page = sqlite3_column_int64(stmt, 0),
                       .article = sqlite3_column_int64(stmt, 2),
                       .due = sqlite3_column_int64(stmt, 3),
                       .wait = sqlite3_column_int64(stmt, 4),
                       .count = sqlite3_column_int64(stmt, 5),
                       .missing = sqlite3_column_int64(stmt, 6),
                       .doubt = sqlite3_column_int64(stmt, 7) };
    *out = (kb_queued){ .id = look->page, .feed = sqlite3_column_int64(stmt, 1) };
    kb_str *const texts[] = { &out->url, &out->outlet, &out->lang, &look->etag, &look->last_modified };
    for (int i = 0; i < 5; i++)
        if (!kb_arena_copy(arena, kb_db_str(stmt, 8 + i), texts[i])) return kb_arena_fail(arena, err);
    return KB_OK;
}

kb_status kb_store_look(kb_store *store, int64_t page, int64_t now, kb_arena *arena, kb_queued *out, kb_look *look,
                        bool *lives, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store,
                                     "SELECT l.page, l.feed, p.article, l.due, l.wait, l.count, l.missing, l.doubt,"
                                     " p.url, f.outlet, f.lang, p.etag, p.last_modified,"
                                     " coalesce((SELECT s.last FROM members AS m JOIN stories AS s ON s.id = m.story"
                                     " WHERE m.article = p.article), 0) >= ?2 AND p.state = 1"
                                     " FROM looks AS l JOIN pages AS p ON p.id = l.page JOIN feeds AS f ON f.id ="
                                     " l.feed WHERE l.page = ?1 AND p.article IS NOT NULL",
                                     &stmt, err);
    *lives = false;
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", page, now - store->window.seconds);
    if (status != KB_OK) return status;
    if (!kb_db_row(store, stmt, &status, err))
        return status == KB_OK ? kb_fail(err, KB_ERR_NOT_FOUND, "the page is not to be looked at") : status;
    status = read_look(stmt, arena, out, look, err);
    *lives = sqlite3_column_int64(stmt, 13) != 0;
    sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_look_save(kb_store *store, const kb_look *look, int64_t now, kb_err *err)
{
    kb_status status = KB_DB_DO(
        store, err, "UPDATE looks SET due = ?2, wait = ?3, count = ?4, missing = ?5, doubt = ?6 WHERE page = ?1",
        "iiiiii", look->page, look->due, look->wait, look->count, look->missing, look->doubt);
    if (status != KB_OK) return status;
    return KB_DB_DO(store, err, "UPDATE pages SET etag = ?2, last_modified = ?3, looked = ?4 WHERE id = ?1", "ibbi",
                    look->page, look->etag, look->last_modified, now);
}

kb_status kb_store_look_end(kb_store *store, int64_t page, kb_err *err)
{
    return KB_DB_DO(store, err, "DELETE FROM looks WHERE page = ?1", "i", page);
}

kb_status kb_store_withdraw(kb_store *store, int64_t article, int64_t at, bool *changed, kb_err *err)
{
    kb_status status = KB_DB_DO(
        store, err, "UPDATE articles SET withdrawn = nullif(?2, 0) WHERE id = ?1 AND (withdrawn IS NULL) = (?2 <> 0)",
        "ii", article, at);
    *changed = status == KB_OK && sqlite3_changes(store->db);
    return status;
}
