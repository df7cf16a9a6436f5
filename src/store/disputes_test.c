#define _DEFAULT_SOURCE
#include "store/disputes.h"

#include "store/db.h"
#include "store/test_folder.h"
#include "store/test_number.h"

/* Stories of 1, 2, 3 ... reports, each a day older than the one before. */
static void fill(kb_store *store, int stories)
{
    kb_err err = { 0 };
    char sql[512];
    for (int s = 1; s <= stories; s++) {
        (void)snprintf(sql, sizeof sql,
                       "INSERT INTO stories(id, title, first, last, reports) VALUES(%d, 't', 0, %d, %d)", s,
                       (100 - s) * 86400, s);
        if (kb_db_run(store, sql, &err) != KB_OK) fail_msg("%s", err.text);
        for (int n = 0; n < s; n++) {
            (void)snprintf(
                sql, sizeof sql,
                "INSERT INTO articles(id, added) VALUES(%d, 0);"
                "INSERT INTO revisions(article, number, current, added, name, title, byline, lang, text,"
                " published_precision, modified_precision, text_hash, lines, kind, replaced, origin_offset, bytes_hash)"
                " VALUES(%d, 1, 1, 0, 'x', 't', '', 'en', 'words', 0, 0, 7, '', 0, 0, 0, 0);"
                "INSERT INTO members(article, story, at, score, sketch, links, dated, best, sixth, lang, outlet,"
                " length) VALUES(%d, %d, %d, 0, x'', x'', 0, 0, 0, 0, 0, 0)",
                s * 10 + n, s * 10 + n, s * 10 + n, s, (100 - s) * 86400);
            if (kb_db_run(store, sql, &err) != KB_OK) fail_msg("%s", err.text);
        }
    }
}

static void test_stories_of_several_reports_are_settled_newest_first(void **state)
{
    kb_store *store = open_store();
    kb_unsettled_place place = KB_UNSETTLED_BEGIN;
    int64_t stories[8], stamp;
    size_t count = 2;
    (void)state;
    fill(store, 4);
    assert_int_equal(kb_store_unsettled(store, &place, 100, stories, &count, NULL), KB_OK);
    assert_int_equal(count, 2);
    assert_true(stories[0] == 2 && stories[1] == 3 && !place.ended); /* the first has one report alone */
    assert_int_equal(kb_store_stamp(store, 2, &stamp, NULL), KB_OK);
    const kb_disputes counts = { true, 2, 1, 0, 3 };
    assert_int_equal(kb_store_save_disputes(store, 2, stamp, &counts, NULL), KB_OK);
    place = KB_UNSETTLED_BEGIN;
    count = 8;
    assert_int_equal(kb_store_unsettled(store, &place, 100, stories, &count, NULL), KB_OK);
    assert_true(count == 2 && stories[0] == 3 && stories[1] == 4 && place.ended);
    kb_store_close(store);
}

static void test_a_stamp_changes_with_reports_and_texts_and_with_nothing_else(void **state)
{
    static const struct {
        const char *sql;
        bool changes;
    } rows[] = {
        { "UPDATE stories SET last = last + 5 WHERE id = 3", false },
        { "UPDATE members SET at = at + 5 WHERE story = 3", false },
        { "INSERT INTO verdicts(article, text_hash, \"begin\", \"end\", kind, who, at) VALUES(30, 7, 0, 2, 1, 'a', 1)",
          false },
        { "UPDATE revisions SET text_hash = 8 WHERE article = 31", true },
        { "UPDATE members SET story = 2 WHERE article = 32", true },
    };
    kb_store *store = open_store();
    (void)state;
    fill(store, 3);
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        int64_t before, after;
        kb_err err = { 0 };
        assert_int_equal(kb_store_stamp(store, 3, &before, NULL), KB_OK);
        if (kb_db_run(store, rows[i].sql, &err) != KB_OK) fail_msg("row %zu: %s", i, err.text);
        assert_int_equal(kb_store_stamp(store, 3, &after, NULL), KB_OK);
        if ((before != after) != rows[i].changes) fail_msg("row %zu: %s", i, rows[i].sql);
    }
    kb_store_close(store);
}

static void test_what_was_counted_goes_with_its_story(void **state)
{
    kb_store *store = open_store();
    const kb_disputes counts = { true, 2, 1, 4, 3 };
    kb_disputes back;
    (void)state;
    fill(store, 2);
    assert_int_equal(kb_store_save_disputes(store, 2, 5, &counts, NULL), KB_OK);
    assert_int_equal(kb_store_save_disputes(store, 99, 5, &counts, NULL), KB_OK);
    assert_int_equal(number(store, "SELECT count(*) FROM disputes"), 1);
    assert_int_equal(kb_store_disputes(store, 2, &back, NULL), KB_OK);
    assert_true(back.known && back.differs == 2 && back.denied == 1 && back.silent == 4 && back.changed == 3);
    assert_int_equal(kb_db_run(store, "DELETE FROM members WHERE story = 2; DELETE FROM stories WHERE id = 2", NULL),
                     KB_OK);
    assert_int_equal(kb_store_disputes(store, 2, &back, NULL), KB_OK);
    assert_false(back.known);
    kb_store_close(store);
}

typedef struct {
    int64_t at[8];
    size_t count;
} told;

static kb_status take_story(void *user, const kb_story_row *row)
{
    told *t = user;
    t->at[t->count++] = row->id;
    return KB_OK;
}

static void test_the_most_disputed_come_first_and_those_not_compared_last(void **state)
{
    static const struct {
        int64_t story;
        kb_disputes counts;
    } rows[] = {
        { 2, { true, 0, 0, 9, 9 } },
        { 3, { true, 1, 0, 0, 0 } },
        { 5, { true, 0, 2, 0, 0 } },
        { 6, { true, 1, 1, 0, 1 } },
    };
    static const struct {
        size_t skip, limit;
        const char *stories;
    } pages[] = { { 0, 0, "6 5 3 2 1 4" }, { 0, 2, "6 5" }, { 3, 2, "2 1" }, { 5, 9, "4" }, { 6, 9, "" } };
    kb_store *store = open_store();
    const kb_story_view view = { NULL, 1 };
    (void)state;
    fill(store, 6);
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        assert_int_equal(kb_store_save_disputes(store, rows[i].story, 1, &rows[i].counts, NULL), KB_OK);
    for (size_t i = 0; i < KB_COUNT(pages); i++) {
        const kb_query query = { .sort = KB_SORT_DISPUTED, .skip = pages[i].skip, .limit = pages[i].limit };
        told t = { .count = 0 };
        kb_err err = { 0 };
        kb_buf list = { 0 };
        if (kb_store_stories(store, &query, &view, take_story, &t, &err) != KB_OK) fail_msg("row %zu: %s", i, err.text);
        for (size_t k = 0; k < t.count; k++) kb_buf_print(&list, "%s%lld", k ? " " : "", (long long)t.at[k]);
        KB_ROW_STR(i, kb_buf_str(&list), kb_str_of(pages[i].stories));
        kb_buf_clear(&list);
    }
    kb_store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_stories_of_several_reports_are_settled_newest_first),
        TEST(test_a_stamp_changes_with_reports_and_texts_and_with_nothing_else),
        TEST(test_what_was_counted_goes_with_its_story),
        TEST(test_the_most_disputed_come_first_and_those_not_compared_last),
    };
    return cmocka_run_group_tests_name("disputes", tests, NULL, NULL);
}
