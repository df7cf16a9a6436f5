#include "base/test.h"
#include "store/address.h"

static const struct {
    const char *url, *address, *why;
} rows[] = {
    { "https://suara.example/a/1", "suara.example/a/1", "scheme" },
    { "http://suara.example/a/1", "suara.example/a/1", "http and https are one" },
    { "HTTPS://WWW.Suara.Example/A/1/", "suara.example/A/1", "host without capitals, path with them" },
    { "https://suara.example/a/1#komentar", "suara.example/a/1", "fragment" },
    { "https://suara.example/a?utm_source=x&id=7&fbclid=y", "suara.example/a?id=7", "what counts visits goes" },
    { "https://suara.example/a?id=7&page=2", "suara.example/a?id=7&page=2", "other parameters stay" },
    { "https://suara.example/?p=12", "suara.example?p=12", "an article named by parameter alone" },
    { "https://suara.example/?utm_source=x", "", "the front page is no article" },
    { "https://suara.example/", "", "the front page" },
    { "https://suara.example", "", "the host alone" },
    { "  https://suara.example/a \n", "suara.example/a", "white space around" },
    { "suara.example/a", "", "no scheme" },
    { "mailto:a@b", "", "another scheme" },
    { "https:///a", "", "no host" },
    { "", "", "none" },
};

static void test_ways_to_write_an_address_are_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new(4096);
        kb_str address;
        assert_int_equal(kb_address_make(kb_str_of(rows[i].url), arena, &address, NULL), KB_OK);
        KB_ROW_STR(i, address, kb_str_of(rows[i].address));
        kb_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_ways_to_write_an_address_are_one) };
    return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
