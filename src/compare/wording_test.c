#include "compare/wording.h"

#include "base/buf.h"
#include "base/test.h"

#define HOUR INT64_C(3600)
#define DAY (24 * HOUR)

/* ---- which sayings are one ---- */

static void test_sayings_of_one_speaker_meet_by_their_words(void **state)
{
    static const struct {
        const char *a, *b;
        int64_t later;
        bool denied, same_article, one;
    } rows[] = {
        { "Tents have been standing since dawn", "tents have been standing since dawn.", 0, false, false, true },
        { "Tents have been standing since dawn, and rice will come", "the tents stand since dawn", 0, false, false,
          false },
        { "Tents have been standing since dawn, and rice came", "have been standing since dawn", HOUR, false, false,
          true },
        { "We will rebuild the bridge of Waikoro", "We shall rebuild the bridge of Waikoro", HOUR, false, false, true },
        { "We will rebuild", "We will rebuild", DAY, false, false, true },
        { "We will rebuild", "We will rebuild everything", DAY, false, false,
          false }, /* three words are found anywhere */
        { "We will rebuild the bridge", "We will rebuild the bridge", 30 * DAY, false, false, false },
        { "the dam was opened at night", "the dam was opened at night", 0, true, false, false },
        { "8 people died in the village", "11 people died in the village", HOUR, false, false, false },
        { "8 people died in the village", "people died in the village", HOUR, false, false, true },
        { "Tents have been standing since dawn, and rice came", "have been standing since dawn", 0, false, true,
          false },
        { "rice will come by boat", "Rice will come by boat!", 0, false, true, true },
        { "Jum'at kami berangkat ke Alor bersama", "Jum’at kami berangkat ke Alor bersama", 0, false, false, true },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_saying sayings[] = { { .words = kb_str_of(rows[i].a), .at = DAY, .article = 1 },
                                      { .words = kb_str_of(rows[i].b),
                                        .at = DAY + rows[i].later,
                                        .article = rows[i].same_article ? 1 : 2,
                                        .against = rows[i].denied } };
        uint32_t group[2];
        kb_arena *arena = kb_arena_new(1 << 20);
        assert_int_equal(kb_sayings_group(sayings, 2, arena, group, NULL), KB_OK);
        KB_ROW_INT(i, group[0], 0);
        KB_ROW_INT(i, group[1], rows[i].one ? 0 : 1);
        kb_arena_free(arena);
    }
}

static void test_a_third_joins_the_first_of_two(void **state)
{
    const kb_saying sayings[] = {
        { .words = KB_STR("nobody was hurt by the fire in the port"), .at = 0, .article = 1 },
        { .words = KB_STR("the crane will be pulled down tomorrow morning"), .at = HOUR, .article = 2 },
        { .words = KB_STR("Nobody was hurt by that fire in the port"), .at = 2 * HOUR, .article = 3 },
        { .words = KB_STR("nobody was hurt by that fire in the old port"), .at = 3 * HOUR, .article = 4 }
    };
    const uint32_t expected[] = { 0, 1, 0, 0 };
    uint32_t group[4];
    (void)state;
    kb_arena *arena = kb_arena_new(1 << 20);
    assert_int_equal(kb_sayings_group(sayings, 4, arena, group, NULL), KB_OK);
    for (size_t i = 0; i < 4; i++) KB_ROW_INT(i, group[i], expected[i]);
    assert_int_equal(kb_sayings_group(sayings, 0, arena, group, NULL), KB_OK);
    kb_arena_free(arena);
}

/* ---- how wording differs ---- */

