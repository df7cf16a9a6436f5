/* Stories as they are listed and told: which, in what order, and what is to be said of each (story/facts.h). */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "show/nouns_json.h"
#include "store/among.h"
#include "store/copies.h"
#include "store/db.h"
#include "store/disputes.h"
#include "store/outlets.h"

#define STORY_BYTES_MAX ((size_t)256 << 20)
#define FOUND_MAX 10000   /* reports that a search finds whose stories are told */
#define LINKED_MAX 512    /* newest reports whose links say which title is the story's */
#define LEAST_PACE 0.0005 /* is rounded to 0 */
#define DAY_LN_2 59888.7  /* 86400 ln 2, a little more */

/* ---- the reports of one story ---- */

typedef struct {
    kb_member *at;
    size_t count;
} members;

static kb_status read_members(kb_store *store, int64_t story, kb_arena *arena, members *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (members){ 0 };
    kb_status status = kb_db_prepare(
        store,
        "SELECT m.article, m.at, r.title, coalesce(o.name, ''), r.lang, r.published, r.published_zone, "
        "r.published_precision, " KB_OUTLET_COUNTED
        " FROM members AS m JOIN revisions AS r ON r.article = m.article AND r.current = 1" KB_OUTLET_TABLES
        " WHERE m.story = ?1 ORDER BY m.at, m.article",
        &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", story);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_member *m = KB_ADD(arena, out, kb_member);
        if (!m || !kb_arena_copy(arena, kb_db_str(stmt, 2), &m->title) ||
            !kb_arena_copy(arena, kb_db_str(stmt, 3), &m->outlet) ||
            !kb_arena_copy(arena, kb_db_str(stmt, 4), &m->lang) ||
            !kb_arena_copy(arena, kb_db_str(stmt, 8), &m->counted)) {
            status = kb_arena_fail(arena, err);
            break;
        }
        m->article = sqlite3_column_int64(stmt, 0);
        m->at = sqlite3_column_int64(stmt, 1);
        m->published = kb_db_time(stmt, 5);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

typedef struct {
    int64_t article;
    uint32_t index;
} place;

static int newest_first(const void *a, const void *b)
{
    const place *x = a, *y = b;
    return x->article > y->article ? -1 : x->article < y->article;
}

typedef struct {
    kb_link *at;
    size_t count;
} links;

/* The links between its newest reports; each is kept with the later one. */
static kb_status read_links(kb_store *store, const members *list, kb_arena *arena, links *out, kb_err *err)
{
    const kb_live live = kb_store_live(store);
    kb_odds odds[KB_LIVE_LINKS_MAX];
    kb_status status = KB_OK;
    size_t count = list->count;
    place *places = KB_NEW(arena, place, count);
    *out = (links){ 0 };
    if (!places) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++) places[i] = (place){ list->at[i].article, (uint32_t)i };
    if (count) qsort(places, count, sizeof *places, newest_first);
    if (count > LINKED_MAX) count = LINKED_MAX;
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        size_t found;
        uint32_t lang;
        status = live.links(live.self, places[i].article, odds, &found, &lang, err);
        for (size_t k = 0; k < found && status == KB_OK; k++) {
            const place wanted = { odds[k].article, 0 };
            const place *other = bsearch(&wanted, places, count, sizeof *places, newest_first);
            kb_link *link = other ? KB_ADD(arena, out, kb_link) : NULL;
            if (link) *link = (kb_link){ places[i].index, other->index, odds[k].odds };
            if (other && !link) status = kb_arena_fail(arena, err);
        }
    }
    return status;
}

static kb_status moment(kb_store *store, const kb_story_view *view, int64_t *out, kb_err *err)
{
    int64_t newest, added;
    *out = view->now;
    if (view->now) return KB_OK;
    kb_status status = KB_DB_NUMBER(store, err, 0, &newest, "SELECT last FROM stories ORDER BY last DESC LIMIT 1", "");
    if (status == KB_OK)
        status = KB_DB_NUMBER(store, err, 0, &added, "SELECT added FROM articles ORDER BY id DESC LIMIT 1", "");
    if (status == KB_OK) *out = newest < added ? newest : added;
    return status;
}

