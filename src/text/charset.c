#include "text/charset.h"

#include <unicode/ucnv.h>
#include <unicode/utf8.h>

static const char utf8_name[] = "UTF-8";
static const char latin_name[] = "windows-1252";

/* Labels of the WHATWG Encoding standard (encoding.spec.whatwg.org, "names and labels"), less what ICU's own alias
 * table answers alike; right, the converter of ICU that is nearest to the standard's decoder. */
typedef struct {
    const char *label, *converter;
} label_row;
static const label_row labels[] = {
    { "utf-8", utf8_name },
    { "utf8", utf8_name },
    { "unicode-1-1-utf-8", utf8_name },
    { "unicode11utf8", utf8_name },
    { "unicode20utf8", utf8_name },
    { "x-unicode20utf8", utf8_name },
    { "ascii", latin_name },
    { "us-ascii", latin_name },
    { "ansi_x3.4-1968", latin_name },
    { "iso-8859-1", latin_name },
    { "iso8859-1", latin_name },
    { "iso88591", latin_name },
    { "iso_8859-1", latin_name },
    { "iso_8859-1:1987", latin_name },
    { "iso-ir-100", latin_name },
    { "latin1", latin_name },
    { "l1", latin_name },
    { "csisolatin1", latin_name },
    { "ibm819", latin_name },
    { "cp819", latin_name },
    { "cp1252", latin_name },
    { "x-cp1252", latin_name },
    { "windows-1252", latin_name },
    { "iso-8859-9", "windows-1254" },
    { "iso8859-9", "windows-1254" },
    { "latin5", "windows-1254" },
    { "l5", "windows-1254" },
    { "iso-8859-11", "windows-874" },
    { "tis-620", "windows-874" },
    { "x-cp1250", "windows-1250" },
    { "x-cp1251", "windows-1251" },
    { "x-cp1254", "windows-1254" },
    { "gb2312", "gb18030" },
    { "gb_2312", "gb18030" },
    { "gb_2312-80", "gb18030" },
    { "gbk", "gb18030" },
    { "x-gbk", "gb18030" },
    { "chinese", "gb18030" },
    { "big5", "Big5-HKSCS" },
    { "big5-hkscs", "Big5-HKSCS" },
    { "x-x-big5", "Big5-HKSCS" },
    { "cn-big5", "Big5-HKSCS" },
    { "shift_jis", "windows-31j" },
    { "shift-jis", "windows-31j" },
    { "sjis", "windows-31j" },
    { "x-sjis", "windows-31j" },
    { "ms_kanji", "windows-31j" },
    { "euc-kr", "windows-949" },
    { "ks_c_5601-1987", "windows-949" },
    { "korean", "windows-949" },
    { "ksc5601", "windows-949" },
    { "logical", "ISO-8859-8" },
    { "visual", "ISO-8859-8" },
    { "koi", "KOI8-R" },
    { "koi8-ru", "KOI8-U" },
    { "unicode", "UTF-16LE" },
    { "utf-16", "UTF-16LE" },
    { "ucs-2", "UTF-16LE" },
};

size_t kb_utf8_valid(kb_str s)
{
    size_t i = 0;
    while (i < s.len) {
        uint8_t lead = (uint8_t)s.at[i];
        if (lead < 0x80) {
            i++;
            continue;
        }
        /* RFC 3629, section 4: the second byte's range keeps out overlong forms, surrogates and what is above U+10FFFF.
         */
        size_t tail = lead >= 0xC2 && lead <= 0xDF   ? 1
                      : lead >= 0xE0 && lead <= 0xEF ? 2
                      : lead >= 0xF0 && lead <= 0xF4 ? 3
                                                     : 0;
        if (tail == 0 || s.len - i <= tail) return i;
        uint8_t low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        uint8_t high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        uint8_t second = (uint8_t)s.at[i + 1];
        if (second < low || second > high) return i;
        for (size_t k = 2; k <= tail; k++)
            if (((uint8_t)s.at[i + k] & 0xC0) != 0x80) return i;
        i += tail + 1;
    }
    return i;
}

size_t kb_utf8_put(char *at, uint32_t c)
{
    int32_t n = 0;
    uint8_t unit[4];
    U8_APPEND_UNSAFE(unit, n, c);
    memcpy(at, unit, (size_t)n);
    return (size_t)n;
}

size_t kb_utf8_count(kb_str s)
{
    size_t count = 0;
    for (size_t i = 0; i < s.len; i++) count += ((uint8_t)s.at[i] & 0xC0) != 0x80;
    return count;
}

/* The maximal subpart: Unicode 15, 3.9, "U+FFFD substitution of maximal subparts". */
size_t kb_utf8_bad(kb_str s)
{
    int32_t i = 0, limit = s.len < 4 ? (int32_t)s.len : 4;
    UChar32 c;
    U8_NEXT((const uint8_t *)s.at, i, limit, c);
    (void)c;
    return (size_t)i;
}

