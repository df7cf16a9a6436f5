/* Lists: search, articles. */
#include <inttypes.h>
#include <stdlib.h>

#include "store/alerts.h"
#include "store/found.h"
#include "store/outlets.h"

/* ---- articles ---- */

#define ARTICLE_COLUMNS                                                                                               \
    " r.article, coalesce(m.story, 0), coalesce(m.nearest, 0), coalesce(m.score, 0), coalesce(o.name, ''), r.title, " \
    "r.byline,"                                                                                                       \
    " r.lang, coalesce(r.url, r.canonical, ''), r.published, r.published_zone, r.published_precision,"                \
    " (SELECT added FROM articles WHERE id = r.article), r.number, r.kind,"                                           \
    " iif(m.joined <> m.story, m.joined, 0), EXISTS (SELECT 1 FROM labels AS l WHERE l.article = r.article),"         \
    " (SELECT coalesce(withdrawn, 0) FROM articles WHERE id = r.article)"
#define ARTICLE_TABLES KB_OUTLET_TABLES " LEFT JOIN members AS m ON m.article = r.article"
enum { ARTICLE_COLUMN_COUNT = 18 };

static void read_article(sqlite3_stmt *stmt, kb_article_row *row)
{
    *row = (kb_article_row){ .article = sqlite3_column_int64(stmt, 0),
                             .story = sqlite3_column_int64(stmt, 1),
                             .nearest = sqlite3_column_int64(stmt, 2),
                             .score = sqlite3_column_double(stmt, 3),
                             .outlet = kb_db_str(stmt, 4),
                             .title = kb_db_str(stmt, 5),
                             .byline = kb_db_str(stmt, 6),
                             .lang = kb_db_str(stmt, 7),
                             .url = kb_db_str(stmt, 8),
                             .published = kb_db_time(stmt, 9),
                             .added = sqlite3_column_int64(stmt, 12),
                             .revisions = sqlite3_column_int64(stmt, 13),
                             .joined = sqlite3_column_int64(stmt, 15),
                             .by_hand = sqlite3_column_int(stmt, 16) != 0,
                             .withdrawn = sqlite3_column_int64(stmt, 17),
                             .live = sqlite3_column_int64(stmt, 14) == KB_DOC_LIVE };
}

static kb_status each_article(kb_store *store, sqlite3_stmt *stmt, int64_t id, kb_each_article each, void *user,
                              size_t *count, kb_err *err)
{
    kb_status status = kb_db_bind(store, stmt, err, "i", id);
    *count = 0;
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_article_row row;
        read_article(stmt, &row);
        ++*count;
        status = each(user, &row);
    }
    sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_members(kb_store *store, int64_t story, kb_each_article each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    size_t count;
    kb_status status =
        kb_db_prepare(store,
                      "SELECT" ARTICLE_COLUMNS " FROM members AS k JOIN revisions AS r ON r.article = k.article AND"
                      " r.current = 1" ARTICLE_TABLES " WHERE k.story = ?1 ORDER BY k.at, k.article",
                      &stmt, err);
    return status == KB_OK ? each_article(store, stmt, story, each, user, &count, err) : status;
}

kb_status kb_store_article(kb_store *store, int64_t article, kb_each_article each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    size_t count = 0;
    kb_status status = kb_db_prepare(
        store, "SELECT" ARTICLE_COLUMNS " FROM revisions AS r" ARTICLE_TABLES " WHERE r.article = ?1 AND r.current = 1",
        &stmt, err);
    if (status == KB_OK) status = each_article(store, stmt, article, each, user, &count, err);
    if (status == KB_OK && count == 0) return kb_fail(err, KB_ERR_NOT_FOUND, "there is no article %" PRId64, article);
    return status;
}

/* ---- as it happens ---- */

