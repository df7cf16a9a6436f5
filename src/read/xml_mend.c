#include "read/xml_mend.h"

#include "base/map.h"
#include "text/charset.h"

#include <libxml/HTMLparser.h>
#include <stdio.h>

#define NAME_MAX_BYTES ((size_t)100)
#define ENTITY_NAME_MAX ((size_t)32)
#define ENTITY_VALUE_MAX ((size_t)1024)
#define ENTITIES_MAX 256
#define EXPANSION_MAX ((size_t)1 << 20) /* bytes that all declared entities may grow to */
#define CACHE 64
#define NAMES_MAX \
    ((size_t)4096) /* different ones; the parser keeps each, and seeks them the slower the more there are */
#define NAME_SLOTS (NAMES_MAX * 2)

typedef struct {
    kb_str name, value;
} entity;

typedef struct {
    kb_str in;
    size_t i; /* what comes next */
    const char *const *roots;
    kb_arena *arena;
    kb_buf *out;
    kb_xml_mended *mended;
    kb_str open[KB_XML_DEPTH_MAX];     /* names as they stand in the input */
    uint32_t hashes[KB_XML_DEPTH_MAX]; /* of these names, capitals aside */
    size_t begun[KB_XML_DEPTH_MAX];    /* where in `out` their content begins */
    size_t depth, overflow;            /* overflow: open elements that were left out for their depth */
    bool rooted, done;
    size_t stray; /* "]]>" that belong to a CDATA section inside another */
    struct {
        entity *at;
        size_t count;
    } entities;
    size_t expanded;
    uint64_t names[NAME_SLOTS]; /* hashes of the names that were written; 0: none */
    size_t name_count;
    struct {
        char name[ENTITY_NAME_MAX + 1];
        uint32_t value;
    } cache[CACHE]; /* of HTML's entities: libxml2 seeks them one by one */
} mender;

/* ---- small ---- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool begins_name(char c)
{
    return is_letter(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name(char c)
{
    return begins_name(c) || is_digit(c) || c == '-' || c == '.' || c == ':';
}

static kb_str rest_of(const mender *m)
{
    return kb_str_part(m->in, kb_span_of(m->i, m->in.len));
}

static bool starts(const mender *m, const char *prefix)
{
    kb_str s = kb_str_of(prefix);
    return kb_str_equal_ascii(kb_str_part(m->in, kb_span_of(m->i, m->i + s.len)), s);
}

static void fault(mender *m, size_t byte, const char *what)
{
    if (m->mended->fault_count < KB_XML_FAULTS_MAX)
        m->mended->faults[m->mended->fault_count++] = (kb_xml_fault){ byte, what };
}

static kb_str local_of(kb_str name)
{
    for (size_t i = name.len; i-- > 0;)
        if (name.at[i] == ':') return kb_str_part(name, kb_span_of(i + 1, name.len));
    return name;
}

static bool is_one_of(kb_str name, const char *const *list)
{
    for (; *list; list++)
        if (kb_str_equal_ascii(name, kb_str_of(*list))) return true;
    return false;
}

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
static void put_char(mender *m, uint32_t c)
{
    char bytes[4] = ESCAPE_LEAD;
    if (c >= 0x80 && c <= 0x9F) c = windows_1252[c - 0x80];
    const char *escape = c && c < 0x80 ? strchr(escaped, (int)c) : NULL;
    if (escape) {
        bytes[2] = (char)(ESCAPE_LAST + (escape - escaped));
        kb_buf_add(m->out, (kb_str){ bytes, 3 });
    } else if ((c < ' ' && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7F && c <= 0x9F) || is_nonchar(c)) {
        m->mended->mended++;
    } else {
        kb_buf_add(m->out, (kb_str){ bytes, kb_utf8_put(bytes, c) });
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
static void put_text(mender *m, kb_str s)
{
    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        while (i < s.len && is_plain((unsigned char)s.at[i])) i++;
        kb_buf_add(m->out, kb_str_part(s, kb_span_of(from, i)));
        if (i == s.len) return;
        unsigned char c = (unsigned char)s.at[i], next = i + 1 < s.len ? (unsigned char)s.at[i + 1] : 0;
        if (c == 0xC2 && next >= 0x80 && next <= 0x9F) {
            put_char(m, next);
            m->mended->mended++;
            i += 2;
        } else if (c == 0xEF && is_nonchar_at(s, i)) {
            i += 3;
        } else if (c >= 0x80) {
            kb_buf_add_char(m->out, s.at[i++]);
        } else {
            put_char(m, c);
            i++;
        }
    }
}

/* ---- references ---- */

