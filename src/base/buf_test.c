#include "base/buf.h"

#include "base/test.h"

typedef struct {
    char bytes[64];
    size_t len;
    kb_status answer;
} kept;

static kb_status keep(void *user, const char *at, size_t len)
{
    kept *k = user;
    if (k->answer != KB_OK) return k->answer;
    assert_true(k->len + len < sizeof k->bytes);
    memcpy(k->bytes + k->len, at, len);
    k->len += len;
    return KB_OK;
}

static void test_pieces_stand_one_after_the_other(void **state)
{
    kb_buf buf = { 0 };
    (void)state;
    kb_buf_add(&buf, KB_STR("a\0b"));
    kb_buf_add_c(&buf, "-c");
    kb_buf_add_char(&buf, 'd');
    kb_buf_add_repeat(&buf, '.', 3);
    kb_buf_add_repeat(&buf, 'x', 0);
    kb_buf_print(&buf, "%d%s", 42, "");
    kb_buf_print(&buf, "%s", "");
    kb_buf_add_int(&buf, 0);
    kb_buf_add_int(&buf, INT64_MIN);
    kb_buf_add_int(&buf, INT64_MAX);
    KB_ROW_STR(0, kb_buf_str(&buf), KB_STR("a\0b-cd...420-92233720368547758089223372036854775807"));
    kb_buf_clear(&buf);
    assert_int_equal(buf.len, 0);
    kb_buf_add_c(&buf, "again");
    KB_ROW_STR(1, kb_buf_str(&buf), KB_STR("again"));
    kb_buf_clear(&buf);
}

static void test_it_grows_past_its_first_room(void **state)
{
    kb_buf buf = { 0 };
    (void)state;
    for (int i = 0; i < 10000; i++) kb_buf_print(&buf, "%05d", i);
    assert_int_equal(buf.len, 50000);
    KB_ROW_STR(0, kb_str_part(kb_buf_str(&buf), kb_span_of(49995, 50000)), KB_STR("09999"));
    kb_buf_clear(&buf);
}

static void test_flush_hands_over_once(void **state)
{
    kb_buf buf = { 0 };
    kept k = { .len = 0 };
    const kb_sink sink = { keep, &k };
    (void)state;
    kb_buf_add_c(&buf, "one line\n");
    assert_int_equal(kb_buf_flush(&buf, &sink, NULL), KB_OK);
    assert_int_equal(kb_buf_flush(&buf, &sink, NULL), KB_OK);
    KB_ROW_STR(0, ((kb_str){ k.bytes, k.len }), KB_STR("one line\n"));
    kb_buf_clear(&buf);
}

static void test_flush_gives_what_the_sink_says(void **state)
{
    kb_buf buf = { 0 };
    kept k = { .answer = KB_ERR_IO };
    const kb_sink sink = { keep, &k };
    kb_err err = { KB_OK, "" };
    (void)state;
    kb_buf_add_c(&buf, "lost");
    assert_int_equal(kb_buf_flush(&buf, &sink, &err), KB_ERR_IO);
    assert_true(err.text[0] != 0);
    kb_buf_clear(&buf);
}

static void test_after_a_failed_growth_nothing_is_written_and_flush_says_so(void **state)
{
    kb_buf buf = { 0 };
    kept k = { .len = 0 };
    const kb_sink sink = { keep, &k };
    (void)state;
    kb_buf_add_c(&buf, "begin");
    kb_buf_add_repeat(&buf, 'x', SIZE_MAX / 2);
    assert_true(buf.failed);
    kb_buf_add_c(&buf, "end");
    KB_ROW_STR(0, kb_buf_str(&buf), KB_STR("begin"));
    assert_int_equal(kb_buf_flush(&buf, &sink, NULL), KB_ERR_MEMORY);
    assert_int_equal(k.len, 0);
    kb_buf_clear(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_stand_one_after_the_other),
        cmocka_unit_test(test_it_grows_past_its_first_room),
        cmocka_unit_test(test_flush_hands_over_once),
        cmocka_unit_test(test_flush_gives_what_the_sink_says),
        cmocka_unit_test(test_after_a_failed_growth_nothing_is_written_and_flush_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
