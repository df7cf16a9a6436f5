#include "base/parallel.h"

#include <stdatomic.h>

#include "base/test.h"

#define PIECES 1000

typedef struct {
    atomic_int done[PIECES];
    atomic_int by[8];
} tally;

static void count_piece(void *user, size_t i, unsigned worker)
{
    tally *t = user;
    atomic_fetch_add(&t->done[i], 1);
    atomic_fetch_add(&t->by[worker], 1);
}

static void test_each_piece_is_done_once_by_any_number_of_workers(void **state)
{
    (void)state;
    for (unsigned workers = 0; workers <= 8; workers++) {
        tally t = { 0 };
        int sum = 0;
        kb_parallel(PIECES, workers, count_piece, &t);
        for (size_t i = 0; i < PIECES; i++) assert_int_equal(t.done[i], 1);
        for (size_t i = 0; i < 8; i++) sum += t.by[i];
        assert_int_equal(sum, PIECES);
        for (size_t i = workers ? workers : 1; i < 8; i++) assert_int_equal(t.by[i], 0);
    }
}

static void test_no_piece_is_no_work(void **state)
{
    (void)state;
    kb_parallel(0, 4, count_piece, NULL);
    assert_true(kb_processors() >= 1);
}

static void add_up(void *user)
{
    struct {
        kb_lock *lock;
        int count;
    } *sum = user;
    for (int i = 0; i < PIECES; i++) {
        kb_lock_take(sum->lock);
        sum->count++;
        kb_lock_release(sum->lock);
    }
}

static void test_a_thread_runs_beside_and_a_lock_keeps_two_apart(void **state)
{
    (void)state;
    struct {
        kb_lock *lock;
        int count;
    } sum = { kb_lock_new(), 0 };
    kb_thread *thread = kb_thread_begin(add_up, &sum);
    add_up(&sum);
    kb_thread_end(thread);
    assert_int_equal(sum.count, thread ? 2 * PIECES : PIECES);
    kb_lock_free(sum.lock);
    kb_thread_end(NULL);
    kb_lock_free(NULL);
}

typedef struct {
    kb_lock *lock;
    int turn;
} turns;

/* Waits for each odd turn and makes it an even one. */
static void take_turns(void *user)
{
    turns *t = user;
    kb_lock_take(t->lock);
    while (t->turn < PIECES) {
        while (t->turn % 2 == 0) kb_lock_wait(t->lock);
        t->turn++;
        kb_lock_wake(t->lock);
    }
    kb_lock_release(t->lock);
}

static void test_who_waits_is_woken(void **state)
{
    (void)state;
    turns t = { kb_lock_new(), 0 };
    kb_thread *thread = kb_thread_begin(take_turns, &t);
    assert_non_null(thread);
    kb_lock_take(t.lock);
    while (t.turn < PIECES) {
        while (t.turn % 2) kb_lock_wait(t.lock);
        if (t.turn < PIECES) t.turn++;
        kb_lock_wake(t.lock);
    }
    kb_lock_release(t.lock);
    kb_thread_end(thread);
    assert_int_equal(t.turn, PIECES);
    kb_lock_free(t.lock);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_piece_is_done_once_by_any_number_of_workers),
        cmocka_unit_test(test_no_piece_is_no_work),
        cmocka_unit_test(test_who_waits_is_woken),
        cmocka_unit_test(test_a_thread_runs_beside_and_a_lock_keeps_two_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