static uint32_t html_entity(mender *m, kb_str name)
{
    char key[ENTITY_NAME_MAX + 1] = { 0 };
    size_t slot = 0;
    for (size_t i = 0; i < name.len; i++) {
        key[i] = name.at[i];
        slot = (slot * 31 + (unsigned char)name.at[i]) % CACHE;
    }
    if (strcmp(m->cache[slot].name, key) != 0) {
        const htmlEntityDesc *found = htmlEntityLookup((const xmlChar *)key);
        memcpy(m->cache[slot].name, key, sizeof key);
        m->cache[slot].value = strcmp(key, "apos") == 0 ? '\'' : found ? (uint32_t)found->value : 0;
    }
    return m->cache[slot].value;
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
        uint32_t digit = is_digit(d)                              ? (uint32_t)(d - '0')
                         : hex && is_letter(d) && (d | 32) <= 'f' ? (uint32_t)((d | 32) - 'a' + 10)
                                                                  : 99;
        if (digit > 15) break;
        if (*c <= 0x10FFFF) *c = *c * (hex ? 16 : 10) + digit;
    }
    if (!any) return 0;
    if (*c == 0 || *c > 0x10FFFF || (*c >= 0xD800 && *c <= 0xDFFF)) *c = 0xFFFD;
    return i < s.len && s.at[i] == ';' ? i + 1 : i;
}

static const entity *declared(const mender *m, kb_str name)
{
    for (size_t i = 0; i < m->entities.count; i++)
        if (kb_str_equal(m->entities.at[i].name, name)) return &m->entities.at[i];
    return NULL;
}

static size_t put_reference(mender *m, kb_str s, bool nested);

/* The value of a declared entity: text with references of its own, but not to declared ones. */
static void put_entity(mender *m, const entity *e)
{
    size_t from = 0;
    if (m->expanded > EXPANSION_MAX) return;
    m->expanded += e->value.len;
    for (size_t i = 0; i < e->value.len;) {
        if (e->value.at[i] != '&') {
            i++;
            continue;
        }
        put_text(m, kb_str_part(e->value, kb_span_of(from, i)));
        i += 1 + put_reference(m, kb_str_part(e->value, kb_span_of(i + 1, e->value.len)), true);
        from = i;
    }
    put_text(m, kb_str_part(e->value, kb_span_of(from, e->value.len)));
}

/* Writes what "&" + `s` begins with; returns how many bytes of `s` it took (0: the "&" was a bare one). */
static size_t put_reference(mender *m, kb_str s, bool nested)
{
    uint32_t c;
    size_t len = number_reference(s, &c);
    if (len) {
        put_char(m, c);
        return len;
    }
    while (len < s.len && len < ENTITY_NAME_MAX && (is_letter(s.at[len]) || is_digit(s.at[len]))) len++;
    if (len && len < s.len && s.at[len] == ';') {
        kb_str name = kb_str_part(s, kb_span_of(0, len));
        const entity *own = nested ? NULL : declared(m, name);
        if (own) {
            put_entity(m, own);
            return len + 1;
        }
        if ((c = html_entity(m, name)) != 0) {
            put_char(m, c);
            return len + 1;
        }
    }
    m->mended->mended++;
    put_char(m, '&');
    return 0;
}

