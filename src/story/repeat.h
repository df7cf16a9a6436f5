/* story/repeat.h - what one text repeats of another, word by word.
 *
 * Passages that both have are found wherever they stand (greedy tiling: Wise 1993, from shingles of KB_PRINT_WORDS
 * words, as rsync finds blocks); between two that follow one another in both, a difference of words (longest common
 * subsequence) finds what stayed of a sentence that was rewritten. */
#ifndef KB_STORY_REPEAT_H
#define KB_STORY_REPEAT_H

#include "story/fingerprint.h"

typedef struct {
    uint32_t text, source; /* its first word in each */
    uint32_t count;        /* words */
} kb_passage;

typedef struct {
    kb_passage *at;
    size_t count;
} kb_passages; /* in order of text; no overlap in text */

/* A text with its shingles, to be held against many others; looks at the words. */
typedef struct {
    kb_verbatim words;
    uint64_t *hashes;       /* of the shingle that begins at each word but the last ones */
    uint32_t *heads, *next; /* by hash, the places of equal ones chained, first place first */
    size_t mask;
} kb_shingled;

/* Lives in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_shingled_make(kb_verbatim words, kb_arena *arena, kb_shingled *out, kb_err *err);

/* The passages of `source` that `text` repeats, in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear in both
 * but for words that a text repeats again and again, which are looked at a bounded number of times. */
kb_status kb_repeat_find(const kb_shingled *text, const kb_shingled *source, kb_arena *arena, kb_passages *out,
                         kb_err *err);

/* Are the two the same words in the same order, standing words of the source aside? */
bool kb_repeat_exact(const kb_verbatim *text, const kb_verbatim *source);

#endif
