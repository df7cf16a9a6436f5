#include "base/memo.h"

#include <stdio.h>

#include "base/test.h"

static void test_what_was_added_is_found_again(void **state)
{
    (void)state;
    kb_memo *memo = kb_memo_new(1 << 16);
    char word[] = "river";
    assert_null(kb_memo_find(memo, KB_STR("river")));
    int *value = kb_memo_add(memo, kb_str_of(word), sizeof *value);
    assert_non_null(value);
    assert_int_equal(*value, 0);
    *value = 7;
    word[0] = 'x'; /* the key was copied */
    assert_ptr_equal(kb_memo_find(memo, KB_STR("river")), value);
    assert_null(kb_memo_find(memo, KB_STR("xiver")));
    kb_memo_free(memo);
}

static void test_a_full_memo_forgets_and_goes_on(void **state)
{
    (void)state;
    kb_memo *memo = kb_memo_new((size_t)64 * 1024);
    char word[32];
    for (int i = 0; i < 10000; i++) {
        int len = snprintf(word, sizeof word, "word %d", i);
        kb_str key = { word, (size_t)len };
        int *value = kb_memo_add(memo, key, sizeof *value);
        assert_non_null(value);
        *value = i;
        assert_ptr_equal(kb_memo_find(memo, key), value);
    }
    assert_null(kb_memo_find(memo, KB_STR("word 0")));
    assert_null(kb_memo_add(memo, KB_STR("too large"), (size_t)1 << 20));
    assert_null(kb_memo_find(memo, KB_STR("too large")));
    kb_memo_free(memo);
    kb_memo_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_added_is_found_again),
        cmocka_unit_test(test_a_full_memo_forgets_and_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
