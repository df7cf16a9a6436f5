/* Stories: who is in them, and the sketches by which the next report is judged. */
#include <stdlib.h>

#include "store/db.h"

/* A stored term is four bytes of its hash, lowest first, and a byte of count and use; the first entry is the language's
 * hash and 0. */
#define TERM_BYTES 5
#define USE_SHIFT 6
#define COUNT_MASK 63

static kb_status new_story(kb_store *store, int64_t article, int64_t when, int64_t *story, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err,
                                "INSERT INTO stories(title, first, last, reports)"
                                " SELECT title, ?2, ?2, 0 FROM revisions WHERE article = ?1 AND current = 1",
                                "ii", article, when);
    *story = sqlite3_last_insert_rowid(store->db);
    return status;
}

static void put_entry(unsigned char *to, uint32_t hash, unsigned last)
{
    for (int b = 0; b < 4; b++) to[b] = (unsigned char)(hash >> (8 * b) & 0xFF);
    to[4] = (unsigned char)last;
}

static unsigned char *sketch_bytes(const kb_sketch *sketch)
{
    unsigned char *bytes = malloc((sketch->count + 1) * TERM_BYTES);
    if (!bytes) return NULL;
    put_entry(bytes, sketch->lang, 0);
    for (size_t i = 0; i < sketch->count; i++) {
        const kb_term *term = &sketch->at[i];
        put_entry(bytes + (i + 1) * TERM_BYTES, term->term,
                  (unsigned)term->use << USE_SHIFT | (term->count & COUNT_MASK));
    }
    return bytes;
}

kb_status kb_store_join(kb_store *store, int64_t article, int64_t *story, double score, int64_t nearest, int64_t when,
                        const kb_sketch *sketch, kb_err *err)
{
    kb_status status = *story ? KB_OK : new_story(store, article, when, story, err);
    if (status != KB_OK) return status;
    unsigned char *bytes = sketch_bytes(sketch);
    if (!bytes) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_str blob = { (const char *)bytes, (sketch->count + 1) * TERM_BYTES };
    status = KB_DB_DO(
        store, err,
        "INSERT INTO members(article, story, score, nearest, at, sketch) VALUES(?1, ?2, ?3, nullif(?4, 0), ?5, ?6)",
        "iiriib", article, *story, score, nearest, when, blob);
    free(bytes);
    if (status != KB_OK) return status;
    return KB_DB_DO(
        store, err,
        "UPDATE stories SET reports = reports + 1, first = min(first, ?2), last = max(last, ?2) WHERE id = ?1", "ii",
        *story, when);
}

kb_status kb_store_in_story(kb_store *store, int64_t article, bool *in, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store, "SELECT 1 FROM members WHERE article = ?1", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", article);
    *in = status == KB_OK && kb_db_row(store, stmt, &status, err);
    if (*in) sqlite3_reset(stmt);
    return status;
}

static uint32_t entry_hash(const unsigned char *from)
{
    uint32_t hash = 0;
    for (size_t b = 4; b-- > 0;) hash = hash << 8 | from[b];
    return hash;
}

/* A sketch as stored; terms out of order (a damaged desk) are left out. */
static void read_sketch(const unsigned char *bytes, size_t len, kb_term terms[KB_SKETCH_TERMS_MAX], kb_sketch *out)
{
    *out = (kb_sketch){ terms, 0, len >= TERM_BYTES ? entry_hash(bytes) : 0 };
    for (size_t i = TERM_BYTES; i + TERM_BYTES <= len && out->count < KB_SKETCH_TERMS_MAX; i += TERM_BYTES) {
        uint32_t term = entry_hash(bytes + i);
        unsigned count = bytes[i + 4] & COUNT_MASK, use = bytes[i + 4] >> USE_SHIFT;
        if (count == 0 || use == 0 || (out->count && term <= terms[out->count - 1].term)) continue;
        terms[out->count++] = (kb_term){ term, (uint8_t)count, (uint8_t)use };
    }
}

kb_status kb_store_grouped(kb_store *store, int64_t after, size_t limit, kb_each_grouped each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_term terms[KB_SKETCH_TERMS_MAX];
    kb_status status =
        kb_db_prepare(store,
                      "SELECT article, story, at, sketch FROM members WHERE article > max(?1, coalesce((SELECT article"
                      " FROM members ORDER BY article DESC LIMIT 1 OFFSET ?2), 0)) ORDER BY article",
                      &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", after, (int64_t)limit);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_grouped row = {
            sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1), sqlite3_column_int64(stmt, 2), { 0 }
        };
        const unsigned char *bytes = sqlite3_column_blob(stmt, 3);
        int len = sqlite3_column_bytes(stmt, 3);
        read_sketch(bytes, bytes && len > 0 ? (size_t)len : 0, terms, &row.sketch);
        status = each(user, &row);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}
