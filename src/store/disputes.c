#include "store/disputes.h"

#include "base/map.h"
#include "store/db.h"

/* Reports are taken by number, so that their order in the story does not count; what another kabar compared it may have
 * compared otherwise. */
kb_status kb_store_stamp(kb_store *store, int64_t story, int64_t *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    uint64_t hash = kb_hash(KB_STR("kabar " KABAR_VERSION));
    kb_status status = kb_db_prepare(store,
                                     "SELECT m.article, r.id, r.text_hash FROM members AS m JOIN revisions AS r"
                                     " ON r.article = m.article AND r.current = 1 WHERE m.story = ?1"
                                     " ORDER BY m.article",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", story);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        const int64_t row[] = { sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
                                sqlite3_column_int64(stmt, 2) };
        hash = kb_hash_with(hash, (kb_str){ (const char *)row, sizeof row });
    }
    if (stmt) sqlite3_reset(stmt);
    *out = (int64_t)hash;
    return status;
}

kb_status kb_store_save_disputes(kb_store *store, int64_t story, int64_t stamp, const kb_disputes *counts, kb_err *err)
{
    return KB_DB_DO(store, err,
                    "INSERT OR REPLACE INTO disputes(story, stamp, differs, denied, silent, changed)"
                    " SELECT id, ?2, ?3, ?4, ?5, ?6 FROM stories WHERE id = ?1",
                    "iiiiii", story, stamp, (int64_t)counts->differs, (int64_t)counts->denied, (int64_t)counts->silent,
                    (int64_t)counts->changed);
}

kb_status kb_store_disputes(kb_store *store, int64_t story, kb_disputes *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status =
        kb_db_prepare(store, "SELECT differs, denied, silent, changed FROM disputes WHERE story = ?1", &stmt, err);
    *out = (kb_disputes){ 0 };
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", story);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err))
        *out = (kb_disputes){ .known = true,
                              .differs = (size_t)sqlite3_column_int64(stmt, 0),
                              .denied = (size_t)sqlite3_column_int64(stmt, 1),
                              .silent = (size_t)sqlite3_column_int64(stmt, 2),
                              .changed = (size_t)sqlite3_column_int64(stmt, 3) };
    if (stmt) sqlite3_reset(stmt);
    return status;
}

/* ---- which are to be compared ---- */

/* Is the kept stamp the one of now? One that is none is that of no story: a hash may be any number. */
static kb_status is_settled(kb_store *store, int64_t story, bool *settled, kb_err *err)
{
    int64_t now, kept;
    kb_status status = kb_store_stamp(store, story, &now, err);
    if (status == KB_OK)
        status = KB_DB_NUMBER(store, err, ~now, &kept, "SELECT stamp FROM disputes WHERE story = ?1", "i", story);
    *settled = status == KB_OK && kept == now;
    return status;
}

kb_status kb_store_unsettled(kb_store *store, kb_unsettled_place *place, size_t look, int64_t *stories, size_t *count,
                             kb_err *err)
{
    sqlite3_stmt *stmt;
    size_t room = *count, seen = 0;
    *count = 0;
    kb_status status = kb_db_prepare(store,
                                     "SELECT id, last FROM stories WHERE (last, id) < (?1, ?2) AND reports >= 2"
                                     " ORDER BY last DESC, id DESC",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", place->last, place->story);
    while (status == KB_OK && seen < look && *count < room) {
        bool settled;
        if (!kb_db_row(store, stmt, &status, err)) {
            place->ended = status == KB_OK;
            break;
        }
        seen++;
        place->story = sqlite3_column_int64(stmt, 0);
        place->last = sqlite3_column_int64(stmt, 1);
        status = is_settled(store, place->story, &settled, err);
        if (status == KB_OK && !settled) stories[(*count)++] = place->story;
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}
