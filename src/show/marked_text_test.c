#include "show/marked_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static kb_buf written;

/* The text with these marks; of a string that a NUL ends. */
static const char *write(const char *text, kb_marked *marks, size_t count)
{
    struct kb_document doc = { .text = kb_str_of(text) };
    kb_buf_clear(&written);
    kb_page_marked_text(&written, &doc, marks, count);
    kb_buf_add_char(&written, '\0');
    assert_false(written.failed);
    return written.at;
}

static size_t count_of(const char *html, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(html, part); at; at = strstr(at + 1, part)) count++;
    return count;
}

static void test_a_text_without_marks_is_paragraphs_and_escaped(void **state)
{
    (void)state;
    assert_string_equal(write("a <b> & \"c\"\n\n \nd", NULL, 0),
                        "<p dir=\"auto\">a &lt;b&gt; &amp; &quot;c&quot;</p>\n<p dir=\"auto\">d</p>\n");
    assert_string_equal(write("", NULL, 0), "");
}

static void test_marks_that_overlap_become_stretches_that_nest(void **state)
{
    kb_marked marks[] = { { { { 4, 8 }, true }, KB_MARKED_FIGURE, 2 }, { { { 0, 6 }, true }, KB_MARKED_QUOTE, 1 } };
    (void)state;
    assert_string_equal(
        write("abcdefghij", marks, 2),
        "<p dir=\"auto\"><span class=\"place\" id=\"q1\"><mark class=\"statement quote\" data-of=\"q1\">"
        "abcd</mark></span><span class=\"place\" id=\"f2\"><mark class=\"statement quote figure-in\" "
        "data-of=\"q1 f2\">ef</mark></span><mark class=\"figure-in\" data-of=\"f2\">gh</mark>ij</p>\n");
}

static void test_a_mark_over_several_paragraphs_ends_with_each(void **state)
{
    kb_marked marks[] = { { { { 1, 6 }, true }, KB_MARKED_COPIED, 0 } };
    const char *html;
    (void)state;
    html = write("abc\ndef", marks, 1);
    assert_int_equal(count_of(html, "<mark"), 2);
    assert_int_equal(count_of(html, "</mark>"), 2);
    assert_int_equal(count_of(html, "id=\"k0\""), 1);
}

static void test_spans_of_links_are_cut_to_the_text_and_to_characters(void **state)
{
    static const kb_span spans[] = { { 1, 2 }, { 90, 99 }, { 3, 3 }, { 0, SIZE_MAX }, { 5, 2 } };
    static const size_t marked[] = { 1, 0, 0, 1, 0 };
    (void)state;
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        kb_marked marks[] = { { { spans[i], true }, KB_MARKED_FOUND, 0 } };
        const char *html = write("\xc3\xa9\xc3\xa8x", marks, 1);
        assert_int_equal(count_of(html, "<mark"), marked[i]);
        assert_null(strstr(html, "\xef\xbf\xbd")); /* no character was cut */
    }
}

static void test_more_marks_at_a_place_than_are_shown_still_nest(void **state)
{
    enum { MANY = 3 * KB_OVERLAY_DEEP };
    kb_marked marks[MANY];
    const char *html;
    (void)state;
    for (size_t i = 0; i < MANY; i++)
        marks[i] = (kb_marked){ { { i % 5, 6 + i % 4 }, true }, KB_MARKED_STATEMENT, (uint32_t)i };
    html = write("abcdefghij", marks, MANY);
    assert_int_equal(count_of(html, "<mark"), count_of(html, "</mark>"));
    assert_int_equal(count_of(html, "<span"), count_of(html, "</span>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_text_without_marks_is_paragraphs_and_escaped),
        cmocka_unit_test(test_marks_that_overlap_become_stretches_that_nest),
        cmocka_unit_test(test_a_mark_over_several_paragraphs_ends_with_each),
        cmocka_unit_test(test_spans_of_links_are_cut_to_the_text_and_to_characters),
        cmocka_unit_test(test_more_marks_at_a_place_than_are_shown_still_nest),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    kb_buf_clear(&written);
    return failed;
}
