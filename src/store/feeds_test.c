#define _DEFAULT_SOURCE
#include "store/feeds.h"

#include "base/map.h"
#include "store/queue.h"
#include "store/robots.h"
#include "store/test_folder.h"
#include "store/test_number.h"

#define NOW 1930000000

static int64_t follow(kb_store *store, const char *url)
{
    const kb_follow feed = { .url = kb_str_of(url), .added = NOW };
    int64_t id;
    bool there;
    kb_err err = { 0 };
    if (kb_store_follow(store, &feed, &id, &there, &err) != KB_OK) fail_msg("%s", err.text);
    return id;
}

static kb_follow load(kb_store *store, int64_t id)
{
    kb_follow feed;
    kb_err err = { 0 };
    if (kb_store_feed(store, id, arena, &feed, &err) != KB_OK) fail_msg("%s", err.text);
    return feed;
}

static void test_what_was_chosen_and_what_was_learned_come_back(void **state)
{
    kb_store *store = open_store();
    kb_follow feed = { .url = KB_STR("https://islandpost.example/rss"),
                       .name = KB_STR("Post"),
                       .folder = KB_STR("News/Asia"),
                       .tags = KB_STR("ferry, islands"),
                       .outlet = KB_STR("Island Post"),
                       .lang = KB_STR("en"),
                       .rules = KB_STR("block ferry\n"),
                       .take = KB_TAKE_TEXT,
                       .every = 900,
                       .title = KB_STR("Island Post - all"),
                       .added = NOW };
    bool there;
    (void)state;
    assert_int_equal(kb_store_follow(store, &feed, &feed.id, &there, NULL), KB_OK);
    assert_false(there);
    feed.etag = (kb_str){ "W/\"\0\xFF\"", 6 }; /* byte for byte */
    feed.last_modified = KB_STR("Thu, 27 Feb 2031 01:46:40 GMT");
    feed.timing = (kb_feed_timing){ 3600, 60, 0xFFFFFF, 0x7F };
    feed.due = NOW + 60;
    feed.asked = feed.answered = NOW;
    feed.changed = NOW - 1;
    feed.rate = 0.25;
    feed.hash = INT64_MIN;
    feed.failures = 3;
    feed.fault = KB_STR("dns");
    feed.error = KB_STR("no such host");
    feed.moved = KB_STR("https://islandpost.example/feed");
    feed.moves = 2;
    feed.requests = 7;
    feed.unchanged = 5;
    feed.entries = 20;
    assert_int_equal(kb_store_follow_learn(store, &feed, NULL), KB_OK);
    kb_follow back = load(store, feed.id);
    const kb_str texts[][2] = {
        { back.url, feed.url },
        { back.name, feed.name },
        { back.folder, feed.folder },
        { back.tags, feed.tags },
        { back.outlet, feed.outlet },
        { back.lang, feed.lang },
        { back.rules, feed.rules },
        { back.title, feed.title },
        { back.etag, feed.etag },
        { back.fault, feed.fault },
        { back.error, feed.error },
        { back.moved, feed.moved },
        { back.last_modified, feed.last_modified },
    };
    for (size_t i = 0; i < KB_COUNT(texts); i++) KB_ROW_STR(i, texts[i][0], texts[i][1]);
    assert_memory_equal(&back.timing, &feed.timing, sizeof feed.timing);
    const int64_t numbers[][2] = {
        { back.every, 900 },    { back.take, KB_TAKE_TEXT }, { back.due, NOW + 60 },   { back.asked, NOW },
        { back.answered, NOW }, { back.changed, NOW - 1 },   { back.hash, INT64_MIN }, { back.failures, 3 },
        { back.moves, 2 },      { back.requests, 7 },        { back.unchanged, 5 },    { back.entries, 20 },
    };
    for (size_t i = 0; i < KB_COUNT(numbers); i++) KB_ROW_INT(i, numbers[i][0], numbers[i][1]);
    assert_float_equal(back.rate, 0.25, 0);
    kb_store_close(store);
}

static void test_a_url_is_followed_once(void **state)
{
    kb_store *store = open_store();
    const kb_follow feed = { .url = KB_STR("https://islandpost.example/rss"), .added = NOW };
    int64_t first = follow(store, "https://islandpost.example/rss"), second;
    bool there;
    (void)state;
    assert_int_equal(kb_store_follow(store, &feed, &second, &there, NULL), KB_OK);
    assert_true(there && first == second);
    /* one that moves to where another is stays where it was */
    kb_follow other = load(store, follow(store, "https://islandpost.example/old"));
    other.url = feed.url;
    assert_int_equal(kb_store_follow_learn(store, &other, NULL), KB_OK);
    KB_ROW_STR(0, load(store, other.id).url, KB_STR("https://islandpost.example/old"));
    kb_store_close(store);
}

