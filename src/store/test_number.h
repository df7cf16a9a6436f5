/* store/test_number.h - one number of the file, for tests. */
#ifndef KB_STORE_TEST_NUMBER_H
#define KB_STORE_TEST_NUMBER_H

#include "base/test.h"
#include "store/db.h"

/* The first column of the first row; -1 where there is none. */
static int64_t number(kb_store *store, const char *sql)
{
    sqlite3_stmt *stmt;
    int64_t out = -1;
    assert_int_equal(sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL), SQLITE_OK);
    if (sqlite3_step(stmt) == SQLITE_ROW) out = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return out;
}

#endif
