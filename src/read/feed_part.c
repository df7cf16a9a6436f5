#include "read/feed_part.h"

#include "base/url.h"
#include "read/encoding.h"
#include "read/parse.h"
#include "read/sanitize.h"

#include <libxml/HTMLparser.h>

#define SCRATCH ((size_t)512 << 20) /* of one field while it is parsed; bounded by its own length before */
#define PEOPLE_MAX 200
#define TAGS_MAX 200

static kb_status out_of_arena(const kb_feed_builder *b)
{
    return kb_arena_fail(b->arena, b->err);
}

static kb_status keep(const kb_feed_builder *b, kb_str s, kb_str *out)
{
    return kb_arena_copy(b->arena, s, out) ? KB_OK : out_of_arena(b);
}

static kb_status keep_buf(const kb_feed_builder *b, kb_buf *buf, kb_str *out)
{
    kb_status status = buf->failed ? kb_fail(b->err, KB_ERR_MEMORY, "out of memory") : keep(b, kb_buf_str(buf), out);
    kb_buf_clear(buf);
    return status;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* ---- namespaces ---- */

typedef struct {
    const char *name;
    kb_feed_ns ns;
} ns_row;

/* Without scheme, "www." and what they end in: feeds get those wrong. */
static const ns_row uris[] = {
    { "w3.org/2005/atom", KB_NS_CORE },
    { "purl.org/atom/ns", KB_NS_CORE },
    { "purl.org/rss/1.0", KB_NS_CORE },
    { "purl.org/net/rss1.1", KB_NS_CORE },
    { "my.netscape.com/rdf/simple/0.9", KB_NS_CORE },
    { "channel.netscape.com/rdf/simple/0.9", KB_NS_CORE },
    { "backend.userland.com/rss", KB_NS_CORE },
    { "backend.userland.com/rss2", KB_NS_CORE },
    { "blogs.law.harvard.edu/tech/rss", KB_NS_CORE },
    { "cyber.law.harvard.edu/rss", KB_NS_CORE },
    { "purl.org/dc/elements/1.1", KB_NS_DC },
    { "purl.org/dc/elements/1.0", KB_NS_DC },
    { "purl.org/dc/terms", KB_NS_DCTERMS },
    { "purl.org/rss/1.0/modules/content", KB_NS_CONTENT },
    { "search.yahoo.com/mrss", KB_NS_MEDIA },
    { "video.search.yahoo.com/mrss", KB_NS_MEDIA },
    { "itunes.com/dtds/podcast-1.0.dtd", KB_NS_ITUNES },
    { "itunes.com/dtds/podcast", KB_NS_ITUNES },
    { "w3.org/1999/xhtml", KB_NS_XHTML },
    { "w3.org/1999/02/22-rdf-syntax-ns", KB_NS_RDF },
};

/* The prefixes that everybody uses, where the declaration is missing or wrong. */
static const ns_row prefixes[] = {
    { "atom", KB_NS_CORE },   { "atom10", KB_NS_CORE },     { "a10", KB_NS_CORE },    { "rss", KB_NS_CORE },
    { "dc", KB_NS_DC },       { "dcterms", KB_NS_DCTERMS }, { "dct", KB_NS_DCTERMS }, { "content", KB_NS_CONTENT },
    { "media", KB_NS_MEDIA }, { "itunes", KB_NS_ITUNES },   { "xhtml", KB_NS_XHTML }, { "rdf", KB_NS_RDF },
};

static bool find_row(const ns_row *rows, size_t count, kb_str name, kb_feed_ns *out)
{
    for (size_t i = 0; i < count; i++) {
        if (!kb_str_equal_ascii(name, kb_str_of(rows[i].name))) continue;
        *out = rows[i].ns;
        return true;
    }
    return false;
}

static kb_str bare_uri(kb_str uri)
{
    static const char *const heads[] = { "http://", "https://", "www." };
    uri = kb_str_trim(uri);
    for (size_t i = 0; i < 3; i++) {
        kb_str head = kb_str_of(heads[i]);
        if (kb_str_equal_ascii(kb_str_part(uri, kb_span_of(0, head.len)), head))
            uri = kb_str_part(uri, kb_span_of(head.len, uri.len));
    }
    while (uri.len && (uri.at[uri.len - 1] == '/' || uri.at[uri.len - 1] == '#')) uri.len--;
    return uri;
}

kb_feed_ns kb_feed_ns_of(const kb_feed_builder *b, const kb_xml_name *name)
{
    kb_feed_ns ns;
    if (name->uri.len && find_row(uris, sizeof uris / sizeof uris[0], bare_uri(name->uri), &ns)) return ns;
    if (name->prefix.len == 0 && name->uri.len == 0) return KB_NS_CORE;
    const kb_xml_name *root = b->xml->at[0].name;
    if (name->uri.len && kb_str_equal(name->uri, root->uri)) return KB_NS_CORE;
    if (find_row(prefixes, sizeof prefixes / sizeof prefixes[0], name->prefix, &ns)) return ns;
    return KB_NS_OTHER;
}

/* ---- text ---- */

kb_status kb_feed_text(const kb_feed_builder *b, size_t node, kb_str *out)
{
    kb_buf buf = { 0 };
    const kb_xml *xml = b->xml;
    if (xml->at[node].end == node + 2 && !xml->at[node + 1].name) { /* one run of text: no copy */
        *out = kb_str_trim(xml->at[node + 1].text);
        return KB_OK;
    }
    kb_xml_text(xml, node, &buf);
    kb_status status = keep_buf(b, &buf, out);
    *out = kb_str_trim(*out);
    return status;
}

/* White space run together, no-break spaces too; the trim is done. */
static void add_folded(kb_buf *out, kb_str s)
{
    bool space = false;
    for (size_t i = 0; i < s.len; i++) {
        bool wide = kb_str_starts(kb_str_part(s, kb_span_of(i, s.len)), KB_STR("\xC2\xA0"));
        if (wide || is_space(s.at[i])) {
            space = out->len > 0;
            i += wide;
            continue;
        }
        if (space) kb_buf_add_char(out, ' ');
        space = false;
        kb_buf_add_char(out, s.at[i]);
    }
}

/* ---- what text looks like ---- */

static bool knows_reference(kb_str s, size_t amp)
{
    char name[16];
    size_t i = amp + 1, len = 0;
    if (i < s.len && s.at[i] == '#') {
        i++;
        if (i < s.len && (s.at[i] == 'x' || s.at[i] == 'X')) i++;
        while (i < s.len && ((s.at[i] >= '0' && s.at[i] <= '9') || is_letter(s.at[i]))) i++, len++;
        return len && i < s.len && s.at[i] == ';';
    }
    while (i < s.len && len < 15 && (is_letter(s.at[i]) || (s.at[i] >= '0' && s.at[i] <= '9'))) name[len++] = s.at[i++];
    name[len] = 0;
    if (len == 0 || i >= s.len || s.at[i] != ';') return false;
    return strcmp(name, "apos") == 0 || htmlEntityLookup((const xmlChar *)name) != NULL;
}

static bool knows_tag(kb_str name)
{
    static const char *const names[] = {
#define TAG_NAME(id, name, nature) name,
        KB_TAGS(TAG_NAME)
#undef TAG_NAME
            "font",
        "center",
        "strike",
        "big",
        "tt",
        "picture",
        "source",
        "section",
        "article",
        "video",
        "audio"
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (kb_str_equal_ascii(name, kb_str_of(names[i]))) return true;
    return false;
}

/* Is there "</name" in what follows? */
static bool is_closed(kb_str s, size_t from, kb_str name)
{
    for (size_t at = from; (at = kb_str_find(s, KB_STR("</"), at)) != SIZE_MAX; at += 2)
        if (kb_str_equal_ascii(kb_str_part(s, kb_span_of(at + 2, at + 2 + name.len)), name)) return true;
    return false;
}

bool kb_feed_looks_html(kb_str s)
{
    static const char *const alone[] = { "br", "img", "hr", "p", "li" };
    size_t tries = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '&' && knows_reference(s, i)) return true;
        if (s.at[i] != '<') continue;
        size_t end = i + 1;
        while (end < s.len && (is_letter(s.at[end]) || (s.at[end] >= '0' && s.at[end] <= '9'))) end++;
        kb_str name = kb_str_part(s, kb_span_of(i + 1, end));
        if (name.len == 0 || name.len > 12 || end == s.len) continue;
        if (!is_space(s.at[end]) && s.at[end] != '>' && s.at[end] != '/') continue;
        for (size_t k = 0; k < sizeof alone / sizeof alone[0]; k++)
            if (kb_str_equal_ascii(name, kb_str_of(alone[k]))) return true;
        if (tries < 16 && knows_tag(name) && ++tries && is_closed(s, end, name)) return true;
    }
    return false;
}

