#include "read/sitemap.h"

#include "base/map.h"
#include "base/url.h"
#include "read/encoding.h"
#include "read/xml.h"

static const char *const roots[] = { "urlset", "sitemapindex", NULL };

typedef struct {
    kb_str base;
    kb_arena *arena;
    kb_sitemap *out;
    kb_map *seen; /* URLs */
    kb_err *err;
} sitemap_reading;

/* Room for a page; NULL with KB_OK where the URL is none, was there before or is one too many. */
static kb_status add_page(sitemap_reading *r, kb_str given, kb_sitemap_page **page)
{
    kb_sitemap *out = r->out;
    kb_str url = { 0 };
    *page = NULL;
    if (!kb_url_resolve(r->arena, r->base, kb_str_trim(given), &url)) return kb_arena_fail(r->arena, r->err);
    bool bad = !kb_url_is_web(url) || out->pages.count == KB_SITEMAP_PAGES_MAX;
    out->bad += bad;
    if (bad || kb_map_find(r->seen, url)) return KB_OK;
    if (!kb_map_set(r->seen, url, r->seen)) return kb_fail(r->err, KB_ERR_MEMORY, "out of memory");
    *page = KB_ADD(r->arena, &out->pages, kb_sitemap_page);
    if (!*page) return kb_arena_fail(r->arena, r->err);
    (*page)->url = url;
    return KB_OK;
}

/* ---- XML ---- */

static bool is_named(const kb_xml_node *node, const char *local)
{
    return node->name && kb_str_equal_ascii(node->name->local, kb_str_of(local));
}

static kb_status text_of(sitemap_reading *r, const kb_xml *xml, size_t node, kb_str *out)
{
    kb_buf text = { 0 };
    kb_xml_text(xml, node, &text);
    bool kept = !text.failed && kb_arena_copy(r->arena, kb_str_trim(kb_buf_str(&text)), out);
    kb_buf_clear(&text);
    return kept ? KB_OK : kb_arena_fail(r->arena, r->err);
}

/* What stands in an element of a page; other elements say nothing. `loc` of a picture or a film is none of the page's:
 * they lie deeper. */
static kb_status read_page(sitemap_reading *r, const kb_xml *xml, size_t entry)
{
    kb_sitemap_page said = { 0 }, *page;
    kb_str loc = { 0 }, text;
    kb_status status = KB_OK;
    bool news = false;
    for (size_t i = entry + 1; i < xml->at[entry].end && status == KB_OK; i++) {
        const kb_xml_node *node = &xml->at[i];
        bool child = node->parent == entry;
        if (!node->name) continue;
        news |= is_named(node, "news");
        kb_str *words = child && is_named(node, "loc") ? &loc
                        : !news || child               ? NULL
                        : is_named(node, "title")      ? &said.title
                        : is_named(node, "name")       ? &said.outlet
                        : is_named(node, "language")   ? &said.lang
                                                       : NULL;
        kb_time *time = child && is_named(node, "lastmod")           ? &said.modified
                        : news && is_named(node, "publication_date") ? &said.published
                                                                     : NULL;
        if (words && words->len) continue; /* the first: pictures and films have titles too */
        if (words || time) status = text_of(r, xml, i, words ? words : &text);
        if (time && status == KB_OK) (void)kb_time_parse(text, time);
    }
    if (status == KB_OK) status = add_page(r, loc, &page);
    if (status != KB_OK || !page) return status;
    said.url = page->url;
    *page = said;
    r->out->news |= news;
    return KB_OK;
}

static kb_status read_xml(sitemap_reading *r, const kb_xml *xml)
{
    kb_status status = KB_OK;
    r->out->index = is_named(&xml->at[0], "sitemapindex");
    for (size_t i = 1; i < xml->count && status == KB_OK; i = xml->at[i].end)
        if (is_named(&xml->at[i], r->out->index ? "sitemap" : "url")) status = read_page(r, xml, i);
    return status;
}

/* ---- a URL a line ---- */

static kb_status read_lines(sitemap_reading *r, kb_str text)
{
    kb_sitemap_page *page;
    kb_str line, rest = text;
    kb_status status = KB_OK;
    while (rest.len && status == KB_OK && kb_str_next(&rest, '\n', &line)) {
        line = kb_str_trim(line);
        if (line.len == 0) continue;
        /* one line that is none, and it is a text of another kind */
        if (!kb_url_is_web(line)) return kb_fail(r->err, KB_ERR_FORMAT, "no sitemap");
        status = add_page(r, line, &page);
    }
    if (status == KB_OK && r->out->pages.count == 0) return kb_fail(r->err, KB_ERR_FORMAT, "no sitemap");
    return status;
}

kb_status kb_sitemap_read(kb_str bytes, kb_str url, kb_arena *arena, kb_sitemap *out, kb_err *err)
{
    kb_encoding text;
    kb_xml xml;
    sitemap_reading r = { .base = url, .arena = arena, .out = out, .err = err };
    *out = (kb_sitemap){ 0 };
    kb_status status = kb_encoding_read(bytes, (kb_str){ 0 }, KB_ENCODING_XML, arena, &text, err);
    if (status == KB_OK) status = kb_xml_parse(text.text, roots, arena, &xml, err);
    if (status != KB_OK) return status;
    r.seen = kb_map_new();
    if (!r.seen) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    status = xml.count ? read_xml(&r, &xml) : read_lines(&r, text.text);
    kb_map_free(r.seen);
    return status;
}
