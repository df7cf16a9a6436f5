#include "show/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The conversions of a format, one letter each. */
static void conversions(const char *format, char out[32])
{
    size_t count = 0;
    for (const char *c = strchr(format, '%'); c && count < 31; c = strchr(c + 1, '%')) {
        c += 1 + strspn(c + 1, "0123456789.*-zl");
        out[count++] = *c;
        if (!*c) break;
    }
    out[count] = '\0';
}

static const kb_ui_word *const tables[] = { kb_ui_pages, kb_ui_words, kb_ui_help, kb_ui_messages };

static void test_translations_take_the_same_arguments(void **state)
{
    (void)state;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (const kb_ui_word *w = tables[t]; w->english; w++) {
            char english[32], indonesian[32];
            conversions(w->english, english);
            conversions(w->indonesian, indonesian);
            assert_string_equal(english, indonesian);
        }
}

static void stands_not_in(const kb_ui_word *word, const kb_ui_word *others)
{
    for (const kb_ui_word *w = others; w->english; w++) assert_string_not_equal(word->english, w->english);
}

static void test_no_word_stands_twice(void **state)
{
    (void)state;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (const kb_ui_word *w = tables[t]; w->english; w++) {
            stands_not_in(w, w + 1);
            for (size_t k = t + 1; k < sizeof tables / sizeof *tables; k++) stands_not_in(w, tables[k]);
        }
}

static void test_unknown_words_and_languages_stay_english(void **state)
{
    (void)state;
    assert_string_equal(kb_word_ui("id", "no such words"), "no such words");
    assert_string_equal(kb_word_ui("fr", "Options:"), "Options:");
    assert_string_equal(kb_word_ui(NULL, "Options:"), "Options:");
    assert_string_equal(kb_word_ui("id", "Options:"), "Opsi:");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_translations_take_the_same_arguments),
        cmocka_unit_test(test_no_word_stands_twice),
        cmocka_unit_test(test_unknown_words_and_languages_stay_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
