#include "compare/changed_row.h"

#include "base/buf.h"
#include "base/test.h"
#include "text/stem.h"

/* An earlier and the present text of a report, and the changed rows that must come of them: "earlier > now" each, or
 * "earlier >" where it is there no more, one a line. */
typedef struct {
    const char *lang, *before, *now, *rows, *why;
} change_row;

static const change_row rows[] = {
    { "en", "The slide buried 12 houses in Brinia, the mayor said.",
      "The slide buried 15 houses in Brinia, the mayor said.",
      "The slide buried 12 houses in Brinia > The slide buried 15 houses in Brinia\n", "another figure" },
    { "en", "The slide buried 12 houses in Brinia.\nSchools stay closed until Friday.",
      "Schools stay closed until Friday.\nThe slide buried 12 houses in Brinia.", "", "a sentence that moved" },
    { "en", "The slide buried 12 houses in Brinia on Monday morning.",
      "In Brinia 12 houses lie under the mud since Monday.", "", "a sentence written anew, the figure stands" },
    { "en", "The slide buried 12 houses in Brinia.", "The slide buried twelve houses in Brinia.", "", "by a word" },
    { "en", "The slide buried 12 houses in Brinia.", "The slide buried more than 10 houses in Brinia.", "",
      "a bound that holds of it" },
    { "en", "The slide buried about 300 houses in Brinia.", "The slide buried 312 houses in Brinia.", "",
      "a rounded value that is near" },
    { "en", "The slide killed 8 people in Brinia. Police counted 12 houses and 3 bridges under the mud.",
      "The slide killed 8 people in Brinia. Police counted 15 houses and 3 bridges under the mud.",
      "Police counted 12 houses and 3 bridges under the mud > Police counted 15 houses and 3 bridges under the mud\n",
      "one of three figures" },
    { "en", "Seven people died in Brinia, the mayor said on Monday.",
      "The mayor said that nine people died in Brinia, and that two more are missing.",
      "Seven people died in Brinia > that nine people died in Brinia\n", "a sentence written anew, another figure" },
    { "en", "The fire destroyed 12 houses in Brinia. A storm destroyed 30 houses in Orvan.",
      "The fire destroyed 14 houses in Tembalo. A storm destroyed 30 houses in Orvan.", "", "of another place" },
    { "en", "The council will pay 12 million dollars for the bridge. The bridge is 40 metres long.",
      "The council will pay for the bridge. The bridge is 40 metres long.",
      "The council will pay 12 million dollars for the bridge >\n", "a sum that was taken out" },
    { "en", "The slide buried 12 houses in Brinia and closed the road to the harbour.",
      "The slide closed the road to the harbour in Brinia.",
      "The slide buried 12 houses in Brinia and closed the road to the harbour >\n", "a figure that was taken out" },
    { "en", "\"We have brought all of the families to the school,\" the mayor, Rena Okvari, said.",
      "\"We have brought some of the families to the school,\" the mayor, Rena Okvari, said.",
      "We have brought all of the families to the school > We have brought some of the families to the school\n",
      "a quote worded otherwise" },
    { "en", "\"We have brought all of the families to the school,\" the mayor, Rena Okvari, said.",
      "The mayor, Rena Okvari, said: \xe2\x80\x9cWe have brought all of the families to the school.\xe2\x80\x9d", "",
      "a quote set otherwise" },
    { "en", "\"We have broght all of the families to theschool,\" the mayor, Rena Okvari, said.",
      "\"We have brought all of the families to the school,\" the mayor, Rena Okvari, said.", "",
      "a quote whose spelling was mended" },
    { "en", "The office is at 80 Simcow Street in Brinia, the police said.",
      "The office is in Brinia, the police said.", "", "a number of a house" },
    { "en", "\"We have brought all of the families to the school,\" the mayor, Rena Okvari, said. It rained.",
      "The mayor, Rena Okvari, said that all of the families were brought to the school. It rained.", "",
      "a quote that became indirect" },
    { "en",
      "It rained all night in Brinia.\n\"Whoever built on that slope knew the danger very well,\" the mayor, Rena "
      "Okvari, said.",
      "It rained all night in Brinia.\nThe road to the harbour is closed.",
      "Whoever built on that slope knew the danger very well >\n", "a quote that was taken out" },
    { "en",
      "It rained all night in Brinia.\nPolice said that a driver of the bakery stole the relief money from the town "
      "hall.",
      "It rained all night in Brinia.\nThe road to the harbour is closed.",
      "that a driver of the bakery stole the relief money from the town hall >\n", "a statement that was taken out" },
    { "id", "Sebanyak 12 rumah rusak di Desa Wanasari, kata kepala desa Sulastri Wirana.",
      "Sebanyak 15 rumah rusak di Desa Wanasari, kata kepala desa Sulastri Wirana.",
      "Sebanyak 12 rumah rusak di Desa Wanasari > Sebanyak 15 rumah rusak di Desa Wanasari\n",
      "another figure, in Indonesian" },
    { "en", "The slide buried 12 houses in Brinia, the mayor said.",
      "The slide buried 15 houses in Brinia, the mayor said.\nCorrection: an earlier version of this article said that "
      "12 "
      "houses were buried.",
      "The slide buried 12 houses in Brinia > The slide buried 15 houses in Brinia\n",
      "a note that names what was wrong does not say it" },
    { "id", "Sebanyak 12 rumah rusak di Desa Wanasari, kata kepala desa Sulastri Wirana.",
      "Sebanyak 15 rumah rusak di Desa Wanasari, kata kepala desa Sulastri Wirana.\nRalat: versi awal berita ini "
      "menyebut "
      "12 rumah rusak.",
      "Sebanyak 12 rumah rusak di Desa Wanasari > Sebanyak 15 rumah rusak di Desa Wanasari\n",
      "a note, in Indonesian" },
    { "id", "Delapan orang tewas di Wanasari hingga pukul 19.40 WIB.",
      "Sebelas orang tewas di Wanasari hingga pukul 21.10 WIB.",
      "Delapan orang tewas di Wanasari hingga pukul 19.40 WIB > Sebelas orang tewas di Wanasari hingga pukul 21.10"
      " WIB\n",
      "a count brought up to date" },
};