kb_status kb_store_news(kb_store *store, int64_t after, size_t limit, kb_each_news_row each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store,
                                     "SELECT" ARTICLE_COLUMNS
                                     ", r.id, r.number, coalesce(s.reports, 0) FROM revisions AS r" ARTICLE_TABLES
                                     " LEFT JOIN stories AS s ON s.id = m.story WHERE r.id > ?1 ORDER BY r.id LIMIT ?2",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", after, (int64_t)limit);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_news_row row = { .place = sqlite3_column_int64(stmt, ARTICLE_COLUMN_COUNT),
                            .number = sqlite3_column_int64(stmt, ARTICLE_COLUMN_COUNT + 1),
                            .reports = sqlite3_column_int64(stmt, ARTICLE_COLUMN_COUNT + 2) };
        read_article(stmt, &row.article);
        status = each(user, &row);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_news_place(kb_store *store, int64_t *out, kb_err *err)
{
    return KB_DB_NUMBER(store, err, 0, out, "SELECT coalesce(max(id), 0) FROM revisions", "");
}

/* ---- search ---- */

#define FOUND_BYTES ((size_t)256 << 20)

#define FITS(r)                                                                          \
    " AND coalesce(" r ".published, " r ".added) >= ?2 AND coalesce(" r ".published, " r \
    ".added) < ?3 AND (?4 = '' OR " r ".lang = ?4) AND " KB_OUTLET_FITS(r, "?6")
#define HIT(rank)                                                                                    \
    "SELECT" ARTICLE_COLUMNS                                                                         \
    ", highlight(search, 1, char(2), char(3)), snippet(search, 4, char(2), char(3), '…', 40), " rank \
    " FROM search JOIN revisions AS r ON r.article = search.rowid AND r.current = 1" ARTICLE_TABLES  \
    " WHERE search MATCH ?1"

/* Ranked before: to rank one hit costs as much as to rank all. */
static const char one_sql[] = HIT("?3") " AND search.rowid = ?2";
/* Of the index only these articles are read. */
static const char range_sql[] =
    HIT(KB_FOUND_RANK) FITS("r") " AND search.rowid BETWEEN ?7 AND ?8 ORDER BY r.article LIMIT ?5";

static kb_status each_hit(kb_store *store, sqlite3_stmt *stmt, kb_status status, kb_each_hit each, void *user,
                          kb_err *err)
{
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_hit hit;
        read_article(stmt, &hit.article);
        hit.title = kb_db_str(stmt, ARTICLE_COLUMN_COUNT);
        hit.snippet = kb_db_str(stmt, ARTICLE_COLUMN_COUNT + 1);
        hit.rank = sqlite3_column_double(stmt, ARTICLE_COLUMN_COUNT + 2);
        status = each(user, &hit);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

static int best_first(const void *a, const void *b)
{
    const kb_found_hit *x = a, *y = b;
    if (x->rank != y->rank) return x->rank > y->rank ? -1 : 1;
    return x->article > y->article ? -1 : x->article < y->article;
}

static int newest_first(const void *a, const void *b)
{
    const kb_found_hit *x = a, *y = b;
    if (x->at != y->at) return x->at > y->at ? -1 : 1;
    return x->article > y->article ? -1 : x->article < y->article;
}

static kb_status tell_hits(kb_store *store, const kb_asked *a, const kb_found *found, kb_each_hit each, void *user,
                           kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = (size_t)a->skip; i < found->count && i < (size_t)a->limit && status == KB_OK; i++) {
        sqlite3_stmt *stmt;
        status = kb_db_prepare(store, one_sql, &stmt, err);
        if (status == KB_OK)
            status =
                kb_db_bind(store, stmt, err, "sir", kb_buf_str(&a->match), found->at[i].article, found->at[i].rank);
        status = each_hit(store, stmt, status, each, user, err);
    }
    return status;
}

typedef struct {
    kb_store *store;
    const kb_query *query;
    kb_arena *arena;
    kb_facets_found *facets; /* NULL: not counted */
    kb_each_hit each;        /* NULL: not told */
    void *user;
    kb_err *err;
} searching;

