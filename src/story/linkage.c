#include "story/linkage.h"

#include <stdlib.h>

typedef struct {
    float *sums;     /* count * count: sum of odds between groups i and j, */
    float *weights;  /* and of their weights */
    float *nearest;  /* of each group the highest mean to another */
    uint32_t *other; /* and to which */
    uint32_t *sizes; /* 0: joined into another */
    uint32_t *fixed, *barred;
    uint32_t *group;
    size_t count;
} linking;

static float mean(const linking *l, size_t i, size_t j)
{
    return l->sums[i * l->count + j] / l->weights[i * l->count + j];
}

static bool may_join(const linking *l, size_t i, size_t j)
{
    if (l->fixed[i] && l->fixed[j]) return l->fixed[i] == l->fixed[j];
    return !(l->fixed[i] && l->barred[j] >> l->fixed[i] & 1) && !(l->fixed[j] && l->barred[i] >> l->fixed[j] & 1);
}

static void find_nearest(linking *l, size_t i)
{
    l->other[i] = UINT32_MAX;
    for (size_t j = 0; j < l->count; j++) {
        if (j == i || !l->sizes[j] || !may_join(l, i, j)) continue;
        float m = mean(l, i, j);
        if (l->other[i] != UINT32_MAX && m <= l->nearest[i]) continue;
        l->nearest[i] = m;
        l->other[i] = (uint32_t)j;
    }
}

/* Joins group j into i. */
static void join(linking *l, size_t i, size_t j)
{
    for (size_t k = 0; k < l->count; k++) {
        l->sums[i * l->count + k] += l->sums[j * l->count + k];
        l->sums[k * l->count + i] = l->sums[i * l->count + k];
        l->weights[i * l->count + k] += l->weights[j * l->count + k];
        l->weights[k * l->count + i] = l->weights[i * l->count + k];
        if (l->group[k] == j) l->group[k] = (uint32_t)i;
    }
    l->sizes[i] += l->sizes[j];
    l->sizes[j] = 0;
    if (!l->fixed[i]) l->fixed[i] = l->fixed[j];
    l->barred[i] |= l->barred[j];
    for (size_t k = 0; k < l->count; k++)
        if (l->sizes[k] && (k == i || l->other[k] == i || l->other[k] == j)) find_nearest(l, k);
    for (size_t k = 0; k < l->count; k++) /* the joined group may now be nearer to others than what they had */
        if (l->sizes[k] && k != i && may_join(l, k, i) && (l->other[k] == UINT32_MAX || mean(l, k, i) > l->nearest[k]))
            l->nearest[k] = mean(l, k, i), l->other[k] = (uint32_t)i;
}

static void join_fixed(linking *l)
{
    for (size_t j = 1; j < l->count; j++)
        for (size_t i = 0; i < j && l->fixed[j] && l->sizes[j]; i++)
            if (l->sizes[i] && l->fixed[i] == l->fixed[j]) join(l, i, j);
}

static void join_near(linking *l, float threshold)
{
    for (;;) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < l->count; i++)
            if (l->sizes[i] && l->other[i] != UINT32_MAX && l->nearest[i] > threshold &&
                (best == SIZE_MAX || l->nearest[i] > l->nearest[best]))
                best = i;
        if (best == SIZE_MAX) return;
        size_t other = l->other[best];
        join(l, best < other ? best : other, best < other ? other : best);
    }
}

static void set_pair(linking *l, size_t i, size_t j, float odds, float weight)
{
    l->sums[i * l->count + j] = odds * weight;
    l->weights[i * l->count + j] = weight;
}

kb_status kb_linkage(const kb_link *links, size_t link_count, size_t count, const kb_linkage_hands *hands,
                     const kb_linkage_kinds *kinds, float threshold, float missing, kb_arena *arena, uint32_t *group,
                     kb_err *err)
{
    linking l = { .sums = KB_NEW(arena, float, count *count),
                  .weights = KB_NEW(arena, float, count *count),
                  .nearest = KB_NEW(arena, float, count),
                  .other = KB_NEW(arena, uint32_t, count),
                  .sizes = KB_NEW(arena, uint32_t, count),
                  .fixed = KB_NEW(arena, uint32_t, count),
                  .barred = KB_NEW(arena, uint32_t, count),
                  .group = group,
                  .count = count };
    if (!l.sums || !l.weights || !l.nearest || !l.other || !l.sizes || !l.fixed || !l.barred)
        return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++) {
        l.sizes[i] = 1;
        l.fixed[i] = hands ? hands->fixed[i] : 0;
        l.barred[i] = hands ? hands->barred[i] : 0;
        group[i] = (uint32_t)i;
        for (size_t j = 0; j < count; j++) {
            bool across = kinds && kinds->of[i] != kinds->of[j];
            set_pair(&l, i, j, across ? kinds->missing : missing, across ? kinds->missing_weight : 1);
        }
    }
    for (size_t n = 0; n < link_count; n++) {
        size_t a = links[n].a, b = links[n].b;
        set_pair(&l, a, b, links[n].odds, 1);
        set_pair(&l, b, a, links[n].odds, 1);
    }
    for (size_t i = 0; i < count; i++) find_nearest(&l, i);
    if (hands) join_fixed(&l);
    join_near(&l, threshold);
    return KB_OK;
}