static void test_feeds_are_due_when_they_are_neither_paused_nor_gone(void **state)
{
    kb_store *store = open_store();
    kb_follow feed;
    int64_t ids[8];
    size_t count;
    (void)state;
    for (int i = 0; i < 4; i++) {
        char url[64];
        (void)snprintf(url, sizeof url, "https://islandpost.example/%d", i);
        feed = load(store, follow(store, url));
        feed.due = NOW + 100 - i;
        if (i == 2) feed.state = KB_FOLLOW_GONE;
        assert_int_equal(kb_store_follow_learn(store, &feed, NULL), KB_OK);
        feed.state = i == 1 ? KB_FOLLOW_PAUSED : feed.state;
        assert_int_equal(kb_store_follow_choose(store, &feed, NULL), KB_OK);
    }
    static const struct {
        int64_t now;
        bool all;
        size_t count;
    } rows[] = { { NOW, false, 0 }, { NOW + 97, false, 1 }, { NOW + 100, false, 2 }, { NOW, true, 2 } };
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        count = 8;
        assert_int_equal(kb_store_feeds_due(store, rows[i].now, rows[i].all, ids, &count, NULL), KB_OK);
        KB_ROW_INT(i, count, rows[i].count);
        if (count) KB_ROW_INT(i, ids[0], 4);
    }
    /* one that is taken up again is due at once */
    feed = load(store, 3);
    feed.state = KB_FOLLOWED;
    assert_int_equal(kb_store_follow_choose(store, &feed, NULL), KB_OK);
    count = 8;
    assert_int_equal(kb_store_feeds_due(store, NOW, false, ids, &count, NULL), KB_OK);
    assert_true(count == 1 && ids[0] == 3);
    kb_follow_counts counts;
    assert_int_equal(kb_store_count_feeds(store, &counts, NULL), KB_OK);
    assert_true(counts.feeds == 4 && counts.paused == 1 && counts.gone == 0);
    kb_store_close(store);
}

static void test_an_entry_is_new_once_and_changed_with_its_words(void **state)
{
    kb_store *store = open_store();
    int64_t a = follow(store, "https://islandpost.example/a"), b = follow(store, "https://islandpost.example/b");
    const struct {
        int64_t feed;
        const char *id;
        int64_t words;
        bool fresh, changed;
    } rows[] = { { a, "1", 5, true, false },  { a, "1", 5, false, false }, { a, "1", 6, false, true },
                 { a, "1", 6, false, false }, { b, "1", 5, true, false },  { a, "2", 5, true, false } };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        bool fresh, changed;
        assert_int_equal(
            kb_store_entry(store, rows[i].feed, kb_str_of(rows[i].id), rows[i].words, NOW, &fresh, &changed, NULL),
            KB_OK);
        KB_ROW_INT(i, fresh, rows[i].fresh);
        KB_ROW_INT(i, changed, rows[i].changed);
    }
    kb_store_close(store);
}

static bool queue(kb_store *store, int64_t feed, const char *url, bool again)
{
    const kb_queued page = { .feed = feed, .url = kb_str_of(url), .entry = KB_STR("{}") };
    bool queued;
    kb_err err = { 0 };
    if (kb_store_queue(store, &page, again, NOW, &queued, &err) != KB_OK) fail_msg("%s", err.text);
    return queued;
}

/* The first page that is due; id 0: none. */
static kb_queued next(kb_store *store, int64_t now)
{
    kb_queued page = { 0 };
    int64_t id;
    size_t count = 1;
    assert_int_equal(kb_store_queue_due(store, now, &id, &count, NULL), KB_OK);
    if (count) assert_int_equal(kb_store_queued(store, id, arena, &page, NULL), KB_OK);
    return page;
}

static void test_a_page_is_queued_once_whatever_its_feeds_write(void **state)
{
    kb_store *store = open_store();
    int64_t a = follow(store, "https://islandpost.example/a"), b = follow(store, "https://islandpost.example/b");
    (void)state;
    assert_true(queue(store, a, "https://www.islandpost.example/ferry?utm_source=rss", false));
    assert_false(queue(store, b, "http://islandpost.example/ferry/", false));
    assert_false(queue(store, b, "http://islandpost.example/ferry/", true)); /* it waits */
    kb_queued page = next(store, NOW);
    assert_int_equal(page.feed, a);
    (void)number(store, "INSERT INTO articles(id, added) VALUES(1, 0) RETURNING id");
    const kb_queue_stored as = { .article = 1, .added = true, .etag = KB_STR("\"1\"") };
    assert_int_equal(kb_store_queue_stored(store, &page, &as, NOW, NULL), KB_OK);
    assert_int_equal(next(store, NOW).id, 0);
    assert_int_equal(load(store, a).articles, 1);
    assert_false(queue(store, a, "https://islandpost.example/ferry", false)); /* it was stored */
    assert_true(queue(store, a, "https://islandpost.example/ferry", true));   /* its words changed */
    assert_int_equal(next(store, NOW).id, page.id);
    assert_int_equal(kb_store_queue_stored(store, &page, &as, NOW, NULL), KB_OK);
    (void)number(store, "UPDATE pages SET article = NULL RETURNING id");
    assert_false(queue(store, a, "https://islandpost.example/ferry", true)); /* what was stored of it is gone */
    kb_store_close(store);
}

