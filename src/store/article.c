/* Articles and their revisions: found, saved, loaded. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/address.h"
#include "store/db.h"
#include "store/forget.h"
#include "store/outlets.h"
#include "store/tokenizer.h"
#include "store/verdict.h"

#define ADDRESS_BYTES_MAX ((size_t)1 << 20)
#define LOADED_BYTES_MAX ((size_t)1 << 30) /* of a document and of what claim/ will find in it */

int64_t kb_text_hash(kb_str title, kb_str text)
{
    uint64_t hash = kb_hash(text) ^ (kb_hash(title) * 3);
    int64_t stored;
    memcpy(&stored, &hash, sizeof stored);
    return stored;
}

static int64_t as_stored(uint64_t bits)
{
    int64_t stored;
    memcpy(&stored, &bits, sizeof stored);
    return stored;
}

static uint64_t as_read(int64_t stored)
{
    uint64_t bits;
    memcpy(&bits, &stored, sizeof bits);
    return bits;
}

/* ---- find ---- */

static kb_status article_of_address(kb_store *store, kb_str address, int64_t *article, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store, "SELECT article FROM addresses WHERE address = ?1", &stmt, err);
    *article = 0;
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "s", address);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        *article = sqlite3_column_int64(stmt, 0);
        sqlite3_reset(stmt);
    }
    return status;
}

/* The article that already has these words: under the same address, or from the same outlet; *current: as it was last
 * read. A title alone is used again on other days: there the day must agree, and where no outlet is known the name too.
 */
static kb_status article_of_words(kb_store *store, const kb_document *doc, int64_t of_address, int64_t *article,
                                  bool *current, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(
        store,
        "SELECT r.article, r.current FROM revisions AS r LEFT JOIN mastheads AS mh ON mh.id = r.outlet"
        " WHERE r.text_hash = ?1 AND r.title = ?2 AND r.text = ?3 AND (r.article = ?4 OR (coalesce(mh.name, '') = ?5"
        " AND (?6 = 0 OR (coalesce(r.published, 0) = ?7 AND (?5 <> '' OR r.name = ?8)))))"
        " ORDER BY r.article <> ?4, r.current DESC, r.id LIMIT 1",
        &stmt, err);
    *article = 0;
    *current = false;
    if (status == KB_OK)
        status = kb_db_bind(store, stmt, err, "issisiis", kb_text_hash(doc->title, doc->text), doc->title, doc->text,
                            of_address, kb_document_masthead(doc), (int64_t)(doc->kind == KB_DOC_TITLE),
                            doc->published.seconds, doc->id);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        *article = sqlite3_column_int64(stmt, 0);
        *current = sqlite3_column_int(stmt, 1) != 0;
        sqlite3_reset(stmt);
    }
    return status;
}

/* The document's addresses, its own first; empty where it states none. */
static kb_status addresses_of(const kb_document *doc, kb_arena *arena, kb_str out[2], kb_err *err)
{
    kb_status status = kb_address_make(doc->url, arena, &out[0], err);
    return status == KB_OK ? kb_address_make(doc->canonical, arena, &out[1], err) : status;
}

static kb_status find_known(kb_store *store, const kb_document *doc, kb_arena *arena, kb_known *known, int64_t *article,
                            kb_err *err)
{
    kb_str addresses[2];
    int64_t of_address = 0;
    kb_status status = addresses_of(doc, arena, addresses, err);
    bool forgotten = false, current = false;
    if (status == KB_OK) status = kb_store_forgotten(store, doc, addresses, &forgotten, err);
    if (status != KB_OK || forgotten) {
        *known = KB_KNOWN_FORGOTTEN;
        *article = 0;
        return status;
    }
    for (size_t i = 0; i < 2 && status == KB_OK && !of_address; i++)
        if (addresses[i].len) status = article_of_address(store, addresses[i], &of_address, err);
    if (status == KB_OK) status = article_of_words(store, doc, of_address, article, &current, err);
    if (status != KB_OK) return status;
    *known = *article ? KB_KNOWN_SAME : of_address ? KB_KNOWN_OTHER : KB_KNOWN_NOT;
    if (*article && *article == of_address && !current) *known = KB_KNOWN_EARLIER;
    if (!*article) *article = of_address;
    return KB_OK;
}