/* ---- words ---- */

static kb_status plain_words(const kb_feed_builder *b, kb_str raw, kb_words_kind kind, kb_feed_words *out)
{
    kb_buf text = { 0 }, html = { 0 };
    out->is_html = false;
    if (kind == KB_WORDS_BODY) {
        kb_html_escape(kb_str_trim(raw), &html);
        out->plain = kb_str_trim(raw);
        return keep_buf(b, &html, &out->html);
    }
    add_folded(&text, raw);
    return keep_buf(b, &text, &out->plain);
}

/* Of HTML that is nested too deep to be one, what stands outside of tags. */
static kb_status deep_words(const kb_feed_builder *b, kb_str raw, kb_words_kind kind, kb_feed_words *out)
{
    kb_buf words = { 0 };
    kb_str kept = { 0 };
    for (size_t i = 0, end; i < raw.len; i = end) {
        bool tag = raw.at[i] == '<';
        const char *stop = memchr(raw.at + i, tag ? '>' : '<', raw.len - i);
        end = stop ? (size_t)(stop - raw.at) + tag : raw.len;
        if (!tag) kb_buf_add(&words, kb_str_part(raw, kb_span_of(i, end)));
    }
    kb_status status = kb_feed_lose(b->feed, b->arena, b->input, KB_FEED_NOWHERE,
                                    "HTML nested too deep, or too large; its tags are lost", b->err);
    if (status == KB_OK) status = keep_buf(b, &words, &kept);
    kb_buf_clear(&words);
    return status == KB_OK ? plain_words(b, kept, kind, out) : status;
}

