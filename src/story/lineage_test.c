#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "story/lineage.h"

#define WIRE                                                                                                          \
    "The river Tembalo rose four metres overnight and flooded the lower town, the mayor Rena Okvari said on Monday. " \
    "Eleven families were brought to the school on the hill by boat before dawn. Nobody was hurt, but the only "      \
    "bridge "                                                                                                         \
    "towards the coast cannot be used until engineers have looked at its two middle pillars.\n"
#define OWN                                                                                                          \
    "Our reporter walked through Mill Street in the afternoon, where shopkeepers were carrying wet carpets out of "  \
    "their "                                                                                                         \
    "doors. A baker whose oven stood under water for six hours expects to sell bread again by Thursday. Schools in " \
    "the "                                                                                                           \
    "upper town open as usual, while the market moves to the square in front of the theatre for the rest of this "   \
    "week.\n"
#define OTHER                                                                                                          \
    "Ministers of the five island states agreed on a common price for tuna licences after two days of talks in the "   \
    "capital. Ships from outside the region will pay a third more per day from January, and observers travel on each " \
    "of "                                                                                                              \
    "them. Two states had asked for a higher price but gave way when the others promised to share patrol boats.\n"
#define THIRD                                                                                                     \
    "A ferry line between the northern harbours returns after nine years, with two crossings daily and room for " \
    "forty "                                                                                                      \
    "cars. The company bought the vessel second hand from a lake operator and repainted it in the old colours. "  \
    "Tickets "                                                                                                    \
    "can be booked from the first of next month at any post office along the coast.\n"
#define FOOTER "Read all of our stories first in the Lantern app, free in every store. Write to the desk at any hour.\n"

static kb_lineage_text text_of(const char *id, const char *outlet, const char *url, int64_t minute, const char *words)
{
    kb_lineage_text text = {
        .id = kb_str_of(id), .outlet = kb_str_of(outlet), .url = kb_str_of(url), .text = kb_str_of(words)
    };
    text.published = (kb_time){ .seconds = 1700000000 / 60 * 60 + minute * 60,
                                .precision = minute < 0 ? KB_TIME_NONE : KB_TIME_SECOND,
                                .zoned = true };
    return text;
}

typedef struct {
    kb_arena *arena;
    kb_lineage at[16];
} found;

static found find(const kb_lineage_text *texts, size_t count)
{
    found f = { .arena = kb_arena_new((size_t)64 << 20) };
    assert_int_equal(kb_lineage_find(texts, count, f.arena, f.at, NULL), KB_OK);
    return f;
}

static void assert_share(double share, double expected, const char *what)
{
    if (share < expected - 0.02 || share > expected + 0.02) fail_msg("%s: %g, expected %g", what, share, expected);
}

