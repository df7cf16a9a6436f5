#include "text/letter.h"

#include "base/test.h"

static void test_ligatures_and_forms_are_the_letters_they_stand_for(void **state)
{
    static const struct {
        uint32_t c;
        const char *plain;
    } rows[] = {
        { 0xFB01, "fi" },
        { 0xFB03, "ffi" },
        { 0xFB06, "st" },
        { 0xFEDF, "\u0644" },
        { 0xFEFB, "\u0644\u0627" }, /* lam, lam with alef */
        { 'f', "" },
        { 0x2460, "" }, /* a circled one is no ligature */
        { 0xFD3E, "" },
        { 0xFDD0, "" },
    };
    char to[KB_LETTER_BYTES_MAX];
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        size_t len = kb_letter_plain(rows[i].c, to);
        KB_ROW_STR(i, ((kb_str){ to, len }), kb_str_of(rows[i].plain));
    }
    for (uint32_t c = 0; c <= 0xFFFF; c++) assert_true(kb_letter_plain(c, to) <= KB_LETTER_BYTES_MAX);
}

static void test_small_letters_of_any_script_are_small(void **state)
{
    (void)state;
    assert_true(kb_letter_small('a') && kb_letter_small(0xE9) && kb_letter_small(0x436) && kb_letter_small(0x3C9));
    assert_false(kb_letter_small('A') || kb_letter_small(0xC9) || kb_letter_small('1') || kb_letter_small(0x4E00));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ligatures_and_forms_are_the_letters_they_stand_for),
        cmocka_unit_test(test_small_letters_of_any_script_are_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
