/* base/utf8.h - code points of UTF-8 text (RFC 3629). */
#ifndef KB_BASE_UTF8_H
#define KB_BASE_UTF8_H

#include "base/str.h"

/* The code point at byte *at of `s`; moves *at behind it. A byte that begins no valid sequence (RFC 3629) is U+FFFD and
 * one byte long. *at < s.len. */
uint32_t kb_utf8_next(kb_str s, size_t *at);

/* Is byte `at` a border between code points of valid text? The end is one. */
static inline bool kb_utf8_border(kb_str s, size_t at)
{
    return at >= s.len || ((unsigned char)s.at[at] & 0xC0) != 0x80;
}

/* Length of the run of ASCII that begins `s`. */
size_t kb_utf8_ascii(kb_str s);

/* Length of the valid UTF-8 prefix of `s`. */
size_t kb_utf8_valid(kb_str s);

/* Length of the bad sequence that begins `s` (not empty, not valid there): what one U+FFFD stands for, the "maximal
 * subpart" of Unicode 15, 3.9. */
size_t kb_utf8_bad(kb_str s);

/* Writes code point `c` (no surrogate) at `at`, 1 to 4 bytes; returns how many. */
size_t kb_utf8_put(char *at, uint32_t c);

/* Code points in `s` (valid UTF-8). */
size_t kb_utf8_count(kb_str s);

#endif