static kb_status html_words(const kb_feed_builder *b, kb_str raw, kb_str base, kb_words_kind kind, kb_feed_words *out)
{
    kb_buf html = { 0 }, text = { 0 }, line = { 0 };
    kb_page page;
    kb_arena *scratch = kb_arena_new(SCRATCH);
    kb_err own = { 0 };
    kb_status status = scratch ? kb_page_parse(raw, scratch, &page, &own) : KB_ERR_MEMORY;
    if (status == KB_ERR_LIMIT) {
        kb_arena_free(scratch);
        return deep_words(b, raw, kind, out);
    }
    if (status == KB_OK && kind == KB_WORDS_BODY) status = kb_sanitize_page(&page, 0, base, scratch, &html, &own);
    if (status == KB_OK) kb_sanitize_text(&page, 0, &text);
    if (status == KB_OK && kind == KB_WORDS_LINE) {
        add_folded(&line, kb_buf_str(&text));
        line.failed |= text.failed;
        kb_buf_clear(&text);
        text = line;
    }
    kb_arena_free(scratch);
    if (status != KB_OK) {
        kb_buf_clear(&html);
        kb_buf_clear(&text);
        return kb_fail(b->err, status, "%s", own.text[0] ? own.text : "out of memory");
    }
    status = keep_buf(b, &html, &out->html);
    out->html = kb_str_trim(out->html);
    kb_status text_status = keep_buf(b, &text, &out->plain);
    out->is_html = true;
    return status == KB_OK ? text_status : status;
}

/* Cuts at a border of characters. */
static kb_str cut(kb_str s, size_t max)
{
    if (s.len <= max) return s;
    while (max && ((unsigned char)s.at[max] & 0xC0) == 0x80) max--;
    return kb_str_part(s, kb_span_of(0, max));
}

kb_status kb_feed_words_from(const kb_feed_builder *b, kb_str raw, bool is_html, kb_str base, kb_words_kind kind,
                             kb_feed_words *out)
{
    *out = (kb_feed_words){ 0 };
    if (kind == KB_WORDS_LINE) raw = cut(raw, KB_FEED_TITLE_MAX * 4);
    bool bare = !raw.len || (!memchr(raw.at, '<', raw.len) && !memchr(raw.at, '&', raw.len));
    bool parsed = is_html && (!bare || kind == KB_WORDS_BODY);
    kb_status status = parsed ? html_words(b, raw, base, kind, out) : plain_words(b, raw, kind, out);
    if (kind == KB_WORDS_LINE) out->plain = cut(out->plain, KB_FEED_TITLE_MAX);
    return status;
}

