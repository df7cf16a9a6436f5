#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "compare/compare.h"
#include "text/stem.h"

/* Two reports and what must come of them. A row is written as "kind: number text | number text ..."; `not` is a kind
 * that no row may have. */
typedef struct {
    const char *lang[2], *published[2], *text[2];
    const char *row, *not, *why;
} row;

#define EN         \
    {              \
        "en", "en" \
    }
#define ID         \
    {              \
        "id", "id" \
    }
#define MORNING_EVENING                                          \
    {                                                            \
        "2031-05-06T09:00:00+07:00", "2031-05-06T19:00:00+07:00" \
    }
#define SAME_HOUR                                                \
    {                                                            \
        "2031-05-06T19:00:00+07:00", "2031-05-06T19:10:00+07:00" \
    }

static const row figures[] = {
    { ID,
      SAME_HOUR,
      { "Rana Velt divonis bersalah. Rana Velt (61) diam saja.",
        "Rana Velt dibawa pergi. Rana Velt tertunduk. Pria berusia 57 tahun itu menangis." },
      "differs",
      NULL,
      "the age of the one whom both are about, told by a noun" },
    { { "en", "en" },
      SAME_HOUR,
      { "Heat in Brinia hits 46.8C\nBrinia baked on Tuesday.",
        "The heat in Brinia reached 47.4C. In Velmora it was 44.9C." },
      "differs",
      NULL,
      "the title's temperature; that of a place which the other does not know is no rival" },
    { EN,
      SAME_HOUR,
      { "Organiser Rana Velt said 9,000 protesters marched through Brinia.",
        "Police chief Andri Wibi said a crowd of 4,000 filled the square." },
      NULL,
      "differs",
      "what two sides count" },
    { EN,
      SAME_HOUR,
      { "Police spokesman Andri Wibi put the crowd at 10,000.", "Wibi said 4,000 protesters had come to the square." },
      "differs",
      NULL,
      "the one crowd of an event" },
    { ID,
      MORNING_EVENING,
      { "Sampai pukul 07.00, 12 orang ditetapkan sebagai tersangka.",
        "Sampai pukul 18.00, penyidik menetapkan 19 tersangka." },
      "series",
      "differs",
      "suspects become more" },
    { EN,
      SAME_HOUR,
      { "Tomas Reil scored the winner in the 114th minute.", "Tomas Reil's winner came in the 108th minute." },
      "differs",
      NULL,
      "the minute of one goal" },
    { EN,
      SAME_HOUR,
      { "Tomas Reil scored in the 14th minute.",
        "Tomas Reil scored in the 8th minute and was booked in the 14th minute." },
      NULL,
      "differs",
      "a minute that the other tells too" },
    { { "en", "id" },
      SAME_HOUR,
      { "The budget passed 9-5 after a long debate in Brinia.",
        "Anggaran Brinia disetujui dengan delapan suara setelah debat." },
      "differs",
      NULL,
      "a vote as a score" },
    { EN,
      SAME_HOUR,
      { "The blaze broke out at half past nine on Monday night.",
        "A fire began at the mill at around eleven on Monday night." },
      "differs",
      NULL,
      "when the event came, in words" },
    { EN,
      SAME_HOUR,
      { "The blaze broke out at half past nine on Monday night.",
        "A second fire began at the mill at around eleven on Monday night." },
      NULL,
      "differs",
      "... of a second one" },
    { EN,
      SAME_HOUR,
      { "Police fired tear gas at the marchers at 5.45 p.m.",
        "The police fired tear gas at the marchers at about ten past seven on Tuesday evening." },
      "differs",
      NULL,
      "clock times that a hedge does not join, of one clause" },
    { EN,
      SAME_HOUR,
      { "Police fired tear gas at the marchers at 5.45 p.m.",
        "The police fired tear gas at the marchers at about six on Tuesday evening." },
      NULL,
      "differs",
      "... that one may" },
    { EN,
      { "2031-05-06T19:00:00+07:00", "2031-05-06T21:10:00+08:00" },
      { "The plane landed at 9 a.m. at Brinia.", "The plane landed at 10 a.m. at Brinia." },
      NULL,
      "differs",
      "one moment on the clocks of two zones" },
    { EN,
      SAME_HOUR,
      { "The recount begins Friday.", "The recount will start on Thursday." },
      "differs",
      NULL,
      "the day on which one thing is to begin" },
    { EN,
      SAME_HOUR,
      { "The storm tore nine kites from the harbour wall of Brinia.",
        "The storm tore twelve kites from the harbour wall." },
      "differs",
      NULL,
      "a noun that no list knows, and the rest alike" },
    { EN,
      SAME_HOUR,
      { "The storm tore nine kites from the harbour wall.", "A shop in the old town sells twelve kites a day." },
      NULL,
      "differs",
      "the same noun of other things" },
    { EN,
      SAME_HOUR,
      { "Two of the kites were torn by the storm.", "Twelve kites were torn by the storm." },
      NULL,
      "differs",
      "a part against the whole" },
    { EN,
      SAME_HOUR,
      { "The storm tore nine paper kites.", "The storm tore twelve steel kites." },
      NULL,
      "differs",
      "of other kinds" },
    { EN,
      SAME_HOUR,
      { "The runner ended with nine laps for the harbour club and 404 miles.",
        "The runner ended with twelve laps for the harbour club and 440 miles." },
      NULL,
      "differs",
      "the figures beside them tell of another runner, another year" },
    { EN,
      SAME_HOUR,
      { "May 6, 2031 at 7: 31 AM ET\nUpdated 5: 40 p. m. ET\nEarly on Friday the storm tore the kites from the wall.",
        "Storm tears kites from a wall\nUpdated 4: 08 p. m. ET\nThe storm tore kites, the mayor said on Thursday." },
      NULL,
      "differs",
      "stamps" },
    { ID,
      SAME_HOUR,
      { "Tiga mahasiswa ditangkap dalam aksi itu.", "Polisi membawa truk. Lima mahasiswa diamankan." },
      "differs",
      NULL,
      "the one count of a fate in either, told at one hour" },
    { EN,
      SAME_HOUR,
      { "Officers seized $4 million of stock and cash of $1.9 million from the harbour safe.",
        "The cash that lay in the harbour safe came to $1.2 million. The house is worth $8 million." },
      "differs",
      NULL,
      "a sum by all that is said of it, whatever other sums there are" },
    { EN,
      SAME_HOUR,
      { "Officers seized $4 million of stock and cash of $1.9 million from the harbour safe.",
        "A new harbour crane came to $1.2 million. The house is worth $8 million." },
      NULL,
      "differs",
      "... of something else" },
    { { "id", "en" },
      SAME_HOUR,
      { "Gempa magnitudo 6,1 di Brinia\nGempa itu bermagnitudo 6,1. Gempa susulan bermagnitudo 5,0 terjadi pukul tiga.",
        "The agency put the magnitude at 6.4 and warned all ships off Brinia." },
      "differs",
      NULL,
      "the measure of the title, and the one of the other report" },
    { { "id", "en" },
      SAME_HOUR,
      { "Hakim menghukum Rana Velt tujuh tahun penjara.", "Rana Velt was sentenced to nine years in prison." },
      "differs",
      NULL,
      "one measure in two languages" },
    { EN,
      SAME_HOUR,
      { "The final drew a crowd of 21,400 to the harbour ground.",
        "The final was played at the harbour ground with 23,150 watching." },
      "differs",
      NULL,
      "a crowd that watches" },
    { EN,
      SAME_HOUR,
      { "Rana Velt (51) won the race.", "The winner, Rana Velt (52), wept." },
      "differs",
      NULL,
      "two ages of one person" },
    { EN,
      { "2029-05-06T19:00:00+07:00", "2031-05-06T19:00:00+07:00" },
      { "Rana Velt (51) won the race.", "The winner, Rana Velt (53), wept." },
      NULL,
      "differs",
      "... who has grown older" },
    { EN,
      { "2029-05-06T19:00:00+07:00", "2031-05-06T19:00:00+07:00" },
      { "Rana Velt (51) won the race.", "The winner, Rana Velt (58), wept." },
      "differs",
      NULL,
      "... but not by so much" },
    { EN,
      SAME_HOUR,
      { "The town elected chemist Rana Velt. Velt, who is 52, wept.",
        "The 54-year-old chemist wept. Her guard, 31, smiled." },
      "differs",
      NULL,
      "... of whom one report describes by a noun" },
    { EN,
      SAME_HOUR,
      { "The town elected chemist Rana Velt. Velt, who is 52, wept.", "The 34-year-old pilot wept." },
      NULL,
      "differs",
      "... of somebody else" },
    { EN,
      SAME_HOUR,
      { "The drivers will strike at the depot on Friday 9 May.",
        "On Saturday 10 May the drivers will strike at the depot." },
      "differs",
      NULL,
      "the one day planned in either" },
    { EN,
      SAME_HOUR,
      { "The sale begins Tuesday. Bids are read on Friday.", "The sale will start on Monday 12 May at the depot." },
      "differs",
      NULL,
      "a verb of the present tells what is to come" },
    { ID,
      SAME_HOUR,
      { "Ribuan buruh mogok kerja sejak Minggu (4/5). Perundingan digelar Senin sore.",
        "Kota menyiapkan 5 bus selama pemogokan yang dimulai Senin (5/5)." },
      "differs",
      NULL,
      "a day on which something begins, whatever else is told of the other's" },
    { ID,
      SAME_HOUR,
      { "Kota menargetkan pendapatan Rp12,5 miliar.", "Pendapatan kota tercatat Rp9,8 miliar." },
      NULL,
      "differs",
      "a target is no result" },
    { ID,
      SAME_HOUR,
      { "Gempa mengguncang Brinia pada kedalaman 10 kilometer.",
        "Gempa di Brinia terjadi pada kedalaman 24 kilometer." },
      "differs",
      NULL,
      "one measure, two values" },
    { ID,
      SAME_HOUR,
      { "Gempa mengguncang Brinia pada kedalaman 10 kilometer.", "Menara Brinia berdiri 24 kilometer dari kota." },
      NULL,
      "differs",
      "a depth is no distance" },
    { ID,
      SAME_HOUR,
      { "Feri itu membawa 212 penumpang dari Brinia.", "Menurut manifes feri itu membawa 198 penumpang." },
      "differs",
      NULL,
      "one noun that either counts once" },
    { EN,
      SAME_HOUR,
      { "The permit for the mine covers 1,250 hectares.", "A mining permit that covers 1,520 hectares was granted." },
      "differs",
      NULL,
      "the one area in either" },
    { EN,
      SAME_HOUR,
      { "The yard employs nearly 60 people.", "Its 58 workers were sent home." },
      "compatible",
      "differs",
      "a rough number of people and the exact one" },
    { EN,
      SAME_HOUR,
      { "The tank of the harbour town held 21 per cent on Thursday.",
        "The tank of the harbour town held 19 per cent on Sunday." },
      NULL,
      "differs",
      "days on which a figure holds" },
    { EN,
      SAME_HOUR,
      { "A storm struck Brinia shortly before 9 p.m. on Monday.", "The storm struck Brinia on Monday at 8.52 p.m." },
      "compatible",
      "differs",
      "a clock time that is told roughly" },
    { ID,
      MORNING_EVENING,
      { "Banjir di Brinia menewaskan dua orang.", "Banjir di Brinia menewaskan lima orang." },
      "series",
      "differs",
      "a count that grows" },
    { ID,
      SAME_HOUR,
      { "Hingga pukul 18.00 WIB, dua orang tewas akibat banjir di Brinia.",
        "Hingga pukul 18.00 WIB, lima orang tewas akibat banjir di Brinia." },
      "differs",
      NULL,
      "one moment that both state" },
    { ID,
      MORNING_EVENING,
      { "Banjir di Brinia menewaskan lima orang.", "Banjir Brinia tahun lalu menewaskan dua orang." },
      NULL,
      "differs",
      "another year" },
    { EN,
      SAME_HOUR,
      { "More than 600 trains were cancelled in Brinia.", "In Brinia 642 trains were cancelled." },
      "compatible",
      "differs",
      "a bound and a value" },
    { EN,
      SAME_HOUR,
      { "The flood in Brinia hurt 21 people.", "In Brinia 21 policemen guarded the north gate." },
      NULL,
      "shared",
      "one number of other things" },
    { EN,
      SAME_HOUR,
      { "The tunnel lies 7 kilometres from Brinia.", "The tunnel lies some 4.3 miles from Brinia." },
      "compatible",
      "differs",
      "kilometres and miles" },
    { { "id", "en" },
      SAME_HOUR,
      { "Gempa bermagnitudo 6,1 mengguncang Brinia.", "An earthquake of magnitude 6.1 shook Brinia." },
      "shared",
      "differs",
      "two languages" },
};

