#include "claim/test_document.h"

/* A date is written as "span = from .. to role", several joined by "; ": "?" where it cannot be resolved. */
static const struct {
    const char *lang, *when, *text, *dates, *why;
} rows[] = {
    { "id", "2025-03-04T09:10+08:00", "Gempa terjadi Selasa (4/3/2025) pukul 03.17 Wita.",
      "Selasa (4/3/2025) pukul 03.17 Wita = 2025-03-04T03:17+08:00 .. 2025-03-04T03:18+08:00 happened", "parts join" },
    { "id", "2025-03-04T19:45+08:00", "Itu terjadi pukul 02.17 WIB.",
      "pukul 02.17 WIB = 2025-03-04T03:17+08:00 .. 2025-03-04T03:18+08:00 happened", "another zone, the same moment" },
    { "id", "2025-01-14T07:30+07:00", "Hujan turun pada Senin malam.",
      "Senin malam = 2025-01-13T18:00+07:00 .. 2025-01-14T00:00+07:00 happened",
      "a weekday just past, a part of the day" },
    { "id", "2025-01-14T20:05+07:00", "Banjir datang pada 13 Januari sekitar pukul 22.00.",
      "13 Januari sekitar pukul 22.00 = 2025-01-13T21:45+07:00 .. 2025-01-13T22:16+07:00 happened", "about" },
    { "id", "2024-09-11T16:20+07:00", "Pleidoi dijadwalkan dua pekan lagi.",
      "dua pekan lagi = 2024-09-24T00:00+07:00 .. 2024-09-27T00:00+07:00 planned", "two weeks on, more or less" },
    { "en", "2026-03-11T10:00+07:00", "Voting is scheduled for Monday.",
      "Monday = 2026-03-16T00:00+07:00 .. 2026-03-17T00:00+07:00 planned", "a weekday to come" },
    { "id", "2025-03-21T21:00+07:00", "Aksi akan digelar Senin depan.",
      "Senin depan = 2025-03-24T00:00+07:00 .. 2025-03-25T00:00+07:00 planned", "next Monday" },
    { "id", "2025-03-04T09:10+08:00", "Gempa Oktober tahun lalu merobohkan rumah.",
      "Oktober tahun lalu = 2024-10-01T00:00+08:00 .. 2024-11-01T00:00+08:00 past", "a month of last year" },
    { "id", "2025-11-26T06:15+07:00", "Anggaran disetujui kemarin sore.",
      "kemarin sore = 2025-11-25T15:00+07:00 .. 2025-11-25T18:00+07:00 happened", "yesterday" },
    { "id", "2025-08-13T12:00+07:00", "Lurah Saka mengatakan pada hari Rabu bahwa air surut.",
      "hari Rabu = 2025-08-13T00:00+07:00 .. 2025-08-14T00:00+07:00 said",
      "the day of saying is not that of the event" },
    { "id", "2025-08-13T12:00+07:00", "Kantor berita itu melaporkan pada hari Rabu.",
      "hari Rabu = 2025-08-13T00:00+07:00 .. 2025-08-14T00:00+07:00 reported", "the day of reporting" },
    { "id", NULL, "Pertemuan berlangsung hari Jumat.", "hari Jumat = ? happened", "no day of publication" },
    { "id", NULL, "Perang pecah pada Februari 2022.", "Februari 2022 = 2022-02-01T00:00Z .. 2022-03-01T00:00Z past",
      "needs none" },
    { "id", "2025-03-04", "Pasar itu dibangun 1994.", "1994 = 1994-01-01T00:00Z .. 1995-01-01T00:00Z past",
      "a bare year" },
    { "id", "2025-03-04", "Ada 2000 rumah dan APBD 2026.", "", "a count, and the year of a name" },
    { "id", "2025-03-04", "Tanggal 31/2/2025 tidak ada.", "31/2/2025 = ? happened", "no such day" },
    { "en", "2025-08-14T10:00+00:00", "The ferry sank on Wednesday at 9.50 p.m. off the cape.",
      "Wednesday at 9.50 p.m. = 2025-08-13T21:50Z .. 2025-08-13T21:51Z happened", "English clock" },
    { "en", "2025-08-14T10:00+00:00", "Tear gas was fired at about ten past seven on Wednesday evening.",
      "ten past seven on Wednesday evening = 2025-08-13T19:10Z .. 2025-08-13T19:11Z happened", "a clock in words" },
    { "en", "2025-08-14T10:00+00:00", "The town shook at half past four on Wednesday morning.",
      "half past four on Wednesday morning = 2025-08-13T04:30Z .. 2025-08-13T04:31Z happened", "half past" },
    { "en", "2025-08-14T10:00+00:00", "At ten to four on Wednesday afternoon the gauge broke.",
      "ten to four on Wednesday afternoon = 2025-08-13T15:50Z .. 2025-08-13T15:51Z happened", "minutes to the hour" },
    { "en", "2025-08-14T10:00+00:00", "They approved it ten to four.", "", "a vote" },
    { "en", "2025-08-14T10:00+00:00", "It broke out at around seven in the evening on Wednesday.",
      "seven in the evening on Wednesday = 2025-08-13T19:00Z .. 2025-08-13T19:01Z happened", "an hour of the evening" },
    { "en", "2025-08-14T10:00+00:00", "The siren went at 9 on Wednesday night.",
      "9 on Wednesday night = 2025-08-13T21:00Z .. 2025-08-13T21:01Z happened", "an hour of a weekday's night" },
    { "en", "2025-08-14T10:00+00:00", "Doors opened at ten o'clock on Friday.",
      "ten o'clock on Friday = 2025-08-08T10:00Z .. 2025-08-08T10:01Z happened", "an hour in words" },
    { "en", "2025-08-14T10:00+00:00", "He lost to seven in the last round.", "", "no hour" },
    { "id", "2025-08-14T10:00+07:00", "Banjir datang Rabu malam menjelang pukul sebelas.",
      "Rabu malam menjelang pukul sebelas = 2025-08-13T22:45+07:00 .. 2025-08-13T23:16+07:00 happened",
      "the night makes it a late hour" },
    { "id", "2025-08-14T10:00+07:00", "Rapat dibuka pukul setengah delapan pagi dan ditutup pukul dua siang.",
      "pukul setengah delapan pagi = 2025-08-14T07:30+07:00 .. 2025-08-14T07:31+07:00 happened; "
      "pukul dua siang = 2025-08-14T14:00+07:00 .. 2025-08-14T14:01+07:00 happened",
      "half of the hour before; two past noon" },
    { "id", "2025-08-14T23:00+07:00", "Ledakan terdengar jam tujuh lewat sepuluh malam.",
      "jam tujuh lewat sepuluh malam = 2025-08-14T19:10+07:00 .. 2025-08-14T19:11+07:00 happened",
      "minutes behind it" },
    { "id", "2025-08-14T23:00+07:00", "Kapal bersandar pukul sembilan kurang seperempat.",
      "pukul sembilan kurang seperempat = 2025-08-14T08:45+07:00 .. 2025-08-14T08:46+07:00 happened", "and before it" },
    { "en", "2025-08-14T10:00+00:00", "It began at 16:52 GMT.",
      "16:52 GMT = 2025-08-13T16:52Z .. 2025-08-13T16:53Z happened", "later than now: of the day before" },
    { "en", "2025-08-14T10:00+00:00", "They will meet on March 4, 2026.",
      "March 4, 2026 = 2026-03-04T00:00Z .. 2026-03-05T00:00Z planned", "to come" },
    { "en", "2025-08-14T10:00+00:00", "It opened last April and closed a year ago.",
      "last April = 2025-04-01T00:00Z .. 2025-05-01T00:00Z past; "
      "a year ago = 2024-06-20T00:00Z .. 2024-10-09T00:00Z past",
      "relative" },
    { "en", "2025-08-14T10:00+00:00", "The heat is expected to last until Saturday.",
      "Saturday = 2025-08-16T00:00Z .. 2025-08-17T00:00Z planned", "what lasts until a day" },
    { "en", "2025-08-14T10:00+00:00", "Results can be collected from Monday.",
      "Monday = 2025-08-18T00:00Z .. 2025-08-19T00:00Z planned", "what can be done from a day on" },
    { "en", "2025-08-14T10:00+00:00", "The heat had lasted until Saturday.",
      "Saturday = 2025-08-09T00:00Z .. 2025-08-10T00:00Z happened", "... what had" },
    { "id", "2025-08-14T10:00+07:00", "Ledakan pada September tahun lalu menewaskan sebelas orang.",
      "September tahun lalu = 2024-09-01T00:00+07:00 .. 2024-10-01T00:00+07:00 past",
      "a month of last year that lies near in this one" },
    { "en", "2025-08-14T10:00+00:00", "They may march in May.", "May = 2025-05-01T00:00Z .. 2025-06-01T00:00Z past",
      "words that are months too" },
};

