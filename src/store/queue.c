#include "store/queue.h"

#include "base/map.h"
#include "store/address.h"
#include "store/db.h"

#define ADDRESS_BYTES_MAX ((size_t)1 << 20)
#define LISTED_EVERY ((int64_t)7 * 86400) /* seconds after which it is written down again that an entry is listed */

static int64_t key_of(kb_str id)
{
    uint64_t hash = kb_hash(id);
    int64_t key;
    memcpy(&key, &hash, sizeof key);
    return key;
}

kb_status kb_store_entry(kb_store *store, int64_t feed, kb_str id, int64_t words, int64_t now, bool *fresh,
                         bool *changed, kb_err *err)
{
    *changed = *fresh = false;
    kb_status status =
        KB_DB_DO(store, err, "INSERT OR IGNORE INTO entries(feed, entry, words, seen) VALUES(?1, ?2, ?3, ?4)", "iiii",
                 feed, key_of(id), words, now);
    if (status != KB_OK || sqlite3_changes(store->db)) {
        *fresh = status == KB_OK;
        return status;
    }
    status = KB_DB_DO(store, err, "UPDATE entries SET words = ?3 WHERE feed = ?1 AND entry = ?2 AND words <> ?3", "iii",
                      feed, key_of(id), words);
    *changed = status == KB_OK && sqlite3_changes(store->db);
    return status;
}

static kb_status page_listed(kb_store *store, kb_str url, int64_t now, kb_err *err)
{
    kb_str address;
    kb_arena *arena = kb_arena_new(ADDRESS_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_address_make(url, arena, &address, err);
    if (status == KB_OK && address.len)
        status = KB_DB_DO(store, err, "UPDATE pages SET found = ?2 WHERE address = ?1", "si", address, now);
    kb_arena_free(arena);
    return status;
}

kb_status kb_store_entry_listed(kb_store *store, int64_t feed, kb_str id, kb_str url, int64_t now, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err, "UPDATE entries SET seen = ?3 WHERE feed = ?1 AND entry = ?2 AND seen < ?4",
                                "iiii", feed, key_of(id), now, now - LISTED_EVERY);
    return status == KB_OK && sqlite3_changes(store->db) ? page_listed(store, url, now, err) : status;
}

kb_status kb_store_queue_tidy(kb_store *store, int64_t feed, int64_t before, kb_err *err)
{
    static const char *const steps[] = {
        "DELETE FROM entries WHERE feed = ?1 AND seen < ?2",
        "DELETE FROM pages WHERE feed = ?1 AND found < ?2 AND state <> 0 AND article IS NULL",
        "DELETE FROM pages WHERE feed IS NULL AND ?1 AND found < ?2 AND state <> 0 AND article IS NULL",
    };
    kb_status status = KB_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == KB_OK; i++)
        status = kb_db_do(store, err, steps[i], "ii", feed, before);
    return status;
}

/* ---- queueing ---- */

static kb_status article_of(kb_store *store, kb_str address, int64_t *article, kb_err *err)
{
    return KB_DB_NUMBER(store, err, 0, article, "SELECT article FROM addresses WHERE address = ?1", "s", address);
}

static kb_status queue_at(kb_store *store, const kb_queued *page, kb_str address, bool again, int64_t now, bool *queued,
                          kb_err *err)
{
    int64_t article = 0;
    if (again) {
        kb_status status =
            KB_DB_DO(store, err,
                     "UPDATE pages SET state = 0, due = ?2, tries = 0, error = '', entry = ?3, whole = ?4"
                     " WHERE address = ?1 AND state <> 0 AND NOT (state = 1 AND article IS NULL)",
                     "sisi", address, now, page->entry, (int64_t)page->whole);
        *queued = status == KB_OK && sqlite3_changes(store->db);
        if (status != KB_OK || *queued) return status;
    }
    kb_status status = article_of(store, address, &article, err);
    if (status != KB_OK || (article && !again)) return status;
    status = KB_DB_DO(store, err,
                      "INSERT OR IGNORE INTO pages(address, url, feed, place, state, whole, due, found, entry)"
                      " VALUES(?1, ?2, ?3, ?4, 0, ?5, ?6, ?6, ?7)",
                      "ssiiiis", address, page->url, page->feed, page->place, (int64_t)page->whole, now, page->entry);
    *queued = status == KB_OK && sqlite3_changes(store->db);
    return status;
}

