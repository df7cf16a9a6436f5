#include <math.h>

#include "base/buf.h"
#include "claim/test_document.h"

/* A figure is written as "span: interval unit concept/state flags", several joined by "; ". */
static void put_bound(kb_buf *out, double value)
{
    if (isinf(value))
        kb_buf_add_c(out, value > 0 ? "inf" : "-inf");
    else
        kb_buf_print(out, "%.6g", value);
}

static void put_figure(kb_buf *out, kb_str text, const kb_figure *g)
{
    kb_buf_add(out, kb_str_part(text, g->span));
    kb_buf_add_c(out, ": ");
    if (g->low < g->high) {
        kb_buf_add_char(out, g->low_open ? '(' : '[');
        put_bound(out, g->low);
        kb_buf_add_char(out, ',');
        put_bound(out, g->high);
        kb_buf_add_char(out, g->high_open ? ')' : ']');
    } else {
        put_bound(out, g->low);
    }
    if (g->unit.len) kb_buf_print(out, " %.*s", KB_STR_ARGS(g->unit));
    if (g->concept.len) kb_buf_print(out, " %.*s", KB_STR_ARGS(g->concept));
    if (g->state.len) kb_buf_print(out, "/%.*s", KB_STR_ARGS(g->state));
    if (g->past) kb_buf_add_c(out, " past");
    if (g->plan) kb_buf_add_c(out, " plan");
    if (g->as_of != KB_NONE) kb_buf_add_c(out, " as-of");
}

