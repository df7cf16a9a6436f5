#include "story/revision.h"

#include "base/test.h"

#define LEAD "Dua belas rumah rusak di Desa Wanasari setelah hujan deras semalam, kata kepala desa Sulastri Wirana.\n"
#define REST                                                                       \
    "\"Kami sudah mengungsikan delapan keluarga ke balai desa,\" ujar Sulastri.\n" \
    "Hujan mulai turun pada Senin sore dan baru berhenti menjelang fajar.\n"
#define TITLE "Rumah rusak di Wanasari"

typedef struct {
    const char *title, *text;
    kb_doc_kind kind;
    bool paywalled;
    kb_revision expected;
    const char *why;
} revision_row;

static kb_document *document(const char *title, const char *text, kb_doc_kind kind, bool paywalled)
{
    kb_document *doc;
    assert_int_equal(kb_document_new((size_t)1 << 20, &doc, NULL), KB_OK);
    doc->title = kb_str_of(title);
    doc->text = kb_str_of(text);
    doc->kind = kind;
    doc->paywalled = paywalled;
    size_t skip = kb_str_find(doc->text, KB_STR("Baca juga"), 0);
    if (skip != SIZE_MAX) {
        kb_line *line = KB_ADD(doc->arena, &doc->lines, kb_line);
        size_t end = kb_str_find(doc->text, KB_STR("\n"), skip);
        assert_non_null(line);
        *line = (kb_line){ kb_span_of(skip, end == SIZE_MAX ? doc->text.len : end), KB_LINE_SKIP };
    }
    return doc;
}

static const revision_row rows[] = {
    { TITLE, LEAD REST, 0, false, KB_REVISION_SAME, "nothing changed" },
    { "Rumah  rusak\xc2\xa0"
      "di Wanasari ",
      "\n" LEAD "\n  " REST " ", 0, false, KB_REVISION_SAME, "blanks" },
    { TITLE, LEAD REST "Dibaca 1.204 kali\n14 komentar\n", 0, false, KB_REVISION_SAME, "counters" },
    { TITLE, LEAD REST "Baca juga: Jalan ke Wanasari kembali dibuka setelah tiga hari.\n", 0, false, KB_REVISION_SAME,
      "another article is pointed to" },
    { TITLE, LEAD REST "Tidak ada korban.\n", 0, false, KB_REVISION_CHANGED, "a short sentence" },
    { TITLE, "Lima belas rumah rusak di Desa Wanasari setelah hujan deras semalam, kata kepala desa.\n" REST, 0, false,
      KB_REVISION_CHANGED, "another figure" },
    { "Rumah rusak di Wanasari, delapan keluarga mengungsi", LEAD REST, 0, false, KB_REVISION_CHANGED,
      "another title" },
    { TITLE, REST LEAD, 0, false, KB_REVISION_CHANGED, "another order" },
    { TITLE, LEAD, 0, false, KB_REVISION_DOUBTFUL, "less than half is left" },
    { TITLE,
      "Langganan sekarang untuk membaca semua berita kami tanpa iklan selama tiga bulan pertama.\n"
      "Pilih paket bulanan atau tahunan, batalkan kapan saja lewat akun Anda.\n"
      "Sudah berlangganan? Masuk dengan surel dan kata sandi yang terdaftar.\n",
      0, false, KB_REVISION_DOUBTFUL, "hardly a word in common" },
    { TITLE, LEAD, KB_DOC_SHORT, false, KB_REVISION_NONE, "a stub" },
    { TITLE, LEAD "Hujan mulai turun pada Senin sore dan baru berhenti menjelang fajar.\n", 0, true, KB_REVISION_NONE,
      "what a paywall leaves" },
    { TITLE, LEAD REST "Sekolah diliburkan sampai Kamis, kata camat.\n", 0, true, KB_REVISION_CHANGED,
      "more of it, though not all may read it" },
    { "Halaman tidak ditemukan", LEAD REST, KB_DOC_ERROR, false, KB_REVISION_NONE, "an error" },
    { "Berita terbaru", LEAD REST, KB_DOC_LIST, false, KB_REVISION_NONE, "a list" },
};

static kb_revision judge(const kb_document *before, const kb_document *after, int64_t *words)
{
    kb_arena *work = kb_arena_new((size_t)1 << 20);
    kb_revision revision;
    assert_int_equal(kb_revision_judge(before, after, work, &revision, words, NULL), KB_OK);
    kb_arena_free(work);
    return revision;
}

static void test_what_counts_as_changed(void **state)
{
    kb_document *before = document(TITLE, LEAD REST, KB_DOC_ARTICLE, false);
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const revision_row *r = &rows[i];
        kb_document *after = document(r->title, r->text, r->kind, r->paywalled);
        int64_t words;
        kb_revision revision = judge(before, after, &words);
        if (revision != r->expected) fail_msg("%s: got %d, expected %d", r->why, (int)revision, (int)r->expected);
        kb_document_free(after);
    }
    kb_document_free(before);
}

static void test_equal_words_have_one_hash(void **state)
{
    kb_document *before = document(TITLE, LEAD REST, KB_DOC_ARTICLE, false),
                *cut = document(TITLE, LEAD, KB_DOC_ARTICLE, false),
                *again = document(TITLE " ", LEAD "3 komentar\n", KB_DOC_ARTICLE, false);
    int64_t words, same, other;
    (void)state;
    (void)judge(before, cut, &words);
    (void)judge(before, again, &same);
    (void)judge(before, before, &other);
    assert_true(words == same);
    assert_true(words != other && words != 0);
    kb_document_free(before);
    kb_document_free(cut);
    kb_document_free(again);
}

static void test_no_text_is_none_that_changed(void **state)
{
    kb_document *before = document("", "", KB_DOC_ARTICLE, false);
    int64_t words;
    (void)state;
    assert_int_equal(judge(before, before, &words), KB_REVISION_SAME);
    kb_document_free(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_counts_as_changed),
        cmocka_unit_test(test_equal_words_have_one_hash),
        cmocka_unit_test(test_no_text_is_none_that_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
