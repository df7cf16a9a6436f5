#include "read/tidy.h"

#include "base/utf8.h"
#include "text/charset.h"

/* HTML 4.01, 24.2: the entities of U+00A0 to U+00FF, in order. */
static const char latin[] =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute "
    "micro "
    "para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil "
    "Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave "
    "Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml "
    "igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute "
    "thorn yuml ";

static const struct {
    const char *name;
    uint32_t code;
} others[] = {
    { "amp", '&' },       { "quot", '"' },      { "apos", '\'' },    { "lt", '<' },        { "gt", '>' },
    { "rsquo", 0x2019 },  { "lsquo", 0x2018 },  { "ldquo", 0x201C }, { "rdquo", 0x201D },  { "bdquo", 0x201E },
    { "sbquo", 0x201A },  { "ndash", 0x2013 },  { "mdash", 0x2014 }, { "hellip", 0x2026 }, { "bull", 0x2022 },
    { "lsaquo", 0x2039 }, { "rsaquo", 0x203A }, { "euro", 0x20AC },  { "trade", 0x2122 },  { "OElig", 0x152 },
    { "oelig", 0x153 },   { "Scaron", 0x160 },  { "scaron", 0x161 }, { "zwnj", 0x200C },   { "prime", 0x2032 },
    { "Prime", 0x2033 },  { "vert", '|' },      { "ensp", ' ' },     { "emsp", ' ' },      { "thinsp", ' ' },
    { "nbsp", 0xA0 },     { "zwj", 0x200D },    { "comma", ',' },    { "colon", ':' },
};

static uint32_t numeric(kb_str name)
{
    bool hex = name.len > 1 && (name.at[1] == 'x' || name.at[1] == 'X');
    uint32_t c = 0;
    size_t i = hex ? 2 : 1;
    if (i >= name.len || name.len > 10) return 0;
    for (; i < name.len; i++) {
        char b = name.at[i];
        uint32_t digit = b >= '0' && b <= '9'   ? (uint32_t)(b - '0')
                         : b >= 'a' && b <= 'f' ? (uint32_t)(b - 'a') + 10
                         : b >= 'A' && b <= 'F' ? (uint32_t)(b - 'A') + 10
                                                : 99;
        if (digit >= (hex ? 16u : 10u)) return 0;
        c = c * (hex ? 16 : 10) + digit;
        if (c > 0x10FFFF) return 0;
    }
    return c >= 0xD800 && c <= 0xDFFF ? 0 : c;
}

/* The code point of the entity with this name (without & and ;); 0 when there is none. */
static uint32_t entity(kb_str name)
{
    if (name.len && name.at[0] == '#') return numeric(name);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (kb_str_is(name, others[i].name)) return others[i].code;
    kb_str rest = kb_str_of(latin), one;
    for (uint32_t c = 0xA0; kb_str_next(&rest, ' ', &one) && one.len; c++)
        if (kb_str_equal(one, name)) return c;
    return 0;
}

/* Behind the tag that begins at `at`; `at` where none does ("a < b" is none). */
static size_t behind_tag(kb_str s, size_t at)
{
    if (at + 2 >= s.len || !(s.at[at + 1] == '/' || s.at[at + 1] == '!' || (s.at[at + 1] | 32) >= 'a')) return at;
    if ((s.at[at + 1] | 32) > 'z') return at;
    for (size_t i = at + 1; i < s.len && i - at < 400; i++)
        if (s.at[i] == '>') return i + 1;
    return at;
}

/* What `s` holds at *at as one character, or 0 for nothing; moves *at behind it. */
static uint32_t next(kb_str s, size_t *at)
{
    size_t tag = s.at[*at] == '<' ? behind_tag(s, *at) : *at;
    if (tag > *at) {
        bool block = tag - *at >= 3 && (memcmp(s.at + *at, "<br", 3) == 0 || memcmp(s.at + *at, "<p>", 3) == 0);
        *at = tag;
        return block ? ' ' : 0;
    }
    if (s.at[*at] == '&') {
        size_t end = *at + 1;
        while (end < s.len && end - *at < 12 && s.at[end] != ';' && s.at[end] != '&') end++;
        uint32_t c = end < s.len && s.at[end] == ';' ? entity(kb_str_part(s, kb_span_of(*at + 1, end))) : 0;
        if (c) {
            *at = end + 1;
            return c == 0xA0 || c < ' ' ? ' ' : c;
        }
    }
    return kb_utf8_next(s, at);
}

static bool is_space(uint32_t c)
{
    return c <= ' ' || c == 0xA0 || c == 0x2028 || c == 0x2029 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x202F || (c >= 0x7F && c < 0xA0);
}

static bool is_left_out(uint32_t c) /* nothing that is seen */
{
    return c == 0 || c == 0xAD || c == 0x200B || c == 0xFEFF || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

/* Is there surely nothing to do? Characters that may be spaces or unseen begin with the bytes C2, E2, E3 or EF. */
static bool is_tidy(kb_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        uint8_t c = (uint8_t)s.at[i];
        if (c < ' ' || c == '&' || c == '<' || c == 0x7F || c == 0xC2 || c == 0xE2 || c == 0xE3 || c == 0xEF)
            return false;
        if (c == ' ' && i + 1 < s.len && s.at[i + 1] == ' ') return false;
    }
    return true;
}

kb_status kb_tidy(kb_str s, kb_arena *arena, kb_str *out, kb_err *err)
{
    s = kb_str_trim(s);
    if (s.len > KB_TIDY_BYTES_MAX) {
        s.len = KB_TIDY_BYTES_MAX;
        while (s.len && !kb_utf8_border(s, s.len - 1)) s.len--;
        if (s.len) s.len--; /* the last character may be cut */
    }
    *out = s;
    if (is_tidy(s)) return KB_OK;
    char *at = KB_NEW(arena, char, s.len + 4);
    size_t len = 0;
    if (!at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < s.len;) {
        uint32_t c = next(s, &i);
        if (is_left_out(c)) continue;
        if (!is_space(c))
            len += kb_utf8_put(at + len, c); /* never longer than what it is made from */
        else if (len && at[len - 1] != ' ')
            at[len++] = ' ';
    }
    *out = kb_str_trim((kb_str){ at, len });
    return KB_OK;
}
