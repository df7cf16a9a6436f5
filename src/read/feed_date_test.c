#include "read/feed_date.h"

#include "base/test.h"

static void test_dates_of_every_kind_are_read(void **state)
{
    static const struct {
        const char *text, *expected;
    } rows[] = {
        { "Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z" },    /* RFC 822 */
        { "Thu, 1 Jan 04 19:48 EST", "2004-01-01T19:48-05:00" },        /* two digits, no seconds */
        { "Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21" },          /* asctime */
        { "Thursday, 01-Jan-04 19:48:21 GMT", "2004-01-01T19:48:21Z" }, /* RFC 850 */
        { "2004-01-01T19:48:21.123Z", "2004-01-01T19:48:21Z" },
        { "2004-01-01 19:48:21 +0200", "2004-01-01T19:48:21+02:00" },
        { "20040101T194821Z", "2004-01-01T19:48:21Z" },
        { "20040101", "2004-01-01" },
        { "2025-3-4 9:05", "2025-03-04T09:05" },
        { "2004-02-30", "2004-02-29" },                                            /* no such day: the month's last */
        { "Mar, 04 F\xC3\xA9v 2025 10:00:00 +0100", "2025-02-04T10:00:00+01:00" }, /* a Tuesday in February */
        { "Sel, 04 Agt 2025 19:10:00 +0700", "2025-08-04T19:10:00+07:00" },
        { "4 Maret 2025", "2025-03-04" },
        { "2004-05-25 \xEC\x98\xA4\xED\x9B\x84 11:23:17", "2004-05-25T23:23:17" }, /* Korean: p.m. */
        { "March 4, 2025 7:10 PM PST", "2025-03-04T19:10-08:00" },
        { "4/3/2025 19:10", "2025-03-04T19:10" },
        { "3/4/2025 7:10 PM", "2025-03-04T19:10" }, /* who writes PM writes the month first */
        { "3/14/2025 7:10:00 am", "2025-03-14T07:10:00" },
        { "04.03.2025 19:10", "2025-03-04T19:10" },
        { "1741083000", "2025-03-04T10:10:00Z" },
        { "1741083000000", "2025-03-04T10:10:00Z" },
        { "Thu, 01 Jan 2004 24:00:00 GMT", "2004-01-02T00:00:00Z" },
        { "Thu, 01 Jan 2004 25:61:00 GMT", "2004-01-01" }, /* no such clock */
        { "Tue, 4 Mar 2025 20:00:00 GMT+8", "2025-03-04T20:00:00+08:00" },
        { "Tue, 4 Mar 2025 20:00:00 WIB", "2025-03-04T20:00:00+07:00" },
        { "March 2025", "2025-03" },
        { "5th September 2024", "2024-09-05" },
        { "2025-03-04T10:00:00+08:00[Asia/Makassar]", "2025-03-04T10:00:00+08:00" },
        /* none */
        { "0001-01-01T00:00:00Z", "" },
        { "99999999999-01-01", "" },
        { "someday", "" },
        { "2025-W10-2", "" },
        { "12:30", "" },
        { "", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_time time = { 0 };
        kb_buf out = { 0 };
        if (kb_feed_date_parse(kb_str_of(rows[i].text), (kb_str){ 0 }, &time)) kb_time_write(&out, time);
        KB_ROW_STR(i, kb_buf_str(&out), kb_str_of(rows[i].expected));
        kb_buf_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates_of_every_kind_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
