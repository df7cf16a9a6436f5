#include "read/sitemap.h"

#include "base/buf.h"
#include "base/test.h"

#define NEWS                                                                                                     \
    "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"                           \
    " xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"                                               \
    " xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>"                                            \
    "<url><loc> https://islandpost.example/ferry?a=1&amp;b=2 </loc><lastmod>2031-02-26T09:10:00+07:00</lastmod>" \
    "<news:news><news:publication><news:name>Island Post</news:name><news:language>en</news:language>"           \
    "</news:publication><news:publication_date>2031-02-26</news:publication_date>"                               \
    "<news:title>Ferry sails again</news:title></news:news>"                                                     \
    "<image:image><image:loc>https://islandpost.example/1.jpg</image:loc><image:title>A boat</image:title>"      \
    "</image:image></url><url><loc>/harbour</loc></url><url><loc>/harbour</loc></url>"                           \
    "<url><loc>javascript:1</loc></url></urlset>"

static kb_sitemap read(kb_arena *arena, const char *bytes)
{
    kb_sitemap map;
    kb_err err = { 0 };
    if (kb_sitemap_read(kb_str_of(bytes), KB_STR("https://islandpost.example/map.xml"), arena, &map, &err) != KB_OK)
        fail_msg("%s", err.text);
    return map;
}

static void test_pages_of_news_have_title_time_and_outlet(void **state)
{
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_sitemap map = read(arena, NEWS);
    (void)state;
    assert_true(map.news && !map.index);
    assert_int_equal(map.pages.count, 2);
    assert_int_equal(map.bad, 1);
    const kb_sitemap_page *page = &map.pages.at[0];
    KB_ROW_STR(0, page->url, KB_STR("https://islandpost.example/ferry?a=1&b=2"));
    KB_ROW_STR(0, page->title, KB_STR("Ferry sails again"));
    KB_ROW_STR(0, page->outlet, KB_STR("Island Post"));
    KB_ROW_STR(0, page->lang, KB_STR("en"));
    assert_int_equal(page->published.precision, KB_TIME_DAY);
    assert_int_equal(page->modified.precision, KB_TIME_SECOND);
    KB_ROW_STR(1, map.pages.at[1].url, KB_STR("https://islandpost.example/harbour"));
    kb_arena_free(arena);
}

static void test_sitemaps_of_all_kinds_are_told_apart(void **state)
{
    static const struct {
        const char *bytes;
        kb_status status;
        size_t pages;
        bool index;
    } rows[] = {
        { "<sitemapindex><sitemap><loc>https://x.example/1.xml</loc></sitemap></sitemapindex>", KB_OK, 1, true },
        { "<urlset></urlset>", KB_OK, 0, false },
        { "https://x.example/1\r\nhttps://x.example/2\n\n", KB_OK, 2, false },
        { "https://x.example/1\nwords", KB_ERR_FORMAT, 0, false },
        { "", KB_ERR_FORMAT, 0, false },
        { "<html><p>not here</html>", KB_ERR_FORMAT, 0, false },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new((size_t)1 << 20);
        kb_sitemap map;
        KB_ROW_INT(i, kb_sitemap_read(kb_str_of(rows[i].bytes), (kb_str){ 0 }, arena, &map, NULL), rows[i].status);
        if (rows[i].status == KB_OK) KB_ROW_INT(i, map.pages.count, rows[i].pages);
        KB_ROW_INT(i, map.index, rows[i].index);
        kb_arena_free(arena);
    }
}

static void test_more_pages_than_the_protocol_allows_are_left_out(void **state)
{
    kb_arena *arena = kb_arena_new((size_t)256 << 20);
    kb_buf bytes = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_SITEMAP_PAGES_MAX + 10; i++) kb_buf_print(&bytes, "https://x.example/%zu\n", i);
    kb_buf_add_char(&bytes, '\0');
    kb_sitemap map = read(arena, bytes.at);
    assert_int_equal(map.pages.count, KB_SITEMAP_PAGES_MAX);
    assert_int_equal(map.bad, 10);
    kb_buf_clear(&bytes);
    kb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_of_news_have_title_time_and_outlet),
        cmocka_unit_test(test_sitemaps_of_all_kinds_are_told_apart),
        cmocka_unit_test(test_more_pages_than_the_protocol_allows_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
