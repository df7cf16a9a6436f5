#include "base/test.h"
#include "story/sketch.h"

#include <stdio.h>
#include <stdlib.h>

static void token(kb_token *t, const char *stem, uint32_t flags, size_t at)
{
    *t = (kb_token){ .span = { at, at + 1 },
                     .kind = stem[0] >= '0' && stem[0] <= '9' ? KB_TOKEN_NUMBER : KB_TOKEN_WORD,
                     .flags = flags,
                     .folded = kb_str_of(stem),
                     .base = kb_str_of(stem),
                     .stem = kb_str_of(stem) };
}

static const kb_term *term_of(const kb_sketch *sketch, const char *stem)
{
    for (size_t i = 0; i < sketch->count; i++)
        if (sketch->at[i].term == ((uint32_t)kb_hash(kb_str_of(stem)) ^ sketch->lang)) return &sketch->at[i];
    return NULL;
}

static size_t of_use(const kb_sketch *sketch, unsigned use)
{
    size_t count = 0;
    for (size_t i = 0; i < sketch->count; i++) count += (sketch->at[i].use & use) == use;
    return count;
}

static void test_a_term_knows_where_it_stands_and_asides_are_left_out(void **state)
{
    kb_line aside = { { 30, 40 }, KB_LINE_CREDIT };
    kb_arena *arena = kb_arena_new(1 << 20);
    kb_document doc = { .arena = arena, .lines = { &aside, 1 }, .lang = KB_STR("id"), .outlet = KB_STR("Suara Timur") };
    kb_token title[3], text[5];
    kb_sketch sketch;
    (void)state;
    token(&title[0], "gempa", KB_TOKEN_SENTENCE, 0);
    token(&title[1], "guncang", 0, 1);
    token(&title[2], "alor", 0, 2);
    token(&text[0], "gempa", 0, 0);
    token(&text[1], "lembata", KB_TOKEN_CAPITAL, 10);
    token(&text[2], "1250", 0, 20);
    token(&text[3], "foto", 0, 35);
    token(&text[4], "x", 0, 50);
    kb_claims claims = { .tokens = { text, 5 } };
    kb_tokens titles = { title, 3 };
    assert_int_equal(kb_sketch_make(&doc, &titles, &claims, NULL, arena, &sketch, NULL), KB_OK);
    const kb_term *gempa = term_of(&sketch, "gempa"), *lembata = term_of(&sketch, "lembata");
    assert_non_null(gempa);
    assert_non_null(lembata);
    assert_int_equal(kb_term_title(gempa), 1);
    assert_int_equal(kb_term_lead(gempa), 2);
    assert_int_equal(kb_term_all(gempa), 3); /* the title counts twice */
    assert_int_equal(kb_term_title(lembata), 0);
    assert_true(lembata->use & KB_TERM_NAME);
    assert_false(gempa->use & KB_TERM_NAME);
    assert_null(term_of(&sketch, "foto"));
    assert_null(term_of(&sketch, "x"));
    assert_int_equal(of_use(&sketch, KB_TERM_NUMBER), 1);
    assert_int_equal(of_use(&sketch, KB_TERM_TRAVELS), 2); /* the name and the number */
    assert_int_equal(sketch.length, 3 + 4);
    assert_true(sketch.outlet != 0);
    for (size_t i = 1; i < sketch.count; i++) assert_true(sketch.at[i].term > sketch.at[i - 1].term);
    kb_arena_free(arena);
}

static void test_a_headline_in_capitals_names_nobody(void **state)
{
    kb_arena *arena = kb_arena_new(1 << 20);
    kb_document doc = { .arena = arena, .lang = KB_STR("en") };
    kb_token title[4];
    kb_claims none = { 0 };
    kb_sketch sketch;
    (void)state;
    token(&title[0], "quake", KB_TOKEN_CAPITAL | KB_TOKEN_SENTENCE, 0);
    token(&title[1], "hits", KB_TOKEN_CAPITAL, 10);
    token(&title[2], "alor", KB_TOKEN_CAPITAL, 20);
    token(&title[3], "island", 0, 30);
    kb_tokens titles = { title, 4 };
    assert_int_equal(kb_sketch_make(&doc, &titles, &none, NULL, arena, &sketch, NULL), KB_OK);
    assert_int_equal(of_use(&sketch, KB_TERM_NAME), 0);
    title[1].flags = 0;
    assert_int_equal(kb_sketch_make(&doc, &titles, &none, NULL, arena, &sketch, NULL), KB_OK);
    assert_int_equal(of_use(&sketch, KB_TERM_NAME | KB_TERM_SPEAKS), 1);
    kb_arena_free(arena);
}

static void test_a_sketch_has_its_limit(void **state)
{
    enum { MANY = 500 };
    static char words[MANY][16];
    kb_arena *arena = kb_arena_new(1 << 22);
    kb_document doc = { .arena = arena };
    kb_token *text = calloc(MANY, sizeof *text);
    kb_tokens none = { NULL, 0 };
    kb_sketch sketch;
    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < MANY; i++) {
        (void)snprintf(words[i], sizeof words[i], "kata%zu", i);
        token(&text[i], words[i], 0, i);
    }
    kb_claims claims = { .tokens = { text, MANY } };
    assert_int_equal(kb_sketch_make(&doc, &none, &claims, NULL, arena, &sketch, NULL), KB_OK);
    assert_true(sketch.count >= 100 && sketch.count <= KB_SKETCH_TERMS_MAX);
    assert_non_null(term_of(&sketch, "kata0")); /* what stands in front is kept */
    free(text);
    kb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_term_knows_where_it_stands_and_asides_are_left_out),
        cmocka_unit_test(test_a_headline_in_capitals_names_nobody),
        cmocka_unit_test(test_a_sketch_has_its_limit),
    };
    return cmocka_run_group_tests_name("sketch", tests, NULL, NULL);
}
