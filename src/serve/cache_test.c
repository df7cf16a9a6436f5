#include "serve/cache.h"

#include <stdio.h>

#include "base/test.h"

#define NOW 1000

static const kb_cache_key plain = { "/", "", "en", NULL, NULL, false };

static void add(kb_cache *cache, const kb_cache_key *key, uint64_t generation, const char *body)
{
    kb_reply reply = { .type = "text/html" };
    kb_buf_add_c(&reply.body, body);
    kb_cache_add(cache, key, generation, NOW, &reply);
    assert_true(reply.etag[0] == '"' && reply.etag[strlen(reply.etag) - 1] == '"');
    kb_buf_clear(&reply.body);
}

static bool holds(kb_cache *cache, const kb_cache_key *key, uint64_t generation, int64_t now, const char *body)
{
    kb_reply reply = { 0 };
    bool found = kb_cache_find(cache, key, generation, now, &reply);
    if (found) assert_true(kb_str_is(kb_buf_str(&reply.body), body));
    kb_buf_clear(&reply.body);
    return found;
}

static void test_an_answer_is_found_as_long_as_the_desk_is_as_it_was(void **state)
{
    kb_cache *cache = kb_cache_new(1 << 20);
    (void)state;
    assert_false(holds(cache, &plain, 1, NOW, ""));
    add(cache, &plain, 1, "one");
    assert_true(holds(cache, &plain, 1, NOW, "one"));
    assert_false(holds(cache, &plain, 2, NOW, ""));
    add(cache, &plain, 2, "two");
    assert_true(holds(cache, &plain, 2, NOW, "two"));
    assert_false(holds(cache, &plain, 1, NOW, ""));
    kb_cache_free(cache);
}

static void test_an_answer_grows_old(void **state)
{
    kb_cache *cache = kb_cache_new(1 << 20);
    (void)state;
    add(cache, &plain, 1, "one");
    assert_true(holds(cache, &plain, 1, NOW + KB_CACHE_SECONDS - 1, "one"));
    assert_false(holds(cache, &plain, 1, NOW + KB_CACHE_SECONDS + 1, ""));
    kb_cache_free(cache);
}

static void test_each_part_of_the_key_tells_answers_apart(void **state)
{
    static const kb_cache_key keys[] = {
        { "/", "", "en", NULL, NULL, false },   { "/x", "", "en", NULL, NULL, false },
        { "/", "x", "en", NULL, NULL, false },  { "/", "", "id", NULL, NULL, false },
        { "/", "", "en", "dark", NULL, false }, { "/", "", "en", NULL, "Ana", false },
        { "/", "", "en", "", NULL, false },     { "/", "", "en", NULL, "", false },
        { "/x", "", "en", NULL, "Ana", false }, { "/", "", "en", NULL, NULL, true },
    };
    kb_cache *cache = kb_cache_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < KB_COUNT(keys); i++) {
        char body[] = { (char)('a' + (int)i), '\0' };
        assert_false(holds(cache, &keys[i], 1, NOW, ""));
        add(cache, &keys[i], 1, body);
    }
    for (size_t i = 0; i < KB_COUNT(keys); i++) {
        const char body[] = { (char)('a' + (int)i), '\0' };
        assert_true(holds(cache, &keys[i], 1, NOW, body));
    }
    kb_cache_free(cache);
}

static void test_only_plain_answers_are_kept(void **state)
{
    kb_reply replies[] = {
        { .status = 404 }, { .status = 303 }, { .cookie = "a=b" }, { .events = true }, { .fresh = true }
    };
    kb_cache *cache = kb_cache_new(1 << 20);
    (void)state;
    for (size_t i = 0; i < KB_COUNT(replies); i++) {
        kb_cache_add(cache, &plain, 1, NOW, &replies[i]);
        assert_false(holds(cache, &plain, 1, NOW, ""));
        assert_true(replies[i].etag[0] == '\0');
    }
    kb_cache_free(cache);
}

static void test_an_etag_that_is_there_stays_and_equal_bytes_have_one(void **state)
{
    kb_cache *cache = kb_cache_new(1 << 20);
    kb_reply one = { .etag = "\"mine\"" }, two = { 0 }, three = { 0 }, four = { 0 };
    (void)state;
    kb_cache_add(cache, &plain, 1, NOW, &one);
    assert_string_equal(one.etag, "\"mine\"");
    kb_buf_add_c(&two.body, "bytes");
    kb_buf_add_c(&three.body, "bytes");
    kb_buf_add_c(&four.body, "others");
    kb_cache_add(cache, &plain, 1, NOW, &two);
    kb_cache_add(cache, &plain, 2, NOW, &three);
    kb_cache_add(cache, &plain, 3, NOW, &four);
    assert_string_equal(two.etag, three.etag);
    assert_string_not_equal(two.etag, four.etag);
    kb_buf_clear(&two.body);
    kb_buf_clear(&three.body);
    kb_buf_clear(&four.body);
    kb_cache_free(cache);
}

static void test_there_is_no_more_in_it_than_it_may_hold(void **state)
{
    enum { ROOM = 1 << 16, BODY = 1 << 12, MANY = 3000 };
    static char body[BODY + 1];
    kb_cache *cache = kb_cache_new(ROOM);
    size_t held = 0;
    (void)state;
    memset(body, 'x', BODY);
    for (size_t i = 0; i < MANY; i++) {
        char path[24];
        (void)snprintf(path, sizeof path, "/%zu", i);
        const kb_cache_key key = { path, "", "en", NULL, NULL, false };
        add(cache, &key, 1, body);
    }
    for (size_t i = 0; i < MANY; i++) {
        char path[24];
        (void)snprintf(path, sizeof path, "/%zu", i);
        const kb_cache_key key = { path, "", "en", NULL, NULL, false };
        held += holds(cache, &key, 1, NOW, body);
    }
    assert_true(held > 0 && held * BODY <= ROOM);
    kb_cache_free(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_answer_is_found_as_long_as_the_desk_is_as_it_was),
        cmocka_unit_test(test_an_answer_grows_old),
        cmocka_unit_test(test_each_part_of_the_key_tells_answers_apart),
        cmocka_unit_test(test_only_plain_answers_are_kept),
        cmocka_unit_test(test_an_etag_that_is_there_stays_and_equal_bytes_have_one),
        cmocka_unit_test(test_there_is_no_more_in_it_than_it_may_hold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