static void test_kinds_of_copies(void **state)
{
    static const struct {
        const char *source, *text;
        int kind; /* -1: none */
        double share, source_share;
        const char *why;
    } rows[] = {
        { WIRE, WIRE, KB_COPY_EXACT, 1, 1, "the same words" },
        { "Two words’ “quoted – here” and then eight more of them, all told.",
          "two WORDS'  \"quoted - here\" and then eight more  of them all told", KB_COPY_EXACT, 1, 1,
          "case, quotation marks and spaces do not count" },
        { WIRE, WIRE OWN, KB_COPY_PART, 0.46, 1, "a wire inside a longer article" },
        { WIRE OWN, OWN WIRE, KB_COPY_NEAR, 1, 1, "in another order" },
        { WIRE OWN, OWN, KB_COPY_PART, 1, 0.54, "cut to its second half" },
        { WIRE, OWN, -1, 0, 0, "nothing in common" },
        { "The council of the city of Norwick met on Friday at ten in the morning to hear what the harbour board "
          "thinks. A "
          "spokesman for the harbour board said that no date has been set. The old road would be closed at night only.",
          "Nobody in the council of the city of Norwick likes the plan, we hear, and dogs bark when a spokesman for "
          "the "
          "harbour board comes near. It rained; the fair on the meadow was good all the same, and the brass band "
          "played "
          "until on Friday at ten in the morning the last of us went home to bed.",
          -1, 0, 0, "set phrases here and there" },
        { "Rain again", "Rain again", -1, 0, 0, "too short to be a text" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_lineage_text texts[] = { text_of("a", "Lantern", "", 0, rows[i].source),
                                    text_of("b", "Anchor", "", 60, rows[i].text) };
        found f = find(texts, 2);
        if (f.at[0].count) fail_msg("row %zu (%s): the source is a copy", i, rows[i].why);
        if ((rows[i].kind >= 0) != (f.at[1].count == 1)) fail_msg("row %zu (%s): %zu", i, rows[i].why, f.at[1].count);
        if (rows[i].kind >= 0) {
            if ((int)f.at[1].at[0].kind != rows[i].kind)
                fail_msg("row %zu (%s): kind %d", i, rows[i].why, (int)f.at[1].at[0].kind);
            assert_share(f.at[1].at[0].share, rows[i].share, rows[i].why);
            assert_share(f.at[1].at[0].source_share, rows[i].source_share, rows[i].why);
        }
        kb_arena_free(f.arena);
    }
}

static void test_what_was_added_and_cut_is_told_word_by_word(void **state)
{
    static const char before[] = "The council of Norwick voted on Friday to close the old harbour road for six weeks";
    static const char after[] =
        "The council of Norwick voted on Monday to close the old harbour road for six long weeks";
    kb_lineage_text texts[] = { text_of("a", "", "", 0, WIRE), text_of("b", "", "", 1, WIRE) };
    kb_buf one = { 0 }, two = { 0 };
    (void)state;
    kb_buf_print(&one, "%s%s", WIRE, before);
    kb_buf_print(&two, "%s%s", WIRE, after);
    texts[0].text = kb_buf_str(&one);
    texts[1].text = kb_buf_str(&two);
    found f = find(texts, 2);
    assert_int_equal(f.at[1].count, 1);
    assert_int_equal(f.at[1].added.count, 2);
    assert_true(kb_str_is(kb_str_part(texts[1].text, f.at[1].added.at[0]), "Monday"));
    assert_true(kb_str_is(kb_str_part(texts[1].text, f.at[1].added.at[1]), "long weeks") ||
                kb_str_is(kb_str_part(texts[1].text, f.at[1].added.at[1]), "long"));
    assert_true(kb_str_is(kb_str_part(texts[0].text, f.at[1].at[0].cut.at[0]), "Friday"));
    kb_arena_free(f.arena);
    kb_buf_clear(&one);
    kb_buf_clear(&two);
}

static void test_two_wires_merged_have_two_sources(void **state)
{
    kb_lineage_text texts[] = { text_of("c", "Anchor", "", 60, WIRE OTHER), text_of("a", "Lantern", "", 0, WIRE),
                                text_of("b", "Beacon", "", 5, OTHER) };
    (void)state;
    found f = find(texts, 3);
    assert_int_equal(f.at[0].count, 2);
    assert_int_equal(f.at[0].own, 0);
    assert_true(f.at[0].at[0].of != f.at[0].at[1].of);
    kb_arena_free(f.arena);
}

static void test_a_later_text_at_the_same_address_is_a_revision(void **state)
{
    kb_lineage_text texts[] = { text_of("a", "Lantern", "https://lantern.example/1", 0, WIRE),
                                text_of("b", "Anchor", "https://anchor.example/1", 10, WIRE),
                                text_of("c", "Lantern", "https://lantern.example/1", 20, WIRE OWN) };
    (void)state;
    found f = find(texts, 3);
    assert_int_equal(f.at[2].count, 1);
    assert_int_equal(f.at[2].at[0].kind, KB_COPY_REVISION);
    assert_int_equal(f.at[2].at[0].of, 0);
    assert_false(kb_lineage_copied(&f.at[2]));
    assert_int_equal(f.at[2].own, f.at[2].words);
    assert_true(kb_lineage_copied(&f.at[1]));
    kb_arena_free(f.arena);
}

static void test_boilerplate_of_an_outlet_makes_no_copy(void **state)
{
    kb_lineage_text texts[] = { text_of("a", "Lantern", "", 0, WIRE FOOTER), text_of("b", "Lantern", "", 1, OWN FOOTER),
                                text_of("c", "Lantern", "", 2, OTHER FOOTER),
                                text_of("d", "Lantern", "", 3, "Fog closed the airport of Lower Brann again.\n" FOOTER),
                                text_of("e", "Anchor", "", 9, WIRE THIRD) };
    (void)state;
    found f = find(texts, 5);
    for (size_t i = 0; i < 4; i++) {
        if (f.at[i].count) fail_msg("text %zu is called a copy", i);
        assert_true(f.at[i].boilerplate >= 15);
    }
    assert_int_equal(f.at[4].count, 1);
    assert_share(f.at[4].at[0].source_share, 1, "a copy without the boilerplate takes all of its source");
    kb_arena_free(f.arena);
}

static void test_a_text_taken_over_thrice_is_no_boilerplate(void **state)
{
    kb_lineage_text texts[] = { text_of("a", "Lantern", "", 0, WIRE), text_of("b", "Lantern", "", 1, WIRE),
                                text_of("c", "Lantern", "", 2, WIRE), text_of("d", "Lantern", "", 3, WIRE) };
    (void)state;
    found f = find(texts, 4);
    for (size_t i = 1; i < 4; i++) {
        assert_int_equal(f.at[i].boilerplate, 0);
        assert_int_equal(f.at[i].count, 1);
        assert_int_equal(f.at[i].at[0].of, 0);
    }
    kb_arena_free(f.arena);
}

static void test_the_agency_that_is_named_is_the_source_even_when_dated_later(void **state)
{
    kb_str agency = KB_STR("Pelita");
    kb_lineage_text texts[] = { text_of("a", "Lantern", "", 0, WIRE),
                                text_of("b", "www.pelitanews.example", "", 30, WIRE),
                                text_of("c", "Anchor", "", 60, WIRE) };
    (void)state;
    texts[0].carriers = (kb_strs){ &agency, 1 };
    texts[2].carriers = (kb_strs){ &agency, 1 };
    found f = find(texts, 3);
    assert_int_equal(f.at[1].count, 0);
    assert_int_equal(f.at[0].at[0].of, 1);
    assert_true(f.at[0].at[0].by_carrier);
    assert_int_equal(f.at[2].at[0].of, 1);
    kb_arena_free(f.arena);
}

static void test_one_speech_quoted_twice_is_no_copy(void **state)
{
#define SPEECH                                                                                                         \
    "\"We will not leave this valley to the water, and we will not leave it to those who would sell it either; every " \
    "house that stands today will stand in spring, and whoever lost his boat gets another from the harbour fund\""
    kb_lineage_text texts[] = {
        text_of("a", "Lantern", "", 0, SPEECH " the mayor told people gathered on the hill. " OWN),
        text_of("b", "Anchor", "", 60, "On the steps Okvari spoke for a minute: " SPEECH "\n" THIRD)
    };
    (void)state;
    found f = find(texts, 2);
    assert_int_equal(f.at[1].count, 0);
    kb_arena_free(f.arena);
}

static void test_order_of_the_input_changes_nothing(void **state)
{
    kb_lineage_text texts[] = { text_of("a", "Lantern", "", 0, WIRE),        text_of("b", "Anchor", "", 0, WIRE),
                                text_of("c", "Beacon", "", 0, WIRE OWN),     text_of("d", "Anchor", "", 2, OWN),
                                text_of("e", "Lantern", "", -1, WIRE OTHER), text_of("f", "", "", -1, OTHER) };
    enum { COUNT = sizeof texts / sizeof *texts };
    found first = find(texts, COUNT);
    (void)state;
    for (size_t turn = 1; turn < COUNT; turn++) {
        kb_lineage_text turned[COUNT];
        for (size_t i = 0; i < COUNT; i++) turned[i] = texts[(i + turn) % COUNT];
        found f = find(turned, COUNT);
        for (size_t i = 0; i < COUNT; i++) {
            const kb_lineage *x = &first.at[(i + turn) % COUNT], *y = &f.at[i];
            assert_int_equal(x->count, y->count);
            for (size_t s = 0; s < x->count; s++)
                assert_true(kb_str_equal(texts[x->at[s].of].id, turned[y->at[s].of].id));
        }
        kb_arena_free(f.arena);
    }
    kb_arena_free(first.arena);
}

static void test_order_within_a_minute_changes_no_exact_copies(void **state)
{
    (void)state;
    for (int swap = 0; swap < 2; swap++) {
        kb_lineage_text texts[] = { text_of("a", "Lantern", "", 0, WIRE), text_of("b", "Anchor", "", 0, WIRE),
                                    text_of("c", "Beacon", "", 3, WIRE) };
        texts[0].published.seconds += swap ? 50 : 3;
        texts[1].published.seconds += swap ? 3 : 50;
        found f = find(texts, 3);
        assert_int_equal(f.at[0].count, 1); /* "Anchor" goes before "Lantern" */
        assert_int_equal(f.at[0].at[0].of, 1);
        assert_int_equal(f.at[1].count, 0);
        assert_int_equal(f.at[2].at[0].of, 1);
        kb_arena_free(f.arena);
    }
}

/* ---- one text alone ---- */

enum { DRAWN = 14 };

static uint32_t drawn(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 16) % below;
}

