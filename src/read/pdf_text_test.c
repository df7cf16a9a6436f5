#include "read/pdf_text.h"

#include "base/test.h"

#define LINES_MAX 12

/* A line of a test: words at a place; letters of 10 points, 5 wide. */
typedef struct {
    const char *text;
    double left, top;
    uint32_t page;
    bool bold;
} row_line;

static kb_pdf_lines lines_of(kb_pdf_line *room, const row_line *rows)
{
    kb_pdf_lines lines = { room, 0 };
    for (; lines.count < LINES_MAX && rows[lines.count].text; lines.count++) {
        const row_line *row = &rows[lines.count];
        kb_str text = kb_str_of(row->text);
        room[lines.count] = (kb_pdf_line){ .text = text,
                                           .left = row->left,
                                           .top = row->top,
                                           .right = row->left + 5.0 * (double)text.len,
                                           .bottom = row->top + 10,
                                           .size = 10,
                                           .page = row->page,
                                           .bold = row->bold };
    }
    return lines;
}

static void expect_text(size_t row, const kb_pdf_lines *lines, const char *expected)
{
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_pdf_paragraphs list;
    kb_buf out = { 0 };
    assert_int_equal(kb_pdf_write_text(lines, arena, &out, &list, NULL), KB_OK);
    KB_ROW_STR(row, kb_buf_str(&out), kb_str_of(expected));
    for (size_t i = 0; i < list.count; i++) assert_true(list.at[i].span.end <= out.len);
    kb_buf_clear(&out);
    kb_arena_free(arena);
}

