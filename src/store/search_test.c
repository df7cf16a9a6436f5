#define _DEFAULT_SOURCE
#include "store/forget.h"

#include "store/rank.h"
#include "store/test_folder.h"
#include "store/test_number.h"
#include "store/test_tools.h"

/* Within a transaction. `article`: 0, or the one of which it is a revision. */
static int64_t save(kb_store *store, const char *outlet, const char *lang, int64_t day, const char *text,
                    int64_t article)
{
    static int count;
    char id[40];
    kb_document *doc;
    int64_t revision;
    kb_err err = { 0 };
    (void)snprintf(id, sizeof id, "a-%d", count++);
    assert_int_equal(kb_document_new(1 << 20, &doc, NULL), KB_OK);
    doc->id = kb_str_of(id);
    doc->outlet = kb_str_of(outlet);
    doc->lang = kb_str_of(lang);
    doc->title = kb_str_of("Kabar");
    doc->text = kb_str_of(text);
    if (day) doc->published = (kb_time){ 1740960000 + day * 86400, 0, true, KB_TIME_DAY }; /* 3 March 2025 and later */
    if (kb_store_save(store, doc, 1741000000, &article, &revision, &err) != KB_OK) fail_msg("%s", err.text);
    kb_document_free(doc);
    return article;
}

static kb_status list_hit(void *user, const kb_hit *hit)
{
    kb_buf_print(user, "%d ", (int)hit->article.article);
    return KB_OK;
}

static void expect_hits(kb_store *store, const kb_query *query, const char *hits)
{
    kb_buf found = { 0 };
    kb_err err = { 0 };
    if (kb_store_search(store, query, list_hit, &found, &err) != KB_OK) fail_msg("%s", err.text);
    KB_ROW_STR(0, kb_str_trim(kb_buf_str(&found)), kb_str_of(hits));
    kb_buf_clear(&found);
}

/* Articles 1 to 6. */
static void save_six(kb_store *store)
{
    static const struct {
        const char *outlet, *lang;
        int64_t day;
        const char *text;
    } rows[] = {
        { "Suara", "id", 1, "gempa gempa gempa di pulau timur" }, { "Harian", "id", 2, "gempa di pulau barat" },
        { "Suara", "en", 3, "the island gempa and a storm" },     { "Suara", "id", 0, "hujan deras" },
        { "Harian", "en", 5, "gempa, and more of a storm here" }, { "Suara", "id", 6, "gempa gempa di laut" },
    };
    assert_int_equal(kb_store_begin(store, NULL), KB_OK);
    for (size_t i = 0; i < KB_COUNT(rows); i++)
        assert_int_equal(save(store, rows[i].outlet, rows[i].lang, rows[i].day, rows[i].text, 0), (int64_t)i + 1);
    assert_int_equal(kb_store_commit(store, NULL), KB_OK);
}

static void test_rank_is_that_of_bm25(void **state)
{
    static const char *const queries[] = {
        "gempa", "storm", "gempa AND storm", "\"di pulau\"", "gem*", "gempa OR hujan"
    };
    (void)state;
    kb_store *store = open_with(&tools);
    save_six(store);
    for (size_t i = 0; i < KB_COUNT(queries); i++) {
        char sql[256];
        (void)snprintf(sql, sizeof sql,
                       "SELECT count(*) FROM search WHERE search MATCH '%s' AND kabar_rank(search, 0.0, 6.0, 1.0, 1.0,"
                       " 1.0) = -bm25(search, 0.0, 6.0, 1.0, 1.0, 1.0)",
                       queries[i]);
        int64_t same = number(store, sql);
        (void)snprintf(sql, sizeof sql, "SELECT count(*) FROM search WHERE search MATCH '%s'", queries[i]);
        assert_true(same > 0);
        assert_int_equal(same, number(store, sql));
    }
    kb_store_close(store);
}

