#include "store/verdict.h"

#include <inttypes.h>

#include "base/utf8.h"
#include "store/db.h"
#include "store/outlets.h"

/* ---- deciding ---- */

static kb_status check_span(kb_str text, kb_span span, kb_err *err)
{
    if (span.begin < span.end && span.end <= text.len && kb_utf8_border(text, span.begin) &&
        kb_utf8_border(text, span.end))
        return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "mark: %zu-%zu is no span of the text, which has %zu bytes", span.begin,
                   span.end, text.len);
}

kb_status kb_store_judge(kb_store *store, int64_t article, kb_span span, kb_verdict_kind kind, const kb_signed *by,
                         int64_t *id, kb_err *err)
{
    sqlite3_stmt *stmt;
    bool there = false;
    kb_status status =
        kb_db_prepare(store, "SELECT text FROM revisions WHERE article = ?1 AND current = 1", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", article);
    if (status == KB_OK && (there = kb_db_row(store, stmt, &status, err)))
        status = check_span(kb_db_str(stmt, 0), span, err);
    if (stmt) sqlite3_reset(stmt);
    if (status == KB_OK && !there) return kb_fail(err, KB_ERR_NOT_FOUND, "there is no article %" PRId64, article);
    if (status == KB_OK)
        status = KB_DB_DO(
            store, err,
            "INSERT INTO verdicts(article, text_hash, \"begin\", \"end\", kind, who, at, note)"
            " SELECT ?1, text_hash, ?2, ?3, ?4, ?5, ?6, ?7 FROM revisions WHERE article = ?1 AND current = 1",
            "iiiisit", article, (int64_t)span.begin, (int64_t)span.end, (int64_t)kind, by->who, by->at, by->note);
    *id = sqlite3_last_insert_rowid(store->db);
    return status;
}

kb_status kb_store_unjudge(kb_store *store, int64_t id, const kb_signed *by, kb_err *err)
{
    int64_t stands = 0;
    kb_status status =
        KB_DB_NUMBER(store, err, -1, &stands, "SELECT undone_at IS NULL FROM verdicts WHERE id = ?1", "i", id);
    if (status != KB_OK) return status;
    if (stands < 0) return kb_fail(err, KB_ERR_NOT_FOUND, "there is no mark %" PRId64, id);
    if (!stands) return kb_fail(err, KB_ERR_FORMAT, "mark %" PRId64 " is taken back already", id);
    return KB_DB_DO(store, err, "UPDATE verdicts SET undone_by = ?2, undone_at = ?3 WHERE id = ?1", "isi", id, by->who,
                    by->at);
}

/* ---- reading ---- */

#define VERDICT_COLUMNS " v.id, v.kind, v.\"begin\", v.\"end\", v.who, v.at, coalesce(v.note, '')"
enum { VERDICT_COLUMN_COUNT = 7 };

/* Views, until the next step. */
static void read_verdict(sqlite3_stmt *stmt, kb_verdict *out)
{
    int64_t kind = sqlite3_column_int64(stmt, 1);
    *out =
        (kb_verdict){ .id = sqlite3_column_int64(stmt, 0),
                      .kind = kind >= KB_WRONG_ROW && kind <= KB_VERIFIED ? (kb_verdict_kind)kind : KB_WRONG_ROW,
                      .span = kb_span_of((size_t)sqlite3_column_int64(stmt, 2), (size_t)sqlite3_column_int64(stmt, 3)),
                      .who = kb_db_str(stmt, 4),
                      .at = sqlite3_column_int64(stmt, 5),
                      .note = kb_db_str(stmt, 6) };
}

kb_status kb_store_verdicts(kb_store *store, int64_t article, kb_arena *arena, kb_verdicts *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (kb_verdicts){ 0 };
    kb_status status =
        kb_db_prepare(store,
                      "SELECT" VERDICT_COLUMNS " FROM verdicts AS v JOIN revisions AS r ON r.article = v.article"
                      " AND r.current = 1 AND r.text_hash = v.text_hash"
                      " WHERE v.article = ?1 AND v.undone_at IS NULL ORDER BY v.\"begin\", v.id",
                      &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", article);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_verdict *verdict = KB_ADD(arena, out, kb_verdict), row;
        read_verdict(stmt, &row);
        if (verdict) *verdict = row;
        if (!verdict || !kb_arena_copy(arena, row.who, &verdict->who) ||
            !kb_arena_copy(arena, row.note, &verdict->note))
            status = kb_arena_fail(arena, err);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_list_verdicts(kb_store *store, int64_t id, kb_each_verdict each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status =
        kb_db_prepare(store,
                      "SELECT" VERDICT_COLUMNS ", v.article, coalesce(m.story, 0), coalesce(o.name, ''),"
                      " coalesce(v.undone_by, ''), coalesce(v.undone_at, 0), iif(r.text_hash = v.text_hash, r.text, '')"
                      " FROM verdicts AS v JOIN revisions AS r ON r.article = v.article AND r.current = 1"
                      " LEFT JOIN members AS m ON m.article = v.article" KB_OUTLET_TABLES
                      " WHERE ?1 = 0 OR v.id = ?1 ORDER BY v.id DESC",
                      &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", id);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_verdict_row row = { .article = sqlite3_column_int64(stmt, VERDICT_COLUMN_COUNT),
                               .story = sqlite3_column_int64(stmt, VERDICT_COLUMN_COUNT + 1),
                               .outlet = kb_db_str(stmt, VERDICT_COLUMN_COUNT + 2),
                               .undone_by = kb_db_str(stmt, VERDICT_COLUMN_COUNT + 3),
                               .undone_at = sqlite3_column_int64(stmt, VERDICT_COLUMN_COUNT + 4) };
        read_verdict(stmt, &row.verdict);
        row.text = kb_db_str(stmt, VERDICT_COLUMN_COUNT + 5);
        status = each(user, &row);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}
