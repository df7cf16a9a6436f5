#include "text/charset.h"

#include "base/test.h"

/* bytes, label, text, sequences replaced, encoding taken */
typedef struct {
    kb_str bytes;
    const char *label;
    kb_str text;
    size_t replaced;
    const char *used;
} row;

static void test_bytes_become_valid_utf8(void **state)
{
    static const row rows[] = {
        { { "caf\xC3\xA9", 5 }, "", { "caf\xC3\xA9", 5 }, 0, "UTF-8" },
        { { "caf\xE9", 4 }, "", { "caf\xC3\xA9", 5 }, 0, "windows-1252" },   /* no UTF-8, no label */
        { { "caf\xE9", 4 }, "utf-8", { "caf\xEF\xBF\xBD", 6 }, 1, "UTF-8" }, /* told UTF-8: replaced */
        { { "\x93"
            "a\x94\x80",
            4 },
          "ISO-8859-1",
          { "“a”€", 10 },
          0,
          "windows-1252" },                                                /* WHATWG: latin1 is windows-1252 */
        { { "\xEF\xBB\xBFhi", 5 }, "shift_jis", { "hi", 2 }, 0, "UTF-8" }, /* the mark goes before the label */
        { { "\xFF\xFEh\0i\0", 6 }, "", { "hi", 2 }, 0, "UTF-16LE" },
        { { "\xFE\xFF\0h\0i", 6 }, "", { "hi", 2 }, 0, "UTF-16BE" },
        { { "\x83n", 2 }, " Shift_JIS ", { "ハ", 3 }, 0, "windows-31j" },
        { { "\xE2\x82", 2 }, "utf-8", { "\xEF\xBF\xBD", 3 }, 1, "UTF-8" }, /* a maximal subpart is one */
        { { "\xED\xA0\x80", 3 },
          "utf-8",
          { "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", 9 },
          3,
          "UTF-8" },                                           /* a surrogate is three */
        { { "a\0b", 3 }, "utf-8", { "a\0b", 3 }, 0, "UTF-8" }, /* NUL is a byte like others */
        { { "caf\xE9", 4 }, "no-such-label", { "caf\xC3\xA9", 5 }, 0, "windows-1252" },
        { { "", 0 }, "", { "", 0 }, 0, "UTF-8" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new(4096);
        kb_str out;
        size_t replaced = 99;
        const char *used = NULL;
        kb_status status =
            kb_charset_decode(rows[i].bytes, kb_str_of(rows[i].label), arena, &out, &replaced, &used, NULL);
        KB_ROW_INT(i, status, KB_OK);
        KB_ROW_STR(i, out, rows[i].text);
        KB_ROW_INT(i, replaced, rows[i].replaced);
        KB_ROW_STR(i, kb_str_of(used), kb_str_of(rows[i].used));
        kb_arena_free(arena);
    }
}

static void test_valid_prefix_ends_before_the_first_bad_byte(void **state)
{
    static const struct {
        kb_str s;
        size_t valid;
    } rows[] = {
        { { "abc", 3 }, 3 },
        { { "a\xC3\xA9", 3 }, 3 },
        { { "a\xC3", 2 }, 1 },
        { { "\xC0\xAF", 2 }, 0 },
        { { "\xF4\x90\x80\x80", 4 }, 0 },
        { { "\xF0\x9F\x98\x80", 4 }, 4 },
        { { "\xE0\x80\x80", 3 }, 0 },
        { { "", 0 }, 0 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) KB_ROW_INT(i, kb_utf8_valid(rows[i].s), rows[i].valid);
}

static void test_decoding_ends_at_the_arenas_limit(void **state)
{
    kb_arena *arena = kb_arena_new(16);
    kb_str out;
    size_t replaced;
    const char *used;
    kb_err err = { 0 };
    (void)state;
    assert_int_equal(kb_charset_decode(KB_STR("a long text that is not UTF-8: \xE9"), (kb_str){ 0 }, arena, &out,
                                       &replaced, &used, &err),
                     KB_ERR_LIMIT);
    assert_true(err.text[0] != 0);
    kb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_become_valid_utf8),
        cmocka_unit_test(test_valid_prefix_ends_before_the_first_bad_byte),
        cmocka_unit_test(test_decoding_ends_at_the_arenas_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
