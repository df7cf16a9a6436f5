#include "fetch/target.h"

#include "base/test.h"

#define ARENA ((size_t)1 << 20)

static void test_an_address_has_one_form(void **state)
{
    static const struct {
        const char *base, *reference, *whole, *origin, *host;
    } rows[] = {
        { "", "http://Warta.Example", "http://warta.example/", "http://warta.example", "warta.example" },
        { "", "HTTPS://warta.example:443/a/../b?q#f", "https://warta.example/b?q", "https://warta.example",
          "warta.example" },
        { "", "http://warta.example:/", "http://warta.example/", "http://warta.example", "warta.example" },
        { "", "http://warta.example.:8080/?", "http://warta.example:8080/?", "http://warta.example:8080",
          "warta.example" },
        { "", "https://warta.example:80/", "https://warta.example:80/", "https://warta.example:80", "warta.example" },
        { "", " http://warta.example/a b\n", "http://warta.example/a%20b", "http://warta.example", "warta.example" },
        { "", "http://warta.example\\a\\b", "http://warta.example/a/b", "http://warta.example", "warta.example" },
        { "", "http://a_b.warta.example/%2e", "http://a_b.warta.example/%2e", "http://a_b.warta.example",
          "a_b.warta.example" },
        { "",
          "http://B\xC3\x9C"
          "CHER.example/\xC3\xA9",
          "http://xn--bcher-kva.example/%C3%A9", "http://xn--bcher-kva.example", "xn--bcher-kva.example" },
        { "", "http://0x7f.1:8080/", "http://127.0.0.1:8080/", "http://127.0.0.1:8080", "127.0.0.1" },
        { "", "http://[0:0::1]/", "http://[::1]/", "http://[::1]", "[::1]" },
        { "http://warta.example/a/b", "../c", "http://warta.example/c", "http://warta.example", "warta.example" },
        { "https://warta.example/a", "//kabar.example/b", "https://kabar.example/b", "https://kabar.example",
          "kabar.example" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new(ARENA);
        kb_target a;
        KB_ROW_INT(i, kb_target_read(arena, kb_str_of(rows[i].base), kb_str_of(rows[i].reference), &a, NULL), KB_OK);
        KB_ROW_STR(i, a.whole, kb_str_of(rows[i].whole));
        KB_ROW_STR(i, kb_target_origin(&a), kb_str_of(rows[i].origin));
        KB_ROW_STR(i, kb_target_host(&a), kb_str_of(rows[i].host));
        KB_ROW_INT(i, a.whole.at[a.whole.len], 0);
        kb_arena_free(arena);
    }
}

static void test_figures_are_read_as_browsers_read_them(void **state)
{
    static const struct {
        const char *host;
        unsigned char bytes[4];
    } rows[] = {
        { "127.0.0.1", { 127, 0, 0, 1 } },
        { "127.1", { 127, 0, 0, 1 } },
        { "1.2.772", { 1, 2, 3, 4 } },
        { "0x01020304", { 1, 2, 3, 4 } },
        { "16909060", { 1, 2, 3, 4 } },
        { "01.02.03.04", { 1, 2, 3, 4 } },
        { "0300.0250.0.1", { 192, 168, 0, 1 } },
        { "0x.0x0.0.0", { 0, 0, 0, 0 } },
        { "255.255.255.255", { 255, 255, 255, 255 } },
        { "1.2.3.4.", { 1, 2, 3, 4 } },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new(ARENA);
        kb_target a;
        kb_str url;
        assert_true(kb_arena_print(arena, &url, "http://%s/", rows[i].host));
        KB_ROW_INT(i, kb_target_read(arena, KB_STR(""), url, &a, NULL), KB_OK);
        KB_ROW_INT(i, a.figures.len, 4);
        KB_ROW_INT(i, memcmp(a.figures.bytes, rows[i].bytes, 4), 0);
        kb_arena_free(arena);
    }
}

static void test_what_is_no_address_of_the_web_is_refused(void **state)
{
    static const char *const rows[] = {
        "",
        "warta.example",
        "/a",
        "//warta.example/",
        "http:",
        "http://",
        "http:warta.example",
        "http://:80/",
        "ftp://warta.example/",
        "file:///etc/passwd",
        "http://who@warta.example/",
        "http://who:word@warta.example/",
        "http://@warta.example/",
        "http://a@b@warta.example/",
        "http://warta.example:0/",
        "http://warta.example:25/",
        "http://warta.example:6667/",
        "http://warta.example:65536/",
        "http://warta.example:99999999999999999999/",
        "http://warta.example:80a/",
        "http://warta.example:-80/",
        "http://warta..example/",
        "http://.example/",
        "http://./",
        "http://warta.example../",
        "http://war%74a.example/",
        "http://warta example/",
        "http://warta!example/",
        "http://1.2.3.4.5/",
        "http://1.2.3.256/",
        "http://0x1ffffffff/",
        "http://1.2.3.08/",
        "http://warta.1/",
        "http://[::1/",
        "http://[::1%25lo]/",
        "http://[1.2.3.4]/",
        "http://[]/",
        "http://[::1].example/",
        "http://\xFF.example/",
        "http://a\xE2\x84\x80.example/", /* ℀, a sign that means a/c */
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new(ARENA);
        kb_err err = { 0 };
        kb_target a;
        KB_ROW_INT(i, kb_target_read(arena, KB_STR(""), kb_str_of(rows[i]), &a, &err), KB_ERR_FORMAT);
        assert_true(err.text[0]);
        kb_arena_free(arena);
    }
}

static void test_long_addresses_and_hosts_are_refused(void **state)
{
    char url[KB_TARGET_BYTES + 100];
    kb_arena *arena = kb_arena_new(ARENA);
    kb_target a;
    (void)state;
    memset(url, 'a', sizeof url);
    memcpy(url, "http://warta.example/", strlen("http://warta.example/"));
    assert_int_equal(kb_target_read(arena, KB_STR(""), (kb_str){ url, KB_TARGET_BYTES }, &a, NULL), KB_OK);
    assert_int_equal(kb_target_read(arena, KB_STR(""), (kb_str){ url, KB_TARGET_BYTES + 1 }, &a, NULL), KB_ERR_LIMIT);
    memset(url, 'a', sizeof url);
    memcpy(url, "http://", strlen("http://"));
    assert_int_equal(kb_target_read(arena, KB_STR(""), (kb_str){ url, 7 + 63 }, &a, NULL), KB_OK);
    assert_int_equal(kb_target_read(arena, KB_STR(""), (kb_str){ url, 7 + 64 }, &a, NULL), KB_ERR_FORMAT);
    for (size_t i = 7 + 63; i < sizeof url; i += 64) url[i] = '.';
    assert_int_equal(kb_target_read(arena, KB_STR(""), (kb_str){ url, 7 + 253 }, &a, NULL), KB_OK);
    assert_int_equal(kb_target_read(arena, KB_STR(""), (kb_str){ url, 7 + 254 }, &a, NULL), KB_ERR_FORMAT);
    kb_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_address_has_one_form),
        cmocka_unit_test(test_figures_are_read_as_browsers_read_them),
        cmocka_unit_test(test_what_is_no_address_of_the_web_is_refused),
        cmocka_unit_test(test_long_addresses_and_hosts_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