/* What is few hangs on the desk's size, what is found does not. */
static void test_conditions_find_the_same_by_either_way(void **state)
{
    static const struct {
        kb_query query;
        const char *hits; /* best first */
    } rows[] = {
        { { .query = "gempa", .outlet = "Suara" }, "1 6 3" },
        { { .query = "gempa", .lang = "en" }, "3 5" },
        { { .query = "gempa", .since = "2025-03-06" }, "6 3 5" },
        { { .query = "gempa", .until = "2025-03-05" }, "1 2" },
        { { .query = "gempa", .since = "2025-03-05", .until = "2025-03-06", .lang = "en", .outlet = "Suara" }, "3" },
        { { .query = "gempa", .lang = "de" }, "" },
        { { .query = "hujan", .since = "2025-03-03", .until = "2025-03-03" }, "4" }, /* by when it was added */
    };
    (void)state;
    kb_store *store = open_with(&tools);
    save_six(store);
    for (int few = 0; few < 2; few++) {
        store->among_few = few ? 50000 : 0;
        for (size_t i = 0; i < KB_COUNT(rows); i++) expect_hits(store, &rows[i].query, rows[i].hits);
    }
    kb_store_close(store);
}

static void test_of_many_hits_the_newest_are_ranked(void **state)
{
    const kb_query query = { .query = "gempa" }, one = { .query = "gempa", .limit = 1 };
    const kb_query of_outlet = { .query = "gempa", .outlet = "Suara" };
    (void)state;
    kb_store *store = open_with(&tools);
    save_six(store);
    expect_hits(store, &query, "1 6 2 3 5");
    store->ranked = 2;
    expect_hits(store, &one, "6");
    expect_hits(store, &of_outlet, "1 6 3"); /* the limit is more */
    kb_store_close(store);
}

static void test_an_article_that_comes_twice_in_a_transaction_is_found_as_it_is_last(void **state)
{
    const kb_query old = { .query = "lama" }, new = { .query = "baru" };
    (void)state;
    kb_store *store = open_with(&tools);
    assert_int_equal(kb_store_begin(store, NULL), KB_OK);
    int64_t article = save(store, "Suara", "id", 1, "kata lama", 0);
    save(store, "Suara", "id", 1, "kata baru", article);
    assert_int_equal(kb_store_commit(store, NULL), KB_OK);
    expect_hits(store, &old, "");
    expect_hits(store, &new, "1");
    assert_int_equal(kb_store_begin(store, NULL), KB_OK);
    save(store, "Suara", "id", 1, "kata lama", article);
    kb_store_rollback(store);
    expect_hits(store, &new, "1");
    assert_int_equal(number(store, "SELECT count(*) FROM search('lama')"), 0);
    assert_int_equal(
        sqlite3_exec(store->db, "INSERT INTO search(search, rank) VALUES('integrity-check', 1)", NULL, NULL, NULL),
        SQLITE_OK);
    kb_store_close(store);
}

static void expect_counts(kb_store *store, int64_t articles, int64_t revisions, const char *langs_are)
{
    kb_store_counts counts;
    assert_int_equal(kb_store_count(store, &counts, NULL), KB_OK);
    assert_int_equal(counts.articles, articles);
    assert_int_equal(counts.revisions, revisions);
    sqlite3_stmt *stmt;
    assert_int_equal(sqlite3_prepare_v2(store->db,
                                        "SELECT coalesce(group_concat(lang || articles, ' '), '') FROM (SELECT * FROM"
                                        " languages WHERE articles > 0 ORDER BY lang)",
                                        -1, &stmt, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(stmt, 0), langs_are);
    sqlite3_finalize(stmt);
}

static void test_counts_follow_what_comes_changes_and_goes(void **state)
{
    (void)state;
    kb_store *store = open_with(&tools);
    expect_counts(store, 0, 0, "");
    save_six(store);
    expect_counts(store, 6, 6, "en2 id4");
    assert_int_equal(kb_store_begin(store, NULL), KB_OK);
    save(store, "Suara", "en", 1, "an earthquake", 1);
    assert_int_equal(kb_store_commit(store, NULL), KB_OK);
    expect_counts(store, 6, 7, "en3 id3");
    assert_int_equal(kb_store_forget_begin(store, NULL), KB_OK);
    kb_status status = kb_store_forget(store, 1, 1741000000, NULL);
    assert_int_equal(kb_store_forget_end(store, status, NULL), KB_OK);
    expect_counts(store, 5, 5, "en2 id3");
    kb_store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_rank_is_that_of_bm25),
        TEST(test_conditions_find_the_same_by_either_way),
        TEST(test_of_many_hits_the_newest_are_ranked),
        TEST(test_an_article_that_comes_twice_in_a_transaction_is_found_as_it_is_last),
        TEST(test_counts_follow_what_comes_changes_and_goes),
    };
    return cmocka_run_group_tests_name("search", tests, open_tools, close_tools);
}
