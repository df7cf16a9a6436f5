#include "read/encoding.h"

#include "base/test.h"

#define BYTES(literal) KB_STR(literal)
#define BAD "\xEF\xBF\xBD"
/* "Мост через реку Ворскла открыт" in windows-1251 */
#define BRIDGE_1251 \
    "\xCC\xEE\xF1\xF2 \xF7\xE5\xF0\xE5\xE7 \xF0\xE5\xEA\xF3 \xC2\xEE\xF0\xF1\xEA\xEB\xE0 \xEE\xF2\xEA\xF0\xFB\xF2"
#define BRIDGE "Мост через реку Ворскла открыт"

typedef struct {
    const char *label;
    kb_encoding_kind kind;
    kb_str bytes;
    const char *text, *encoding, *from;
    size_t replaced;
} row;

static void reads(const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        kb_arena *arena = kb_arena_new(1 << 20);
        kb_encoding found;
        kb_status status = kb_encoding_read(rows[i].bytes, kb_str_of(rows[i].label), rows[i].kind, arena, &found, NULL);
        KB_ROW_INT(i, status, KB_OK);
        KB_ROW_STR(i, found.text, kb_str_of(rows[i].text));
        KB_ROW_STR(i, kb_str_of(found.encoding), kb_str_of(rows[i].encoding));
        KB_ROW_STR(i, kb_str_of(found.from), kb_str_of(rows[i].from));
        KB_ROW_INT(i, found.replaced, rows[i].replaced);
        kb_arena_free(arena);
    }
}

static void test_what_is_stated_is_believed_in_its_order(void **state)
{
    static const row rows[] = {
        { "gbk", KB_ENCODING_HTML, BYTES("\xEF\xBB\xBF<meta charset=big5>é"), "<meta charset=big5>é", "UTF-8", "bom",
          0 },
        { "gbk", KB_ENCODING_HTML, BYTES("\xFF\xFEh\0i\0"), "hi", "UTF-16LE", "bom", 0 },
        { "koi8-r", KB_ENCODING_HTML, BYTES("<meta charset=windows-1251>\xEB"), "<meta charset=windows-1251>К",
          "KOI8-R", "http", 0 },
        { "no-such", KB_ENCODING_HTML, BYTES("<meta charset=windows-1251>\xEB"), "<meta charset=windows-1251>л",
          "windows-1251", "meta", 0 },
        { "", KB_ENCODING_HTML, BYTES("<?xml encoding='koi8-r'?>\xEB"), "<?xml encoding='koi8-r'?>К", "KOI8-R", "xml",
          0 },
        { "", KB_ENCODING_XML, BYTES("<?xml encoding='koi8-r'?><meta charset=gbk>\xEB"),
          "<?xml encoding='koi8-r'?><meta charset=gbk>К", "KOI8-R", "xml", 0 },
        { "latin1", KB_ENCODING_TEXT, BYTES("caf\xE9 \x96 th\xE9"), "café – thé", "windows-1252", "http", 0 },
        { "utf-8", KB_ENCODING_HTML, BYTES("caf\xC3\xA9"), "café", "UTF-8", "http", 0 },
        { "iso-2022-jp", KB_ENCODING_XML, BYTES("\x1B$B$O\x1B(B"), "は", "ISO-2022-JP", "http", 0 },
    };
    (void)state;
    reads(rows, KB_COUNT(rows));
}

