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

static bool ends_ascii(kb_str s, const char *end)
{
    kb_str e = kb_str_of(end);
    return s.len >= e.len && kb_str_equal_ascii(kb_str_part(s, kb_span_of(s.len - e.len, s.len)), e);
}

/* Does the path look like a feed's? */
static bool is_feed_path(kb_str path)
{
    static const char *const ends[] = { "/feed",     "/feeds",   "/rss",       "/atom",     ".rss",
                                        ".atom",     "/rss.xml", "/feed.xml",  "/atom.xml", "/index.xml",
                                        "feed.json", "/rss2",    "/index.rdf", "/rss.php" };
    while (path.len && path.at[path.len - 1] == '/') path.len--;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (ends_ascii(path, ends[i])) return true;
    return false;
}

/* Does the link's first text say so? */
static bool says_feed(const kb_page *page, size_t node)
{
    static const char *const words[] = { "rss", "atom", "rss feed", "feed", "xml" };
    for (size_t i = node + 1; i < page->at[node].end; i++) {
        kb_str text = kb_str_trim(page->at[i].text);
        if (text.len == 0) continue;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            if (kb_str_equal_ascii(text, kb_str_of(words[k]))) return true;
        return false;
    }
    return false;
}

static kb_str without_www(kb_str host)
{
    kb_str www = KB_STR("www.");
    return kb_str_starts(host, www) ? kb_str_part(host, kb_span_of(www.len, host.len)) : host;
}

static kb_status add_guess(const kb_page *page, size_t i, kb_str base, kb_strs *out, kb_arena *arena, kb_err *err)
{
    const kb_node *node = &page->at[i];
    kb_str href = kb_str_trim(kb_node_attribute(node, "href")), whole;
    if (node->tag != KB_TAG_A || href.len == 0 || href.len > URL_BYTES_MAX) return KB_OK;
    if (!is_feed_path(kb_url_split(href).path) && !says_feed(page, i)) return KB_OK;
    if (!kb_url_resolve(arena, base, href, &whole)) return kb_arena_fail(arena, err);
    bool own = kb_str_equal_ascii(without_www(kb_url_host(whole)), without_www(kb_url_host(base)));
    return own && kb_url_is_web(whole) ? add(out, base, whole, arena, err) : KB_OK;
}

static kb_status find_links(kb_str html, kb_str url, bool guess, kb_arena *arena, kb_strs *out, kb_err *err)
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
    for (size_t i = 0; guess && status == KB_OK && i < page.count && out->count < KB_FEED_LINKS_MAX; i++)
        status = add_guess(&page, i, base, out, arena, err);
    return status;
}

kb_status kb_feed_links_find(kb_str html, kb_str url, kb_arena *arena, kb_strs *out, kb_err *err)
{
    return find_links(html, url, false, arena, out, err);
}

kb_status kb_feed_links_guess(kb_str html, kb_str url, kb_arena *arena, kb_strs *out, kb_err *err)
{
    return find_links(html, url, true, arena, out, err);
}

const char *const kb_feed_places[] = { "/feed",     "/rss",       "/rss.xml", "/feed.xml",
                                       "/atom.xml", "/index.xml", "/feeds",   NULL };

bool kb_feed_link_whole(kb_arena *arena, kb_str given, kb_str *out)
{
    kb_str feed = KB_STR("feed:"), none = { 0 };
    given = kb_str_trim(given);
    *out = none;
    if (given.len > URL_BYTES_MAX) return true;
    if (kb_str_equal_ascii(kb_str_part(given, kb_span_of(0, feed.len)), feed)) {
        given = kb_str_part(given, kb_span_of(feed.len, given.len));
        if (kb_str_starts(given, KB_STR("//")) && !kb_arena_print(arena, &given, "http:%.*s", KB_STR_ARGS(given)))
            return false;
    }
    if (!kb_url_resolve(arena, none, given, out)) return false;
    if (!kb_url_is_web(*out)) *out = none;
    return true;
}
