#include "base/test.h"
#include "story/group.h"
#include "story/memory.h"

#include <stdlib.h>

#define DAY 86400
#define TERMS 60

/* A report of terms first, first + step, ...: reports of one event share most of them. */
static kb_sketch sketch_of(kb_term *terms, uint32_t first, uint32_t shared)
{
    for (uint32_t i = 0; i < TERMS; i++)
        terms[i] = (kb_term){ i < shared ? first + i : first + 1000 + i, 2 | 1 << 6, KB_TERM_SPEAKS, 0 };
    return (kb_sketch){ .at = terms, .count = TERMS, .lang = 1, .length = 200 };
}

typedef struct {
    kb_memory *memory;
    int64_t count;
    kb_grain grain;
} stream;

static kb_choice put(stream *s, uint32_t first, uint32_t shared, int64_t when)
{
    kb_arena *arena = kb_arena_new(1 << 24);
    kb_term terms[TERMS];
    const kb_live live = kb_memory_live(s->memory);
    kb_report report = {
        .sketch = sketch_of(terms, first, shared), .article = ++s->count, .when = when, .dated = true
    };
    kb_choice choice;
    kb_err err = { 0 };
    if (kb_group_report(&live, &report, s->grain, NULL, arena, &choice, &err) != KB_OK) fail_msg("%s", err.text);
    kb_arena_free(arena);
    return choice;
}

/* A stream that has seen enough other events to know which terms are rare. */
static stream begin(void)
{
    stream s = { .grain = KB_GRAIN_FINE };
    assert_int_equal(kb_memory_new(&s.memory, NULL), KB_OK);
    for (uint32_t i = 0; i < 60; i++) (void)put(&s, 1000000 + i * 5000, TERMS, 0);
    return s;
}

static const struct {
    uint32_t first, shared;
    int64_t days;
    bool joins;
    const char *why;
} rows[] = {
    { 100, TERMS, 0, true, "the same words" },
    { 100, TERMS - 8, 0, true, "most of them" },
    { 100, 4, 0, false, "a few" },
    { 50000, TERMS, 0, false, "none" },
    { 100, TERMS, 2, true, "two days later" },
    { 100, TERMS, -2, true, "two days earlier, come late" },
    { 100, TERMS, 30, false, "weeks later: another event" },
};

static void test_a_report_joins_the_story_whose_words_it_shares(void **state)
{
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        stream s = begin();
        kb_choice first = put(&s, 100, TERMS, 0);
        kb_choice next = put(&s, rows[i].first, rows[i].shared, rows[i].days * DAY);
        KB_ROW_INT(i, next.story == first.story, rows[i].joins);
        KB_ROW_INT(i, kb_memory_story(s.memory, s.count), next.story);
        if (rows[i].joins) KB_ROW_INT(i, next.nearest, s.count - 1);
        kb_memory_free(s.memory);
    }
}

static void test_the_first_report_begins_a_story(void **state)
{
    stream s = { 0 };
    (void)state;
    assert_int_equal(kb_memory_new(&s.memory, NULL), KB_OK);
    assert_int_equal(put(&s, 1, TERMS, 0).story, 1);
    assert_int_equal(kb_memory_story(s.memory, 1), 1);
    assert_int_equal(kb_memory_story(s.memory, 2), 0);
    kb_memory_free(s.memory);
}

/* Two reports share half of their words: two stories, until one comes that shares nearly all with both. */
static void test_stories_found_to_be_one_are_merged_and_the_larger_keeps_its_number(void **state)
{
    stream s = begin();
    (void)state;
    kb_choice a = put(&s, 100, TERMS, 0), a2 = put(&s, 100, TERMS - 2, 0);
    int64_t first = s.count - 1;
    kb_choice b = put(&s, 100 + 34, TERMS, 0);
    assert_int_equal(a.story, a2.story);
    int64_t moved = 0;
    for (uint32_t i = 0; i < 12 && moved == 0; i++) moved = (int64_t)put(&s, 100 + 10 + 2 * (i % 6), TERMS, 0).moved;
    assert_int_not_equal(a.story, b.story);
    assert_true(moved > 0);
    assert_int_equal(kb_memory_story(s.memory, first), kb_memory_story(s.memory, first + 2));
    assert_int_equal(kb_memory_story(s.memory, first), a.story);
    kb_memory_free(s.memory);
}

/* A running story: each report is near the one before, and has nothing of those long before. Once it has more members
 * than a repair looks at, its newest do not break away. */
static void test_a_story_too_large_to_be_seen_whole_is_not_split(void **state)
{
    enum { EARLY = 30, MORE = 60 };
    stream s = begin();
    (void)state;
    int64_t first = put(&s, 100, TERMS, 0).story;
    for (uint32_t i = 1; i < EARLY; i++) (void)put(&s, 100, TERMS, i * 600);
    int64_t early = s.count;
    for (uint32_t i = 0; i < MORE; i++) assert_int_equal(put(&s, 100 + 4 * i, TERMS, (EARLY + i) * 600).story, first);
    assert_int_equal(kb_memory_story(s.memory, early), first);
    kb_memory_free(s.memory);
}

/* The same stream twice, and as two half streams in one memory: the same stories. */
static void test_the_same_stream_gives_the_same_stories(void **state)
{
    enum { COUNT = 400 };
    int64_t stories[COUNT];
    (void)state;
    for (int round = 0; round < 2; round++) {
        stream s = begin();
        uint64_t seed = 7;
        for (size_t i = 0; i < COUNT; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            (void)put(&s, 100 + (uint32_t)(seed >> 60) * 40, TERMS - (uint32_t)(seed >> 50 & 31), (int64_t)i * 600);
        }
        for (size_t i = 0; i < COUNT; i++) {
            int64_t story = kb_memory_story(s.memory, s.count - COUNT + 1 + (int64_t)i);
            if (round) KB_ROW_INT(i, story, stories[i]);
            stories[i] = story;
        }
        kb_memory_free(s.memory);
    }
}

static void test_a_coarse_grain_joins_what_a_fine_one_keeps_apart(void **state)
{
    int joined[2] = { 0, 0 };
    (void)state;
    for (int g = 0; g < 2; g++)
        for (uint32_t shared = 2; shared < TERMS; shared++) {
            stream s = begin();
            s.grain = g ? KB_GRAIN_COARSE : KB_GRAIN_FINE;
            kb_choice first = put(&s, 100, TERMS, 0);
            joined[g] += put(&s, 100, shared, DAY).story == first.story;
            kb_memory_free(s.memory);
        }
    assert_true(joined[1] > joined[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_report_joins_the_story_whose_words_it_shares),
        cmocka_unit_test(test_the_first_report_begins_a_story),
        cmocka_unit_test(test_stories_found_to_be_one_are_merged_and_the_larger_keeps_its_number),
        cmocka_unit_test(test_a_story_too_large_to_be_seen_whole_is_not_split),
        cmocka_unit_test(test_the_same_stream_gives_the_same_stories),
        cmocka_unit_test(test_a_coarse_grain_joins_what_a_fine_one_keeps_apart),
    };
    return cmocka_run_group_tests_name("group", tests, NULL, NULL);
}