static const row words[] = {
    { EN,
      SAME_HOUR,
      { "The ferry struck a rock near Brinia and sank.", "A ferry sank near Brinia after it struck a rock." },
      "shared",
      NULL,
      "the same in another order" },
    { EN,
      SAME_HOUR,
      { "The bridge in Brinia was closed.", "Nobody in the village had seen such snow." },
      NULL,
      "shared",
      "nothing in common" },
    { EN,
      SAME_HOUR,
      { "The bus driver is alive, police said.", "The driver was killed instantly." },
      "differs",
      NULL,
      "contraries of one subject" },
    { EN,
      SAME_HOUR,
      { "The council closes a library. The Wharf Street library will shut in May.",
        "Library to go in Brinia\nThe library on Totara Road will be the price of the budget." },
      "differs",
      NULL,
      "one building under two names" },
    { ID,
      SAME_HOUR,
      { "Bank Orla menutup cabang Sukamaju mulai Senin.", "Cabang Mekar ditutup Bank Orla mulai Senin." },
      "differs",
      NULL,
      "... in the same words" },
    { ID,
      SAME_HOUR,
      { "Bank Orla menutup cabang Sukamaju mulai Senin.", "Cabang Mekar dan cabang Sukamaju ditutup Bank Orla." },
      NULL,
      "differs",
      "a report that knows both" },
    { ID,
      SAME_HOUR,
      { "Bank Orla menutup cabang Mekar mulai Senin.", "Cabang Mekarr ditutup Bank Orla mulai Senin." },
      NULL,
      "differs",
      "one name in two spellings" },
    { ID,
      SAME_HOUR,
      { "Bank Orla menutup cabang Sukamaju mulai Senin.",
        "Warga menyambut penutupan dua cabang, termasuk cabang Mekar." },
      NULL,
      "differs",
      "one of several" },
    { EN,
      SAME_HOUR,
      { "The Orla plant will be shut in May, said Orla Steel.", "The plant in Velm will be shut in May." },
      NULL,
      "differs",
      "a name that is the owner's" },
    { EN,
      SAME_HOUR,
      { "Twelve passengers are alive.", "The passengers of the first bus died in the crash." },
      NULL,
      "differs",
      "counted people are not all of them" },
    { EN,
      SAME_HOUR,
      { "Residents accused the mayor, Rana Sutan, of hiding a failed water test.",
        "Rana Sutan denied hiding a failed water test. The town council meets on Thursday." },
      "denied",
      NULL,
      "a denial across two reports" },
    { EN,
      SAME_HOUR,
      { "Union officials accused the managers of locking staff rooms.",
        "\"No staff room was locked at any time,\" chief executive Graham Tidell said." },
      "denied",
      NULL,
      "an accusation, and who says that it is not so" },
    { EN,
      SAME_HOUR,
      { "Union officials said that the staff rooms in Brinia are cold.",
        "\"No staff room was locked at any time,\" chief executive Graham Tidell said." },
      NULL,
      "denied",
      "no accusation" },
    { EN,
      SAME_HOUR,
      { "The mayor declined to comment on the water test.", "The water test failed in June, the council said." },
      "silent",
      NULL,
      "a remark of silence" },
};

