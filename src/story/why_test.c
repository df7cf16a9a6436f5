#include "base/test.h"
#include "story/group.h"
#include "story/memory.h"
#include "story/why.h"

#define HOUR 3600
#define TERMS 20 /* all of them lead to it */

static kb_arena *arena;
static kb_memory *memory;
static int64_t count;

static int begin(void **state)
{
    (void)state;
    count = 0;
    arena = kb_arena_new(1 << 26);
    return arena && kb_memory_new(&memory, NULL) == KB_OK ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    kb_memory_free(memory);
    kb_arena_free(arena);
    return 0;
}

/* A report of so many terms of an event, and others of its own. */
static kb_choice put(uint32_t event, uint32_t shared)
{
    const kb_live live = kb_memory_live(memory);
    kb_term terms[TERMS];
    kb_choice choice;
    for (uint32_t i = 0; i < TERMS; i++)
        terms[i] = (kb_term){ event * 10000 + (i < shared ? i : 100 * shared + i), 2 | 1 << 6, KB_TERM_SPEAKS, 0 };
    count++;
    kb_report report = { .sketch = { .at = terms, .count = TERMS, .lang = 1, .length = 200 },
                         .article = count,
                         .when = count * HOUR,
                         .dated = true };
    assert_int_equal(kb_group_report(&live, &report, KB_GRAIN_FINE, NULL, arena, &choice, NULL), KB_OK);
    return choice;
}

static void test_a_report_is_there_by_the_earlier_one_and_far_from_the_other_story(void **state)
{
    const kb_live live = kb_memory_live(memory);
    kb_whys whys;
    (void)state;
    for (uint32_t i = 0; i < 40; i++) (void)put(10 + i, TERMS); /* so that it is known what is rare */
    int64_t near_story = put(1, TERMS / 10).story, story = put(1, TERMS).story;
    kb_choice second = put(1, TERMS);
    assert_int_equal(second.story, story);
    assert_int_equal(second.joined, story);
    assert_int_equal(kb_why_story(&live, story, arena, &whys, NULL), KB_OK);
    assert_int_equal(whys.count, 2);
    assert_int_equal(whys.at[0].article, count);
    assert_int_equal(whys.at[0].nearest, count - 1);
    assert_int_equal(whys.at[1].nearest, count); /* no earlier one: that which came after */
    assert_true(whys.at[0].odds == whys.at[1].odds && whys.at[0].odds == second.odds);
    assert_true(kb_odds_share(whys.at[0].score) > 0.5);
    assert_int_equal(whys.at[0].other, near_story);
    assert_true(whys.at[0].other_score < whys.at[0].score);
}

static void test_a_report_alone_has_none_near(void **state)
{
    const kb_live live = kb_memory_live(memory);
    kb_whys whys;
    (void)state;
    int64_t story = put(1, TERMS).story;
    assert_int_equal(kb_why_story(&live, story, arena, &whys, NULL), KB_OK);
    assert_int_equal(whys.count, 1);
    assert_int_equal(whys.at[0].nearest, 0);
    assert_int_equal(whys.at[0].other, 0);
}

static void test_odds_are_told_as_a_probability(void **state)
{
    (void)state;
    assert_true(kb_odds_share(0) == 0.5);
    assert_true(kb_odds_share(KB_ODDS_MAX) > 0.99 && kb_odds_share(-KB_ODDS_MAX) < 0.01);
}

/* ---- what two reports share ---- */

typedef struct {
    uint32_t term;
    unsigned use;
    const char *word, *name;
} worded;

static kb_held held_of(const worded *from, size_t words, uint32_t lang, kb_term *terms, kb_term_word *list)
{
    for (size_t i = 0; i < words; i++) {
        terms[i] = (kb_term){ from[i].term, 1 | 1 << 6, (uint8_t)from[i].use, 12 };
        list[i] = (kb_term_word){ from[i].term, kb_str_of(from[i].word), kb_str_of(from[i].name) };
    }
    kb_held held = { .sketch = { .at = terms, .count = words, .lang = lang } };
    kb_held_weigh(&held);
    return held;
}

