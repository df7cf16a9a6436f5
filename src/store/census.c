/* Counts by day of the articles that a query finds: one pass over each of three narrow indices, whatever the query is.
 */
#include <stdlib.h>

#include "store/db.h"
#include "store/outlets.h"
#include "store/query.h"

/* By number: of an article, of a revision. */
typedef struct {
    uint32_t *at; /* a day; 0: does not count */
    size_t count;
} days;

typedef struct {
    kb_store *store;
    kb_census *to;
    days articles, revisions;
    uint8_t *found; /* by article: a search finds it; NULL: nothing is searched */
} counting;

static kb_status make_days(kb_store *store, const char *literal, days *out, kb_err *err)
{
    int64_t last;
    kb_status status = kb_db_number(store, err, 0, &last, literal, "");
    if (status != KB_OK) return status;
    if (last < 0 || last >= UINT32_MAX) return kb_fail(err, KB_ERR_LIMIT, "too many articles to be counted");
    out->count = (size_t)last + 1;
    out->at = calloc(out->count, sizeof *out->at);
    return out->at ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

static kb_status find_articles(counting *c, kb_str match, kb_err *err)
{
    sqlite3_stmt *stmt;
    if (!match.len) return KB_OK;
    c->found = calloc(c->articles.count, 1);
    if (!c->found) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_db_prepare(c->store, "SELECT rowid FROM search WHERE search MATCH ?1", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(c->store, stmt, err, "s", match);
    while (status == KB_OK && kb_db_row(c->store, stmt, &status, err)) {
        int64_t article = sqlite3_column_int64(stmt, 0);
        if (article >= 0 && (size_t)article < c->articles.count) c->found[article] = 1;
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

/* A row of what is counted and what it belongs to: (thing, number of an article or revision). */
static kb_status count_things(counting *c, const char *literal, const days *of, kb_census_column column, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(c->store, literal, &stmt, err);
    while (status == KB_OK && kb_db_row(c->store, stmt, &status, err)) {
        int64_t number = sqlite3_column_int64(stmt, 1);
        uint32_t day = number >= 0 && (size_t)number < of->count ? of->at[number] : 0;
        if (day) kb_census_add(c->to, column, (uint32_t)sqlite3_column_int64(stmt, 0), day);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

static void count_article(counting *c, sqlite3_stmt *stmt)
{
    enum { REVISION, ARTICLE, OUTLET, PUBLISHED };
    int64_t revision = sqlite3_column_int64(stmt, REVISION), article = sqlite3_column_int64(stmt, ARTICLE);
    if (article < 0 || (size_t)article >= c->articles.count || revision < 0 || (size_t)revision >= c->revisions.count)
        return;
    if (c->found && !c->found[article]) return;
    uint32_t day = kb_census_day(kb_db_time(stmt, PUBLISHED));
    c->articles.at[article] = c->revisions.at[revision] = day;
    kb_census_add(c->to, KB_CENSUS_REPORTS, (uint32_t)article, day);
    if (sqlite3_column_type(stmt, OUTLET) != SQLITE_NULL)
        kb_census_add(c->to, KB_CENSUS_OUTLETS, (uint32_t)sqlite3_column_int64(stmt, OUTLET), day);
}

static kb_status count_articles(counting *c, const kb_asked *a, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status =
        kb_db_prepare(c->store,
                      "SELECT id, article, (SELECT o.counted FROM mastheads AS mh JOIN outlets AS o ON o.id = mh.outlet"
                      " WHERE mh.id = revisions.outlet), published, published_zone, published_precision FROM revisions"
                      " WHERE current = 1 AND coalesce(published, added) >= ?1 AND coalesce(published, added) < ?2"
                      " AND (?3 = '' OR lang = ?3) AND " KB_OUTLET_FITS("revisions", "?4"),
                      &stmt, err);
    if (status == KB_OK)
        status = kb_db_bind(c->store, stmt, err, "iiss", a->since, a->until, a->lang, kb_buf_str(&a->outlets));
    while (status == KB_OK && kb_db_row(c->store, stmt, &status, err)) count_article(c, stmt);
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_census(kb_store *store, const kb_query *query, kb_census *census, kb_err *err)
{
    kb_asked a;
    counting c = { .store = store, .to = census };
    kb_status status = kb_query_ask(store, query, &a, err);
    if (status == KB_OK) status = make_days(store, "SELECT coalesce(max(id), 0) FROM articles", &c.articles, err);
    if (status == KB_OK) status = make_days(store, "SELECT coalesce(max(id), 0) FROM revisions", &c.revisions, err);
    if (status == KB_OK) status = find_articles(&c, kb_buf_str(&a.match), err);
    if (status == KB_OK) status = count_articles(&c, &a, err);
    if (status == KB_OK)
        status = count_things(&c, "SELECT speaker, revision FROM said", &c.revisions, KB_CENSUS_SPEAKERS, err);
    if (status == KB_OK)
        status = count_things(&c, "SELECT story, article FROM members", &c.articles, KB_CENSUS_STORIES, err);
    free(c.articles.at);
    free(c.revisions.at);
    free(c.found);
    kb_asked_clear(&a);
    return status;
}
