#include "read/feed_link.h"

#include "base/test.h"

static void test_feeds_are_guessed_behind_those_that_are_named(void **state)
{
    static const char page[] =
        "<!doctype html><title>Island Post</title><link rel=alternate type=application/rss+xml href=/named>"
        "<p><a href=/news/feed/>News</a> <a href='/subscribe'><b>RSS</b></a> <a href=/feedback>Feedback</a>"
        "<a href=https://other.example/rss>Other</a> <a href=https://www.islandpost.example/sport/rss.xml>x</a>"
        "<a href=/named>again</a> <a href='javascript:feed'>RSS</a>";
    static const char *const rows[] = { "https://islandpost.example/named", "https://islandpost.example/news/feed/",
                                        "https://islandpost.example/subscribe",
                                        "https://www.islandpost.example/sport/rss.xml" };
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_strs links;
    (void)state;
    assert_int_equal(kb_feed_links_guess(kb_str_of(page), KB_STR("https://islandpost.example/"), arena, &links, NULL),
                     KB_OK);
    assert_int_equal(links.count, KB_COUNT(rows));
    for (size_t i = 0; i < KB_COUNT(rows); i++) KB_ROW_STR(i, links.at[i], kb_str_of(rows[i]));
    kb_arena_free(arena);
}

static void test_what_people_write_for_a_feed_becomes_its_address(void **state)
{
    static const struct {
        const char *given, *url;
    } rows[] = {
        { "https://x.example/rss", "https://x.example/rss" },
        { " feed:https://x.example/rss\n", "https://x.example/rss" },
        { "feed://x.example/rss", "http://x.example/rss" },
        { "FEED:http://x.example/a b", "http://x.example/a%20b" },
        { "x.example", "" },
        { "file:///etc/passwd", "" },
        { "feed:file:///etc/passwd", "" },
        { "gopher://x.example/", "" },
        { "https://", "" },
        { "", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new((size_t)1 << 16);
        kb_str url;
        assert_true(kb_feed_link_whole(arena, kb_str_of(rows[i].given), &url));
        KB_ROW_STR(i, url, kb_str_of(rows[i].url));
        kb_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_feeds_are_guessed_behind_those_that_are_named),
        cmocka_unit_test(test_what_people_write_for_a_feed_becomes_its_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