static const struct {
    const char *lang, *text, *figures, *why;
} rows[] = {
    /* separators, words, scales */
    { "id", "Ada 10.000 rumah di sana.", "10.000 rumah: 10000 house", "a dot groups thousands" },
    { "id", "Gempa bermagnitudo 6,1 terasa.", "bermagnitudo 6,1: 6.1 magnitude magnitude", "a comma before decimals" },
    { "id", "Dana 1.2 juta dolar tiba.", "Dana 1.2 juta dolar: 1.2e+06 USD budget", "the shape tells, not the rule" },
    { "en", "Some 10,000 homes stand there.", "Some 10,000 homes: [9000,11000] house", "English groups with commas" },
    { "id", "Dua belas kapal karam.", "Dua belas kapal: 12 ship", "belas" },
    { "id", "Dua ratus tiga puluh lima rumah rusak.", "Dua ratus tiga puluh lima rumah rusak: 235 house/damaged",
      "words" },
    { "id", "Seribu lima ratus jiwa mengungsi.", "Seribu lima ratus jiwa mengungsi: 1500 person displaced", "seribu" },
    { "en", "Twenty-one houses were damaged.", "Twenty-one houses were damaged: 21 house/damaged", "hyphened words" },
    { "en", "Half a million voters stayed home.", "Half a million voters: 500000 person voter", "half a million" },
    { "id", "Setengah juta pemilih absen.", "Setengah juta pemilih: 500000 person voter", "setengah juta" },
    { "id", "Defisit Rp1,05 triliun ditutup.", "Defisit Rp1,05 triliun: 1.05e+12 IDR deficit", "money" },
    { "en", "About 850 weavers walked out.", "About 850 weavers: [765,935] weavers", "a plural ends what is counted" },
    { "en", "It took four hours and 40 minutes.", "took four hours and 40 minutes: 16800 s length-of-time",
      "a smaller unit goes on behind and" },
    { "en", "It took an hour and ten minutes.", "took an hour and ten minutes: 4200 s length-of-time",
      "an article counts where a smaller unit goes on" },
    { "en", "Surveyors counted 96 damaged homes.", "96 damaged homes: 96 house/damaged", "a fate before its noun" },
    { "en", "The ferry was carrying 75 people.", "carrying 75 people: 75 person aboard", "of people as such" },
    { "id", "Kapal itu membawa 75 jiwa.", "membawa 75 jiwa: 75 person aboard", "of people as such" },
    { "en", "It was carrying 75 crates.", "75 crates: 75 crates", "... and of nothing else" },
    { "en", "The firm will cut 430 jobs.", "cut 430 jobs: 430 person laid-off plan", "a cut of jobs lays off" },
    { "en", "The firm will cut 430 trees.", "430 trees: 430 trees plan", "... and of nothing else" },
    { "en", "She must pay back $1.5 million.", "pay back $1.5 million: 1.5e+06 USD repayment", "paid back is no pay" },
    { "en", "Rana Velt, who is 18, won.", "18: 5.68025e+08 s age", "an age that a relative clause tells" },
    { "en", "It was 18.", "18: 18", "... of a person" },
    { "en", "The town reached 46.8C.", "46.8C: 46.8 C temperature", "a temperature without its sign" },
    { "en", "It took half an hour.", "took half an hour: 1800 s length-of-time", "a part of a unit" },
    { "en", "It came within a quarter of an hour.", "within a quarter of an hour: [0,900] s",
      "a part of a unit, with of" },
    { "en", "One hundred and forty-eight boats sank.", "One hundred and forty-eight boats: 148 ship",
      "a hyphened word behind and" },
    { "id", "APBD 2026 Rp4,35 triliun disetujui.", "Rp4,35 triliun: 4.35e+12 IDR", "a currency is of what follows" },
    { "id", "Pada 2019 gempa merusak 12 rumah.", "12 rumah: 12 house/damaged past", "a year behind its preposition" },
    { "en", "A fine of A$388 million was paid.", "A$388 million: 3.88e+08 AUD fine", "a letter before the sign" },
    { "en", "They spent a $3 million grant.", "$3 million grant: 3e+06 USD aid",
      "an article is no part of the currency" },
    { "id", "Lebih dari seperlima anggaran hilang.", "Lebih dari seperlima anggaran: (20,inf) % budget", "a part" },
    /* hedges */
    { "id", "Sedikitnya 60 kios terbakar.", "Sedikitnya 60 kios terbakar: [60,inf) stall/burnt", "at least" },
    { "en", "Fewer than 40 houses burned.", "Fewer than 40 houses burned: [0,40) house/burnt", "fewer than" },
    { "en", "It lies under two miles from Hilir.", "under two miles from: [0,3218.69) m distance",
      "no length below nothing" },
    { "id", "Hampir 500 rumah terendam.", "Hampir 500 rumah terendam: [450,500) house/flooded", "nearly" },
    { "id", "Seribu lebih rumah terendam.", "Seribu lebih rumah terendam: (1000,inf) house/flooded", "a hedge behind" },
    { "id", "Belasan pasien dirawat.", "Belasan pasien dirawat: [11,19] person treated", "belasan" },
    { "en", "Dozens of people were injured.", "Dozens of people were injured: [24,99] person injured", "dozens" },
    { "id", "Ombak dua sampai tiga meter.", "Ombak dua sampai tiga meter: [2,3] m height", "a range of words" },
    { "en", "Between 3 and 5 houses burned.", "Between 3 and 5 houses burned: [3,5] house/burnt", "between" },
    { "id", "Umurnya 39.400 tahun, plus minus 700 tahun.",
      "Umurnya 39.400 tahun, plus minus 700 tahun: "
      "[1.22125e+12,1.26543e+12] s age",
      "a tolerance" },
    { "id", "Hujan turun 4 jam 50 menit.", "4 jam 50 menit: 17400 s", "two units of time" },
    /* what is counted */
    { "id", "Korban tewas akibat gempa menjadi lima orang.", "lima orang: 5 person dead", "the clause's subject" },
    { "id", "Dua orang meninggal dunia dan 17 lainnya luka-luka.",
      "Dua orang meninggal dunia: 2 person dead; 17 lainnya luka-luka: 17 person injured", "each its predicate" },
    { "id", "Banjir menewaskan tiga orang.", "menewaskan tiga orang: 3 person dead", "the verb before" },
    { "id", "Rumah yang rusak tercatat 268 unit.", "268 unit: 268 house/damaged", "a noun before its number" },
    { "id", "Polisi menangkap tujuh orang.", "menangkap tujuh orang: 7 person arrested", "arrests" },
    { "en", "Gunmen killed four people and injured 12.",
      "killed four people: 4 person dead; injured 12: 12 person injured", "verbs before" },
    { "en", "The death toll rose to 12.", "12: 12 person dead", "a toll" },
    { "en", "Nine people were killed.", "Nine people were killed: 9 person dead", "passive" },
    { "id", "Pusat gempa 31 kilometer dari Hulu, dengan kedalaman 10 km.",
      "31 kilometer dari: 31000 m distance; kedalaman 10 km: 10000 m depth", "measures" },
    { "en", "A magnitude-6.4 quake struck.", "magnitude-6.4: 6.4 magnitude magnitude", "an article before a unit" },
    { "en", "Eighteen of the 32 passengers swam.", "Eighteen of the 32 passengers: 18 person passenger",
      "a part of a whole" },
    { "en", "The ship sank five nautical miles off Hilir.", "five nautical miles off: 9260 m distance", "sea miles" },
    { "id", "Jaksa menuntut delapan tahun penjara.", "delapan tahun penjara: 2.52456e+08 s prison", "a sentence" },
    { "id", "Tujuh dari delapan fraksi setuju.", "Tujuh dari delapan fraksi: 7 faction", "a part of a whole" },
    { "id", "Tidak ada korban jiwa.", "Tidak ada korban jiwa: 0 person dead", "none" },
    { "en", "There were no injuries.", "no injuries: 0 person injured", "no" },
    { "id", "Seorang warga tewas.", "Seorang warga tewas: 1 person dead", "one" },
    { "id", "Raka (51) pulang.", "51: 1.6094e+09 s age", "an age in brackets" },
    { "en", "A 12-year-old girl sang.", "12-year-old: 3.78683e+08 s age", "an age in one word" },
    /* what is no count */
    { "id", "Kecelakaan terjadi di kilometer 12.", "", "a milestone" },
    { "id", "Pasal 12 dan nomor 4 berlaku pada 2019.", "", "labels and a year" },
    { "id", "Pesawat Boeing 737 mendarat.", "", "a name with a number" },
    { "id", "Wabah Covid-19 reda.", "", "a name with a hyphen" },
    { "id", "Seorang guru bernyanyi.", "", "one whom nothing befell" },
    { "id", "Tidak ada potensi tsunami.", "", "nothing of what is counted" },
    { "id", "Hubungi 08123456789 segera.", "", "a telephone" },
    { "id", "Acara 16.00-17.30 ramai.", "", "clock times without a mark" },
    /* of another time */
    { "id", "Gempa Oktober tahun lalu merobohkan 312 rumah.", "312 rumah: 312 house/destroyed past", "last year" },
    { "id", "Laba 5 miliar rupiah, naik dari 3 miliar tahun lalu.",
      "Laba 5 miliar rupiah: 5e+09 IDR profit; 3 miliar: 3e+09 past", "the comparison is past, the figure is not" },
    { "id", "Perusahaan menargetkan 8 juta ton.", "8 juta ton: 8e+09 kg plan", "a target" },
    { "id", "Hingga pukul 08.00, dua orang tewas.", "dua orang tewas: 2 person dead as-of", "a moment" },
    { "id", "Hakim menilai Sugra, pria 58 tahun itu, ceroboh.", "58 tahun: 1.8303e+09 s age",
      "years behind a noun for a person" },
    { "id", "Hakim memvonis pria itu 58 tahun penjara.", "58 tahun penjara: 1.8303e+09 s prison", "a term is none" },
    { "en", "The town of Velda saw 46.8C at noon.", "46.8C: 46.8 C temperature",
      "the unit alone says what is measured" },
    { "id", "Nilai rata-rata matematika hanya 52,8.", "52,8: 52.8 average", "an average" },
    { "id", "Rata-ratanya 58,2 tahun ini.", "Rata-ratanya 58,2: 58.2 average", "... which is no rough value" },
    { "en", "An average of 58.2 was reached.", "58.2: 58.2 average", "in English" },
    { "en", "The plan passed 9-5 on Friday.", "9-5: 9 vote", "a vote as a score" },
    { "en", "The Kestrels won 3-1 on Friday.", "3-1: 3001", "a score" },
    { "en", "The council backs a 6.4 per cent rates rise.", "6.4 per cent rates rise: 6.4 % rise", "what rises" },
    { "en", "The council lifts property rates by 6.4 per cent.", "6.4 per cent: 6.4 % rise", "a verb of rising" },
    { "en", "Tarn scored in the 66th minute and the club is third in the table.",
      "66th minute: 66 minute; third in the table: 3 rank", "places in an order" },
    { "id", "Gol Tarno pada menit ke-66 membawa Persela ke peringkat ketiga.",
      "menit ke-66: 66 minute; peringkat ketiga: 3 rank", "in Indonesian" },
    { "en", "It was the third attempt on the fourth floor.", "", "ordinals that name" },
    { "", "10 houses", "", "no language, no figures" },
};

