#include "store/copies.h"

#include <stdlib.h>

#include "store/db.h"
#include "store/outlets.h"

#define NEWEST 17   /* articles with one fingerprint that are looked at: the newest, */
#define OLDEST 8    /* and the first where there are more */
#define RARE_MAX 3  /* other articles that have a fingerprint which tells something by itself */
#define HOPS_MAX 16 /* sources of sources that are followed */

/* ---- rows ---- */

#define COPY_COLUMNS                                                                                                 \
    "SELECT c.article, c.n, coalesce(c.source, 0), coalesce(c.agency, ''), coalesce(o.name, ''), coalesce(r.title, " \
    "''), c.kind, c.share, c.source_share, c.taken, c.words, c.own, coalesce(mh.name, '') FROM "
#define COPY_TABLES " LEFT JOIN revisions AS r ON r.article = c.source AND r.current = 1" KB_OUTLET_TABLES " "

static kb_copy_row read_row(sqlite3_stmt *stmt)
{
    int64_t kind = sqlite3_column_int64(stmt, 6);
    return (kb_copy_row){ .article = sqlite3_column_int64(stmt, 0),
                          .n = sqlite3_column_int64(stmt, 1),
                          .source = sqlite3_column_int64(stmt, 2),
                          .agency = kb_db_str(stmt, 3),
                          .outlet = kb_db_str(stmt, 4),
                          .title = kb_db_str(stmt, 5),
                          .kind = kind >= 0 && kind < KB_COPY_REVISION ? (kb_copy_kind)kind : KB_COPY_PART,
                          .share = sqlite3_column_double(stmt, 7),
                          .source_share = sqlite3_column_double(stmt, 8),
                          .taken = sqlite3_column_int64(stmt, 9),
                          .words = sqlite3_column_int64(stmt, 10),
                          .own = sqlite3_column_int64(stmt, 11),
                          .masthead = kb_db_str(stmt, 12) };
}

static kb_status each_row(kb_store *store, kb_status prepared, sqlite3_stmt *stmt, int64_t id, kb_each_copy each,
                          void *user, kb_err *err)
{
    kb_status status = prepared == KB_OK ? kb_db_bind(store, stmt, err, "i", id) : prepared;
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_copy_row row = read_row(stmt);
        status = each(user, &row);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_copies(kb_store *store, int64_t article, kb_each_copy each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(
        store, COPY_COLUMNS "copies AS c" COPY_TABLES "WHERE c.article = ?1 ORDER BY c.article, c.n", &stmt, err);
    return each_row(store, status, stmt, article, each, user, err);
}

kb_status kb_store_copied(kb_store *store, int64_t article, kb_each_copy each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(
        store, COPY_COLUMNS "copies AS c" COPY_TABLES "WHERE c.source = ?1 ORDER BY c.article, c.n", &stmt, err);
    return each_row(store, status, stmt, article, each, user, err);
}

kb_status kb_store_story_copies(kb_store *store, int64_t story, kb_each_copy each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store,
                                     COPY_COLUMNS "members AS m JOIN copies AS c ON c.article = m.article" COPY_TABLES
                                                  "WHERE m.story = ?1 ORDER BY c.article, c.n",
                                     &stmt, err);
    return each_row(store, status, stmt, story, each, user, err);
}

kb_status kb_store_save_copies(kb_store *store, int64_t article, const kb_copy_row *rows, size_t count, kb_err *err)
{
    kb_status status = KB_DB_DO(store, err, "DELETE FROM copies WHERE article = ?1", "i", article);
    for (size_t i = 0; i < count && status == KB_OK; i++)
        status = KB_DB_DO(store, err,
                          "INSERT INTO copies(article, n, source, agency, kind, share, source_share, taken, words,"
                          " own) VALUES(?1, ?2, nullif(?3, 0), ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                          "iiitirriii", article, (int64_t)i + 1, rows[i].source, rows[i].agency, (int64_t)rows[i].kind,
                          rows[i].share, rows[i].source_share, rows[i].taken, rows[i].words, rows[i].own);
    return status;
}

/* Each report's way back: by its first source, to what has half of its words for itself or is not known to rest on
 * anything; reports outside of the story are followed too. */
kb_status kb_store_independent(kb_store *store, int64_t story, int64_t *texts, kb_err *err)
{
    return KB_DB_NUMBER(store, err, 0, texts,
                        "WITH RECURSIVE way(at, agency, hop) AS (SELECT article, '', 0 FROM members WHERE story = ?1"
                        " UNION SELECT coalesce(c.source, 0), iif(c.source IS NULL, c.agency, ''), hop + 1"
                        " FROM way JOIN copies AS c ON c.article = way.at AND c.n = 1"
                        " WHERE 2 * c.own < c.words AND hop < ?2)"
                        " SELECT count(*) FROM (SELECT DISTINCT at, agency FROM way WHERE NOT EXISTS (SELECT 1 FROM"
                        " copies AS c WHERE c.article = way.at AND c.n = 1 AND 2 * c.own < c.words))",
                        "ii", story, (int64_t)HOPS_MAX);
}

