/* A feed of any bytes: documents, or messages; as a feed its own URLs are such that may be followed. */
#include "base/url.h"
#include "read/feed.h"
#include "read/feed_items.h"
#include "read_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_url(kb_str url)
{
    check_field(url);
    if (url.len && !kb_url_is_web(url)) abort();
}

static void check_feed(const kb_feed *feed)
{
    check_field(feed->title);
    check_field(feed->description);
    check_url(feed->home_page_url);
    check_url(feed->feed_url);
    for (size_t i = 0; i < feed->items.count; i++) {
        const kb_feed_item *item = &feed->items.at[i];
        if (item->id.len == 0) abort();
        check_field(item->id);
        check_field(item->title);
        check_field(item->content_html);
        check_field(item->content_text);
        check_field(item->summary);
        check_url(item->url);
        check_url(item->external_url);
        check_url(item->image);
        for (size_t k = 0; k < item->attachments.count; k++) check_url(item->attachments.at[k].url);
    }
    for (size_t i = 0; i < feed->losses.count; i++) check_field(feed->losses.at[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_feed feed;
    kb_arena *arena = kb_arena_new((size_t)64 << 20);
    kb_str bytes = { (const char *)data, size };
    if (arena && kb_feed_read(bytes, NULL, arena, &feed, NULL) == KB_OK) check_feed(&feed);
    kb_arena_free(arena);
    check_reading(data, size, kb_feed_items_read);
    return 0;
}
