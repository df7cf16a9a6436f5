/* text/verbatim.h - the words of a text as they count where one asks whether two texts say the same word by word.
 *
 * A word is a run of letters, digits and their combining marks; whatever else stands between words (spaces, quotation
 * marks, hyphens, apostrophes, full stops) does not count, so that a text stays the same when it is set anew: "Jum’at"
 * is the two words "jum" and "at", and so is "Jum'at". Of scripts that put no spaces between words (Han, Kana, Thai,
 * ...) each character is a word. Two words are equal when their NFKC_Casefold forms are (Unicode 15, 3.13): case,
 * width, ligatures and invisible characters do not count, accents do. */
#ifndef KB_TEXT_VERBATIM_H
#define KB_TEXT_VERBATIM_H

#include "base/arena.h"

enum {
    KB_VERBATIM_QUOTED = 1,   /* between double quotation marks of its line */
    KB_VERBATIM_LINE = 4,     /* the first of its line */
    KB_VERBATIM_STANDING = 8, /* an outlet's standing words; set by who knows (story/lineage.c) */
    KB_VERBATIM_GAP = 2       /* words before it were left out (kb_verbatim_leave) */
};

typedef struct {
    uint32_t hash;       /* of its folded form */
    uint32_t begin, end; /* bytes of the text */
    uint32_t flags;
} kb_verbatim_word;

typedef struct {
    kb_verbatim_word *at;
    size_t count;
} kb_verbatim; /* in order */

/* Finds the words of `s` (valid UTF-8), in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT (also for a text of more than
 * 4 GB). Time: linear. */
kb_status kb_verbatim_find(kb_str s, kb_arena *arena, kb_verbatim *out, kb_err *err);

/* Takes words out, in place: those for which `leave` says true. What follows a gap is marked. */
void kb_verbatim_leave(kb_verbatim *words, const bool *leave);

#endif