/* Text with references. */
static void put_content(mender *m, kb_str s)
{
    while (s.len) {
        const char *amp = memchr(s.at, '&', s.len);
        size_t plain = amp ? (size_t)(amp - s.at) : s.len;
        put_text(m, kb_str_part(s, kb_span_of(0, plain)));
        if (!amp) return;
        s = kb_str_part(s, kb_span_of(plain + 1, s.len));
        size_t used = put_reference(m, s, false);
        s = kb_str_part(s, kb_span_of(used, s.len));
    }
}

/* ---- document type ---- */

static bool is_harmless(kb_str value)
{
    return value.len <= ENTITY_VALUE_MAX && !memchr(value.at, '<', value.len);
}

/* The declarations of general entities in an internal subset. */
static bool read_entities(mender *m, kb_str s)
{
    size_t at = 0;
    while ((at = kb_str_find(s, KB_STR("<!ENTITY"), at)) != SIZE_MAX && m->entities.count < ENTITIES_MAX) {
        at += 8;
        while (at < s.len && is_space(s.at[at])) at++;
        size_t name = at;
        while (at < s.len && is_name(s.at[at])) at++;
        kb_str named = kb_str_part(s, kb_span_of(name, at));
        while (at < s.len && is_space(s.at[at])) at++;
        if (named.len == 0 || at == s.len || (s.at[at] != '"' && s.at[at] != '\'')) continue; /* external, parameter */
        const char *end = memchr(s.at + at + 1, s.at[at], s.len - at - 1);
        if (!end) return true;
        kb_str value = { s.at + at + 1, (size_t)(end - s.at) - at - 1 };
        at = (size_t)(end - s.at) + 1;
        if (!is_harmless(value) || declared(m, named)) continue;
        entity *e = KB_ADD(m->arena, &m->entities, entity);
        if (!e) return false;
        *e = (entity){ named, value };
    }
    return true;
}

/* Takes <!DOCTYPE ...> with its subset. One that does not end ends at its first ">". */
static bool take_doctype(mender *m)
{
    kb_str s = rest_of(m);
    size_t subset = 0, i = 0, first = 0;
    char quote = 0;
    bool closed = false;
    for (; i < s.len && !closed; i++) {
        char c = s.at[i];
        if (c == '>' && !first) first = i + 1;
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '[' && !subset)
            subset = i;
        else if (c == '>' && !subset)
            closed = true;
        else if (c == ']' && subset) {
            size_t k = i + 1;
            while (k < s.len && is_space(s.at[k])) k++;
            closed = k < s.len && s.at[k] == '>';
            if (closed) i = k;
        }
    }
    if (closed && subset && !read_entities(m, kb_str_part(s, kb_span_of(subset, i)))) return false;
    m->i += closed ? i : first ? first : s.len;
    return true;
}

/* ---- names and tags ---- */

/* A name that XML and its namespaces take: ASCII, one colon. */
static void put_name(mender *m, kb_str name)
{
    bool colon = false;
    size_t len = name.len < NAME_MAX_BYTES ? name.len : NAME_MAX_BYTES;
    if (kb_str_equal_ascii(kb_str_part(name, kb_span_of(0, 6)), KB_STR("xmlns:"))) colon = true;
    for (size_t i = 0; i < len; i++) {
        char c = name.at[i];
        bool kept = (unsigned char)c < 0x80 && c != ':';
        if (c == ':' && !colon && i && i + 1 < len && begins_name(name.at[i + 1])) kept = colon = true;
        kb_buf_add_char(m->out, kept ? c : '_');
    }
}

/* May this name, or a namespace's address, be written? It was before, or is one of the first NAMES_MAX. */
static bool is_known(mender *m, kb_str name)
{
    uint64_t hash = kb_hash(name) | 1;
    size_t slot = (size_t)(hash >> 1) % NAME_SLOTS;
    while (m->names[slot] && m->names[slot] != hash) slot = (slot + 1) % NAME_SLOTS;
    if (m->names[slot]) return true;
    if (m->name_count == NAMES_MAX) return false;
    m->names[slot] = hash;
    m->name_count++;
    return true;
}

