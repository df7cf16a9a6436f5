/* What one outlet publishes and copies. The narrow index of all articles is read once and says whose each is; then what
 * repeats what is read once. */
#include "store/outlet_view.h"

#include <stdlib.h>

#include "store/db.h"
#include "store/outlets.h"

typedef struct {
    int64_t at, article;
} moment;

typedef struct {
    int64_t outlet; /* 0: an agency */
    kb_outlet_kin kin;
    int64_t last; /* the article that was counted last */
} tally;

typedef struct {
    kb_store *store;
    kb_arena *arena;
    kb_err *err;
    int64_t outlet;
    uint32_t *of; /* by article: its outlet; 0: none */
    size_t articles;
    struct {
        moment *at;
        size_t count;
    } own; /* articles of the outlet */
    struct {
        kb_tally *at;
        size_t count;
    } langs;
    struct {
        tally *at;
        size_t count;
    } from, by;
    kb_outlet_view *to;
} reading;

static kb_status no_room(const reading *r)
{
    return kb_arena_fail(r->arena, r->err);
}

/* ---- its articles ---- */

static kb_status count_lang(reading *r, kb_str lang)
{
    for (size_t i = 0; i < r->langs.count; i++)
        if (kb_str_equal(r->langs.at[i].name, lang)) {
            r->langs.at[i].reports++;
            return KB_OK;
        }
    kb_tally *item = KB_ADD(r->arena, &r->langs, kb_tally);
    if (!item || !kb_arena_copy(r->arena, lang, &item->name)) return no_room(r);
    item->reports = 1;
    return KB_OK;
}

static kb_status take_article(reading *r, sqlite3_stmt *stmt)
{
    int64_t article = sqlite3_column_int64(stmt, 0), outlet = sqlite3_column_int64(stmt, 1);
    if (article <= 0 || (size_t)article >= r->articles) return KB_OK;
    r->of[article] = (uint32_t)outlet;
    if (outlet != r->outlet) return KB_OK;
    moment *m = KB_ADD(r->arena, &r->own, moment);
    if (!m) return no_room(r);
    *m = (moment){ sqlite3_column_int64(stmt, 3), article };
    return count_lang(r, kb_db_str(stmt, 2));
}

static kb_status read_articles(reading *r)
{
    sqlite3_stmt *stmt;
    int64_t last = 0;
    kb_status status = KB_DB_NUMBER(r->store, r->err, 0, &last, "SELECT coalesce(max(id), 0) FROM articles", "");
    if (status != KB_OK) return status;
    if (last < 0 || last >= UINT32_MAX) return kb_fail(r->err, KB_ERR_LIMIT, "too many articles to be counted");
    r->articles = (size_t)last + 1;
    r->of = KB_NEW(r->arena, uint32_t, r->articles);
    if (!r->of) return no_room(r);
    status =
        kb_db_prepare(r->store,
                      "SELECT r.article, w.outlet, r.lang, coalesce(r.published, r.added) FROM revisions AS r"
                      " INDEXED BY revisions_article CROSS JOIN mastheads AS w ON w.id = r.outlet WHERE r.current ="
                      " 1",
                      &stmt, r->err);
    while (status == KB_OK && kb_db_row(r->store, stmt, &status, r->err)) status = take_article(r, stmt);
    if (stmt) sqlite3_reset(stmt);
    return status;
}

static int by_time(const void *a, const void *b)
{
    const moment *x = a, *y = b;
    if (x->at != y->at) return x->at < y->at ? -1 : 1;
    return x->article < y->article ? -1 : x->article > y->article;
}

static int by_reports(const void *a, const void *b)
{
    const kb_tally *x = a, *y = b;
    if (x->reports != y->reports) return x->reports > y->reports ? -1 : 1;
    return kb_str_compare(x->name, y->name);
}

static kb_status make_timeline(reading *r)
{
    kb_member *members = KB_NEW(r->arena, kb_member, r->own.count);
    if (!members) return no_room(r);
    for (size_t i = 0; i < r->own.count; i++) members[i].at = r->own.at[i].at;
    kb_timeline_make(members, r->own.count, &r->to->timeline);
    return KB_OK;
}

typedef struct {
    reading *r;
    kb_outlet_articles *to;
} listing;