static void test_what_no_feed_lists_any_more_is_let_go(void **state)
{
    enum { DAY = 86400 };
    static const char listed[] = "https://islandpost.example/1", gone[] = "https://islandpost.example/2",
                      there[] = "https://islandpost.example/3";
    kb_store *store = open_store();
    int64_t feed = follow(store, "https://islandpost.example/a");
    const char *const urls[] = { listed, gone, there };
    bool fresh, changed;
    (void)state;
    (void)number(store, "INSERT INTO articles(id, added) VALUES(1, 0) RETURNING id");
    for (size_t i = 0; i < KB_COUNT(urls); i++) {
        const kb_queue_stored as = { .article = urls[i] == there };
        assert_int_equal(kb_store_entry(store, feed, kb_str_of(urls[i]), 5, NOW, &fresh, &changed, NULL), KB_OK);
        assert_true(queue(store, feed, urls[i], false));
        kb_queued page = next(store, NOW);
        assert_int_equal(kb_store_queue_stored(store, &page, &as, NOW, NULL), KB_OK);
    }
    const kb_str again = kb_str_of(listed);
    assert_int_equal(kb_store_entry_listed(store, feed, again, again, NOW + DAY, NULL),
                     KB_OK); /* too soon to be written */
    assert_int_equal(number(store, "SELECT max(seen) FROM entries"), NOW);
    assert_int_equal(kb_store_entry_listed(store, feed, again, again, NOW + 8 * DAY, NULL), KB_OK);
    assert_int_equal(kb_store_queue_tidy(store, feed, NOW + DAY, NULL), KB_OK);
    assert_int_equal(number(store, "SELECT count(*) FROM entries"), 1);
    assert_int_equal(number(store, "SELECT count(*) FROM pages"), 2); /* what is listed, and what has an article */
    assert_false(queue(store, feed, listed, true)); /* what went does not come back with other words */
    assert_true(queue(store, feed, gone, false));
    assert_int_equal(kb_store_unfollow(store, feed, NULL), KB_OK);
    int64_t other = follow(store, "https://islandpost.example/b");
    assert_int_equal(kb_store_queue_tidy(store, other, NOW + 9 * DAY, NULL), KB_OK);
    assert_int_equal(number(store, "SELECT count(*) FROM pages"), 1);
    kb_store_close(store);
}

static void test_feeds_take_turns(void **state)
{
    kb_store *store = open_store();
    int64_t a = follow(store, "https://islandpost.example/a"), b = follow(store, "https://islandpost.example/b");
    const kb_queued pages[] = { { .feed = a, .url = KB_STR("https://islandpost.example/1"), .place = 0 },
                                { .feed = a, .url = KB_STR("https://islandpost.example/2"), .place = 1 },
                                { .feed = b, .url = KB_STR("https://islandpost.example/3"), .place = 0 } };
    static const int64_t order[] = { 1, 3, 2 };
    int64_t ids[4];
    size_t count = 4;
    bool queued;
    (void)state;
    for (size_t i = 0; i < KB_COUNT(pages); i++)
        assert_int_equal(kb_store_queue(store, &pages[i], false, NOW, &queued, NULL), KB_OK);
    assert_int_equal(kb_store_queue_due(store, NOW, ids, &count, NULL), KB_OK);
    assert_int_equal(count, KB_COUNT(order));
    for (size_t i = 0; i < KB_COUNT(order); i++) KB_ROW_INT(i, ids[i], order[i]);
    /* those of a feed that is paused wait */
    kb_follow feed = load(store, a);
    feed.state = KB_FOLLOW_PAUSED;
    assert_int_equal(kb_store_follow_choose(store, &feed, NULL), KB_OK);
    count = 4;
    assert_int_equal(kb_store_queue_due(store, NOW, ids, &count, NULL), KB_OK);
    assert_true(count == 1 && ids[0] == 3);
    kb_store_close(store);
}

