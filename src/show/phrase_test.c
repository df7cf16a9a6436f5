#include "show/phrase.h"

#include "base/test.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NONE ((double)INFINITY)
#define YEAR 31556952.0

static void expect(kb_buf *buf, const char *wanted)
{
    kb_buf_add_char(buf, '\0');
    assert_false(buf->failed);
    assert_string_equal(buf->at, wanted);
    kb_buf_clear(buf);
}

static void test_figures_are_shown_in_one_notation(void **state)
{
    static const struct {
        kb_figure_kind kind;
        double low, high;
        bool low_open, high_open, rounded;
        const char *unit;
        kb_decimal printed;
        const char *ui, *out;
    } rows[] = {
        { KB_FIGURE_COUNT, 312, 312, 0, 0, 0, "", { 312, 0 }, "en", "312" },
        { KB_FIGURE_COUNT, 10000, NONE, 1, 0, 0, "", { 10000, 0 }, "en", "> 10,000" },
        { KB_FIGURE_COUNT, 10000, NONE, 0, 0, 0, "", { 10000, 0 }, "id", "\xe2\x89\xa5 10.000" },
        { KB_FIGURE_COUNT, -NONE, 50, 0, 0, 0, "", { 50, 0 }, "en", "\xe2\x89\xa4 50" },
        { KB_FIGURE_COUNT, -NONE, 50, 0, 1, 0, "", { 50, 0 }, "en", "< 50" },
        { KB_FIGURE_COUNT,
          20,
          30,
          0,
          0,
          0,
          "",
          { 20, 0 },
          "en",
          "20\xe2\x80\x93"
          "30" },
        { KB_FIGURE_COUNT,
          24,
          99,
          0,
          0,
          1,
          "",
          { 24, 0 },
          "en",
          "\xe2\x89\x88 24\xe2\x80\x93"
          "99" },
        { KB_FIGURE_COUNT, 83700, 93000, 0, 0, 1, "", { 93000, 0 }, "id", "\xe2\x89\x88 93.000" },
        { KB_FIGURE_MEASURE, 6.1, 6.1, 0, 0, 0, "magnitude", { 61, 1 }, "id", "6,1" },
        { KB_FIGURE_PERCENT, 12.5, 12.5, 0, 0, 0, "%", { 125, 1 }, "en", "12.5 %" },
        { KB_FIGURE_MEASURE, 24000, 24000, 0, 0, 0, "m", { 24, 0 }, "en", "24 km" },
        { KB_FIGURE_MEASURE, 1500, 1500, 0, 0, 0, "m", { 1500, 0 }, "en", "1.5 km" },
        { KB_FIGURE_MEASURE, 160.9344, 160.9344, 0, 0, 0, "m", { 1, 1 }, "en", "160.934 m" },
        { KB_FIGURE_MEASURE, 7.6e9, 8.4e9, 0, 0, 1, "kg", { 8000000, 0 }, "en", "\xe2\x89\x88 8,000,000 t" },
        { KB_FIGURE_MEASURE, 13035.6864, 14484.096, 0, 0, 1, "m", { 9, 0 }, "en", "\xe2\x89\x88 14.5 km" },
        { KB_FIGURE_AGE, 27 * YEAR, 27 * YEAR, 0, 0, 0, "s", { 27, 0 }, "id", "27 tahun" },
        { KB_FIGURE_DURATION, 10800, 10800, 0, 0, 0, "s", { 3, 0 }, "en", "3 hours" },
        { KB_FIGURE_DURATION, 3600, 3600, 0, 0, 0, "s", { 1, 0 }, "en", "1 hour" },
        { KB_FIGURE_MONEY, 2e9, NONE, 1, 0, 0, "IDR", { 2000000000, 0 }, "id", "> 2 miliar IDR" },
        { KB_FIGURE_MONEY, 4098.6e9, 4098.6e9, 0, 0, 0, "IDR", { 40986, 1 }, "en", "4,098.6 billion IDR" },
        { KB_FIGURE_MONEY, 1234567, 1234567, 0, 0, 0, "USD", { 1234567, 0 }, "en", "1,234,567 USD" },
        { KB_FIGURE_COUNT, 2.5e6, 2.5e6, 0, 0, 0, "", { 25, 1 }, "id", "2,5 juta" },
        { KB_FIGURE_MEASURE,
          -3,
          -3,
          0,
          0,
          0,
          "C",
          { -3, 0 },
          "en",
          "\xe2\x88\x92"
          "3 C" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_figure f = { .kind = rows[i].kind,
                        .low = rows[i].low,
                        .high = rows[i].high,
                        .low_open = rows[i].low_open,
                        .high_open = rows[i].high_open,
                        .rounded = rows[i].rounded,
                        .printed = rows[i].printed };
        kb_buf buf = { 0 };
        f.unit = kb_str_of(rows[i].unit);
        kb_phrase_figure(&buf, &f, KB_STR(""), rows[i].ui);
        expect(&buf, rows[i].out);
    }
}

static void test_times_are_shown_to_the_precision_known(void **state)
{
    static const struct {
        const char *in, *ui, *out, *moment;
    } rows[] = {
        { "2025", "en", "2025", "2025" },
        { "2025-03", "en", "Mar 2025", "Mar" },
        { "2025-05-04", "id", "4 Mei 2025", "4 Mei" },
        { "2025-03-04T09:10", "en", "4 Mar 2025 09:10", "4 Mar 09:10" },
        { "2025-03-04T09:10+08:00", "id", "4 Mar 2025 09.10 +08:00", "4 Mar 09.10 +08" },
        { "2025-03-04T23:30:00-03:30", "en", "4 Mar 2025 23:30 -03:30", "4 Mar 23:30 -03:30" },
        { "2024-12-31T23:59Z", "en", "31 Dec 2024 23:59 UTC", "31 Dec 2024 23:59 UTC" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kb_buf buf = { 0 };
        kb_time time;
        assert_true(kb_time_parse(kb_str_of(rows[i].in), &time));
        kb_phrase_time(&buf, time, rows[i].ui);
        expect(&buf, rows[i].out);
        kb_phrase_moment(&buf, time, 2025, rows[i].ui);
        expect(&buf, rows[i].moment);
    }
}

static void test_an_office_is_no_carrier_of_its_own_words(void **state)
{
    kb_str names[] = { KB_STR("the ministry"), KB_STR("an agency") };
    kb_strs carriers = { names, 2 }, none = { 0 };
    kb_buf buf = { 0 };
    (void)state;
    kb_phrase_voice(&buf, KB_STR("the ministry"), carriers, "en");
    expect(&buf, "\xe2\x80\x94 the ministry, via an agency");
    kb_phrase_voice(&buf, KB_STR(""), carriers, "id");
    expect(&buf, "\xe2\x80\x94 melalui the ministry, an agency");
    kb_phrase_voice(&buf, KB_STR("a mayor"), none, "en");
    expect(&buf, "\xe2\x80\x94 a mayor");
    kb_phrase_voice(&buf, KB_STR(""), none, "en");
    expect(&buf, "");
}

static void test_a_report_is_named_by_outlet_then_file_then_id(void **state)
{
    static const struct {
        const char *outlet, *file, *record, *id, *out;
    } rows[] = {
        { "Suara Timur", "a/b.txt", "", "7", "Suara Timur" },
        { "", "a/b.txt", "", "7", "b.txt" },
        { "", "a/b.jsonl", "line 3", "7", "7" }, /* one of several in its file */
        { "", "-", "", "7", "7" },
        { "", "", "", "7", "7" },
        { "\x1b[1mNusa", "", "", "7", "[1mNusa" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct kb_document doc = { .outlet = kb_str_of(rows[i].outlet),
                                   .origin_file = kb_str_of(rows[i].file),
                                   .origin_record = kb_str_of(rows[i].record),
                                   .id = kb_str_of(rows[i].id) };
        kb_buf buf = { 0 };
        kb_phrase_report(&buf, &doc);
        expect(&buf, rows[i].out);
    }
}

static void test_a_verdict_meets_the_words_that_it_names(void **state)
{
    static const struct {
        kb_verdict_kind kind;
        kb_span span;
        bool met;
    } rows[] = {
        { KB_WRONG_ROW, { 10, 40 }, true },       { KB_WRONG_ROW, { 10, 20 }, true },
        { KB_WRONG_ROW, { 10, 39 }, false },      { KB_WRONG_ALIGNMENT, { 30, 40 }, true },
        { KB_WRONG_ALIGNMENT, { 0, 50 }, false }, { KB_VERIFIED, { 0, 50 }, true },
        { KB_VERIFIED, { 12, 31 }, false },       { KB_WRONG_SPEAKER, { 10, 20 }, true },
        { KB_WRONG_SPEAKER, { 20, 30 }, false },  { KB_WRONG_SPEAKER, { 40, 50 }, false },
    };
    kb_span at[] = { { 10, 20 }, { 30, 40 } };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_verdict verdict = { .kind = rows[i].kind, .span = rows[i].span };
        KB_ROW_INT(i, kb_verdict_meets(&verdict, (kb_spans){ at, 2 }), rows[i].met);
        KB_ROW_INT(i, kb_verdict_meets(&verdict, (kb_spans){ 0 }), false);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_verdict_meets_the_words_that_it_names),
        cmocka_unit_test(test_figures_are_shown_in_one_notation),
        cmocka_unit_test(test_times_are_shown_to_the_precision_known),
        cmocka_unit_test(test_an_office_is_no_carrier_of_its_own_words),
        cmocka_unit_test(test_a_report_is_named_by_outlet_then_file_then_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
