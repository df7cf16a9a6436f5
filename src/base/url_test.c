#include "base/url.h"

#include <stdio.h>

#include "base/test.h"

static void test_a_reference_is_resolved_as_the_rfc_says(void **state)
{
    static const struct {
        const char *reference, *expected;
    } rows[] = {
        /* RFC 3986 5.4.1 */
        { "g:h", "g:h" },
        { "g", "http://a/b/c/g" },
        { "./g", "http://a/b/c/g" },
        { "g/", "http://a/b/c/g/" },
        { "/g", "http://a/g" },
        { "//g", "http://g" },
        { "?y", "http://a/b/c/d;p?y" },
        { "g?y", "http://a/b/c/g?y" },
        { "#s", "http://a/b/c/d;p?q#s" },
        { "g#s", "http://a/b/c/g#s" },
        { "g?y#s", "http://a/b/c/g?y#s" },
        { ";x", "http://a/b/c/;x" },
        { "g;x?y#s", "http://a/b/c/g;x?y#s" },
        { "", "http://a/b/c/d;p?q" },
        { ".", "http://a/b/c/" },
        { "./", "http://a/b/c/" },
        { "..", "http://a/b/" },
        { "../", "http://a/b/" },
        { "../g", "http://a/b/g" },
        { "../..", "http://a/" },
        { "../../", "http://a/" },
        { "../../g", "http://a/g" },
        /* 5.4.2 */
        { "../../../g", "http://a/g" },
        { "../../../../g", "http://a/g" },
        { "/./g", "http://a/g" },
        { "/../g", "http://a/g" },
        { "g.", "http://a/b/c/g." },
        { ".g", "http://a/b/c/.g" },
        { "g..", "http://a/b/c/g.." },
        { "..g", "http://a/b/c/..g" },
        { "./../g", "http://a/b/g" },
        { "./g/.", "http://a/b/c/g/" },
        { "g/./h", "http://a/b/c/g/h" },
        { "g/../h", "http://a/b/c/h" },
        { "g;x=1/./y", "http://a/b/c/g;x=1/y" },
        { "g;x=1/../y", "http://a/b/c/y" },
        { "g?y/./x", "http://a/b/c/g?y/./x" },
        { "g#s/../x", "http://a/b/c/g#s/../x" },
        { "http:g", "http:g" },
    };
    kb_arena *arena = kb_arena_new(1 << 16);
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_str got;
        assert_true(kb_url_resolve(arena, KB_STR("http://a/b/c/d;p?q"), kb_str_of(rows[i].reference), &got));
        KB_ROW_STR(i, got, kb_str_of(rows[i].expected));
    }
    kb_arena_free(arena);
}

static void test_what_browsers_forgive_is_forgiven(void **state)
{
    static const struct {
        const char *base, *reference, *expected;
    } rows[] = {
        { "", "a/b", "a/b" },                                        /* no base: as it is */
        { "", "  http://x.test/a b\n", "http://x.test/a%20b" },      /* spaces */
        { "", "http://x.test/a\n\tb", "http://x.test/ab" },          /* line breaks inside */
        { "http://x.test", "a", "http://x.test/a" },                 /* a base without a path */
        { "http://x.test/d/e", "..\\f", "http://x.test/f" },         /* backslashes */
        { "http://x.test/d/e", "?q=\\", "http://x.test/d/e?q=%5C" }, /* but not behind the path */
        { "http://x.test/", "h\"><i>", "http://x.test/h%22%3E%3Ci%3E" },
        { "http://x.test/", "/berita/gempa-á", "http://x.test/berita/gempa-á" },
        { "mailto:a@x.test", "b", "b" },               /* no hierarchy */
        { "/feeds/a.xml", "b.html", "/feeds/b.html" }, /* a base that is relative itself */
        { "http://x.test/a", "mailto:b@x.test", "mailto:b@x.test" },
        { "http://x.test/a", "HTTP://Y.test/../b", "HTTP://Y.test/b" },
        { "https://x.test/a", "//y.test/b", "https://y.test/b" },
        { "http://x.test/a/../b", "", "http://x.test/b" }, /* a base that was not resolved itself */
    };
    kb_arena *arena = kb_arena_new(1 << 16);
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_str got;
        assert_true(kb_url_resolve(arena, kb_str_of(rows[i].base), kb_str_of(rows[i].reference), &got));
        KB_ROW_STR(i, got, kb_str_of(rows[i].expected));
    }
    kb_arena_free(arena);
}

static void test_a_url_falls_into_its_parts(void **state)
{
    static const struct {
        const char *url, *host;
        bool web;
    } rows[] = {
        { "http://x.test/a", "x.test", true },
        { "https://me:pw@x.test:81?a", "x.test", true },
        { "http://[::1]:80/", "[::1]", true },
        { "http:///a", "", false },
        { "//x.test/a", "x.test", false },
        { "mailto:a@x.test", "", false },
        { "ftp://x.test/", "x.test", false },
        { "a/b", "", false },
        { "", "", false },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        KB_ROW_STR(i, kb_url_host(kb_str_of(rows[i].url)), kb_str_of(rows[i].host));
        KB_ROW_INT(i, kb_url_is_web(kb_str_of(rows[i].url)), rows[i].web);
    }
}

static void test_an_address_is_told_without_user_and_password(void **state)
{
    static const struct {
        const char *url, *told;
    } rows[] = {
        { "http://x.test/a", "http://x.test/a" },
        { "https://me:p@w@x.test:81/a?q=b@c#d", "https://x.test:81/a?q=b@c#d" },
        { "https://me@x.test", "https://x.test" },
        { "https:/\\me:pw@x.test", "https:/\\x.test" },
        { "https:me:pw@x.test", "https:x.test" },
        { "//me:pw@x.test/", "//x.test/" },
        { "https://x.test/@me/post", "https://x.test/@me/post" },
        { "https://x.test\\@me", "https://x.test\\@me" },
        { "https://@", "https://" },
        { "", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char told[64];
        kb_str parts[2];
        kb_url_told(kb_str_of(rows[i].url), parts);
        (void)snprintf(told, sizeof told, "%.*s%.*s", KB_STR_ARGS(parts[0]), KB_STR_ARGS(parts[1]));
        KB_ROW_STR(i, kb_str_of(told), kb_str_of(rows[i].told));
    }
}

static void test_a_scheme_is_seen_through_white_space(void **state)
{
    static const struct {
        const char *url, *scheme;
    } rows[] = {
        { "javascript:a", "javascript" },
        { "\x01 java\nscript:a", "javascript" },
        { "JaVa\tScript\r:a", "JaVaScript" },
        { "a/b:c", "" },
        { ":a", "" },
        { "1a:b", "" },
        { "http", "" },
        { "&#106;avascript:x", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char room[32];
        KB_ROW_STR(i, kb_url_scheme(kb_str_of(rows[i].url), room), kb_str_of(rows[i].scheme));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_reference_is_resolved_as_the_rfc_says),
        cmocka_unit_test(test_what_browsers_forgive_is_forgiven),
        cmocka_unit_test(test_a_url_falls_into_its_parts),
        cmocka_unit_test(test_an_address_is_told_without_user_and_password),
        cmocka_unit_test(test_a_scheme_is_seen_through_white_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
