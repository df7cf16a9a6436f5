#include "store/robots.h"

#include "store/db.h"

bool kb_store_robots(kb_store *store, kb_str origin, kb_arena *arena, kb_robots_kept *out)
{
    sqlite3_stmt *stmt;
    bool there = false;
    kb_status status = kb_db_prepare(store, "SELECT verdict, words, until FROM robots WHERE origin = ?1", &stmt, NULL);
    if (status == KB_OK) status = kb_db_bind(store, stmt, NULL, "s", origin);
    if (status != KB_OK || !kb_db_row(store, stmt, &status, NULL)) return false;
    int64_t verdict = sqlite3_column_int64(stmt, 0);
    *out =
        (kb_robots_kept){ .verdict = verdict == KB_ROBOTS_ALL || verdict == KB_ROBOTS_NONE ? (kb_robots_verdict)verdict
                                                                                           : KB_ROBOTS_RULES,
                          .until = sqlite3_column_int64(stmt, 2) };
    there = kb_arena_copy(arena, kb_db_str(stmt, 1), &out->text);
    sqlite3_reset(stmt);
    return there;
}

kb_status kb_store_keep_robots(kb_store *store, kb_str origin, const kb_robots_kept *kept, int64_t now, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err, "DELETE FROM robots WHERE until <= ?1", "i", now);
    if (status != KB_OK) return status;
    return KB_DB_DO(store, err, "INSERT OR REPLACE INTO robots(origin, verdict, words, until) VALUES(?1, ?2, ?3, ?4)",
                    "sibi", origin, (int64_t)kept->verdict, kept->text, kept->until);
}
