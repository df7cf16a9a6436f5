/* With what the reports were grouped. */
#include "store/db.h"

kb_status kb_store_note_basis(kb_store *store, kb_str part, uint64_t hash, kb_err *err)
{
    return KB_DB_DO(store, err, "INSERT OR IGNORE INTO grouped_with(part, hash) VALUES(?1, ?2)", "si", part,
                    (int64_t)hash);
}

kb_status kb_store_basis(kb_store *store, kb_each_hash each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store, "SELECT part, hash FROM grouped_with ORDER BY part, hash", &stmt, err);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err))
        status = each(user, kb_db_str(stmt, 0), (uint64_t)sqlite3_column_int64(stmt, 1));
    if (status != KB_OK && stmt) sqlite3_reset(stmt);
    return status;
}