static kb_status tell(kb_store *store, int64_t story, const kb_story_view *view, int64_t now, kb_each_story each,
                      void *user, kb_err *err)
{
    members list;
    links between;
    kb_story_row row = { .id = story };
    int64_t independent = 0, withdrawn = 0;
    kb_arena *arena = kb_arena_new(STORY_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = read_members(store, story, arena, &list, err);
    if (status == KB_OK && list.count == 0)
        status = kb_fail(err, KB_ERR_NOT_FOUND, "there is no story %" PRId64, story);
    if (status == KB_OK) status = read_links(store, &list, arena, &between, err);
    if (status == KB_OK)
        status = kb_facts_make(list.at, list.count, between.at, between.count, kb_str_of(view->lang ? view->lang : ""),
                               now, arena, &row.facts, err);
    if (status == KB_OK) status = kb_store_independent(store, story, &independent, err);
    if (status == KB_OK)
        status = KB_DB_NUMBER(store, err, 0, &withdrawn,
                              "SELECT count(a.withdrawn) FROM members AS m JOIN articles AS a ON a.id = m.article"
                              " WHERE m.story = ?1",
                              "i", story);
    if (status == KB_OK) {
        row.facts.independent = (size_t)independent;
        row.facts.withdrawn = (size_t)withdrawn;
        row.members = list.at;
        status = kb_store_disputes(store, story, &row.facts.disputes, err);
    }
    if (status == KB_OK) status = each(user, &row);
    kb_arena_free(arena);
    return status;
}

kb_status kb_store_story(kb_store *store, int64_t story, const kb_story_view *view, kb_each_story each, void *user,
                         kb_err *err)
{
    int64_t now;
    kb_status status = moment(store, view, &now, err);
    return status == KB_OK ? tell(store, story, view, now, each, user, err) : status;
}

/* ---- names ---- */

static kb_name_kind kind_of(kb_str name)
{
    for (int kind = 0; kind < KB_NAME_OTHER; kind++)
        if (kb_str_is(name, kb_name_kind_name((kb_name_kind)kind))) return (kb_name_kind)kind;
    return KB_NAME_OTHER;
}

typedef struct {
    kb_cast_name *at;
    size_t count;
} cast_names;

kb_status kb_store_cast(kb_store *store, int64_t story, kb_arena *arena, kb_cast *out, kb_err *err)
{
    cast_names list = { 0 };
    sqlite3_stmt *stmt;
    int64_t article = 0;
    size_t report = 0;
    kb_status status =
        kb_db_prepare(store,
                      "SELECT m.article, n.name, n.key, n.kind FROM members AS m JOIN revisions AS r ON r.article ="
                      " m.article AND r.current = 1 JOIN names AS n ON n.revision = r.id WHERE m.story = ?1"
                      " ORDER BY m.at, m.article, n.n",
                      &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "i", story);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_cast_name *name = KB_ADD(arena, &list, kb_cast_name);
        if (!name || !kb_arena_copy(arena, kb_db_str(stmt, 1), &name->name) ||
            !kb_arena_copy(arena, kb_db_str(stmt, 2), &name->key)) {
            status = kb_arena_fail(arena, err);
            break;
        }
        report += sqlite3_column_int64(stmt, 0) != article;
        article = sqlite3_column_int64(stmt, 0);
        name->report = report;
        name->kind = kind_of(kb_db_str(stmt, 3));
    }
    if (stmt) sqlite3_reset(stmt);
    return status == KB_OK ? kb_cast_make(list.at, list.count, arena, out, err) : status;
}

/* ---- which, and in what order ---- */

