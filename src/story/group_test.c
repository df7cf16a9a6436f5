#include "base/test.h"
#include "story/group.h"

#include <stdio.h>
#include <stdlib.h>

#define DAY 86400

/* A report of `count` terms from `first` on: reports that share terms overlap in that range. */
static kb_sketch report(kb_term *terms, uint32_t first, size_t count)
{
    for (size_t i = 0; i < count; i++) terms[i] = (kb_term){ first + (uint32_t)i, 2, KB_TERM_SPEAKS };
    return (kb_sketch){ terms, count, 1 };
}

static kb_choice find(const kb_group *group, const kb_sketch *sketch, int64_t when)
{
    kb_choice choice;
    assert_int_equal(kb_group_find(group, sketch, when, &choice, NULL), KB_OK);
    assert_true(choice.score >= 0 && choice.score <= 1.000001);
    return choice;
}

static void add(kb_group *group, int64_t article, int64_t story, int64_t when, const kb_sketch *sketch)
{
    assert_int_equal(kb_group_add(group, article, story, when, sketch, NULL), KB_OK);
}

static const struct {
    uint32_t first;
    size_t count;
    int64_t days;
    int64_t story;
    const char *why;
} rows[] = {
    { 100, 60, 0, 1, "the same words" },
    { 110, 60, 0, 1, "most of them" },
    { 155, 60, 0, 0, "a few" },
    { 5000, 60, 0, 0, "none" },
    { 100, 60, 2, 1, "two days later" },
    { 100, 60, -2, 1, "two days earlier, come late" },
    { 100, 60, 20, 0, "weeks later: another event" },
    { 1000, 60, 0, 2, "the other story" },
    { 100, 0, 0, 0, "no words" },
};

static void test_a_report_joins_the_story_whose_words_it_shares(void **state)
{
    kb_group *group;
    kb_term terms[KB_SKETCH_TERMS_MAX];
    (void)state;
    assert_int_equal(kb_group_new(&group, NULL), KB_OK);
    kb_sketch one = report(terms, 100, 60);
    add(group, 1, 1, 0, &one);
    kb_sketch two = report(terms, 1000, 60);
    add(group, 2, 2, 0, &two);
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_sketch sketch = report(terms, rows[i].first, rows[i].count);
        kb_choice choice = find(group, &sketch, rows[i].days * DAY);
        KB_ROW_INT(i, choice.story, rows[i].story);
        KB_ROW_INT(i, choice.nearest, rows[i].story); /* article n is of story n here */
    }
    kb_group_free(group);
}

static void test_the_first_report_begins_a_story(void **state)
{
    kb_group *group;
    kb_term terms[KB_SKETCH_TERMS_MAX];
    (void)state;
    assert_int_equal(kb_group_new(&group, NULL), KB_OK);
    kb_sketch sketch = report(terms, 1, 20);
    assert_int_equal(find(group, &sketch, 0).story, 0);
    assert_int_equal(kb_group_last(group), 0);
    kb_group_free(group);
}

static void test_reports_beyond_the_limit_are_forgotten_and_the_rest_is_found(void **state)
{
    enum { ALL = KB_GROUP_HELD_MAX + 3000 };
    kb_group *group;
    kb_term terms[KB_SKETCH_TERMS_MAX];
    (void)state;
    assert_int_equal(kb_group_new(&group, NULL), KB_OK);
    for (int64_t i = 1; i <= ALL; i++) {
        kb_sketch sketch = report(terms, (uint32_t)i * 40, 30);
        add(group, i, i, 0, &sketch);
    }
    assert_int_equal(kb_group_last(group), ALL);
    kb_sketch oldest = report(terms, 40, 30);
    assert_int_equal(find(group, &oldest, 0).story, 0);
    kb_sketch kept = report(terms, 4000 * 40, 30);
    assert_int_equal(find(group, &kept, 0).story, 4000);
    kb_sketch newest = report(terms, ALL * 40, 30);
    assert_int_equal(find(group, &newest, 0).story, ALL);
    kb_group_free(group);
}

static void test_a_word_that_all_have_joins_nothing(void **state)
{
    kb_group *group;
    kb_term terms[KB_SKETCH_TERMS_MAX];
    (void)state;
    assert_int_equal(kb_group_new(&group, NULL), KB_OK);
    for (int64_t i = 1; i <= 200; i++) {
        kb_sketch sketch = report(terms, (uint32_t)i * 40, 30);
        terms[0] = (kb_term){ 1, 3, KB_TERM_SPEAKS };
        add(group, i, i, 0, &sketch);
    }
    kb_sketch sketch = report(terms, 90000, 30);
    terms[0] = (kb_term){ 1, 3, KB_TERM_SPEAKS };
    assert_int_equal(find(group, &sketch, 0).story, 0);
    kb_group_free(group);
}

static const struct {
    uint32_t lang;
    size_t travelling;
    int64_t story;
    const char *why;
} languages[] = {
    { 1, 0, 1, "one language: all words count" },
    { 2, 12, 1, "another language: the names and numbers are the same" },
    { 2, 2, 0, "another language: two names meet by chance" },
    { 2, 0, 0, "another language: equal words are not the same words" },
};

