/* story/why.h - why a report is in its story: how sure that is, by which report, what the two share, and which other
 * story it was near to. Found anew from what the live reports know (story/live.h), the words from the two texts. */
#ifndef KB_STORY_WHY_H
#define KB_STORY_WHY_H

#include "story/live.h"

/* Odds (logarithms, as everywhere in this room) as the probability that it is so, 0..1. */
double kb_odds_share(float odds);

/* ---- how sure ---- */

typedef struct {
    int64_t article;
    float score;     /* odds that it is of its story as the story is now: as it would join (kb_group_score) */
    int64_t nearest; /* the report of its story by which it joined: of the earlier ones that with the best odds, if
                        these are above 0, else that with the best of all; 0: it is the only one, or none is held that
                        it was compared with */
    float odds;      /* with it */
    int64_t other;   /* the nearest other story, as that is now, of the reports before it; 0: none */
    float other_score;
} kb_why;

#define KB_WHY_MEMBERS 512 /* newest reports of a story of which it is told */

/* Of the reports of a story, newest number first; the list lives in `arena`. Fails: what `live` says, KB_ERR_MEMORY,
 * KB_ERR_LIMIT. Time: n log n by its reports. */
typedef struct {
    kb_why *at;
    size_t count;
} kb_whys;
kb_status kb_why_story(const kb_live *live, int64_t story, kb_arena *arena, kb_whys *out, kb_err *err);

/* ---- what two reports share ---- */

typedef enum { KB_SHARED_NAME, KB_SHARED_FIGURE, KB_SHARED_WORD } kb_shared_kind;

/* How two words that are not the same are one. */
typedef enum {
    KB_BRIDGE_NONE,
    KB_BRIDGE_STEM,
    KB_BRIDGE_DICTIONARY,
    KB_BRIDGE_SPELLING,
    KB_BRIDGE_PLACE,
    KB_BRIDGE_SENSE
} kb_bridge;

typedef struct {
    kb_str word, other; /* in the one's words and in the other's; alike but for case where KB_BRIDGE_NONE */
    kb_shared_kind kind;
    kb_bridge bridge;
    float weight; /* what it adds to the likeness of the two: 0..1 */
} kb_shared;
typedef struct {
    kb_shared *at;
    size_t count;
} kb_shareds; /* the heaviest first */

/* The words that two reports share, with the words of their terms (kb_sketch_words). The list lives in `arena`, the
 * words where they were. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_why_shared(const kb_held *a, const kb_term_words *words, const kb_held *b, const kb_term_words *others,
                        kb_arena *arena, kb_shareds *out, kb_err *err);

#endif
