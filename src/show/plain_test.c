#include "show/plain.h"
#include "text/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_nothing_that_steers_a_terminal_passes(void **state)
{
    static const struct {
        const char *in, *out, *why;
    } rows[] = {
        { "plain caf\xc3\xa9", "plain caf\xc3\xa9", "text stays" },
        { "\x1b[31mred\x1b]0;title\x07", "[31mred]0;title", "escapes lose their begin" },
        { "a\xc2\x9b"
          "31m",
          "a31m", "C1" },
        { "a\nb\tc\xc2\xa0"
          "d",
          "a b c d", "white space is a space" },
        { "\xe2\x80\xae"
          "abc\xe2\x81\xa6",
          "abc", "marks that reorder" },
        { "\xff\x80", "\xef\xbf\xbd\xef\xbf\xbd", "bytes that are no UTF-8" },
        { "\x7f\x08", "", "delete and backspace" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_buf buf = { 0 };
        kb_plain_add(&buf, kb_str_of(rows[i].in));
        kb_buf_add_char(&buf, '\0');
        assert_string_equal(buf.at, rows[i].out);
        kb_buf_clear(&buf);
    }
}

static void test_width_is_that_of_the_screen(void **state)
{
    static const struct {
        const char *in;
        size_t width;
    } rows[] = {
        { "", 0 },
        { "abc", 3 },
        { "\xc3\xa9", 1 },
        { "e\xcc\x81", 1 },
        { "\xe6\x97\xa5\xe6\x9c\xac", 4 },
        { "\xed\x95\x9c", 2 },
        { "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2 },
        { "\xf0\x9f\x98\x80", 2 },
        { "\xe2\x80\x94", 1 },
        { "\xd0\x9a\xd0\xb8\xd0\xbc", 3 },
        { "a\xe2\x80\x8b"
          "b",
          2 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(kb_text_width(kb_str_of(rows[i].in)), rows[i].width);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_that_steers_a_terminal_passes),
        cmocka_unit_test(test_width_is_that_of_the_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
