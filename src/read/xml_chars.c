#include "read/xml_chars.h"

#include "text/charset.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>

#define ENTITY_VALUE_MAX ((size_t)1024)
#define ENTITIES_MAX 256
#define EXPANSION_MAX ((size_t)1 << 20) /* bytes that all declared entities may grow to */

/* ---- characters ---- */

/* WHATWG HTML 13.2.5.80: what references to 80..9F mean. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

/* What XML wants escaped stands as a noncharacter of Unicode, which text has no use for: a reference would be an event
 * of its own in the parser, and text may be made of nothing else. */
static const char escaped[] = "&<>\"";
#define ESCAPE_LEAD "\xEF\xB7" /* U+FDD0 + the place in `escaped` */
#define ESCAPE_LAST 0x90

static bool is_nonchar(uint32_t c)
{
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

void kb_xml_unescape(kb_str s, kb_buf *out)
{
    while (s.len) {
        size_t at = kb_str_find(s, KB_STR(ESCAPE_LEAD), 0);
        if (at == SIZE_MAX) at = s.len;
        kb_buf_add(out, kb_str_part(s, kb_span_of(0, at)));
        s = kb_str_part(s, kb_span_of(at, s.len));
        for (; s.len > 2 && kb_str_starts(s, KB_STR(ESCAPE_LEAD)); s = kb_str_part(s, kb_span_of(3, s.len))) {
            size_t place = (unsigned char)s.at[2] - (size_t)ESCAPE_LAST;
            if (place < sizeof escaped - 1)
                kb_buf_add_char(out, escaped[place]);
            else
                kb_buf_add(out, kb_str_part(s, kb_span_of(0, 3)));
        }
        if (s.len && s.len < 3) {
            kb_buf_add(out, s);
            return;
        }
    }
}

/* A character as text; those that XML has no place for are left out. */
void kb_xml_chars_char(kb_xml_chars *t, uint32_t c)
{
    char bytes[4] = ESCAPE_LEAD;
    if (c >= 0x80 && c <= 0x9F) c = windows_1252[c - 0x80];
    const char *escape = c && c < 0x80 ? strchr(escaped, (int)c) : NULL;
    if (escape) {
        bytes[2] = (char)(ESCAPE_LAST + (escape - escaped));
        kb_buf_add(t->out, (kb_str){ bytes, 3 });
    } else if ((c < ' ' && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c <= 0x9F) || is_nonchar(c)) {
        t->mended++;
    } else {
        kb_buf_add(t->out, (kb_str){ bytes, kb_utf8_put(bytes, c) });
    }
}

/* Needs this byte a look? The rest is copied as it is. */
static bool is_plain(unsigned char c)
{
    return (c >= ' ' || c == '\n' || c == '\t' || c == '\r') && c != '&' && c != '<' && c != '>' && c != '"' &&
           c != 0x7F && c != 0xC2 && c != 0xEF;
}

/* U+FDD0 to U+FDEF, U+FFFE, U+FFFF as UTF-8, which begin with EF? */
static bool is_nonchar_at(kb_str s, size_t i)
{
    if (i + 2 >= s.len) return false;
    unsigned char second = (unsigned char)s.at[i + 1], third = (unsigned char)s.at[i + 2];
    return (second == 0xBF && third >= 0xBE) || (second == 0xB7 && third >= 0x90 && third <= 0xAF);
}

/* Text in which "&" is no reference: CDATA. */
void kb_xml_chars_put(kb_xml_chars *t, kb_str s)
{
    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        while (i < s.len && is_plain((unsigned char)s.at[i])) i++;
        kb_buf_add(t->out, kb_str_part(s, kb_span_of(from, i)));
        if (i == s.len) return;
        unsigned char c = (unsigned char)s.at[i], next = i + 1 < s.len ? (unsigned char)s.at[i + 1] : 0;
        if (c == 0xC2 && next >= 0x80 && next <= 0x9F) {
            kb_xml_chars_char(t, next);
            t->mended++;
            i += 2;
        } else if (c == 0xEF && is_nonchar_at(s, i)) {
            i += 3;
        } else if (c >= 0x80) {
            kb_buf_add_char(t->out, s.at[i++]);
        } else {
            kb_xml_chars_char(t, c);
            i++;
        }
    }
}

