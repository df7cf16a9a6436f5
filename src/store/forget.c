#include "store/forget.h"

#include <inttypes.h>

#include "store/alerts.h"
#include "store/copies.h"
#include "store/db.h"
#include "store/hand.h"

/* ---- what is kept ---- */

static int64_t as_stored(uint64_t bits)
{
    int64_t stored;
    memcpy(&stored, &bits, sizeof stored);
    return stored;
}

/* The words that an outlet gave an article. A title alone is used again on other days, and where no outlet is known by
 * others, as kb_store_find has it. */
typedef struct {
    kb_str title, text, outlet, name;
    bool title_alone;
    int64_t published; /* 0: not known */
} words;

static int64_t hash_of_words(const words *w)
{
    uint64_t hash = kb_hash(w->outlet) * 5;
    if (w->title_alone) hash ^= (uint64_t)w->published * 7 ^ (w->outlet.len ? 0 : kb_hash(w->name) * 11);
    return kb_text_hash(w->title, w->text) ^ as_stored(hash);
}

static kb_status keep_hash(kb_store *store, int64_t hash, int64_t now, kb_err *err)
{
    return KB_DB_DO(store, err, "INSERT OR IGNORE INTO forgotten(hash, at) VALUES(?1, ?2)", "ii", hash, now);
}

static kb_status keep_addresses(kb_store *store, int64_t article, int64_t now, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store, "SELECT address FROM addresses WHERE article = ?1", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", article);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err))
        status = keep_hash(store, as_stored(kb_hash(kb_db_str(stmt, 0))), now, err);
    return status;
}

static kb_status keep_words(kb_store *store, int64_t article, int64_t now, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store,
                                     "SELECT r.title, r.text, coalesce(mh.name, ''), r.name, r.kind,"
                                     " coalesce(r.published, 0) FROM revisions AS r"
                                     " LEFT JOIN mastheads AS mh ON mh.id = r.outlet WHERE r.article = ?1",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", article);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        const words w = { .title = kb_db_str(stmt, 0),
                          .text = kb_db_str(stmt, 1),
                          .outlet = kb_db_str(stmt, 2),
                          .name = kb_db_str(stmt, 3),
                          .title_alone = sqlite3_column_int64(stmt, 4) == KB_DOC_TITLE,
                          .published = sqlite3_column_int64(stmt, 5) };
        status = keep_hash(store, hash_of_words(&w), now, err);
    }
    return status;
}

kb_status kb_store_forgotten(kb_store *store, const kb_document *doc, const kb_str addresses[2], bool *forgotten,
                             kb_err *err)
{
    int64_t found = 0;
    const words w = { .title = doc->title,
                      .text = doc->text,
                      .outlet = kb_document_masthead(doc),
                      .name = doc->id,
                      .title_alone = doc->kind == KB_DOC_TITLE,
                      .published = doc->published.seconds };
    int64_t hash = hash_of_words(&w);
    kb_status status =
        KB_DB_NUMBER(store, err, 0, &found, "SELECT EXISTS (SELECT 1 FROM forgotten WHERE hash IN (?1, ?2, ?3))", "iii",
                     addresses[0].len ? as_stored(kb_hash(addresses[0])) : hash,
                     addresses[1].len ? as_stored(kb_hash(addresses[1])) : hash, hash);
    *forgotten = found != 0;
    return status;
}

/* ---- what goes ---- */

#define ITS_REVISIONS "(SELECT id FROM revisions WHERE article = ?1)"
#define ITS_SPEAKERS                                                                              \
    "(SELECT p.id FROM statements AS s, json_each(s.speakers) AS j JOIN speakers AS p ON p.key =" \
    " kabar_key(j.value) WHERE s.revision IN " ITS_REVISIONS                                      \
    " AND NOT EXISTS (SELECT 1 FROM said AS d WHERE d.speaker = p.id))"