typedef struct {
    kb_text *text;
    kb_langs *langs;
    kb_stemmer *stemmer;
    kb_document *docs[2];
    kb_comparison *comparison;
} fixture;

static kb_document *document(fixture *f, const char *lang, const char *text, int64_t fetched)
{
    const kb_claim_tools tools = { f->text, f->langs, f->stemmer };
    const kb_claims *claims;
    kb_document *doc;
    kb_err err = { 0 };
    assert_int_equal(kb_document_new((size_t)1 << 24, &doc, NULL), KB_OK);
    doc->text = kb_str_of(text);
    doc->lang = kb_str_of(lang);
    doc->fetched = fetched;
    assert_true(kb_time_parse(KB_STR("2031-05-06T09:00:00+07:00"), &doc->published));
    if (kb_claims_find_stems(&tools, doc, &claims, &err)) fail_msg("%s", err.text);
    return doc;
}

/* Report 1 is `now`, which was `before`, if that is not NULL; report 2 tells something else. */
static void compare(fixture *f, const change_row *r, bool earlier)
{
    kb_err err = { 0 };
    *f = (fixture){ 0 };
    if (kb_text_open(&f->text, &err) || kb_langs_new(&f->langs, &err) || kb_stemmer_open(NULL, &f->stemmer, &err))
        fail_msg("%s", err.text);
    f->docs[0] = document(f, r->lang, r->now, 2000000000);
    f->docs[1] = document(f, r->lang, "Twelve ships left Orvan for the north.", 2000000000);
    f->docs[0]->revision = 2;
    if (earlier) f->docs[0]->earlier = document(f, r->lang, r->before, 1999990000);
    if (earlier) f->docs[0]->earlier->revision = 1;
    const kb_document *docs[2] = { f->docs[0], f->docs[1] };
    if (kb_comparison_make((kb_comparison_tools){ f->stemmer, NULL, 2 }, docs, 2, &f->comparison, &err))
        fail_msg("%s", err.text);
}

static void clear(fixture *f)
{
    kb_arena_free(f->comparison->arena);
    for (int i = 0; i < 2; i++) kb_document_free(f->docs[i]);
    kb_stemmer_close(f->stemmer);
    kb_langs_free(f->langs);
    kb_text_close(f->text);
}

static void write_cell(const fixture *f, const kb_cell *cell, kb_buf *out)
{
    kb_buf_add(out, kb_str_part(kb_cell_document(f->comparison, cell)->text, cell->spans.at[0]));
}

