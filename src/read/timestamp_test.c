#include "read/timestamp.h"

#include "base/test.h"

static void test_moments_are_read_as_machines_state_them(void **state)
{
    static const struct {
        const char *text, *time;
    } rows[] = {
        { "2025-03-04T09:10:00+08:00", "2025-03-04T09:10:00+08:00" },
        { "2025-03-04T09:10:00.123Z", "2025-03-04T09:10:00Z" },
        { "2025-03-04 09:10:00 +0800", "2025-03-04T09:10:00+08:00" },
        { "2025/03/04 09:10:00", "2025-03-04T09:10:00" },
        { "2025-3-4", "2025-03-04" },
        { "2025-03-04T00:00:00Z", "2025-03-04" },
        { "20250304", "2025-03-04" },
        { "1741050600", "2025-03-04T01:10:00Z" },
        { "1741050600000", "2025-03-04T01:10:00Z" },
        { "Tue, 04 Mar 2025 09:10:00 GMT", "2025-03-04T09:10:00Z" },
        { "Tue Mar 04 2025 09:10:00 GMT+0800 (WITA)", "2025-03-04T09:10:00+08:00" },
        { "4 Maret 2025, 09.10 WIB", "2025-03-04T09:10+07:00" },
        { "1970-01-01T00:00:00Z", NULL },
        { "0001-01-01T00:00:00", NULL },
        { "999999999-01-01", NULL },
        { "{{ date }}", NULL },
        { "2025", NULL },
        { "", NULL },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf time = { 0 };
        kb_time t;
        if (kb_timestamp_parse(kb_str_of(rows[i].text), (kb_date_place){ 0 }, &t)) kb_time_write(&time, t);
        KB_ROW_STR(i, kb_buf_str(&time), kb_str_of(rows[i].time ? rows[i].time : ""));
        kb_buf_clear(&time);
    }
}

static void test_the_day_in_a_url_is_read(void **state)
{
    static const struct {
        const char *url, *time;
    } rows[] = {
        { "https://post.example/2025/03/04/bridge", "2025-03-04" },
        { "https://post.example/news/2025-03-04-bridge.html", "2025-03-04" },
        { "https://post.example/read/20250304/bridge", "2025-03-04" },
        { "https://post.example/2025/13/04/bridge", NULL },
        { "https://post.example/a/120250304/bridge", NULL },
        { "https://post.example/id-2025030412", NULL },
        { "https://post.example/read/20250304091500-12-77/bridge", "2025-03-04" },
        { "https://post.example/", NULL },
        { "", NULL },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf time = { 0 };
        kb_time t;
        if (kb_timestamp_of_url(kb_str_of(rows[i].url), &t)) kb_time_write(&time, t);
        KB_ROW_STR(i, kb_buf_str(&time), kb_str_of(rows[i].time ? rows[i].time : ""));
        kb_buf_clear(&time);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moments_are_read_as_machines_state_them),
        cmocka_unit_test(test_the_day_in_a_url_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
