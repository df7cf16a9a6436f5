#include "base/apart.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/compiler.h"
#include "base/test.h"

static const kb_apart_limits small = {
    .memory = 32 << 20, .milliseconds = 200, .milliseconds_write = 50, .answer = 1000
};

static volatile size_t counter; /* so that no loop is taken out */

static void speak(void *user, const kb_sink *out)
{
    printf("nobody hears this\n");
    (void)fflush(stdout);
    (void)out->write(out->user, user, strlen(user));
}

static void work_on(void *user, const kb_sink *out)
{
    speak(user, out);
    for (;;) counter++;
}

static void fall_over(void *user, const kb_sink *out)
{
    speak(user, out);
    abort();
}

static void take_memory(void *user, const kb_sink *out)
{
    speak(user, out);
    for (size_t i = 0; i < 100; i++) {
        char *at = malloc((size_t)4 << 20);
        if (!at) abort();
        memset(at, (int)i, (size_t)4 << 20);
        counter += (size_t)at[i];
    }
}

static void write_on(void *user, const kb_sink *out)
{
    for (;;) speak(user, out);
}

/* Works for longer than it may, but for what each write adds. */
static void write_often(void *user, const kb_sink *out)
{
    (void)user;
    for (size_t i = 0; i < 20; i++) {
        for (size_t k = 0; k < 1000000; k++) counter += k;
        (void)out->write(out->user, ".", 1);
    }
}

static void test_the_answer_of_work_apart_comes_with_how_it_ended(void **state)
{
    static const struct {
        void (*run)(void *, const kb_sink *);
        kb_apart_end end;
        const char *answer;
    } rows[] = {
        { speak, KB_APART_DONE, "words" },
        { work_on, KB_APART_TIME, "words" },
        { fall_over, KB_APART_CRASHED, "words" },
        { take_memory, KB_APART_CRASHED, "words" },
        { write_often, KB_APART_DONE, "...................." },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        char words[] = "words";
        kb_apart_work work = { rows[i].run, words };
        kb_apart_end end;
        kb_buf answer = { 0 };
        kb_err err;
        if (KB_ASAN && rows[i].run == take_memory) continue; /* its allocator takes memory in another way */
        assert_int_equal(kb_apart_run(&work, &small, &answer, &end, &err), KB_OK);
        KB_ROW_INT(i, end, rows[i].end);
        KB_ROW_STR(i, kb_buf_str(&answer), kb_str_of(rows[i].answer));
        kb_buf_clear(&answer);
    }
}

static void test_an_answer_without_end_is_cut(void **state)
{
    char words[] = "words";
    kb_apart_work work = { write_on, words };
    kb_apart_end end;
    kb_buf answer = { 0 };
    (void)state;
    assert_int_equal(kb_apart_run(&work, &small, &answer, &end, NULL), KB_OK);
    assert_int_equal(end, KB_APART_LARGE);
    assert_true(answer.len <= small.answer);
    kb_buf_clear(&answer);
}

static void test_without_limits_the_work_is_done_here(void **state)
{
    size_t before = counter;
    kb_apart_work work = { write_often, NULL };
    kb_apart_end end;
    kb_buf answer = { 0 };
    (void)state;
    assert_int_equal(kb_apart_run(&work, NULL, &answer, &end, NULL), KB_OK);
    assert_int_equal(end, KB_APART_DONE);
    assert_int_equal(answer.len, 20);
    assert_true(counter != before);
    kb_buf_clear(&answer);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_answer_of_work_apart_comes_with_how_it_ended),
        cmocka_unit_test(test_an_answer_without_end_is_cut),
        cmocka_unit_test(test_without_limits_the_work_is_done_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