static void test_what_differs_is_told_word_by_word(void **state)
{
    static const struct {
        const char *a, *b, *runs; /* "=both -a alone +b alone" */
    } rows[] = {
        { "one two three", "One, two three", "=One, two three|" },
        { "one two three", "one too three", "=one|-two|+too|=three|" },
        { "one two", "two", "-one|=two|" },
        { "two", "one two three", "+one|=two|+three|" },
        { "one", "two", "-one|+two|" },
        { "", "two", "+two|" },
        { "", "", "" },
        { "a b c d", "c d a b", "-a b|=c d|+a b|" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_wordings wordings;
        kb_buf told = { 0 };
        kb_arena *arena = kb_arena_new(1 << 20);
        kb_str a = kb_str_of(rows[i].a), b = kb_str_of(rows[i].b);
        assert_int_equal(kb_wording_find(a, b, arena, &wordings, NULL), KB_OK);
        for (size_t k = 0; k < wordings.count; k++) {
            const kb_wording *run = &wordings.at[k];
            bool gone = kb_span_len(run->b) == 0;
            kb_buf_add_char(&told, run->same ? '=' : gone ? '-' : '+');
            kb_buf_add(&told, gone ? kb_str_part(a, run->a) : kb_str_part(b, run->b));
            kb_buf_add_char(&told, '|');
        }
        KB_ROW_STR(i, kb_buf_str(&told), kb_str_of(rows[i].runs));
        kb_buf_clear(&told);
        kb_arena_free(arena);
    }
}

static void test_behind_very_many_words_the_rest_differs(void **state)
{
    kb_buf a = { 0 }, b = { 0 };
    kb_wordings wordings;
    (void)state;
    for (int i = 0; i < 2 * KB_WORDING_MAX; i++) kb_buf_print(&a, "w%d ", i), kb_buf_print(&b, "w%d ", i);
    kb_arena *arena = kb_arena_new(16 << 20);
    assert_int_equal(kb_wording_find(kb_buf_str(&a), kb_buf_str(&b), arena, &wordings, NULL), KB_OK);
    assert_int_equal(wordings.count, 3);
    assert_true(wordings.at[0].same && !wordings.at[1].same && wordings.at[2].b.end == b.len - 1);
    kb_arena_free(arena);
    kb_buf_clear(&a);
    kb_buf_clear(&b);
}

/* What both have at the ends costs nothing, however much it is. */
static void test_changes_are_told_with_what_stands_in_their_place(void **state)
{
    static const struct {
        const char *a, *b, *changes;
    } rows[] = {
        { "eight were hurt", "Eight were hurt.", "" },
        { "eight were hurt today", "nine were hurt", "eight>nine|today>|" },
        { "eight were hurt", "at least eight, police said, were hurt", ">at least|>police said|" },
        { "the mayor, who is ill, said no", "the mayor said no", "who is ill>|" },
        { "", "all new", ">all new|" },
        { "all gone", "", "all gone>|" },
        { "no no no", "no no", "no>|" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        for (int same = 0; same < 2; same++) {
            kb_buf a = { 0 }, b = { 0 }, told = { 0 };
            kb_wordings changes;
            kb_arena *arena = kb_arena_new(16 << 20);
            for (int k = 0; same && k < 2 * KB_WORDING_MAX; k++) kb_buf_print(&a, "w%d ", k);
            kb_buf_add(&b, kb_buf_str(&a));
            kb_buf_add_c(&a, rows[i].a);
            kb_buf_add_c(&b, rows[i].b);
            for (int k = 0; same && k < 2 * KB_WORDING_MAX; k++)
                kb_buf_print(&a, " v%d", k), kb_buf_print(&b, " v%d", k);
            assert_int_equal(kb_wording_changes(kb_buf_str(&a), kb_buf_str(&b), arena, &changes, NULL), KB_OK);
            for (size_t k = 0; k < changes.count; k++) {
                kb_buf_add(&told, kb_str_part(kb_buf_str(&a), changes.at[k].a));
                kb_buf_add_char(&told, '>');
                kb_buf_add(&told, kb_str_part(kb_buf_str(&b), changes.at[k].b));
                kb_buf_add_char(&told, '|');
            }
            KB_ROW_STR(i, kb_buf_str(&told), kb_str_of(rows[i].changes));
            kb_buf_clear(&a);
            kb_buf_clear(&b);
            kb_buf_clear(&told);
            kb_arena_free(arena);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sayings_of_one_speaker_meet_by_their_words),
        cmocka_unit_test(test_a_third_joins_the_first_of_two),
        cmocka_unit_test(test_what_differs_is_told_word_by_word),
        cmocka_unit_test(test_behind_very_many_words_the_rest_differs),
        cmocka_unit_test(test_changes_are_told_with_what_stands_in_their_place),
    };
    return cmocka_run_group_tests_name("wording", tests, NULL, NULL);
}
