#include "read/xml.h"

#include "read/sanitize.h"
#include "read/xml_chars.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>

#define NAMES 256 /* slots of the cache of names; libxml2 gives equal names the same address */

typedef struct {
    const xmlChar *local, *prefix, *uri;
    const kb_xml_name *name;
} name_slot;

typedef struct {
    kb_xml *xml;
    kb_arena *arena;
    kb_buf text;  /* a run of text that is not ended yet */
    kb_buf value; /* of an attribute */
    size_t attributes;
    uint32_t open;
    size_t elements;
    bool cut;    /* text or nodes were left out */
    bool failed; /* the arena is out */
    xmlParserCtxtPtr parser;
    name_slot names[NAMES];
} builder;

static void fail(builder *b)
{
    b->failed = true;
    xmlStopParser(b->parser);
}

static void add_fault(kb_xml_mended *mended, size_t byte, const char *what)
{
    if (mended->fault_count < KB_XML_FAULTS_MAX) mended->faults[mended->fault_count++] = (kb_xml_fault){ byte, what };
}

static kb_xml_node *add_node(builder *b)
{
    kb_xml *xml = b->xml;
    if (b->failed) return NULL;
    if (xml->count == KB_XML_NODES_MAX) {
        add_fault(&xml->mended, xml->at[b->open].place, "too many elements; the rest is lost");
        xmlStopParser(b->parser);
        b->cut = true;
        return NULL;
    }
    kb_xml_node *node = KB_ADD(b->arena, xml, kb_xml_node);
    if (!node) {
        fail(b);
        return NULL;
    }
    node->parent = b->open;
    node->end = (uint32_t)xml->count;
    return node;
}

static void end_text(builder *b)
{
    if (b->text.len == 0) return;
    kb_xml_node *node = add_node(b);
    if (node && !kb_arena_copy(b->arena, kb_buf_str(&b->text), &node->text)) fail(b);
    if (node) node->place = b->xml->at[b->open].place;
    b->text.len = 0;
}

/* ---- names ---- */

static bool copy_value(builder *b, kb_str from, kb_str *to)
{
    b->value.len = 0;
    kb_xml_unescape(from, &b->value);
    return !b->value.failed && kb_arena_copy(b->arena, kb_buf_str(&b->value), to);
}

static bool copy_c(builder *b, const xmlChar *from, kb_str *to)
{
    return copy_value(b, kb_str_of((const char *)from), to);
}

static const kb_xml_name *name_of(builder *b, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    size_t slot = (((uintptr_t)local >> 3) * 31 + ((uintptr_t)prefix >> 3) * 7 + ((uintptr_t)uri >> 3)) % NAMES;
    name_slot *s = &b->names[slot];
    if (s->name && s->local == local && s->prefix == prefix && s->uri == uri) return s->name;
    kb_xml_name *name = KB_NEW(b->arena, kb_xml_name, 1);
    if (!name || !copy_c(b, local, &name->local) || !copy_c(b, prefix, &name->prefix) || !copy_c(b, uri, &name->uri)) {
        fail(b);
        return NULL;
    }
    *s = (name_slot){ local, prefix, uri, name };
    return name;
}

/* ---- events ---- */

/* libxml2 gives attributes as fives: local name, prefix, URI, begin and end of the value. */
static void add_attributes(builder *b, kb_xml_node *node, int count, const xmlChar **fives)
{
    kb_xml_attribute *list = KB_NEW(b->arena, kb_xml_attribute, (size_t)count);
    if (!list) {
        fail(b);
        return;
    }
    for (int i = 0; i < count; i++) {
        const xmlChar **five = fives + (ptrdiff_t)i * 5;
        list[i].name = name_of(b, five[0], five[1], five[2]);
        kb_str value = { (const char *)five[3], (size_t)(five[4] - five[3]) };
        if (!list[i].name || !copy_value(b, value, &list[i].value)) {
            fail(b);
            return;
        }
    }
    node->attributes = list;
    node->attribute_count = (uint32_t)count;
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **namespace_list, int attribute_count, int defaulted, const xmlChar **attributes)
{
    builder *b = user;
    (void)namespaces, (void)namespace_list, (void)defaulted;
    end_text(b);
    uint32_t index = (uint32_t)b->xml->count;
    kb_xml_node *node = add_node(b);
    if (!node) return;
    const kb_xml_mended *mended = &b->xml->mended;
    if (b->elements < mended->count) node->place = mended->places[b->elements];
    b->elements++;
    node->name = name_of(b, local, prefix, uri);
    b->open = index;
    b->attributes += attribute_count > 0 ? (size_t)attribute_count : 0;
    if (b->attributes > KB_XML_NODES_MAX) return;
    if (node->name && attribute_count > 0) add_attributes(b, node, attribute_count, attributes);
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    builder *b = user;
    (void)local, (void)prefix, (void)uri;
    end_text(b);
    if (b->failed || b->cut || b->xml->count == 0) return;
    kb_xml_node *node = &b->xml->at[b->open];
    node->end = (uint32_t)b->xml->count;
    b->open = node->parent;
}

static void tell_cut(builder *b)
{
    kb_xml_mended *mended = &b->xml->mended;
    const kb_xml_fault *last = mended->fault_count ? &mended->faults[mended->fault_count - 1] : NULL;
    size_t place = b->xml->at[b->open].place;
    if (!last || last->byte != place) add_fault(mended, place, "too long; its end is lost");
}

