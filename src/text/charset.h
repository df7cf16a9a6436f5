/* text/charset.h - bytes of any encoding to valid UTF-8 (WHATWG Encoding labels). */
#ifndef KB_TEXT_CHARSET_H
#define KB_TEXT_CHARSET_H

#include "base/arena.h"

/* Makes `bytes` valid UTF-8 in `arena`. `label` is the declared encoding (empty: none). Order: byte order mark, label,
 * UTF-8 if valid, else windows-1252. Each bad sequence becomes U+FFFD (WHATWG "maximal subpart") and is counted in
 * *replaced. A byte order mark is not part of the text. Where the bytes are valid UTF-8 already, *out looks at them.
 * *used names the encoding taken (a static string). Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_charset_decode(kb_str bytes, kb_str label, kb_arena *arena, kb_str *out, size_t *replaced,
                            const char **used, kb_err *err);

/* Length of the valid UTF-8 prefix of `s`. */
size_t kb_utf8_valid(kb_str s);

/* Length of the bad sequence that begins `s` (not empty, not valid there): what one U+FFFD stands for. */
size_t kb_utf8_bad(kb_str s);

/* Writes code point `c` (no surrogate) at `at`, 1 to 4 bytes; returns how many. */
size_t kb_utf8_put(char *at, uint32_t c);

/* Code points in `s` (valid UTF-8). */
size_t kb_utf8_count(kb_str s);

#endif
