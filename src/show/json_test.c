#include "base/utf8.h"
#include "show/json.h"
#include "show/offsets.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(kb_buf *buf, const char *wanted)
{
    kb_buf_add_char(buf, '\0');
    assert_false(buf->failed);
    assert_string_equal(buf->at, wanted);
    kb_buf_clear(buf);
}

static void test_strings_are_escaped(void **state)
{
    static const struct {
        const char *in, *out, *why;
    } rows[] = {
        { "plain", "\"plain\"", "nothing to escape" },
        { "a\"b\\c", "\"a\\\"b\\\\c\"", "quote and backslash" },
        { "a\nb\tc\r", "\"a\\nb\\tc\\r\"", "short escapes" },
        { "\x1b[31m\x7f", "\"\\u001b[31m\\u007f\"", "terminal escapes do not pass" },
        { "\xc2\x9b"
          "1m",
          "\"\\u009b1m\"", "C1 controls do not pass" },
        { "caf\xc3\xa9 \xe6\x97\xa5 \xf0\x9f\x98\x80", "\"caf\xc3\xa9 \xe6\x97\xa5 \xf0\x9f\x98\x80\"",
          "UTF-8 as it is" },
        { "a\xff"
          "b\xed\xa0\x80",
          "\"a\xef\xbf\xbd"
          "b\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"",
          "bad bytes, a surrogate" },
        { "\xe2\x82", "\"\xef\xbf\xbd\xef\xbf\xbd\"", "cut at the end" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_buf buf = { 0 };
        kb_json json = { .out = &buf };
        kb_json_str(&json, kb_str_of(rows[i].in));
        expect(&buf, rows[i].out);
    }
}

static void test_commas_stand_between_values_only(void **state)
{
    kb_buf buf = { 0 };
    kb_json json = { .out = &buf };
    (void)state;
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "a", -1);
    kb_json_key(&json, "b");
    kb_json_open(&json, '[');
    kb_json_open(&json, '[');
    kb_json_close(&json, ']');
    kb_json_null(&json);
    kb_json_bool(&json, true);
    kb_json_close(&json, ']');
    kb_json_put_text(&json, "c", KB_STR(""));
    kb_json_close(&json, '}');
    kb_json_line(&json);
    kb_json_open(&json, '{');
    kb_json_close(&json, '}');
    expect(&buf, "{\"a\":-1,\"b\":[[],null,true],\"c\":null}\n{}");
}

static void test_reals_are_short_and_read_back(void **state)
{
    static const struct {
        double in;
        const char *out;
    } rows[] = {
        { 0, "0" },
        { 10000, "10000" },
        { 6.1, "6.1" },
        { 0.1, "0.1" },
        { 1.0 / 3, "0.3333333333333333" },
        { 1e15, "1e+15" },
        { 1234567890123, "1234567890123" },
        { (double)INFINITY, "null" },
        { (double)NAN, "null" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_buf buf = { 0 };
        kb_json json = { .out = &buf };
        kb_json_real(&json, rows[i].in);
        expect(&buf, rows[i].out);
    }
}

static void test_offsets_count_code_points(void **state)
{
    kb_buf text = { 0 };
    kb_offsets bytes, points;
    (void)state;
    for (int i = 0; i < 300; i++) kb_buf_add_c(&text, i % 3 ? "\xe6\x97\xa5" : "a");
    assert_int_equal(kb_offsets_init(&bytes, kb_buf_str(&text), false, NULL), KB_OK);
    assert_int_equal(kb_offsets_init(&points, kb_buf_str(&text), true, NULL), KB_OK);
    size_t at = 0, count = 0;
    while (at < text.len) {
        assert_int_equal(kb_offsets_at(&bytes, at), at);
        assert_int_equal(kb_offsets_at(&points, at), count++);
        assert_true(kb_utf8_next(kb_buf_str(&text), &at) != 0xfffd);
    }
    assert_int_equal(kb_offsets_at(&points, text.len), 300);
    assert_int_equal(kb_offsets_at(&points, SIZE_MAX), 300);
    kb_offsets_clear(&bytes);
    kb_offsets_clear(&points);
    kb_buf_clear(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_strings_are_escaped),
        cmocka_unit_test(test_commas_stand_between_values_only),
        cmocka_unit_test(test_reals_are_short_and_read_back),
        cmocka_unit_test(test_offsets_count_code_points),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
