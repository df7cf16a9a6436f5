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

/* What is fixed to one number is one group from the start, so that many cost as little as one; it stands where the
 * first of them does. Between two such groups, which never join, nothing is kept. */
typedef struct {
    link_mean *means;                /* count * count, between groups i and j */
    link_set linked[KB_LINKAGE_MAX]; /* of each group those to which it has a link */
    uint32_t other[KB_LINKAGE_MAX];  /* of each group the one with the highest mean; ALONE */
    uint32_t into[KB_LINKAGE_MAX];   /* into which it was joined; else itself */
    uint32_t fixed[KB_LINKAGE_MAX], barred[KB_LINKAGE_MAX];
    uint32_t first[KB_LINKAGE_MAX]; /* its smallest report */
    uint32_t left[KB_LINKAGE_MAX];  /* groups that are not gone, in order */
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

static uint64_t *linked(linking *l, size_t i)
{
    return l->linked[i].bits;
}

static bool is_linked(linking *l, size_t i, size_t j)
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
    l->into[j] = (uint32_t)i;
    if (!l->fixed[i]) l->fixed[i] = l->fixed[j];
    l->barred[i] |= l->barred[j];
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

/* The groups that there are before any is joined. Sets of each report its group. */
static void begin_groups(linking *l, size_t count, const kb_linkage_hands *hands, uint32_t *group)
{
    uint32_t of_fixed[KB_LINKAGE_FIXED_MAX + 1] = { 0 }; /* a group, and 1 */
    for (uint32_t i = 0; i < count; i++) {
        uint32_t fixed = hands ? hands->fixed[i] : 0, n = (uint32_t)l->count;
        if (fixed && of_fixed[fixed]) {
            n = of_fixed[fixed] - 1;
        } else {
            l->count++;
            l->first[n] = i;
            l->fixed[n] = fixed;
            l->into[n] = l->left[n] = n;
            of_fixed[fixed] = n + 1;
        }
        l->barred[n] |= hands ? hands->barred[i] : 0;
        group[i] = n;
    }
    l->left_count = l->count;
    l->words = (l->count + 63) / 64;
}

static link_mean *of_both(linking *l, uint32_t x, uint32_t y)
{
    return &l->means[x < y ? x * l->count + y : y * l->count + x];
}

/* As if no pair had been compared. */
static void weigh_pairs(linking *l, size_t count, const kb_linkage_kinds *kinds, const uint32_t *group)
{
    for (size_t i = 0; i < count; i++) {
        if (l->fixed[group[i]]) continue;
        for (size_t j = 0; j < count; j++) {
            bool across = kinds && kinds->of[i] != kinds->of[j], once = i < j || l->fixed[group[j]];
            if (once) of_both(l, group[i], group[j])->weight += across ? kinds->missing_weight : KB_LINKAGE_WHOLE;
        }
    }
}

static void add_link(linking *l, const kb_link *link, const kb_linkage_kinds *kinds, int32_t missing,
                     const uint32_t *group)
{
    uint32_t x = group[link->a], y = group[link->b];
    if (l->fixed[x] && l->fixed[y]) return;
    link_mean *both = of_both(l, x, y);
    both->above += (link->odds - missing) * KB_LINKAGE_WHOLE;
    if (kinds && kinds->of[link->a] != kinds->of[link->b]) both->weight += KB_LINKAGE_WHOLE - kinds->missing_weight;
    linked(l, x)[y / 64] |= (uint64_t)1 << (y % 64);
    linked(l, y)[x / 64] |= (uint64_t)1 << (x % 64);
}

kb_status kb_linkage(const kb_link *links, size_t link_count, size_t count, const kb_linkage_hands *hands,
                     const kb_linkage_kinds *kinds, int32_t threshold, int32_t missing, kb_arena *arena,
                     uint32_t *group, kb_err *err)
{
    linking l;
    const link_mean least = { threshold - missing, 1 };
    if (count > KB_LINKAGE_MAX) return kb_fail(err, KB_ERR_LIMIT, "too many reports to link");
    memset(&l, 0, sizeof l);
    begin_groups(&l, count, hands, group);
    if (!(l.means = KB_NEW(arena, link_mean, l.count * l.count))) return kb_arena_fail(arena, err);
    weigh_pairs(&l, count, kinds, group);
    for (size_t n = 0; n < link_count; n++) add_link(&l, &links[n], kinds, missing, group);
    for (size_t i = 0; i < l.count; i++)
        for (size_t j = 0; j < i; j++) l.means[i * l.count + j] = l.means[j * l.count + i];
    join_near(&l, &least);
    for (size_t n = 0; n < l.count; n++) l.into[n] = l.into[l.into[n]];
    for (size_t i = 0; i < count; i++) group[i] = l.first[l.into[group[i]]];
    return KB_OK;
}
