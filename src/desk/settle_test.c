/* What is disputed in the stories of a desk, counted beside. */
#define _DEFAULT_SOURCE
#include "desk/settle.h"

#include <time.h>

#include "desk/test_desk.h"

#define TITLE "Earthquake damages houses on the island of Alor"
#define QUAKE                                                                                                         \
    "An earthquake shook the island of Alor on Monday morning and people ran out of their homes into the streets of " \
    "Kalabahi, said Rana Sutan, the head of the disaster office. He said that "
#define DAMAGED "houses had been damaged in Alor by the earthquake. Roads to the villages in the hills are cut off."

static void add_two(kb_desk *desk)
{
    add_report(desk, 1, TITLE, QUAKE "412 " DAMAGED);
    add_report(desk, 2, TITLE,
               QUAKE "550 " DAMAGED " A hospital ship is on its way to the island, and a school serves as shelter.");
}

static size_t settle_all(kb_desk *desk)
{
    kb_unsettled_place place = KB_UNSETTLED_BEGIN;
    size_t done = 0;
    kb_err err = { 0 };
    if (kb_settle_some(desk, &place, 16, &done, &err) != KB_OK) fail_msg("%s", err.text);
    return done;
}

static void test_a_story_is_compared_once_and_again_when_it_changed(void **state)
{
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    kb_disputes counts;
    (void)state;
    add_two(desk);
    assert_int_equal(settle_all(desk), 1);
    assert_int_equal(kb_store_disputes(desk->store, 1, &counts, NULL), KB_OK);
    assert_true(counts.known && counts.differs == 1 && counts.denied == 0);
    assert_int_equal(settle_all(desk), 0);
    add_report(desk, 3, TITLE,
               QUAKE "the authorities had sent tents to Alor. Roads to the villages in the hills are cut off, and the "
                     "earthquake was felt as far as the town of Larantuka.");
    assert_int_equal(settle_all(desk), 1);
    assert_int_equal(settle_all(desk), 0);
    kb_desk_close(desk);
}

static void test_a_story_that_cannot_be_compared_has_nothing_disputed(void **state)
{
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    kb_disputes counts;
    int64_t stamp;
    (void)state;
    add_report(desk, 1, TITLE, QUAKE "412 " DAMAGED);
    assert_int_equal(settle_all(desk), 0); /* of one report nothing differs */
    assert_int_equal(kb_settle_count(desk, 1, &counts, &stamp, NULL), KB_OK);
    assert_true(counts.known && counts.differs == 0);
    assert_int_equal(kb_settle_count(desk, 99, &counts, &stamp, NULL), KB_ERR_NOT_FOUND);
    kb_desk_close(desk);
}

static void test_a_thread_counts_beside_and_ends_when_it_is_told(void **state)
{
    static const struct timespec wait = { .tv_nsec = 20000000 };
    const kb_options options = { .now = TEST_NOW };
    kb_desk *desk = open_desk(path, KB_DESK_CREATE);
    kb_settler *settler;
    kb_disputes counts = { 0 };
    (void)state;
    add_two(desk);
    assert_int_equal(kb_settler_open(&options, path, &settler, NULL), KB_OK);
    for (int i = 0; i < 1500 && !counts.known; i++) {
        (void)nanosleep(&wait, NULL);
        assert_int_equal(kb_store_disputes(desk->store, 1, &counts, NULL), KB_OK);
    }
    assert_true(counts.known && counts.differs == 1);
    kb_settler_close(settler);
    kb_desk_close(desk);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_story_is_compared_once_and_again_when_it_changed),
        TEST(test_a_story_that_cannot_be_compared_has_nothing_disputed),
        TEST(test_a_thread_counts_beside_and_ends_when_it_is_told),
    };
    return cmocka_run_group_tests_name("settle", tests, open_engine, close_engine);
}
