#include "base/utf8.h"

#define REPLACEMENT 0xFFFDu

uint32_t kb_utf8_next(kb_str s, size_t *at)
{
    size_t i = (*at)++;
    unsigned char lead = (unsigned char)s.at[i];
    if (lead < 0x80) return lead;
    size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || s.len - i <= more) return REPLACEMENT;
    uint32_t c = lead & (0x3Fu >> more);
    for (size_t k = 1; k <= more; k++) {
        unsigned char byte = (unsigned char)s.at[i + k];
        if ((byte & 0xC0) != 0x80) return REPLACEMENT;
        c = c << 6 | (byte & 0x3Fu);
    }
    bool shortest = c >= (more == 1 ? 0x80u : more == 2 ? 0x800u : 0x10000u);
    if (!shortest || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return REPLACEMENT;
    *at = i + more + 1;
    return c;
}

#define HIGH_BITS UINT64_C(0x8080808080808080)

size_t kb_utf8_ascii(kb_str s)
{
    size_t i = 0;
    uint64_t word[2];
    for (; s.len - i >= sizeof word; i += sizeof word) {
        memcpy(word, s.at + i, sizeof word);
        if ((word[0] | word[1]) & HIGH_BITS) break;
    }
    while (i < s.len && (unsigned char)s.at[i] < 0x80) i++;
    return i;
}

/* How many of the `len` bytes at `at` (1 at least, the first no ASCII) belong to the sequence that they begin; *needed:
 * its whole length. The second byte's range keeps out overlong forms, surrogates and what is above U+10FFFF (RFC 3629,
 * section 4). *needed is 0 where the first byte begins none. */
static size_t sequence(const unsigned char *at, size_t len, size_t *needed)
{
    unsigned char lead = at[0];
    size_t i = 1;
    *needed = lead < 0xC2 ? 0 : lead <= 0xDF ? 2 : lead <= 0xEF ? 3 : lead <= 0xF4 ? 4 : 0;
    if (*needed == 0 || len < 2) return 1;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (at[1] < low || at[1] > high) return 1;
    for (i = 2; i < *needed && i < len && (at[i] & 0xC0) == 0x80;) i++;
    return i;
}

size_t kb_utf8_valid(kb_str s)
{
    size_t i = 0;
    while (i < s.len) {
        size_t needed = 0;
        i += kb_utf8_ascii((kb_str){ s.at + i, s.len - i });
        while (i < s.len && (unsigned char)s.at[i] >= 0x80) {
            if (sequence((const unsigned char *)s.at + i, s.len - i, &needed) != needed) return i;
            i += needed;
        }
    }
    return i;
}

size_t kb_utf8_bad(kb_str s)
{
    size_t needed;
    return sequence((const unsigned char *)s.at, s.len, &needed);
}

size_t kb_utf8_put(char *at, uint32_t c)
{
    if (c < 0x80) {
        at[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--, c >>= 6) at[i] = (char)(unsigned char)(0x80 | (c & 0x3F));
    at[0] = (char)(unsigned char)((0xF00u >> len & 0xFF) | c);
    return len;
}

size_t kb_utf8_count(kb_str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++) count += ((unsigned char)s.at[i] & 0xC0) != 0x80;
    return count;
}