/* The changed rows, or all others. */
static void write_rows(const fixture *f, bool changed, kb_buf *out)
{
    for (size_t i = 0; i < f->comparison->rows.count; i++) {
        const kb_row *r = &f->comparison->rows.at[i];
        if ((r->kind == KB_ROW_CHANGED) != changed) continue;
        if (!changed) kb_buf_print(out, "%s %g ", kb_row_kind_name(r->kind), r->weight);
        for (size_t c = 0; c < r->cells.count; c++) {
            if (c) kb_buf_add_c(out, changed ? " > " : " | ");
            write_cell(f, &r->cells.at[c], out);
        }
        kb_buf_add_c(out, changed && r->cells.count == 1 ? " >\n" : "\n");
    }
}

static void test_what_changed_in_a_report_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        fixture f;
        kb_buf got = { 0 };
        compare(&f, &rows[i], true);
        write_rows(&f, true, &got);
        if (!kb_str_is(kb_buf_str(&got), rows[i].rows))
            fail_msg("%s: got\n%.*sexpected\n%s", rows[i].why, KB_STR_ARGS(kb_buf_str(&got)), rows[i].rows);
        kb_buf_clear(&got);
        clear(&f);
    }
}

static void test_revisions_change_no_other_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf with = { 0 }, without = { 0 };
        for (int k = 0; k < 2; k++) {
            fixture f;
            compare(&f, &rows[i], k == 0);
            write_rows(&f, false, k == 0 ? &with : &without);
            clear(&f);
        }
        if (!kb_str_equal(kb_buf_str(&with), kb_buf_str(&without))) fail_msg("%s", rows[i].why);
        kb_buf_clear(&with);
        kb_buf_clear(&without);
    }
}

static void test_a_changed_row_tells_of_which_text_and_when(void **state)
{
    fixture f;
    (void)state;
    compare(&f, &rows[0], true);
    const kb_row *row = &f.comparison->rows.at[0];
    assert_int_equal(row->kind, KB_ROW_CHANGED);
    assert_int_equal(row->sure, KB_SURE);
    assert_int_equal(row->cells.count, 2);
    assert_int_equal(row->cells.at[0].role, KB_CELL_EARLIER);
    assert_int_equal(row->cells.at[1].role, KB_CELL_NOW);
    assert_int_equal(row->cells.at[0].earlier->revision, 1);
    assert_null(row->cells.at[1].earlier);
    assert_int_equal(row->cells.at[0].moment.seconds, 1999990000);
    assert_int_equal(row->cells.at[1].moment.seconds, 2000000000);
    for (size_t i = 0; i < 2; i++) assert_int_equal(row->cells.at[i].report, 1);
    clear(&f);
}

/* Of 8, 12 and 15 all are told, once each; what was 12 for two revisions is one. */
static void test_several_revisions_are_one_row(void **state)
{
    static const char *const texts[] = { "The slide buried 15 houses in Brinia.",
                                         "The slide buried 12 houses in Brinia.",
                                         "The slide buried 12 houses in Brinia. It rains.",
                                         "The slide buried 8 houses in Brinia. It rains." };
    const change_row first = { "en", texts[1], texts[0], NULL, NULL };
    const kb_document *docs[2];
    kb_buf got = { 0 };
    fixture f;
    (void)state;
    compare(&f, &first, true);
    kb_arena_free(f.comparison->arena);
    kb_document *last = f.docs[0]->earlier;
    for (size_t i = 2; i < KB_COUNT(texts); i++) last = last->earlier = document(&f, "en", texts[i], 1999980000);
    docs[0] = f.docs[0];
    docs[1] = f.docs[1];
    assert_int_equal(kb_comparison_make((kb_comparison_tools){ f.stemmer, NULL, 2 }, docs, 2, &f.comparison, NULL),
                     KB_OK);
    write_rows(&f, true, &got);
    if (!kb_str_is(kb_buf_str(&got), "The slide buried 8 houses in Brinia > The slide buried 12 houses in Brinia >"
                                     " The slide buried 15 houses in Brinia\n"))
        fail_msg("%.*s", KB_STR_ARGS(kb_buf_str(&got)));
    kb_buf_clear(&got);
    clear(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_changed_in_a_report_is_named),
        cmocka_unit_test(test_revisions_change_no_other_row),
        cmocka_unit_test(test_a_changed_row_tells_of_which_text_and_when),
        cmocka_unit_test(test_several_revisions_are_one_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
