#include "store/speakers.h"

#include "store/db.h"
#include "store/outlets.h"

kb_status kb_store_lately(kb_store *store, int64_t *out, kb_err *err)
{
    return KB_DB_NUMBER(store, err, 0, out,
                        "SELECT coalesce(max(published), 0) FROM revisions WHERE current = 1 AND published <="
                        " (SELECT added FROM articles ORDER BY id DESC LIMIT 1)",
                        "");
}

kb_status kb_store_speakers_most(kb_store *store, int64_t since, int64_t until, size_t limit, size_t skip,
                                 kb_arena *arena, kb_speaker_ranks *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    bool ever = since == INT64_MIN;
    *out = (kb_speaker_ranks){ 0 };
    kb_status status =
        ever
            ? kb_db_prepare(store,
                            "SELECT speaker, count(*) AS statements, max(at) AS last FROM said WHERE at >= ?1 AND at <"
                            " ?2 AND revision NOT IN (SELECT b.id FROM revisions AS r JOIN revisions AS b ON b.article ="
                            " r.article WHERE r.number > 1 AND b.current = 0) GROUP BY speaker ORDER BY statements DESC,"
                            " last DESC, speaker LIMIT ?3 OFFSET ?4",
                            &stmt, err)
            : kb_db_prepare(store,
                            "SELECT d.speaker, count(*) AS statements, max(d.at) AS last FROM revisions AS r CROSS JOIN"
                            " said AS d ON d.revision = r.id WHERE r.current = 1 AND r.published >= ?1 AND r.published"
                            " < ?2 GROUP BY d.speaker ORDER BY statements DESC, last DESC, d.speaker LIMIT ?3 OFFSET"
                            " ?4",
                            &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "iiii", since, until, (int64_t)limit, (int64_t)skip);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_speaker_rank *rank = KB_ADD(arena, out, kb_speaker_rank);
        if (rank)
            *rank = (kb_speaker_rank){ sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1) };
        else
            status = kb_arena_fail(arena, err);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

static kb_status find_name(kb_store *store, int64_t speaker, kb_arena *arena, kb_str *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store, "SELECT name FROM speakers WHERE id = ?1", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", speaker);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err) && !kb_arena_copy(arena, kb_db_str(stmt, 0), out))
        status = kb_arena_fail(arena, err);
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_speaker_sayings(kb_store *store, int64_t speaker, int64_t since, int64_t until, kb_arena *arena,
                                   kb_speaker_sayings *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (kb_speaker_sayings){ 0 };
    kb_status status = find_name(store, speaker, arena, &out->name, err);
    if (status != KB_OK) return status;
    status = kb_db_prepare(store,
                           "SELECT d.at, r.article, coalesce(o.counted, 0) FROM said AS d JOIN revisions AS r ON r.id ="
                           " d.revision AND r.current = 1" KB_OUTLET_TABLES
                           " WHERE d.speaker = ?1 AND d.at >= ?2 AND d.at < ?3 ORDER BY d.at DESC LIMIT ?4",
                           &stmt, err);
    if (status == KB_OK)
        status = kb_db_bind(store, stmt, err, "iiii", speaker, since, until, (int64_t)KB_SPEAKER_ROWS_MAX);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_speaker_saying *saying = KB_ADD(arena, out, kb_speaker_saying);
        if (saying)
            *saying = (kb_speaker_saying){ sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
                                           sqlite3_column_int64(stmt, 2) };
        else
            status = kb_arena_fail(arena, err);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}
