#include "fetch/head.h"

#include "base/test.h"

#define NOW 1741082400 /* Tue, 04 Mar 2025 10:00:00 GMT */
#define DATE "Date: Tue, 04 Mar 2025 10:00:00 GMT\r\n"

/* Reads a head line by line, as libcurl gives it. */
static kb_head read_head(kb_arena *arena, const char *text)
{
    kb_head head = { 0 };
    kb_str rest = kb_str_of(text);
    while (rest.len) {
        size_t end = kb_str_find(rest, KB_STR("\n"), 0), len = end == SIZE_MAX ? rest.len : end + 1;
        assert_true(kb_head_line(&head, arena, kb_str_part(rest, kb_span_of(0, len))));
        rest = kb_str_part(rest, kb_span_of(len, rest.len));
    }
    return head;
}

static void test_a_head_is_read_line_by_line(void **state)
{
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    (void)state;
    kb_head head =
        read_head(arena, "HTTP/1.1 103 Early Hints\r\nETag: \"early\"\r\n\r\n"
                         "HTTP/1.1 301 Moved\r\neTaG:  W/\"a, b\"  \r\nETag: \"second\"\r\nLast-Modified: no date\r\n"
                         "Content-Type: text/html; charset=utf-8\r\nLocation: /b\r\nCache-Control: public\r\n"
                         "Cache-Control: max-age=5\r\nContent-Encoding: gzip\r\nContent-Encoding: br\r\nX: y\r\n "
                         "folded: z\r\nno field\r\nContent-Encoding: a\001b\r\n"
                         "\r\nETag: \"trailer\"\r\n");
    assert_int_equal(head.code, 301);
    assert_true(head.done && !head.torn);
    assert_true(kb_str_is(head.etag, "W/\"a, b\""));
    assert_true(kb_str_is(head.last_modified, "no date"));
    assert_true(kb_str_is(head.type, "text/html; charset=utf-8"));
    assert_true(kb_str_is(head.location, "/b"));
    assert_true(kb_str_is(head.control, "public, max-age=5"));
    assert_true(kb_str_is(head.encoding, "gzip, br")); /* a control character: left out */
    kb_arena_free(arena);
}

static void test_a_head_that_contradicts_itself_is_torn(void **state)
{
    static const struct {
        const char *text;
        bool torn;
    } rows[] = {
        { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", true },
        { "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n", false },
        { "HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\n\r\n", true },
        { "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nETag: \"b\"\r\n\r\n", false },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new((size_t)1 << 20);
        KB_ROW_INT(i, read_head(arena, rows[i].text).torn, rows[i].torn);
        kb_arena_free(arena);
    }
}

static void test_when_a_host_wants_to_be_asked_again(void **state)
{
    static const struct {
        const char *value;
        int64_t seconds;
    } rows[] = {
        { "120", 120 },
        { "0", 0 },
        { "Tue, 04 Mar 2025 10:01:00 GMT", 60 },
        { "Tuesday, 04-Mar-25 10:01:00 GMT", 60 },
        { "Tue Mar  4 10:01:00 2025", 60 },
        { "Tue, 04 Mar 2025 09:00:00 GMT", 0 },
        { "Tue, 04 Mar 2035 09:00:00 GMT", KB_HEAD_SECONDS },
        { "99999999999999999999999", KB_HEAD_SECONDS },
        { "-5", -1 },
        { "+5", -1 },
        { "5.5", -1 },
        { "soon", -1 },
        { "", -1 },
        { "0x10", -1 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_head head = { .retry_after = kb_str_of(rows[i].value) };
        KB_ROW_INT(i, kb_head_retry(&head, NOW), rows[i].seconds);
    }
}

static void test_how_long_an_answer_holds(void **state)
{
    static const struct {
        const char *fields;
        int64_t fresh;
        bool no_store;
    } rows[] = {
        { "", -1, false },
        { "Cache-Control: public\r\n", -1, false },
        { "Cache-Control: max-age=60\r\n", 60, false },
        { "cache-control: MAX-AGE = \"60\" , public\r\n", 60, false },
        { "Cache-Control: max-age=60, max-age=5\r\n", 60, false },
        { "Cache-Control: max-age=60\r\nAge: 20\r\n", 40, false },
        { "Cache-Control: max-age=60\r\nAge: 80\r\n", 0, false },
        { "Cache-Control: max-age=60\r\nAge: old\r\n", 60, false },
        { "Cache-Control: max-age=60\r\nDate: Tue, 04 Mar 2025 09:59:30 GMT\r\n", 30, false },
        { "Cache-Control: max-age=60\r\nDate: Tue, 04 Mar 2025 11:00:00 GMT\r\n", 60, false },
        { "Cache-Control: max-age=soon\r\n", 0, false },
        { "Cache-Control: max-age\r\n", 0, false },
        { "Cache-Control: max-age=-1\r\n", 0, false },
        { "Cache-Control: s-maxage=60\r\n", -1, false },
        { "Cache-Control: xmax-age=60\r\n", -1, false },
        { "Cache-Control: no-cache, max-age=60\r\n", 0, false },
        { "Cache-Control: no-cache=\"Set-Cookie\", max-age=60\r\n", 60, false },
        { "Cache-Control: no-store, max-age=60\r\n", 0, true },
        { "Cache-Control: No-Store\r\n", 0, true },
        { DATE "Expires: Tue, 04 Mar 2025 10:10:00 GMT\r\n", 600, false },
        { "Expires: Tue, 04 Mar 2025 10:10:00 GMT\r\n", 600, false },
        { DATE "Expires: Tue, 04 Mar 2025 09:10:00 GMT\r\n", 0, false },
        { DATE "Expires: 0\r\n", 0, false },
        { DATE "Expires: -1\r\n", 0, false },
        { DATE "Expires: Tue, 04 Mar 2025 10:10:00 GMT\r\nCache-Control: max-age=5\r\n", 5, false },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_arena *arena = kb_arena_new((size_t)1 << 20);
        kb_str text;
        assert_true(kb_arena_print(arena, &text, "HTTP/1.1 200 OK\r\n%s\r\n", rows[i].fields));
        kb_head head = read_head(arena, text.at);
        KB_ROW_INT(i, kb_head_fresh(&head, NOW), rows[i].fresh);
        KB_ROW_INT(i, kb_head_no_store(&head), rows[i].no_store);
        kb_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_head_is_read_line_by_line),
        cmocka_unit_test(test_a_head_that_contradicts_itself_is_torn),
        cmocka_unit_test(test_when_a_host_wants_to_be_asked_again),
        cmocka_unit_test(test_how_long_an_answer_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
