#include "store/weights.h"

#include "store/db.h"
#include "store/outlets.h"

kb_status kb_store_weights(kb_store *store, int64_t story, kb_each_weight each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(
        store,
        "SELECT m.article, (SELECT count(*) FROM statements AS s WHERE s.revision = r.id)"
        " + (SELECT count(*) FROM figures AS f WHERE f.revision = r.id),"
        " EXISTS (SELECT 1 FROM copies AS c WHERE c.article = m.article AND c.n = 1 AND 2 * c.own < c.words),"
        " coalesce(oc.name, o.name, '')"
        " FROM members AS m JOIN revisions AS r ON r.article = m.article AND r.current = 1" KB_OUTLET_TABLES
        " WHERE m.story = ?1 ORDER BY m.at, m.article",
        &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", story);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        const kb_weight_row row = { .article = sqlite3_column_int64(stmt, 0),
                                    .claims = sqlite3_column_int64(stmt, 1),
                                    .copy = sqlite3_column_int64(stmt, 2) != 0,
                                    .counted = kb_db_str(stmt, 3) };
        status = each(user, &row);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}
