#include "base/slab.h"

#include "base/test.h"

enum { BLOCKS = 3000 };

static size_t size_for(size_t i)
{
    static const size_t sizes[] = { 16, 1, 32, 1280, 64, 100, KB_SLAB_MAX };
    return sizes[i % (sizeof sizes / sizeof *sizes)];
}

static void test_blocks_do_not_overlap_and_serve_again(void **state)
{
    unsigned char *at[BLOCKS];
    (void)state;
    kb_slabs *slabs = kb_slabs_new();
    assert_non_null(slabs);
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < BLOCKS; i++) {
            at[i] = kb_slabs_take(slabs, size_for(i));
            assert_non_null(at[i]);
            memset(at[i], (int)(i & 0xFF), size_for(i));
        }
        for (size_t i = 0; i < BLOCKS; i++)
            for (size_t k = 0; k < size_for(i); k++) assert_int_equal(at[i][k], i & 0xFF);
        for (size_t i = 0; i < BLOCKS; i++) kb_slabs_give(slabs, at[i], size_for(i));
    }
    kb_slabs_free(slabs);
}

static void test_a_block_given_back_is_the_next_of_its_size(void **state)
{
    (void)state;
    kb_slabs *slabs = kb_slabs_new();
    assert_non_null(slabs);
    void *first = kb_slabs_take(slabs, 64), *other = kb_slabs_take(slabs, 64);
    kb_slabs_give(slabs, first, 64);
    assert_ptr_not_equal(kb_slabs_take(slabs, 32), first);
    assert_ptr_equal(kb_slabs_take(slabs, 50), first);
    assert_ptr_not_equal(kb_slabs_take(slabs, 64), other);
    kb_slabs_free(slabs);
}

static void test_blocks_keep_to_cache_lines(void **state)
{
    (void)state;
    kb_slabs *slabs = kb_slabs_new();
    assert_non_null(slabs);
    for (size_t i = 0; i < 5000; i++) {
        assert_int_equal((uintptr_t)kb_slabs_take(slabs, 1280) % 64, 0);
        assert_int_equal((uintptr_t)kb_slabs_take(slabs, 64) % 64, 0);
        assert_int_equal((uintptr_t)kb_slabs_take(slabs, 32) % 32, 0);
    }
    kb_slabs_free(slabs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_do_not_overlap_and_serve_again),
        cmocka_unit_test(test_a_block_given_back_is_the_next_of_its_size),
        cmocka_unit_test(test_blocks_keep_to_cache_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