static kb_status remove_claims(kb_store *store, int64_t article, kb_err *err)
{
    static const char *const steps[] = {
        "UPDATE live SET statements = statements - (SELECT count(*) FROM statements WHERE revision IN " ITS_REVISIONS
        "), figures = figures - (SELECT count(*) FROM figures WHERE revision IN " ITS_REVISIONS ")",
        "DELETE FROM said WHERE (speaker, at, revision, n) IN (SELECT p.id, coalesce(r.published, r.added), r.id, s.n"
        " FROM revisions AS r JOIN statements AS s ON s.revision = r.id, json_each(s.speakers) AS j"
        " JOIN speakers AS p ON p.key = kabar_key(j.value) WHERE r.article = ?1)",
        "DELETE FROM speaker_words WHERE speaker IN " ITS_SPEAKERS,
        "DELETE FROM speakers WHERE id IN " ITS_SPEAKERS,
        "DELETE FROM statements WHERE revision IN " ITS_REVISIONS,
        "DELETE FROM names WHERE revision IN " ITS_REVISIONS,
        "DELETE FROM figures WHERE revision IN " ITS_REVISIONS,
        "DELETE FROM dates WHERE revision IN " ITS_REVISIONS,
        "DELETE FROM remarks WHERE revision IN " ITS_REVISIONS,
    };
    kb_status status = KB_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == KB_OK; i++)
        status = kb_db_do(store, err, steps[i], "i", article);
    return status;
}

static kb_status remove_copies(kb_store *store, int64_t article, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err,
                                "DELETE FROM copies WHERE article = ?1 OR article IN (SELECT article FROM copies"
                                " WHERE source = ?1)",
                                "i", article);
    if (status == KB_OK) status = kb_store_save_prints(store, article, NULL, 0, err);
    return status == KB_OK ? KB_DB_DO(store, err, "DELETE FROM printed WHERE article = ?1", "i", article) : status;
}

/* Mastheads that no other article has. */
#define ITS_LAST_MASTHEADS(then)                                                                                     \
    "WITH gone(id) AS (SELECT m.id FROM mastheads AS m WHERE m.id IN (SELECT outlet FROM revisions WHERE article ="  \
    " ?1) AND NOT EXISTS (SELECT 1 FROM revisions AS r WHERE r.current = 1 AND r.outlet = m.id AND r.article <> ?1)" \
    " AND NOT EXISTS (SELECT 1 FROM revisions AS r WHERE r.outlet = m.id AND r.article <> ?1)) " then

/* The queue keeps the page's address, so that it is not asked for again. */
static kb_status remove_rows(kb_store *store, int64_t article, kb_err *err)
{
    static const char *const steps[] = {
        "DELETE FROM verdicts WHERE article = ?1",
        "DELETE FROM raw WHERE revision IN " ITS_REVISIONS,
        "DELETE FROM looks WHERE page IN (SELECT id FROM pages WHERE article = ?1)",
        "UPDATE pages SET article = NULL WHERE article = ?1",
        "DELETE FROM addresses WHERE article = ?1",
        ITS_LAST_MASTHEADS("DELETE FROM outlets WHERE edited = 0 AND NOT EXISTS (SELECT 1 FROM mastheads AS x WHERE"
                           " x.outlet = outlets.id AND x.id NOT IN (SELECT id FROM gone)) AND id IN (SELECT outlet "
                           "FROM mastheads WHERE"
                           " id IN (SELECT id FROM gone))"),
        ITS_LAST_MASTHEADS("DELETE FROM mastheads WHERE id IN (SELECT id FROM gone)"),
        "DELETE FROM revisions WHERE article = ?1",
        "DELETE FROM articles WHERE id = ?1",
    };
    kb_status status = KB_OK;
    for (size_t i = 0; i < sizeof steps / sizeof *steps && status == KB_OK; i++)
        status = kb_db_do(store, err, steps[i], "i", article);
    return status;
}

