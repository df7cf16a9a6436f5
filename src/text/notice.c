#include "text/notice.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/embedded.h"
#include "base/utf8.h"
#include "text/charset.h"

#define WORDS_MAX 4
#define KEY_BYTES_MAX 80

static const struct {
    const char *name;
    uint32_t kind;
} kinds[] = {
    { "by", KB_NOTICE_BY },           { "writer", KB_NOTICE_WRITER },   { "editor", KB_NOTICE_EDITOR },
    { "role", KB_NOTICE_ROLE },       { "desk", KB_NOTICE_DESK },       { "agency", KB_NOTICE_AGENCY },
    { "and", KB_NOTICE_AND },         { "notname", KB_NOTICE_NOTNAME }, { "published", KB_NOTICE_PUBLISHED },
    { "updated", KB_NOTICE_UPDATED }, { "in", KB_NOTICE_IN },           { "year", KB_NOTICE_YEAR },
    { "month", KB_NOTICE_MONTH },     { "day", KB_NOTICE_DAY },         { "clock", KB_NOTICE_CLOCK },
    { "minute", KB_NOTICE_MINUTE },   { "told", KB_NOTICE_TOLD },
};

static uint32_t kinds_of(kb_str list, int *zone)
{
    uint32_t all = 0;
    kb_str one;
    while (list.len && kb_str_next(&list, ' ', &one)) {
        int64_t minutes;
        if (kb_str_starts(one, KB_STR("zone:")) && kb_str_int(kb_str_part(one, kb_span_of(5, one.len)), &minutes)) {
            all |= KB_NOTICE_ZONE;
            if (zone) *zone = (int)minutes;
        }
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (kb_str_is(one, kinds[i].name)) all |= kinds[i].kind;
    }
    return all;
}

/* Where the " = " of a line stands; SIZE_MAX. */
static size_t split_of(kb_str line)
{
    for (const char *from = line.at, *end = line.at + line.len, *sign;
         from < end && (sign = memchr(from, '=', (size_t)(end - from))) != NULL; from = sign + 1)
        if (sign > line.at && sign[-1] == ' ' && sign + 1 < end && sign[1] == ' ') return (size_t)(sign - line.at) - 1;
    return SIZE_MAX;
}

static kb_str line_around(kb_str table, size_t *begin)
{
    const char *end = memchr(table.at + *begin, '\n', table.len - *begin);
    while (*begin > 0 && table.at[*begin - 1] != '\n') --*begin;
    return kb_str_part(table, kb_span_of(*begin, end ? (size_t)(end - table.at) : table.len));
}

/* The first line whose words are not before `words`: its two sides; false where there is none. */
static bool first_line(kb_str words, kb_str *key, kb_str *value)
{
    kb_str table = { kb_embedded_notice[0].bytes, kb_embedded_notice[0].len };
    size_t low = 0, high = table.len;
    bool found = false;
    while (low < high && table.at[low] == '#') low = kb_str_find(table, KB_STR("\n"), low) + 1;
    while (low < high) {
        size_t at = low + (high - low) / 2;
        kb_str line = line_around(table, &at);
        size_t split = split_of(line);
        if (split == SIZE_MAX) return false;
        kb_str left = kb_str_part(line, kb_span_of(0, split));
        if (kb_str_compare(words, left) > 0) {
            low = at + line.len + 1;
            continue;
        }
        *key = left;
        *value = kb_str_part(line, kb_span_of(split + 3, line.len));
        found = true;
        high = at;
    }
    return found;
}

/* What the table says of the words: its line's two sides; false where it has none. */
static bool find_line(kb_str words, kb_str *key, kb_str *value)
{
    return first_line(words, key, value) && kb_str_equal(*key, words);
}

uint32_t kb_notice_of(kb_str words, int *zone)
{
    kb_str key, value;
    return find_line(words, &key, &value) ? kinds_of(value, zone) : 0;
}

/* Words as printed as the table has them, in `room`; empty where they are too long for it. */
static kb_str folded(kb_str words, char room[2 * KEY_BYTES_MAX])
{
    size_t len = 0;
    if (words.len > KEY_BYTES_MAX) return (kb_str){ 0 };
    for (size_t at = 0; at < words.len && len + 4 < 2 * KEY_BYTES_MAX;) {
        uint32_t c = kb_utf8_next(words, &at);
        if (c == 0xA0) c = ' ';
        if (c == 0x2010 || c == 0x2011) c = '-';
        len += kb_utf8_put(room + len, c < 0x80 ? (c >= 'A' && c <= 'Z' ? c + 32 : c)
                                                : (uint32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT));
    }
    return (kb_str){ room, len };
}

uint32_t kb_notice_of_printed(kb_str words, int *zone)
{
    char room[2 * KEY_BYTES_MAX];
    kb_str key = folded(words, room);
    return key.len ? kb_notice_of(key, zone) : 0;
}

kb_str kb_notice_agency(kb_str words)
{
    char room[2 * KEY_BYTES_MAX];
    kb_str key, value, one, wanted = folded(words, room);
    if (!wanted.len || !find_line(wanted, &key, &value) || !(kinds_of(value, NULL) & KB_NOTICE_AGENCY))
        return (kb_str){ 0 };
    while (value.len && kb_str_next(&value, ' ', &one))
        if (kb_str_starts(one, KB_STR("as:"))) return kb_str_part(one, kb_span_of(3, one.len));
    return key;
}

static bool is_word(uint32_t c)
{
    return u_isalnum((UChar32)c) || c == '\'' || c == 0x2019;
}

static bool is_spaceless(uint32_t c) /* of a script that sets no spaces between words */
{
    return c >= 0x0E00 && (c <= 0x0E7F || (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF));
}

size_t kb_notice_begins(kb_str text, uint32_t wanted, uint32_t *found)
{
    size_t best = 0, words = 0, at = 0;
    uint32_t last = 0;
    *found = 0;
    for (bool inside = false; at <= text.len && words <= WORDS_MAX && at <= KEY_BYTES_MAX;) {
        size_t here = at;
        uint32_t c = at < text.len ? kb_utf8_next(text, &at) : 0;
        bool word = here < text.len && is_word(c);
        if (inside && (!word || is_spaceless(last))) {
            char room[2 * KEY_BYTES_MAX];
            kb_str key, value, printed = folded(kb_str_part(text, kb_span_of(0, here)), room);
            /* Lines that begin with the words stand together: where the first does not, no longer ones do. */
            if (!printed.len || !first_line(printed, &key, &value) || !kb_str_starts(key, printed)) break;
            uint32_t kind = kb_str_equal(key, printed) ? kinds_of(value, NULL) : 0;
            if (kind & wanted) {
                best = here;
                *found = kind;
            }
        }
        words += word && !inside;
        inside = word;
        last = c;
        if (here >= text.len) break;
    }
    return best;
}