static void end_element(mender *m)
{
    kb_buf_add_c(m->out, "</");
    put_name(m, m->open[--m->depth]);
    kb_buf_add_char(m->out, '>');
    if (m->depth == 0) m->done = true;
}

static void close_to(mender *m, size_t depth)
{
    while (m->depth > depth) end_element(m);
}

/* Fields of feeds that hold a line, fields that begin another, and what ends even a long one. */
static const char *const line_fields[] = { "title",    "link",      "guid",      "pubdate", "lastbuilddate",
                                           "language", "id",        "published", "updated", "issued",
                                           "modified", "generator", "ttl",       NULL };
static const char *const fields[] = { "title",          "link",          "description", "guid",      "pubdate",
                                      "author",         "category",      "comments",    "enclosure", "item",
                                      "entry",          "lastbuilddate", "language",    "published", "updated",
                                      "summary",        "content",       "id",          "ttl",       "generator",
                                      "managingeditor", "webmaster",     NULL };
static const char *const long_fields[] = { "description", "summary", "content:encoded", "content", NULL };
static const char *const enders[] = { "guid", "pubdate", "item", "enclosure", NULL };
static const char *const siblings[] = { "item", "entry", NULL };

static bool has_prefix(kb_str name)
{
    return name.len != local_of(name).len;
}

/* Nothing but white space inside so far? */
static bool is_empty(const mender *m, size_t element)
{
    kb_str inside = kb_str_part(kb_buf_str(m->out), kb_span_of(m->begun[element], m->out->len));
    return kb_str_trim(inside).len == 0;
}

/* What a start tag ends by beginning: a field whose end tag is missing, an item. */
static void end_unclosed(mender *m, kb_str name)
{
    size_t top = m->depth;
    if (top > 1 && is_one_of(m->open[top - 1], line_fields) && is_one_of(name, fields))
        top--;
    else if (top > 1 && is_one_of(m->open[top - 1], long_fields) && is_one_of(name, enders))
        top--;
    else if (top > 1 && has_prefix(m->open[top - 1]) && is_one_of(name, fields) && !is_one_of(name, siblings) &&
             is_empty(m, top - 1))
        top--; /* an element of a module that should have ended itself: <media:thumbnail url="..."> */
    if (is_one_of(name, siblings))
        for (size_t i = top; i > 1 && !has_prefix(m->open[i - 1]); i--)
            if (kb_str_equal_ascii(m->open[i - 1], name)) top = i - 1;
    if (top < m->depth) m->mended->mended++;
    close_to(m, top);
}

/* HTML's elements without content: nothing closes them in markup that was pasted into a feed. */
static const char *const void_elements[] = { "br", "img", "hr", "wbr", NULL };

typedef struct {
    kb_span names[KB_XML_ATTRIBUTES_MAX]; /* in the output: two names may be written alike */
    size_t count;
} seen_names;

/* The end of a quoted value that begins at `i`: its quote; where that is missing, the tag's end. It is missing where a
 * ">" stands in the value, then a "<", and the next quote lies behind that tag; but a value that itself begins a tag
 * first is markup and ends with its quote alone. */
static size_t quoted_end(const mender *m, size_t i, char quote)
{
    size_t gt = 0;
    bool markup = false;
    for (size_t k = i; k < m->in.len; k++) {
        char c = m->in.at[k];
        if (c == quote) return k;
        if (c == '>' && !gt) gt = k;
        markup |= c == '<' && !gt;
        if (c != '<' || !gt || markup) continue;
        kb_str rest = kb_str_part(m->in, kb_span_of(k, m->in.len));
        const char *next = memchr(rest.at, quote, rest.len), *close = memchr(rest.at, '>', rest.len);
        if (next && (!close || next < close)) return (size_t)(next - m->in.at);
        return gt > i && m->in.at[gt - 1] == '/' ? gt - 1 : gt;
    }
    return gt && !markup ? gt : m->in.len;
}