/* ---- types ---- */

static int base64_value(char c)
{
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* RFC 4648; false where it is something else. */
static bool decode_base64(kb_str s, kb_buf *out)
{
    uint32_t bits = 0;
    int have = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (is_space(s.at[i]) || s.at[i] == '=') continue;
        int value = base64_value(s.at[i]);
        if (value < 0) return false;
        bits = bits << 6 | (uint32_t)value;
        if ((have += 6) < 8) continue;
        have -= 8;
        kb_buf_add_char(out, (char)(bits >> have & 0xFF));
    }
    return out->len > 0;
}

static bool has(kb_str s, const char *part)
{
    kb_str wanted = kb_str_of(part);
    for (size_t i = 0; i + wanted.len <= s.len; i++)
        if (kb_str_equal_ascii(kb_str_part(s, kb_span_of(i, i + wanted.len)), wanted)) return true;
    return false;
}

static bool is_base64(kb_str type, kb_str mode)
{
    if (mode.len) return kb_str_equal_ascii(mode, KB_STR("base64"));
    return has(type, "/") && !has(type, "text/") && !has(type, "xml") && !has(type, "html") && !has(type, "svg");
}

/* Is text without elements HTML? As its type says; RSS has none: as it looks. */
static bool text_is_html(const kb_feed_builder *b, kb_str type, kb_str mode, kb_str raw)
{
    bool escaped = kb_str_equal_ascii(mode, KB_STR("escaped"));
    if (has(type, "xhtml") || has(type, "xml")) return escaped;
    if (has(type, "html")) return true;
    if (b->is_rss) return kb_feed_looks_html(raw);
    if (type.len == 0 && escaped) return kb_feed_looks_html(raw);
    /* Atom's text is literal; but a reference left in it is a mistake of who wrote it. */
    return type.len == 0 && !memchr(raw.at ? raw.at : "", '<', raw.len) && kb_feed_looks_html(raw);
}

static kb_status decoded_words(const kb_feed_builder *b, kb_str raw, kb_str type, kb_str base, kb_words_kind kind,
                               kb_feed_words *out)
{
    kb_buf bytes = { 0 };
    kb_str text = raw;
    kb_encoding found;
    kb_status status = KB_OK;
    if (decode_base64(raw, &bytes)) {
        status = kb_encoding_read(kb_buf_str(&bytes), (kb_str){ 0 }, KB_ENCODING_TEXT, b->arena, &found, b->err);
        if (status == KB_OK) text = found.text;
    }
    if (status == KB_OK) status = keep(b, text, &text);
    bool html = has(type, "html") || kb_feed_looks_html(text);
    if (status == KB_OK) status = kb_feed_words_from(b, text, html, base, kind, out);
    kb_buf_clear(&bytes);
    return status;
}

/* HTML that is escaped, as its type says, but in an element of its own: <content type="html"><div>&lt;b&gt;. */
static kb_status wrapped_text(const kb_feed_builder *b, size_t node, kb_str type, kb_str *out)
{
    const kb_xml *xml = b->xml;
    size_t inner = 0;
    *out = (kb_str){ 0 };
    if (!has(type, "html") || has(type, "xhtml")) return KB_OK;
    for (size_t i = node + 1; i < xml->at[node].end; i = xml->at[i].end) {
        bool element = xml->at[i].name != NULL;
        if ((element && inner) || (!element && kb_str_trim(xml->at[i].text).len)) return KB_OK;
        if (element) inner = i;
    }
    if (!inner || kb_xml_has_elements(xml, inner)) return KB_OK;
    kb_status status = kb_feed_text(b, inner, out);
    if (status == KB_OK && !kb_feed_looks_html(*out)) *out = (kb_str){ 0 };
    return status;
}