/* Copies `s` with each bad sequence replaced. The result is at most three times as long: count first, then write. */
static kb_status mend(kb_str s, kb_arena *arena, kb_str *out, size_t *replaced, kb_err *err)
{
    static const char mark[] = "\xEF\xBF\xBD";
    char *at = NULL;
    size_t len = 0, bad = 0;
    for (int pass = 0; pass < 2; pass++) {
        kb_str rest = s;
        len = bad = 0;
        for (;;) {
            size_t good = kb_utf8_valid(rest);
            if (at && good) memcpy(at + len, rest.at, good);
            len += good;
            rest = (kb_str){ rest.at + good, rest.len - good };
            if (rest.len == 0) break;
            size_t skip = kb_utf8_bad(rest);
            if (at) memcpy(at + len, mark, 3);
            len += 3;
            bad++;
            rest = (kb_str){ rest.at + skip, rest.len - skip };
        }
        if (pass == 0 && !(at = KB_NEW(arena, char, len + 1))) return kb_arena_fail(arena, err);
    }
    *out = (kb_str){ at, len };
    *replaced = bad;
    return KB_OK;
}

/* The index of windows-1252 (WHATWG): 0x80..0x9F; all other bytes stand for themselves. */
static const uint16_t latin_high[32] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
    0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178,
};

static kb_status decode_latin(kb_str s, kb_arena *arena, kb_str *out, kb_err *err)
{
    size_t len = 0;
    char *at = s.len < SIZE_MAX / 3 ? KB_NEW(arena, char, s.len * 3 + 1) : NULL;
    if (!at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < s.len; i++) {
        uint8_t b = (uint8_t)s.at[i];
        uint32_t c = b >= 0x80 && b < 0xA0 ? latin_high[b - 0x80] : b;
        len += kb_utf8_put(at + len, c);
    }
    *out = (kb_str){ at, len };
    return KB_OK;
}

/* Through ICU, by way of UTF-16 in pieces. ICU writes U+FFFD for what it cannot read; those are counted. */
static kb_status decode_icu(UConverter *from, kb_str s, kb_arena *arena, kb_str *out, size_t *replaced, kb_err *err)
{
    UChar units[1024];
    const char *at = s.at, *end = s.at + s.len;
    char *to = NULL;
    size_t len = 0, bad = 0;
    for (int pass = 0; pass < 2; pass++) {
        uint32_t high = 0;
        bool more = true;
        ucnv_resetToUnicode(from);
        at = s.at;
        len = bad = 0;
        while (more) {
            UErrorCode code = U_ZERO_ERROR;
            UChar *unit = units;
            ucnv_toUnicode(from, &unit, units + 1024, &at, end, NULL, true, &code);
            more = code == U_BUFFER_OVERFLOW_ERROR;
            if (U_FAILURE(code) && !more)
                return kb_fail(err, KB_ERR_FORMAT, "cannot be decoded: %s", u_errorName(code));
            for (UChar *u = units; u < unit; u++) {
                uint32_t c = *u;
                if (U16_IS_LEAD(c)) {
                    high = c;
                    continue;
                }
                if (U16_IS_TRAIL(c)) c = high ? (uint32_t)U16_GET_SUPPLEMENTARY(high, c) : 0xFFFD;
                high = 0;
                bad += c == 0xFFFD;
                if (to) (void)kb_utf8_put(to + len, c);
                len += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            }
        }
        if (pass == 0 && !(to = KB_NEW(arena, char, len + 1))) return kb_arena_fail(arena, err);
    }
    *out = (kb_str){ to, len };
    *replaced = bad;
    return KB_OK;
}

/* The converter for a label (NULL: none such). *name: its static name where kabar has one, else ICU's. */
static const char *converter_of(kb_str label, char room[64])
{
    label = kb_str_trim(label);
    if (label.len == 0 || label.len >= 64) return NULL;
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++)
        if (kb_str_equal_ascii(label, kb_str_of(labels[i].label))) return labels[i].converter;
    memcpy(room, label.at, label.len);
    room[label.len] = 0;
    UErrorCode code = U_ZERO_ERROR;
    const char *name = ucnv_getStandardName(room, "MIME", &code); /* static memory of ICU; NULL when unknown */
    return U_SUCCESS(code) ? name : NULL;
}

/* The length of the byte order mark, 0 when none; *name: the encoding that it tells. */
static size_t order_mark(kb_str s, const char **name)
{
    if (kb_str_starts(s, KB_STR("\xEF\xBB\xBF"))) return *name = utf8_name, 3;
    if (kb_str_starts(s, KB_STR("\xFF\xFE"))) return *name = "UTF-16LE", 2;
    if (kb_str_starts(s, KB_STR("\xFE\xFF"))) return *name = "UTF-16BE", 2;
    return 0;
}

kb_status kb_charset_decode(kb_str bytes, kb_str label, kb_arena *arena, kb_str *out, size_t *replaced,
                            const char **used, kb_err *err)
{
    char room[64];
    const char *name = NULL;
    size_t mark = order_mark(bytes, &name);
    kb_str s = { bytes.len ? bytes.at + mark : "", bytes.len - mark };

    *replaced = 0;
    *out = s;
    if (!name) name = converter_of(label, room);
    if (!name || name == utf8_name || kb_str_equal_ascii(kb_str_of(name), KB_STR("UTF-8"))) {
        bool told = name != NULL;
        *used = utf8_name;
        if (kb_utf8_valid(s) == s.len) return KB_OK;
        if (told) return mend(s, arena, out, replaced, err);
        name = latin_name;
    }
    *used = name;
    if (name == latin_name) return decode_latin(s, arena, out, err);
    UErrorCode code = U_ZERO_ERROR;
    UConverter *from = ucnv_open(name, &code);
    if (U_FAILURE(code)) return kb_fail(err, KB_ERR_FORMAT, "encoding %s: %s", name, u_errorName(code));
    kb_status status = decode_icu(from, s, arena, out, replaced, err);
    ucnv_close(from);
    return status;
}
