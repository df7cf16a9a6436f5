#include "fetch/cookies.h"

#include "base/test.h"

static void test_a_cookie_goes_to_its_host_path_and_scheme(void **state)
{
    static const char jar[] = "# Netscape HTTP Cookie File\n"
                              "\n"
                              "warta.example\tFALSE\t/\tFALSE\t0\ta\t1\n"
                              ".warta.example\tTRUE\t/abo\tTRUE\t2000\tb\t2\r\n"
                              "#HttpOnly_warta.example\tFALSE\t/abo/\tFALSE\t0\tc\t\n"
                              "Kabar.Example\tFALSE\t/\tFALSE\t0\td\tx=y z\n";
    static const struct {
        const char *url;
        int64_t now;
        const char *sent;
    } rows[] = {
        { "http://warta.example/", 1000, "a=1" },
        { "https://warta.example/", 1000, "a=1" },
        { "https://warta.example/abo", 1000, "a=1; b=2" },
        { "https://warta.example/abo?x", 1000, "a=1; b=2" },
        { "https://warta.example/abo/x", 1000, "a=1; b=2; c=" },
        { "https://warta.example/abort", 1000, "a=1" },
        { "http://warta.example/abo", 1000, "a=1" },
        { "https://warta.example/abo", 2000, "a=1" },
        { "http://warta.example:8080/", 1000, "a=1" },
        { "https://www.warta.example/abo", 1000, "" },
        { "https://example/abo", 1000, "" },
        { "https://pewarta.example/abo", 1000, "" },
        { "https://warta.example.kabar.example/", 1000, "" },
        { "https://kabar.example/", 1000, "d=x=y z" },
    };
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_cookies cookies;
    (void)state;
    assert_int_equal(kb_cookies_read(kb_str_of(jar), arena, &cookies, NULL), KB_OK);
    assert_int_equal(cookies.count, 4);
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_target address;
        kb_buf sent = { 0 };
        KB_ROW_INT(i, kb_target_read(arena, KB_STR(""), kb_str_of(rows[i].url), &address, NULL), KB_OK);
        kb_cookies_write(&cookies, &address, rows[i].now, &sent);
        KB_ROW_STR(i, kb_buf_str(&sent), kb_str_of(rows[i].sent));
        kb_buf_clear(&sent);
    }
    kb_arena_free(arena);
}

static void test_what_is_no_cookie_is_told_without_its_words(void **state)
{
    static const char *const rows[] = {
        "secret",
        "warta.example\tFALSE\t/\tFALSE\t0",
        "warta.example FALSE / FALSE 0 secret 1",
        "\tFALSE\t/\tFALSE\t0\tsecret\t1",
        "warta.example\tFALSE\tabo\tFALSE\t0\tsecret\t1",
        "warta.example\tFALSE\t/\tFALSE\tsoon\tsecret\t1",
        "warta.example\tFALSE\t/\tFALSE\t0\t\t1",
        "warta.example\tFALSE\t/\tFALSE\t0\tsecret\t1; b=2",
        "warta.example\tFALSE\t/\tFALSE\t0\tsecret\t1\rX: y",
        "warta.example\tFALSE\t/\tFALSE\t0\tsecret\t1\t2",
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new((size_t)1 << 20);
        kb_err err = { 0 };
        kb_cookies cookies;
        KB_ROW_INT(i, kb_cookies_read(kb_str_of(rows[i]), arena, &cookies, &err), KB_ERR_FORMAT);
        assert_null(strstr(err.text, "secret"));
        kb_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_cookie_goes_to_its_host_path_and_scheme),
        cmocka_unit_test(test_what_is_no_cookie_is_told_without_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