kb_status kb_store_find(kb_store *store, const kb_document *doc, kb_known *known, int64_t *article, kb_err *err)
{
    kb_arena *arena = kb_arena_new(ADDRESS_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = find_known(store, doc, arena, known, article, err);
    kb_arena_free(arena);
    return status;
}

/* ---- save ---- */

kb_status kb_store_save_addresses(kb_store *store, const kb_document *doc, int64_t article, kb_err *err)
{
    kb_str addresses[2];
    kb_arena *arena = kb_arena_new(ADDRESS_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = addresses_of(doc, arena, addresses, err);
    for (size_t i = 0; i < 2 && status == KB_OK; i++)
        if (addresses[i].len)
            status = KB_DB_DO(store, err, "INSERT OR IGNORE INTO addresses(address, article) VALUES(?1, ?2)", "si",
                              addresses[i], article);
    kb_arena_free(arena);
    return status;
}

/* Is every address of `doc` kept, for this article or (then it stays so) for another? */
kb_status kb_store_has_addresses(kb_store *store, const kb_document *doc, int64_t article, bool *all, kb_err *err)
{
    kb_str addresses[2];
    int64_t owner = article;
    kb_arena *arena = kb_arena_new(ADDRESS_BYTES_MAX);
    *all = true;
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = addresses_of(doc, arena, addresses, err);
    for (size_t i = 0; i < 2 && status == KB_OK && *all; i++) {
        if (addresses[i].len) status = article_of_address(store, addresses[i], &owner, err);
        *all = owner != 0;
    }
    kb_arena_free(arena);
    return status;
}

/* Full-text rows are told to go with the words that they came with. */
#define SEARCH_COLUMNS "article, lang, title, outlet, byline, text FROM search_source WHERE article = ?1"

/* FTS5 writes what it holds in memory whenever a statement is guarded by a savepoint, as many are: an article's words
 * alone would be a piece of the index, and pieces are merged again and again. So they wait until the end of the
 * transaction. */
kb_status kb_store_index(kb_store *store, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < store->unindexed_count && status == KB_OK; i++)
        status =
            KB_DB_DO(store, err, "INSERT INTO search(rowid, lang, title, outlet, byline, text) SELECT " SEARCH_COLUMNS,
                     "i", store->unindexed[i]);
    store->unindexed_count = 0;
    return status;
}

static kb_status enter_index(kb_store *store, int64_t article, kb_err *err)
{
    kb_status status = store->unindexed_count == KB_UNINDEXED_MAX ? kb_store_index(store, err) : KB_OK;
    if (status == KB_OK && store->unindexed_count == store->unindexed_room) {
        size_t room = store->unindexed_room ? 2 * store->unindexed_room : 16;
        int64_t *at = realloc(store->unindexed, room * sizeof *at);
        if (!at) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
        store->unindexed = at;
        store->unindexed_room = room;
    }
    if (status == KB_OK) store->unindexed[store->unindexed_count++] = article;
    return status;
}

kb_status kb_store_leave_index(kb_store *store, int64_t article, kb_err *err)
{
    for (size_t i = store->unindexed_count; i-- > 0;)
        if (store->unindexed[i] == article) {
            store->unindexed_count--;
            memmove(&store->unindexed[i], &store->unindexed[i + 1],
                    (store->unindexed_count - i) * sizeof *store->unindexed);
            return KB_OK;
        }
    return KB_DB_DO(
        store, err,
        "INSERT INTO search(search, rowid, lang, title, outlet, byline, text) SELECT 'delete', " SEARCH_COLUMNS, "i",
        article);
}

static kb_status retire_revision(kb_store *store, int64_t article, kb_err *err)
{
    kb_status status = kb_store_leave_index(store, article, err);
    if (status != KB_OK) return status;
    return KB_DB_DO(store, err, "UPDATE revisions SET current = 0 WHERE article = ?1 AND current = 1", "i", article);
}

static void write_lines(kb_buf *buf, const kb_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        kb_buf_print(buf, "%s%d %zu %zu", i ? "\n" : "", (int)lines->at[i].kind, lines->at[i].span.begin,
                     lines->at[i].span.end);
}

/* NULL where there is no time; the zone is NULL where the source states none. */
static int bind_time(sqlite3_stmt *stmt, int at, kb_time time)
{
    int result = sqlite3_bind_int64(stmt, at + 2, (int64_t)time.precision);
    if (time.precision == KB_TIME_NONE) return result;
    if (result == SQLITE_OK) result = sqlite3_bind_int64(stmt, at, time.seconds);
    if (result == SQLITE_OK && time.zoned) result = sqlite3_bind_int64(stmt, at + 1, time.offset);
    return result;
}

static int bind_text(sqlite3_stmt *stmt, int at, kb_str text, bool null)
{
    if (null && text.len == 0) return sqlite3_bind_null(stmt, at);
    return sqlite3_bind_text64(stmt, at, text.len ? text.at : "", text.len, SQLITE_TRANSIENT, SQLITE_UTF8);
}

/* One item a line. */
static int bind_list(sqlite3_stmt *stmt, int at, kb_strs list)
{
    kb_buf lines = { 0 };
    for (size_t i = 0; i < list.count; i++) {
        if (i) kb_buf_add_char(&lines, '\n');
        kb_buf_add(&lines, list.at[i]);
    }
    int result = lines.failed ? SQLITE_NOMEM : bind_text(stmt, at, kb_buf_str(&lines), false);
    kb_buf_clear(&lines);
    return result;
}

/* What version 2 added, from parameter 28. */
static int bind_stated(sqlite3_stmt *stmt, const kb_document *doc)
{
    int result = bind_list(stmt, 28, doc->carriers);
    if (result == SQLITE_OK) result = bind_text(stmt, 29, doc->section, true);
    if (result == SQLITE_OK) result = bind_list(stmt, 30, doc->tags);
    if (result == SQLITE_OK) result = bind_text(stmt, 31, doc->image, true);
    if (result == SQLITE_OK) result = sqlite3_bind_int64(stmt, 32, doc->paywalled);
    if (result == SQLITE_OK) result = bind_text(stmt, 33, doc->byline_from, true);
    return result == SQLITE_OK ? bind_text(stmt, 34, doc->modified_from, true) : result;
}

static kb_status insert_revision(kb_store *store, const kb_document *doc, int64_t now, int64_t article, int64_t outlet,
                                 kb_str lines, kb_str byline, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(
        store,
        "INSERT INTO revisions(article, number, current, added, outlet, name, url, canonical, title, byline, lang,"
        " text, text_hash, lines, kind, replaced, origin_file, origin_record, origin_offset, chosen_by, title_from,"
        " published_from, bytes_hash, published, published_zone, published_precision, modified, modified_zone, "
        "modified_precision, carriers, section, tags, image, paywalled, byline_from, modified_from)"
        " VALUES(?1, (SELECT 1 + coalesce(max(number), 0) FROM revisions WHERE article = ?1), 1, ?2, nullif(?3, 0), "
        "?4, ?5, ?6, ?7,"
        " ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, "
        "?30, ?31, ?32, ?33, ?34)",
        &stmt, err);
    if (status == KB_OK)
        status = kb_db_bind(store, stmt, err, "iiisttssssisiittittti", article, now, outlet, doc->id, doc->url,
                            doc->canonical, doc->title, byline, doc->lang, doc->text,
                            kb_text_hash(doc->title, doc->text), lines, (int64_t)doc->kind, (int64_t)doc->replaced,
                            doc->origin_file, doc->origin_record, as_stored(doc->origin_offset), doc->chosen_by,
                            doc->title_from, doc->published_from, as_stored(doc->bytes_hash));
    if (status != KB_OK) return status;
    int result = bind_time(stmt, 22, doc->published);
    if (result == SQLITE_OK) result = bind_time(stmt, 25, doc->modified);
    if (result == SQLITE_OK) result = bind_stated(stmt, doc);
    if (result != SQLITE_OK) return kb_db_fail(store, result, err);
    while (kb_db_row(store, stmt, &status, err)) continue;
    return status;
}

static kb_status save_revision(kb_store *store, const kb_document *doc, int64_t now, int64_t article, int64_t *revision,
                               kb_err *err)
{
    kb_buf lines = { 0 }, byline = { 0 };
    int64_t outlet = 0;
    kb_status status = kb_store_masthead(store, kb_document_masthead(doc), &outlet, err);
    write_lines(&lines, &doc->lines);
    kb_strs_join(&byline, doc->byline);
    if (lines.failed || byline.failed) status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK)
        status = insert_revision(store, doc, now, article, outlet, kb_buf_str(&lines), kb_buf_str(&byline), err);
    kb_buf_clear(&lines);
    kb_buf_clear(&byline);
    if (status != KB_OK) return status;
    *revision = sqlite3_last_insert_rowid(store->db);
    return enter_index(store, article, err);
}