/* Texts made of passages by chance; outlets, agencies, addresses and times too. */
static void draw_texts(uint32_t *seed, kb_arena *arena, kb_lineage_text texts[DRAWN])
{
    static const char *const passages[] = { WIRE, OWN, OTHER, THIRD, FOOTER, "", "The Reuters desk was told so.\n" };
    static const char *const outlets[] = { "Lantern", "Anchor", "Reuters", "", "AP", "Lantern" };
    static const char *const urls[] = { "", "", "", "http://lantern.example/1", "http://anchor.example/2" };
    static const kb_str agencies[] = { { "Reuters", 7 }, { "AP", 2 }, { "Lantern", 7 } };
    for (size_t i = 0; i < DRAWN; i++) {
        kb_str words;
        const char *url = urls[drawn(seed, 5)];
        const char *outlet = outlets[drawn(seed, 6)], *first = passages[drawn(seed, 7)],
                   *then = passages[drawn(seed, 7)];
        assert_true(kb_arena_print(arena, &words, "%s%s%s", first, then, passages[drawn(seed, 7)]));
        texts[i] = text_of("t", outlet, url, (int64_t)drawn(seed, 5) - 1, words.at);
        if (drawn(seed, 4) == 0) texts[i].carriers = (kb_strs){ (kb_str *)&agencies[drawn(seed, 3)], 1 };
        texts[i].aside = i > 0 && drawn(seed, 4) == 0;
    }
}

