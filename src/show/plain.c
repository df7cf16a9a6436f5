#include "show/plain.h"

#include "base/utf8.h"

typedef enum { KEEP, SPACE, DROP } treatment;

static treatment treat(uint32_t c)
{
    if (c == '\n' || c == '\t' || c == '\r' || c == ' ' || c == 0xa0 || c == 0x2028 || c == 0x2029 || c == 0x3000 ||
        (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f)
        return SPACE;
    if (c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0xfffe || c == 0xffff) return DROP;
    if (c == 0x200b || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) ||
        c == 0x61c || c == 0xad || c == 0xfeff || (c >= 0xe0000 && c <= 0xe0fff))
        return DROP;
    return KEEP;
}

void kb_plain_add(kb_buf *out, kb_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t begin = at;
        uint32_t c = kb_utf8_next(text, &at);
        treatment t = treat(c);
        if (c == 0xfffd)
            kb_buf_add_c(out, "\xef\xbf\xbd");
        else if (t == SPACE)
            kb_buf_add_char(out, ' ');
        else if (t == KEEP)
            kb_buf_add(out, kb_str_part(text, kb_span_of(begin, at)));
    }
}
