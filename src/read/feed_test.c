#include "base/test.h"
#include "read/feed.h"

#define RSS(...)                                                                                                 \
    "<rss version='2.0'><channel><title>Island Post</title><link>https://islandpost.example/</link>" __VA_ARGS__ \
    "</channel></rss>"
#define ATOM(...) "<feed xmlns='http://www.w3.org/2005/Atom'><title>Island Post</title>" __VA_ARGS__ "</feed>"

static kb_str content_of(const kb_feed_item *item)
{
    return item->content_html.len ? item->content_html : item->content_text;
}

/* A field of the first item by its name; of the feed where it has none. */
static kb_str field_of(const kb_feed *feed, const char *name)
{
    const kb_feed_item *item = feed->items.count ? &feed->items.at[0] : NULL;
    if (strcmp(name, "feed title") == 0) return feed->title;
    if (!item) fail_msg("no item, and %s is asked for", name);
    if (strcmp(name, "id") == 0) return item->id;
    if (strcmp(name, "url") == 0) return item->url;
    if (strcmp(name, "title") == 0) return item->title;
    if (strcmp(name, "content") == 0) return content_of(item);
    if (strcmp(name, "image") == 0) return item->image;
    if (strcmp(name, "author") == 0) return item->authors.count ? item->authors.at[0].name : KB_STR("");
    if (strcmp(name, "attachment") == 0) return item->attachments.count ? item->attachments.at[0].url : KB_STR("");
    fail_msg("no field %s", name);
    return KB_STR("");
}

