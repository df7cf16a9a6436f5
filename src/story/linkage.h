/* story/linkage.h - which of a few reports belong together, by the odds of their pairs: average linkage.
 *
 * Groups of reports are joined, the two with the highest mean odds over all pairs between them first (of equals those
 * of the smallest indexes), until no mean is above the threshold. A pair without odds counts as `missing`, which is not
 * above the threshold: so only groups between which there is a link are ever looked at. Odds are whole numbers, so that
 * no sum hangs on its order. Source: Sokal and Michener 1958 (UPGMA), on odds. */
#ifndef KB_STORY_LINKAGE_H
#define KB_STORY_LINKAGE_H

#include "base/arena.h"

typedef struct {
    uint32_t a, b; /* a < b */
    int32_t odds;  /* in KB_ODDS_STEPS; -2^15..2^15 */
} kb_link;

/* Where reports are of several kinds (languages): that a pair of two kinds was not compared says less than that one of
 * a kind was not. Any other pair weighs KB_LINKAGE_WHOLE in a mean. */
#define KB_LINKAGE_WHOLE 10
typedef struct {
    const uint32_t *of;     /* the kind of each */
    int32_t missing_weight; /* of a pair of two kinds that was not compared */
} kb_linkage_kinds;

/* What is settled before: fixed[i] is equal, and not 0, for what must stay together; what has different fixed numbers
 * never joins. Bit n of barred[i]: it never joins what has the fixed number n. */
#define KB_LINKAGE_FIXED_MAX 31
typedef struct {
    const uint32_t *fixed, *barred;
} kb_linkage_hands;

#define KB_LINKAGE_MAX 128

/* Sets group[i] (0 <= i < count) to the smallest index of its group. `links`: each pair once at most. `hands` may be
 * NULL: nothing is settled. `kinds` may be NULL: all are of one kind. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT (the arena;
 * more than KB_LINKAGE_MAX). Time: count^2 in all, and for each join the links of the groups that were nearest to one
 * of the two. */
kb_status kb_linkage(const kb_link *links, size_t link_count, size_t count, const kb_linkage_hands *hands,
                     const kb_linkage_kinds *kinds, int32_t threshold, int32_t missing, kb_arena *arena,
                     uint32_t *group, kb_err *err);

#endif