kb_status kb_feed_words_of(const kb_feed_builder *b, size_t node, kb_words_kind kind, kb_feed_words *out)
{
    const kb_xml_node *n = &b->xml->at[node];
    kb_str type = kb_xml_attribute_of(n, "type"), mode = kb_xml_attribute_of(n, "mode"), raw, base;
    kb_buf markup = { 0 };
    kb_status status = kb_feed_base_of(b, node, &base);
    *out = (kb_feed_words){ 0 };
    if (status != KB_OK) return status;
    if (kb_xml_has_elements(b->xml, node)) {
        if ((status = wrapped_text(b, node, type, &raw)) != KB_OK) return status;
        if (raw.len) return kb_feed_words_from(b, raw, true, base, kind, out);
        kb_xml_markup(b->xml, node, &markup);
        if (markup.failed) status = kb_fail(b->err, KB_ERR_MEMORY, "out of memory");
        if (status == KB_OK) status = kb_feed_words_from(b, kb_buf_str(&markup), true, base, kind, out);
        if (status == KB_OK && !out->is_html) status = keep(b, out->plain, &out->plain);
        kb_buf_clear(&markup);
        return status;
    }
    if ((status = kb_feed_text(b, node, &raw)) != KB_OK) return status;
    if (is_base64(type, mode)) return decoded_words(b, raw, type, base, kind, out);
    return kb_feed_words_from(b, raw, text_is_html(b, type, mode, raw), base, kind, out);
}

/* ---- links ---- */

kb_status kb_feed_base_of(const kb_feed_builder *b, size_t node, kb_str *out)
{
    kb_str bases[KB_XML_DEPTH_MAX + 1];
    size_t count = 0;
    for (size_t i = node;; i = b->xml->at[i].parent) {
        kb_str base = kb_xml_special(&b->xml->at[i], "base");
        if (base.len && base.len <= KB_FEED_TITLE_MAX && count < KB_XML_DEPTH_MAX) bases[count++] = base;
        if (i == 0) break;
    }
    *out = b->base;
    while (count) {
        kb_str next;
        if (!kb_url_resolve(b->arena, *out, bases[--count], &next)) return out_of_arena(b);
        if (kb_url_is_web(next)) *out = next;
    }
    return KB_OK;
}

kb_status kb_feed_link(const kb_feed_builder *b, size_t node, kb_str value, bool mail, kb_str *out)
{
    char room[32];
    kb_str base;
    *out = (kb_str){ 0 };
    value = kb_str_trim(value);
    if (value.len == 0 || value.len > KB_FEED_TITLE_MAX) return KB_OK;
    kb_status status = kb_feed_base_of(b, node, &base);
    if (status != KB_OK) return status;
    if (!kb_url_resolve(b->arena, base, value, out)) return out_of_arena(b);
    if (kb_url_is_web(*out)) return KB_OK;
    if (!mail || !kb_str_equal_ascii(kb_url_scheme(*out, room), KB_STR("mailto"))) *out = (kb_str){ 0 };
    return KB_OK;
}

/* ---- people ---- */

/* The first word with an "@" inside; its marks taken off. */
static kb_str find_mail(kb_str s)
{
    for (size_t i = 1; i + 1 < s.len; i++) {
        if (s.at[i] != '@') continue;
        size_t begin = i, end = i + 1;
        while (begin && !is_space(s.at[begin - 1]) && !strchr("<>()[],;:\"", s.at[begin - 1])) begin--;
        while (end < s.len && !is_space(s.at[end]) && !strchr("<>()[],;:\"?", s.at[end])) end++;
        if (begin < i && end > i + 1) return kb_str_part(s, kb_span_of(begin, end));
    }
    return (kb_str){ 0 };
}

/* What is left of `s` without the address and the marks around it. */
static void add_name(kb_buf *out, kb_str s, kb_str mail)
{
    kb_buf rest = { 0 };
    size_t at = mail.len ? (size_t)(mail.at - s.at) : s.len, end = mail.len ? at + mail.len : s.len;
    kb_str head = kb_str_part(s, kb_span_of(0, at)), tail = kb_str_part(s, kb_span_of(end, s.len));
    if (kb_str_ends(head, KB_STR("mailto:"))) head.len -= 7;
    while (head.len && (is_space(head.at[head.len - 1]) || strchr("<([,;:", head.at[head.len - 1]))) head.len--;
    while (tail.len && (is_space(tail.at[0]) || strchr(">)],;:", tail.at[0])))
        tail = kb_str_part(tail, kb_span_of(1, tail.len));
    kb_buf_add(&rest, head);
    if (head.len && tail.len) kb_buf_add_char(&rest, ' ');
    kb_buf_add(&rest, tail);
    kb_str name = kb_str_trim(kb_buf_str(&rest));
    if (name.len > 1 && name.at[0] == '(' && name.at[name.len - 1] == ')')
        name = kb_str_part(name, kb_span_of(1, name.len - 1));
    if (name.len > 1 && name.at[0] == '"' && name.at[name.len - 1] == '"')
        name = kb_str_part(name, kb_span_of(1, name.len - 1));
    add_folded(out, kb_str_trim(name));
    out->failed |= rest.failed;
    kb_buf_clear(&rest);
}

