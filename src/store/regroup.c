/* All stories made anew, in one transaction, and the numbers that they keep. */
#include "store/db.h"

#include <inttypes.h>

kb_status kb_store_next_alone(kb_store *store, int64_t after, kb_stored_report *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(
        store,
        "SELECT r.id, r.article, r.added FROM revisions AS r WHERE r.id > max(?1, (SELECT"
        " grouped FROM live)) AND r.kind < ?2 AND NOT EXISTS (SELECT 1 FROM members AS m WHERE m.article ="
        " r.article) ORDER BY r.id LIMIT 1",
        &stmt, err);
    *out = (kb_stored_report){ 0 };
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", after, (int64_t)KB_DOC_LIVE);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err))
        *out = (kb_stored_report){ sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
                                   sqlite3_column_int64(stmt, 2) };
    if (stmt) sqlite3_reset(stmt);
    if (status != KB_OK || out->article) return status;
    return kb_db_run(store,
                     "UPDATE live SET grouped = (SELECT coalesce(max(id), 0) FROM revisions) WHERE grouped <> (SELECT"
                     " coalesce(max(id), 0) FROM revisions)",
                     err);
}

/* Stories get numbers above all that were ever given, until they are given those that they keep. */
kb_status kb_store_regroup_begin(kb_store *store, kb_store_regrouping *out, kb_err *err)
{
    kb_status status =
        kb_db_run(store,
                  "PRAGMA defer_foreign_keys = ON;"
                  "CREATE TEMP TABLE IF NOT EXISTS before(article INTEGER PRIMARY KEY, story INTEGER NOT NULL) STRICT;"
                  "CREATE TEMP TABLE IF NOT EXISTS kept(story INTEGER PRIMARY KEY, number INTEGER NOT NULL UNIQUE)"
                  " STRICT;"
                  "DELETE FROM before; DELETE FROM kept;"
                  "INSERT INTO before SELECT article, story FROM members;"
                  "DELETE FROM members; DELETE FROM stories; DELETE FROM terms; DELETE FROM term_languages;"
                  "DELETE FROM leads; DELETE FROM departures; DELETE FROM grouped_with;"
                  "UPDATE live SET oldest = 0, newest = 0",
                  err);
    if (status == KB_OK)
        status = KB_DB_NUMBER(store, err, 0, &out->last, "SELECT seq FROM sqlite_sequence WHERE name = 'stories'", "");
    return status == KB_OK ? KB_DB_NUMBER(store, err, 0, &out->reports, "SELECT count(*) FROM before", "") : status;
}

/* Of a number and a story the pair with most reports in common goes first; of equals the older number, then the story
 * that began first. Stories that none is left for get new ones. */
static kb_status keep_numbers(kb_store *store, int64_t last, kb_err *err)
{
    kb_status status = kb_db_run(store,
                                 "INSERT OR IGNORE INTO kept(story, number) SELECT m.story, b.story FROM before AS b"
                                 " JOIN members AS m ON m.article = b.article GROUP BY b.story, m.story"
                                 " ORDER BY count(*) DESC, b.story, m.story",
                                 err);
    if (status == KB_OK)
        status = KB_DB_DO(store, err,
                          "INSERT INTO kept(story, number) SELECT id, ?1 + row_number() OVER (ORDER BY id) FROM stories"
                          " WHERE id NOT IN (SELECT story FROM kept)",
                          "i", last);
    if (status == KB_OK)
        status = kb_db_run(store,
                           "UPDATE members SET story = (SELECT number FROM kept WHERE kept.story = members.story),"
                           " joined = (SELECT number FROM kept WHERE kept.story = members.joined);"
                           "UPDATE stories SET id = -id;"
                           "UPDATE stories SET id = (SELECT number FROM kept WHERE kept.story = -id);",
                           err);
    if (status != KB_OK) return status;
    return KB_DB_DO(store, err,
                    "UPDATE sqlite_sequence SET seq = max(?1, (SELECT coalesce(max(number), 0) FROM kept))"
                    " WHERE name = 'stories'",
                    "i", last);
}

/* A number that no story kept leads to where most of its reports are; numbers of stories that came and went in between
 * were seen by nobody. */
static kb_status lead_on(kb_store *store, int64_t last, kb_err *err)
{
    kb_status status = kb_db_run(store, "DELETE FROM departures", err);
    if (status == KB_OK) status = KB_DB_DO(store, err, "DELETE FROM redirects WHERE story > ?1", "i", last);
    if (status != KB_OK) return status;
    return kb_db_run(store,
                     "INSERT INTO redirects(story, target) SELECT story, target FROM (SELECT b.story AS story,"
                     " m.story AS target, row_number() OVER (PARTITION BY b.story ORDER BY count(*) DESC, m.story)"
                     " AS n FROM before AS b JOIN members AS m ON m.article = b.article"
                     " WHERE b.story NOT IN (SELECT number FROM kept) GROUP BY b.story, m.story) WHERE n = 1",
                     err);
}

kb_status kb_store_regroup_end(kb_store *store, const kb_store_regrouping *before, int64_t *moved, int64_t *stories,
                               kb_err *err)
{
    kb_status status = keep_numbers(store, before->last, err);
    if (status == KB_OK) status = lead_on(store, before->last, err);
    if (status == KB_OK)
        status = KB_DB_NUMBER(store, err, 0, moved,
                              "SELECT count(*) FROM before AS b JOIN members AS m ON m.article = b.article"
                              " WHERE m.story <> b.story",
                              "");
    return status == KB_OK ? KB_DB_NUMBER(store, err, 0, stories, "SELECT count(*) FROM stories", "") : status;
}
