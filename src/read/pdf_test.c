#include "read/pdf.h"

#include "read/pdf_piece.h"
#include "read/read_test.h"

static const kb_read_tools plain_tools = { .max_bytes = 1 << 20 };

/* What poppler might have seen, and how its work ended, to documents and problems. */
static kb_status settle(read_test *t, const kb_pdf_piece *pieces, size_t pieces_count, kb_apart_end end, kb_err *err)
{
    kb_buf told = { 0 };
    size_t count = 0;
    kb_reader reader = { read_test_document, read_test_problem, t, read_test_note };
    kb_reading reading = { .tools = &plain_tools, .reader = &reader, .file = KB_STR("file") };
    for (size_t i = 0; i < t->count; i++) kb_document_free(t->docs[i]);
    t->count = t->problem_count = 0;
    for (size_t i = 0; i < pieces_count; i++) kb_pdf_piece_write(&told, pieces[i]);
    kb_status status = kb_pdf_settle(&reading, kb_buf_str(&told), end, &count, err);
    kb_buf_clear(&told);
    return status;
}

#define LINE(top, words)                             \
    {                                                \
        KB_PDF_LINE, { 60, top, 400, top + 10, 10 }, \
        {                                            \
            words, sizeof words - 1                  \
        }                                            \
    }

static void test_what_is_no_text_is_told(void **state)
{
    static const struct {
        kb_pdf_piece pieces[3];
        kb_apart_end end;
        const char *problem;
    } rows[] = {
        { { { KB_PDF_LOCKED, { 0 }, { 0 } } }, KB_APART_DONE, "an encrypted PDF: it asks for a password" },
        { { { KB_PDF_BROKEN, { 0 }, { 0 } } }, KB_APART_DONE, "a broken PDF" },
        { { { KB_PDF_PAGES, { 2 }, { 0 } }, { KB_PDF_PAGE, { 595, 842 }, { 0 } } },
          KB_APART_DONE,
          "a PDF without a text layer: pictures of pages, as of a scanner, are not read" },
        { { { KB_PDF_PAGES, { 2 }, { 0 } } }, KB_APART_TIME, "a PDF that cannot be read: it takes too long" },
        { { { KB_PDF_PAGES, { 0 }, { 0 } } },
          KB_APART_CRASHED,
          "a PDF that cannot be read: it takes too much memory, or is broken" },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_err err = { 0 };
        assert_int_not_equal(settle(&t, rows[i].pieces, 2, rows[i].end, &err), KB_OK);
        KB_ROW_STR(i, kb_str_of(err.text), kb_str_of(rows[i].problem));
    }
}

static void test_the_pages_read_before_a_limit_are_a_document(void **state)
{
    static const kb_pdf_piece pieces[] = { { KB_PDF_PAGES, { 9 }, { 0 } },
                                           { KB_PDF_PAGE, { 595, 842 }, { 0 } },
                                           LINE(300, "The pier is closed."),
                                           { KB_PDF_PAGE, { 595, 842 }, { 0 } } };
    read_test t = { 0 };
    kb_err err = { 0 };
    (void)state;
    assert_int_equal(settle(&t, pieces, KB_COUNT(pieces), KB_APART_TIME, &err), KB_OK);
    assert_int_equal(t.count, 1);
    KB_ROW_STR(0, t.docs[0]->text, KB_STR("The pier is closed."));
    assert_int_equal(t.problem_count, 1);
    assert_string_equal(t.problems[0], "file: a PDF of 9 pages, of which 2 were read: it takes too long");
    read_test_close(&t);
}

static void test_title_author_and_day_count_where_they_look_like_it(void **state)
{
    static const struct {
        const char *stated_title, *author, *made, *date_line;
        const char *title, *byline, *published, *from;
    } rows[] = {
        { "North pier closed", "Tomas Hale", "2025-06-10", "Port Ellery, June 9, 2025", "North pier closed",
          "Tomas Hale", "2025-06-09", "text" },
        { "Microsoft Word - final2.docx", "user01", "2025-06-10", "No day here", "North pier closed", "", "2025-06-10",
          "meta" },
        { "untitled", "press@ellery.example", "", "No day here", "North pier closed", "", "", "" },
        /* an event's day, long after */
        { "", "Administrator", "2025-06-10", "Meeting: 4 May 2026", "North pier closed", "", "2025-06-10", "meta" },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_pdf_piece pieces[] = {
            { KB_PDF_PAGES, { 1 }, { 0 } },
            { KB_PDF_TITLE, { 0 }, kb_str_of(rows[i].stated_title) },
            { KB_PDF_AUTHOR, { 0 }, kb_str_of(rows[i].author) },
            { KB_PDF_MADE, { 0 }, kb_str_of(rows[i].made) },
            { KB_PDF_PAGE, { 595, 842 }, { 0 } },
            LINE(100, "North pier closed"),
            { KB_PDF_LINE, { 60, 140, 200, 150, 10 }, kb_str_of(rows[i].date_line) },
            LINE(180, "The harbour board of the town has closed the pier after the storm of Sunday."),
        };
        kb_err err = { 0 };
        kb_buf published = { 0 }, byline = { 0 };
        assert_int_equal(settle(&t, pieces, KB_COUNT(pieces), KB_APART_DONE, &err), KB_OK);
        kb_time_write(&published, t.docs[0]->published);
        kb_strs_join(&byline, t.docs[0]->byline);
        KB_ROW_STR(i, t.docs[0]->title, kb_str_of(rows[i].title));
        KB_ROW_STR(i, kb_buf_str(&byline), kb_str_of(rows[i].byline));
        KB_ROW_STR(i, kb_buf_str(&published), kb_str_of(rows[i].published));
        KB_ROW_STR(i, t.docs[0]->published_from, kb_str_of(rows[i].from));
        kb_buf_clear(&published);
        kb_buf_clear(&byline);
    }
    read_test_close(&t);
}

static void test_pieces_that_break_their_form_end_the_telling(void **state)
{
    kb_pdf_piece piece, good = { KB_PDF_LINE, { 1, 2, 3, 4, 5 }, KB_STR("words") };
    kb_buf told = { 0 };
    (void)state;
    kb_pdf_piece_write(&told, good);
    size_t whole = told.len;
    for (size_t cut = 0; cut <= whole; cut++) {
        kb_str rest = { told.at, cut };
        assert_int_equal(kb_pdf_piece_next(&rest, &piece), cut == whole);
    }
    assert_true(piece.number[4] == 5 && kb_str_is(piece.text, "words"));
    told.at[whole - 1] = (char)0xFF; /* no UTF-8 */
    kb_str rest = kb_buf_str(&told);
    assert_false(kb_pdf_piece_next(&rest, &piece));
    told.at[whole - 1] = 's';
    memset(told.at + 8, 0xFF, 8); /* no number */
    assert_false(kb_pdf_piece_next(&rest, &piece));
    kb_buf_clear(&told);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_no_text_is_told),
        cmocka_unit_test(test_the_pages_read_before_a_limit_are_a_document),
        cmocka_unit_test(test_title_author_and_day_count_where_they_look_like_it),
        cmocka_unit_test(test_pieces_that_break_their_form_end_the_telling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
