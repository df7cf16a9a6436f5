#include "read/feed_link.h"

#include "base/url.h"
#include "read/parse.h"

#define URL_BYTES_MAX 2000

static bool is_feed_type(kb_str type)
{
    static const char *const types[] = { "application/rss+xml", "application/atom+xml", "application/rdf+xml",
                                         "application/feed+json" };
    type.len = kb_str_find(type, KB_STR(";"), 0) < type.len ? kb_str_find(type, KB_STR(";"), 0) : type.len;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (kb_str_equal_ascii(kb_str_trim(type), kb_str_of(types[i]))) return true;
    return false;
}

static bool has_rel(const kb_node *node, const char *wanted)
{
    kb_str list = kb_node_attribute(node, "rel"), one;
    while (list.len && kb_str_next(&list, ' ', &one))
        if (kb_str_equal_ascii(one, kb_str_of(wanted))) return true;
    return false;
}

/* By what relative addresses are made whole: <base>, else the canonical address, where no other is known. */
static kb_str base_of(const kb_page *page, kb_str url)
{
    kb_str canonical = { 0 };
    for (size_t i = 0; i < page->count; i++) {
        const kb_node *node = &page->at[i];
        kb_str href = kb_str_trim(kb_node_attribute(node, "href"));
        if (href.len == 0 || href.len > URL_BYTES_MAX || !kb_url_is_web(href)) continue;
        if (node->tag == KB_TAG_BASE) return href;
        if (node->tag == KB_TAG_LINK && has_rel(node, "canonical")) canonical = href;
    }
    return url.len ? url : canonical;
}

static kb_status add(kb_strs *list, kb_str base, kb_str href, kb_arena *arena, kb_err *err)
{
    kb_str whole;
    if (!kb_url_resolve(arena, base, href, &whole)) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < list->count; i++)
        if (kb_str_equal(list->at[i], whole)) return KB_OK;
    kb_str *item = KB_ADD(arena, list, kb_str);
    if (!item) return kb_arena_fail(arena, err);
    return kb_arena_copy(arena, whole, item) ? KB_OK : kb_arena_fail(arena, err);
}

kb_status kb_feed_links_find(kb_str html, kb_str url, kb_arena *arena, kb_strs *out, kb_err *err)
{
    kb_page page;
    *out = (kb_strs){ 0 };
    kb_status status = kb_page_parse(html, arena, &page, err);
    kb_str base = status == KB_OK ? base_of(&page, url) : url;
    for (size_t i = 0; status == KB_OK && i < page.count && out->count < KB_FEED_LINKS_MAX; i++) {
        const kb_node *node = &page.at[i];
        kb_str href = kb_str_trim(kb_node_attribute(node, "href"));
        if (node->tag != KB_TAG_LINK || href.len == 0 || href.len > URL_BYTES_MAX) continue;
        if (!has_rel(node, "alternate") || !is_feed_type(kb_node_attribute(node, "type"))) continue;
        status = add(out, base, href, arena, err);
    }
    return status;
}
