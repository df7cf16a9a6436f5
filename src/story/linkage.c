#include "story/linkage.h"

#include <stdlib.h>

#define ALONE UINT32_MAX
#define WORDS (KB_LINKAGE_MAX / 64)

/* A mean less what a missing pair counts: above / weight. */
typedef struct {
    int32_t above; /* sum over the links of two groups of their odds less `missing`, in KB_LINKAGE_WHOLE */
    int32_t weight;
} link_mean;

typedef struct {
    uint64_t bits[WORDS];
} link_set;

typedef struct {
    link_mean *means; /* count * count, between groups i and j */
    link_set *linked; /* of each group those to which it has a link */
    uint32_t *other;  /* of each group the one with the highest mean; ALONE */
    bool *gone;       /* joined into another, */
    uint32_t *group;  /* namely this; else itself */
    uint32_t *fixed, *barred;
    uint32_t *left; /* groups that are not gone, in order */
    size_t left_count;
    size_t count, words; /* of a link_set: so many can be other than 0 */
} linking;

static const link_mean *mean(const linking *l, size_t i, size_t j)
{
    return &l->means[i * l->count + j];
}

/* Positive: x is higher. */
static int64_t higher(const link_mean *x, const link_mean *y)
{
    return (int64_t)x->above * y->weight - (int64_t)y->above * x->weight;
}

static uint64_t *linked(const linking *l, size_t i)
{
    return l->linked[i].bits;
}

static bool is_linked(const linking *l, size_t i, size_t j)
{
    return linked(l, i)[j / 64] >> (j % 64) & 1;
}

static bool may_join(const linking *l, size_t i, size_t j)
{
    if (l->fixed[i] && l->fixed[j]) return l->fixed[i] == l->fixed[j];
    return !(l->fixed[i] && l->barred[j] >> l->fixed[i] & 1) && !(l->fixed[j] && l->barred[i] >> l->fixed[j] & 1);
}

static void find_nearest(linking *l, size_t i)
{
    l->other[i] = ALONE;
    for (size_t w = 0; w < l->words; w++)
        for (uint64_t left = linked(l, i)[w]; left; left &= left - 1) {
            size_t j = w * 64 + KB_LOWEST_BIT(left);
            if (!may_join(l, i, j)) continue;
            if (l->other[i] == ALONE || higher(mean(l, i, j), mean(l, i, l->other[i])) > 0) l->other[i] = (uint32_t)j;
        }
}

static void leave(linking *l, size_t i)
{
    size_t at = 0;
    while (l->left[at] != i) at++;
    memmove(&l->left[at], &l->left[at + 1], (--l->left_count - at) * sizeof *l->left);
}

/* Joins group j into i, which stands before it. */
static void join(linking *l, size_t i, size_t j)
{
    for (size_t w = 0; w < l->words; w++) linked(l, i)[w] |= linked(l, j)[w];
    linked(l, i)[i / 64] &= ~((uint64_t)1 << (i % 64));
    linked(l, i)[j / 64] &= ~((uint64_t)1 << (j % 64));
    leave(l, j);
    for (size_t n = 0; n < l->left_count; n++) {
        size_t k = l->left[n];
        link_mean *sum = &l->means[i * l->count + k], *more = &l->means[j * l->count + k];
        sum->above += more->above;
        sum->weight += more->weight;
        l->means[k * l->count + i] = *sum;
        if (!is_linked(l, i, k)) continue;
        linked(l, k)[j / 64] &= ~((uint64_t)1 << (j % 64));
        linked(l, k)[i / 64] |= (uint64_t)1 << (i % 64);
    }
    l->gone[j] = true;
    l->group[j] = (uint32_t)i;
    if (!l->fixed[i]) l->fixed[i] = l->fixed[j];
    l->barred[i] |= l->barred[j];
}

static void join_fixed(linking *l)
{
    for (size_t j = 1; j < l->count; j++)
        for (size_t i = 0; i < j && l->fixed[j] && !l->gone[j]; i++)
            if (!l->gone[i] && l->fixed[i] == l->fixed[j]) join(l, i, j);
}