kb_status kb_store_save(kb_store *store, const kb_document *doc, int64_t now, int64_t *article, int64_t *revision,
                        kb_err *err)
{
    kb_status status;
    if (*article) {
        status = retire_revision(store, *article, err);
    } else {
        status = KB_DB_DO(store, err, "INSERT INTO articles(added) VALUES(?1)", "i", now);
        *article = sqlite3_last_insert_rowid(store->db);
    }
    if (status == KB_OK) status = save_revision(store, doc, now, *article, revision, err);
    return status == KB_OK ? kb_store_save_addresses(store, doc, *article, err) : status;
}

/* ---- load ---- */

static bool take_number(kb_str *rest, char separator, int64_t most, int64_t *out)
{
    kb_str part;
    return rest->len && kb_str_next(rest, separator, &part) && kb_str_int(part, out) && *out >= 0 && *out <= most;
}

/* Lines that do not fit the text are left out: a damaged desk gives no span outside it. */
static kb_status read_lines(kb_document *doc, kb_str stored, kb_err *err)
{
    kb_str one;
    while (stored.len && kb_str_next(&stored, '\n', &one)) {
        int64_t kind, begin, end;
        if (!take_number(&one, ' ', KB_LINE_SKIP, &kind) || !take_number(&one, ' ', (int64_t)doc->text.len, &begin) ||
            !take_number(&one, ' ', (int64_t)doc->text.len, &end) || begin > end)
            continue;
        kb_line *line = KB_ADD(doc->arena, &doc->lines, kb_line);
        if (!line) return kb_arena_fail(doc->arena, err);
        *line = (kb_line){ kb_span_of((size_t)begin, (size_t)end), (kb_line_kind)kind };
    }
    return KB_OK;
}

