#include "base/map.h"

#include <stdio.h>

#include "base/test.h"

static void test_what_was_set_is_found_and_nothing_else(void **state)
{
    int one = 1, two = 2;
    (void)state;
    kb_map *map = kb_map_new();
    assert_non_null(map);
    assert_null(kb_map_find(map, KB_STR("a")));
    assert_true(kb_map_set(map, KB_STR("a"), &one));
    assert_true(kb_map_set(map, KB_STR("a\0b"), &two)); /* NUL is a byte like others */
    assert_ptr_equal(kb_map_find(map, KB_STR("a")), &one);
    assert_ptr_equal(kb_map_find(map, KB_STR("a\0b")), &two);
    assert_null(kb_map_find(map, KB_STR("b")));
    assert_null(kb_map_find(map, KB_STR("")));
    kb_map_free(map);
    kb_map_free(NULL);
}

static void test_setting_again_replaces_and_counts_once(void **state)
{
    int one = 1, two = 2;
    (void)state;
    kb_map *map = kb_map_new();
    assert_non_null(map);
    assert_true(kb_map_set(map, (kb_str){ NULL, 0 }, &one));
    assert_true(kb_map_set(map, KB_STR(""), &two));
    assert_int_equal(kb_map_count(map), 1);
    assert_ptr_equal(kb_map_find(map, KB_STR("")), &two);
    kb_map_free(map);
}

static void test_thousands_of_keys_are_kept_while_it_grows(void **state)
{
    enum { COUNT = 5000 };
    static char keys[COUNT][8];
    (void)state;
    kb_map *map = kb_map_new();
    assert_non_null(map);
    for (size_t i = 0; i < COUNT; i++) {
        (void)snprintf(keys[i], sizeof keys[i], "k%zu", i);
        assert_true(kb_map_set(map, kb_str_of(keys[i]), keys[i]));
    }
    assert_int_equal(kb_map_count(map), COUNT);
    for (size_t i = 0; i < COUNT; i++) assert_ptr_equal(kb_map_find(map, kb_str_of(keys[i])), keys[i]);
    assert_null(kb_map_find(map, KB_STR("k5000")));
    kb_map_free(map);
}

static void test_hashes_are_the_same_on_every_machine(void **state)
{
    (void)state;
    assert_true(kb_hash(KB_STR("")) ==
                UINT64_C(0x2d06800538d394c2)); /* XXH3_64bits of nothing, from its specification */
    assert_true(kb_hash((kb_str){ NULL, 0 }) == kb_hash(KB_STR("")));
    assert_true(kb_hash(KB_STR("kabar")) != kb_hash(KB_STR("kabaR")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_was_set_is_found_and_nothing_else),
        cmocka_unit_test(test_setting_again_replaces_and_counts_once),
        cmocka_unit_test(test_thousands_of_keys_are_kept_while_it_grows),
        cmocka_unit_test(test_hashes_are_the_same_on_every_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
