/* story/linkage.h - which of a few reports belong together, by the odds of their pairs: average linkage.
 *
 * Groups of reports are joined, the two with the highest mean odds over all pairs between them first, until no mean is
 * above the threshold. A pair without odds counts as `missing`. Source: Sokal and Michener 1958 (UPGMA), on odds. */
#ifndef KB_STORY_LINKAGE_H
#define KB_STORY_LINKAGE_H

#include "base/arena.h"

typedef struct {
    uint32_t a, b; /* a < b */
    float odds;
} kb_link;

/* Where reports are of several kinds (languages): that a pair of two kinds was not compared says less than that one of
 * a kind was not. Any other pair weighs 1 in a mean. */
typedef struct {
    const uint32_t *of;            /* the kind of each */
    float missing, missing_weight; /* of a pair of two kinds that was not compared */
} kb_linkage_kinds;

/* What is settled before: fixed[i] is equal, and not 0, for what must stay together; what has different fixed numbers
 * never joins. Bit n of barred[i]: it never joins what has the fixed number n. */
#define KB_LINKAGE_FIXED_MAX 31
typedef struct {
    const uint32_t *fixed, *barred;
} kb_linkage_hands;

/* Sets group[i] (0 <= i < count) to the smallest index of its group. `links`: each pair once at most. `hands` may be
 * NULL: nothing is settled. `kinds` may be NULL: all are of one kind. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: count^2
 * a join, count^3 at worst: meant for some dozens. */
kb_status kb_linkage(const kb_link *links, size_t link_count, size_t count, const kb_linkage_hands *hands,
                     const kb_linkage_kinds *kinds, float threshold, float missing, kb_arena *arena, uint32_t *group,
                     kb_err *err);

#endif
