/* What the desk says of copies, as the public header gives it and as the rows stand. */
#define _DEFAULT_SOURCE
#include "desk/test_desk.h"
#include "store/copies.h"

typedef struct {
    const char *id, *outlet, *url, *published, *text;
} article;

#define FERRY                                                                                                \
    "The ferry Meridian struck a rock near the cape on Monday night and sank within twenty minutes. Eleven " \
    "passengers were still in the lower cabin when the lights went out, the harbour master of Brinia said. " \
    "Fishermen from two villages came first and took forty people aboard before the coast guard arrived. "
#define DIVERS                                                                                               \
    "Divers will search the wreck as soon as the current allows it, and the company has sent a second ship " \
    "with a crane. The weather office expects calm seas until Thursday evening. "
#define MARKET                                                                                                       \
    "The council of Wellmar voted on Monday to move the fish market to the old rope factory, which has stood empty " \
    "for nine years. Traders had asked for a roof and for drains that work in winter, and they will get both. "

static kb_status stop(void *user, int64_t stored, kb_added added, kb_err *err)
{
    (void)user, (void)stored, (void)added;
    return kb_fail(err, KB_ERR_STOPPED, "stopped");
}

/* Adds it; where it `fails`, all of it but for the commit. */
static void add_to(kb_desk *desk, const article *a, bool fails)
{
    const kb_desk_also stopped = { .run = stop };
    kb_document *doc;
    kb_added added;
    kb_err err = { 0 };
    assert_int_equal(kb_document_new(16 << 20, &doc, NULL), KB_OK);
    doc->id = doc->title = kb_str_of(a->id);
    doc->outlet = kb_str_of(a->outlet);
    doc->url = kb_str_of(a->url);
    doc->text = kb_str_of(a->text);
    doc->lang = KB_STR("en");
    assert_true(kb_time_parse(kb_str_of(a->published), &doc->published));
    if (fails) {
        kb_arena *arena = kb_arena_new(KB_DESK_GROUPING_MAX);
        kb_sketch sketch;
        assert_int_equal(kb_desk_prepare(engine, doc, arena, &sketch, NULL), KB_OK);
        assert_int_equal(kb_desk_put(desk, doc, &sketch, arena, &stopped, &added, &err), KB_ERR_STOPPED);
        kb_arena_free(arena);
    } else if (kb_desk_add(desk, doc, &added, &err) != KB_OK) {
        fail_msg("%s: %s", a->id, err.text);
    }
    kb_document_free(doc);
}

static void add(const article *a)
{
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    add_to(desk, a, false);
    kb_desk_close(desk);
}

static kb_status write_row(void *user, const kb_copy_row *row)
{
    kb_buf_print(user, " %s %.*s %.*s %.2f/%.2f %lld", row->source ? "of" : "agency", KB_STR_ARGS(row->title),
                 KB_STR_ARGS(row->agency), row->share, row->source_share, (long long)row->own);
    return KB_OK;
}

/* What each of `count` articles repeats, as text, in the order of the list. */
static void rows_of(const article *list, size_t count, kb_buf *out)
{
    kb_desk *desk = open_desk(path, KB_DESK_READ);
    kb_err err = { 0 };
    for (size_t i = 0; i < count; i++)
        for (int64_t n = 1; n <= (int64_t)count; n++) {
            kb_document *doc;
            if (kb_store_load(desk->store, n, &doc, NULL) != KB_OK) continue;
            if (kb_str_is(doc->id, list[i].id)) {
                kb_buf_print(out, "%s:", list[i].id);
                assert_int_equal(kb_store_copies(desk->store, n, write_row, out, &err), KB_OK);
                kb_buf_add_char(out, '\n');
            }
            kb_document_free(doc);
        }
    kb_desk_close(desk);
}

static int64_t independent(void)
{
    int64_t texts = 0;
    kb_desk *desk = open_desk(path, KB_DESK_READ);
    assert_int_equal(kb_store_independent(desk->store, 1, &texts, NULL), KB_OK);
    kb_desk_close(desk);
    return texts;
}

static void assert_rows(const article *list, size_t count, const char *expected)
{
    kb_buf rows = { 0 };
    rows_of(list, count, &rows);
    KB_ROW_STR((size_t)0, kb_buf_str(&rows), kb_str_of(expected));
    kb_buf_clear(&rows);
}

