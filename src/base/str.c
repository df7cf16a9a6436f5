#include "base/str.h"

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

int kb_str_compare(kb_str a, kb_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    if (order) return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool kb_str_equal_ascii(kb_str a, kb_str b)
{
    if (a.len != b.len) return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.at[i]) != lower(b.at[i])) return false;
    return true;
}

size_t kb_str_find(kb_str s, kb_str needle, size_t from)
{
    if (needle.len == 0) return from <= s.len ? from : SIZE_MAX;
    for (size_t i = from; i + needle.len <= s.len; i++) {
        const char *hit = memchr(s.at + i, needle.at[0], s.len - needle.len - i + 1);
        if (!hit) break;
        i = (size_t)(hit - s.at);
        if (memcmp(hit, needle.at, needle.len) == 0) return i;
    }
    return SIZE_MAX;
}

kb_str kb_str_trim(kb_str s)
{
    while (s.len && space(s.at[0])) s.at++, s.len--;
    while (s.len && space(s.at[s.len - 1])) s.len--;
    return s;
}

bool kb_str_next(kb_str *rest, char separator, kb_str *part)
{
    if (!rest->at) return false;
    const char *end = rest->len ? memchr(rest->at, separator, rest->len) : NULL;
    *part = (kb_str){ rest->at, end ? (size_t)(end - rest->at) : rest->len };
    if (end)
        *rest = (kb_str){ end + 1, rest->len - part->len - 1 };
    else
        *rest = (kb_str){ NULL, 0 };
    return true;
}

kb_str kb_str_last_word(kb_str s)
{
    size_t at = s.len;
    while (at && s.at[at - 1] != ' ') at--;
    return kb_str_part(s, kb_span_of(at, s.len));
}

bool kb_str_int(kb_str s, int64_t *out)
{
    bool negative = s.len && s.at[0] == '-';
    size_t i = negative;
    int64_t value = 0;
    if (i == s.len) return false;
    for (; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9' || value > (INT64_MAX - (s.at[i] - '0')) / 10) return false;
        value = value * 10 + (s.at[i] - '0');
    }
    *out = negative ? -value : value;
    return true;
}