static kb_status read_list(kb_document *doc, kb_str stored, kb_strs *list, kb_err *err)
{
    kb_str one;
    kb_status status = KB_OK;
    while (status == KB_OK && stored.len && kb_str_next(&stored, '\n', &one))
        status = kb_document_list(doc, list, one, err);
    return status;
}

/* What version 2 added, from column `at`. */
static kb_status read_stated(sqlite3_stmt *stmt, int at, kb_document *doc, kb_err *err)
{
    const struct {
        int at;
        kb_str *field;
    } texts[] = { { at + 1, &doc->section },       { at + 3, &doc->image },     { at + 5, &doc->byline_from },
                  { at + 6, &doc->modified_from }, { at + 10, &doc->masthead }, { at + 11, &doc->counted } };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (sqlite3_column_bytes(stmt, texts[i].at) &&
            !kb_arena_copy(doc->arena, kb_db_str(stmt, texts[i].at), texts[i].field))
            return kb_arena_fail(doc->arena, err);
    doc->paywalled = sqlite3_column_int64(stmt, at + 4) != 0;
    doc->fetched = sqlite3_column_int64(stmt, at + 7);
    doc->withdrawn = sqlite3_column_int64(stmt, at + 8);
    doc->revision = sqlite3_column_int64(stmt, at + 9);
    kb_status status = read_list(doc, kb_db_str(stmt, at), &doc->carriers, err);
    return status == KB_OK ? read_list(doc, kb_db_str(stmt, at + 2), &doc->tags, err) : status;
}

static kb_status read_document(sqlite3_stmt *stmt, kb_document *doc, kb_err *err)
{
    kb_str byline = { 0 }, name;
    kb_str *const fields[] = {
        &doc->id,        &doc->url,        &doc->canonical,     &doc->outlet,      &doc->title,
        &byline,         &doc->lang,       &doc->text,          &doc->origin_file, &doc->origin_record,
        &doc->chosen_by, &doc->title_from, &doc->published_from
    };
    enum { FIELDS = sizeof fields / sizeof *fields };
    for (int i = 0; i < FIELDS; i++)
        if (sqlite3_column_bytes(stmt, i) && !kb_arena_copy(doc->arena, kb_db_str(stmt, i), fields[i]))
            return kb_arena_fail(doc->arena, err);
    while (kb_strs_next(&byline, &name)) {
        kb_status added = kb_document_list(doc, &doc->byline, name, err);
        if (added != KB_OK) return added;
    }
    int64_t kind = sqlite3_column_int64(stmt, FIELDS + 1);
    doc->kind = kind >= 0 && kind <= KB_DOC_CONSENT ? (kb_doc_kind)kind : KB_DOC_ARTICLE;
    doc->replaced = (size_t)sqlite3_column_int64(stmt, FIELDS + 2);
    doc->origin_offset = as_read(sqlite3_column_int64(stmt, FIELDS + 3));
    doc->bytes_hash = as_read(sqlite3_column_int64(stmt, FIELDS + 4));
    doc->published = kb_db_time(stmt, FIELDS + 5);
    doc->modified = kb_db_time(stmt, FIELDS + 8);
    kb_status status = read_stated(stmt, FIELDS + 11, doc, err);
    if (status != KB_OK) return status;
    return read_lines(doc, kb_db_str(stmt, FIELDS), err);
}