typedef struct {
    kb_text *text;
    kb_langs *langs;
    kb_stemmer *stemmer;
    kb_document *docs[2];
    kb_comparison *comparison;
} fixture;

static void compare(fixture *f, const row *r, int first)
{
    kb_err err = { 0 };
    memset(f, 0, sizeof *f);
    if (kb_text_open(&f->text, &err) || kb_langs_new(&f->langs, &err) || kb_stemmer_open(NULL, &f->stemmer, &err))
        fail_msg("%s", err.text);
    kb_claim_tools tools = { f->text, f->langs, f->stemmer };
    for (int i = 0; i < 2; i++) {
        const kb_claims *claims;
        int from = (i + first) % 2;
        assert_int_equal(kb_document_new(1 << 24, &f->docs[i], NULL), KB_OK);
        f->docs[i]->text = kb_str_of(r->text[from]);
        f->docs[i]->lang = kb_str_of(r->lang[from]);
        if (!kb_time_parse(kb_str_of(r->published[from]), &f->docs[i]->published)) fail_msg("no time");
        if (kb_claims_find_stems(&tools, f->docs[i], &claims, &err)) fail_msg("%s", err.text);
    }
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

static void write_rows(const fixture *f, kb_buf *out)
{
    for (size_t i = 0; i < f->comparison->rows.count; i++) {
        const kb_row *r = &f->comparison->rows.at[i];
        kb_buf_print(out, "%s:", kb_row_kind_name(r->kind));
        for (size_t c = 0; c < r->cells.count; c++)
            kb_buf_print(
                out, " | %u %.*s", r->cells.at[c].report,
                KB_STR_ARGS(kb_str_part(f->docs[r->cells.at[c].report - 1]->text, r->cells.at[c].spans.at[0])));
        kb_buf_add_c(out, "\n");
    }
}

static bool has_kind(const fixture *f, const char *kind)
{
    for (size_t i = 0; i < f->comparison->rows.count; i++)
        if (strcmp(kb_row_kind_name(f->comparison->rows.at[i].kind), kind) == 0) return true;
    return false;
}

static void check_rows(const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (int first = 0; first < 2; first++) {
            fixture f;
            kb_buf got = { 0 };
            compare(&f, &rows[i], first);
            write_rows(&f, &got);
            if (rows[i].row && !has_kind(&f, rows[i].row))
                fail_msg("row %zu (%s): no row is %s:\n%.*s", i, rows[i].why, rows[i].row,
                         KB_STR_ARGS(kb_buf_str(&got)));
            if (rows[i].not &&has_kind(&f, rows[i].not ))
                fail_msg("row %zu (%s): a row is %s:\n%.*s", i, rows[i].why, rows[i].not,
                         KB_STR_ARGS(kb_buf_str(&got)));
            kb_buf_clear(&got);
            clear(&f);
        }
}

static void test_figures_of_one_thing_agree_grow_or_differ(void **state)
{
    (void)state;
    check_rows(figures, sizeof figures / sizeof *figures);
}

static void test_words_are_shared_denied_or_contrary(void **state)
{
    (void)state;
    check_rows(words, sizeof words / sizeof *words);
}

/* `row` is the end of a line of write_rows here. */
static const row parts[] = {
    { EN,
      SAME_HOUR,
      { "Last year troops of Norland stormed the Brinia region in a raid, which now holds about 20 percent of the country.",
        "Troops of Norland stormed the Brinia region in a raid last year." },
      "only: | %d which now holds about 20 percent of the country\n",
      NULL,
      "a figure within shared words" },
    { EN,
      SAME_HOUR,
      { "Troops of Norland stormed the Brinia region in a raid, which cost 20 million dollars.",
        "Troops of Norland stormed the Brinia region in a raid. It cost 20 million dollars." },
      NULL,
      "only: | %d which cost 20 million dollars\n",
      "the other has it elsewhere" },
    { EN,
      SAME_HOUR,
      { "Troops of Norland will storm the Brinia region in a raid on 12 July 2031, the general said.",
        "Troops of Norland will storm the Brinia region in a raid, the general said." },
      "in a raid on 12 July 2031\n",
      NULL,
      "a day within shared words" },
    { ID,
      SAME_HOUR,
      { "Lebih dari 400 rumah terbakar di Brinia, menurut Norlandia dan Swedia.",
        "Sedikitnya 400 rumah terbakar di Brinia, menurut Badan Bencana Nasional Swedia." },
      "shared: | %d Norlandia dan Swedia | %d Badan Bencana Nasional Swedia\n",
      NULL,
      "a state, and a body of it" },
    { EN,
      SAME_HOUR,
      { "More than 400 houses were burnt in Brinia, according to police.",
        "At least 400 houses were burnt in Brinia, police in Brinia said." },
      NULL,
      "shared: | %d police | %d police in Brinia\n",
      "nobody's name" },
};

/* The words of a row, with the reports in either order. */
static bool has_line(kb_str got, const char *line)
{
    for (int first = 1; first <= 2; first++) {
        char wanted[256];
        const char *rest = line;
        size_t len = 0;
        for (int n = first; *rest && len + 1 < sizeof wanted; rest++) {
            if (rest[0] != '%') {
                wanted[len++] = *rest;
                continue;
            }
            wanted[len++] = (char)('0' + n);
            n = 3 - n;
            rest++;
        }
        if (kb_str_find(got, (kb_str){ wanted, len }, 0) != SIZE_MAX) return true;
    }
    return false;
}

static void test_what_one_alone_has_within_shared_words_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        fixture f;
        kb_buf got = { 0 };
        compare(&f, &parts[i], 0);
        write_rows(&f, &got);
        if (parts[i].row && !has_line(kb_buf_str(&got), parts[i].row))
            fail_msg("%s: no row is %s in:\n%.*s", parts[i].why, parts[i].row, KB_STR_ARGS(kb_buf_str(&got)));
        if (parts[i].not && has_line(kb_buf_str(&got), parts[i].not))
            fail_msg("%s: a row is %s in:\n%.*s", parts[i].why, parts[i].not, KB_STR_ARGS(kb_buf_str(&got)));
        kb_buf_clear(&got);
        clear(&f);
    }
}

