#include "base/arena.h"

#include "base/test.h"

static void test_room_is_zeroed_and_aligned(void **state)
{
    (void)state;
    kb_arena *arena = kb_arena_new(1 << 20);
    assert_non_null(arena);
    for (size_t size = 1; size < 3000; size = size * 2 + 1) {
        char *at = kb_arena_alloc(arena, size, 1);
        assert_non_null(at);
        assert_int_equal((uintptr_t)at % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++) assert_int_equal(at[i], 0);
        memset(at, 0xff, size); /* the next one must be zero all the same */
    }
    kb_arena_free(arena);
}

static void test_items_do_not_overlap(void **state)
{
    enum { COUNT = 500 };
    unsigned char *at[COUNT];
    (void)state;
    kb_arena *arena = kb_arena_new(1 << 20);
    assert_non_null(arena);
    for (size_t i = 0; i < COUNT; i++) {
        at[i] = kb_arena_alloc(arena, i % 7 ? 40 : 20000 / (i + 1), 1); /* small ones and blocks of their own, mixed */
        assert_non_null(at[i]);
        at[i][0] = (unsigned char)i;
    }
    for (size_t i = 0; i < COUNT; i++) assert_int_equal(at[i][0], (unsigned char)i);
    kb_arena_free(arena);
}

static void test_limit_is_an_error_and_says_so(void **state)
{
    kb_err err = { KB_OK, "" };
    (void)state;
    kb_arena *arena = kb_arena_new(100);
    assert_non_null(arena);
    assert_non_null(kb_arena_alloc(arena, 64, 1));
    assert_null(kb_arena_alloc(arena, 64, 1));
    assert_int_equal(kb_arena_fail(arena, &err), KB_ERR_LIMIT);
    assert_non_null(strstr(err.text, "100"));
    assert_non_null(kb_arena_alloc(arena, 16, 1)); /* what still fits is still given */
    assert_true(kb_arena_used(arena) <= 100);
    kb_arena_free(arena);
}

static void test_a_product_that_overflows_gives_nothing(void **state)
{
    (void)state;
    kb_arena *arena = kb_arena_new(SIZE_MAX);
    assert_non_null(arena);
    assert_null(kb_arena_alloc(arena, SIZE_MAX / 2, 3));
    assert_null(kb_arena_alloc(arena, SIZE_MAX, 1));
    assert_non_null(kb_arena_alloc(arena, 0, 8)); /* nothing is something to point to */
    kb_arena_free(arena);
    kb_arena_free(NULL);
}

static void test_copy_and_print_end_with_a_nul_that_is_not_counted(void **state)
{
    kb_str copy, print;
    (void)state;
    kb_arena *arena = kb_arena_new(1 << 16);
    assert_non_null(arena);
    assert_true(kb_arena_copy(arena, KB_STR("a\0b"), &copy));
    assert_int_equal(copy.len, 3);
    assert_int_equal(copy.at[3], 0);
    assert_true(kb_arena_copy(arena, (kb_str){ NULL, 0 }, &copy));
    assert_int_equal(copy.len, 0);
    assert_true(kb_arena_print(arena, &print, "%d reports, %s", 3, "id"));
    assert_string_equal(print.at, "3 reports, id");
    assert_int_equal(print.len, strlen(print.at));
    kb_arena_free(arena);
}

static void test_a_list_keeps_its_items_while_it_grows(void **state)
{
    struct {
        size_t *at;
        size_t count;
    } list = { NULL, 0 };
    (void)state;
    kb_arena *arena = kb_arena_new(1 << 20);
    assert_non_null(arena);
    for (size_t i = 0; i < 1000; i++) {
        size_t *item = KB_ADD(arena, &list, size_t);
        assert_non_null(item);
        *item = i * i;
    }
    assert_int_equal(list.count, 1000);
    for (size_t i = 0; i < list.count; i++) assert_int_equal(list.at[i], i * i);
    kb_arena_free(arena);
}

static void test_a_list_that_cannot_grow_stays_as_it_is(void **state)
{
    struct {
        uint64_t *at;
        size_t count;
    } list = { NULL, 0 };
    (void)state;
    kb_arena *arena = kb_arena_new(8 * sizeof(uint64_t));
    assert_non_null(arena);
    for (uint64_t i = 0; i < 8; i++) {
        uint64_t *item = KB_ADD(arena, &list, uint64_t);
        assert_non_null(item);
        *item = i;
    }
    assert_null(KB_ADD(arena, &list, uint64_t));
    assert_int_equal(list.count, 8);
    assert_int_equal(list.at[7], 7);
    kb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_room_is_zeroed_and_aligned),
        cmocka_unit_test(test_items_do_not_overlap),
        cmocka_unit_test(test_limit_is_an_error_and_says_so),
        cmocka_unit_test(test_a_product_that_overflows_gives_nothing),
        cmocka_unit_test(test_copy_and_print_end_with_a_nul_that_is_not_counted),
        cmocka_unit_test(test_a_list_keeps_its_items_while_it_grows),
        cmocka_unit_test(test_a_list_that_cannot_grow_stays_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
