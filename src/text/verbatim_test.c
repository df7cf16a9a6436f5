#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text/verbatim.h"

static void test_texts_that_are_set_anew_have_the_same_words(void **state)
{
    static const struct {
        const char *a, *b;
        size_t words; /* of both; 0: they differ */
        const char *why;
    } rows[] = {
        { "Jum’at pagi", "JUM'AT  PAGI", 3, "case, apostrophe, spaces" },
        { "“Datang,” katanya", "\"Datang\" katanya.", 2, "marks" },
        { "masalah-masalah", "masalah masalah", 2, "hyphens" },
        { "caf\xc3\xa9", "cafe\xcc\x81", 1, "composed and decomposed" },
        { "caf\xc3\xa9", "cafe", 0, "an accent is another letter" },
        { "Stra\xc3\x9f"
          "e",
          "STRASSE", 1, "full case folding" },
        { "ho\xc2\xadtel", "hotel", 1, "a soft hyphen is not seen" },
        { "\xef\xbc\xa1\xef\xbc\xa2", "ab", 1, "full width" },
        { "\xe5\x9c\xb0\xe9\x9c\x87\xe3\x80\x82", "\xe5\x9c\xb0 \xe9\x9c\x87", 2, "Han: each character" },
        { "\xd0\x9c\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0", "\xd0\xbc\xd0\xbe\xd1\x81\xd0\xba\xd0\xb2\xd0\xb0", 1,
          "Cyrillic" },
        { "10.000 orang", "10,000 orang", 3, "separators" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_arena *arena = kb_arena_new(1 << 20);
        kb_verbatim a, b;
        assert_int_equal(kb_verbatim_find(kb_str_of(rows[i].a), arena, &a, NULL), KB_OK);
        assert_int_equal(kb_verbatim_find(kb_str_of(rows[i].b), arena, &b, NULL), KB_OK);
        bool same = a.count == b.count;
        for (size_t w = 0; w < a.count && same; w++) same = a.at[w].hash == b.at[w].hash;
        if (same != (rows[i].words > 0)) fail_msg("row %zu (%s): %zu, %zu words", i, rows[i].why, a.count, b.count);
        if (same) assert_int_equal(a.count, rows[i].words);
        kb_arena_free(arena);
    }
}

static void test_spans_lie_on_borders_and_quotes_are_marked(void **state)
{
    kb_str s = KB_STR("Ia berkata \xe2\x80\x9cpulang se\xc3\xb1or\xe2\x80\x9d lalu \"tidur\nBaris baru");
    kb_arena *arena = kb_arena_new(1 << 20);
    kb_verbatim words;
    (void)state;
    assert_int_equal(kb_verbatim_find(s, arena, &words, NULL), KB_OK);
    assert_int_equal(words.count, 8);
    for (size_t i = 0; i < words.count; i++) {
        assert_true(kb_utf8_border(s, words.at[i].begin) && kb_utf8_border(s, words.at[i].end));
        bool quoted = i == 2 || i == 3; /* the mark before \"tidur\" is never closed */
        bool line = i == 0 || i == 6;
        assert_int_equal(words.at[i].flags, (quoted ? KB_VERBATIM_QUOTED : 0) | (line ? KB_VERBATIM_LINE : 0));
    }
    const bool leave[8] = { false, true, true, false, false, false, false, false };
    kb_verbatim_leave(&words, leave);
    assert_int_equal(words.count, 6);
    assert_true(words.at[1].flags & KB_VERBATIM_GAP);
    assert_false(words.at[2].flags & KB_VERBATIM_GAP);
    kb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_that_are_set_anew_have_the_same_words),
        cmocka_unit_test(test_spans_lie_on_borders_and_quotes_are_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