static kb_status list_article(void *user, const kb_article_row *row)
{
    listing *l = user;
    kb_outlet_article *to = KB_ADD(l->r->arena, l->to, kb_outlet_article);
    if (!to || !kb_arena_copy(l->r->arena, row->title, &to->title) || !kb_arena_copy(l->r->arena, row->lang, &to->lang))
        return no_room(l->r);
    to->article = row->article;
    to->story = row->story;
    to->published = row->published;
    to->added = row->added;
    to->withdrawn = row->withdrawn;
    return KB_OK;
}

static kb_status order_articles(reading *r, size_t recent)
{
    listing l = { r, &r->to->recent };
    kb_status status;
    if (r->own.count) qsort(r->own.at, r->own.count, sizeof *r->own.at, by_time);
    if (r->langs.count) qsort(r->langs.at, r->langs.count, sizeof *r->langs.at, by_reports);
    r->to->langs = (kb_tallies){ r->langs.at, r->langs.count };
    r->to->has.articles = (int64_t)r->own.count;
    status = make_timeline(r);
    for (size_t i = 0; i < recent && i < r->own.count && status == KB_OK; i++)
        status = kb_store_article(r->store, r->own.at[r->own.count - 1 - i].article, list_article, &l, r->err);
    return status;
}

/* ---- copies ---- */

static tally *tally_of(reading *r, bool from, int64_t outlet, kb_str agency)
{
    tally *at = from ? r->from.at : r->by.at;
    size_t count = from ? r->from.count : r->by.count;
    for (size_t i = 0; i < count; i++)
        if (at[i].outlet == outlet && (outlet || kb_str_equal(at[i].kin.name, agency))) return &at[i];
    tally *added = from ? KB_ADD(r->arena, &r->from, tally) : KB_ADD(r->arena, &r->by, tally);
    if (!added || !kb_arena_copy(r->arena, agency, &added->kin.name)) return NULL;
    added->outlet = outlet;
    added->kin.agency = outlet == 0;
    return added;
}

static kb_status add_copy(reading *r, bool from, int64_t outlet, kb_str agency, sqlite3_stmt *stmt)
{
    int64_t article = sqlite3_column_int64(stmt, 0);
    tally *t = tally_of(r, from, outlet, agency);
    if (!t) return no_room(r);
    t->kin.words += sqlite3_column_int64(stmt, 4);
    if (t->last == article) return KB_OK; /* it rests on two texts of the outlet */
    t->last = article;
    t->kin.articles++;
    t->kin.whole += sqlite3_column_int64(stmt, 3) <= KB_COPY_NEAR;
    if (article > t->kin.example) t->kin.example = article;
    return KB_OK;
}

static kb_status take_copy(reading *r, sqlite3_stmt *stmt)
{
    int64_t article = sqlite3_column_int64(stmt, 0), source = sqlite3_column_int64(stmt, 1);
    int64_t mine = article > 0 && (size_t)article < r->articles ? r->of[article] : 0;
    int64_t theirs = source > 0 && (size_t)source < r->articles ? r->of[source] : 0;
    kb_str agency = kb_db_str(stmt, 2);
    if (mine == r->outlet && !source && agency.len) return add_copy(r, true, 0, agency, stmt);
    if (mine == theirs || !mine || !theirs) return KB_OK;
    if (mine == r->outlet) return add_copy(r, true, theirs, (kb_str){ 0 }, stmt);
    return theirs == r->outlet ? add_copy(r, false, mine, (kb_str){ 0 }, stmt) : KB_OK;
}

static int by_articles(const void *a, const void *b)
{
    const tally *x = a, *y = b;
    if (x->kin.articles != y->kin.articles) return x->kin.articles > y->kin.articles ? -1 : 1;
    if (x->kin.words != y->kin.words) return x->kin.words > y->kin.words ? -1 : 1;
    return x->outlet < y->outlet ? -1 : x->outlet > y->outlet;
}