static void test_what_nobody_states_is_found(void **state)
{
    static const row rows[] = {
        { "", KB_ENCODING_HTML, BYTES(""), "", "UTF-8", "valid", 0 },
        { "", KB_ENCODING_TEXT, BYTES("caf\xC3\xA9"), "café", "UTF-8", "valid", 0 },
        { "", KB_ENCODING_HTML, BYTES("caf\xE9"), "café", "windows-1252", "guessed", 0 },
        { "", KB_ENCODING_TEXT, BYTES("caf\xE9"), "caf" BAD, "UTF-8", "default", 1 }, /* one byte tells nothing */
        { "", KB_ENCODING_TEXT, BYTES("\x93Un caf\xE9\x94, dit-elle"), "“Un café”, dit-elle", "windows-1252", "guessed",
          0 },
        { "", KB_ENCODING_TEXT, BYTES(BRIDGE_1251), BRIDGE, "windows-1251", "guessed", 0 },
        { "", KB_ENCODING_HTML, BYTES("<p class=\xE9>\n<p>" BRIDGE_1251), "<p class=й>\n<p>" BRIDGE, "windows-1251",
          "guessed", 0 },
        { "", KB_ENCODING_TEXT, BYTES("<\0p\0>\0h\0i\0"), "<p>hi", "UTF-16LE", "guessed", 0 },
        { "", KB_ENCODING_TEXT, BYTES("\0<\0p\0>\0h\0i"), "<p>hi", "UTF-16BE", "guessed", 0 },
        { "", KB_ENCODING_TEXT, BYTES("\x1B$B$3$s$K$A$O\x1B(B"), "こんにちは", "ISO-2022-JP", "guessed", 0 },
        { "", KB_ENCODING_TEXT, BYTES("Th\xC3\xA9 et caf\xC3\xA9 \xC3\xA0 la gare de Vaud\xC3\xA9mont\xE2"),
          "Thé et café à la gare de Vaudémont" BAD, "UTF-8", "guessed", 1 },
    };
    (void)state;
    reads(rows, KB_COUNT(rows));
}

static void test_a_label_that_the_bytes_belie_is_not_believed(void **state)
{
    static const row rows[] = {
        { "latin1", KB_ENCODING_HTML, BYTES("caf\xC3\xA9, th\xC3\xA9, \xC3\xA9t\xC3\xA9"), "café, thé, été", "UTF-8",
          "valid", 0 },
        { "latin1", KB_ENCODING_HTML, BYTES(BRIDGE_1251), BRIDGE, "windows-1251", "guessed", 0 },
        { "utf-8", KB_ENCODING_HTML, BYTES(BRIDGE_1251), BRIDGE, "windows-1251", "guessed", 0 },
        { "utf-8", KB_ENCODING_HTML, BYTES("caf\xE9"), "caf" BAD, "UTF-8", "http", 1 },
        { "utf-16", KB_ENCODING_HTML, BYTES("<p>caf\xC3\xA9"), "<p>café", "UTF-8", "valid", 0 },
        { "iso-2022-kr", KB_ENCODING_HTML, BYTES("<p>plain"), "<p>plain", "UTF-8", "valid", 0 },
        /* Two letters of GBK that happen to be valid UTF-8. */
        { "gbk", KB_ENCODING_HTML, BYTES("\xC1\xAA\xCD\xA8"), "联通", "GBK", "http", 0 },
        /* One letter that fits no language of its encoding is no lie. */
        { "latin1", KB_ENCODING_HTML, BYTES("Ch\xE2teau \xF0 na\xEFvet\xE9 d\xE9j\xE0"), "Château ð naïveté déjà",
          "windows-1252", "http", 0 },
    };
    (void)state;
    reads(rows, KB_COUNT(rows));
}

static void test_reading_ends_at_the_arenas_limit(void **state)
{
    kb_arena *arena = kb_arena_new(64);
    kb_encoding found;
    kb_err err = { 0 };
    (void)state;
    assert_int_equal(kb_encoding_read(KB_STR(BRIDGE_1251 BRIDGE_1251 BRIDGE_1251), KB_STR("latin1"), KB_ENCODING_HTML,
                                      arena, &found, &err),
                     KB_ERR_LIMIT);
    assert_true(err.text[0] != 0);
    kb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_stated_is_believed_in_its_order),
        cmocka_unit_test(test_what_nobody_states_is_found),
        cmocka_unit_test(test_a_label_that_the_bytes_belie_is_not_believed),
        cmocka_unit_test(test_reading_ends_at_the_arenas_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
