#include "story/why.h"

#include <math.h>
#include <stdlib.h>

#include "story/group.h"
#include "text/fold.h"

double kb_odds_share(float odds)
{
    return 1 / (1 + exp(-(double)odds));
}

/* ---- how sure ---- */

/* One report's odds with another. */
typedef struct {
    int64_t other, story; /* the story of the other */
    float odds;
    bool across;
} near_report;

typedef struct {
    near_report *at;
    size_t count;
} near_list;

/* Story by story, best odds first. */
static int by_story(const void *a, const void *b)
{
    const near_report *x = a, *y = b;
    if (x->story != y->story) return x->story < y->story ? -1 : 1;
    if (x->odds != y->odds) return x->odds > y->odds ? -1 : 1;
    return x->other < y->other ? -1 : x->other > y->other;
}

typedef struct {
    const kb_live *live;
    kb_arena *arena;
    kb_err *err;
    int64_t story;
    size_t size; /* reports of the story */
    const int64_t *articles;
    near_list *near; /* of each article */
    size_t count;
} asking;

static int newest_first(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return *x > *y ? -1 : *x < *y;
}

static kb_status add_near(asking *q, size_t index, near_report item)
{
    near_report *to = KB_ADD(q->arena, &q->near[index], near_report);
    if (!to) return kb_arena_fail(q->arena, q->err);
    *to = item;
    return KB_OK;
}

/* The reports that one was compared with when it came; those of its story know it too. */
static kb_status gather(asking *q, size_t index)
{
    kb_odds odds[KB_LIVE_LINKS_MAX];
    size_t count;
    uint32_t lang;
    kb_status status = q->live->links(q->live->self, q->articles[index], odds, &count, &lang, q->err);
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        const kb_held *held;
        status = q->live->load(q->live->self, &odds[i].article, 1, q->arena, &held, q->err);
        if (status != KB_OK || !held) continue;
        near_report item = { odds[i].article, held->story, kb_odds_of(odds[i].odds), held->sketch.lang != lang };
        status = add_near(q, index, item);
        if (status != KB_OK || held->story != q->story) continue;
        const int64_t *known = bsearch(&odds[i].article, q->articles, q->count, sizeof *q->articles, newest_first);
        item.other = q->articles[index];
        if (known) status = add_near(q, (size_t)(known - q->articles), item);
    }
    return status;
}

/* Of near[first] and on, all of one story. *end: behind the last of them. */
static float score_of(const near_list *near, size_t first, size_t size, size_t *end)
{
    float best[KB_GROUP_BEST];
    size_t known = 0;
    bool own = false;
    for (*end = first; *end < near->count && near->at[*end].story == near->at[first].story; ++*end) {
        own |= !near->at[*end].across;
        if (known < KB_GROUP_BEST) best[known++] = near->at[*end].odds;
    }
    return kb_group_score(best, known, size, own);
}

/* By the best of the reports before it, if that is more likely than not to tell of the same; else by the best of all.
 */
static void take_nearest(const near_list *near, size_t first, size_t end, kb_why *out)
{
    size_t best = first;
    while (best < end && (near->at[best].other > out->article || near->at[best].odds < 0)) best++;
    if (best == end) best = first;
    out->nearest = near->at[best].other;
    out->odds = near->at[best].odds;
}

static kb_status judge(asking *q, size_t index, kb_why *out)
{
    near_list *near = &q->near[index];
    *out = (kb_why){ .article = q->articles[index], .score = KB_ODDS_MISSING, .other_score = -KB_ODDS_MAX };
    if (near->count) qsort(near->at, near->count, sizeof *near->at, by_story);
    for (size_t first = 0, end; first < near->count; first = end) {
        int64_t story = near->at[first].story, member[1];
        size_t size = q->size - 1, found;
        if (story != q->story) {
            kb_status status = q->live->members(q->live->self, story, 0, member, &found, &size, q->err);
            if (status != KB_OK) return status;
        }
        float score = score_of(near, first, size, &end);
        if (story == q->story) {
            out->score = score;
            take_nearest(near, first, end, out);
        } else if (!out->other || score > out->other_score) {
            out->other = story;
            out->other_score = score;
        }
    }
    return KB_OK;
}

kb_status kb_why_story(const kb_live *live, int64_t story, kb_arena *arena, kb_whys *out, kb_err *err)
{
    int64_t *articles = KB_NEW(arena, int64_t, KB_WHY_MEMBERS);
    asking q = { .live = live, .arena = arena, .err = err, .story = story, .articles = articles };
    *out = (kb_whys){ 0 };
    if (!articles) return kb_arena_fail(arena, err);
    kb_status status = live->members(live->self, story, KB_WHY_MEMBERS, articles, &q.count, &q.size, err);
    if (status != KB_OK) return status;
    q.near = KB_NEW(arena, near_list, q.count);
    out->at = KB_NEW(arena, kb_why, q.count);
    if (!q.near || !out->at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < q.count && status == KB_OK; i++) status = gather(&q, i);
    for (size_t i = 0; i < q.count && status == KB_OK; i++) status = judge(&q, i, &out->at[i]);
    out->count = status == KB_OK ? q.count : 0;
    return status;
}

/* ---- what two reports share ---- */

typedef struct {
    kb_str plain, other; /* folded */
    kb_shared shared;
    size_t place;
} pairing;

typedef struct {
    pairing *at;
    size_t count;
} pairings;

