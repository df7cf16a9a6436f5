#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "story/copy.h"

static kb_text *text;

static int set_up(void **state)
{
    (void)state;
    return kb_text_open(&text, NULL) == KB_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    kb_text_close(text);
    return 0;
}

static kb_shingles shingles_of(kb_arena *arena, const char *words)
{
    kb_tokens tokens;
    kb_shingles out;
    assert_int_equal(kb_tokens_find(text, kb_str_of(words), NULL, arena, &tokens, NULL), KB_OK);
    assert_int_equal(kb_shingles_find(&tokens, arena, &out, NULL), KB_OK);
    return out;
}

#define RIVER "The river rose four metres overnight, the mayor of Tembalo said on Monday."

static void test_share_is_of_the_words_that_repeat(void **state)
{
    static const struct {
        const char *text, *other;
        double share;
        const char *why;
    } rows[] = {
        { RIVER, RIVER, 1, "a text repeats itself whole" },
        { RIVER, "THE RIVER rose four metres overnight - the mayor of Tembalo said on Monday", 1,
          "case and marks do not count" },
        { RIVER, "Nobody in the village had seen such water before.", 0, "nothing in common" },
        { "The river rose four", RIVER, 0, "fewer words than a shingle" },
        { "The river rose four metres and then fell again within hours", RIVER, 5.0 / 11, "five of eleven words" },
        { "", RIVER, 0, "an empty text" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_arena *arena = kb_arena_new(1 << 20);
        kb_shingles a = shingles_of(arena, rows[i].text), b = shingles_of(arena, rows[i].other);
        double share = -1;
        assert_int_equal(kb_copy_share(&a, &b, arena, &share, NULL), KB_OK);
        if (share < rows[i].share - 1e-9 || share > rows[i].share + 1e-9)
            fail_msg("row %zu (%s): %g, expected %g", i, rows[i].why, share, rows[i].share);
        kb_arena_free(arena);
    }
}

static void test_the_later_of_two_that_repeat_one_another_is_the_copy(void **state)
{
    (void)state;
    kb_arena *arena = kb_arena_new(1 << 20);
    kb_shingles texts[3] = { shingles_of(arena, RIVER), shingles_of(arena, RIVER " More rain is to come."),
                             shingles_of(arena, "Nobody in the village had seen such water before.") };
    kb_time published[3] = { { .seconds = 7200, .precision = KB_TIME_MINUTE },
                             { .seconds = 3600, .precision = KB_TIME_MINUTE },
                             { .seconds = 0, .precision = KB_TIME_MINUTE } };
    kb_copy copies[3];
    assert_int_equal(kb_copies_find(texts, published, 3, arena, copies, NULL, NULL), KB_OK);
    assert_int_equal(copies[0].of, 1);
    assert_int_equal(copies[1].of, UINT32_MAX);
    assert_int_equal(copies[2].of, UINT32_MAX);
    kb_arena_free(arena);
}

static void test_without_times_the_one_that_repeats_more_is_the_copy(void **state)
{
    (void)state;
    kb_arena *arena = kb_arena_new(1 << 20);
    kb_shingles texts[2] = { shingles_of(arena, RIVER " More rain is to come."), shingles_of(arena, RIVER) };
    kb_time published[2] = { { 0 }, { 0 } };
    kb_copy copies[2];
    assert_int_equal(kb_copies_find(texts, published, 2, arena, copies, NULL, NULL), KB_OK);
    assert_int_equal(copies[0].of, UINT32_MAX);
    assert_int_equal(copies[1].of, 0);
    kb_arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_share_is_of_the_words_that_repeat),
        cmocka_unit_test(test_the_later_of_two_that_repeat_one_another_is_the_copy),
        cmocka_unit_test(test_without_times_the_one_that_repeats_more_is_the_copy),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
