/* text/width.h - columns that text takes on a terminal. */
#ifndef KB_TEXT_WIDTH_H
#define KB_TEXT_WIDTH_H

#include "base/str.h"

/* Columns of one code point: 2 for wide and fullwidth ones (UAX #11) and emoji, 0 for marks that combine, joiners and
 * other format characters, else 1. */
int kb_char_width(uint32_t c);

/* Columns of `s` (valid UTF-8 without control characters). */
size_t kb_text_width(kb_str s);

#endif