static void test_fields_of_feeds_as_they_are_found(void **state)
{
    static const struct {
        const char *bytes, *field, *value;
    } rows[] = {
        /* addresses with a query: in text, in attributes, written right or not */
        { RSS("<item><title>a</title><link>https://x.example/?a=1&amp;b=2</link></item>"), "url",
          "https://x.example/?a=1&b=2" },
        { ATOM("<entry><title>a</title><link href='https://x.example/?a=1&amp;b=2'/></entry>"), "url",
          "https://x.example/?a=1&b=2" },
        { ATOM("<entry><title>a</title><link href='https://x.example/?a=1&b=2'/></entry>"), "url",
          "https://x.example/?a=1&b=2" },
        { RSS("<item><enclosure url='https://x.example/?a=1&amp;#38;b'/></item>"), "attachment",
          "https://x.example/?a=1&#38;b" },
        { ATOM("<entry><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><a "
               "href='https://x.example/?a=1&amp;b=2'>a</a></div></content></entry>"),
          "content", "<div><a href=\"https://x.example/?a=1&amp;b=2\">a</a></div>" },
        /* the address behind one that counts clicks */
        { RSS("<item xmlns:fb='http://rssnamespace.org/feedburner/ext/1.0'><link>https://feeds.example/~r/1</link>"
              "<fb:origLink>https://islandpost.example/ferry</fb:origLink></item>"),
          "url", "https://islandpost.example/ferry" },
        /* an id is as stated; Atom's is made whole by a base that the feed states, and by no other */
        { ATOM("<entry xml:base='https://x.example/y/'><id>z</id></entry>"), "id", "https://x.example/y/z" },
        { ATOM("<link href='https://x.example/'/><entry><id>z</id></entry>"), "id", "z" },
        { ATOM("<entry xml:base='https://x.example/y/'><id>tag:x.example,2025:1</id></entry>"), "id",
          "tag:x.example,2025:1" },
        { "<rss xml:base='https://x.example/y/'><channel><item><guid>z</guid></item></channel></rss>", "id", "z" },
        /* titles: one line, entities of HTML, escaped once or twice */
        { RSS("<item><title><![CDATA[Wali Kota: &quot;Tak Ada Banjir&quot; di&nbsp;Kota &amp; Desa]]></title></item>"),
          "title", "Wali Kota: \"Tak Ada Banjir\" di Kota & Desa" },
        { RSS("<item><title>Naik 5%\n  & turun &eacute;</title></item>"), "title", "Naik 5% & turun é" },
        /* escaped markup in an element of its own */
        { ATOM("<entry><content type='html'><div xmlns='http://www.w3.org/1999/xhtml'>a &lt;b&gt;bold&lt;/b&gt; "
               "boat</div></content></entry>"),
          "content", "a <b>bold</b> boat" },
        { ATOM("<entry><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a &lt;b&gt; "
               "boat</div></content></entry>"),
          "content", "<div>a &lt;b&gt; boat</div>" },
        /* people */
        { RSS("<item><author>redaksi@x.example (Sari Dewi)</author></item>"), "author", "Sari Dewi" },
        { ATOM("<entry><author><name>Ana Reyes</name><email>a@x.example</email></author></entry>"), "author",
          "Ana Reyes" },
        { RSS("<item xmlns:m='http://search.yahoo.com/mrss/'><m:group><m:thumbnail "
              "url='https://x.example/1.jpg'/></m:group></item>"),
          "image", "https://x.example/1.jpg" },
        { "\xEF\xBB\xBF\n  " RSS(""), "feed title", "Island Post" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_feed feed;
        kb_err err = { 0 };
        kb_arena *arena = kb_arena_new(16 << 20);
        if (kb_feed_read(kb_str_of(rows[i].bytes), NULL, arena, &feed, &err) != KB_OK)
            fail_msg("row %zu: %s", i, err.text);
        KB_ROW_STR(i, field_of(&feed, rows[i].field), kb_str_of(rows[i].value));
        kb_arena_free(arena);
    }
}

static void test_html_nested_too_deep_keeps_its_words(void **state)
{
    kb_arena *arena = kb_arena_new((size_t)256 << 20);
    kb_buf bytes = { 0 };
    kb_feed feed;
    (void)state;
    kb_buf_add_c(&bytes,
                 "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"content_html\":\"");
    for (int i = 0; i < 20000; i++) kb_buf_add_c(&bytes, i == 9 ? "<div>The ferry sails.<i title=x>" : "<div>");
    kb_buf_add_c(&bytes, " Nobody <script> \"}]}");
    assert_int_equal(kb_feed_read(kb_buf_str(&bytes), NULL, arena, &feed, NULL), KB_OK);
    KB_ROW_STR(0, feed.items.at[0].content_html, KB_STR("The ferry sails. Nobody"));
    assert_int_equal(feed.losses.count, 1);
    kb_buf_clear(&bytes);
    kb_arena_free(arena);
}

static void test_what_is_no_feed_is_told(void **state)
{
    static const struct {
        const char *bytes, *words;
    } rows[] = {
        { "<!doctype html><title>x</title><link rel=alternate type=application/rss+xml href=https://x.example/rss><p>x",
          "no feed but a page; its feed is https://x.example/rss" },
        { "<html><head><link rel=canonical href=https://x.example/a/><link rel='home alternate' "
          "type='application/atom+xml; charset=utf-8' href=../atom><link rel=alternate type=application/rss+xml "
          "href=/rss>"
          "<link rel=alternate type=application/rss+xml href=/rss></head></html>",
          "no feed but a page; its feed is https://x.example/atom or https://x.example/rss" },
        { "<html><head><link rel=alternate hreflang=id href=/id></head></html>",
          "no feed but a page, and it names none" },
        { "<opml><body/></opml>", "no feed: it begins with <opml>" },
        { "words", "no feed in it" },
        { " ", "empty" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_feed feed;
        kb_err err = { 0 };
        kb_arena *arena = kb_arena_new(16 << 20);
        assert_int_equal(kb_feed_read(kb_str_of(rows[i].bytes), NULL, arena, &feed, &err), KB_ERR_FORMAT);
        KB_ROW_STR(i, kb_str_of(err.text), kb_str_of(rows[i].words));
        kb_arena_free(arena);
    }
}

static void test_a_feed_says_when_it_wants_to_be_asked(void **state)
{
    static const struct {
        const char *bytes;
        int64_t ttl, period;
        uint32_t hours;
        uint8_t days;
    } rows[] = {
        { RSS("<ttl>60</ttl>"), 3600, 0, 0, 0 },
        { RSS("<ttl>99999999</ttl>"), 0, 0, 0, 0 },
        { RSS("<ttl>often</ttl>"), 0, 0, 0, 0 },
        { RSS("<skipHours><hour>0</hour><hour>24</hour><hour>23</hour><hour>77</hour></skipHours>"), 0, 0, 1 | 1U << 23,
          0 },
        { RSS("<skipDays><day>Saturday</day><day> Sunday </day><day>Yes</day></skipDays>"), 0, 0, 0, 1 << 5 | 1 << 6 },
        { "<rss xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><channel><sy:updatePeriod>hourly"
          "</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel></rss>",
          0, 1800, 0, 0 },
        { RSS("<item><ttl>60</ttl></item>"), 0, 0, 0, 0 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_feed feed;
        kb_arena *arena = kb_arena_new(16 << 20);
        assert_int_equal(kb_feed_read(kb_str_of(rows[i].bytes), NULL, arena, &feed, NULL), KB_OK);
        KB_ROW_INT(i, feed.timing.ttl, rows[i].ttl);
        KB_ROW_INT(i, feed.timing.period, rows[i].period);
        KB_ROW_INT(i, feed.timing.skip_hours, rows[i].hours);
        KB_ROW_INT(i, feed.timing.skip_days, rows[i].days);
        kb_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields_of_feeds_as_they_are_found),
        cmocka_unit_test(test_html_nested_too_deep_keeps_its_words),
        cmocka_unit_test(test_a_feed_says_when_it_wants_to_be_asked),
        cmocka_unit_test(test_what_is_no_feed_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
