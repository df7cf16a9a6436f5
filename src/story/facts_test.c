#include "base/test.h"
#include "story/facts.h"

#define HOUR 3600
#define DAY 86400

static kb_arena *arena;

static int open_arena(void **state)
{
    (void)state;
    arena = kb_arena_new(1 << 20);
    return arena ? 0 : -1;
}

static int free_arena(void **state)
{
    (void)state;
    kb_arena_free(arena);
    return 0;
}

/* ---- title ---- */

static void test_the_title_is_that_of_the_report_nearest_to_all_others(void **state)
{
    static const struct {
        const char *langs[4], *titles[4];
        kb_link links[4];
        size_t link_count;
        const char *lang;
        size_t title;
        const char *why;
    } rows[] = {
        { { "id", "id", "id", "id" }, { "a", "b", "c", "d" }, { { 0 } }, 0, "", 0, "none is nearer: the first" },
        { { "id", "id", "id", "id" },
          { "a", "b", "c", "d" },
          { { 0, 2, 1000 }, { 2, 3, 1000 } },
          2,
          "",
          2,
          "two links" },
        { { "id", "id", "id", "id" },
          { "a", "b", "c", "d" },
          { { 0, 1, -2000 }, { 0, 2, -2000 }, { 1, 3, 5000 } },
          3,
          "",
          1,
          "strong ones weigh more than many" },
        { { "id", "id", "en", "en" },
          { "a", "b", "c", "d" },
          { { 0, 1, 5000 }, { 2, 3, 1000 } },
          2,
          "en",
          2,
          "its language" },
        { { "id", "id", "en", "id" }, { "a", "b", "", "d" }, { { 0, 1, 5000 } }, 1, "en", 0, "which has no title" },
        { { "id", "id", "en", "id" }, { "a", "b", "c", "d" }, { { 0, 1, 5000 } }, 1, "ms", 0, "which nobody writes" },
        { { "id", "id", "id", "id" }, { "", "", "c", "" }, { { 0, 1, 5000 } }, 1, "", 2, "one has a title" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_member members[4] = { 0 };
        size_t title;
        for (size_t m = 0; m < 4; m++) {
            members[m].title = kb_str_of(rows[i].titles[m]);
            members[m].lang = kb_str_of(rows[i].langs[m]);
        }
        assert_int_equal(
            kb_facts_title(members, 4, rows[i].links, rows[i].link_count, kb_str_of(rows[i].lang), arena, &title, NULL),
            KB_OK);
        KB_ROW_INT(i, title, rows[i].title);
    }
}

/* ---- pace ---- */

/* Reports that come every `gap` seconds for so many days, the last at 0. */
static kb_pace pace_of(int64_t gap, int64_t days, int64_t now)
{
    static kb_member members[4096];
    size_t count = (size_t)(days * DAY / gap);
    assert_true(count <= KB_COUNT(members));
    for (size_t i = 0; i < count; i++) members[i] = (kb_member){ .at = -(int64_t)(count - 1 - i) * gap };
    return kb_pace_at(members, count, now);
}

static void test_a_steady_story_has_its_own_pace_and_does_not_grow(void **state)
{
    kb_pace pace = pace_of(HOUR, 60, 0);
    (void)state;
    assert_true(pace.now > 24 && pace.now < 26); /* the last report counts whole */
    assert_true(pace.before > 24 && pace.before < 25);
    assert_true(kb_pace_growth(pace) < 2);
}

static void test_what_begins_grows_and_what_has_ended_fades(void **state)
{
    kb_pace begins = pace_of(HOUR, 1, 0), ended = pace_of(HOUR, 1, 2 * DAY), long_ago = pace_of(HOUR, 1, 400 * DAY);
    (void)state;
    assert_true(kb_pace_growth(begins) > 10);
    assert_true(kb_pace_growth(ended) < 0);
    assert_true(long_ago.now == 0 && long_ago.before == 0);
}

static void test_reports_behind_the_moment_do_not_count(void **state)
{
    const kb_member members[] = { { .at = 0 }, { .at = 1 }, { .at = INT64_MAX / 2 } };
    kb_pace pace = kb_pace_at(members, 3, 0);
    (void)state;
    assert_true(pace.now == 2.773 && pace.before == 0.347); /* 86400 ln 2 / H of one report just now */
}

/* ---- timeline ---- */

static void test_bars_are_as_short_as_fits_and_add_up(void **state)
{
    static const struct {
        int64_t at[4];
        int64_t step;
        size_t bars;
    } rows[] = {
        { { 0, 0, 0, 0 }, HOUR, 1 },
        { { 0, HOUR - 1, HOUR, HOUR }, HOUR, 2 },
        { { -1, 0, 1, 2 }, HOUR, 2 },
        { { 0, 0, 0, 48 * HOUR - 1 }, HOUR, 48 },
        { { 0, 0, 0, 48 * HOUR }, 2 * HOUR, 25 },
        { { 0, DAY, DAY, 40 * DAY }, DAY, 41 },
        { { 0, 0, 0, 400 * DAY }, 14 * DAY, 29 },
        { { 0, 0, 0, INT64_C(253402300799) }, INT64_C(28) * DAY * 4096, 26 }, /* year 9999 */
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_member members[4] = { 0 };
        kb_timeline line;
        uint32_t sum = 0;
        for (size_t m = 0; m < 4; m++) members[m].at = rows[i].at[m];
        kb_timeline_make(members, 4, &line);
        KB_ROW_INT(i, line.step, rows[i].step);
        KB_ROW_INT(i, line.count, rows[i].bars);
        for (size_t b = 0; b < line.count; b++) sum += line.at[b];
        KB_ROW_INT(i, sum, 4);
        KB_ROW_INT(i, line.begin <= rows[i].at[0] && rows[i].at[0] < line.begin + line.step, true);
    }
}

/* ---- all of it ---- */

static void test_outlets_and_languages_are_counted_the_most_frequent_first(void **state)
{
    const kb_member members[] = {
        { .at = 10, .outlet = KB_STR("Harian Nusa"), .lang = KB_STR("id"), .title = KB_STR("a") },
        { .at = 20, .outlet = KB_STR("Island Post"), .lang = KB_STR("en"), .title = KB_STR("b") },
        { .at = 30, .outlet = KB_STR("Island Post"), .lang = KB_STR("id"), .title = KB_STR("c") },
        { .at = 40, .lang = KB_STR("id"), .title = KB_STR("d") },
    };
    kb_facts facts;
    (void)state;
    assert_int_equal(kb_facts_make(members, 4, NULL, 0, kb_str_of("en"), 40, arena, &facts, NULL), KB_OK);
    assert_int_equal(facts.first, 10);
    assert_int_equal(facts.last, 40);
    assert_int_equal(facts.reports, 4);
    assert_int_equal(facts.title, 1);
    assert_int_equal(facts.outlets.outlets, 2);
    assert_true(kb_str_is(facts.told_by.at[0].name, "Island Post"));
    assert_int_equal(facts.told_by.at[0].reports, 2);
    assert_int_equal(facts.langs.count, 2);
    assert_true(kb_str_is(facts.langs.at[0].name, "id"));
    assert_int_equal(facts.langs.at[0].reports, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_title_is_that_of_the_report_nearest_to_all_others, open_arena,
                                        free_arena),
        cmocka_unit_test(test_a_steady_story_has_its_own_pace_and_does_not_grow),
        cmocka_unit_test(test_what_begins_grows_and_what_has_ended_fades),
        cmocka_unit_test(test_reports_behind_the_moment_do_not_count),
        cmocka_unit_test(test_bars_are_as_short_as_fits_and_add_up),
        cmocka_unit_test_setup_teardown(test_outlets_and_languages_are_counted_the_most_frequent_first, open_arena,
                                        free_arena),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
