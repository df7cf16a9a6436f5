#include "read/xml_mend.h"

#include "base/map.h"
#include "read/xml_chars.h"
#include <stdio.h>

#define NAME_MAX_BYTES ((size_t)100)
#define NAMES_MAX \
    ((size_t)4096) /* different ones; the parser keeps each, and seeks them the slower the more there are */
#define NAME_SLOTS (NAMES_MAX * 2)

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
    size_t stray;               /* "]]>" that belong to a CDATA section inside another */
    uint64_t names[NAME_SLOTS]; /* hashes of the names that were written; 0: none */
    size_t name_count;
    kb_xml_chars chars;
} mender;

/* ---- small ---- */

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

/* ---- document type ---- */

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
            while (k < s.len && kb_xml_is_space(s.at[k])) k++;
            closed = k < s.len && s.at[k] == '>';
            if (closed) i = k;
        }
    }
    if (closed && subset && !kb_xml_chars_declare(&m->chars, kb_str_part(s, kb_span_of(subset, i)), m->arena))
        return false;
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
        if (c == ':' && !colon && i && i + 1 < len && kb_xml_begins_name(name.at[i + 1])) kept = colon = true;
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
    if (top < m->depth) m->chars.mended++;
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
    m->chars.mended++;
    while (m->i < m->in.len && !kb_xml_is_space(m->in.at[m->i]) && m->in.at[m->i] != '>' && m->in.at[m->i] != '<')
        m->i++;
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
    kb_xml_chars_content(&m->chars, value);
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
        if (!kb_xml_begins_name(c)) {
            self = c == '/' || (self && kb_xml_is_space(c));
            m->i++;
            continue;
        }
        self = false;
        while (m->i < m->in.len && kb_xml_is_name(m->in.at[m->i])) m->i++;
        kb_str name = kb_str_part(m->in, kb_span_of(begin, m->i)), value = name;
        while (m->i < m->in.len && kb_xml_is_space(m->in.at[m->i])) m->i++;
        if (m->i < m->in.len && m->in.at[m->i] == '=') {
            m->i++;
            while (m->i < m->in.len && kb_xml_is_space(m->in.at[m->i])) m->i++;
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
    if (begin >= m->in.len || !kb_xml_begins_name(m->in.at[begin])) return (kb_str){ 0 };
    while (end < m->in.len && kb_xml_is_name(m->in.at[end])) end++;
    bool ends = end == m->in.len || kb_xml_is_space(m->in.at[end]) || m->in.at[end] == '>' || m->in.at[end] == '/' ||
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
        if (i + 1 < m->depth) m->chars.mended++;
        close_to(m, i);
        return;
    }
    m->chars.mended++;
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
        m->chars.mended++;
        next = end;
    } else {
        next = end + 3;
    }
    kb_str text = kb_str_part(m->in, kb_span_of(begin, end));
    for (size_t at; (at = kb_str_find(text, KB_STR("<![CDATA["), 0)) != SIZE_MAX; m->stray++) {
        kb_xml_chars_put(&m->chars, kb_str_part(text, kb_span_of(0, at)));
        text = kb_str_part(text, kb_span_of(at + 9, text.len));
    }
    kb_xml_chars_put(&m->chars, text);
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
    } else if (starts(m, "<?") && (m->i + 2 >= m->in.len || kb_xml_begins_name(m->in.at[m->i + 2]))) {
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
            kb_xml_chars_char(&m->chars, '<');
            m->chars.mended++;
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
        kb_xml_chars_content(&m->chars, kb_str_part(s, kb_span_of(0, at)));
        s = kb_str_part(s, kb_span_of(at + 3, s.len));
    }
    kb_xml_chars_content(&m->chars, s);
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
    m->chars.out = out;
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
    mended->mended = m->chars.mended;
    return out->failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}