static kb_str unquoted(kb_str value)
{
    static const char *const quotes[] = { "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x98", "\xE2\x80\x99", NULL };
    for (size_t q = 0; quotes[q]; q++) {
        kb_str mark = kb_str_of(quotes[q]);
        if (kb_str_starts(value, mark)) value = kb_str_part(value, kb_span_of(mark.len, value.len));
        if (kb_str_ends(value, mark)) value.len -= mark.len;
    }
    return value;
}

/* Reads a value behind "=" at m->i. */
static kb_str take_value(mender *m)
{
    char quote = m->i < m->in.len ? m->in.at[m->i] : 0;
    size_t begin = m->i;
    if (quote == '"' || quote == '\'') {
        size_t end = quoted_end(m, begin + 1, quote);
        m->i = end < m->in.len && m->in.at[end] == quote ? end + 1 : end;
        return kb_str_part(m->in, kb_span_of(begin + 1, end));
    }
    m->mended->mended++;
    while (m->i < m->in.len && !is_space(m->in.at[m->i]) && m->in.at[m->i] != '>' && m->in.at[m->i] != '<') m->i++;
    if (m->i > begin && m->i < m->in.len && m->in.at[m->i] == '>' && m->in.at[m->i - 1] == '/') m->i--;
    return unquoted(kb_str_part(m->in, kb_span_of(begin, m->i)));
}

static bool is_taken(seen_names *seen, kb_str out, kb_span name)
{
    for (size_t i = 0; i < seen->count; i++)
        if (kb_str_equal(kb_str_part(out, seen->names[i]), kb_str_part(out, name))) return true;
    if (seen->count == KB_XML_ATTRIBUTES_MAX) return true;
    seen->names[seen->count++] = name;
    return false;
}

static void put_attribute(mender *m, seen_names *seen, kb_str name, kb_str value, size_t place)
{
    bool declares = kb_str_is(name, "xmlns") || kb_str_starts(name, KB_STR("xmlns:"));
    if (declares) value = kb_str_trim(value);
    if (declares && name.len > 6 && (value.len == 0 || kb_str_starts(name, KB_STR("xmlns:xml")))) return;
    if (!is_known(m, name) || (declares && !is_known(m, value))) return;
    if (value.len > KB_XML_VALUE_MAX) {
        fault(m, place, "an attribute is too long; its end is lost");
        value.len = KB_XML_VALUE_MAX;
        while (value.len && ((unsigned char)value.at[value.len] & 0xC0) == 0x80) value.len--;
    }
    size_t before = m->out->len;
    kb_buf_add_char(m->out, ' ');
    if (declares && name.len > 6) {
        kb_buf_add_c(m->out, "xmlns:");
        name = local_of(name);
    }
    put_name(m, name);
    if (m->out->failed || is_taken(seen, kb_buf_str(m->out), kb_span_of(before, m->out->len))) {
        m->out->len = before;
        return;
    }
    kb_buf_add_c(m->out, "=\"");
    put_content(m, value);
    kb_buf_add_char(m->out, '"');
}

/* The attributes at m->i, to the tag's end; tells whether it ends itself. */
static bool take_attributes(mender *m)
{
    seen_names seen = { .count = 0 };
    bool self = false;
    while (m->i < m->in.len && m->in.at[m->i] != '>' && m->in.at[m->i] != '<') {
        size_t begin = m->i;
        char c = m->in.at[begin];
        if (!begins_name(c)) {
            self = c == '/' || (self && is_space(c));
            m->i++;
            continue;
        }
        self = false;
        while (m->i < m->in.len && is_name(m->in.at[m->i])) m->i++;
        kb_str name = kb_str_part(m->in, kb_span_of(begin, m->i)), value = name;
        while (m->i < m->in.len && is_space(m->in.at[m->i])) m->i++;
        if (m->i < m->in.len && m->in.at[m->i] == '=') {
            m->i++;
            while (m->i < m->in.len && is_space(m->in.at[m->i])) m->i++;
            value = take_value(m);
        }
        put_attribute(m, &seen, name, value, begin);
    }
    if (m->i < m->in.len && m->in.at[m->i] == '>') m->i++;
    return self;
}