static void test_what_is_repeated_does_not_depend_on_the_order_of_adding(void **state)
{
    static const article list[] = {
        { "first", "Lantern", "", "2031-03-04T09:10:00Z", FERRY },
        { "same", "Beacon", "", "2031-03-04T09:10:30Z", FERRY },
        { "longer", "Tidewater", "", "2031-03-04T12:00:00Z", FERRY DIVERS },
        { "other", "Orchard", "", "2031-03-04T11:00:00Z", MARKET },
        { "merged", "Anchor", "", "2031-03-05T08:00:00Z", MARKET FERRY },
    };
    enum { COUNT = KB_COUNT(list), ORDERS = 12 };
    kb_buf first = { 0 };
    unsigned seed = 7;
    (void)state;
    for (size_t round = 0; round < ORDERS; round++) {
        size_t order[COUNT];
        kb_buf rows = { 0 };
        for (size_t i = 0; i < COUNT; i++) order[i] = i;
        for (size_t i = COUNT; round && i-- > 1;) {
            seed = seed * 1103515245u + 12345u;
            size_t j = seed / 65536u % (i + 1), kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        remove_desk("desk.sqlite");
        for (size_t i = 0; i < COUNT; i++) add(&list[order[i]]);
        rows_of(list, COUNT, round ? &rows : &first);
        if (round) KB_ROW_STR(round, kb_buf_str(&rows), kb_buf_str(&first));
        kb_buf_clear(&rows);
    }
    kb_buf_clear(&first);
    assert_rows(list, COUNT,
                "first: of same  1.00/1.00 0\n"
                "same:\n"
                "longer: of same  0.62/1.00 32\n"
                "other:\n"
                "merged: of same  0.55/1.00 0 of other  0.45/1.00 0\n");
}

static void test_a_source_that_comes_later_becomes_the_source(void **state)
{
    static const article list[] = {
        { "copy", "Lantern", "", "2031-03-04T10:00:00Z", FERRY DIVERS },
        { "second", "Beacon", "", "2031-03-04T11:00:00Z", FERRY },
        { "source", "Tidewater", "", "2031-03-04T08:00:00Z", FERRY DIVERS },
    };
    (void)state;
    add(&list[0]);
    add(&list[1]);
    assert_rows(list, 2, "copy:\nsecond: of copy  1.00/0.62 0\n");
    assert_int_equal(independent(), 1);
    add(&list[2]);
    assert_rows(list, 3,
                "copy: of source  1.00/1.00 0\n"
                "second: of source  1.00/0.62 0\n"
                "source:\n");
}

static void test_an_agency_is_the_source_of_those_that_name_it(void **state)
{
    static const article list[] = {
        { "one", "Lantern", "", "2031-03-04T10:00:00Z", "BRINIA (AP) - " FERRY },
        { "two", "Beacon", "", "2031-03-04T11:00:00Z",
          FERRY "Nobody else was hurt, the mayor told The Associated Press." },
        { "own", "apnews.com", "", "2031-03-04T11:30:00Z", FERRY },
    };
    (void)state;
    add(&list[0]);
    add(&list[1]);
    assert_rows(list, 2,
                "one: agency  The Associated Press 0.96/0.00 2\n"
                "two: of one The Associated Press 0.84/0.96 10\n");
    assert_int_equal(independent(), 1);
    add(&list[2]);
    assert_rows(list, 3,
                "one: of own apnews.com 0.96/1.00 2\n"
                "two: of own apnews.com 0.84/1.00 10\n"
                "own:\n");
}

static void test_a_revision_is_no_copy_and_counts_as_it_is_now(void **state)
{
    static const article list[] = {
        { "article", "Lantern", "https://lantern.example/1", "2031-03-04T10:00:00Z", FERRY },
        { "copy", "Beacon", "https://beacon.example/1", "2031-03-04T11:00:00Z", FERRY },
        { "article", "Lantern", "https://lantern.example/1", "2031-03-04T12:00:00Z", FERRY DIVERS },
        { "article", "Lantern", "https://lantern.example/1", "2031-03-04T13:00:00Z", MARKET },
    };
    (void)state;
    add(&list[0]);
    add(&list[1]);
    assert_rows(list, 2, "article:\ncopy: of article  1.00/1.00 0\n");
    add(&list[2]);
    assert_rows(list, 2, "article:\ncopy: of article  1.00/0.62 0\n");
    add(&list[3]);
    assert_rows(list, 2, "article:\ncopy:\n");
}

#define LIBRARY                                                                                                       \
    "The library of Wellmar opens again after the flood of last autumn. Volunteers dried nine thousand books in the " \
    "gymnasium, page by page, and a printer lent his presses to flatten the maps. What could not be saved was "       \
    "photographed. The reading room now stands on the first floor, and the cellar is left to the mushrooms. "
#define SCHOOL                                                                                                         \
    "Pupils of the school at Torrin built a bridge of paper that carries their teacher. They tried forty shapes, "     \
    "weighed each with sand, and wrote down what broke first. A jury of carpenters gave them the second prize, after " \
    "a "                                                                                                               \
    "class from Marlow whose bridge carried two teachers and a dog. The bridges can be seen until the end of June. "
#define STANDING                                                                                                    \
    "\nLantern is made by its readers: whoever gives three crowns a month keeps the printing house on Rope Street " \
    "open, and gets the Saturday edition with the crossword of Aunt Philippa and the tide tables for all harbours."

static void test_an_outlets_standing_lines_make_no_copies(void **state)
{
    static const article list[] = {
        { "a", "Lantern", "", "2031-03-01T10:00:00Z", FERRY DIVERS STANDING },
        { "b", "Lantern", "", "2031-03-02T10:00:00Z", LIBRARY MARKET STANDING },
        { "c", "Lantern", "", "2031-03-03T10:00:00Z", SCHOOL STANDING },
        { "d", "Beacon", "", "2031-03-04T10:00:00Z", SCHOOL },
    };
    (void)state;
    add(&list[0]);
    add(&list[1]);
    assert_rows(list, 2, "a:\nb: of a  0.28/0.31 99\n"); /* two articles do not tell yet */
    add(&list[2]);
    add(&list[3]);
    assert_rows(list, KB_COUNT(list), "a:\nb:\nc:\nd: of c  1.00/1.00 0\n");
}

/* A desk keeps the texts of its articles taken in: what others change and what was never stored must not stay in it. */
static void test_a_desk_that_stays_open_asks_among_the_texts_as_they_are_now(void **state)
{
    static const article list[] = {
        { "first", "Lantern", "http://lantern.example/1", "2031-03-04T09:00:00Z", FERRY },
        { "copy", "Beacon", "", "2031-03-04T10:00:00Z", FERRY DIVERS },
        { "never", "Orchard", "", "2031-03-04T11:00:00Z", FERRY MARKET },
        { "next", "Orchard", "", "2031-03-04T12:00:00Z", DIVERS MARKET },
        { "now", "Lantern", "http://lantern.example/1", "2031-03-04T09:00:00Z", MARKET },
        { "last", "Anchor", "", "2031-03-05T08:00:00Z", MARKET },
    };
    (void)state;
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    add_to(desk, &list[0], false);
    add_to(desk, &list[1], false);
    add_to(desk, &list[2], true);
    add_to(desk, &list[3], false); /* has the number that "never" had */
    assert_rows(list, KB_COUNT(list), "first:\ncopy: of first  0.62/1.00 32\nnext: of copy  0.43/0.38 42\n");
    add(&list[4]); /* another process */
    add_to(desk, &list[5], false);
    kb_desk_close(desk);
    assert_rows(list, KB_COUNT(list),
                "copy:\nnext: of now  0.57/1.00 0 of copy  0.43/0.38 0\nnow:\nlast: of now  1.00/1.00 0\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_repeated_does_not_depend_on_the_order_of_adding, make_folder,
                                        remove_folder),
        cmocka_unit_test_setup_teardown(test_a_source_that_comes_later_becomes_the_source, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_an_agency_is_the_source_of_those_that_name_it, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_a_revision_is_no_copy_and_counts_as_it_is_now, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_an_outlets_standing_lines_make_no_copies, make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(test_a_desk_that_stays_open_asks_among_the_texts_as_they_are_now, make_folder,
                                        remove_folder),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