static kb_status name_kins(reading *r, tally *at, size_t count, kb_outlet_kins *out)
{
    kb_status status = KB_OK;
    if (count) qsort(at, count, sizeof *at, by_articles);
    *out = (kb_outlet_kins){ KB_NEW(r->arena, kb_outlet_kin, count), count };
    if (!out->at) return no_room(r);
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        kb_outlet_row row;
        if (at[i].outlet) status = kb_store_outlet(r->store, at[i].outlet, r->arena, &row, r->err);
        if (status == KB_OK && at[i].outlet) at[i].kin.name = row.name;
        out->at[i] = at[i].kin;
    }
    return status;
}

static kb_status read_copies(reading *r)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(r->store,
                                     "SELECT article, source, coalesce(agency, ''), kind, taken FROM copies ORDER BY"
                                     " article, n",
                                     &stmt, r->err);
    while (status == KB_OK && kb_db_row(r->store, stmt, &status, r->err)) status = take_copy(r, stmt);
    if (stmt) sqlite3_reset(stmt);
    if (status == KB_OK) status = name_kins(r, r->from.at, r->from.count, &r->to->from);
    return status == KB_OK ? name_kins(r, r->by.at, r->by.count, &r->to->by) : status;
}

kb_status kb_store_outlet_view(kb_store *store, int64_t outlet, size_t recent, kb_arena *arena, kb_outlet_view *out,
                               kb_err *err)
{
    reading r = { .store = store, .arena = arena, .err = err, .outlet = outlet, .to = out };
    kb_status status = read_articles(&r);
    if (status == KB_OK) status = order_articles(&r, recent);
    return status == KB_OK ? read_copies(&r) : status;
}

/* ---- what it changed ---- */

kb_status kb_store_outlet_revisions(kb_store *store, int64_t outlet, size_t most, kb_arena *arena,
                                    kb_outlet_revisions *out, kb_err *err)
{
    sqlite3_stmt *stmt;
    *out = (kb_outlet_revisions){ 0 };
    kb_status status =
        kb_db_prepare(store,
                      "SELECT r.article, r.added, b.id, r.id FROM (SELECT id FROM revisions WHERE number > 1"
                      " ORDER BY added DESC LIMIT ?3) AS k CROSS JOIN revisions AS r ON r.id = k.id"
                      " JOIN revisions AS b ON b.article = r.article AND b.number = r.number - 1"
                      " JOIN mastheads AS w ON w.id = r.outlet WHERE w.outlet = ?1 LIMIT ?2",
                      &stmt, err);
    if (status == KB_OK)
        status = kb_db_bind(store, stmt, err, "iii", outlet, (int64_t)most, (int64_t)KB_OUTLET_REVISIONS_MAX);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        kb_outlet_revision *to = KB_ADD(arena, out, kb_outlet_revision);
        if (to)
            *to = (kb_outlet_revision){ sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
                                        sqlite3_column_int64(stmt, 2), sqlite3_column_int64(stmt, 3) };
        else
            status = kb_arena_fail(arena, err);
    }
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_outlet_withdrawn(kb_store *store, int64_t outlet, size_t most, kb_arena *arena,
                                    kb_outlet_articles *out, kb_err *err)
{
    struct {
        int64_t *at;
        size_t count;
    } found = { 0 };
    reading r = { .store = store, .arena = arena, .err = err };
    listing l = { &r, out };
    sqlite3_stmt *stmt;
    *out = (kb_outlet_articles){ 0 };
    kb_status status = kb_db_prepare(
        store,
        "SELECT a.id FROM articles AS a CROSS JOIN revisions AS r ON r.article = a.id AND r.current = 1 JOIN"
        " mastheads AS w ON w.id = r.outlet WHERE a.withdrawn IS NOT NULL AND w.outlet = ?1"
        " ORDER BY a.withdrawn DESC, a.id DESC LIMIT ?2",
        &stmt, err);
    if (status == KB_OK) status = kb_db_bind(store, stmt, err, "ii", outlet, (int64_t)most);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err)) {
        int64_t *article = KB_ADD(arena, &found, int64_t);
        if (article)
            *article = sqlite3_column_int64(stmt, 0);
        else
            status = kb_arena_fail(arena, err);
    }
    if (stmt) sqlite3_reset(stmt);
    for (size_t i = 0; i < found.count && status == KB_OK; i++)
        status = kb_store_article(store, found.at[i], list_article, &l, err);
    return status;
}