/* The name of the tag that begins at m->i + skip; empty where that is none. */
static kb_str tag_name(const mender *m, size_t skip)
{
    size_t begin = m->i + skip, end = begin;
    if (begin >= m->in.len || !begins_name(m->in.at[begin])) return (kb_str){ 0 };
    while (end < m->in.len && is_name(m->in.at[end])) end++;
    bool ends = end == m->in.len || is_space(m->in.at[end]) || m->in.at[end] == '>' || m->in.at[end] == '/' ||
                (skip == 2 && m->in.at[end] == '<');
    if (!ends || m->in.at[end - 1] == ':') return (kb_str){ 0 };
    return kb_str_part(m->in, kb_span_of(begin, end));
}

/* Is what looks like a start tag one? It has an end, or attributes. */
static bool is_tag(const mender *m, size_t from)
{
    for (size_t i = from; i < m->in.len; i++) {
        if (m->in.at[i] == '>' || m->in.at[i] == '=') return true;
        if (m->in.at[i] == '<') return false;
    }
    return false;
}

/* FNV-1a of a name, capitals aside. */
static uint32_t hash_of(kb_str name)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < name.len; i++) hash = (hash ^ (unsigned char)(name.at[i] | 32)) * 16777619u;
    return hash;
}

static bool put_start(mender *m, kb_str name)
{
    size_t place = m->i;
    m->i += 1 + name.len;
    if (!is_known(m, name)) name = KB_STR("_");
    end_unclosed(m, name);
    if (m->depth == KB_XML_DEPTH_MAX) {
        size_t len = m->out->len;
        if (m->overflow == 0) fault(m, place, "nested too deep; the tags inside are lost");
        m->overflow += !take_attributes(m);
        m->out->len = len;
        return true;
    }
    size_t *at = kb_list_grow(m->arena, (void **)&m->mended->places, &m->mended->count, sizeof *at);
    if (!at) return false;
    *at = place;
    kb_buf_add_char(m->out, '<');
    put_name(m, name);
    bool self = take_attributes(m) || is_one_of(name, void_elements);
    kb_buf_add_char(m->out, '>');
    m->begun[m->depth] = m->out->len;
    m->hashes[m->depth] = hash_of(name);
    m->open[m->depth++] = name;
    if (self) end_element(m);
    return true;
}

static void put_end(mender *m, kb_str name)
{
    m->i += 2 + name.len;
    while (m->i < m->in.len && m->in.at[m->i] != '>' && m->in.at[m->i] != '<') m->i++;
    if (m->i < m->in.len && m->in.at[m->i] == '>') m->i++;
    if (m->overflow) {
        m->overflow--;
        return;
    }
    uint32_t hash = hash_of(name);
    for (size_t i = m->depth; i-- > 0;) {
        if (m->hashes[i] != hash || !kb_str_equal_ascii(m->open[i], name)) continue;
        if (i + 1 < m->depth) m->mended->mended++;
        close_to(m, i);
        return;
    }
    m->mended->mended++;
}

/* ---- sections ---- */

/* Behind the first `mark` from m->i on; the input's end where it does not come. */
static size_t behind(const mender *m, const char *mark)
{
    size_t at = kb_str_find(m->in, kb_str_of(mark), m->i);
    return at == SIZE_MAX ? m->in.len : at + strlen(mark);
}

/* A comment; one that does not end takes its first ">" with it. */
static void take_comment(mender *m)
{
    size_t end = kb_str_find(m->in, KB_STR("-->"), m->i + 4);
    m->i = end == SIZE_MAX ? behind(m, ">") : end + 3;
}

