#include "base/url.h"
#include "read/feed_field.h"
#include "read/feed_link.h"
#include "read/sniff.h"

static const char *const roots[] = { "rss", "feed", "rdf", "channel", NULL };

static bool is_named(const kb_xml_node *node, const char *local)
{
    return node->name && kb_str_equal_ascii(node->name->local, kb_str_of(local));
}

/* ---- the kind ---- */

static kb_status set_format(kb_feed_builder *b, const char *kind, kb_str version)
{
    bool plain = version.len > 0 && version.len < 16;
    for (size_t i = 0; i < version.len; i++)
        plain &= (version.at[i] >= '0' && version.at[i] <= '9') || version.at[i] == '.';
    bool made = plain ? kb_arena_print(b->arena, &b->feed->format, "%s %.*s", kind, KB_STR_ARGS(version))
                      : kb_arena_copy(b->arena, kb_str_of(kind), &b->feed->format);
    return made ? KB_OK : kb_arena_fail(b->arena, b->err);
}

static bool has_uri(kb_str uri, const char *part)
{
    return kb_str_find(uri, kb_str_of(part), 0) != SIZE_MAX;
}

static kb_status find_format(kb_feed_builder *b)
{
    const kb_xml_node *root = &b->xml->at[0];
    kb_str version = kb_str_trim(kb_xml_attribute_of(root, "version")), uri = root->name->uri;
    if (is_named(root, "feed")) {
        if (version.len == 0) version = has_uri(uri, "purl.org/atom/ns") ? KB_STR("0.3") : KB_STR("1.0");
        return set_format(b, "atom", version);
    }
    b->is_rss = true;
    if (is_named(root, "rdf")) {
        bool old = false;
        for (size_t i = 1; i < b->xml->count && i < 8; i++)
            old |= b->xml->at[i].name && has_uri(b->xml->at[i].name->uri, "simple/0.9");
        return set_format(b, "rss", old ? KB_STR("0.90") : KB_STR("1.0"));
    }
    bool cdf =
        is_named(root, "channel") && (kb_xml_attribute_of(root, "href").len || kb_xml_attribute_of(root, "base").len);
    return set_format(b, cdf ? "cdf" : "rss", version);
}

/* ---- the parts ---- */

/* Relative links of a feed that states no base stand against its own address, else against the page that it is about.
 */
static void find_base(kb_feed_builder *b, const kb_feed_origin *origin)
{
    const kb_feed *feed = b->feed;
    kb_str cdf = kb_xml_attribute_of(&b->xml->at[0], "base");
    const kb_str rss[] = { origin->url, cdf, feed->home_page_url, feed->feed_url };
    const kb_str atom[] = { origin->url, feed->feed_url, feed->home_page_url, { 0 } };
    for (size_t i = 0; i < 4 && b->base.len == 0; i++)
        if (kb_url_is_web(b->is_rss ? rss[i] : atom[i])) b->base = b->is_rss ? rss[i] : atom[i];
}

/* What the channel or the feed says of itself. RSS 1.0 has image and items beside its channel. */
static kb_status read_head(kb_feed_builder *b, const kb_feed_origin *origin)
{
    const kb_xml *xml = b->xml;
    kb_feed_target target = { .b = b };
    size_t channel = 0;
    for (size_t i = 1; i < xml->count && channel == 0; i = xml->at[i].end)
        if (is_named(&xml->at[i], "channel")) channel = i;
    kb_status status = kb_feed_fields_read(&target, channel);
    if (status == KB_OK && channel && !is_named(&xml->at[0], "rss")) status = kb_feed_fields_read(&target, 0);
    if (status == KB_OK && b->base.len == 0) {
        /* Links of the head are read again now that there may be a base. */
        find_base(b, origin);
        if (b->base.len) status = kb_feed_fields_read(&target, channel);
    }
    if (status == KB_OK) status = kb_feed_fields_finish(&target);
    return status;
}

