/* base/utf8.h - code points of UTF-8 text. */
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

#endif