/* Every cell lies inside its text, on character borders, and a row that two share has two reports. */
static void test_cells_lie_in_their_reports(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        fixture f;
        compare(&f, &words[i], 0);
        for (size_t r = 0; r < f.comparison->rows.count; r++) {
            const kb_row *made = &f.comparison->rows.at[r];
            assert_true(made->cells.count > 0);
            assert_true(made->reports >= (made->kind == KB_ROW_SHARED || made->kind == KB_ROW_DIFFERS ? 2U : 1U));
            assert_true(made->independent >= 1 && made->independent <= made->reports);
            for (size_t c = 0; c < made->cells.count; c++) {
                const kb_cell *cell = &made->cells.at[c];
                assert_in_range(cell->report, 1, 2);
                assert_true(cell->spans.at[0].begin < cell->spans.at[0].end);
                assert_true(cell->spans.at[0].end <= f.docs[cell->report - 1]->text.len);
            }
        }
        clear(&f);
    }
}

/* A report that repeats another is no second witness. */
static void test_a_copy_is_no_second_witness(void **state)
{
    (void)state;
    static const row copy = { EN,
                              MORNING_EVENING,
                              { "The ferry struck a rock near Brinia and sank within minutes on Monday night.",
                                "The ferry struck a rock near Brinia and sank within minutes on Monday night." },
                              NULL,
                              NULL,
                              "" };
    fixture f;
    compare(&f, &copy, 0);
    assert_int_equal(f.comparison->reports[1].copy_of, 1);
    assert_int_equal(f.comparison->reports[0].copy_of, 0);
    for (size_t r = 0; r < f.comparison->rows.count; r++) assert_int_equal(f.comparison->rows.at[r].independent, 1);
    clear(&f);
}

