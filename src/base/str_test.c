#include "base/test.h"

static void test_part_of_any_span_is_safe(void **state)
{
    static const struct {
        kb_span span;
        const char *expected;
    } rows[] = {
        { { 0, 5 }, "kabar" }, { { 1, 3 }, "ab" }, { { 3, 99 }, "ar" },
        { { 99, 100 }, "" },   { { 4, 2 }, "" },   { { SIZE_MAX, SIZE_MAX }, "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        KB_ROW_STR(i, kb_str_part(KB_STR("kabar"), rows[i].span), kb_str_of(rows[i].expected));
    assert_int_equal(kb_str_part((kb_str){ NULL, 0 }, kb_span_of(0, 5)).len, 0);
}

static void test_order_is_by_bytes_and_the_shorter_first(void **state)
{
    static const struct {
        const char *a, *b;
        int sign;
    } rows[] = {
        { "a", "b", -1 }, { "ab", "a", 1 }, { "", "", 0 }, { "", "a", -1 }, { "\xc3\xa9", "z", 1 }, { "abc", "abc", 0 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        int order = kb_str_compare(kb_str_of(rows[i].a), kb_str_of(rows[i].b));
        KB_ROW_INT(i, (order > 0) - (order < 0), rows[i].sign);
    }
}

static void test_ascii_case_is_set_aside_and_other_bytes_are_not(void **state)
{
    (void)state;
    assert_true(kb_str_equal_ascii(KB_STR("UTF-8"), KB_STR("utf-8")));
    assert_false(kb_str_equal_ascii(KB_STR("UTF-8"), KB_STR("utf_8")));
    assert_false(kb_str_equal_ascii(KB_STR("\xc3\x89"), KB_STR("\xc3\xa9")));
    assert_false(kb_str_equal_ascii(KB_STR("@["), KB_STR("`{"))); /* one bit apart, but no letters */
}

static void test_find_gives_the_first_place_at_or_after_from(void **state)
{
    static const struct {
        const char *s, *needle;
        size_t from, expected;
    } rows[] = {
        { "abcabc", "abc", 0, 0 },
        { "abcabc", "abc", 1, 3 },
        { "abcabc", "abc", 4, SIZE_MAX },
        { "aaab", "aab", 0, 1 },
        { "abc", "", 3, 3 },
        { "abc", "", 4, SIZE_MAX },
        { "", "a", 0, SIZE_MAX },
        { "abc", "abcd", 0, SIZE_MAX },
        { "xxab", "ab", 0, 2 },
        { "abc", "c", 99, SIZE_MAX },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        KB_ROW_INT(i, kb_str_find(kb_str_of(rows[i].s), kb_str_of(rows[i].needle), rows[i].from), rows[i].expected);
}

static void test_trim_takes_white_space_at_both_ends_only(void **state)
{
    (void)state;
    KB_ROW_STR(0, kb_str_trim(KB_STR(" \t\r\n a b \n")), KB_STR("a b"));
    KB_ROW_STR(1, kb_str_trim(KB_STR("   ")), KB_STR(""));
    KB_ROW_STR(2, kb_str_trim((kb_str){ NULL, 0 }), KB_STR(""));
}

static void test_next_gives_every_part_and_the_empty_ones_too(void **state)
{
    static const char *const expected[] = { "a", "", "bc", "" };
    kb_str rest = KB_STR("a,,bc,"), part;
    size_t n = 0;

    (void)state;
    for (; kb_str_next(&rest, ',', &part); n++) {
        assert_true(n < KB_COUNT(expected));
        KB_ROW_STR(n, part, kb_str_of(expected[n]));
    }
    assert_int_equal(n, KB_COUNT(expected));
}

static void test_the_last_word_is_all_where_there_is_no_space(void **state)
{
    (void)state;
    KB_ROW_STR(0, kb_str_last_word(KB_STR("rana adi sutan")), KB_STR("sutan"));
    KB_ROW_STR(1, kb_str_last_word(KB_STR("sutan")), KB_STR("sutan"));
    KB_ROW_STR(2, kb_str_last_word(KB_STR("sutan ")), KB_STR(""));
    KB_ROW_STR(3, kb_str_last_word((kb_str){ NULL, 0 }), KB_STR(""));
}

static void test_a_number_must_be_all_of_the_text_and_fit(void **state)
{
    static const struct {
        const char *s;
        bool good;
        int64_t expected;
    } rows[] = {
        { "0", true, 0 },
        { "-17", true, -17 },
        { "9223372036854775807", true, INT64_MAX },
        { "9223372036854775808", false, 0 },
        { "99999999999999999999", false, 0 },
        { "", false, 0 },
        { "-", false, 0 },
        { "1 ", false, 0 },
        { "+1", false, 0 },
        { "1.5", false, 0 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        int64_t got = 0;
        KB_ROW_INT(i, kb_str_int(kb_str_of(rows[i].s), &got), rows[i].good);
        if (rows[i].good) KB_ROW_INT(i, got, rows[i].expected);
    }
}

static void test_starts_and_ends_know_the_empty_view(void **state)
{
    (void)state;
    assert_true(kb_str_starts(KB_STR("abc"), KB_STR("")));
    assert_true(kb_str_ends((kb_str){ NULL, 0 }, (kb_str){ NULL, 0 }));
    assert_true(kb_str_ends(KB_STR("abc"), KB_STR("bc")));
    assert_false(kb_str_starts(KB_STR("ab"), KB_STR("abc")));
}

static void test_spans_that_touch_do_not_overlap(void **state)
{
    (void)state;
    assert_false(kb_span_overlap(kb_span_of(0, 3), kb_span_of(3, 5)));
    assert_true(kb_span_overlap(kb_span_of(0, 4), kb_span_of(3, 5)));
    assert_true(kb_span_inside(kb_span_of(3, 5), kb_span_of(3, 5)));
    assert_false(kb_span_inside(kb_span_of(2, 5), kb_span_of(3, 5)));
    assert_int_equal(kb_span_len(kb_span_of(5, 3)), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_part_of_any_span_is_safe),
        cmocka_unit_test(test_order_is_by_bytes_and_the_shorter_first),
        cmocka_unit_test(test_ascii_case_is_set_aside_and_other_bytes_are_not),
        cmocka_unit_test(test_find_gives_the_first_place_at_or_after_from),
        cmocka_unit_test(test_trim_takes_white_space_at_both_ends_only),
        cmocka_unit_test(test_next_gives_every_part_and_the_empty_ones_too),
        cmocka_unit_test(test_the_last_word_is_all_where_there_is_no_space),
        cmocka_unit_test(test_a_number_must_be_all_of_the_text_and_fit),
        cmocka_unit_test(test_starts_and_ends_know_the_empty_view),
        cmocka_unit_test(test_spans_that_touch_do_not_overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
