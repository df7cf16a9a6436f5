#include "show/census.h"

#include "base/test.h"

static void test_things_are_counted_once_a_day_and_once_in_all(void **state)
{
    static const kb_census_column columns[] = { KB_CENSUS_REPORTS, KB_CENSUS_OUTLETS };
    static const struct {
        uint32_t report;
        const char *outlet, *published;
    } rows[] = {
        { 4, "Kabar Teluk", "2031-05-09T00:30:00+07:00" }, /* a day of its own zone */
        { 1, "Coast Daily", "2031-05-06" },
        { 2, "Coast Daily", "2031-05-06T23:00:00Z" },
        { 2, "Coast Daily", "2031-05-06T23:00:00Z" },
        { 3, "Kabar Teluk", "2031-05" }, /* no day is known */
        { 7, "Coast Daily", "2031-05-09" },
        { 9, "Old Echo", "1931-05-09" },
    };
    kb_census census = { 0 };
    kb_buf out = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_time time;
        assert_true(kb_time_parse(kb_str_of(rows[i].published), &time));
        kb_census_add(&census, KB_CENSUS_REPORTS, rows[i].report, kb_census_day(time));
        kb_census_name(&census, KB_CENSUS_OUTLETS, kb_str_of(rows[i].outlet), kb_census_day(time));
    }
    assert_int_equal(kb_census_write(&census, columns, KB_COUNT(columns), &out, NULL), KB_OK);
    KB_ROW_STR(0, kb_buf_str(&out),
               KB_STR("day,reports,outlets,all_reports,all_outlets\r\n1931-05-09,1,1,1,1\r\n2031-05-06,2,1,3,2\r\n"
                      "2031-05-09,2,2,5,3\r\n,1,1,6,3\r\n"));
    kb_buf_clear(&out);
    kb_census_clear(&census);
}

static void test_nothing_is_a_header_alone(void **state)
{
    static const kb_census_column columns[] = { KB_CENSUS_STATEMENTS, KB_CENSUS_STORIES };
    kb_census census = { 0 };
    kb_buf out = { 0 };
    (void)state;
    assert_int_equal(kb_census_write(&census, columns, KB_COUNT(columns), &out, NULL), KB_OK);
    KB_ROW_STR(0, kb_buf_str(&out), KB_STR("day,statements,stories,all_statements,all_stories\r\n"));
    kb_buf_clear(&out);
    kb_census_clear(&census);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_things_are_counted_once_a_day_and_once_in_all),
        cmocka_unit_test(test_nothing_is_a_header_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
