#include "text/charset.h"

#include "base/test.h"

#include <stdlib.h>

/* label, bytes, text, errors; how the standard's decoders go on behind one */
typedef struct {
    const char *label;
    kb_str bytes;
    const char *text;
    size_t replaced;
} row;
#define BYTES(literal) KB_STR(literal)
#define BAD "\xEF\xBF\xBD"

static void decodes_to(const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        kb_arena *arena = kb_arena_new(65536);
        kb_str out;
        size_t replaced = 99;
        kb_charset charset = kb_charset_find(kb_str_of(rows[i].label));
        KB_ROW_INT(i, charset != KB_CHARSET_NONE, true);
        KB_ROW_INT(i, kb_charset_decode(rows[i].bytes, charset, arena, &out, &replaced, NULL), KB_OK);
        KB_ROW_STR(i, out, kb_str_of(rows[i].text));
        KB_ROW_INT(i, replaced, rows[i].replaced);
        kb_arena_free(arena);
    }
}

static void test_labels_are_found_in_any_case_and_within_white_space(void **state)
{
    static const struct {
        const char *label, *name;
    } rows[] = {
        { "utf-8", "UTF-8" },
        { " UTF8\n", "UTF-8" },
        { "ISO-8859-1", "windows-1252" },
        { "us-ascii", "windows-1252" },
        { "latin5", "windows-1254" },
        { "tis-620", "windows-874" },
        { "x-x-big5", "Big5" },
        { "GB2312", "GBK" },
        { "ks_c_5601-1987", "EUC-KR" },
        { "x-sjis", "Shift_JIS" },
        { "hz-gb-2312", "replacement" },
        { "unicode", "UTF-16LE" },
        { "logical", "ISO-8859-8-I" },
        { "x-cp1251", "windows-1251" },
        { "utf-7", "" },
        { "\xC2\xA0utf-8", "" },
        { "", "" },
        { "an_unreasonably_long_label_that_nobody_uses", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        KB_ROW_STR(i, kb_str_of(kb_charset_name(kb_charset_find(kb_str_of(rows[i].label)))), kb_str_of(rows[i].name));
    assert_int_equal(kb_charset_find(KB_STR("utf-8\0")), KB_CHARSET_NONE);
}

static void test_single_bytes_are_read_by_the_standards_tables(void **state)
{
    static const row rows[] = {
        { "latin1",
          BYTES("\x93"
                "a\x94\x80\x81"),
          "“a”€\xC2\x81", 0 }, /* latin1 is windows-1252, with its five controls */
        { "windows-1251", BYTES("\xCA\xE0\xE1\xE0\xF0\x98"), "Кабар\xC2\x98", 0 },
        { "koi8-u", BYTES("\xEB\xC1\xC2\xC1\xD2\xA4\xAE"), "Кабарєў", 0 },
        { "ibm866", BYTES("\x8A\xA0\xA1\xA0\xE0"), "Кабар", 0 },
        { "x-mac-cyrillic", BYTES("\x8A\xE0\xE1\xE0\xF0"), "Кабар", 0 },
        { "iso-8859-2",
          BYTES("\xA3\xF3"
                "d\xBC"),
          "Łódź", 0 },
        { "windows-1253", BYTES("\xAA\xE1\xFF"), BAD "α" BAD, 2 }, /* holes */
        { "iso-8859-8-i", BYTES("\xF9\xEC\xA1"), "של" BAD, 1 },
        { "windows-874", BYTES("\xA1\xDB"), "ก" BAD, 1 },
        { "macintosh", BYTES("\x8E\xF0"), "é\xEF\xA3\xBF", 0 },
        { "x-user-defined", BYTES("a\x80\xFF"), "a\xEF\x9E\x80\xEF\x9F\xBF", 0 },
        { "replacement", BYTES("any bytes"), BAD, 1 },
    };
    (void)state;
    decodes_to(rows, KB_COUNT(rows));
}

static void test_bad_utf8_is_replaced_by_maximal_subparts(void **state)
{
    static const row rows[] = {
        { "utf-8", BYTES("caf\xC3\xA9"), "café", 0 },
        { "utf-8", BYTES("caf\xE9"), "caf" BAD, 1 },
        { "utf-8", BYTES("\xE2\x82"), BAD, 1 },
        { "utf-8",
          BYTES("\xE2\x82"
                "a"),
          BAD "a", 1 },
        { "utf-8", BYTES("\xED\xA0\x80"), BAD BAD BAD, 3 }, /* a surrogate */
        { "utf-8", BYTES("\xF0\x80\x80\x41"), BAD BAD BAD "A", 3 },
        { "utf-8", BYTES("\xF0\x9F\x98\xE2\x98\x83"), BAD "☃", 1 },
    };
    (void)state;
    decodes_to(rows, KB_COUNT(rows));
}

static void test_utf16_takes_lone_halves_and_a_byte_too_many_as_errors(void **state)
{
    static const row rows[] = {
        { "utf-16", BYTES("h\0i\0"), "hi", 0 },
        { "utf-16be", BYTES("\0h\x26\x03"), "h☃", 0 },
        { "utf-16le", BYTES("\x3D\xD8\x00\xDE"), "😀", 0 },
        { "utf-16le", BYTES("\x3D\xD8h\0"), BAD "h", 1 },
        { "utf-16le", BYTES("\x3D\xD8\x3D\xD8\x00\xDE"), BAD "😀", 1 },
        { "utf-16le", BYTES("\x00\xDEh\0"), BAD "h", 1 },
        { "utf-16le", BYTES("h\0i"), "h" BAD, 1 },
        { "utf-16le", BYTES("\x3D\xD8i"), BAD, 1 },
    };
    (void)state;
    decodes_to(rows, KB_COUNT(rows));
}

static void test_pairs_are_read_as_the_standard_says_and_ascii_behind_an_error_is_kept(void **state)
{
    static const row rows[] = {
        { "shift_jis", BYTES("\x83n\xC6\x80\xA0\xFD"), "ハﾆ\xC2\x80" BAD BAD, 2 },
        { "shift_jis", BYTES("\x81<\x81\xFF\xF0\x40\x87\x40\x81"), BAD "<" BAD "\xEE\x80\x80①" BAD, 3 },
        { "euc-jp", BYTES("\xA4\xCF\x8E\xC6\x8F\xB0\xA1\x8F\xA1<\x8E<\x80"), "はﾆ丂" BAD "<" BAD "<" BAD, 3 },
        { "euc-jp", BYTES("\x8F\xB0"), BAD, 1 },
        { "iso-2022-jp", BYTES("a\x1B$B$O\x1B(J\\~\x1B(I1\x1B(Bb"), "aは¥‾ｱb", 0 },
        { "iso-2022-jp", BYTES("\x1B$B\x1B(B"), BAD, 1 }, /* nothing between two escapes */
        { "iso-2022-jp", BYTES("\x1B$B$\x1B(Bx"), BAD "x", 1 },
        { "iso-2022-jp", BYTES("\x1B$Ax\x0E\x80"), BAD "$Ax" BAD BAD, 3 },
        { "gbk", BYTES("\xD6\xD0\x80\x81<\xFF\x81"), "中€" BAD "<" BAD BAD, 3 },
        { "gb18030", BYTES("\x81\x30\x81\x30\x94\x39\xDA\x33\xA6\xD9\xA8\xBC\x81\x35\xF4\x37"),
          "\xC2\x80"
          "💩︐ḿ\xEE\x9F\x87",
          0 },
        { "gb18030", BYTES("\x81\x30\x81<"), BAD "0" BAD "<", 2 },
        { "gb18030", BYTES("\x81\x30<"), BAD "0<", 1 },
        { "gb18030", BYTES("\xFE\x39\xFE\x39x"), BAD "x", 1 },
        { "gb18030", BYTES("\x81\x30\x81"), BAD, 1 },
        { "big5", BYTES("\xA4\xA4\x88\x62\x88\xA5\x81\x41<\x81<\x81"), "中Ê̄ê̌" BAD "A<" BAD "<" BAD, 3 },
        { "big5-hkscs", BYTES("\x95\xEE\xFE\xFE"), "𤩂秔", 0 },
        { "euc-kr", BYTES("\xC7\xD1\x81\x41\x81<\xC9\xA1\x80"), "한갂" BAD "<" BAD BAD, 3 },
    };
    (void)state;
    decodes_to(rows, KB_COUNT(rows));
}

static void test_a_mark_tells_the_encoding(void **state)
{
    static const struct {
        kb_str bytes;
        kb_charset charset;
        size_t mark;
    } rows[] = {
        { BYTES("\xEF\xBB\xBFhi"), KB_CHARSET_UTF_8, 3 },
        { BYTES("\xFF\xFEh\0"), KB_CHARSET_UTF_16LE, 2 },
        { BYTES("\xFE\xFF\0h"), KB_CHARSET_UTF_16BE, 2 },
        { BYTES("\xEF\xBB"), KB_CHARSET_NONE, 0 },
        { BYTES(""), KB_CHARSET_NONE, 0 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        size_t mark = 99;
        KB_ROW_INT(i, kb_charset_marked(rows[i].bytes, &mark), rows[i].charset);
        KB_ROW_INT(i, mark, rows[i].mark);
    }
}

static void test_decoding_ends_at_the_arenas_limit(void **state)
{
    kb_arena *arena = kb_arena_new(16);
    kb_str out;
    size_t replaced;
    kb_err err = { 0 };
    (void)state;
    assert_int_equal(kb_charset_decode(KB_STR("a long text in windows-1252: \xE9"), KB_CHARSET_WINDOWS_1252, arena,
                                       &out, &replaced, &err),
                     KB_ERR_LIMIT);
    assert_true(err.text[0] != 0);
    kb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_labels_are_found_in_any_case_and_within_white_space),
        cmocka_unit_test(test_single_bytes_are_read_by_the_standards_tables),
        cmocka_unit_test(test_bad_utf8_is_replaced_by_maximal_subparts),
        cmocka_unit_test(test_utf16_takes_lone_halves_and_a_byte_too_many_as_errors),
        cmocka_unit_test(test_pairs_are_read_as_the_standard_says_and_ascii_behind_an_error_is_kept),
        cmocka_unit_test(test_a_mark_tells_the_encoding),
        cmocka_unit_test(test_decoding_ends_at_the_arenas_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