static void test_lines_become_paragraphs(void **state)
{
    static const struct {
        row_line lines[LINES_MAX];
        const char *text;
    } rows[] = {
        /* one goes on, the next begins where the first ended early */
        { { { "The harbour board of Port Ellery has", 60, 100, 0, 0 },
            { "closed the pier.", 60, 112, 0, 0 },
            { "No one was hurt in the night, it said", 60, 124, 0, 0 } },
          "The harbour board of Port Ellery has closed the pier.\nNo one was hurt in the night, it said" },
        /* a wider step */
        { { { "The harbour board of Port Ellery was", 60, 100, 0, 0 },
            { "asked about it, twice over, by letter", 60, 112, 0, 0 },
            { "and it did not answer one of the two", 60, 124, 0, 0 },
            { "Nobody knows the reason for this now", 60, 142, 0, 0 } },
          "The harbour board of Port Ellery was asked about it, twice over, by letter and it did not answer one of the "
          "two\nNobody knows the reason for this now" },
        /* to the next page and the next column in the middle of a sentence */
        { { { "The harbour board of Port Ellery has", 60, 700, 0, 0 },
            { "closed the pier and asked all owners", 60, 60, 1, 0 },
            { "to wait until the storm is over", 300, 60, 1, 0 } },
          "The harbour board of Port Ellery has closed the pier and asked all owners to wait until the storm is over" },
        /* a heading in bold, points of a list */
        { { { "What comes next", 60, 100, 0, 1 },
            { "Work on the pillars takes three weeks", 60, 112, 0, 0 },
            { "\xE2\x80\xA2 pillars", 60, 124, 0, 0 },
            { "\xE2\x80\xA2 lamps", 60, 136, 0, 0 } },
          "What comes next\nWork on the pillars takes three weeks\n\xE2\x80\xA2 pillars\n\xE2\x80\xA2 lamps" },
        /* no space in a script without spaces */
        { { { "\xE6\xB8\xAF\xE5\x8F\xA3\xE5\xA7\x94\xE5\x93\xA1\xE4\xBC\x9A", 60, 100, 0, 0 },
            { "\xE5\xA3\xB0\xE6\x98\x8E", 60, 112, 0, 0 } },
          "\xE6\xB8\xAF\xE5\x8F\xA3\xE5\xA7\x94\xE5\x93\xA1\xE4\xBC\x9A\xE5\xA3\xB0\xE6\x98\x8E" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_pdf_line room[LINES_MAX];
        kb_pdf_lines lines = lines_of(room, rows[i].lines);
        expect_text(i, &lines, rows[i].text);
    }
}

static void test_words_broken_at_the_end_of_a_line_are_whole_again(void **state)
{
    static const struct {
        const char *first, *second, *text;
    } rows[] = {
        { "the board has clos-", "ed the pier", "the board has closed the pier" },
        { "the board has clos\xC2\xAD", "ed the pier", "the board has closed the pier" },
        { "the board has clos\xE2\x80\x90", "ed the pier", "the board has closed the pier" },
        { "untuk anak-", "anak sekolah", "untuk anak-anak sekolah" },
        { "Orang-", "orang itu pergi", "Orang-orang itu pergi" },
        { "ia berlari-", "lari di pantai", "ia berlari-lari di pantai" },
        { "budaya tolong-", "menolong warga", "budaya tolong-menolong warga" },
        { "wabah COVID-", "19 di kota", "wabah COVID-19 di kota" },
        { "said Anna Rifa-", "Maria Holt", "said Anna Rifa-Maria Holt" },
        { "the pier -", "closed now -", "the pier - closed now -" },
        { "a well-known tug, a well-", "known name", "a well-known tug, a well-known name" },
        { "an e\xEF\xAC\x83"
          "cient o\xEF\xAC\x83"
          "ce",
          "a\xEF\xAC\x80"
          "air",
          "an efficient office affair" },
        { "soft\xC2\xADly spoken", "words", "softly spoken words" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        row_line two[] = { { rows[i].first, 60, 100, 0, 0 }, { rows[i].second, 60, 112, 0, 0 }, { NULL, 0, 0, 0, 0 } };
        kb_pdf_line room[LINES_MAX];
        kb_pdf_lines lines = lines_of(room, two);
        expect_text(i, &lines, rows[i].text);
    }
}

/* Lines of one page as one string of their first letters, in order. */
static void order_of(const row_line *rows, char *to)
{
    kb_pdf_line room[LINES_MAX];
    kb_pdf_lines lines = lines_of(room, rows);
    kb_pdf_order(&lines);
    for (size_t i = 0; i < lines.count; i++) to[i] = lines.at[i].text.at[0];
    to[lines.count] = 0;
}

static void test_columns_of_prose_are_read_one_by_one(void **state)
{
    static const struct {
        row_line lines[LINES_MAX + 1];
        const char *order;
    } rows[] = {
        /* a title over both, and an address that stands below both */
        { { { "0 A title that goes over both of the columns of it", 60, 50, 0, 0 },
            { "9 Contact: the board", 60, 190, 0, 0 },
            { "1 words of the left one", 60, 100, 0, 0 },
            { "5 words of the right one", 200, 100, 0, 0 },
            { "2 words of the left one", 60, 112, 0, 0 },
            { "6 words of the right one", 200, 112, 0, 0 },
            { "3 words of the left one", 60, 124, 0, 0 },
            { "7 words of the right one", 200, 124, 0, 0 },
            { "4 words of the left one", 60, 136, 0, 0 },
            { "8 words of the right one", 200, 136, 0, 0 } },
          "0123456789" },
        /* a table: left as it is */
        { { { "1 Monday", 60, 100, 0, 0 },
            { "2 closed", 200, 100, 0, 0 },
            { "3 Tuesday", 60, 112, 0, 0 },
            { "4 open", 200, 112, 0, 0 },
            { "5 Friday", 60, 124, 0, 0 },
            { "6 open", 200, 124, 0, 0 },
            { "7 Sunday", 60, 136, 0, 0 },
            { "8 closed", 200, 136, 0, 0 } },
          "12345678" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char order[LINES_MAX + 1];
        order_of(rows[i].lines, order);
        KB_ROW_STR(i, kb_str_of(order), kb_str_of(rows[i].order));
    }
}

static void test_what_repeats_at_the_edges_is_dropped(void **state)
{
    static const row_line rows[] = {
        { "Harbour board | Release 12", 60, 40, 0, 0 },
        { "The board closed the pier.", 60, 300, 0, 0 },
        { "Page 1 of 2", 260, 800, 0, 0 },
        { "Harbour board | Release 12", 60, 41, 1, 0 },
        { "The board closed the pier.", 60, 300, 1, 0 },
        { "Page 2 of 2", 260, 800, 1, 0 },
        { "- 2 -", 260, 815, 1, 0 },
        { "Only here", 60, 790, 1, 0 },
        { NULL, 0, 0, 0, 0 },
    };
    static const double heights[] = { 842, 842 };
    static const bool expected[] = { 1, 0, 1, 1, 0, 1, 1, 0 };
    kb_pdf_line room[LINES_MAX];
    kb_pdf_lines lines = lines_of(room, rows);
    (void)state;
    kb_pdf_drop_running(&lines, heights, 2);
    for (size_t i = 0; i < lines.count; i++) KB_ROW_INT(i, lines.at[i].dropped, expected[i]);
}

static void test_the_title_is_larger_or_bold_and_has_several_words(void **state)
{
    static const kb_pdf_paragraph list[] = {
        { { 0, 7 }, 24, 60, 0, true },    /* a label */
        { { 8, 38 }, 16, 90, 0, true },   /* this */
        { { 39, 60 }, 10, 120, 0, true }, /* smaller */
        { { 61, 90 }, 30, 700, 0, true }, /* too low */
    };
    kb_pdf_paragraphs all = { (kb_pdf_paragraph *)list, KB_COUNT(list), 10 }, one = { all.at, 1, 10 };
    kb_str text = KB_STR("RELEASE\nNorth pier closed after storm!\nA second line of this\nWords that stand far below.");
    (void)state;
    assert_ptr_equal(kb_pdf_title(&all, text, 842), &list[1]);
    assert_ptr_equal(kb_pdf_title(&one, text, 842), &list[0]);
    all.at += 3;
    all.count = 1;
    assert_null(kb_pdf_title(&all, text, 842));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines_become_paragraphs),
        cmocka_unit_test(test_words_broken_at_the_end_of_a_line_are_whole_again),
        cmocka_unit_test(test_columns_of_prose_are_read_one_by_one),
        cmocka_unit_test(test_what_repeats_at_the_edges_is_dropped),
        cmocka_unit_test(test_the_title_is_larger_or_bold_and_has_several_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
