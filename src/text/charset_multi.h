/* text/charset_multi.h - decoders of the Encoding Standard for encodings of several bytes (its sections 10 to 13). */
#ifndef KB_TEXT_CHARSET_MULTI_H
#define KB_TEXT_CHARSET_MULTI_H

#include "text/charset.h"

/* Where a decoder writes; there is room for three times the bytes that it reads. */
typedef struct {
    char *at;
    size_t len, replaced;
} kb_charset_out;

static inline void kb_charset_out_put(kb_charset_out *out, uint32_t c)
{
    out->len += kb_utf8_put(out->at + out->len, c);
}

/* U+FFFD for an error. */
static inline void kb_charset_out_bad(kb_charset_out *out)
{
    kb_charset_out_put(out, 0xFFFD);
    out->replaced++;
}

/* Decodes `bytes` as GBK, gb18030, Big5, EUC-JP, ISO-2022-JP, Shift_JIS or EUC-KR. Fails: KB_ERR_MEMORY,
 * KB_ERR_FORMAT. */
kb_status kb_charset_multi(kb_str bytes, kb_charset charset, kb_charset_out *out, kb_err *err);

#endif
