/* Lists: search, articles, stories. */
#include <inttypes.h>

#include "base/time.h"
#include "store/db.h"
#include "store/query.h"

#define LIMIT_DEFAULT 20

/* What a kb_query asks, ready to be bound. */
typedef struct {
    kb_buf match;
    int64_t since, until;
    kb_str lang;
    int64_t limit;
} asked;

/* The first moment of a day or time; with `end` the first moment behind it. */
static kb_status read_bound(const char *given, const char *what, bool end, int64_t otherwise, int64_t *out, kb_err *err)
{
    kb_time time;
    *out = otherwise;
    if (!given) return KB_OK;
    if (!kb_time_parse(kb_str_of(given), &time))
        return kb_fail(err, KB_ERR_FORMAT, "%s '%s' is no day like 2025-03-04", what, given);
    *out = time.seconds;
    if (!end) return KB_OK;
    kb_civil day = kb_civil_of(kb_time_day(time));
    switch (time.precision) {
    case KB_TIME_YEAR: *out += 86400 * (kb_day_of((kb_civil){ day.year + 1, 1, 1 }) - kb_day_of(day)); break;
    case KB_TIME_MONTH: *out += 86400 * (int64_t)kb_month_days(day.year, day.month); break;
    case KB_TIME_DAY: *out += 86400; break;
    case KB_TIME_MINUTE: *out += 60; break;
    case KB_TIME_SECOND:
    case KB_TIME_NONE: *out += 1; break;
    }
    return KB_OK;
}

/* The languages of the desk: their stems are tried for each word that is looked for. */
static kb_status find_langs(kb_store *store, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status =
        kb_db_prepare(store,
                      "SELECT lang FROM revisions WHERE current = 1 GROUP BY lang ORDER BY count(*) DESC, lang"
                      " LIMIT 8",
                      &stmt, err);
    store->search_lang_count = 0;
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_str lang = kb_db_str(stmt, 0);
        if (lang.len >= sizeof *store->search_langs || store->search_lang_count == KB_SEARCH_LANGS_MAX) continue;
        char *to = store->search_langs[store->search_lang_count++];
        if (lang.len) memcpy(to, lang.at, lang.len);
        to[lang.len] = '\0';
    }
    return status;
}

static kb_status ask(kb_store *store, const kb_query *query, asked *out, kb_err *err)
{
    *out = (asked){ .lang = kb_str_of(query->lang ? query->lang : ""),
                    .limit = query->limit ? (int64_t)query->limit : LIMIT_DEFAULT };
    kb_status status = read_bound(query->since, "since", false, INT64_MIN, &out->since, err);
    if (status == KB_OK) status = read_bound(query->until, "until", true, INT64_MAX, &out->until, err);
    if (status != KB_OK || !query->query) return status;
    status = find_langs(store, err);
    return status == KB_OK ? kb_query_make(store, kb_str_of(query->query), &out->match, err) : status;
}

/* ---- articles ---- */

#define ARTICLE_COLUMNS                                                                                               \
    " r.article, coalesce(m.story, 0), coalesce(m.nearest, 0), coalesce(m.score, 0), coalesce(o.name, ''), r.title, " \
    "r.byline,"                                                                                                       \
    " r.lang, coalesce(r.url, r.canonical, ''), r.published, r.published_zone, r.published_precision,"                \
    " (SELECT added FROM articles WHERE id = r.article), r.number, r.kind"
#define ARTICLE_TABLES " LEFT JOIN outlets AS o ON o.id = r.outlet LEFT JOIN members AS m ON m.article = r.article"
enum { ARTICLE_COLUMN_COUNT = 15 };

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

/* ---- search ---- */

static const char search_sql[] =
    "SELECT" ARTICLE_COLUMNS ", highlight(search, 1, char(2), char(3)), snippet(search, 4, char(2), char(3), '…', 40),"
    " -bm25(search, 0.0, 6.0, 1.0, 1.0, 1.0) AS rank_"
    " FROM search JOIN revisions AS r ON r.article = search.rowid AND r.current = 1" ARTICLE_TABLES
    " WHERE search MATCH ?1 AND coalesce(r.published, r.added) >= ?2 AND coalesce(r.published, r.added) < ?3"
    " AND (?4 = '' OR r.lang = ?4) ORDER BY rank_ DESC, r.article DESC LIMIT ?5";

static kb_status run_search(kb_store *store, const asked *a, kb_each_hit each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store, search_sql, &stmt, err);
    if (status == KB_OK)
        status = kb_db_bind(store, stmt, err, "siisi", kb_buf_str(&a->match), a->since, a->until, a->lang, a->limit);
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