/* Group j was joined into i: what they were nearest to looks anew, and the joined group may be nearer to others than
 * what they had. */
static void look_again(linking *l, size_t i, size_t j)
{
    find_nearest(l, i);
    for (size_t w = 0; w < l->words; w++)
        for (uint64_t left = linked(l, i)[w]; left; left &= left - 1) {
            size_t k = w * 64 + KB_LOWEST_BIT(left);
            uint32_t had = l->other[k];
            if (had == i || had == j) {
                find_nearest(l, k);
            } else if (may_join(l, k, i)) {
                int64_t nearer = had == ALONE ? 1 : higher(mean(l, k, i), mean(l, k, had));
                if (nearer > 0 || (nearer == 0 && i < had)) l->other[k] = (uint32_t)i;
            }
        }
}

static void join_near(linking *l, const link_mean *least)
{
    for (size_t i = 0; i < l->count; i++) find_nearest(l, i);
    for (;;) {
        const link_mean *best = least;
        size_t at = l->count;
        for (size_t n = 0; n < l->left_count; n++) {
            size_t i = l->left[n];
            if (l->other[i] == ALONE || higher(mean(l, i, l->other[i]), best) <= 0) continue;
            best = mean(l, i, l->other[i]);
            at = i;
        }
        if (at == l->count) return;
        size_t other = l->other[at]; /* behind it, for the two are each other's nearest */
        join(l, at, other);
        look_again(l, at, other);
    }
}

static void set_link(linking *l, size_t i, size_t j, int32_t above)
{
    l->means[i * l->count + j] = (link_mean){ above * KB_LINKAGE_WHOLE, KB_LINKAGE_WHOLE };
    linked(l, i)[j / 64] |= (uint64_t)1 << (j % 64);
}

static bool make_room(linking *l, kb_arena *arena)
{
    l->means = KB_NEW(arena, link_mean, l->count * l->count);
    l->linked = KB_NEW(arena, link_set, l->count);
    l->other = KB_NEW(arena, uint32_t, l->count);
    l->gone = KB_NEW(arena, bool, l->count);
    l->fixed = KB_NEW(arena, uint32_t, l->count);
    l->barred = KB_NEW(arena, uint32_t, l->count);
    l->left = KB_NEW(arena, uint32_t, l->count);
    return l->means && l->linked && l->other && l->gone && l->fixed && l->barred && l->left;
}

kb_status kb_linkage(const kb_link *links, size_t link_count, size_t count, const kb_linkage_hands *hands,
                     const kb_linkage_kinds *kinds, int32_t threshold, int32_t missing, kb_arena *arena,
                     uint32_t *group, kb_err *err)
{
    linking l = { .group = group, .count = count, .left_count = count, .words = (count + 63) / 64 };
    const link_mean least = { threshold - missing, 1 };
    if (count > KB_LINKAGE_MAX) return kb_fail(err, KB_ERR_LIMIT, "too many reports to link");
    if (!make_room(&l, arena)) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++) {
        l.fixed[i] = hands ? hands->fixed[i] : 0;
        l.barred[i] = hands ? hands->barred[i] : 0;
        group[i] = l.left[i] = (uint32_t)i;
        for (size_t j = 0; j < count; j++) {
            bool across = kinds && kinds->of[i] != kinds->of[j];
            l.means[i * count + j].weight = across ? kinds->missing_weight : KB_LINKAGE_WHOLE;
        }
    }
    for (size_t n = 0; n < link_count; n++) {
        set_link(&l, links[n].a, links[n].b, links[n].odds - missing);
        set_link(&l, links[n].b, links[n].a, links[n].odds - missing);
    }
    if (hands) join_fixed(&l);
    join_near(&l, &least);
    for (size_t i = 0; i < count; i++) group[i] = group[group[i]];
    return KB_OK;
}
