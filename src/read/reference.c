#include "read/reference.h"

#include "text/charset.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool kb_reference_begins(kb_str s, size_t at)
{
    return at + 1 < s.len && (s.at[at + 1] == '#' || is_name(s.at[at + 1]));
}

size_t kb_reference_end(kb_str s, size_t at)
{
    size_t i = at + 1;
    if (i < s.len && s.at[i] == '#') i++;
    while (i < s.len && is_name(s.at[i])) i++;
    return i < s.len && s.at[i] == ';' ? i + 1 : i;
}

static int digit_of(char c)
{
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

/* The number of "&#...", at most 0x110000; *end: behind its digits. */
static uint32_t number_of(kb_str s, size_t at, size_t *end)
{
    size_t i = at + 2;
    int base = 10;
    uint32_t number = 0;
    if (i < s.len && (s.at[i] == 'x' || s.at[i] == 'X')) {
        base = 16;
        i++;
    }
    for (; i < s.len && digit_of(s.at[i]) < base; i++) {
        number = number * (uint32_t)base + (uint32_t)digit_of(s.at[i]);
        if (number > 0x110000) number = 0x110000;
    }
    *end = i;
    return number;
}

bool kb_reference_is_private(kb_str reference)
{
    size_t end;
    return reference.len > 2 && reference.at[1] == '#' && number_of(reference, 0, &end) >= 0xF0000;
}

static const struct {
    kb_str name;
    const char *is;
} common[] = {
    { { "&amp;", 5 }, "&" }, { { "&quot;", 6 }, "\"" }, { { "&lt;", 4 }, "<" },
    { { "&gt;", 4 }, ">" },  { { "&apos;", 6 }, "'" },  { { "&nbsp;", 6 }, "\xC2\xA0" },
};

/* Writes what stands for the reference at `at`, nowhere longer than itself; returns its end, 0 when the table is
 * wanted. In a value, a name before "=" or without ";" before a letter is none. */
static size_t resolve_at(kb_str s, size_t at, char *to, size_t *len)
{
    size_t end = kb_reference_end(s, at);
    kb_str whole = kb_str_part(s, kb_span_of(at, end));
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
        if (!kb_str_equal(whole, common[i].name)) continue;
        size_t n = strlen(common[i].is);
        memcpy(to + *len, common[i].is, n);
        *len += n;
        return end;
    }
    if (whole.at[1] == '#') {
        size_t digits;
        uint32_t c = number_of(s, at, &digits);
        bool plain = (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0xD800) || (c >= 0xE000 && c < 0xFDD0);
        if (!plain || s.at[end - 1] != ';' || digits + 1 != end) return 0;
        *len += kb_utf8_put(to + *len, c);
        return end;
    }
    if (end < s.len && s.at[end] == '=' && s.at[end - 1] != ';') {
        memcpy(to + *len, whole.at, whole.len);
        *len += whole.len;
        return end;
    }
    return 0;
}

bool kb_reference_resolve(kb_str value, kb_arena *arena, kb_str *out, bool *resolved)
{
    char *at = KB_NEW(arena, char, value.len + 1);
    size_t len = 0;
    if (!at) return false;
    *resolved = false;
    for (size_t i = 0; i < value.len;) {
        if (value.at[i] != '&' || !kb_reference_begins(value, i)) {
            at[len++] = value.at[i++];
            continue;
        }
        i = resolve_at(value, i, at, &len);
        if (i == 0) return true;
    }
    *resolved = true;
    *out = (kb_str){ at, len };
    return true;
}