static void test_figures_are_intervals_of_what_they_count(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_test_document t;
        kb_buf got = { 0 };
        kb_test_open(&t, rows[i].lang, "2025-03-04T09:10:00+08:00", rows[i].text);
        for (size_t f = 0; f < t.claims.figures.count; f++) {
            if (f) kb_buf_add_c(&got, "; ");
            put_figure(&got, t.doc.text, &t.claims.figures.at[f]);
        }
        if (!kb_str_equal(kb_buf_str(&got), kb_str_of(rows[i].figures))) {
            print_error("row %zu (%s): got \"%.*s\", expected \"%s\"\n", i, rows[i].why, KB_STR_ARGS(kb_buf_str(&got)),
                        rows[i].figures);
            wrong++;
        }
        kb_buf_clear(&got);
        kb_test_close(&t);
    }
    assert_int_equal(wrong, 0);
}

static void test_scores_are_one_whichever_side_is_named_first(void **state)
{
    (void)state;
    kb_test_document a, b;
    kb_test_open(&a, "id", NULL, "Tuan rumah menang 2-1 kemarin.");
    kb_test_open(&b, "id", NULL, "Tamu kalah 1-2 kemarin.");
    assert_int_equal(a.claims.figures.count, 1);
    assert_int_equal(b.claims.figures.count, 1);
    assert_int_equal(a.claims.figures.at[0].kind, KB_FIGURE_SCORE);
    assert_true(fabs(a.claims.figures.at[0].low - b.claims.figures.at[0].low) < 1e-9);
    kb_test_close(&a);
    kb_test_close(&b);
}

static void test_printed_digits_tell_the_precision(void **state)
{
    (void)state;
    kb_test_document t;
    kb_test_open(&t, "id", NULL, "Belanja Rp4,1 triliun.");
    assert_int_equal(t.claims.figures.count, 1);
    assert_int_equal(t.claims.figures.at[0].printed.mantissa, 41);
    assert_int_equal(t.claims.figures.at[0].printed.scale, -11);
    kb_test_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures_are_intervals_of_what_they_count),
        cmocka_unit_test(test_scores_are_one_whichever_side_is_named_first),
        cmocka_unit_test(test_printed_digits_tell_the_precision),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