#define COLUMNS "SELECT z.id, z.reports, z.hot FROM "
#define OF_TIME " WHERE z.last >= ?2 AND z.first < ?3 AND "
#define FITTING                                                                                                      \
    " FROM members AS k JOIN revisions AS q INDEXED BY revisions_article ON q.article = k.article AND q.current = 1" \
    " WHERE k.at >= ?2 AND k.at < ?3 AND (?4 = '' OR q.lang = ?4) AND " KB_OUTLET_FITS("q", "?5")
/* Of all stories in order those that fit, one by one; of those that a search finds, those of the FOUND_MAX reports that
 * were added last. */
#define IS_ANY "EXISTS (SELECT 1" FITTING " AND k.story = z.id)"
#define IS_FOUND                                                                                                   \
    "z.id IN (SELECT k.story FROM search CROSS JOIN members AS k ON k.article = search.rowid CROSS JOIN revisions" \
    " AS q INDEXED BY revisions_article ON q.article = k.article AND q.current = 1 WHERE search MATCH ?1 AND"      \
    " search.rowid BETWEEN ?6 AND ?7 AND kabar_among(search.rowid) AND k.at >= ?2 AND k.at < ?3 AND (?4 = '' OR"   \
    " q.lang = ?4) AND " KB_OUTLET_FITS("q", "?5") " ORDER BY search.rowid DESC LIMIT ?8)"
#define IS_OF_LANGUAGE                                                                                           \
    "z.id IN (SELECT k.story FROM revisions AS q JOIN members AS k ON k.article = q.article WHERE q.current = 1" \
    " AND q.lang = ?4 AND k.at >= ?2 AND k.at < ?3 AND " KB_OUTLET_FITS("q", "?5") ")"
#define IS_OF_OUTLETS                                                                                                 \
    "z.id IN (SELECT k.story FROM json_each(?5) AS j JOIN mastheads AS x ON x.outlet = j.value JOIN revisions AS q"   \
    " ON q.outlet = x.id JOIN members AS k ON k.article = q.article WHERE q.current = 1 AND (?4 = '' OR q.lang = ?4)" \
    " AND k.at >= ?2 AND k.at < ?3)"
#define ALL COLUMNS "stories AS z" OF_TIME
#define ANY ALL IS_ANY
#define FOUND ALL IS_FOUND
#define OF_LANGUAGE ALL IS_OF_LANGUAGE
#define OF_OUTLETS ALL IS_OF_OUTLETS
/* Stories that were compared, by what was found; and those that were not yet. */
#define COMPARED COLUMNS "disputes AS d CROSS JOIN stories AS z ON z.id = d.story" OF_TIME
#define BY_DISPUTE " ORDER BY d.differs + d.denied DESC, d.silent + d.changed DESC, d.story DESC"
#define NOT_COMPARED ALL "NOT EXISTS (SELECT 1 FROM disputes AS d WHERE d.story = z.id) AND "
#define BY_TIME " ORDER BY z.last DESC, z.id DESC"
#define BY_SIZE " ORDER BY z.reports DESC, z.last DESC, z.id DESC"
#define BY_HEAT " ORDER BY z.hot DESC, z.id DESC"

/* For the last two orders the walk goes by what bounds the value that is wanted: no story has more independent texts
 * than reports, none grows faster than its pace. */
static const char *const orders[][4] = {
    [KB_SORT_NEWEST] = { ANY BY_TIME, FOUND BY_TIME, OF_LANGUAGE BY_TIME, OF_OUTLETS BY_TIME },
    [KB_SORT_LARGEST] = { ANY BY_SIZE, FOUND BY_SIZE, OF_LANGUAGE BY_SIZE, OF_OUTLETS BY_SIZE },
    [KB_SORT_GROWING] = { ANY BY_HEAT, FOUND BY_HEAT, OF_LANGUAGE BY_HEAT, OF_OUTLETS BY_HEAT },
    [KB_SORT_INDEPENDENT] = { ANY BY_SIZE, FOUND BY_SIZE, OF_LANGUAGE BY_SIZE, OF_OUTLETS BY_SIZE },
    [KB_SORT_DISPUTED] = { COMPARED IS_ANY BY_DISPUTE, COMPARED IS_FOUND BY_DISPUTE, COMPARED IS_OF_LANGUAGE BY_DISPUTE,
                           COMPARED IS_OF_OUTLETS BY_DISPUTE },
};
static const char *const not_compared[] = { NOT_COMPARED IS_ANY BY_TIME, NOT_COMPARED IS_FOUND BY_TIME,
                                            NOT_COMPARED IS_OF_LANGUAGE BY_TIME, NOT_COMPARED IS_OF_OUTLETS BY_TIME };
