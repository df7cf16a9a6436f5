#include "base/test.h"
#include "story/cast.h"

static void test_short_forms_count_for_the_long_one_and_most_shared_come_first(void **state)
{
    static const kb_cast_name names[] = {
        { 0, KB_STR("Rana Sutan"), KB_STR("rana sutan"), KB_NAME_PERSON },
        { 0, KB_STR("Lembata"), KB_STR("lembata"), KB_NAME_PLACE },
        { 0, KB_STR("Tom Hale"), KB_STR("tom hale"), KB_NAME_PERSON },
        { 1, KB_STR("Sutan"), KB_STR("sutan"), KB_NAME_PERSON },
        { 1, KB_STR("Lembata"), KB_STR("lembata"), KB_NAME_PLACE },
        { 1, KB_STR("BNPB"), KB_STR("bnpb"), KB_NAME_ORGANISATION },
        { 2, KB_STR("Rana"), KB_STR("rana"), KB_NAME_PERSON },
        { 2, KB_STR("Sutan"), KB_STR("sutan"), KB_NAME_PERSON },
        { 2, KB_STR("BNPB"), KB_STR("bnpb"), KB_NAME_OTHER },
    };
    kb_arena *arena = kb_arena_new(1 << 20);
    kb_cast cast;
    (void)state;
    assert_int_equal(kb_cast_make(names, KB_COUNT(names), arena, &cast, NULL), KB_OK);
    assert_int_equal(cast.names.count, 2);
    assert_true(kb_str_is(cast.names.at[0].name, "Rana Sutan"));
    assert_int_equal(cast.names.at[0].reports, 3);
    assert_true(kb_str_is(cast.names.at[1].name, "BNPB"));
    assert_int_equal(cast.names.at[1].reports, 2);
    assert_int_equal(cast.places.count, 1);
    assert_true(kb_str_is(cast.places.at[0].name, "Lembata"));
    assert_int_equal(kb_cast_make(NULL, 0, arena, &cast, NULL), KB_OK);
    assert_int_equal(cast.names.count + cast.places.count, 0);
    kb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_short_forms_count_for_the_long_one_and_most_shared_come_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