/* ---- fingerprints ---- */

static int64_t short_of(uint64_t print)
{
    return (int64_t)(print & ((UINT64_C(1) << (8 * KB_PRINT_BYTES)) - 1));
}

/* The fingerprints that are kept of an article, in `arena`. */
static kb_status prints_of(kb_store *store, int64_t article, kb_arena *arena, int64_t **prints, size_t *count,
                           kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store, "SELECT prints FROM printed WHERE article = ?1", &stmt, err);
    *count = 0;
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", article);
    if (status != KB_OK || !kb_db_row(store, stmt, &status, err)) return status;
    const unsigned char *from = sqlite3_column_blob(stmt, 0);
    size_t bytes = from ? (size_t)sqlite3_column_bytes(stmt, 0) : 0;
    *prints = KB_NEW(arena, int64_t, bytes / KB_PRINT_BYTES);
    if (!*prints) {
        sqlite3_reset(stmt);
        return kb_arena_fail(arena, err);
    }
    for (; *count < bytes / KB_PRINT_BYTES; ++*count)
        for (int b = 0; b < KB_PRINT_BYTES; b++) (*prints)[*count] |= (int64_t)*from++ << (8 * b);
    sqlite3_reset(stmt);
    return KB_OK;
}

static kb_status drop_prints(kb_store *store, int64_t article, kb_err *err)
{
    int64_t *prints = NULL;
    size_t count;
    kb_arena *arena = kb_arena_new(SIZE_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = prints_of(store, article, arena, &prints, &count, err);
    for (size_t i = 0; i < count && status == KB_OK; i++)
        status = KB_DB_DO(store, err, "DELETE FROM prints WHERE print = ?1 AND article = ?2", "ii", prints[i], article);
    kb_arena_free(arena);
    return status;
}

kb_status kb_store_save_prints(kb_store *store, int64_t article, const uint64_t *prints, size_t count, kb_err *err)
{
    unsigned char *bytes = malloc(count * KB_PRINT_BYTES + 1), *to = bytes;
    kb_status status = bytes ? drop_prints(store, article, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        for (int b = 0; b < KB_PRINT_BYTES; b++) *to++ = (unsigned char)(prints[i] >> (8 * b) & 0xFF);
        status = KB_DB_DO(store, err, "INSERT OR IGNORE INTO prints(print, article) VALUES(?1, ?2)", "ii",
                          short_of(prints[i]), article);
    }
    if (status == KB_OK)
        status = KB_DB_DO(store, err, "INSERT OR REPLACE INTO printed(article, prints) VALUES(?1, ?2)", "ib", article,
                          (kb_str){ (const char *)bytes, (size_t)(to - bytes) });
    free(bytes);
    return status;
}

/* ---- look-up ---- */

typedef struct {
    kb_store *store;
    int64_t article;
    kb_arena *arena;
    kb_near_articles met; /* an article as often as it was met */
} lookup;

/* Adds the articles that the statement gives; *given counts them. */
static kb_status meet(lookup *l, sqlite3_stmt *stmt, int64_t print, int64_t most, size_t *given, kb_err *err)
{
    kb_status status = kb_db_bind(l->store, stmt, err, "iii", print, l->article, most);
    *given = 0;
    while (status == KB_OK && kb_db_row(l->store, stmt, &status, err)) {
        kb_near_article *item = KB_ADD(l->arena, &l->met, kb_near_article);
        if (!item) status = kb_arena_fail(l->arena, err);
        if (item) *item = (kb_near_article){ sqlite3_column_int64(stmt, 0), 1, 0 };
        ++*given;
    }
    sqlite3_reset(stmt);
    return status;
}

static kb_status meet_print(lookup *l, int64_t print, kb_err *err)
{
    sqlite3_stmt *stmt;
    size_t newest, oldest;
    kb_status status = kb_db_prepare(
        l->store, "SELECT article FROM prints WHERE print = ?1 AND article <> ?2 ORDER BY article DESC LIMIT ?3", &stmt,
        err);
    if (status == KB_OK) status = meet(l, stmt, print, NEWEST, &newest, err);
    if (status != KB_OK) return status;
    for (size_t i = l->met.count - newest; newest <= RARE_MAX && i < l->met.count; i++) l->met.at[i].rare = 1;
    if (newest < NEWEST) return KB_OK;
    int64_t last = l->met.at[l->met.count - 1].article;
    status = kb_db_prepare(l->store,
                           "SELECT article FROM prints WHERE print = ?1 AND article <> ?2 ORDER BY article LIMIT ?3",
                           &stmt, err);
    if (status == KB_OK) status = meet(l, stmt, print, OLDEST, &oldest, err);
    while (status == KB_OK && oldest && l->met.at[l->met.count - 1].article >= last) l->met.count--, oldest--;
    return status;
}

static int by_article(const void *a, const void *b)
{
    const kb_near_article *x = a, *y = b;
    return x->article < y->article ? -1 : x->article > y->article;
}

static int by_shared(const void *a, const void *b)
{
    const kb_near_article *x = a, *y = b;
    if (x->shared != y->shared) return x->shared > y->shared ? -1 : 1;
    return by_article(a, b);
}

/* One entry an article; those that share too little of `count` fingerprints are left out. */
static void sum_up(kb_near_articles *met, size_t count)
{
    size_t kept = 0;
    if (met->count) qsort(met->at, met->count, sizeof *met->at, by_article);
    for (size_t i = 0, end; i < met->count; i = end) {
        kb_near_article sum = met->at[i];
        for (end = i + 1; end < met->count && met->at[end].article == sum.article; end++) {
            sum.shared++;
            sum.rare += met->at[end].rare;
        }
        if (sum.shared >= 2 || sum.rare || sum.shared == count) met->at[kept++] = sum;
    }
    met->count = kept;
    if (kept) qsort(met->at, kept, sizeof *met->at, by_shared);
}

kb_status kb_store_near(kb_store *store, int64_t article, const uint64_t *prints, size_t count, size_t most,
                        kb_arena *arena, kb_near_articles *out, kb_err *err)
{
    lookup l = { .store = store, .article = article, .arena = arena };
    kb_status status = KB_OK;
    for (size_t i = 0; i < count && status == KB_OK; i++) status = meet_print(&l, short_of(prints[i]), err);
    sum_up(&l.met, count);
    if (l.met.count > most) l.met.count = most;
    *out = l.met;
    return status;
}

kb_status kb_store_beside(kb_store *store, int64_t article, size_t most, int64_t *out, size_t *count, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(
        store,
        "SELECT article FROM (SELECT r.article FROM revisions AS r WHERE r.current = 1 AND r.article < ?1 AND"
        " r.outlet = (SELECT outlet FROM revisions WHERE article = ?1 AND current = 1) ORDER BY r.article DESC"
        " LIMIT ?2) UNION ALL"
        " SELECT article FROM (SELECT r.article FROM revisions AS r WHERE r.current = 1 AND r.article > ?1 AND"
        " r.outlet = (SELECT outlet FROM revisions WHERE article = ?1 AND current = 1) ORDER BY r.article LIMIT ?2)",
        &stmt, err);
    *count = 0;
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", article, (int64_t)most);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err))
        if (*count < 2 * most) out[(*count)++] = sqlite3_column_int64(stmt, 0);
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_next_unprinted(kb_store *store, int64_t after, int64_t *article, kb_err *err)
{
    kb_status status =
        KB_DB_NUMBER(store, err, 0, article,
                     "SELECT r.article FROM revisions AS r WHERE r.current = 1 AND r.article > max(?1, (SELECT"
                     " traced FROM live)) AND r.kind < ?2 AND NOT EXISTS (SELECT 1 FROM printed AS p WHERE p.article ="
                     " r.article) ORDER BY r.article LIMIT 1",
                     "ii", after, (int64_t)KB_DOC_LIVE);
    if (status != KB_OK || *article) return status;
    return kb_db_run(store,
                     "UPDATE live SET traced = (SELECT coalesce(max(id), 0) FROM articles) WHERE traced <> (SELECT"
                     " coalesce(max(id), 0) FROM articles)",
                     err);
}

kb_status kb_store_newest_revision(kb_store *store, int64_t article, int64_t *revision, kb_err *err)
{
    return KB_DB_NUMBER(store, err, 0, revision, "SELECT id FROM revisions WHERE article = ?1 AND current = 1", "i",
                        article);
}

kb_status kb_store_first_published(kb_store *store, int64_t article, kb_time *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store,
                                     "SELECT published, published_zone, published_precision FROM revisions"
                                     " WHERE article = ?1 ORDER BY number LIMIT 1",
                                     &stmt, err);
    *out = (kb_time){ 0 };
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", article);
    if (status == KB_OK && kb_db_row(store, stmt, &status, err)) *out = kb_db_time(stmt, 0);
    if (stmt) sqlite3_reset(stmt);
    return status;
}
