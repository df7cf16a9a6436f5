#include "read/literal.h"

#include "base/test.h"

static void test_what_scripts_write_becomes_json(void **state)
{
    static const struct {
        const char *script, *json;
    } rows[] = {
        { "{\"a\":[1,-2.5e3,true,null]}", "{\"a\":[0,0,true,null]}" },
        { "{a:'it\\'s',$b_1:`two\nlines`,\"c\":undefined}",
          "{\"a\":\"it's\",\"$b_1\":\"two\\u000alines\",\"c\":null}" },
        { "[1,,2,]", "[0,0]" },
        { "{a:!0,b:!1,c:void 0,d:NaN,}", "{\"a\":true,\"b\":false,\"c\":null,\"d\":null}" },
        { "{at:new Date(\"2025-03-04\"),n:1}", "{\"at\":\"2025-03-04\",\"n\":0}" },
        { "{/* first */a:\"\\x41\\u00e9\\ud83d\\ude00\", // last\n b:[]}", "{\"a\":\"A\u00e9\U0001F600\",\"b\":[]}" },
        { "[\"\\ud83d\",\"\\u0000\",\"\\/\"]", "[\"\uFFFD\",\"\uFFFD\",\"/\"]" },
        { "{1:\"x\"}", "{\"0\":\"x\"}" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf out = { 0 }, script = { 0 };
        bool whole;
        kb_buf_print(&script, "x=%s;f({})", rows[i].script);
        KB_ROW_INT(i, kb_literal_json(kb_buf_str(&script), 2, &out, &whole), 2 + strlen(rows[i].script));
        KB_ROW_INT(i, whole, true);
        KB_ROW_STR(i, kb_buf_str(&out), kb_str_of(rows[i].json));
        kb_buf_clear(&out);
        kb_buf_clear(&script);
    }
}

static void test_what_is_no_data_ends_it(void **state)
{
    static const char *const rows[] = { "{a:function(){}}", "{a:b}", "[1", "{\"a\":\"",
                                        "{a:c.d}",          "{]",    "[)", "{a:f(1)}" };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf out = { 0 };
        bool whole;
        kb_buf_add_c(&out, "x");
        size_t end = kb_literal_json(kb_str_of(rows[i]), 0, &out, &whole);
        KB_ROW_INT(i, whole, false);
        KB_ROW_INT(i, end > 0 && end <= strlen(rows[i]), true);
        KB_ROW_STR(i, kb_buf_str(&out), KB_STR("x"));
        kb_buf_clear(&out);
    }
}

static void test_depth_is_limited(void **state)
{
    kb_buf deep = { 0 }, out = { 0 };
    bool whole;
    (void)state;
    kb_buf_add_repeat(&deep, '[', KB_LITERAL_DEPTH_MAX + 1);
    kb_buf_add_repeat(&deep, ']', KB_LITERAL_DEPTH_MAX + 1);
    (void)kb_literal_json(kb_buf_str(&deep), 0, &out, &whole);
    assert_false(whole);
    (void)kb_literal_json(kb_buf_str(&deep), 1, &out, &whole);
    assert_true(whole);
    kb_buf_clear(&deep);
    kb_buf_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_scripts_write_becomes_json),
        cmocka_unit_test(test_what_is_no_data_ends_it),
        cmocka_unit_test(test_depth_is_limited),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