enum { WALK, SEARCH, LANGUAGE, OUTLETS };

/* Of a language or of outlets that few articles have all are asked for their stories: to walk until enough are met
 * would take long. */
static kb_status way_of(kb_store *store, const kb_query *query, const kb_asked *a, int *out, kb_err *err)
{
    int64_t count = 0;
    kb_status status = KB_OK;
    *out = query->query ? SEARCH : WALK;
    if (!query->query && a->lang.len) {
        status = KB_DB_NUMBER(store, err, 0, &count,
                              "SELECT count(*) FROM (SELECT 1 FROM revisions WHERE current = 1 AND lang = ?1 LIMIT ?2)",
                              "si", a->lang, store->few);
        if (count < store->few) *out = LANGUAGE;
    }
    if (status == KB_OK && *out == WALK && a->outlets.len) {
        status = KB_DB_NUMBER(store, err, 0, &count,
                              "SELECT count(*) FROM (SELECT 1 FROM json_each(?1) AS j JOIN mastheads AS x ON x.outlet ="
                              " j.value JOIN revisions AS q ON q.outlet = x.id WHERE q.current = 1 LIMIT ?2)",
                              "si", kb_buf_str(&a->outlets), store->few);
        if (count < store->few) *out = OUTLETS;
    }
    return status;
}

typedef struct {
    int64_t story, tie; /* of equals the one with the larger tie, then the first that came */
    double value;
} ranked;

typedef struct {
    ranked *at; /* best first */
    size_t count, room, limit;
} ranking;

static bool before(const ranked *x, const ranked *y)
{
    return x->value > y->value || (x->value == y->value && x->tie > y->tie);
}

static kb_status enter(ranking *r, ranked item, kb_err *err)
{
    if (r->count == r->room && r->room < r->limit) {
        size_t room = r->room ? r->room * 2 : 32;
        ranked *at = realloc(r->at, room * sizeof *at);
        if (!at) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
        r->at = at;
        r->room = room;
    }
    size_t to = r->count < r->limit ? r->count++ : r->limit;
    while (to > 0 && before(&item, &r->at[to - 1])) {
        if (to < r->count) r->at[to] = r->at[to - 1];
        to--;
    }
    if (to < r->count) r->at[to] = item;
    return KB_OK;
}

/* What no story behind this row has more of. */
static double bound_of(sqlite3_stmt *stmt, kb_story_sort sort, int64_t now)
{
    if (sort == KB_SORT_INDEPENDENT) return (double)sqlite3_column_int64(stmt, 1);
    return exp2(sqlite3_column_double(stmt, 2) - (double)now / KB_PACE_NOW) * DAY_LN_2 / KB_PACE_NOW;
}

static kb_status growth_of(kb_store *store, int64_t story, int64_t now, double *out, kb_err *err)
{
    members list;
    kb_arena *arena = kb_arena_new(STORY_BYTES_MAX);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = read_members(store, story, arena, &list, err);
    *out = status == KB_OK ? kb_pace_growth(kb_pace_at(list.at, list.count, now)) : 0;
    kb_arena_free(arena);
    return status;
}

static kb_status value_of(kb_store *store, int64_t story, kb_story_sort sort, int64_t now, double *out, kb_err *err)
{
    int64_t texts;
    if (sort == KB_SORT_GROWING) return growth_of(store, story, now, out, err);
    kb_status status = kb_store_independent(store, story, &texts, err);
    *out = (double)texts;
    return status;
}

