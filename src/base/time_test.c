#include "base/time.h"

#include "base/test.h"

static void test_iso_times_are_read_to_the_precision_given(void **state)
{
    static const struct {
        const char *s;
        int64_t seconds;
        kb_time_precision precision;
        int offset;
        bool zoned;
    } rows[] = {
        { "1970-01-01T00:00:00Z", 0, KB_TIME_SECOND, 0, true },
        { "2025-03-04T09:10:00+07:00", 1741054200, KB_TIME_SECOND, 420, true },
        { "2025-03-04T09:10+0800", 1741050600, KB_TIME_MINUTE, 480, true },
        { "2025-03-04 09:10", 1741079400, KB_TIME_MINUTE, 0, false },
        { "2025-03-04T09:10:11.123456-03:30", 1741092011, KB_TIME_SECOND, -210, true },
        { "2025-03-04", 1741046400, KB_TIME_DAY, 0, false },
        { "2025-03", 1740787200, KB_TIME_MONTH, 0, false },
        { " 2025 ", 1735689600, KB_TIME_YEAR, 0, false },
        { "2024-02-29", 1709164800, KB_TIME_DAY, 0, false },
        { "1969-12-31T23:59:59Z", -1, KB_TIME_SECOND, 0, true },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_time got = { 0 };
        KB_ROW_INT(i, kb_time_parse(kb_str_of(rows[i].s), &got), true);
        KB_ROW_INT(i, got.seconds, rows[i].seconds);
        KB_ROW_INT(i, got.precision, rows[i].precision);
        KB_ROW_INT(i, got.offset, rows[i].offset);
        KB_ROW_INT(i, got.zoned, rows[i].zoned);
    }
}

static void test_what_is_no_iso_time_is_refused(void **state)
{
    static const char *const rows[] = {
        "",
        "kemarin",
        "2025-13",
        "2025-02-29",
        "2025-04-31",
        "2025-00-10",
        "0999",
        "20250304",
        "2025-3-4",
        "2025-03-04T25:00",
        "2025-03-04T09:60",
        "2025-03-04T0910",
        "2025-03-04x",
        "2025-03-04T09:10 WIB",
        "2025-03-04T09:10+16:00",
        "04/03/2025",
        "2025-03-04T",
        "12025-03-04",
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_time got;
        KB_ROW_INT(i, kb_time_parse(kb_str_of(rows[i]), &got), false);
    }
}

static void test_written_as_it_was_read(void **state)
{
    static const char *const rows[] = {
        "2025",
        "2025-03",
        "2025-03-04",
        "2025-03-04T09:10",
        "2025-03-04T09:10:11Z",
        "2025-03-04T09:10+07:00",
        "2024-12-31T23:59:59-03:30",
        "1969-12-31T23:59:59Z",
        "1000-01-01",
        "9999-12-31",
    };
    kb_buf buf = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_time t;
        KB_ROW_INT(i, kb_time_parse(kb_str_of(rows[i]), &t), true);
        buf.len = 0;
        kb_time_write(&buf, t);
        KB_ROW_STR(i, kb_buf_str(&buf), kb_str_of(rows[i]));
    }
    buf.len = 0;
    kb_time_write(&buf, (kb_time){ 0 });
    assert_int_equal(buf.len, 0);
    kb_buf_clear(&buf);
}

static void test_the_day_is_that_of_the_zone(void **state)
{
    kb_time jakarta, london;
    (void)state;
    assert_true(kb_time_parse(KB_STR("2025-03-05T01:30+07:00"), &jakarta));
    assert_true(kb_time_parse(KB_STR("2025-03-04T18:30Z"), &london));
    assert_int_equal(jakarta.seconds, london.seconds);
    assert_int_equal(kb_time_day(jakarta) - kb_time_day(london), 1);
}

static void test_days_and_dates_go_there_and_back(void **state)
{
    int64_t before = kb_day_of((kb_civil){ 1599, 12, 31 });
    (void)state;
    for (int64_t day = before + 1; day < before + 366000; day++) { /* a thousand years, two turns of 400 */
        kb_civil date = kb_civil_of(day);
        if (kb_day_of(date) != day || date.day > kb_month_days(date.year, date.month))
            fail_msg("day %lld", (long long)day);
    }
    assert_int_equal(kb_day_of((kb_civil){ 1970, 1, 1 }), 0);
    assert_int_equal(kb_day_of((kb_civil){ 2000, 3, 1 }), 11017);
}

static void test_weekdays_before_and_after_1970(void **state)
{
    static const struct {
        kb_civil date;
        int weekday;
    } rows[] = {
        { { 1970, 1, 1 }, 3 }, { { 1969, 12, 29 }, 0 }, { { 2025, 3, 4 }, 1 },
        { { 1600, 1, 1 }, 5 }, { { 1945, 8, 17 }, 4 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) KB_ROW_INT(i, kb_weekday_of(kb_day_of(rows[i].date)), rows[i].weekday);
}

static void test_only_every_fourth_century_is_a_leap_year(void **state)
{
    (void)state;
    assert_int_equal(kb_month_days(2000, 2), 29);
    assert_int_equal(kb_month_days(1900, 2), 28);
    assert_int_equal(kb_month_days(2024, 2), 29);
    assert_int_equal(kb_month_days(2025, 2), 28);
}

static void test_lengths_of_time_are_read(void **state)
{
    static const struct {
        const char *text;
        int64_t seconds; /* 0: none */
    } rows[] = { { "90s", 90 },
                 { "30m", 1800 },
                 { "2h", 7200 },
                 { "1d", 86400 },
                 { "366000d", 31622400000 },
                 { "", 0 },
                 { "h", 0 },
                 { "0h", 0 },
                 { "-1h", 0 },
                 { "1 h", 0 },
                 { "2", 0 },
                 { "2w", 0 },
                 { "366001d", 0 },
                 { "9223372036854775807d", 0 } };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        int64_t seconds = 0;
        KB_ROW_INT(i, kb_time_length(kb_str_of(rows[i].text), &seconds), rows[i].seconds != 0);
        KB_ROW_INT(i, seconds, rows[i].seconds);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_iso_times_are_read_to_the_precision_given),
        cmocka_unit_test(test_what_is_no_iso_time_is_refused),
        cmocka_unit_test(test_written_as_it_was_read),
        cmocka_unit_test(test_the_day_is_that_of_the_zone),
        cmocka_unit_test(test_days_and_dates_go_there_and_back),
        cmocka_unit_test(test_weekdays_before_and_after_1970),
        cmocka_unit_test(test_only_every_fourth_century_is_a_leap_year),
        cmocka_unit_test(test_lengths_of_time_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
