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