static void test_what_two_reports_share_is_told_in_their_words(void **state)
{
    enum { N = 5, NAME = KB_TERM_SPEAKS | KB_TERM_NAME, E = KB_TERM_TRAVELS | KB_TERM_ENGLISH };
    static const struct {
        worded a[N], b[N];
        size_t count;
        uint32_t lang; /* of b; that of a is 1 */
        const char *word, *other;
        kb_shared_kind kind;
        kb_bridge bridge;
        size_t shared;
        const char *why;
    } rows[] = {
        { { { 1, KB_TERM_SPEAKS, "Rusak", NULL } },
          { { 1, KB_TERM_SPEAKS, "rusak", NULL } },
          1,
          1,
          "Rusak",
          "rusak",
          KB_SHARED_WORD,
          KB_BRIDGE_NONE,
          1,
          "case does not count" },
        { { { 1, KB_TERM_SPEAKS, "rusak", NULL } },
          { { 1, KB_TERM_SPEAKS, "kerusakan", NULL } },
          1,
          1,
          "rusak",
          "kerusakan",
          KB_SHARED_WORD,
          KB_BRIDGE_STEM,
          1,
          "one stem" },
        { { { 1, NAME, "Rana", "Rana Sutan" }, { 2, NAME, "Sutan", "Rana Sutan" } },
          { { 1, NAME, "Rana", "Rana Sutan" }, { 2, NAME, "Sutan", "Rana Sutan" } },
          2,
          1,
          "Rana Sutan",
          "Rana Sutan",
          KB_SHARED_NAME,
          KB_BRIDGE_NONE,
          1,
          "one name of two words" },
        { { { 2, NAME, "Sutan", "Rana Sutan" } },
          { { 2, NAME, "Sutan", "Pak Sutan" } },
          1,
          1,
          "Sutan",
          "Sutan",
          KB_SHARED_NAME,
          KB_BRIDGE_NONE,
          1,
          "two names with one word" },
        { { { 1, E, "gempa", NULL }, { 2, KB_TERM_SPEAKS, "lima", NULL } },
          { { 1, E, "earthquake", NULL }, { 2, KB_TERM_SPEAKS, "lima", NULL } },
          2,
          2,
          "gempa",
          "earthquake",
          KB_SHARED_WORD,
          KB_BRIDGE_DICTIONARY,
          1,
          "between languages what travels alone" },
        { { { 1, KB_TERM_SPEAKS | KB_TERM_NUMBER, "6,1", NULL } },
          { { 1, KB_TERM_SPEAKS | KB_TERM_NUMBER, "6,1", NULL } },
          1,
          1,
          "6,1",
          "6,1",
          KB_SHARED_FIGURE,
          KB_BRIDGE_NONE,
          1,
          "a figure" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_term terms[2][N];
        kb_term_word words[2][N];
        kb_shareds shared;
        kb_held a = held_of(rows[i].a, rows[i].count, 1, terms[0], words[0]);
        kb_held b = held_of(rows[i].b, rows[i].count, rows[i].lang, terms[1], words[1]);
        const kb_term_words one = { words[0], rows[i].count }, other = { words[1], rows[i].count };
        assert_int_equal(kb_why_shared(&a, &one, &b, &other, arena, &shared, NULL), KB_OK);
        KB_ROW_INT(i, shared.count, rows[i].shared);
        KB_ROW_STR(i, shared.at[0].word, kb_str_of(rows[i].word));
        KB_ROW_STR(i, shared.at[0].other, kb_str_of(rows[i].other));
        KB_ROW_INT(i, shared.at[0].kind, rows[i].kind);
        KB_ROW_INT(i, shared.at[0].bridge, rows[i].bridge);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_report_is_there_by_the_earlier_one_and_far_from_the_other_story, begin,
                                        end),
        cmocka_unit_test_setup_teardown(test_a_report_alone_has_none_near, begin, end),
        cmocka_unit_test(test_odds_are_told_as_a_probability),
        cmocka_unit_test_setup_teardown(test_what_two_reports_share_is_told_in_their_words, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
