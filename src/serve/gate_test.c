#include "serve/gate.h"

#include "base/test.h"

static const kb_gate loopback = { .address = "127.0.0.1", .port = 8750 };
static const kb_gate six = { .address = "::1", .port = 8750 };
static const kb_gate usual = { .address = "127.0.0.1", .port = 80 };
static const kb_gate named = { .address = "0.0.0.0", .port = 8443, .name = "desk.example:8443", .tls = true };
static const kb_gate proxied = { .address = "127.0.0.1", .port = 8750, .name = "desk.example", .tls = true };

static void test_loopback_is_told_from_what_only_looks_like_it(void **state)
{
    static const struct {
        const char *address;
        bool is;
    } rows[] = {
        { "127.0.0.1", true }, { "127.8.9.10", true },      { "::1", true },        { "0.0.0.0", false },
        { "::", false },       { "128.0.0.1", false },      { "10.0.0.1", false },  { "127.example", false },
        { "", false },         { "127.0.0.1.example", false }, { "1127.0.0.1", false },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) KB_ROW_INT(i, kb_gate_loopback(rows[i].address), rows[i].is);
}

static void test_only_the_desks_own_names_open_it(void **state)
{
    static const struct {
        const kb_gate *gate;
        const char *host;
        bool is;
    } rows[] = {
        { &loopback, "127.0.0.1:8750", true },
        { &loopback, "localhost:8750", true },
        { &loopback, "LocalHost:8750", true },
        { &loopback, "[::1]:8750", true },
        { &loopback, "127.0.0.1", false },
        { &loopback, "localhost", false },
        { &loopback, "localhost:8751", false },
        { &loopback, "localhost:08750", false },
        { &loopback, "localhost:8750.evil.example", false },
        { &loopback, "evil.example:8750", false },
        { &loopback, "evil.example", false },
        { &loopback, "", false },
        { &loopback, NULL, false },
        { &six, "[::1]:8750", true },
        { &six, "::1:8750", false },
        { &usual, "127.0.0.1", true },
        { &usual, "localhost", true },
        { &named, "desk.example:8443", true },
        { &named, "DESK.example:8443", true },
        { &named, "desk.example", false },
        { &named, "0.0.0.0:8443", true }, /* of no use to anybody: no browser has such an origin of its own */
        { &named, "localhost:8443", false },
        { &named, "desk.example:8443@evil.example", false },
        { &proxied, "desk.example", true },
        { &proxied, "desk.example.evil.example", false },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_request request = { .headers = { .host = rows[i].host } };
        KB_ROW_INT(i, kb_gate_host(rows[i].gate, &request), rows[i].is);
    }
}

static void test_a_change_must_come_from_a_page_of_the_desk(void **state)
{
    static const char json[] = "application/json", form[] = "application/x-www-form-urlencoded";
    static const struct {
        const kb_gate *gate;
        const char *origin, *site, *authorization, *type;
        bool may;
    } rows[] = {
        { &loopback, "http://127.0.0.1:8750", NULL, NULL, form, true },
        { &loopback, "http://localhost:8750", "same-origin", NULL, form, true },
        { &loopback, "https://127.0.0.1:8750", NULL, NULL, form, false },
        { &loopback, "http://127.0.0.1:8751", NULL, NULL, form, false },
        { &loopback, "http://127.0.0.1:8750/", NULL, NULL, form, false },
        { &loopback, "http://evil.example", NULL, NULL, json, false },
        { &loopback, "null", NULL, NULL, form, false },
        { &loopback, "", NULL, NULL, form, false },
        { &loopback, "http://127.0.0.1:8750", "cross-site", NULL, form, false },
        { &loopback, "http://127.0.0.1:8750", "same-site", NULL, form, false },
        { &loopback, "http://127.0.0.1:8750", "none", NULL, form, false },
        { &loopback, NULL, "same-origin", NULL, form, true },
        { &loopback, NULL, "cross-site", "Bearer x", json, false },
        { &loopback, NULL, NULL, NULL, form, false },
        { &loopback, NULL, NULL, NULL, NULL, false },
        { &loopback, NULL, NULL, NULL, "text/plain", false },
        { &loopback, NULL, NULL, NULL, "text/plain; application/json", false },
        { &loopback, NULL, NULL, NULL, json, true },
        { &loopback, NULL, NULL, NULL, "Application/JSON ; charset=utf-8", true },
        { &loopback, NULL, NULL, "Bearer x", form, true },
        { &proxied, "https://desk.example", NULL, NULL, form, true },
        { &proxied, "http://desk.example", NULL, NULL, form, false },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_request request = { .headers = { .origin = rows[i].origin,
                                                  .site = rows[i].site,
                                                  .authorization = rows[i].authorization,
                                                  .content_type = rows[i].type } };
        KB_ROW_INT(i, kb_gate_origin(rows[i].gate, &request), rows[i].may);
    }
}

static void test_a_token_is_read_of_its_header_then_of_its_cookie(void **state)
{
    static const struct {
        const char *authorization, *cookie, *token;
    } rows[] = {
        { "Bearer abc", NULL, "abc" },
        { "bearer   abc ", "kabar_token=def", "abc" },
        { "Basic abc", "kabar_token=def", "def" },
        { "Bearer ", NULL, "" },
        { "Bearer", "kabar_token=def", "def" },
        { NULL, "a=b; kabar_token=def; c=d", "def" },
        { NULL, "xkabar_token=def", "" },
        { NULL, "kabar_token", "" },
        { NULL, NULL, "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_request request = { .headers = { .authorization = rows[i].authorization, .cookie = rows[i].cookie } };
        KB_ROW_STR(i, kb_gate_token(&request), kb_str_of(rows[i].token));
    }
}

static void test_equal_is_equal_in_every_byte_and_in_length(void **state)
{
    (void)state;
    assert_true(kb_gate_equal(KB_STR("abc"), KB_STR("abc")));
    assert_true(kb_gate_equal(KB_STR(""), KB_STR("")));
    assert_false(kb_gate_equal(KB_STR("abc"), KB_STR("abd")));
    assert_false(kb_gate_equal(KB_STR("abc"), KB_STR("ab")));
    assert_false(kb_gate_equal(KB_STR(""), KB_STR("a")));
}

static void test_a_way_back_is_a_path_of_this_desk(void **state)
{
    static const struct {
        const char *path;
        bool is;
    } rows[] = {
        { "/", true },           { "/story/1?why=1", true }, { "/a//b", true },       { NULL, false },
        { "", false },           { "//evil.example", false }, { "/\\evil.example", false }, { "/a\\b", false },
        { "http://x/", false },  { "x", false },              { "/a b", false },       { "/a\r\nX: y", false },
        { "/\xc3\xa9", false },  { "/\x7f", false },          { "\\/x", false },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) KB_ROW_INT(i, kb_gate_path(rows[i].path), rows[i].is);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_loopback_is_told_from_what_only_looks_like_it),
        cmocka_unit_test(test_only_the_desks_own_names_open_it),
        cmocka_unit_test(test_a_change_must_come_from_a_page_of_the_desk),
        cmocka_unit_test(test_a_token_is_read_of_its_header_then_of_its_cookie),
        cmocka_unit_test(test_equal_is_equal_in_every_byte_and_in_length),
        cmocka_unit_test(test_a_way_back_is_a_path_of_this_desk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