/* What stands in a passage that was taken is one witness's; what a report has for itself is its own. */
static void test_a_passage_that_was_taken_is_no_second_witness(void **state)
{
    (void)state;
#define TAKEN                                                                                                       \
    "The ferry struck a rock near Brinia on Monday night and sank within minutes, with eleven passengers still in " \
    "the "                                                                                                          \
    "lower cabin when the lights went out. "
    static const row part = {
        EN,
        MORNING_EVENING,
        { TAKEN "Divers will search the wreck on Wednesday morning. The weather office expects calm seas.",
          "On Wednesday morning the wreck will be searched by divers. Mayor Ilse Torvald thanked the fishermen who "
          "came first "
          "to "
          "the sinking boat. Her town has asked for a lighthouse for years. Schools stay closed until the funeral, and "
          "flags will fly at half mast on all houses of the council, she said in front of the harbour church. " TAKEN },
        NULL,
        NULL,
        ""
    };
    fixture f;
    size_t taken = 0, told = 0;
    compare(&f, &part, 0);
    assert_int_equal(f.comparison->reports[1].copy_of, 1);
    assert_false(f.comparison->reports[1].copy);
    for (size_t r = 0; r < f.comparison->rows.count; r++) {
        const kb_row *one = &f.comparison->rows.at[r];
        if (one->reports < 2) continue;
        kb_str sentence = kb_str_part(f.docs[0]->text, one->cells.at[0].spans.at[0]);
        bool of_passage = kb_str_find(sentence, KB_STR("Divers"), 0) == SIZE_MAX;
        assert_int_equal(one->independent, of_passage ? 1 : 2);
        taken += of_passage;
        told += !of_passage;
    }
    assert_true(taken > 0 && told > 0);
    clear(&f);
}

