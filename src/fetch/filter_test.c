#define _DEFAULT_SOURCE
#include "base/test.h"
#include "fetch/filter.h"

#include <signal.h>
#include <stdlib.h>

static char *const cat[] = { (char[]){ "cat" }, NULL };
static char *const none[] = { (char[]){ "kabar-no-such-command" }, NULL };
static char *const fails[] = { (char[]){ "sh" }, (char[]){ "-c" }, (char[]){ "echo one >&2; echo two >&2; exit 3" },
                               NULL };
static char *const dies[] = { (char[]){ "sh" }, (char[]){ "-c" }, (char[]){ "kill -9 $$" }, NULL };
static char *const sleeps[] = { (char[]){ "sleep" }, (char[]){ "30" }, NULL };
static char *const closes[] = { (char[]){ "sh" }, (char[]){ "-c" }, (char[]){ "exec >&-; exec sleep 30" }, NULL };
static char *const endless[] = { (char[]){ "yes" }, NULL };
static char *const deaf[] = { (char[]){ "true" }, NULL };

static void test_a_command_is_bounded_and_its_failure_is_told(void **state)
{
    static const struct {
        char *const *argv;
        size_t input; /* bytes */
        kb_status status;
        const char *answer, *error;
    } rows[] = {
        { cat, 3, KB_OK, "xxx", "" },
        { none, 3, KB_ERR_NOT_FOUND, "", "there is no such command" },
        { fails, 3, KB_ERR_IO, "", "failed with 3: two" },
        { dies, 3, KB_ERR_IO, "", "was ended by signal 9" },
        { sleeps, 3, KB_ERR_LIMIT, "", "took too long" },
        { closes, 3, KB_ERR_LIMIT, "", "took too long" },
        { endless, 3, KB_ERR_LIMIT, NULL, "wrote too much" },
        { deaf, 1 << 20, KB_OK, "", "" }, /* what it does not read is no fault */
    };
    const kb_filter_limits limits = { 400, 1 << 18 };
    char *input = malloc(1 << 20);
    (void)state;
    assert_non_null(input);
    memset(input, 'x', 1 << 20);
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf answer = { 0 };
        kb_err err = { 0 };
        KB_ROW_INT(i, kb_filter_run(rows[i].argv, (kb_str){ input, rows[i].input }, &limits, &answer, &err),
                   rows[i].status);
        if (rows[i].answer) KB_ROW_STR(i, kb_buf_str(&answer), kb_str_of(rows[i].answer));
        KB_ROW_STR(i, kb_str_of(err.text), kb_str_of(rows[i].error));
        kb_buf_clear(&answer);
    }
    free(input);
}

static void test_more_than_a_pipe_holds_goes_through(void **state)
{
    const size_t len = 3 << 20;
    const kb_filter_limits limits = { 20000, len };
    kb_buf input = { 0 }, answer = { 0 };
    (void)state;
    for (size_t i = 0; i < len; i++) kb_buf_add_char(&input, (char)('a' + i % 26));
    assert_int_equal(kb_filter_run(cat, kb_buf_str(&input), &limits, &answer, NULL), KB_OK);
    assert_true(kb_str_equal(kb_buf_str(&input), kb_buf_str(&answer)));
    kb_buf_clear(&input);
    kb_buf_clear(&answer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_command_is_bounded_and_its_failure_is_told),
        cmocka_unit_test(test_more_than_a_pipe_holds_goes_through),
    };
    (void)signal(SIGPIPE, SIG_IGN);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