static kb_status find_and_tell(const searching *s, const kb_asked *a)
{
    kb_found found;
    size_t enough = s->store->ranked, wanted = s->each ? (size_t)a->limit : 0;
    unsigned of =
        (s->each && !s->query->by_time ? KB_FOUND_RANKED : 0u) | (s->facets || s->query->by_time ? KB_FOUND_FACTS : 0u);
    kb_status status = kb_found_find(s->store, a, of, wanted > enough ? wanted : enough, s->arena, &found, s->err);
    if (status == KB_OK && s->facets) status = kb_found_count(s->store, &found, s->arena, s->facets, s->err);
    if (status != KB_OK || !s->each) return status;
    if (found.count) qsort(found.at, found.count, sizeof *found.at, s->query->by_time ? newest_first : best_first);
    return tell_hits(s->store, a, &found, s->each, s->user, s->err);
}

static kb_status search(const searching *s)
{
    kb_asked a;
    kb_status status = kb_query_ask(s->store, s->query, &a, s->err);
    if (status == KB_OK && !s->query->query) status = kb_fail(s->err, KB_ERR_FORMAT, "search: no word to look for");
    if (status == KB_OK) status = find_and_tell(s, &a);
    kb_asked_clear(&a);
    return status;
}

kb_status kb_store_search(kb_store *store, const kb_query *query, kb_each_hit each, void *user, kb_err *err)
{
    kb_arena *arena = kb_arena_new(FOUND_BYTES);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = search(&(searching){ store, query, arena, NULL, each, user, err });
    kb_arena_free(arena);
    return status;
}

kb_status kb_store_facets(kb_store *store, const kb_query *query, kb_arena *arena, kb_facets_found *out, kb_err *err)
{
    *out = (kb_facets_found){ 0 };
    return search(&(searching){ store, query, arena, out, NULL, NULL, err });
}

kb_status kb_store_search_counted(kb_store *store, const kb_query *query, kb_arena *arena, kb_facets_found *out,
                                  kb_each_hit each, void *user, kb_err *err)
{
    *out = (kb_facets_found){ 0 };
    return search(&(searching){ store, query, arena, out, each, user, err });
}

/* ---- what is new ---- */

static kb_status run_range(kb_store *store, const kb_asked *a, int64_t first, int64_t last, kb_each_hit each,
                           void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store, range_sql, &stmt, err);
    if (status == KB_OK)
        status = kb_db_bind(store, stmt, err, "siisisii", kb_buf_str(&a->match), a->since, a->until, a->lang, a->limit,
                            kb_buf_str(&a->outlets), first, last);
    return each_hit(store, stmt, status, each, user, err);
}

/* Revisions of articles that were there before, one by one: of the index a range that has them all may be large. */
static kb_status search_revised(kb_store *store, const kb_asked *a, int64_t after, int64_t until, int64_t first,
                                kb_each_hit each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store,
                                     "SELECT article FROM revisions WHERE id > ?1 AND id <= ?2 AND article < ?3"
                                     " AND current = 1",
                                     &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "iii", after, until, first);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        int64_t article = sqlite3_column_int64(stmt, 0);
        status = run_range(store, a, article, article, each, user, err);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_search_new(kb_store *store, const kb_query *query, int64_t after, int64_t until, kb_each_hit each,
                              void *user, kb_err *err)
{
    kb_asked a;
    int64_t first = 0, last = 0;
    kb_status status = kb_query_ask_new(store, query, after, &a, err);
    a.limit = -1;
    if (status == KB_OK) status = kb_store_first_new(store, after, &first, err);
    if (status == KB_OK)
        status = KB_DB_NUMBER(store, err, 0, &last, "SELECT max(article) FROM revisions WHERE id > ?1 AND id <= ?2",
                              "ii", after, until);
    if (status == KB_OK) status = search_revised(store, &a, after, until, first, each, user, err);
    if (status == KB_OK && first <= last) status = run_range(store, &a, first, last, each, user, err);
    kb_asked_clear(&a);
    return status;
}