static kb_status read_item(kb_feed_builder *b, size_t node)
{
    kb_feed *feed = b->feed;
    kb_feed_item *item = KB_ADD(b->arena, &feed->items, kb_feed_item);
    if (!item) return kb_arena_fail(b->arena, b->err);
    item->place = b->xml->at[node].place;
    kb_feed_target target = { .b = b, .item = item };
    kb_status status = kb_feed_fields_read(&target, node);
    return status == KB_OK ? kb_feed_fields_finish(&target) : status;
}

static bool is_item(const kb_feed_builder *b, size_t node)
{
    const kb_xml_node *n = &b->xml->at[node];
    if (!is_named(n, "item") && !is_named(n, "entry")) return false;
    return kb_feed_ns_of(b, n->name) == KB_NS_CORE;
}

/* Items lie in the channel or beside it; items and channels inside items belong to their words. CDF nests channels. */
static kb_status read_items(kb_feed_builder *b)
{
    const kb_xml *xml = b->xml;
    kb_status status = KB_OK;
    for (size_t i = 1; status == KB_OK && i < xml->count;) {
        const kb_xml_node *node = &xml->at[i];
        if (is_item(b, i)) {
            if (b->feed->items.count == KB_FEED_ITEMS_MAX)
                return kb_feed_lose(b->feed, b->arena, b->input, node->place, "too many items; the rest is lost",
                                    b->err);
            status = read_item(b, i);
            i = node->end;
        } else {
            bool holds = is_named(node, "channel") || is_named(node, "items") || is_named(node, "entries");
            i = holds ? i + 1 : node->end;
        }
    }
    return status;
}

static kb_status tell_losses(kb_feed_builder *b)
{
    const kb_xml_mended *mended = &b->xml->mended;
    kb_status status = KB_OK;
    b->feed->mended = mended->mended;
    for (size_t i = 0; status == KB_OK && i < mended->fault_count; i++)
        status = kb_feed_lose(b->feed, b->arena, b->input, mended->faults[i].byte, mended->faults[i].what, b->err);
    return status;
}

/* What it is instead; a page names the feeds that were meant. */
static kb_status no_feed(const kb_feed_builder *b, const kb_feed_origin *origin)
{
    kb_strs links = { 0 };
    kb_err unread = { 0 };
    const char *what;
    kb_str root = kb_str_part(b->xml->mended.foreign_root, kb_span_of(0, 40));
    if (root.len == 0) return kb_fail(b->err, KB_ERR_FORMAT, "no feed in it");
    if (kb_sniff(b->input, &what) != KB_KIND_HTML)
        return kb_fail(b->err, KB_ERR_FORMAT, "no feed: it begins with <%.*s>", KB_STR_ARGS(root));
    (void)kb_feed_links_find(b->input, origin->url, b->arena, &links, &unread); /* it is no feed in any case */
    if (links.count == 0) return kb_fail(b->err, KB_ERR_FORMAT, "no feed but a page, and it names none");
    kb_str more = links.count > 1 ? links.at[1] : (kb_str){ 0 };
    return kb_fail(b->err, KB_ERR_FORMAT, "no feed but a page; its feed is %.*s%s%.*s", KB_STR_ARGS(links.at[0]),
                   more.len ? " or " : "", KB_STR_ARGS(more));
}

kb_status kb_feed_xml_read(kb_str utf8, const kb_feed_origin *origin, kb_arena *arena, kb_feed *out, kb_err *err)
{
    kb_xml xml;
    kb_feed_builder b = { .xml = &xml, .feed = out, .arena = arena, .input = utf8, .base = origin->url, .err = err };
    kb_status status = kb_xml_parse(utf8, roots, arena, &xml, err);
    if (status != KB_OK) return status;
    if (xml.count == 0) return no_feed(&b, origin);
    status = find_format(&b);
    if (status == KB_OK) status = tell_losses(&b);
    if (status == KB_OK) status = read_head(&b, origin);
    if (status == KB_OK) status = read_items(&b);
    return status;
}
