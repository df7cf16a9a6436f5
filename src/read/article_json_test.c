#include "base/test.h"

#include "read/article_json.h"
#include "read/mend.h"

/* The member as jansson gives it of mended JSON, and as the short way does: strings and whole numbers, else "". */
static kb_str member(json_t *object, const char *key, char *room, size_t size)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_string(value)) return (kb_str){ json_string_value(value), json_string_length(value) };
    int len = json_is_integer(value) ? snprintf(room, size, "#%lld", (long long)json_integer_value(value)) : 0;
    return (kb_str){ room, (size_t)len };
}

static void test_short_way_gives_what_the_parser_gives(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "{\"text\":\"Banjir di Lewa.\"}",
        " { \"id\" : 17 , \"text\" : \"a\\nb \\\"c\\\" \\u00e9\\ud83d\\ude00\\/\\\\\" }\r\n",
        "{\"id\":123456789012345678901,\"text\":\"a\"}",
        "{\"id\":1e3,\"title\":\"t\",\"text\":\"a\"}",
        "{\"id\":-0,\"url\":null,\"text\":\"a\",\"seen\":[1,2.5,[],{},{\"a\":[true]}],\"lang\":\"id\"}",
        "{\"id\":\"x\",\"id\":[1],\"text\":\"a\",\"te\\u0078t\":\"b\"}",
        "{\"text\":\"é ü —\",\"title\":\"\"}",
    };
    static const char *const keys[] = { "id", "text", "title", "url", "lang" };
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf room = { 0 }, mended = { 0 };
        size_t replaced;
        char a[32], b[32];
        json_t *quick = kb_article_json(kb_str_of(rows[i]), &room);
        (void)kb_json_mend(kb_str_of(rows[i]), SIZE_MAX, &mended, &replaced);
        json_t *slow = json_loadb(mended.at, mended.len, JSON_ALLOW_NUL, NULL);
        if (!quick || !slow) fail_msg("row %zu: not read", i);
        for (size_t k = 0; k < KB_COUNT(keys); k++)
            KB_ROW_STR(i, member(quick, keys[k], a, sizeof a), member(slow, keys[k], b, sizeof b));
        json_decref(quick);
        json_decref(slow);
        kb_buf_clear(&room);
        kb_buf_clear(&mended);
    }
}

static void test_bylines_keep_their_shape(void **state)
{
    (void)state;
    kb_buf room = { 0 };
    json_t *object = kb_article_json(KB_STR("{\"byline\":[\"Rana\",{\"n\":\"Sutan\"}],\"text\":\"a\"}"), &room);
    assert_int_equal(json_array_size(json_object_get(object, "byline")), 2);
    json_decref(object);
    kb_buf_clear(&room);
}

static void test_what_is_no_plain_article_takes_the_long_way(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "",
        "{}",
        "[{\"text\":\"a\"}]",
        "{\"title\":\"a\"}",                          /* no words in "text" */
        "{\"text\":\"\"}",                            /* ... */
        "{\"text\":\"a\",\"text\":[\"b\"]}",          /* ...: the last counts */
        "{\"text\":\"a\",\"standard\":{\"name\":1}}", /* a shape of its own */
        "{\"text\":\"a\" \"b\":1}",                   /* faults: */
        "{\"text\":\"a\",}",
        "{\"text\":\"a\"} x",
        "{\"text\":\"a",
        "{\"text\":\"a\\",
        "{\"text\":\"a\\u00e",
        "{\"text\":\"a\\x\"}",
        "{\"text\":\"a\",\"n\":01}",
        "{\"text\":\"a\",\"n\":[1,2}",
        "{\"text\":\"a\",\"n\":{\"b\"}}",
        "{\"text\":\"a\",\"n\":tru}",
        "{\"text\":\"a\tb\"}", /* what is mended: */
        "{\"text\":\"a\xC3\"}",
        "{\"text\":\"\\ud83d\"}",
        "{\"text\":\"\\ud83d\\u0041\"}",
        "{\"text\":\"\\u0000\"}",
    };
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf room = { 0 };
        json_t *object = kb_article_json(kb_str_of(rows[i]), &room);
        if (object) fail_msg("row %zu was read", i);
        kb_buf_clear(&room);
    }
}

static void test_depth_has_an_end(void **state)
{
    (void)state;
    static const size_t depths[] = { 64, 65, 100000 };
    for (size_t i = 0; i < KB_COUNT(depths); i++) {
        kb_buf json = { 0 }, room = { 0 };
        kb_buf_add_c(&json, "{\"text\":\"a\",\"n\":");
        kb_buf_add_repeat(&json, '[', depths[i]);
        kb_buf_add_repeat(&json, ']', depths[i]);
        kb_buf_add_c(&json, "}");
        json_t *object = kb_article_json(kb_buf_str(&json), &room);
        KB_ROW_INT(i, object != NULL, depths[i] <= 64);
        json_decref(object);
        kb_buf_clear(&json);
        kb_buf_clear(&room);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_way_gives_what_the_parser_gives),
        cmocka_unit_test(test_bylines_keep_their_shape),
        cmocka_unit_test(test_what_is_no_plain_article_takes_the_long_way),
        cmocka_unit_test(test_depth_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
