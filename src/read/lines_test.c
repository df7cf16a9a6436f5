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
    { "Panen Raya di Wanasari\nSari Dewi/Kantor Nusa\n" LEAD_ID, "T:Panen Raya di Wanasari|C:Sari Dewi/Kantor Nusa|" },
    { "Panen Raya di Wanasari\nEPX\n" LEAD_ID, "T:Panen Raya di Wanasari|C:EPX|" },
    { "Panen Raya di Wanasari\nWarga memanen padi. (Kantor Foto/Sari Dewi)\n" LEAD_ID,
      "T:Panen Raya di Wanasari|C:Warga memanen padi. (Kantor Foto/Sari Dewi)|" },
    { "Panen Raya di Wanasari\n" LEAD_ID "Panen berlanjut hingga Jumat. (sdw/bma)\n",
      "T:Panen Raya di Wanasari|B:(sdw/bma)|" },
    { "Panen Raya di Wanasari\n" LEAD_ID "Panen berlanjut hingga Jumat (pekan depan).\n", "T:Panen Raya di Wanasari|" },
    { "Panen Raya di Wanasari\n" LEAD_ID "Bantuan datang dari PT Wana (Persero)\n", "T:Panen Raya di Wanasari|" },
    { "Panen Raya di Wanasari\nDiperbarui: Rabu, 5 Maret 2025 pukul 09.10 WIB\n" LEAD_ID,
      "T:Panen Raya di Wanasari|B:Diperbarui: Rabu, 5 Maret 2025 pukul 09.10 WIB|" },
    { "Bridge reopens in Marlow Bay\nBy Ana Reyes, our reporter at the port\n" LEAD_EN,
      "T:Bridge reopens in Marlow Bay|B:By Ana Reyes, our reporter at the port|" },
    { "Bridge reopens in Marlow Bay\nAna Reyes | Island Post\nPublished 4 March 2025\n" LEAD_EN,
      "T:Bridge reopens in Marlow Bay|B:Ana Reyes | Island Post|B:Published 4 March 2025|" },
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
    static const struct {
        const char *text, *published, *modified;
    } dates[] = {
        { "Panen Raya di Wanasari\nRabu, 5 Maret 2025 | 09.10 WIB\n" LEAD_ID, "2025-03-05T09:10+07:00", "" },
        { "Panen Raya di Wanasari\nTerbit 5 Maret 2025\nDiperbarui 6 Maret 2025\n" LEAD_ID, "2025-03-05",
          "2025-03-06" },
        { "Bridge reopens in Marlow Bay\nPosted at 10: 04 am on March 4, 2025\n" LEAD_EN, "2025-03-04T10:04", "" },
        { "Bridge reopens in Marlow Bay\nMAR. 4, 2025, 8:12 PM\n" LEAD_EN, "2025-03-04T20:12", "" },
        { "Bridge reopens in Marlow Bay\n2025-03-04T20:05:00+08:00\n" LEAD_EN, "2025-03-04T20:05:00+08:00", "" },
        { "Bridge reopens in Marlow Bay\nFebruary 31, 2025\n" LEAD_EN, "", "" },
        { "Panen Raya di Wanasari\n" LEAD_ID, "", "" },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(dates); i++) {
        kb_buf published = { 0 }, modified = { 0 };
        read_test_read(&t, kb_str_of(dates[i].text));
        kb_time_write(&published, t.docs[0]->published);
        kb_time_write(&modified, t.docs[0]->modified);
        KB_ROW_STR(i, kb_buf_str(&published), kb_str_of(dates[i].published));
        KB_ROW_STR(i, kb_buf_str(&modified), kb_str_of(dates[i].modified));
        KB_ROW_STR(i, t.docs[0]->published_from, kb_str_of(dates[i].published[0] ? "line" : ""));
        kb_buf_clear(&published);
        kb_buf_clear(&modified);
    }
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
