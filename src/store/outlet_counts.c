/* What the outlets of a desk have: each index is read once, in its own order. */
#include <stdlib.h>

#include "store/db.h"
#include "store/outlets.h"

typedef struct {
    uint32_t *of; /* by article: its outlet; 0: none */
    size_t articles;
    kb_outlet_counts *to;
    int64_t *last; /* by outlet: the story or article that was counted last */
} counting;

static uint32_t outlet_of(const counting *c, int64_t article)
{
    return article > 0 && (size_t)article < c->articles ? c->of[article] : 0;
}

static kb_status make_room(kb_store *store, kb_arena *arena, counting *c, kb_err *err)
{
    int64_t articles = 0, outlets = 0;
    kb_status status = KB_DB_NUMBER(store, err, 0, &articles, "SELECT coalesce(max(id), 0) FROM articles", "");
    if (status == KB_OK) status = KB_DB_NUMBER(store, err, 0, &outlets, "SELECT coalesce(max(id), 0) FROM outlets", "");
    if (status != KB_OK) return status;
    if (articles < 0 || articles >= UINT32_MAX || outlets < 0 || outlets >= UINT32_MAX)
        return kb_fail(err, KB_ERR_LIMIT, "too many articles to be counted");
    c->articles = (size_t)articles + 1;
    c->to->count = (size_t)outlets + 1;
    c->of = KB_NEW(arena, uint32_t, c->articles);
    c->last = KB_NEW(arena, int64_t, c->to->count);
    c->to->at = KB_NEW(arena, kb_outlet_has, c->to->count);
    return c->of && c->last && c->to->at ? KB_OK : kb_arena_fail(arena, err);
}

static void take_article(counting *c, int64_t article, int64_t outlet)
{
    if (article <= 0 || (size_t)article >= c->articles || outlet <= 0 || (size_t)outlet >= c->to->count) return;
    c->of[article] = (uint32_t)outlet;
    c->to->at[outlet].articles++;
}

/* Members come story by story. */
static void take_member(counting *c, int64_t article, int64_t story)
{
    uint32_t outlet = outlet_of(c, article);
    if (!outlet || c->last[outlet] == story) return;
    c->last[outlet] = story;
    c->to->at[outlet].stories++;
}

/* Copies come article by article, so that one that rests on two texts of an outlet counts once. */
static void take_copy(counting *c, int64_t article, int64_t source)
{
    uint32_t outlet = outlet_of(c, article), from = outlet_of(c, source);
    if (!outlet || !from || outlet == from) return;
    if (c->last[outlet] != -article) c->to->at[outlet].repeats++;
    c->last[outlet] = -article;
    if (c->last[from] != article) c->to->at[from].repeated++;
    c->last[from] = article;
}

static kb_status each(kb_store *store, const char *literal, counting *c, void (*take)(counting *, int64_t, int64_t),
                      kb_err *err)
{
    sqlite3_stmt *stmt;
    kb_status status = kb_db_prepare(store, literal, &stmt, err);
    while (status == KB_OK && kb_db_row(store, stmt, &status, err))
        take(c, sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1));
    if (stmt) sqlite3_reset(stmt);
    return status;
}

kb_status kb_store_outlet_counts(kb_store *store, kb_arena *arena, kb_outlet_counts *out, kb_err *err)
{
    counting c = { .to = out };
    *out = (kb_outlet_counts){ 0 };
    kb_status status = make_room(store, arena, &c, err);
    if (status == KB_OK)
        status = each(store,
                      "SELECT r.article, w.outlet FROM revisions AS r JOIN mastheads AS w ON w.id = r.outlet"
                      " WHERE r.current = 1",
                      &c, take_article, err);
    if (status == KB_OK)
        status = each(store, "SELECT article, story FROM members ORDER BY story", &c, take_member, err);
    if (status == KB_OK && c.last) memset(c.last, 0, c.to->count * sizeof *c.last);
    if (status == KB_OK)
        status = each(store, "SELECT article, source FROM copies WHERE source IS NOT NULL ORDER BY article", &c,
                      take_copy, err);
    return status;
}