/* A page without an address (an entry without a link) is known by its words. */
static kb_status address_of(const kb_queued *page, kb_arena *arena, kb_str *address, kb_err *err)
{
    kb_status status = kb_address_make(page->url, arena, address, err);
    if (status != KB_OK || address->len) return status;
    bool made = kb_arena_print(arena, address, "entry:%016llx", (unsigned long long)kb_hash(page->entry));
    return made ? KB_OK : kb_arena_fail(arena, err);
}

kb_status kb_store_queue(kb_store *store, const kb_queued *page, bool again, int64_t now, bool *queued, kb_err *err)
{
    kb_arena *arena = kb_arena_new(ADDRESS_BYTES_MAX);
    kb_str address;
    *queued = false;
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = address_of(page, arena, &address, err);
    if (status == KB_OK) status = queue_at(store, page, address, again, now, queued, err);
    kb_arena_free(arena);
    return status;
}

kb_status kb_store_queue_due(kb_store *store, int64_t now, int64_t *ids, size_t *count, kb_err *err)
{
    sqlite3_stmt *stmt;
    size_t room = *count;
    *count = 0;
    kb_status status = kb_db_prepare(store,
                                     "SELECT p.id FROM pages AS p WHERE p.state = 0 AND p.due <= ?1"
                                     " AND NOT EXISTS (SELECT 1 FROM feeds AS f WHERE f.id = p.feed AND f.state = 1)"
                                     " ORDER BY p.place, p.id LIMIT ?2",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", now, (int64_t)room);
    while (status == KB_OK && *count < room && kb_db_row(store, stmt, &status, err))
        ids[(*count)++] = sqlite3_column_int64(stmt, 0);
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_queued(kb_store *store, int64_t id, kb_arena *arena, kb_queued *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (kb_queued){ 0 };
    kb_status status = kb_db_prepare(store,
                                     "SELECT p.id, coalesce(p.feed, 0), p.place, p.whole, p.due, p.tries, p.url,"
                                     " p.entry, coalesce(f.outlet, ''), coalesce(f.lang, '')"
                                     " FROM pages AS p LEFT JOIN feeds AS f ON f.id = p.feed"
                                     " WHERE p.id = ?1 AND p.state = 0",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", id);
    if (status != KB_OK) return status;
    if (!kb_db_row(store, stmt, &status, err))
        return status == KB_OK ? kb_fail(err, KB_ERR_NOT_FOUND, "the page waits no more") : status;
    *out = (kb_queued){ .id = sqlite3_column_int64(stmt, 0),
                        .feed = sqlite3_column_int64(stmt, 1),
                        .place = sqlite3_column_int64(stmt, 2),
                        .whole = sqlite3_column_int64(stmt, 3) != 0,
                        .due = sqlite3_column_int64(stmt, 4),
                        .tries = sqlite3_column_int64(stmt, 5) };
    bool kept =
        kb_arena_copy(arena, kb_db_str(stmt, 6), &out->url) && kb_arena_copy(arena, kb_db_str(stmt, 7), &out->entry) &&
        kb_arena_copy(arena, kb_db_str(stmt, 8), &out->outlet) && kb_arena_copy(arena, kb_db_str(stmt, 9), &out->lang);
    sqlite3_reset(stmt);
    return kept ? KB_OK : kb_arena_fail(arena, err);
}

/* ---- leaving the queue ---- */

kb_status kb_store_queue_stored(kb_store *store, const kb_queued *page, const kb_queue_stored *as, int64_t now,
                                kb_err *err)
{
    kb_status status =
        KB_DB_DO(store, err,
                 "UPDATE pages SET state = 1, article = nullif(?2, 0), etag = ?3, last_modified = ?4, looked = ?5,"
                 " entry = '', error = '', tries = 0 WHERE id = ?1",
                 "iibbi", page->id, as->article, as->etag, as->last_modified, now);
    if (status != KB_OK || !as->added) return status;
    return KB_DB_DO(store, err, "UPDATE feeds SET articles = articles + 1 WHERE id = ?1", "i", page->feed);
}

kb_status kb_store_queue_failed(kb_store *store, const kb_queued *page, int64_t due, kb_str error, kb_err *err)
{
    return KB_DB_DO(store, err,
                    "UPDATE pages SET state = CASE WHEN ?2 THEN 0 ELSE 2 END, due = ?2, error = ?3, tries = tries + 1,"
                    " entry = CASE WHEN ?2 THEN entry ELSE '' END WHERE id = ?1",
                    "iis", page->id, due, error);
}
