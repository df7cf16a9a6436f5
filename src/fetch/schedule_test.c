#include "fetch/schedule.h"

#include "base/test.h"

#define MINUTE 60
#define HOUR 3600
#define DAY 86400
#define NOON ((int64_t)20000 * DAY + 12 * HOUR) /* a Friday */
#define UNSAID .rate = -1, .quiet = -1, .fresh = -1, .retry_after = -1

static void test_the_interval_follows_pace_user_and_publisher(void **state)
{
    static const struct {
        kb_schedule s;
        int64_t wait;
        const char *why;
    } rows[] = {
        { { UNSAID }, HOUR, "nothing is known" },
        { { .rate = 1.0 / 1200, .fresh = -1 }, 20 * MINUTE, "something new every twenty minutes" },
        { { .rate = 1.0, .fresh = -1 }, 5 * MINUTE, "not more often than the shortest" },
        { { .rate = 0, .fresh = -1 }, DAY, "nothing ever comes" },
        { { .rate = 1.0 / HOUR, .quiet = 4 * HOUR, .fresh = -1 }, HOUR, "a short silence is none" },
        { { .rate = 1.0 / HOUR, .quiet = 2 * DAY, .fresh = -1 }, 6 * HOUR, "a long silence makes it longer" },
        { { .rate = 1.0 / HOUR, .quiet = 99 * DAY, .fresh = -1 }, DAY, "but not longer than the longest" },
        { { UNSAID, .period = 2 * HOUR }, 2 * HOUR, "the stated period, while the pace is not known" },
        { { .rate = 1.0 / HOUR, .period = DAY, .fresh = -1 }, HOUR, "the pace goes before the stated period" },
        { { UNSAID, .ttl = 3 * HOUR }, 3 * HOUR, "ttl" },
        { { UNSAID, .ttl = MINUTE }, HOUR, "ttl makes nothing shorter" },
        { { UNSAID, .ttl = 3 * DAY }, 3 * DAY, "ttl is longer than the longest" },
        { { UNSAID, .ttl = 300 * DAY }, 7 * DAY, "ttl is a slip" },
        { { .rate = 1.0, .fresh = 2 * HOUR }, 2 * HOUR, "Cache-Control" },
        { { .rate = 1.0, .fresh = 0 }, 5 * MINUTE, "no-cache" },
        { { UNSAID, .chosen = 15 * MINUTE }, 15 * MINUTE, "the user's" },
        { { UNSAID, .chosen = 15 * MINUTE, .ttl = 30 * MINUTE },
          30 * MINUTE,
          "the publisher's goes before the user's" },
        { { UNSAID, .chosen = 3 * DAY }, 3 * DAY, "the user's may be longer" },
        { { UNSAID, .failures = 1 }, HOUR, "a failure is asked no sooner than an answer" },
        { { UNSAID, .chosen = MINUTE, .failures = 1 }, 10 * MINUTE, "failures: twice" },
        { { UNSAID, .failures = 5 }, 160 * MINUTE, "failures: 2^5" },
        { { UNSAID, .failures = 1000 }, DAY, "failures: a day at most" },
        { { UNSAID, .chosen = 3 * DAY, .failures = 9 }, 3 * DAY, "unless the user's is longer" },
        { { .rate = 1.0, .fresh = -1, .retry_after = 2 * HOUR, .failures = 1 }, 2 * HOUR, "Retry-After" },
        { { .rate = 1.0, .fresh = -1, .retry_after = 1, .failures = 1 },
          10 * MINUTE,
          "Retry-After makes nothing shorter" },
        { { UNSAID, .skip_hours = 1 << 13 }, 2 * HOUR, "skipHours: behind the hour" },
        { { UNSAID, .skip_hours = 0xFFFFFF }, HOUR, "skipHours: all of them are a slip" },
        { { UNSAID, .skip_days = 1 << 4 }, 12 * HOUR, "skipDays: the next day begins" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        int64_t wait = kb_schedule_wait(&rows[i].s, NOON, 0);
        if (wait != rows[i].wait)
            fail_msg("%s: got %lld, expected %lld", rows[i].why, (long long)wait, (long long)rows[i].wait);
    }
}

static void test_chance_spreads_to_later_alone(void **state)
{
    const kb_schedule answered = { UNSAID }, failed = { UNSAID, .failures = 1 };
    int64_t latest = 0, last = 0;
    (void)state;
    for (uint64_t chance = 0; chance < 5000; chance++) {
        int64_t wait = kb_schedule_wait(&answered, NOON, chance * 7919),
                later = kb_schedule_wait(&failed, NOON, chance * 7919);
        assert_in_range(wait, HOUR, HOUR + HOUR / 10);
        assert_in_range(later, HOUR, HOUR + HOUR / 2);
        latest = wait > latest ? wait : latest;
        last = later > last ? later : last;
    }
    assert_true(latest > HOUR + HOUR / 11 && last > HOUR + HOUR / 3);
}

static void test_chance_makes_no_pause_longer_than_the_longest(void **state)
{
    const kb_schedule silent = { .rate = 0, .fresh = -1 }, failed = { UNSAID, .failures = 8 },
                      limited = { UNSAID, .ttl = 2 * DAY };
    (void)state;
    for (uint64_t chance = 0; chance < 500; chance++) {
        assert_int_equal(kb_schedule_wait(&silent, NOON, chance * 7919), DAY);
        assert_in_range(kb_schedule_wait(&failed, NOON, chance * 7919), 76800, DAY);
        assert_in_range(kb_schedule_wait(&limited, NOON, chance * 7919), 2 * DAY, 2 * DAY + DAY / 5);
    }
}

static void test_the_rate_forgets_what_was_long_ago(void **state)
{
    double rate = kb_schedule_rate(-1, 24, DAY);
    (void)state;
    assert_float_equal(rate * HOUR, 1, 1e-9);
    assert_float_equal(kb_schedule_rate(rate, 2, 2 * HOUR), rate, 1e-9);
    assert_float_equal(kb_schedule_rate(rate, 0, 2 * DAY), rate / 2, 1e-9);
    assert_float_equal(kb_schedule_rate(rate, 0, 0), rate, 1e-6);
    assert_true(kb_schedule_rate(rate, 100, HOUR) > rate);
    assert_float_equal(kb_schedule_rate(-1, 0, DAY), 0, 0);
}

static void test_codes_are_answers_failures_and_ends(void **state)
{
    static const struct {
        int code;
        kb_outcome outcome;
    } rows[] = { { 200, KB_OUTCOME_ANSWER }, { 226, KB_OUTCOME_ANSWER }, { 304, KB_OUTCOME_SAME },
                 { 410, KB_OUTCOME_GONE },   { 404, KB_OUTCOME_FAILED }, { 500, KB_OUTCOME_FAILED },
                 { 503, KB_OUTCOME_FAILED }, { 302, KB_OUTCOME_FAILED }, { 0, KB_OUTCOME_FAILED } };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) KB_ROW_INT(i, kb_schedule_outcome(rows[i].code), rows[i].outcome);
}