kb_status kb_feed_person_from(const kb_feed_builder *b, kb_str text, kb_feed_person *out)
{
    kb_buf name = { 0 };
    *out = (kb_feed_person){ 0 };
    text = cut(kb_str_trim(text), KB_FEED_TITLE_MAX);
    kb_str mail = find_mail(text);
    add_name(&name, text, mail);
    kb_status status = keep_buf(b, &name, &out->name);
    if (status == KB_OK) status = keep(b, mail, &out->email);
    if (out->name.len == 0) out->name = out->email;
    return status;
}

kb_status kb_feed_person_of(const kb_feed_builder *b, size_t node, kb_feed_person *out)
{
    kb_feed_words words;
    kb_feed_person stated = { 0 };
    kb_status status = KB_OK;
    bool construct = false;
    *out = (kb_feed_person){ 0 };
    for (size_t i = node + 1; status == KB_OK && i < b->xml->at[node].end; i = b->xml->at[i].end) {
        const kb_xml_node *child = &b->xml->at[i];
        kb_str text;
        if (!child->name) continue;
        kb_str local = child->name->local;
        if ((status = kb_feed_text(b, i, &text)) != KB_OK) break;
        if (kb_str_equal_ascii(local, KB_STR("name")))
            stated.name = cut(text, KB_FEED_TITLE_MAX);
        else if (kb_str_equal_ascii(local, KB_STR("email")))
            stated.email = cut(text, KB_FEED_TITLE_MAX);
        else if (kb_str_equal_ascii(local, KB_STR("uri")) || kb_str_equal_ascii(local, KB_STR("url")) ||
                 kb_str_equal_ascii(local, KB_STR("homepage")))
            status = kb_feed_link(b, i, text, true, &stated.url);
        else
            continue;
        construct = true;
    }
    if (status != KB_OK) return status;
    if (construct && (stated.name.len || stated.email.len)) {
        status = kb_feed_words_from(b, stated.name, b->is_rss && kb_feed_looks_html(stated.name), (kb_str){ 0 },
                                    KB_WORDS_LINE, &words);
        *out = stated;
        out->name = words.plain.len ? words.plain : stated.email;
        return status;
    }
    if ((status = kb_feed_words_of(b, node, KB_WORDS_LINE, &words)) != KB_OK) return status;
    status = kb_feed_person_from(b, words.plain, out);
    if (stated.url.len) out->url = stated.url;
    return status;
}

kb_status kb_feed_people_add(const kb_feed_builder *b, kb_feed_people *list, kb_feed_person person)
{
    if (person.name.len == 0 || list->count == PEOPLE_MAX) return KB_OK;
    for (size_t i = 0; i < list->count; i++)
        if (kb_str_equal(list->at[i].name, person.name)) return KB_OK;
    kb_feed_person *room = KB_ADD(b->arena, list, kb_feed_person);
    if (!room) return out_of_arena(b);
    *room = person;
    return KB_OK;
}

kb_status kb_feed_tag_add(const kb_feed_builder *b, kb_strs *tags, kb_str tag)
{
    tag = cut(kb_str_trim(tag), KB_FEED_TITLE_MAX);
    if (tag.len == 0 || tags->count == TAGS_MAX) return KB_OK;
    for (size_t i = 0; i < tags->count; i++)
        if (kb_str_equal(tags->at[i], tag)) return KB_OK;
    kb_str *room = KB_ADD(b->arena, tags, kb_str);
    if (!room) return out_of_arena(b);
    return keep(b, tag, room);
}

/* ---- dates ---- */

kb_status kb_feed_date_of(const kb_feed_builder *b, size_t node, kb_time *out)
{
    kb_str text;
    kb_status status = kb_feed_text(b, node, &text);
    *out = (kb_time){ 0 };
    if (status != KB_OK || text.len == 0 || kb_feed_date_parse(text, b->feed->language, out)) return status;
    *out = (kb_time){ 0 };
    return kb_feed_lose(b->feed, b->arena, b->input, b->xml->at[node].place, "no date is clear in it", b->err);
}