/* ---- references ---- */

/* libxml2 seeks an entity's name one by one. Where very many names were asked for, its table is read once, to be
 * seeked in by halves. */
#define LOOKUPS_MAX 1000
#define ENTITY_LAST 0x2666 /* the last character that an entity of HTML 4 stands for */

static int by_name(const void *a, const void *b)
{
    const void *const *left = a, *const *right = b;
    const htmlEntityDesc *one = *left, *other = *right;
    return strcmp(one->name, other->name);
}

static void index_entities(kb_xml_chars *t)
{
    for (unsigned value = 1; value <= ENTITY_LAST && t->indexed < KB_XML_ENTITIES; value++) {
        const htmlEntityDesc *found = htmlEntityValueLookup(value);
        if (found) t->index[t->indexed++] = found;
    }
    qsort(t->index, t->indexed, sizeof t->index[0], by_name);
}

static const htmlEntityDesc *entity_of(kb_xml_chars *t, const char *name)
{
    if (++t->lookups <= LOOKUPS_MAX) return htmlEntityLookup((const xmlChar *)name);
    if (t->indexed == 0) index_entities(t);
    size_t low = 0, high = t->indexed;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const htmlEntityDesc *entity = t->index[middle];
        int order = strcmp(name, entity->name);
        if (order == 0) return entity;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static uint32_t html_entity(kb_xml_chars *t, kb_str name)
{
    char key[KB_XML_ENTITY_NAME_MAX + 1] = { 0 };
    size_t slot = 0;
    for (size_t i = 0; i < name.len; i++) {
        key[i] = name.at[i];
        slot = (slot * 31 + (unsigned char)name.at[i]) % KB_XML_ENTITY_CACHE;
    }
    if (strcmp(t->cache[slot].name, key) != 0) {
        const htmlEntityDesc *found = entity_of(t, key);
        memcpy(t->cache[slot].name, key, sizeof key);
        t->cache[slot].value = strcmp(key, "apos") == 0 ? '\'' : found ? (uint32_t)found->value : 0;
    }
    return t->cache[slot].value;
}

/* "#38", "#x26;" behind the "&": its length, 0 where it is none. */
static size_t number_reference(kb_str s, uint32_t *c)
{
    size_t i = 1;
    bool hex = s.len > 1 && (s.at[1] == 'x' || s.at[1] == 'X'), any = false;
    if (s.len == 0 || s.at[0] != '#') return 0;
    *c = 0;
    for (i += hex; i < s.len; i++, any = true) {
        char d = s.at[i];
        uint32_t digit = kb_xml_is_digit(d)                              ? (uint32_t)(d - '0')
                         : hex && kb_xml_is_letter(d) && (d | 32) <= 'f' ? (uint32_t)((d | 32) - 'a' + 10)
                                                                         : 99;
        if (digit > 15) break;
        if (*c <= 0x10FFFF) *c = *c * (hex ? 16 : 10) + digit;
    }
    if (!any) return 0;
    if (*c == 0 || *c > 0x10FFFF || (*c >= 0xD800 && *c <= 0xDFFF)) *c = 0xFFFD;
    return i < s.len && s.at[i] == ';' ? i + 1 : i;
}

static const kb_xml_entity *declared(const kb_xml_chars *t, kb_str name)
{
    for (size_t i = 0; i < t->entities.count; i++)
        if (kb_str_equal(t->entities.at[i].name, name)) return &t->entities.at[i];
    return NULL;
}

static size_t put_reference(kb_xml_chars *t, kb_str s, bool nested);

/* The value of a declared entity: text with references of its own, but not to declared ones. */
static void put_entity(kb_xml_chars *t, const kb_xml_entity *e)
{
    size_t from = 0;
    if (t->expanded > EXPANSION_MAX) return;
    t->expanded += e->value.len;
    for (size_t i = 0; i < e->value.len;) {
        if (e->value.at[i] != '&') {
            i++;
            continue;
        }
        kb_xml_chars_put(t, kb_str_part(e->value, kb_span_of(from, i)));
        i += 1 + put_reference(t, kb_str_part(e->value, kb_span_of(i + 1, e->value.len)), true);
        from = i;
    }
    kb_xml_chars_put(t, kb_str_part(e->value, kb_span_of(from, e->value.len)));
}

/* Writes what "&" + `s` begins with; returns how many bytes of `s` it took (0: the "&" was a bare one). */
static size_t put_reference(kb_xml_chars *t, kb_str s, bool nested)
{
    uint32_t c;
    size_t len = number_reference(s, &c);
    if (len) {
        kb_xml_chars_char(t, c);
        return len;
    }
    while (len < s.len && len < KB_XML_ENTITY_NAME_MAX && (kb_xml_is_letter(s.at[len]) || kb_xml_is_digit(s.at[len])))
        len++;
    if (len && len < s.len && s.at[len] == ';') {
        kb_str name = kb_str_part(s, kb_span_of(0, len));
        const kb_xml_entity *own = nested ? NULL : declared(t, name);
        if (own) {
            put_entity(t, own);
            return len + 1;
        }
        if ((c = html_entity(t, name)) != 0) {
            kb_xml_chars_char(t, c);
            return len + 1;
        }
    }
    t->mended++;
    kb_xml_chars_char(t, '&');
    return 0;
}

/* Text with references. */
void kb_xml_chars_content(kb_xml_chars *t, kb_str s)
{
    while (s.len) {
        const char *amp = memchr(s.at, '&', s.len);
        size_t plain = amp ? (size_t)(amp - s.at) : s.len;
        kb_xml_chars_put(t, kb_str_part(s, kb_span_of(0, plain)));
        if (!amp) return;
        s = kb_str_part(s, kb_span_of(plain + 1, s.len));
        size_t used = put_reference(t, s, false);
        s = kb_str_part(s, kb_span_of(used, s.len));
    }
}

/* ---- declared entities ---- */

static bool is_harmless(kb_str value)
{
    return value.len <= ENTITY_VALUE_MAX && !memchr(value.at, '<', value.len);
}

/* The declarations of general entities in an internal subset. */
bool kb_xml_chars_declare(kb_xml_chars *t, kb_str s, kb_arena *arena)
{
    size_t at = 0;
    while ((at = kb_str_find(s, KB_STR("<!ENTITY"), at)) != SIZE_MAX && t->entities.count < ENTITIES_MAX) {
        at += 8;
        while (at < s.len && kb_xml_is_space(s.at[at])) at++;
        size_t name = at;
        while (at < s.len && kb_xml_is_name(s.at[at])) at++;
        kb_str named = kb_str_part(s, kb_span_of(name, at));
        while (at < s.len && kb_xml_is_space(s.at[at])) at++;
        if (named.len == 0 || at == s.len || (s.at[at] != '"' && s.at[at] != '\'')) continue; /* external, parameter */
        const char *end = memchr(s.at + at + 1, s.at[at], s.len - at - 1);
        if (!end) return true;
        kb_str value = { s.at + at + 1, (size_t)(end - s.at) - at - 1 };
        at = (size_t)(end - s.at) + 1;
        if (!is_harmless(value) || declared(t, named)) continue;
        kb_xml_entity *e = KB_ADD(arena, &t->entities, kb_xml_entity);
        if (!e) return false;
        *e = (kb_xml_entity){ named, value };
    }
    return true;
}