static void test_a_page_is_looked_at_soon_then_ever_more_rarely(void **state)
{
    static const int64_t waits[] = { 3 * HOUR, 9 * HOUR, 27 * HOUR, 81 * HOUR, 10 * DAY, 10 * DAY };
    int64_t wait = kb_look_first(-1);
    (void)state;
    assert_int_equal(wait, HOUR);
    for (size_t i = 0; i < KB_COUNT(waits); i++) {
        wait = kb_look_wait(wait, KB_LOOK_SAME, -1);
        KB_ROW_INT(i, wait, waits[i]);
    }
}

static void test_what_was_found_decides_when_a_page_is_looked_at_next(void **state)
{
    static const struct {
        int64_t before;
        kb_look_found found;
        int64_t limit, wait;
        const char *why;
    } rows[] = {
        { 9 * HOUR, KB_LOOK_CHANGED, -1, 3 * HOUR, "it changed: sooner" },
        { HOUR, KB_LOOK_CHANGED, -1, HOUR, "but not sooner than the first time" },
        { 9 * HOUR, KB_LOOK_DOUBTFUL, -1, HOUR, "doubtful: soon" },
        { HOUR, KB_LOOK_SAME, 6 * HOUR, 6 * HOUR, "the publisher's limit goes before" },
        { 9 * HOUR, KB_LOOK_SAME, 6 * HOUR, 27 * HOUR, "and makes nothing shorter" },
        { HOUR, KB_LOOK_SAME, 365 * DAY, 7 * DAY, "a limit of a year is a slip" },
        { 0, KB_LOOK_SAME, -1, 3 * HOUR, "a wait that is none" },
        { INT64_MAX, KB_LOOK_SAME, -1, 10 * DAY, "a wait that is damaged" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        int64_t wait = kb_look_wait(rows[i].before, rows[i].found, rows[i].limit);
        if (wait != rows[i].wait)
            fail_msg("%s: got %lld, expected %lld", rows[i].why, (long long)wait, (long long)rows[i].wait);
    }
    assert_int_equal(kb_look_first(20 * HOUR), 10 * HOUR);
    assert_int_equal(kb_look_first(1000 * DAY), 10 * DAY);
    assert_int_equal(kb_look_due(NOON, HOUR, 0), NOON + HOUR);
    for (uint64_t chance = 1; chance < UINT64_MAX / 3; chance *= 3)
        if (kb_look_due(0, HOUR, chance) > HOUR + HOUR / 10) fail_msg("later by more than a tenth");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_interval_follows_pace_user_and_publisher),
        cmocka_unit_test(test_chance_spreads_to_later_alone),
        cmocka_unit_test(test_chance_makes_no_pause_longer_than_the_longest),
        cmocka_unit_test(test_the_rate_forgets_what_was_long_ago),
        cmocka_unit_test(test_codes_are_answers_failures_and_ends),
        cmocka_unit_test(test_a_page_is_looked_at_soon_then_ever_more_rarely),
        cmocka_unit_test(test_what_was_found_decides_when_a_page_is_looked_at_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
