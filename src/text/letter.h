/* text/letter.h - what a single character is, where its neighbours do not matter. */
#ifndef KB_TEXT_LETTER_H
#define KB_TEXT_LETTER_H

#include "base/str.h"

/* Is `c` a small letter of any script? (Unicode's Lowercase_Letter.) */
bool kb_letter_small(uint32_t c);

/* Ligatures, and the forms that letters take by their place in a word (U+FB00..FDFF, U+FE70..FEFC), as the letters
 * that they stand for (NFKC): writes UTF-8 at `to` and returns its length; 0 where `c` is none of these. */
#define KB_LETTER_BYTES_MAX 64
size_t kb_letter_plain(uint32_t c, char to[KB_LETTER_BYTES_MAX]);

#endif
