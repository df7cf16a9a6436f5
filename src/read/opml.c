#include "read/opml.h"

#include "base/map.h"
#include "base/url.h"
#include "base/utf8.h"
#include "read/encoding.h"
#include "read/feed_link.h"
#include "read/xml.h"

#define SNIFF_BYTES ((size_t)4096)

static const char *const roots[] = { "opml", NULL };

typedef struct {
    const kb_xml *xml;
    kb_arena *arena;
    kb_opml *out;
    kb_map *seen;    /* URLs */
    kb_str *folders; /* of each outline, by its node: the path that those below it have */
    kb_err *err;
} opml_reading;

bool kb_opml_sniff(kb_str bytes)
{
    kb_str head = kb_str_part(bytes, kb_span_of(0, SNIFF_BYTES));
    return kb_str_find(head, KB_STR("<opml"), 0) != SIZE_MAX || kb_str_find(head, KB_STR("<OPML"), 0) != SIZE_MAX;
}

static bool is_outline(const kb_xml_node *node)
{
    return node->name && kb_str_equal_ascii(node->name->local, KB_STR("outline"));
}

/* The first of two attributes that is there, cut to one line of KB_OPML_TITLE_MAX bytes. */
static kb_str words_of(const kb_xml_node *node, const char *first, const char *second)
{
    kb_str words = kb_str_trim(kb_xml_attribute_of(node, first));
    if (words.len == 0) words = kb_str_trim(kb_xml_attribute_of(node, second));
    size_t end = words.len < KB_OPML_TITLE_MAX ? words.len : KB_OPML_TITLE_MAX;
    while (!kb_utf8_border(words, end)) end--;
    return kb_str_part(words, kb_span_of(0, end));
}

/* The path of what is below a folder: that of the folder above, and its own name. */
static kb_status enter_folder(opml_reading *r, size_t node)
{
    kb_str above = r->folders[r->xml->at[node].parent], name = words_of(&r->xml->at[node], "text", "title");
    r->folders[node] = above;
    if (name.len == 0 || above.len + name.len + 1 > KB_OPML_FOLDER_MAX) return KB_OK;
    if (above.len == 0) {
        r->folders[node] = name;
        return KB_OK;
    }
    bool made = kb_arena_print(r->arena, &r->folders[node], "%.*s/%.*s", KB_STR_ARGS(above), KB_STR_ARGS(name));
    return made ? KB_OK : kb_arena_fail(r->arena, r->err);
}

static bool is_list(const kb_xml_node *node)
{
    kb_str type = kb_str_trim(kb_xml_attribute_of(node, "type"));
    return kb_str_equal_ascii(type, KB_STR("include")) || kb_str_equal_ascii(type, KB_STR("link"));
}

static kb_status add_feed(opml_reading *r, const kb_xml_node *node, kb_str given)
{
    kb_opml *out = r->out;
    kb_str url;
    if (!kb_feed_link_whole(r->arena, given, &url)) return kb_arena_fail(r->arena, r->err);
    out->bad += url.len == 0 || out->feeds.count == KB_OPML_FEEDS_MAX;
    if (url.len == 0 || out->feeds.count == KB_OPML_FEEDS_MAX || kb_map_find(r->seen, url)) return KB_OK;
    if (!kb_map_set(r->seen, url, r->seen)) return kb_fail(r->err, KB_ERR_MEMORY, "out of memory");
    kb_opml_feed *feed = KB_ADD(r->arena, &out->feeds, kb_opml_feed);
    if (!feed) return kb_arena_fail(r->arena, r->err);
    kb_str home = kb_str_trim(kb_xml_attribute_of(node, "htmlUrl"));
    *feed = (kb_opml_feed){ .url = url,
                            .title = words_of(node, "title", "text"),
                            .home = kb_url_is_web(home) ? home : (kb_str){ 0 },
                            .folder = r->folders[node->parent],
                            .tags = words_of(node, "category", "category"),
                            .lang = words_of(node, "language", "language") };
    return KB_OK;
}

static kb_status read_outlines(opml_reading *r)
{
    kb_status status = KB_OK;
    for (size_t i = 1; i < r->xml->count && status == KB_OK; i++) {
        const kb_xml_node *node = &r->xml->at[i];
        if (!node->name) continue;
        r->folders[i] = r->folders[node->parent];
        if (!is_outline(node)) continue;
        kb_str url = kb_str_trim(kb_xml_attribute_of(node, "xmlUrl"));
        if (is_list(node))
            r->out->includes++;
        else if (url.len)
            status = add_feed(r, node, url);
        else
            status = enter_folder(r, i);
    }
    return status;
}

kb_status kb_opml_read(kb_str bytes, kb_arena *arena, kb_opml *out, kb_err *err)
{
    kb_encoding text;
    kb_xml xml;
    opml_reading r = { .xml = &xml, .arena = arena, .out = out, .err = err };
    *out = (kb_opml){ 0 };
    kb_status status = kb_encoding_read(bytes, (kb_str){ 0 }, KB_ENCODING_XML, arena, &text, err);
    if (status == KB_OK) status = kb_xml_parse(text.text, roots, arena, &xml, err);
    if (status != KB_OK) return status;
    if (xml.count == 0) return kb_fail(err, KB_ERR_FORMAT, "no list of feeds (OPML) in it");
    r.folders = KB_NEW(arena, kb_str, xml.count);
    if (!r.folders) return kb_arena_fail(arena, err);
    r.seen = kb_map_new();
    status = r.seen ? read_outlines(&r) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_map_free(r.seen);
    return status;
}
