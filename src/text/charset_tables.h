/* text/charset_tables.h - the data of the Encoding Standard (https://encoding.spec.whatwg.org/), made by
 * tools/charset_tables.py. For text/charset*.c alone. */
#ifndef KB_TEXT_CHARSET_TABLES_H
#define KB_TEXT_CHARSET_TABLES_H

#include "text/charset.h"

typedef struct {
    const char *label; /* lower case */
    kb_charset charset;
} kb_charset_label;
#define KB_CHARSET_LABELS 228
extern const kb_charset_label kb_charset_labels[KB_CHARSET_LABELS]; /* in order of bytes */

extern const char *const kb_charset_names[KB_CHARSET_COUNT];

/* Encodings of single bytes: the code points of 0x80 to 0xFF; 0: none. */
#define KB_CHARSET_SINGLES (KB_CHARSET_X_MAC_CYRILLIC - KB_CHARSET_IBM866 + 1)
extern const uint16_t kb_charset_high[KB_CHARSET_SINGLES][128];

/* Where an index of pairs says something else than ICU's converter. */
typedef struct {
    uint32_t pointer;
    uint32_t c; /* 0: none */
} kb_charset_change;
typedef struct {
    const kb_charset_change *at; /* in order of pointers */
    size_t count;
} kb_charset_changes;
extern const kb_charset_changes kb_charset_big5, kb_charset_euckr, kb_charset_gb18030, kb_charset_jis0208,
    kb_charset_jis0212;

/* index gb18030 ranges: from which pointer on which code points run. */
#define KB_CHARSET_RANGES 207
extern const kb_charset_change kb_charset_ranges[KB_CHARSET_RANGES];

#endif