/* Stories that do not grow are left out of those that grow. */
static kb_status rank(kb_store *store, sqlite3_stmt *stmt, kb_story_sort sort, int64_t now, ranking *out, kb_err *err)
{
    kb_status status = KB_OK;
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        ranked item = { .story = sqlite3_column_int64(stmt, 0) };
        if (sort == KB_SORT_GROWING) item.tie = item.story;
        double bound = bound_of(stmt, sort, now);
        if (bound < LEAST_PACE || (out->count == out->limit && bound <= out->at[out->limit - 1].value)) break;
        status = value_of(store, item.story, sort, now, &item.value, err);
        if (status == KB_OK && item.value > 0) status = enter(out, item, err);
    }
    sqlite3_reset(stmt);
    return status;
}

static kb_status tell_ranked(kb_store *store, sqlite3_stmt *stmt, kb_story_sort sort, const kb_asked *a,
                             const kb_story_view *view, int64_t now, kb_each_story each, void *user, kb_err *err)
{
    ranking best = { .limit = (size_t)a->limit };
    kb_status status = rank(store, stmt, sort, now, &best, err);
    for (size_t i = (size_t)a->skip; i < best.count && status == KB_OK; i++)
        status = tell(store, best.at[i].story, view, now, each, user, err);
    free(best.at);
    return status;
}

/* *done: how many stories came, those that are skipped among them. */
static kb_status tell_in_order(kb_store *store, sqlite3_stmt *stmt, const kb_asked *a, const kb_story_view *view,
                               int64_t now, kb_each_story each, void *user, int64_t *done, kb_err *err)
{
    kb_status status = KB_OK;
    for (; *done < a->limit && status == KB_OK && kb_db_row(store, stmt, &status, err); ++*done)
        if (*done >= a->skip) status = tell(store, sqlite3_column_int64(stmt, 0), view, now, each, user, err);
    sqlite3_reset(stmt);
    return status;
}

static kb_status ask(kb_store *store, const char *literal, const kb_asked *a, const kb_among *found, sqlite3_stmt **out,
                     kb_err *err)
{
    kb_status status = kb_db_prepare(store, literal, out, err);
    if (status != KB_OK) return status;
    return kb_db_bind(store, *out, err, found ? "siissiii" : "siiss", kb_buf_str(&a->match), a->since, a->until,
                      a->lang, kb_buf_str(&a->outlets), found ? found->first : 0, found ? found->last : 0,
                      (int64_t)FOUND_MAX);
}

kb_status kb_store_stories(kb_store *store, const kb_query *query, const kb_story_view *view, kb_each_story each,
                           void *user, kb_err *err)
{
    kb_asked a;
    kb_among in;
    int64_t now = 0, done = 0;
    sqlite3_stmt *stmt = NULL;
    bool ranks = query->sort == KB_SORT_GROWING || query->sort == KB_SORT_INDEPENDENT;
    int way = WALK;
    kb_status status = kb_query_ask(store, query, &a, err);
    if (status == KB_OK) status = moment(store, view, &now, err);
    if (status == KB_OK) status = way_of(store, query, &a, &way, err);
    const kb_among *found = way == SEARCH ? &in : NULL;
    if (status == KB_OK && found) status = kb_among_find(store, &a, KB_AMONG_MEMBERS, &in, err);
    if (status == KB_OK) status = ask(store, orders[query->sort][way], &a, found, &stmt, err);
    if (status == KB_OK && ranks) status = tell_ranked(store, stmt, query->sort, &a, view, now, each, user, err);
    if (status == KB_OK && !ranks) status = tell_in_order(store, stmt, &a, view, now, each, user, &done, err);
    if (status == KB_OK && query->sort == KB_SORT_DISPUTED && done < a.limit) {
        status = ask(store, not_compared[way], &a, found, &stmt, err);
        if (status == KB_OK) status = tell_in_order(store, stmt, &a, view, now, each, user, &done, err);
    }
    kb_among_forget(store);
    kb_asked_clear(&a);
    return status;
}