static void test_a_page_that_fails_waits_longer_or_is_given_up(void **state)
{
    kb_store *store = open_store();
    int64_t feed = follow(store, "https://islandpost.example/a"), due;
    (void)state;
    assert_true(queue(store, feed, "https://islandpost.example/ferry", false));
    kb_queued page = next(store, NOW);
    assert_int_equal(kb_store_queue_failed(store, &page, NOW + 600, KB_STR("too slow"), NULL), KB_OK);
    assert_int_equal(next(store, NOW + 599).id, 0);
    assert_int_equal(kb_store_next_due(store, &due, NULL), KB_OK);
    assert_int_equal(due, NOW); /* the feed's */
    page = next(store, NOW + 600);
    assert_int_equal(page.tries, 1);
    KB_ROW_STR(0, page.entry, KB_STR("{}"));
    assert_int_equal(kb_store_queue_failed(store, &page, 0, KB_STR("not there"), NULL), KB_OK);
    assert_int_equal(next(store, NOW + 99999).id, 0);
    assert_false(queue(store, feed, "https://islandpost.example/ferry", false));
    kb_store_close(store);
}

static void test_what_is_followed_no_more_leaves_its_pages_that_were_read(void **state)
{
    kb_store *store = open_store();
    int64_t feed = follow(store, "https://islandpost.example/a");
    const kb_queue_stored as = { .added = true };
    bool fresh, changed;
    (void)state;
    assert_true(queue(store, feed, "https://islandpost.example/1", false));
    assert_true(queue(store, feed, "https://islandpost.example/2", false));
    assert_int_equal(kb_store_entry(store, feed, KB_STR("1"), 1, NOW, &fresh, &changed, NULL), KB_OK);
    kb_queued page = next(store, NOW);
    assert_int_equal(kb_store_queue_stored(store, &page, &as, NOW, NULL), KB_OK);
    assert_int_equal(kb_store_unfollow(store, feed, NULL), KB_OK);
    assert_int_equal(kb_store_unfollow(store, feed, NULL), KB_ERR_NOT_FOUND);
    assert_int_equal(number(store, "SELECT count(*) FROM pages"), 1);
    assert_int_equal(number(store, "SELECT count(*) FROM entries"), 0);
    assert_int_equal(next(store, NOW).id, 0);
    kb_store_close(store);
}

static void test_one_at_a_time_asks_the_feeds_of_a_desk(void **state)
{
    kb_store *first = open_store(), *second = open_store();
    (void)state;
    assert_int_equal(kb_store_hold_feeds(first, NULL), KB_OK);
    assert_int_equal(kb_store_hold_feeds(first, NULL), KB_OK);
    assert_int_equal(kb_store_hold_feeds(second, NULL), KB_ERR_BUSY);
    kb_store_close(first);
    assert_int_equal(kb_store_hold_feeds(second, NULL), KB_OK);
    kb_store_close(second);
}

static void test_what_robots_said_is_kept_as_long_as_it_holds(void **state)
{
    kb_store *store = open_store();
    const kb_robots_kept rules = { KB_ROBOTS_RULES, KB_STR("Disallow: /\n"), NOW + 10 }, all = { .until = NOW + 20 };
    kb_robots_kept back;
    (void)state;
    assert_false(kb_store_robots(store, KB_STR("https://islandpost.example:443"), arena, &back));
    assert_int_equal(kb_store_keep_robots(store, KB_STR("https://islandpost.example:443"), &rules, NOW, NULL), KB_OK);
    assert_true(kb_store_robots(store, KB_STR("https://islandpost.example:443"), arena, &back));
    KB_ROW_STR(0, back.text, rules.text);
    assert_true(back.verdict == rules.verdict && back.until == rules.until);
    assert_int_equal(kb_store_keep_robots(store, KB_STR("http://other.example:80"), &all, NOW + 10, NULL), KB_OK);
    assert_false(kb_store_robots(store, KB_STR("https://islandpost.example:443"), arena, &back));
    kb_store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_was_chosen_and_what_was_learned_come_back),
        TEST(test_a_url_is_followed_once),
        TEST(test_feeds_are_due_when_they_are_neither_paused_nor_gone),
        TEST(test_an_entry_is_new_once_and_changed_with_its_words),
        TEST(test_a_page_is_queued_once_whatever_its_feeds_write),
        TEST(test_what_no_feed_lists_any_more_is_let_go),
        TEST(test_feeds_take_turns),
        TEST(test_a_page_that_fails_waits_longer_or_is_given_up),
        TEST(test_what_is_followed_no_more_leaves_its_pages_that_were_read),
        TEST(test_what_robots_said_is_kept_as_long_as_it_holds),
        TEST(test_one_at_a_time_asks_the_feeds_of_a_desk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