static void test_two_languages_meet_by_what_travels_alone(void **state)
{
    (void)state;
    for (size_t i = 0; i < KB_COUNT(languages); i++) {
        kb_group *group;
        kb_term terms[KB_SKETCH_TERMS_MAX];
        assert_int_equal(kb_group_new(&group, NULL), KB_OK);
        for (int64_t k = 1; k <= 20; k++) { /* number 1 is the event, the others are other events */
            kb_sketch sketch = report(terms, (uint32_t)k * 1000, 60);
            for (size_t t = 0; t < 15; t++) terms[t].use = KB_TERM_TRAVELS;
            add(group, k, k, 0, &sketch);
        }
        kb_sketch sketch = report(terms, 1000, 60);
        for (size_t t = 0; t < 15; t++) {
            terms[t].use = KB_TERM_TRAVELS;
            if (languages[i].lang != 1 && t >= languages[i].travelling) terms[t].term = 500 + (uint32_t)t;
        }
        sketch.lang = languages[i].lang;
        for (size_t t = 1; t < sketch.count; t++) /* in order of term again */
            for (size_t u = t; u > 0 && terms[u].term < terms[u - 1].term; u--) {
                kb_term swapped = terms[u];
                terms[u] = terms[u - 1];
                terms[u - 1] = swapped;
            }
        KB_ROW_INT(i, find(group, &sketch, 0).story, languages[i].story);
        kb_group_free(group);
    }
}

/* ---- sketches ---- */

static void token(kb_token *t, const char *stem, uint32_t flags, size_t at)
{
    *t = (kb_token){ .span = { at, at + 1 },
                     .kind = KB_TOKEN_WORD,
                     .flags = flags,
                     .folded = kb_str_of(stem),
                     .base = kb_str_of(stem),
                     .stem = kb_str_of(stem) };
}

static uint8_t count_of(const kb_sketch *sketch, const char *stem)
{
    for (size_t i = 0; i < sketch->count; i++)
        if (sketch->at[i].term == (uint32_t)kb_hash(kb_str_of(stem))) return sketch->at[i].count;
    return 0;
}

static void test_title_and_names_count_more_and_asides_not_at_all(void **state)
{
    kb_line aside = { { 30, 40 }, KB_LINE_CREDIT };
    kb_arena *arena = kb_arena_new(1 << 20);
    kb_document doc = { .arena = arena, .lines = { &aside, 1 } };
    kb_token title[1], text[5];
    kb_sketch sketch;
    (void)state;
    token(&title[0], "gempa", 0, 0);
    token(&text[0], "gempa", 0, 0);
    token(&text[1], "lembata", KB_TOKEN_CAPITAL, 10);
    token(&text[2], "rusak", 0, 20);
    token(&text[3], "foto", 0, 35);
    token(&text[4], "x", 0, 50);
    kb_tokens a = { title, 1 }, b = { text, 5 };
    assert_int_equal(kb_sketch_make(&doc, &a, &b, arena, &sketch, NULL), KB_OK);
    assert_true(count_of(&sketch, "gempa") > count_of(&sketch, "lembata"));
    assert_true(count_of(&sketch, "lembata") > count_of(&sketch, "rusak"));
    assert_true(count_of(&sketch, "rusak") > 0);
    assert_int_equal(count_of(&sketch, "foto"), 0);
    assert_int_equal(count_of(&sketch, "x"), 0);
    for (size_t i = 1; i < sketch.count; i++) assert_true(sketch.at[i].term > sketch.at[i - 1].term);
    kb_arena_free(arena);
}

static void test_a_sketch_has_its_limit(void **state)
{
    enum { MANY = 500 };
    static char words[MANY][16];
    kb_arena *arena = kb_arena_new(1 << 22);
    kb_document doc = { .arena = arena };
    kb_token *text = calloc(MANY, sizeof *text);
    kb_tokens none = { NULL, 0 }, tokens = { text, MANY };
    kb_sketch sketch;
    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < MANY; i++) {
        (void)snprintf(words[i], sizeof words[i], "kata%zu", i);
        token(&text[i], words[i], 0, i);
    }
    assert_int_equal(kb_sketch_make(&doc, &none, &tokens, arena, &sketch, NULL), KB_OK);
    assert_true(sketch.count >= 100 && sketch.count <= KB_SKETCH_TERMS_MAX);
    assert_true(count_of(&sketch, "kata0") > 0); /* what stands in front is kept */
    free(text);
    kb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_report_joins_the_story_whose_words_it_shares),
        cmocka_unit_test(test_the_first_report_begins_a_story),
        cmocka_unit_test(test_reports_beyond_the_limit_are_forgotten_and_the_rest_is_found),
        cmocka_unit_test(test_a_word_that_all_have_joins_nothing),
        cmocka_unit_test(test_two_languages_meet_by_what_travels_alone),
        cmocka_unit_test(test_title_and_names_count_more_and_asides_not_at_all),
        cmocka_unit_test(test_a_sketch_has_its_limit),
    };
    return cmocka_run_group_tests_name("group", tests, NULL, NULL);
}