kb_status kb_store_search(kb_store *store, const kb_query *query, kb_each_hit each, void *user, kb_err *err)
{
    asked a;
    kb_status status = ask(store, query, &a, err);
    if (status == KB_OK && !query->query) status = kb_fail(err, KB_ERR_FORMAT, "search: no word to look for");
    if (status == KB_OK) status = run_search(store, &a, each, user, err);
    kb_buf_clear(&a.match);
    return status;
}

/* ---- stories ---- */

#define STORY_COLUMNS                                                                                                  \
    "SELECT s.id, s.title, s.first, s.last, s.reports, count(DISTINCT r.outlet), (SELECT group_concat(lang, ',') FROM" \
    " (SELECT DISTINCT q.lang AS lang FROM members AS k JOIN revisions AS q ON q.article = k.article AND q.current = " \
    "1"                                                                                                                \
    " WHERE k.story = s.id ORDER BY q.lang))"                                                                          \
    " FROM stories AS s JOIN members AS m ON m.story = s.id JOIN revisions AS r ON r.article = m.article AND "         \
    "r.current = 1"
/* The stories wanted are chosen first, so that only these are counted. */
#define STORY_CHOICE                                                                                                \
    " WHERE s.id IN (SELECT z.id FROM stories AS z WHERE EXISTS (SELECT 1 FROM members AS k JOIN revisions AS q ON" \
    " q.article = k.article AND q.current = 1 WHERE k.story = z.id AND k.at >= ?2 AND k.at < ?3 AND (?4 = '' OR "   \
    "q.lang = ?4)"

static const char by_time_sql[] = STORY_COLUMNS STORY_CHOICE ") ORDER BY z.last DESC, z.id DESC LIMIT ?5)"
                                                             " GROUP BY s.id ORDER BY s.last DESC, s.id DESC";
static const char by_size_sql[] =
    STORY_COLUMNS STORY_CHOICE ") ORDER BY z.reports DESC, z.last DESC, z.id DESC LIMIT ?5)"
                               " GROUP BY s.id ORDER BY s.reports DESC, s.last DESC, s.id DESC";
#define MATCHING " AND k.article IN (SELECT rowid FROM search WHERE search MATCH ?1)"
static const char by_time_match_sql[] = STORY_COLUMNS STORY_CHOICE MATCHING
    ") ORDER BY z.last DESC, z.id DESC LIMIT ?5) GROUP BY s.id ORDER BY s.last DESC, s.id DESC";
static const char by_size_match_sql[] =
    STORY_COLUMNS STORY_CHOICE MATCHING ") ORDER BY z.reports DESC, z.last DESC, z.id DESC LIMIT ?5) GROUP BY s.id "
                                        "ORDER BY s.reports DESC, s.last DESC, s.id DESC";

static kb_status each_story(kb_store *store, sqlite3_stmt *stmt, kb_each_story each, void *user, size_t *count,
                            kb_err *err)
{
    kb_status status = KB_OK;
    *count = 0;
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_story_row row = { sqlite3_column_int64(stmt, 0),
                             kb_db_str(stmt, 1),
                             sqlite3_column_int64(stmt, 2),
                             sqlite3_column_int64(stmt, 3),
                             sqlite3_column_int64(stmt, 4),
                             sqlite3_column_int64(stmt, 5),
                             kb_db_str(stmt, 6) };
        ++*count;
        status = each(user, &row);
    }
    sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_stories(kb_store *store, const kb_query *query, kb_each_story each, void *user, kb_err *err)
{
    asked a;
    size_t count;
    sqlite3_stmt *stmt = NULL;
    const char *sql = query->largest ? (query->query ? by_size_match_sql : by_size_sql)
                                     : (query->query ? by_time_match_sql : by_time_sql);
    kb_status status = ask(store, query, &a, err);
    if (status == KB_OK) status = kb_db_prepare(store, sql, &stmt, err);
    if (status == KB_OK)
        status = kb_db_bind(store, stmt, err, "siisi", kb_buf_str(&a.match), a.since, a.until, a.lang, a.limit);
    if (status == KB_OK) status = each_story(store, stmt, each, user, &count, err);
    kb_buf_clear(&a.match);
    return status;
}

kb_status kb_store_story(kb_store *store, int64_t story, kb_each_story each, void *user, kb_err *err)
{
    sqlite3_stmt *stmt;
    size_t count = 0;
    kb_status status = kb_db_prepare(store, STORY_COLUMNS " WHERE s.id = ?1 GROUP BY s.id", &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", story);
    if (status == KB_OK) status = each_story(store, stmt, each, user, &count, err);
    if (status == KB_OK && count == 0) return kb_fail(err, KB_ERR_NOT_FOUND, "there is no story %" PRId64, story);
    return status;
}