#define DOCUMENT                                                                                                    \
    "SELECT r.name, r.url, r.canonical, o.name, r.title, r.byline, r.lang, r.text, r.origin_file, r.origin_record," \
    " r.chosen_by, r.title_from, r.published_from, r.lines, r.kind, r.replaced, r.origin_offset, r.bytes_hash,"     \
    " r.published, r.published_zone, r.published_precision, r.modified, r.modified_zone, r.modified_precision,"     \
    " r.carriers, r.section, r.tags, r.image, r.paywalled, r.byline_from, r.modified_from, r.added,"                \
    " (SELECT coalesce(withdrawn, 0) FROM articles WHERE id = r.article), r.number, nullif(mh.name, "               \
    "o.name)," KB_OUTLET_COUNTED " FROM revisions AS r" KB_OUTLET_TABLES

/* Of a prepared statement of the columns of DOCUMENT. NULL where there is no row. */
static kb_status load(kb_store *store, sqlite3_stmt *stmt, kb_document **out, kb_err *err)
{
    kb_document *doc = NULL;
    kb_status status = KB_OK;
    *out = NULL;
    if (!kb_db_row(store, stmt, &status, err)) return status;
    status = kb_document_new(LOADED_BYTES_MAX, &doc, err);
    if (status == KB_OK) status = read_document(stmt, doc, err);
    sqlite3_reset(stmt);
    if (status == KB_OK)
        *out = doc;
    else
        kb_document_free(doc);
    return status;
}

kb_status kb_store_load(kb_store *store, int64_t article, kb_document **out, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store, DOCUMENT " WHERE r.article = ?1 AND r.current = 1", &stmt, err);
    *out = NULL;
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", article);
    if (status == KB_OK) status = load(store, stmt, out, err);
    if (status == KB_OK && *out) status = kb_store_verdicts(store, article, (*out)->arena, &(*out)->verdicts, err);
    if (status == KB_OK && *out) return status;
    kb_document_free(*out);
    *out = NULL;
    if (status != KB_OK) return status;
    return kb_fail(err, KB_ERR_NOT_FOUND, "there is no article %" PRId64, article);
}

kb_status kb_store_load_revision(kb_store *store, int64_t revision, kb_document **out, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store, DOCUMENT " WHERE r.id = ?1", &stmt, err);
    *out = NULL;
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", revision);
    if (status == KB_OK) status = load(store, stmt, out, err);
    if (status != KB_OK || *out) return status;
    return kb_fail(err, KB_ERR_NOT_FOUND, "there is no revision %" PRId64, revision);
}

kb_status kb_store_load_earlier(kb_store *store, int64_t article, size_t most, kb_document *doc, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < most && doc && doc->revision > 1 && status == KB_OK; i++) {
        int64_t row;
        status =
            KB_DB_NUMBER(store, err, 0, &row,
                         "SELECT id FROM revisions WHERE article = ?1 AND number < ?2 ORDER BY number DESC LIMIT 1",
                         "ii", article, doc->revision);
        if (status != KB_OK || !row) return status;
        status = kb_store_load_revision(store, row, &doc->earlier, err);
        doc = doc->earlier;
    }
    return status;
}

kb_status kb_store_revisions(kb_store *store, int64_t article, kb_each_revision each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store,
                                     "SELECT number, added, title, length(CAST(text AS BLOB)), id FROM revisions"
                                     " WHERE article = ?1 ORDER BY number",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", article);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_revision_row row = { sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1), kb_db_str(stmt, 2),
                                (size_t)sqlite3_column_int64(stmt, 3), sqlite3_column_int64(stmt, 4) };
        status = each(user, &row);
    }
    if (status != KB_OK && stmt) sqlite3_reset(stmt);
    return status;
}