/* CDATA; one that does not end goes to the end tag of the element that it stands in. */
static void put_cdata(mender *m)
{
    size_t begin = m->i + 9, end = kb_str_find(m->in, KB_STR("]]>"), begin), next;
    if (end == SIZE_MAX) {
        char close[NAME_MAX_BYTES + 4];
        kb_str name = m->open[m->depth - 1];
        int len = snprintf(close, sizeof close, "</%.*s", (int)(name.len < NAME_MAX_BYTES ? name.len : NAME_MAX_BYTES),
                           name.at);
        end = kb_str_find(m->in, (kb_str){ close, (size_t)len }, begin);
        if (end == SIZE_MAX) end = m->in.len;
        m->mended->mended++;
        next = end;
    } else {
        next = end + 3;
    }
    kb_str text = kb_str_part(m->in, kb_span_of(begin, end));
    for (size_t at; (at = kb_str_find(text, KB_STR("<![CDATA["), 0)) != SIZE_MAX; m->stray++) {
        put_text(m, kb_str_part(text, kb_span_of(0, at)));
        text = kb_str_part(text, kb_span_of(at + 9, text.len));
    }
    put_text(m, text);
    m->i = next;
}

/* What begins with "<" at m->i; false when memory is out. */
static bool take_markup(mender *m)
{
    kb_str name;
    if (starts(m, "<!--")) {
        take_comment(m);
    } else if (starts(m, "<![CDATA[")) {
        if (m->rooted)
            put_cdata(m);
        else
            m->i += 9;
    } else if (starts(m, "<?") && (m->i + 2 >= m->in.len || begins_name(m->in.at[m->i + 2]))) {
        m->i = behind(m, ">");
    } else if (!m->rooted && starts(m, "<!doctype")) {
        return take_doctype(m);
    } else if ((name = tag_name(m, 2)).len && m->in.at[m->i + 1] == '/') {
        if (m->rooted)
            put_end(m, name);
        else
            m->i += 2;
    } else if ((name = tag_name(m, 1)).len && is_tag(m, m->i + 1 + name.len)) {
        if (!m->rooted && !is_one_of(local_of(name), m->roots)) {
            if (m->mended->foreign_root.len == 0) m->mended->foreign_root = name;
            m->i++;
            return true;
        }
        m->rooted = true;
        return put_start(m, name);
    } else {
        if (m->rooted) {
            put_char(m, '<');
            m->mended->mended++;
        }
        m->i++;
    }
    return true;
}

/* Text up to the next "<". */
static void take_text(mender *m)
{
    kb_str s = rest_of(m);
    const char *angle = memchr(s.at, '<', s.len);
    s.len = angle ? (size_t)(angle - s.at) : s.len;
    m->i += s.len;
    if (!m->rooted) return;
    for (size_t at; m->stray && (at = kb_str_find(s, KB_STR("]]>"), 0)) != SIZE_MAX; m->stray--) {
        put_content(m, kb_str_part(s, kb_span_of(0, at)));
        s = kb_str_part(s, kb_span_of(at + 3, s.len));
    }
    put_content(m, s);
}

kb_status kb_xml_mend(kb_str in, const char *const *roots, kb_arena *arena, kb_buf *out, kb_xml_mended *mended,
                      kb_err *err)
{
    mender *m = KB_NEW(arena, mender, 1);
    if (!m) return kb_arena_fail(arena, err);
    *mended = (kb_xml_mended){ 0 };
    m->in = in;
    m->roots = roots;
    m->arena = arena;
    m->out = out;
    m->mended = mended;
    while (m->i < in.len && !m->done && !out->failed) {
        if (in.at[m->i] != '<')
            take_text(m);
        else if (!take_markup(m))
            return kb_arena_fail(arena, err);
    }
    if (m->depth) {
        fault(m, in.len, "the end is missing");
        close_to(m, 0);
    }
    return out->failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}
