#include "text/written_date.h"

#include "base/test.h"

static void test_dates_of_many_languages_are_read(void **state)
{
    static const struct {
        const char *text, *lang, *region, *time; /* time NULL: none */
    } rows[] = {
        { "Selasa, 12 Maret 2024, 10.15 WIB", "id", "", "2024-03-12T10:15+07:00" },
        { "Kompleks Pasar - 12/03/2024 09:05 WITA", "id", "", "2024-03-12T09:05+08:00" },
        { "Published March 12th, 2024 at 3:04 pm ET", "en", "", "2024-03-12T15:04-05:00" },
        { "Mar. 12, 2024", "en", "", "2024-03-12" },
        { "03/05/2024", "en", "", "2024-03-05" },
        { "03/05/2024", "en", "GB", "2024-05-03" },
        { "03/05/2024", "en-US", "GB", "2024-03-05" },
        { "13/05/2024", "en", "", "2024-05-13" },
        { "5. März 2024, 18:30 Uhr", "de", "", "2024-03-05T18:30" },
        { "05.03.24", "de", "", "2024-03-05" },
        { "le 1er février 2024 à 12h30", "fr", "", "2024-02-01T12:30" },
        { "12 de marzo de 2024", "es", "", "2024-03-12" },
        { "3 listopada 2023", "pl", "", "2023-11-03" },
        { "3. listopada 2023.", "hr", "", "2023-10-03" },
        { "5 марта 2024, 10:15 МСК", "ru", "", "2024-03-05T10:15+03:00" },
        { "2024年3月5日 16時05分", "ja", "", "2024-03-05T16:05" },
        { "2024년 3월 5일 오후 3:20", "ko", "", "2024-03-05T15:20" },
        { "٣ مارس ٢٠٢٤", "ar", "", "2024-03-03" },
        { "5 มีนาคม 2567", "th", "", "2024-03-05" },
        { "۱۴ اسفند ۱۴۰۲", "fa", "", "2024-03-04" },
        { "5 ב מרץ 2024", "he", "", "2024-03-05" },
        { "2024. március 5.", "hu", "", "2024-03-05" },
        { "ngày 5 tháng 3 năm 2024", "vi", "", "2024-03-05" },
        { "2024-03-05", "", "", "2024-03-05" },
        { "10:15 GMT+0700, 12 March 2024", "en", "", "2024-03-12T10:15+07:00" },
        { "Version 1.12.2024.7", "en", "", NULL },
        { "31 February 2024", "en", "", NULL },
        { "in 2024, 5 people", "en", "", NULL },
        { "Call 0800 12 3456", "en", "", NULL },
        { "", "", "", NULL },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_written_date found = { 0 };
        kb_buf time = { 0 };
        kb_date_place place = { kb_str_of(rows[i].lang), kb_str_of(rows[i].region) };
        bool any = kb_written_date_find(kb_str_of(rows[i].text), 0, place, &found);
        if (any) kb_time_write(&time, found.time);
        KB_ROW_STR(i, kb_buf_str(&time), kb_str_of(rows[i].time ? rows[i].time : ""));
        kb_buf_clear(&time);
    }
}

static void test_the_span_holds_the_date_and_its_clock(void **state)
{
    kb_str text = KB_STR("Bima, 12 Maret 2024 pukul 10:15 WIB - warga");
    kb_written_date found;
    (void)state;
    assert_true(kb_written_date_find(text, 0, (kb_date_place){ KB_STR("id"), { 0 } }, &found));
    KB_ROW_STR(0, kb_str_part(text, found.span), KB_STR("12 Maret 2024 pukul 10:15 WIB"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates_of_many_languages_are_read),
        cmocka_unit_test(test_the_span_holds_the_date_and_its_clock),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
