#include "store/raw.h"

#include "base/pack.h"
#include "base/unpack.h"
#include "store/db.h"

/* For a page or a revision; 0: for none. */
static kb_status put(kb_store *store, const kb_raw *raw, int64_t page, int64_t revision, kb_err *err)
{
    kb_buf packed = { 0 };
    kb_status status = kb_pack_zstd(raw->body, &packed, err);
    if (status == KB_OK)
        status =
            KB_DB_DO(store, err,
                     "INSERT OR REPLACE INTO raw(page, revision, at, status, url, type, etag, last_modified, bytes,"
                     " body) VALUES(nullif(?1, 0), nullif(?2, 0), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                     "iiiissbbib", page, revision, raw->at, (int64_t)raw->status, raw->url, raw->type, raw->etag,
                     raw->last_modified, (int64_t)raw->body.len, kb_buf_str(&packed));
    kb_buf_clear(&packed);
    return status;
}

kb_status kb_store_raw_came(kb_store *store, const kb_raw *raw, kb_err *err)
{
    return put(store, raw, raw->page, 0, err);
}

kb_status kb_store_raw_keep(kb_store *store, const kb_raw *raw, int64_t revision, kb_err *err)
{
    bool keeps;
    kb_status status = kb_store_keeps_raw(store, &keeps, err);
    return status == KB_OK && keeps ? put(store, raw, 0, revision, err) : status;
}

/* ---- reading ---- */

#define COLUMNS "coalesce(page, 0), coalesce(revision, 0), at, status, url, type, etag, last_modified, bytes, body"

static kb_str blob(sqlite3_stmt *stmt, int column)
{
    const char *at = sqlite3_column_blob(stmt, column);
    int len = sqlite3_column_bytes(stmt, column);
    return (kb_str){ at, at && len > 0 ? (size_t)len : 0 };
}

/* The row as views of it, its body unpacked to `body`. */
static kb_status read_row(kb_store *store, sqlite3_stmt *stmt, kb_buf *body, kb_raw *out, kb_err *err)
{
    int64_t bytes = sqlite3_column_int64(stmt, 8);
    *out = (kb_raw){ .page = sqlite3_column_int64(stmt, 0),
                     .revision = sqlite3_column_int64(stmt, 1),
                     .at = sqlite3_column_int64(stmt, 2),
                     .status = sqlite3_column_int(stmt, 3),
                     .url = kb_db_str(stmt, 4),
                     .type = kb_db_str(stmt, 5),
                     .etag = blob(stmt, 6),
                     .last_modified = blob(stmt, 7) };
    body->len = 0;
    kb_status status = kb_unpack(KB_PACK_ZSTD, blob(stmt, 9), bytes > 0 ? (size_t)bytes : 0, body, err);
    out->body = kb_buf_str(body);
    if (status == KB_OK || status == KB_ERR_MEMORY) return status;
    return kb_fail(err, KB_ERR_FORMAT, "%s: is damaged: the page of %.*s cannot be unpacked", store->path,
                   KB_STR_ARGS(out->url));
}

static bool copy_row(kb_arena *arena, kb_raw *raw)
{
    kb_str *const fields[] = { &raw->url, &raw->type, &raw->etag, &raw->last_modified, &raw->body };
    bool kept = true;
    for (size_t i = 0; i < sizeof fields / sizeof *fields && kept; i++)
        kept = kb_arena_copy(arena, *fields[i], fields[i]);
    return kept;
}

kb_status kb_store_raw_waiting(kb_store *store, int64_t page, kb_arena *arena, kb_raw *out, bool *found, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_buf body = { 0 };
    *found = false;
    kb_status status = kb_db_prepare(store, "SELECT " COLUMNS " FROM raw WHERE page = ?1", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", page);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        status = read_row(store, stmt, &body, out, err);
        if (status == KB_OK && !copy_row(arena, out)) status = kb_arena_fail(arena, err);
        *found = status == KB_OK;
    }
    if (stmt) sqlite3_reset(stmt);
    kb_buf_clear(&body);
    return status;
}

kb_status kb_store_raw_each(kb_store *store, int64_t since, int64_t until, kb_each_raw each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_buf body = { 0 };
    kb_raw raw;
    kb_status status = kb_db_prepare(store,
                                     "SELECT " COLUMNS " FROM raw WHERE revision IS NOT NULL AND at >= ?1 AND at < ?2"
                                     " ORDER BY at, id",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", since, until);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        status = read_row(store, stmt, &body, &raw, err);
        if (status == KB_OK) status = each(user, &raw);
    }
    if (stmt) sqlite3_reset(stmt);
    kb_buf_clear(&body);
    return status;
}

/* ---- what becomes of it ---- */

kb_status kb_store_raw_read(kb_store *store, int64_t page, int64_t article, kb_err *err)
{
    kb_status status = KB_OK;
    if (article)
        status = KB_DB_DO(store, err,
                          "UPDATE raw SET page = NULL, revision = (SELECT id FROM revisions WHERE article = ?2 AND"
                          " current = 1) WHERE page = ?1 AND (SELECT raw FROM keeping) AND NOT EXISTS (SELECT 1 FROM"
                          " raw AS k JOIN revisions AS r ON r.id = k.revision WHERE r.article = ?2 AND r.current = 1)",
                          "ii", page, article);
    return status == KB_OK ? KB_DB_DO(store, err, "DELETE FROM raw WHERE page = ?1", "i", page) : status;
}

kb_status kb_store_raw_tidy(kb_store *store, kb_err *err)
{
    return KB_DB_DO(store, err,
                    "DELETE FROM raw WHERE page IN (SELECT w.page FROM raw AS w JOIN pages AS p ON p.id = w.page"
                    " WHERE p.state <> 0)",
                    "");
}

kb_status kb_store_keeps_raw(kb_store *store, bool *keeps, kb_err *err)
{
    int64_t raw = 0;
    kb_status status = KB_DB_NUMBER(store, err, 0, &raw, "SELECT raw FROM keeping", "");
    *keeps = raw != 0;
    return status;
}

kb_status kb_store_keep_raw(kb_store *store, bool keeps, kb_err *err)
{
    return KB_DB_DO(store, err, "UPDATE keeping SET raw = ?1", "i", (int64_t)keeps);
}
