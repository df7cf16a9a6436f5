#include "read/read_test.h"

#define LEAD_ID                                                                                                    \
    "Petani di Desa Wanasari mulai memanen padi pada Rabu pagi setelah hujan berhenti, dan hasil panen tahun ini " \
    "disebut lebih baik daripada tahun lalu oleh kepala desa setempat, Rana Wibisana.\n"                           \
    "\"Kami bersyukur,\" kata Rana Wibisana kepada wartawan di balai desa.\n"
#define LEAD_EN                                                                                                        \
    "The bridge over Marlow Bay reopened on Tuesday after nine weeks of repairs, the port office said in a statement " \
    "that was read to reporters at the town hall by its head, Tom Hale.\n"                                             \
    "\"We can go to work again,\" said Ana Reyes, who drives a bus.\n"

typedef struct {
    const char *text, *lines;
} row;

static const row rows[] = {
    { "Panen Raya di Wanasari\n" LEAD_ID, "T:Panen Raya di Wanasari|" },
    { "Panen Raya di Wanasari\nSARI DEWI/KANTOR FOTO/EPX\n" LEAD_ID,
      "T:Panen Raya di Wanasari|C:SARI DEWI/KANTOR FOTO/EPX|" },
    { "Panen Raya di Wanasari\nFoto: Sari Dewi\n" LEAD_ID, "T:Panen Raya di Wanasari|C:Foto: Sari Dewi|" },
    { "Panen Raya di Wanasari\n(Foto: Dok. Desa Wanasari)\n" LEAD_ID,
      "T:Panen Raya di Wanasari|C:(Foto: Dok. Desa Wanasari)|" },
    { "Panen Raya di Wanasari\nOleh Sari Dewi\n" LEAD_ID, "T:Panen Raya di Wanasari|B:Oleh Sari Dewi|" },
    { "Panen Raya di Wanasari\nReporter: Sari Dewi | Editor: Bima Aria\n" LEAD_ID,
      "T:Panen Raya di Wanasari|B:Reporter: Sari Dewi | Editor: Bima Aria|" },
    { "Panen Raya di Wanasari\nSari Dewi, Harian Nusa - Wanasari\n" LEAD_ID,
      "T:Panen Raya di Wanasari|B:Sari Dewi, Harian Nusa - Wanasari|" },
    { "Panen Raya di Wanasari\nRabu, 5 Maret 2025 | 09.10 WIB\n" LEAD_ID,
      "T:Panen Raya di Wanasari|B:Rabu, 5 Maret 2025 | 09.10 WIB|" },
    { "Panen Raya di Wanasari\n" LEAD_ID "Baca juga: Harga Gabah Naik di Wanasari\nPanen berlanjut hingga Jumat.\n",
      "T:Panen Raya di Wanasari|S:Baca juga: Harga Gabah Naik di Wanasari|" },
    { "Panen Raya di Wanasari\n" LEAD_ID "(sdw)", "T:Panen Raya di Wanasari|B:(sdw)|" },
    /* a quote, a subhead, a sentence that begins with the same words: none of these is a credit */
    { "Panen Raya di Wanasari\n" LEAD_ID "\"Kami siap.\"\nHarapan Petani Muda\nOleh karena itu, warga menanam lagi.\n",
      "T:Panen Raya di Wanasari|" },
    { "Panen Raya di Wanasari\n" LEAD_ID "Foto-foto panen itu beredar di media sosial sejak pagi.\n",
      "T:Panen Raya di Wanasari|" },
    { "Panen Raya di Wanasari\n" LEAD_ID "Harga gabah kering/basah naik.\n", "T:Panen Raya di Wanasari|" },
    /* a lead is no title */
    { LEAD_ID, "" },
    { "Bridge reopens in Marlow Bay\nBy Ana Reyes\nPhoto by Tom Hale\n" LEAD_EN,
      "T:Bridge reopens in Marlow Bay|B:By Ana Reyes|C:Photo by Tom Hale|" },
    { "Bridge Reopens in Marlow Bay.\n" LEAD_EN "By winning the vote, the office kept its plan.\n",
      "T:Bridge Reopens in Marlow Bay.|" },
    { "Bridge reopens in Marlow Bay\n" LEAD_EN "Read also: Ferry prices rise\n",
      "T:Bridge reopens in Marlow Bay|S:Read also: Ferry prices rise|" },
    { "  Bridge reopens in Marlow Bay  \n\n" LEAD_EN, "T:Bridge reopens in Marlow Bay|" },
};

static void test_lines_that_are_no_report_are_marked(void **state)
{
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char lines[600];
        read_test_read(&t, kb_str_of(rows[i].text));
        KB_ROW_INT(i, t.count, 1);
        KB_ROW_STR(i, t.docs[0]->text, kb_str_of(rows[i].text)); /* nothing is cut */
        KB_ROW_INT(i, t.docs[0]->kind, KB_DOC_ARTICLE);
        read_test_lines(t.docs[0], lines, sizeof lines);
        KB_ROW_STR(i, kb_str_of(lines), kb_str_of(rows[i].lines));
    }
    read_test_close(&t);
}

static void test_the_kind_of_a_text_is_told(void **state)
{
    static const struct {
        const char *text;
        kb_doc_kind kind;
    } kinds[] = {
        { "Panen Raya di Wanasari", KB_DOC_TITLE },
        { "Panen Raya di Wanasari\nPetani di Wanasari mulai memanen padi.\n", KB_DOC_TITLE },
        { "Petani memanen padi. Hujan berhenti.\nSemua senang.\nBesok lagi.\n", KB_DOC_SHORT },
        { "for (i = 0; i < n; i++) {\n  a[i] = b[i] * 2;\n  c[i] = d[i] * 3;\n}\nif (x > 1) { y(); z(); }\nwhile (p) { "
          "q(); r(); }\n"
          "int f(int a, int b) { return a + b; }\nint g(int a, int b) { return a - b; }\n",
          KB_DOC_NO_REPORT },
        { "tepung\ngula pasir\ngaram dapur\nminyak goreng\ntelur ayam\nbawang merah\nbawang putih\ncabai rawit\nberas "
          "merah\n"
          "kopi bubuk\nteh celup\nsusu kental\nmentega tawar\nkecap manis\n",
          KB_DOC_NO_REPORT },
        { "Panen Raya di Wanasari\n" LEAD_ID, KB_DOC_ARTICLE },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(kinds); i++) {
        read_test_read(&t, kb_str_of(kinds[i].text));
        KB_ROW_INT(i, t.count, 1);
        KB_ROW_INT(i, t.docs[0]->kind, kinds[i].kind);
    }
    read_test_close(&t);
}

static void test_a_date_line_dates_the_document(void **state)
{
    read_test t = { 0 };
    kb_buf time = { 0 };
    (void)state;
    read_test_read(&t, KB_STR("Panen Raya di Wanasari\nRabu, 5 Maret 2025 | 09.10 WIB\n" LEAD_ID));
    kb_time_write(&time, t.docs[0]->published);
    KB_ROW_STR(0, kb_buf_str(&time), KB_STR("2025-03-05T09:10+07:00"));
    KB_ROW_STR(0, t.docs[0]->published_from, KB_STR("line"));
    read_test_read(&t, KB_STR("Panen Raya di Wanasari\n" LEAD_ID));
    assert_int_equal(t.docs[0]->published.precision, KB_TIME_NONE);
    kb_buf_clear(&time);
    read_test_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_that_are_no_report_are_marked),
        cmocka_unit_test(test_the_kind_of_a_text_is_told),
        cmocka_unit_test(test_a_date_line_dates_the_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
