#define _DEFAULT_SOURCE
#include "store/alerts.h"

#include "store/test_folder.h"
#include "store/test_number.h"

#define NOW 1930000000
#define TAKEN 120

static int64_t save(kb_store *store, kb_alert_way way)
{
    const kb_alert alert = { .kind = KB_ALERT_SEARCH,
                             .query = KB_STR("banjir"),
                             .lang = KB_STR("id"),
                             .story = 7,
                             .within = 3600,
                             .way = way,
                             .target = { "mail\0-s\0a b\0", 12 },
                             .made = NOW,
                             .seen = 12 };
    int64_t id;
    assert_int_equal(kb_store_save_alert(store, &alert, &id, NULL), KB_OK);
    return id;
}

static void add(kb_store *store, int64_t alert, const char *key, const char *articles)
{
    const kb_event event = { .alert = alert,
                             .key = kb_str_of(key),
                             .articles = kb_str_of(articles),
                             .line = KB_STR("a line\n"),
                             .json = KB_STR("{}\n"),
                             .found = NOW };
    assert_int_equal(kb_store_add_event(store, &event, false, NULL), KB_OK);
}

/* The key of the event that is due; empty: none is. */
static kb_str take(kb_store *store, int64_t now, kb_event *out)
{
    assert_int_equal(kb_store_event_take(store, now, now + TAKEN, arena, out, NULL), KB_OK);
    return out->key;
}

static void test_an_alert_is_read_as_it_was_saved(void **state)
{
    kb_store *store = open_store();
    kb_alerts found;
    int64_t id = save(store, KB_ALERT_TO_COMMAND);
    (void)state;
    assert_int_equal(kb_store_alerts(store, id, arena, &found, NULL), KB_OK);
    assert_int_equal(found.count, 1);
    const kb_alert *a = &found.at[0];
    KB_ROW_STR(0, a->query, KB_STR("banjir"));
    KB_ROW_STR(1, a->lang, KB_STR("id"));
    KB_ROW_STR(2, a->target, ((kb_str){ "mail\0-s\0a b\0", 12 }));
    assert_true(a->since.len == 0 && a->since.at && !*a->since.at);
    assert_true(a->story == 7 && a->within == 3600 && a->seen == 12 && a->made == NOW && !a->paused && !a->told);
    assert_int_equal(kb_store_alerts(store, id + 1, arena, &found, NULL), KB_ERR_NOT_FOUND);
    kb_store_close(store);
}

static void test_an_event_is_written_down_once_and_told_once(void **state)
{
    kb_store *store = open_store();
    kb_alerts found;
    kb_event event;
    bool has;
    int64_t id = save(store, KB_ALERT_TO_OUTPUT);
    (void)state;
    add(store, id, "article:1", "[1]");
    add(store, id, "article:1", "[1]");
    KB_ROW_STR(0, take(store, NOW, &event), KB_STR("article:1"));
    KB_ROW_STR(1, event.line, KB_STR("a line\n"));
    assert_int_equal(kb_store_event_told(store, &event, NOW, NULL), KB_OK);
    add(store, id, "article:1", "[1]");
    assert_int_equal(take(store, NOW + 10 * TAKEN, &event).len, 0);
    assert_int_equal(kb_store_has_event(store, id, KB_STR("article:1"), &has, NULL), KB_OK);
    assert_true(has);
    assert_int_equal(number(store, "SELECT length(json) FROM alert_events"), 0); /* its words go, but the line */
    assert_int_equal(kb_store_alerts(store, id, arena, &found, NULL), KB_OK);
    assert_true(found.at[0].told == 1 && found.at[0].waiting == 0 && found.at[0].last == NOW);
    kb_store_close(store);
}

static void test_who_takes_an_alert_has_it_alone_until_its_time_is_over(void **state)
{
    kb_store *store = open_store(), *other = open_store();
    kb_event event;
    (void)state;
    int64_t id = save(store, KB_ALERT_TO_HOOK), second = save(store, KB_ALERT_TO_HOOK);
    add(store, id, "article:1", "[1]");
    add(store, id, "article:2", "[2]");
    add(store, second, "article:1", "[1]");
    assert_int_equal(take(store, NOW, &event).len, strlen("article:1"));
    assert_int_equal(take(other, NOW, &event).len, strlen("article:1"));
    assert_int_equal(event.alert, second);
    assert_int_equal(take(other, NOW, &event).len, 0);
    KB_ROW_STR(0, take(other, NOW + TAKEN, &event), KB_STR("article:1")); /* whoever had it was killed */
    assert_int_equal(event.alert, id);
    kb_store_close(other);
    kb_store_close(store);
}