/* What bears one agency's name rests on it, however it is worded. */
static void test_datelines_of_one_agency_are_one_witness(void **state)
{
    (void)state;
    static const row wire = { EN,
                              MORNING_EVENING,
                              { "BRINIA (Reuters) - The old ferry struck a rock near Brinia. Two sailors were hurt.",
                                "ORLA (Reuters) - Near Brinia an old ferry hit a rock. The mayor thanked the crew." },
                              NULL,
                              NULL,
                              "" };
    fixture f;
    size_t shared = 0;
    compare(&f, &wire, 0);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(f.comparison->reports[i].carriers.count, 1);
        assert_true(kb_str_is(f.comparison->reports[i].carriers.at[0], "Reuters"));
    }
    for (size_t r = 0; r < f.comparison->rows.count; r++) {
        shared += f.comparison->rows.at[r].reports == 2;
        assert_int_equal(f.comparison->rows.at[r].independent, 1);
    }
    assert_true(shared > 0);
    clear(&f);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures_of_one_thing_agree_grow_or_differ),
        cmocka_unit_test(test_words_are_shared_denied_or_contrary),
        cmocka_unit_test(test_what_one_alone_has_within_shared_words_is_told),
        cmocka_unit_test(test_cells_lie_in_their_reports),
        cmocka_unit_test(test_a_copy_is_no_second_witness),
        cmocka_unit_test(test_a_passage_that_was_taken_is_no_second_witness),
        cmocka_unit_test(test_datelines_of_one_agency_are_one_witness),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