static kb_status remove_all(kb_store *store, int64_t article, kb_err *err)
{
    kb_status status = kb_store_leave_story(store, article, err);
    if (status == KB_OK) status = kb_store_leave_decisions(store, article, err);
    if (status == KB_OK) status = remove_copies(store, article, err);
    if (status == KB_OK) status = remove_claims(store, article, err);
    if (status == KB_OK) status = kb_store_leave_events(store, article, err);
    if (status == KB_OK) status = kb_store_leave_index(store, article, err);
    return status == KB_OK ? remove_rows(store, article, err) : status;
}

kb_status kb_store_forget(kb_store *store, int64_t article, int64_t now, kb_err *err)
{
    int64_t there = 0;
    kb_status status = KB_DB_NUMBER(store, err, 0, &there, "SELECT id FROM articles WHERE id = ?1", "i", article);
    if (status == KB_OK && !there) return kb_fail(err, KB_ERR_NOT_FOUND, "there is no article %" PRId64, article);
    if (status == KB_OK) status = keep_addresses(store, article, now, err);
    if (status == KB_OK) status = keep_words(store, article, now, err);
    return status == KB_OK ? remove_all(store, article, err) : status;
}

kb_status kb_store_remove(kb_store *store, int64_t article, kb_err *err)
{
    kb_status status = remove_all(store, article, err);
    return status == KB_OK ? KB_DB_DO(store, err, "UPDATE keeping SET removed = max(removed, 0) + 1", "") : status;
}

/* ---- the transaction ---- */

/* References are not asked for one by one: some have no index, and none is left when the transaction ends. */
kb_status kb_store_forget_begin(kb_store *store, kb_err *err)
{
    kb_status status = kb_db_run(store, "PRAGMA foreign_keys = OFF; PRAGMA secure_delete = ON", err);
    return status == KB_OK ? kb_store_begin(store, err) : status;
}

/* The full-text index keeps words of what was deleted until its parts are made one; the log keeps pages. */
kb_status kb_store_forget_end(kb_store *store, kb_status status, kb_err *err)
{
    if (status == KB_OK) status = kb_db_run(store, "INSERT INTO search(search) VALUES('optimize')", err);
    if (status == KB_OK) status = kb_store_commit(store, err);
    kb_store_rollback(store);
    if (status == KB_OK) status = kb_db_run(store, "PRAGMA wal_checkpoint(TRUNCATE)", err);
    kb_status after = kb_db_run(store, "PRAGMA foreign_keys = ON", status == KB_OK ? err : NULL);
    return status == KB_OK ? after : status;
}

/* ---- the transaction of what is let go ---- */

kb_status kb_store_remove_begin(kb_store *store, kb_removal *removal, kb_err *err)
{
    *removal = (kb_removal){ 0 };
    kb_status status = kb_db_run(store, "PRAGMA foreign_keys = OFF", err);
    if (status == KB_OK) status = kb_store_begin(store, err);
    if (status == KB_OK) status = KB_DB_NUMBER(store, err, 0, &removal->grouped, "SELECT grouped FROM live", "");
    if (status == KB_OK) status = KB_DB_NUMBER(store, err, 0, &removal->traced, "SELECT traced FROM live", "");
    return status;
}

/* What is deleted lets the store look at all again; but articles went whole, so that nothing else waits. */
kb_status kb_store_remove_end(kb_store *store, const kb_removal *removal, kb_status status, kb_err *err)
{
    if (status == KB_OK)
        status = KB_DB_DO(
            store, err, "UPDATE live SET traced = ?2, grouped = min(?1, (SELECT coalesce(max(id), 0) FROM revisions))",
            "ii", removal->grouped, removal->traced);
    if (status == KB_OK) status = kb_store_commit(store, err);
    kb_store_rollback(store);
    kb_status after = kb_db_run(store, "PRAGMA foreign_keys = ON", status == KB_OK ? err : NULL);
    return status == KB_OK ? after : status;
}
