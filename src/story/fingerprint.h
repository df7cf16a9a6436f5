/* story/fingerprint.h - the few of a text's shingles by which another text that repeats a part of it is found.
 *
 * A shingle is KB_PRINT_WORDS words in a row (Broder, "On the resemblance and containment of documents", 1997). Of
 * every KB_PRINT_WINDOW shingles in a row the one with the least hash is kept (winnowing: Schleimer, Wilkerson and
 * Aiken 2003), which two texts choose alike wherever they run alike: a passage of KB_PRINT_WORDS + KB_PRINT_WINDOW - 1
 * words that stands in both gives both the same fingerprint, wherever it stands and whatever surrounds it. So
 * containment is found and not resemblance alone, which banded min-hashes would give; a text keeps about 2 of
 * KB_PRINT_WINDOW + 1 shingles. */
#ifndef KB_STORY_FINGERPRINT_H
#define KB_STORY_FINGERPRINT_H

#include "text/verbatim.h"

#define KB_PRINT_WORDS 5
#define KB_PRINT_WINDOW 4

typedef struct {
    uint64_t hash;
    uint32_t word; /* place of its first word */
} kb_print_of;

typedef struct {
    kb_print_of *at;
    size_t count;
} kb_prints; /* in order of place; a hash may come again */

/* The fingerprints of a text, in `arena`. A text of fewer words than a shingle has none. Fails: KB_ERR_MEMORY,
 * KB_ERR_LIMIT. Time: linear. */
kb_status kb_prints_find(const kb_verbatim *words, kb_arena *arena, kb_prints *out, kb_err *err);

/* Leaves so many of the fingerprints that about `most` stay, at least one in KB_PRINT_THIN_MAX, in order of their
 * hashes, each once: those whose hash is a multiple of a power of two. So of two texts that share a passage the one
 * that is thinned less keeps all that the other keeps of it. */
#define KB_PRINT_THIN_MAX 8
void kb_prints_thin(kb_prints *prints, size_t most);

/* The hash of the shingle that begins at `words`. */
uint64_t kb_print_hash(const kb_verbatim_word *words);

#endif
