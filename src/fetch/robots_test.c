#include "base/buf.h"
#include "base/test.h"
#include "fetch/robots.h"

static void test_rules_of_our_group_decide_the_longest_first(void **state)
{
    static const struct {
        const char *file, *url;
        bool allow;
    } rows[] = {
        { "", "https://hulu.example/a", true },
        { "User-agent: *\nDisallow: /a", "https://hulu.example/ab", false },
        { "User-agent: *\nDisallow: /a", "https://hulu.example/b", true },
        { "\xEF\xBB\xBFuser-agent: KABAR/1.0 (beta)\rdisallow: /\r", "https://hulu.example", false },
        { "User-agent: *\nDisallow: /\nUser-agent: kabar\nDisallow: /x", "https://hulu.example/a", true },
        { "User-agent: kabarbot\nDisallow: /", "https://hulu.example/a", true },
        { "User-agent: kabar\nUser-agent: hulubot\nDisallow: /a\n\nDisallow: /b", "/b", false },
        { "User-agent: kabar\nDisallow: /a\nUser-agent: hulubot\nDisallow: /b", "/b", true },
        { "User-agent: kabar\nDisallow: /a\nUser-agent: hulubot\nAllow: /\nUser-agent: kabar\nDisallow: /b", "/b",
          false },
        { "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true },
        { "User-agent: *\nAllow: /a\nDisallow: /a", "/a", true },
        { "User-agent: *\nDisallow: /*.php$", "/a/b.php", false },
        { "User-agent: *\nDisallow: /*.php$", "/a/b.php?c", true },
        { "User-agent: *\nDisallow: /a*b*c$", "/abcbc", false },
        { "User-agent: *\nDisallow: /a*", "/a", false },
        { "User-agent: *\nDisallow: *$", "/a", false },
        { "User-agent: *\nDisallow: /a#b", "/a/c", false },
        { "User-agent: *\nDisallow: /kabar/é%c3", "https://hulu.example/kabar/%C3%A9%C3", false },
        { "User-agent: *\nDisallow: /\nAllow: /index.html", "https://hulu.example/", true },
        { "User-agent: *\nDisallow: /\nAllow: /index.html", "https://hulu.example/a", false },
        { "User-agent *\nDisallow /a", "/a", false },
        { "User-agent: *\nDisalow: /a", "/a", false },
        { "Disallow: /\nUser-agent: kabar\nDisallow:", "/a", true },
        { "User-agent: *\nDisallow: /?q=", "https://hulu.example?q=1#x", false },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_robots robots;
        kb_arena *arena = kb_arena_new(1 << 20);
        assert_int_equal(kb_robots_read(kb_str_of(rows[i].file), KB_STR("kabar"), arena, &robots, NULL), KB_OK);
        if (kb_robots_allow(&robots, kb_str_of(rows[i].url)) != rows[i].allow) fail_msg("row %zu: %s", i, rows[i].file);
        kb_arena_free(arena);
    }
}

static void test_delay_and_sitemaps(void **state)
{
    static const struct {
        const char *file;
        double delay;
        size_t sitemaps;
    } rows[] = {
        { "User-agent: *\nCrawl-delay: 2.5\nSitemap: https://hulu.example/s.xml", 2.5, 1 },
        { "Sitemap: a\nUser-agent: hulubot\nCrawl-delay: 9\nSitemap: b", -1, 2 },
        { "User-agent: *\nCrawl-delay: 9\nUser-agent: kabar\nCrawl-delay: 1", 1, 0 },
        { "User-agent: *\nCrawl-delay: 1e300", 86400, 0 },
        { "User-agent: *\nCrawl-delay: -4\nCrawl-delay: nan\nCrawl-delay: soon", -1, 0 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_robots robots;
        kb_arena *arena = kb_arena_new(1 << 20);
        assert_int_equal(kb_robots_read(kb_str_of(rows[i].file), KB_STR("kabar"), arena, &robots, NULL), KB_OK);
        if (robots.delay < rows[i].delay || robots.delay > rows[i].delay || robots.sitemaps.count != rows[i].sitemaps)
            fail_msg("row %zu: %g, %zu", i, robots.delay, robots.sitemaps.count);
        kb_arena_free(arena);
    }
}

static void test_patterns_that_never_end_forbid(void **state)
{
    kb_buf file = { 0 }, url = { 0 };
    kb_robots robots;
    kb_arena *arena = kb_arena_new(1 << 24);
    (void)state;
    kb_buf_add_c(&file, "User-agent: *\n");
    for (size_t n = 0; n < 100; n++) {
        kb_buf_print(&file, "Allow: /*%zub", n);
        for (size_t i = 0; i < 1000; i++) kb_buf_add_c(&file, "*a");
        kb_buf_add_c(&file, "b\n");
    }
    kb_buf_add_char(&url, '/');
    for (size_t i = 0; i < 50000; i++) kb_buf_print(&url, "%zu%s", i % 100, "aaaaaaa");
    assert_int_equal(kb_robots_read(kb_buf_str(&file), KB_STR("kabar"), arena, &robots, NULL), KB_OK);
    assert_false(file.failed || url.failed || kb_robots_allow(&robots, kb_buf_str(&url)));
    kb_arena_free(arena);
    kb_buf_clear(&file);
    kb_buf_clear(&url);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_of_our_group_decide_the_longest_first),
        cmocka_unit_test(test_delay_and_sitemaps),
        cmocka_unit_test(test_patterns_that_never_end_forbid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
