/* story/copy.h - which text repeats which, and how much of it.
 *
 * A shingle is KB_SHINGLE_WORDS words in a row, case folded, marks left out (Broder 1997). A word is repeated when a
 * shingle that covers it stands in the other text too; the share of a text is its repeated words over all of its words.
 * So a share is of one direction: a long report may hold a short one whole (1.0) and be repeated by it in small part.
 */
#ifndef KB_STORY_COPY_H
#define KB_STORY_COPY_H

#include "base/map.h"
#include "base/time.h"
#include "text/token.h"

#define KB_SHINGLE_WORDS 5
#define KB_COPY_SHARE_MIN 0.5 /* a text that repeats less than this of another is a report of its own */

typedef struct {
    uint64_t hash;
    uint32_t word;
} kb_shingle; /* word: place of its first word among the words */

typedef struct {
    kb_shingle *at; /* by hash, then by place */
    size_t count;
    size_t words; /* words and numbers of the text */
} kb_shingles;

/* Finds the shingles of a text; they live in `arena`. A text of fewer words has none. Fails: KB_ERR_MEMORY,
 * KB_ERR_LIMIT. Time: n log n. */
kb_status kb_shingles_find(const kb_tokens *tokens, kb_arena *arena, kb_shingles *out, kb_err *err);

/* The share (0..1) of `text`'s words that `other` has too, in *share. `arena` gives room to work. Fails: KB_ERR_MEMORY,
 * KB_ERR_LIMIT. Time: linear in both. */
kb_status kb_copy_share(const kb_shingles *text, const kb_shingles *other, kb_arena *arena, double *share, kb_err *err);

typedef struct {
    uint32_t of;  /* index of the text that it repeats; UINT32_MAX: of none */
    double share; /* of its words that it repeats from there */
} kb_copy;

/* For each of `count` texts the one that it repeats most, when that is KB_COPY_SHARE_MIN at least. Of two that repeat
 * one another the later published is the copy; where the times do not tell, the one that repeats more; of equal texts
 * the one behind. `shares` (count * count, row by text) takes all shares; NULL: not wanted. `out` has room for `count`.
 * Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_copies_find(const kb_shingles *texts, const kb_time *published, size_t count, kb_arena *arena,
                         kb_copy *out, double *shares, kb_err *err);

#endif
