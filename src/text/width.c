#include "text/width.h"

#include <unicode/uchar.h>

#include "base/utf8.h"

int kb_char_width(uint32_t c)
{
    if (c >= 0x20 && c < 0x300) return c == 0xad ? 0 : 1;
    UChar32 u = (UChar32)c;
    int8_t type = u_charType(u);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR)
        return 0;
    if (c >= 0x1160 && c <= 0x11ff) return 0; /* Hangul vowels and finals join the syllable before them */
    int wide = u_getIntPropertyValue(u, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

size_t kb_text_width(kb_str s)
{
    size_t width = 0;
    for (size_t at = 0; at < s.len;) width += (size_t)kb_char_width(kb_utf8_next(s, &at));
    return width;
}
