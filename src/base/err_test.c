#include "base/err.h"

#include "base/test.h"

static void test_context_stands_before_the_message(void **state)
{
    kb_err err = { KB_OK, "" };
    (void)state;
    assert_int_equal(kb_fail(&err, KB_ERR_FORMAT, "byte %d: member ends early", 90412), KB_ERR_FORMAT);
    assert_int_equal(kb_context(&err, KB_ERR_FORMAT, "record %d", 118), KB_ERR_FORMAT);
    (void)kb_context(&err, KB_ERR_FORMAT, "news.warc");
    assert_string_equal(err.text, "news.warc: record 118: byte 90412: member ends early");
    assert_int_equal(err.status, KB_ERR_FORMAT);
}

static void test_without_an_err_the_status_still_comes(void **state)
{
    (void)state;
    assert_int_equal(kb_fail(NULL, KB_ERR_IO, "x"), KB_ERR_IO);
    assert_int_equal(kb_context(NULL, KB_ERR_BUSY, "x"), KB_ERR_BUSY);
}

static void test_control_characters_cannot_leave_the_line(void **state)
{
    kb_err err = { KB_OK, "" };
    (void)state;
    (void)kb_fail(&err, KB_ERR_IO, "a\nb\x1b[31mc\x7f");
    assert_string_equal(err.text, "a?b?[31mc?");
}

static void test_a_long_message_is_cut_and_stays_a_string(void **state)
{
    kb_err err = { KB_OK, "" };
    char name[2000];
    (void)state;
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = 0;
    (void)kb_fail(&err, KB_ERR_IO, "%s", name);
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
    (void)kb_context(&err, KB_ERR_IO, "%s", name);
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
}

static void test_a_long_context_leaves_room_for_the_message(void **state)
{
    kb_err err = { KB_OK, "" };
    char name[2000] = "";
    (void)state;
    for (size_t i = 0; i + 3 < sizeof name; i += 3) memcpy(name + i, "\xe2\x80\xa6", 4);
    for (size_t shift = 0; shift < 3; shift++) {
        (void)kb_fail(&err, KB_ERR_IO, "%.*s", (int)(4 + shift), "too long");
        (void)kb_context(&err, KB_ERR_IO, "%s", name);
        assert_int_equal(strlen(strstr(err.text, "...: too ")), 9 + shift);
        assert_int_equal((size_t)(strstr(err.text, "...") - err.text) % 3, 0);
    }
}

static void test_a_cut_message_ends_on_a_whole_character(void **state)
{
    kb_err err = { KB_OK, "" };
    char name[1200];
    (void)state;
    for (size_t shift = 0; shift < 3; shift++) { /* U+2026 is three bytes: one of the shifts is cut inside it */
        memset(name, 'n', shift);
        for (size_t i = shift; i + 3 < sizeof name; i += 3) memcpy(name + i, "\xe2\x80\xa6", 4);
        (void)kb_fail(&err, KB_ERR_IO, "%s", name);
        assert_int_equal((strlen(err.text) - shift) % 3, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_context_stands_before_the_message),
        cmocka_unit_test(test_without_an_err_the_status_still_comes),
        cmocka_unit_test(test_control_characters_cannot_leave_the_line),
        cmocka_unit_test(test_a_long_message_is_cut_and_stays_a_string),
        cmocka_unit_test(test_a_long_context_leaves_room_for_the_message),
        cmocka_unit_test(test_a_cut_message_ends_on_a_whole_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