static const char *role_name(kb_date_role role)
{
    switch (role) {
    case KB_DATE_HAPPENED: return "happened";
    case KB_DATE_SAID: return "said";
    case KB_DATE_REPORTED: return "reported";
    case KB_DATE_PLANNED: return "planned";
    case KB_DATE_PAST: return "past";
    }
    return "";
}

static void put_moment(kb_buf *out, int64_t seconds, kb_time published)
{
    bool zoned = published.precision != KB_TIME_NONE;
    kb_time t = {
        .seconds = seconds, .offset = zoned ? published.offset : 0, .zoned = true, .precision = KB_TIME_MINUTE
    };
    kb_time_write(out, t);
}

static void put_date(kb_buf *out, const kb_document *doc, const kb_date *date)
{
    kb_buf_add(out, kb_str_part(doc->text, date->span));
    kb_buf_add_c(out, " = ");
    if (date->from == INT64_MIN) {
        kb_buf_add_char(out, '?');
    } else {
        put_moment(out, date->from, doc->published);
        kb_buf_add_c(out, " .. ");
        put_moment(out, date->to, doc->published);
    }
    kb_buf_print(out, " %s", role_name(date->role));
}

static void test_dates_are_resolved_against_the_publication(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_test_document t;
        kb_buf got = { 0 };
        kb_test_open(&t, rows[i].lang, rows[i].when, rows[i].text);
        for (size_t d = 0; d < t.claims.dates.count; d++) {
            if (d) kb_buf_add_c(&got, "; ");
            put_date(&got, &t.doc, &t.claims.dates.at[d]);
        }
        if (!kb_str_equal(kb_buf_str(&got), kb_str_of(rows[i].dates))) {
            print_error("row %zu (%s): got \"%.*s\", expected \"%s\"\n", i, rows[i].why, KB_STR_ARGS(kb_buf_str(&got)),
                        rows[i].dates);
            wrong++;
        }
        kb_buf_clear(&got);
        kb_test_close(&t);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dates_are_resolved_against_the_publication),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
