#include "show/facets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const kb_visit visit = { .path = "/search", .query = "q=a" },
                      part = { .path = "/search", .query = "q=a", .part = true };
static const kb_print how = { .format = KB_FORMAT_HTML, .ui_lang = "en", .visit = &visit };
static const kb_print of_part = { .format = KB_FORMAT_HTML, .ui_lang = "en", .visit = &part };
static kb_buf out;

static const char *written(void)
{
    kb_buf_add_char(&out, '\0');
    assert_false(out.failed);
    return out.at;
}

static int clear(void **state)
{
    (void)state;
    kb_buf_clear(&out);
    return 0;
}

static void test_what_is_asked_for_is_escaped_wherever_it_stands(void **state)
{
    const kb_query query = { .query = "\"><script>alert(1)</script>", .outlet = "A&B\"" };
    const kb_facets_found found = { .hits = 2 };
    const kb_search_told told = { .query = &query, .rows = 0, .facets = &found };
    (void)state;
    kb_page_search_head(&out, &told, &how);
    kb_page_search_foot(&out, &told, &how);
    assert_null(strstr(written(), "<script>alert"));
    assert_null(strstr(out.at, "A&B\""));
    assert_non_null(strstr(out.at, "outlet=A%26B%22"));
}

static void test_marks_of_hits_are_closed_even_where_they_are_not(void **state)
{
    const kb_hit_told hit = { .article = 7,
                              .title = KB_STR("a\x02"
                                              "b"),
                              .snippet = KB_STR("\x03<i>\x02x\x02y\x03") };
    (void)state;
    kb_page_search_hit(&out, &hit, '\x02', '\x03', &how);
    assert_non_null(strstr(written(), "a<mark class=\"hit\">b</mark></a>"));
    assert_non_null(strstr(out.at, "&lt;i&gt;<mark class=\"hit\">xy</mark>"));
}

static void test_a_facet_leads_to_the_search_with_it(void **state)
{
    kb_facet langs[] = { { KB_STR("id"), KB_STR("id"), 5 }, { KB_STR("en"), KB_STR("en"), 2 } };
    kb_facet times[] = { { KB_STR("2031-05"), KB_STR("2031-05"), 5 }, { KB_STR("2031-04"), KB_STR("2031-04"), 2 } };
    const kb_query query = { .query = "gempa", .skip = 40, .by_time = true };
    const kb_facets_found found = { .hits = 7, .langs = { langs, 2 }, .times = { times, 2 } };
    const kb_search_told told = { .query = &query, .rows = 7, .facets = &found };
    (void)state;
    kb_page_search_head(&out, &told, &how);
    assert_non_null(strstr(written(), "href=\"/search?q=gempa&amp;lang=en&amp;sort=newest\""));
    assert_non_null(strstr(out.at, "href=\"/search?q=gempa&amp;since=2031-04&amp;until=2031-04&amp;sort=newest\""));
}

static void test_a_part_has_neither_form_nor_frame(void **state)
{
    const kb_query query = { .query = "a" };
    const kb_facets_found found = { .hits = 0 };
    const kb_search_told told = { .query = &query, .facets = &found };
    (void)state;
    kb_page_search_head(&out, &told, &of_part);
    kb_page_search_foot(&out, &told, &of_part);
    assert_null(strstr(written(), "<form"));
    assert_null(strstr(out.at, "<html"));
    assert_non_null(strstr(out.at, "nothing found"));
}

static void test_a_search_that_is_wrong_says_so_and_how_one_is_written(void **state)
{
    const kb_query query = { .query = "\"a" };
    const kb_search_told told = { .query = &query, .wrong = "search: not closed <" };
    (void)state;
    kb_page_search_head(&out, &told, &how);
    kb_page_search_foot(&out, &told, &how);
    assert_non_null(strstr(written(), "cannot be understood: not closed &lt;"));
    assert_non_null(strstr(out.at, "class=\"syntax\""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(test_what_is_asked_for_is_escaped_wherever_it_stands, clear),
        cmocka_unit_test_teardown(test_marks_of_hits_are_closed_even_where_they_are_not, clear),
        cmocka_unit_test_teardown(test_a_facet_leads_to_the_search_with_it, clear),
        cmocka_unit_test_teardown(test_a_part_has_neither_form_nor_frame, clear),
        cmocka_unit_test_teardown(test_a_search_that_is_wrong_says_so_and_how_one_is_written, clear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
