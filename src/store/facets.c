/* What a search finds, counted. */
#include "store/found.h"

#include <inttypes.h>
#include <stdlib.h>

#include "store/outlets.h"

#define DAYS_SHOWN 45 /* of hits within so many days each day is told, else each month */
#define DAY 86400

typedef struct {
    int64_t key, article; /* article: the newest of them */
    size_t count;
} group;

typedef struct {
    kb_store *store;
    kb_arena *arena;
    kb_err *err;
    kb_facets_found *to;
    const kb_found *found;
    kb_str title;
} counting;

static kb_status no_room(const counting *c)
{
    return kb_arena_fail(c->arena, c->err);
}

/* ---- grouping ---- */

static int by_key(const void *a, const void *b)
{
    const group *x = a, *y = b;
    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return x->article > y->article ? -1 : x->article < y->article;
}

static int by_count(const void *a, const void *b)
{
    const group *x = a, *y = b;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return x->key > y->key ? -1 : x->key < y->key;
}

static int by_facet(const void *a, const void *b)
{
    const kb_facet *x = a, *y = b;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return kb_str_compare(x->value, y->value);
}

typedef int64_t (*key_of)(const kb_found_hit *h, bool days);

static int64_t key_of_outlet(const kb_found_hit *h, bool days)
{
    (void)days;
    return h->outlet;
}

static int64_t key_of_story(const kb_found_hit *h, bool days)
{
    (void)days;
    return h->story;
}

static int64_t day_of(int64_t at)
{
    return at >= 0 ? at / DAY : -((-at + DAY - 1) / DAY);
}

/* Of months: the first day. */
static int64_t key_of_time(const kb_found_hit *h, bool days)
{
    kb_civil date = kb_civil_of(day_of(h->at));
    date.day = 1;
    return days ? day_of(h->at) : kb_day_of(date);
}

/* Equal keys become one group; 0 is none. */
static kb_status make_groups(counting *c, key_of key, bool days, group **out, size_t *count)
{
    group *at = KB_NEW(c->arena, group, c->found->count);
    size_t kept = 0;
    if (!at) return no_room(c);
    for (size_t i = 0; i < c->found->count; i++) {
        const int64_t k = key(&c->found->at[i], days);
        if (k) at[kept++] = (group){ k, c->found->at[i].article, 1 };
    }
    if (kept) qsort(at, kept, sizeof *at, by_key);
    *count = 0;
    for (size_t i = 0; i < kept; i++) {
        if (*count && at[*count - 1].key == at[i].key)
            at[*count - 1].count++;
        else
            at[(*count)++] = at[i];
    }
    *out = at;
    return KB_OK;
}

static kb_status name_outlet(counting *c, const group *g, kb_facet *to)
{
    kb_outlet_row row;
    kb_status status = kb_store_outlet(c->store, g->key, c->arena, &row, c->err);
    to->value = to->label = row.name;
    return status;
}

static kb_status take_title(void *user, const kb_article_row *row)
{
    counting *c = user;
    return kb_arena_copy(c->arena, row->title, &c->title) ? KB_OK : no_room(c);
}

static kb_status name_story(counting *c, const group *g, kb_facet *to)
{
    kb_status status = kb_store_article(c->store, g->article, take_title, c, c->err);
    to->label = c->title;
    return kb_arena_print(c->arena, &to->value, "%" PRId64, g->key) ? status : no_room(c);
}

static kb_status name_time(counting *c, const group *g, bool days, kb_facet *to)
{
    const kb_civil date = kb_civil_of(g->key);
    bool done = days ? kb_arena_print(c->arena, &to->value, "%04" PRId64 "-%02d-%02d", date.year, date.month, date.day)
                     : kb_arena_print(c->arena, &to->value, "%04" PRId64 "-%02d", date.year, date.month);
    to->label = to->value;
    return done ? KB_OK : no_room(c);
}

static kb_status list_most(counting *c, key_of key, kb_status (*name)(counting *, const group *, kb_facet *),
                           size_t least, kb_facet_list *out)
{
    group *groups = NULL;
    size_t count = 0;
    kb_status status = make_groups(c, key, false, &groups, &count);
    if (status != KB_OK) return status;
    if (count) qsort(groups, count, sizeof *groups, by_count);
    for (size_t i = 0; i < count && i < KB_FACET_ROWS && groups[i].count >= least && status == KB_OK; i++) {
        kb_facet *facet = KB_ADD(c->arena, out, kb_facet);
        if (!facet) return no_room(c);
        facet->count = groups[i].count;
        status = name(c, &groups[i], facet);
    }
    return status;
}

static kb_status list_times(counting *c)
{
    int64_t first = INT64_MAX, last = INT64_MIN;
    group *groups = NULL;
    size_t count = 0;
    for (size_t i = 0; i < c->found->count; i++) {
        if (c->found->at[i].at < first) first = c->found->at[i].at;
        if (c->found->at[i].at > last) last = c->found->at[i].at;
    }
    bool days = c->found->count && day_of(last) - day_of(first) < DAYS_SHOWN;
    kb_status status = make_groups(c, key_of_time, days, &groups, &count);
    for (size_t i = count, told = 0; i-- > 0 && told < 2 * KB_FACET_ROWS && status == KB_OK; told++) {
        kb_facet *facet = KB_ADD(c->arena, &c->to->times, kb_facet);
        if (!facet) return no_room(c);
        facet->count = groups[i].count;
        status = name_time(c, &groups[i], days, facet);
    }
    return status;
}

static kb_status count_all(counting *c)
{
    enum { REPORTS_LEAST = 2 }; /* a story of one hit is that hit */
    kb_facet_list langs = c->found->langs;
    if (langs.count) qsort(langs.at, langs.count, sizeof *langs.at, by_facet);
    c->to->langs = (kb_facet_list){ langs.at, langs.count < KB_FACET_ROWS ? langs.count : KB_FACET_ROWS };
    kb_status status = list_most(c, key_of_outlet, name_outlet, 1, &c->to->outlets);
    if (status == KB_OK) status = list_most(c, key_of_story, name_story, REPORTS_LEAST, &c->to->stories);
    return status == KB_OK ? list_times(c) : status;
}

kb_status kb_found_count(kb_store *store, const kb_found *found, kb_arena *arena, kb_facets_found *out, kb_err *err)
{
    counting c = { .store = store, .arena = arena, .err = err, .to = out, .found = found };
    *out = (kb_facets_found){ .hits = found->count, .cut = found->cut };
    return count_all(&c);
}
