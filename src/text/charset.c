#include "text/charset.h"

#include "text/charset_multi.h"
#include "text/charset_tables.h"

#include <stdlib.h>

/* ---- labels ---- */

static bool is_space(char c) /* the standard's "ASCII whitespace" */
{
    return c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

kb_charset kb_charset_find(kb_str label)
{
    char lower[32];
    size_t low = 0, high = KB_CHARSET_LABELS;
    while (label.len && is_space(label.at[0])) label = kb_str_part(label, kb_span_of(1, label.len));
    while (label.len && is_space(label.at[label.len - 1])) label.len--;
    if (label.len == 0 || label.len >= sizeof lower || memchr(label.at, 0, label.len)) return KB_CHARSET_NONE;
    for (size_t i = 0; i < label.len; i++) {
        char c = label.at[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    lower[label.len] = 0;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = strcmp(kb_charset_labels[mid].label, lower);
        if (order == 0) return kb_charset_labels[mid].charset;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return KB_CHARSET_NONE;
}

const char *kb_charset_name(kb_charset charset)
{
    return charset > KB_CHARSET_NONE && charset < KB_CHARSET_COUNT ? kb_charset_names[charset] : "";
}

kb_charset kb_charset_marked(kb_str bytes, size_t *mark)
{
    *mark = 3;
    if (kb_str_starts(bytes, KB_STR("\xEF\xBB\xBF"))) return KB_CHARSET_UTF_8;
    *mark = 2;
    if (kb_str_starts(bytes, KB_STR("\xFF\xFE"))) return KB_CHARSET_UTF_16LE;
    if (kb_str_starts(bytes, KB_STR("\xFE\xFF"))) return KB_CHARSET_UTF_16BE;
    *mark = 0;
    return KB_CHARSET_NONE;
}

/* ---- decoders ---- */

static void decode_utf8(kb_str s, kb_charset_out *out)
{
    while (s.len) {
        size_t good = kb_utf8_valid(s);
        if (good) memcpy(out->at + out->len, s.at, good);
        out->len += good;
        s = kb_str_part(s, kb_span_of(good, s.len));
        if (s.len == 0) return;
        kb_charset_out_bad(out);
        s = kb_str_part(s, kb_span_of(kb_utf8_bad(s), s.len));
    }
}

/* Sections 9 and 14.5: a table of the upper half; x-user-defined has it in private use. */
static void decode_single(kb_str s, const uint16_t *high, kb_charset_out *out)
{
    for (size_t i = 0; i < s.len; i++) {
        size_t run = kb_utf8_ascii((kb_str){ s.at + i, s.len - i });
        memcpy(out->at + out->len, s.at + i, run);
        out->len += run;
        i += run;
        if (i == s.len) return;
        uint8_t byte = (uint8_t)s.at[i];
        uint32_t c = high ? high[byte - 0x80] : 0xF700u + byte;
        if (c)
            kb_charset_out_put(out, c);
        else
            kb_charset_out_bad(out);
    }
}

/* Section 14.2: a half of a pair without the other is an error, and so is a byte too many. */
static void decode_utf16(kb_str s, bool big, kb_charset_out *out)
{
    const uint8_t *at = (const uint8_t *)s.at;
    uint32_t lead = 0;
    for (size_t i = 0; i + 1 < s.len; i += 2) {
        uint32_t unit = big ? (uint32_t)at[i] << 8 | at[i + 1] : (uint32_t)at[i + 1] << 8 | at[i];
        bool trails = unit >= 0xDC00 && unit < 0xE000;
        if (lead && trails) {
            kb_charset_out_put(out, 0x10000 + ((lead - 0xD800) << 10) + (unit - 0xDC00));
            lead = 0;
            continue;
        }
        if (lead) kb_charset_out_bad(out);
        lead = unit >= 0xD800 && unit < 0xDC00 ? unit : 0;
        if (trails)
            kb_charset_out_bad(out);
        else if (!lead)
            kb_charset_out_put(out, unit);
    }
    if (lead || s.len % 2) kb_charset_out_bad(out);
}

static kb_status decode(kb_str bytes, kb_charset charset, kb_charset_out *out, kb_err *err)
{
    if (charset == KB_CHARSET_UTF_8)
        decode_utf8(bytes, out);
    else if (charset >= KB_CHARSET_IBM866 && charset <= KB_CHARSET_X_MAC_CYRILLIC)
        decode_single(bytes, kb_charset_high[charset - KB_CHARSET_IBM866], out);
    else if (charset == KB_CHARSET_X_USER_DEFINED)
        decode_single(bytes, NULL, out);
    else if (charset == KB_CHARSET_UTF_16BE || charset == KB_CHARSET_UTF_16LE)
        decode_utf16(bytes, charset == KB_CHARSET_UTF_16BE, out);
    else if (charset == KB_CHARSET_REPLACEMENT)
        kb_charset_out_bad(out); /* section 14.1: one error for all */
    else
        return kb_charset_multi(bytes, charset, out, err);
    return KB_OK;
}

/* Room for the longest text is taken outside the arena, where what is not written costs nothing. */
kb_status kb_charset_decode(kb_str bytes, kb_charset charset, kb_arena *arena, kb_str *out, size_t *replaced,
                            kb_err *err)
{
    kb_charset_out to = { 0 };
    *out = bytes;
    *replaced = 0;
    if (bytes.len == 0) return KB_OK;
    if (charset == KB_CHARSET_UTF_8 && kb_utf8_valid(bytes) == bytes.len) return KB_OK;
    *out = (kb_str){ 0 };
    if (bytes.len > SIZE_MAX / 4 || !(to.at = malloc(bytes.len * 3 + 4))) /* + 4: see kb_utf8_put */
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = decode(bytes, charset, &to, err);
    if (status == KB_OK && !kb_arena_copy(arena, (kb_str){ to.at, to.len }, out)) status = kb_arena_fail(arena, err);
    *replaced = to.replaced;
    free(to.at);
    return status;
}
