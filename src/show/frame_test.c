#include "show/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const kb_visit whole = { .path = "/article/7", .query = "" },
                      part = { .path = "/article/7", .query = "", .part = true };

static void has(kb_buf *out, const char *expected)
{
    kb_buf_add_char(out, '\0');
    assert_string_equal(out->at, expected);
    kb_buf_clear(out);
}

static void test_a_link_to_a_span_names_it_with_and_without_scripts(void **state)
{
    kb_buf out = { 0 };
    (void)state;
    kb_page_span_link(&out, 7, (kb_span){ 12, 40 });
    has(&out, "/article/7?span=12-40#s12-40");
    kb_page_span_link(&out, 7, (kb_span){ 40, 40 });
    has(&out, "/article/7");
}

static void test_names_in_links_are_one_segment(void **state)
{
    kb_buf out = { 0 };
    (void)state;
    kb_page_speaker_link(&out, kb_str_of("Ana / \"B\" <c>?"));
    has(&out, "/speaker/Ana%20%2F%20%22B%22%20%3Cc%3E%3F");
    kb_page_outlet_link(&out, kb_str_of("a&b#"));
    has(&out, "/outlet/a%26b%23");
}

static void test_a_part_of_a_page_brings_no_script(void **state)
{
    kb_buf out = { 0 };
    const kb_print of_page = { .format = KB_FORMAT_HTML, .ui_lang = "en", .visit = &whole };
    const kb_print of_part = { .format = KB_FORMAT_HTML, .ui_lang = "en", .visit = &part };
    (void)state;
    kb_frame_module(&out, &of_part, "site.js");
    assert_int_equal(out.len, 0);
    kb_frame_module(&out, &of_page, "site.js");
    kb_buf_add_char(&out, '\0');
    assert_non_null(strstr(out.at, "<script type=\"module\" src=\"/static/site.js?v="));
    kb_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_link_to_a_span_names_it_with_and_without_scripts),
        cmocka_unit_test(test_names_in_links_are_one_segment),
        cmocka_unit_test(test_a_part_of_a_page_brings_no_script),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
