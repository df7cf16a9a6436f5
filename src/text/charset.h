/* text/charset.h - bytes of any encoding to valid UTF-8: labels and decoders of the WHATWG Encoding Standard
 * (https://encoding.spec.whatwg.org/), exactly, whatever the version of ICU. Which encoding bytes are in, where nobody
 * says so or says it wrongly: read/encoding.h and text/charset_detect.h. */
#ifndef KB_TEXT_CHARSET_H
#define KB_TEXT_CHARSET_H

#include "base/arena.h"
#include "base/utf8.h"

/* The standard's encodings, in its order: those of single bytes from IBM866 to X_MAC_CYRILLIC. */
typedef enum {
    KB_CHARSET_NONE,
    KB_CHARSET_UTF_8,
    KB_CHARSET_IBM866,
    KB_CHARSET_ISO_8859_2,
    KB_CHARSET_ISO_8859_3,
    KB_CHARSET_ISO_8859_4,
    KB_CHARSET_ISO_8859_5,
    KB_CHARSET_ISO_8859_6,
    KB_CHARSET_ISO_8859_7,
    KB_CHARSET_ISO_8859_8,
    KB_CHARSET_ISO_8859_8_I,
    KB_CHARSET_ISO_8859_10,
    KB_CHARSET_ISO_8859_13,
    KB_CHARSET_ISO_8859_14,
    KB_CHARSET_ISO_8859_15,
    KB_CHARSET_ISO_8859_16,
    KB_CHARSET_KOI8_R,
    KB_CHARSET_KOI8_U,
    KB_CHARSET_MACINTOSH,
    KB_CHARSET_WINDOWS_874,
    KB_CHARSET_WINDOWS_1250,
    KB_CHARSET_WINDOWS_1251,
    KB_CHARSET_WINDOWS_1252,
    KB_CHARSET_WINDOWS_1253,
    KB_CHARSET_WINDOWS_1254,
    KB_CHARSET_WINDOWS_1255,
    KB_CHARSET_WINDOWS_1256,
    KB_CHARSET_WINDOWS_1257,
    KB_CHARSET_WINDOWS_1258,
    KB_CHARSET_X_MAC_CYRILLIC,
    KB_CHARSET_GBK,
    KB_CHARSET_GB18030,
    KB_CHARSET_BIG5,
    KB_CHARSET_EUC_JP,
    KB_CHARSET_ISO_2022_JP,
    KB_CHARSET_SHIFT_JIS,
    KB_CHARSET_EUC_KR,
    KB_CHARSET_REPLACEMENT, /* encodings that browsers do not decode: HZ, ISO-2022-KR */
    KB_CHARSET_UTF_16BE,
    KB_CHARSET_UTF_16LE,
    KB_CHARSET_X_USER_DEFINED,
    KB_CHARSET_COUNT
} kb_charset;

/* "Get an encoding": the label without regard to case and white space at its ends; KB_CHARSET_NONE: no such label. */
kb_charset kb_charset_find(kb_str label);

/* The standard's name ("UTF-8", "windows-1252"); "" of KB_CHARSET_NONE. Static. */
const char *kb_charset_name(kb_charset charset);

/* The encoding that a byte order mark at the beginning of `bytes` tells, and its length in *mark (0: none). */
kb_charset kb_charset_marked(kb_str bytes, size_t *mark);

/* Decodes `bytes` as the standard's decoder of `charset` does; a byte order mark is not looked for. Each error becomes
 * U+FFFD and is counted in *replaced. *out is valid UTF-8, at most three times as long; it looks
 * at `bytes` where they are valid UTF-8 already, and lives in `arena` otherwise. `charset` is not KB_CHARSET_NONE.
 * Fails: KB_ERR_MEMORY, KB_ERR_LIMIT; KB_ERR_FORMAT where this system's ICU lacks the table of pairs. Linear time. */
kb_status kb_charset_decode(kb_str bytes, kb_charset charset, kb_arena *arena, kb_str *out, size_t *replaced,
                            kb_err *err);

#endif