static bool has_source(const kb_lineage *lineage, uint32_t of)
{
    for (size_t i = 0; i < lineage->count; i++)
        if (lineage->at[i].of == of) return true;
    return false;
}

static bool same_lineage(const kb_lineage *a, const kb_lineage *b)
{
    bool same = a->count == b->count && kb_str_equal(a->agency, b->agency) && a->agency_share == b->agency_share &&
                a->words == b->words && a->own == b->own && a->boilerplate == b->boilerplate;
    for (size_t i = 0; same && i < a->count; i++) {
        const kb_source *x = &a->at[i], *y = &b->at[i];
        same = x->of == y->of && x->kind == y->kind && x->share == y->share && x->source_share == y->source_share &&
               x->words == y->words && x->by_carrier == y->by_carrier && kb_str_equal(x->carrier, y->carrier);
    }
    return same;
}

static void assert_first_alone(uint32_t draw, const kb_lineage_text *texts, bool takers, kb_arena *arena)
{
    kb_lineage all[DRAWN], alone[DRAWN];
    assert_int_equal(kb_lineage_find(texts, DRAWN, arena, all, NULL), KB_OK);
    assert_int_equal(kb_lineage_find_first(texts, DRAWN, takers, arena, alone, NULL), KB_OK);
    if (!same_lineage(&all[0], &alone[0])) fail_msg("draw %u: the first differs", draw);
    for (uint32_t i = 1; takers && i < DRAWN; i++) {
        bool taker = has_source(&all[i], 0);
        if (taker != has_source(&alone[i], 0)) fail_msg("draw %u: text %u takes from the first or not", draw, i);
    }
    for (size_t i = 0; takers && i < all[0].count; i++) {
        uint32_t of = all[0].at[i].of;
        bool carried = all[0].at[i].carrier.len > 0;
        if (carried && !kb_str_equal(all[of].agency, alone[of].agency)) fail_msg("draw %u: text %u's agency", draw, of);
    }
}

static void test_one_text_asked_alone_has_the_lineage_that_it_has_among_all(void **state)
{
    uint32_t seed = 7;
    (void)state;
    for (uint32_t draw = 0; draw < 400; draw++) {
        kb_arena *arena = kb_arena_new((size_t)64 << 20);
        kb_lineage_text texts[DRAWN];
        draw_texts(&seed, arena, texts);
        assert_first_alone(draw, texts, false, arena);
        assert_first_alone(draw, texts, true, arena);
        kb_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds_of_copies),
        cmocka_unit_test(test_what_was_added_and_cut_is_told_word_by_word),
        cmocka_unit_test(test_two_wires_merged_have_two_sources),
        cmocka_unit_test(test_a_later_text_at_the_same_address_is_a_revision),
        cmocka_unit_test(test_boilerplate_of_an_outlet_makes_no_copy),
        cmocka_unit_test(test_a_text_taken_over_thrice_is_no_boilerplate),
        cmocka_unit_test(test_the_agency_that_is_named_is_the_source_even_when_dated_later),
        cmocka_unit_test(test_one_speech_quoted_twice_is_no_copy),
        cmocka_unit_test(test_order_of_the_input_changes_nothing),
        cmocka_unit_test(test_order_within_a_minute_changes_no_exact_copies),
        cmocka_unit_test(test_one_text_asked_alone_has_the_lineage_that_it_has_among_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