static void test_what_fails_waits_with_its_alert_and_may_be_given_up(void **state)
{
    kb_store *store = open_store();
    kb_alerts found;
    kb_event event;
    (void)state;
    int64_t id = save(store, KB_ALERT_TO_HOOK);
    add(store, id, "article:1", "[1]");
    add(store, id, "article:2", "[2]");
    (void)take(store, NOW, &event);
    assert_int_equal(kb_store_event_failed(store, &event, NOW + 900, NOW + 300, KB_STR("500"), NULL), KB_OK);
    assert_int_equal(take(store, NOW + 299, &event).len, 0);
    KB_ROW_STR(0, take(store, NOW + 300, &event), KB_STR("article:2")); /* the others are not held up for long */
    assert_int_equal(kb_store_event_told(store, &event, NOW + 300, NULL), KB_OK);
    assert_int_equal(take(store, NOW + 899, &event).len, 0);
    KB_ROW_STR(1, take(store, NOW + 900, &event), KB_STR("article:1"));
    assert_int_equal(event.tries, 1);
    assert_int_equal(kb_store_event_failed(store, &event, 0, 0, KB_STR("404"), NULL), KB_OK);
    assert_int_equal(take(store, NOW + 100000, &event).len, 0);
    assert_int_equal(kb_store_alerts(store, id, arena, &found, NULL), KB_OK);
    assert_true(found.at[0].failed == 1 && found.at[0].told == 1);
    KB_ROW_STR(2, found.at[0].error, KB_STR("404"));
    assert_int_equal(kb_store_events_again(store, id, NULL), KB_OK);
    KB_ROW_STR(3, take(store, NOW, &event), KB_STR("article:1"));
    assert_int_equal(event.tries, 0);
    kb_store_close(store);
}

static kb_status count_told(void *user, const kb_told_event *event)
{
    int *counts = user; /* told, others */
    counts[strcmp(event->state, "told") != 0]++;
    assert_int_equal(event->line.len, strlen("a line"));
    return KB_OK;
}

static void tell_one(kb_store *store, int64_t alert, const char *key, const char *articles, int64_t at)
{
    kb_event event;
    add(store, alert, key, articles);
    assert_int_equal(take(store, at, &event).len, strlen(key));
    assert_int_equal(kb_store_event_told(store, &event, at, NULL), KB_OK);
}

static void test_lines_that_were_told_stay_a_while_unless_an_article_is_forgotten(void **state)
{
    kb_store *store = open_store();
    int64_t id = save(store, KB_ALERT_TO_OUTPUT);
    int counts[2] = { 0 };
    (void)state;
    tell_one(store, id, "article:1", "[1]", NOW);
    tell_one(store, id, "article:2", "[2]", NOW);
    tell_one(store, id, "story:1", "[]", NOW);
    add(store, id, "article:3", "[3]");
    assert_int_equal(kb_store_told_lately(store, 10, count_told, counts, NULL), KB_OK);
    assert_true(counts[0] == 3 && counts[1] == 1);
    assert_int_equal(kb_store_leave_events(store, 2, NULL), KB_OK); /* and what may have its words in it */
    counts[0] = counts[1] = 0;
    assert_int_equal(kb_store_told_lately(store, 10, count_told, counts, NULL), KB_OK);
    assert_true(counts[0] == 1 && counts[1] == 1);
    tell_one(store, id, "article:4", "[4]", NOW + KB_TOLD_SECONDS + 1);
    counts[0] = counts[1] = 0;
    assert_int_equal(kb_store_told_lately(store, 10, count_told, counts, NULL), KB_OK);
    assert_int_equal(counts[0], 1);
    assert_int_equal(number(store, "SELECT count(*) FROM alert_events WHERE state = 2"), 4); /* keys stay */
    kb_store_close(store);
}

static void test_what_is_paused_known_or_forgotten_is_not_told(void **state)
{
    kb_store *store = open_store();
    kb_event event = { .key = KB_STR("story:1"), .articles = KB_STR("[]") };
    (void)state;
    int64_t id = save(store, KB_ALERT_TO_OUTPUT);
    event.alert = id;
    assert_int_equal(kb_store_add_event(store, &event, true, NULL), KB_OK);
    assert_int_equal(take(store, NOW, &event).len, 0);
    add(store, id, "row:1", "[3,12]");
    assert_int_equal(kb_store_alert_pause(store, id, true, NULL), KB_OK);
    assert_int_equal(take(store, NOW, &event).len, 0);
    assert_int_equal(kb_store_alert_pause(store, id, false, NULL), KB_OK);
    assert_int_equal(kb_store_leave_events(store, 2, NULL), KB_OK);
    assert_int_equal(take(store, NOW, &event).len, strlen("row:1"));
    assert_int_equal(kb_store_leave_events(store, 12, NULL), KB_OK); /* words of article 12 were in it */
    assert_int_equal(take(store, NOW + TAKEN, &event).len, 0);
    assert_int_equal(number(store, "SELECT count(*) FROM alert_events"), 1);
    assert_int_equal(kb_store_remove_alert(store, id, NULL), KB_OK);
    assert_int_equal(number(store, "SELECT count(*) FROM alert_events"), 0);
    kb_store_close(store);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_an_alert_is_read_as_it_was_saved),
        TEST(test_an_event_is_written_down_once_and_told_once),
        TEST(test_who_takes_an_alert_has_it_alone_until_its_time_is_over),
        TEST(test_what_fails_waits_with_its_alert_and_may_be_given_up),
        TEST(test_lines_that_were_told_stay_a_while_unless_an_article_is_forgotten),
        TEST(test_what_is_paused_known_or_forgotten_is_not_told),
    };
    return cmocka_run_group_tests_name("alerts", tests, NULL, NULL);
}