static void on_text(void *user, const xmlChar *at, int len)
{
    builder *b = user;
    if (b->failed || len <= 0 || b->xml->count == 0) return;
    if (b->text.len < KB_XML_TEXT_MAX) kb_xml_unescape((kb_str){ (const char *)at, (size_t)len }, &b->text);
    if (b->text.failed) fail(b);
    if (b->text.len < KB_XML_TEXT_MAX) return;
    b->text.len = KB_XML_TEXT_MAX;
    while (b->text.len && ((unsigned char)b->text.at[b->text.len] & 0xC0) == 0x80) b->text.len--;
    tell_cut(b);
}

/* Elements that were open when the parser stopped end where it stopped. */
static void end_open(kb_xml *xml, uint32_t open)
{
    while (xml->count) {
        xml->at[open].end = (uint32_t)xml->count;
        if (open == 0) return;
        open = xml->at[open].parent;
    }
}

static kb_status run_parser(builder *b, kb_str mended, kb_err *err)
{
    xmlSAXHandler events = { .initialized = XML_SAX2_MAGIC };
    events.startElementNs = on_start;
    events.endElementNs = on_end;
    events.characters = on_text;
    events.ignorableWhitespace = on_text;
    if (mended.len > INT_MAX) return kb_fail(err, KB_ERR_LIMIT, "too large");
    b->parser = xmlCreateMemoryParserCtxt(mended.at, (int)mended.len);
    if (!b->parser) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    /* HUGE is off: depth, attributes and text are held down before, what is left of libxml2's limits may stay. */
    (void)xmlCtxtUseOptions(b->parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    *b->parser->sax = events;
    b->parser->userData = b;
    (void)xmlParseDocument(b->parser);
    xmlFreeDoc(b->parser->myDoc);
    xmlFreeParserCtxt(b->parser);
    return KB_OK;
}

kb_status kb_xml_parse(kb_str utf8, const char *const *roots, kb_arena *arena, kb_xml *out, kb_err *err)
{
    kb_buf mended = { 0 };
    *out = (kb_xml){ 0 };
    builder *b = KB_NEW(arena, builder, 1);
    if (!b) return kb_arena_fail(arena, err);
    b->xml = out;
    b->arena = arena;
    kb_status status = kb_xml_mend(utf8, roots, arena, &mended, &out->mended, err);
    if (status == KB_OK && mended.len) status = run_parser(b, kb_buf_str(&mended), err);
    if (status == KB_OK && b->failed) status = kb_arena_fail(arena, err);
    if (status == KB_OK) end_open(out, b->open);
    kb_buf_clear(&mended);
    kb_buf_clear(&b->text);
    kb_buf_clear(&b->value);
    return status;
}

/* ---- looking ---- */

kb_str kb_xml_attribute_of(const kb_xml_node *node, const char *local)
{
    for (uint32_t i = 0; i < node->attribute_count; i++) {
        const kb_xml_name *name = node->attributes[i].name;
        if (name->prefix.len == 0 && kb_str_equal_ascii(name->local, kb_str_of(local)))
            return node->attributes[i].value;
    }
    return (kb_str){ 0 };
}

kb_str kb_xml_special(const kb_xml_node *node, const char *local)
{
    for (uint32_t i = 0; i < node->attribute_count; i++) {
        const kb_xml_name *name = node->attributes[i].name;
        if (kb_str_is(name->prefix, "xml") && kb_str_is(name->local, local)) return node->attributes[i].value;
    }
    return (kb_str){ 0 };
}

void kb_xml_text(const kb_xml *xml, size_t node, kb_buf *out)
{
    for (size_t i = node; i < xml->at[node].end; i++) kb_buf_add(out, xml->at[i].text);
}

bool kb_xml_has_elements(const kb_xml *xml, size_t node)
{
    for (size_t i = node + 1; i < xml->at[node].end; i++)
        if (xml->at[i].name) return true;
    return false;
}

/* HTML's elements that have no end tag (13.1.2). */
static bool is_void(kb_str name)
{
    static const char *const names[] = { "area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                         "input", "link", "meta", "param", "source", "track", "wbr" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (kb_str_equal_ascii(name, kb_str_of(names[i]))) return true;
    return false;
}

static void end_tag(const kb_xml_node *node, kb_buf *out)
{
    if (is_void(node->name->local)) return;
    kb_buf_add_c(out, "</");
    kb_buf_add(out, node->name->local);
    kb_buf_add_char(out, '>');
}

static void start_tag(const kb_xml_node *node, kb_buf *out)
{
    kb_buf_add_char(out, '<');
    kb_buf_add(out, node->name->local);
    for (uint32_t i = 0; i < node->attribute_count; i++) {
        const kb_xml_attribute *a = &node->attributes[i];
        if (a->name->prefix.len) continue;
        kb_buf_add_char(out, ' ');
        kb_buf_add(out, a->name->local);
        kb_buf_add_c(out, "=\"");
        kb_html_escape(a->value, out);
        kb_buf_add_char(out, '"');
    }
    kb_buf_add_char(out, '>');
}

void kb_xml_markup(const kb_xml *xml, size_t root, kb_buf *out)
{
    size_t open = root, end = xml->at[root].end;
    for (size_t i = root + 1; i < end; i++) {
        const kb_xml_node *node = &xml->at[i];
        for (; open != root && xml->at[open].end <= i; open = xml->at[open].parent) end_tag(&xml->at[open], out);
        if (!node->name) {
            kb_html_escape(node->text, out);
            continue;
        }
        start_tag(node, out);
        open = i;
    }
    for (; open != root; open = xml->at[open].parent) end_tag(&xml->at[open], out);
}