static int by_words(const void *a, const void *b)
{
    const pairing *x = a, *y = b;
    int order = kb_str_compare(x->plain, y->plain);
    if (order == 0) order = kb_str_compare(x->other, y->other);
    if (order) return order;
    if (x->shared.weight != y->shared.weight) return x->shared.weight > y->shared.weight ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

static int by_weight(const void *a, const void *b)
{
    const pairing *x = a, *y = b;
    if (x->shared.weight != y->shared.weight) return x->shared.weight > y->shared.weight ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

static int by_term(const void *a, const void *b)
{
    const kb_term_word *x = a, *y = b;
    return x->term < y->term ? -1 : x->term > y->term;
}

static const kb_term_word *word_of(const kb_term_words *words, uint32_t term)
{
    const kb_term_word wanted = { .term = term };
    return words->count ? bsearch(&wanted, words->at, words->count, sizeof wanted, by_term) : NULL;
}

static kb_shared_kind kind_of(unsigned use)
{
    if (use & KB_TERM_NUMBER) return KB_SHARED_FIGURE;
    return use & (KB_TERM_NAME | KB_TERM_PLACE) ? KB_SHARED_NAME : KB_SHARED_WORD;
}

static kb_bridge bridge_of(unsigned use)
{
    if (use & KB_TERM_PLACE) return KB_BRIDGE_PLACE;
    if (use & KB_TERM_ENGLISH) return KB_BRIDGE_DICTIONARY;
    if (use & KB_TERM_KEY) return KB_BRIDGE_SPELLING;
    if (use & KB_TERM_SPEAKS) return KB_BRIDGE_STEM;
    return use & KB_TERM_NAME ? KB_BRIDGE_SPELLING : KB_BRIDGE_SENSE;
}

static kb_status fold_both(kb_str word, kb_str other, kb_arena *arena, pairing *out, kb_err *err)
{
    kb_status status = kb_fold(word, false, arena, &out->plain, err);
    if (status == KB_OK) status = kb_fold(other, false, arena, &out->other, err);
    out->shared.word = word;
    out->shared.other = other;
    return status;
}

/* A name that both have is told whole, else the word in it. */
static kb_status set_words(const kb_term_word *word, const kb_term_word *other, kb_arena *arena, pairing *out,
                           kb_err *err)
{
    kb_status status = fold_both(word->name, other->name, arena, out, err);
    if (status == KB_OK && !(out->plain.len && kb_str_equal(out->plain, out->other)))
        status = fold_both(word->word, other->word, arena, out, err);
    if (status == KB_OK && kb_str_equal(out->plain, out->other)) out->shared.bridge = KB_BRIDGE_NONE;
    return status;
}

/* Within a language by what speaks, between two by what travels. */
static kb_status add_shared(pairings *list, const kb_held *a, const kb_term *x, const kb_term_word *word,
                            const kb_held *b, const kb_term *y, const kb_term_word *other, kb_arena *arena, kb_err *err)
{
    bool across = a->sketch.lang != b->sketch.lang;
    unsigned both = x->use & y->use;
    if (!(both & (across ? KB_TERM_TRAVELS : KB_TERM_SPEAKS)) || !word || !other) return KB_OK;
    pairing *p = KB_ADD(arena, list, pairing);
    if (!p) return kb_arena_fail(arena, err);
    *p = (pairing){ .place = list->count };
    p->shared.kind = kind_of(both);
    p->shared.bridge = bridge_of(both);
    p->shared.weight = kb_held_share(a, x) * kb_held_share(b, y);
    return set_words(word, other, arena, p, err);
}

/* Pairs of the same words, by whichever terms, are one. */
static void unite(pairings *list)
{
    size_t kept = 0;
    if (list->count) qsort(list->at, list->count, sizeof *list->at, by_words);
    for (size_t i = 0; i < list->count; i++) {
        pairing *last = kept ? &list->at[kept - 1] : NULL;
        if (last && kb_str_equal(last->plain, list->at[i].plain) && kb_str_equal(last->other, list->at[i].other)) {
            last->shared.weight += list->at[i].shared.weight;
            if (list->at[i].shared.kind < last->shared.kind) last->shared.kind = list->at[i].shared.kind;
        } else {
            list->at[kept++] = list->at[i];
        }
    }
    list->count = kept;
    if (kept) qsort(list->at, kept, sizeof *list->at, by_weight);
}

static int by_number(const void *a, const void *b)
{
    const kb_term *x = a, *y = b;
    return x->term < y->term ? -1 : x->term > y->term;
}

/* The terms in order. */
static kb_term *in_order(const kb_sketch *sketch, kb_arena *arena)
{
    kb_term *terms = KB_NEW(arena, kb_term, sketch->count);
    if (!terms || sketch->count == 0) return terms;
    memcpy(terms, sketch->at, sketch->count * sizeof *terms);
    qsort(terms, sketch->count, sizeof *terms, by_number);
    return terms;
}

kb_status kb_why_shared(const kb_held *a, const kb_term_words *words, const kb_held *b, const kb_term_words *others,
                        kb_arena *arena, kb_shareds *out, kb_err *err)
{
    pairings list = { 0 };
    kb_status status = KB_OK;
    const kb_term *own = in_order(&a->sketch, arena), *theirs = in_order(&b->sketch, arena);
    if (!own || !theirs) return kb_arena_fail(arena, err);
    for (size_t i = 0, k = 0; i < a->sketch.count && k < b->sketch.count && status == KB_OK;) {
        const kb_term *x = &own[i], *y = &theirs[k];
        if (x->term == y->term)
            status = add_shared(&list, a, x, word_of(words, x->term), b, y, word_of(others, y->term), arena, err);
        i += x->term <= y->term;
        k += y->term <= x->term;
    }
    if (status != KB_OK) return status;
    unite(&list);
    *out = (kb_shareds){ KB_NEW(arena, kb_shared, list.count), list.count };
    if (!out->at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < list.count; i++) out->at[i] = list.at[i].shared;
    return KB_OK;
}
