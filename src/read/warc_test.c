#include "base/stream.h"
#include "read/read_test.h"

#define PAGE "<p>Panen raya di Wanasari, kata kepala desa setempat kepada para wartawan pada Rabu pagi.</p>"
#define TEXT "Panen raya di Wanasari, kata kepala desa setempat kepada para wartawan pada Rabu pagi."

/* A record of `type` around `block`, which lives in a buffer of the caller's. */
static void add_record(kb_buf *to, const char *id, const char *type, const char *content_type, kb_str block)
{
    kb_buf_print(to,
                 "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:x:%s>\r\nWARC-Target-URI: "
                 "https://nusa.example/%s\r\nWARC-Date: 2025-03-04T05:06:07Z\r\nContent-Type: %s\r\n"
                 "Content-Length: %zu\r\n\r\n",
                 type, id, id, content_type, block.len);
    kb_buf_add(to, block);
    kb_buf_add_c(to, "\r\n\r\n");
}

static void add_response(kb_buf *to, const char *id, const char *head, const char *body)
{
    kb_buf block = { 0 };
    kb_buf_print(&block, "%s\r\n\r\n%s", head, body);
    add_record(to, id, "response", "application/http; msgtype=response", kb_buf_str(&block));
    kb_buf_clear(&block);
}

static void test_pages_are_read_and_what_is_none_is_passed_over(void **state)
{
    static const struct {
        const char *type, *content_type, *block;
        size_t count;
    } rows[] = {
        { "response", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" PAGE,
          1 },
        { "response", "application/http", "HTTP/1.1 200 OK\nContent-Type: text/html\n\n" PAGE, 1 },
        { "response", "application/http", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n" PAGE, 0 },
        { "response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" PAGE, 0 },
        { "response", "text/dns", "20250304050607\r\nnusa.example. 60 IN A 192.0.2.1\r\n", 0 },
        { "resource", "text/html; charset=utf-8", PAGE, 1 },
        { "conversion", "text/plain", TEXT, 1 },
        { "request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n", 0 },
        { "revisit", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", 0 },
        { "metadata", "application/warc-fields", "via: x\r\n", 0 },
        { "warcinfo", "application/warc-fields", "software: x\r\n", 0 },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf file = { 0 };
        add_record(&file, "a", rows[i].type, rows[i].content_type, kb_str_of(rows[i].block));
        read_test_read(&t, kb_buf_str(&file));
        KB_ROW_INT(i, t.count, rows[i].count);
        KB_ROW_INT(i, t.problem_count, 0);
        for (size_t k = 0; k < t.count; k++) {
            KB_ROW_STR(i, t.docs[k]->text, KB_STR(TEXT));
            KB_ROW_STR(i, t.docs[k]->url, KB_STR("https://nusa.example/a"));
            KB_ROW_STR(i, t.docs[k]->origin_record, KB_STR("<urn:x:a>"));
        }
        kb_buf_clear(&file);
    }
    read_test_close(&t);
}

static void test_a_bad_record_is_named_and_the_next_one_is_found(void **state)
{
    kb_buf file = { 0 };
    read_test t = { 0 };
    (void)state;
    add_response(&file, "a", "HTTP/1.1 200 OK\r\nContent-Type: text/html", PAGE);
    size_t second = file.len;
    kb_buf_add_c(&file, "WARC/1.1\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nrusak\r\n\r\n");
    size_t third = file.len;
    add_response(&file, "b", "HTTP/1.1 200 OK\r\nContent-Type: text/html", PAGE);
    read_test_read(&t, kb_buf_str(&file));
    assert_int_equal(t.count, 2);
    assert_int_equal(t.docs[1]->origin_offset, third);
    assert_int_equal(t.problem_count, 1);
    char expected[128];
    (void)snprintf(expected, sizeof expected, "file: record 2, byte %zu: Content-Length is no number of bytes: '-5'",
                   second);
    assert_string_equal(t.problems[0], expected);
    kb_buf_clear(&file);
    read_test_close(&t);
}

static void test_records_whose_length_is_wrong_cost_no_other(void **state)
{
    static const struct {
        const char *length; /* of the first record; its block has 99 bytes */
        const char *problem;
        size_t count;
    } rows[] = {
        { "99", NULL, 2 },
        { "50", "it goes on behind its end: its length is wrong", 2 },
        { "100000", "the file ends within the record", 0 },
        { "9223372036854775807", "larger than the allowed 1048576 bytes", 0 },
        { "18446744073709551616", "Content-Length is no number of bytes: '18446744073709551616'", 1 },
        { "-1", "Content-Length is no number of bytes: '-1'", 1 },
        { "", "no Content-Length", 1 },
    };
    read_test t = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_buf file = { 0 };
        char problem[256];
        kb_buf_print(&file,
                     "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: %s\r\n\r\n" TEXT
                     "\r\n\r\n12345678\r\n\r\n",
                     rows[i].length);
        add_record(&file, "b", "conversion", "text/plain", KB_STR(TEXT));
        read_test_read(&t, kb_buf_str(&file));
        KB_ROW_INT(i, t.count, rows[i].count);
        KB_ROW_INT(i, t.problem_count, rows[i].problem ? 1 : 0);
        (void)snprintf(problem, sizeof problem, "file: record 1, byte 0: %s", rows[i].problem ? rows[i].problem : "");
        if (rows[i].problem) KB_ROW_STR(i, kb_str_of(t.problems[0]), kb_str_of(problem));
        kb_buf_clear(&file);
    }
    read_test_close(&t);
}

static void test_cutting_an_archive_anywhere_breaks_nothing(void **state)
{
    kb_buf file = { 0 };
    read_test t = { 0 };
    (void)state;
    add_response(&file, "a", "HTTP/1.1 200 OK\r\nContent-Type: text/html", PAGE);
    size_t second = file.len;
    add_response(&file, "b", "HTTP/1.1 200 OK\r\nContent-Type: text/html", PAGE);
    for (size_t len = second; len < file.len; len++) {
        read_test_read(&t, (kb_str){ file.at, len });
        bool whole = len == second || len >= file.len - 4; /* but the empty lines at the end */
        KB_ROW_INT(len, t.problem_count, whole ? 0 : 1);
        KB_ROW_INT(len, t.count, len >= file.len - 4 ? 2 : 1);
    }
    kb_buf_clear(&file);
    read_test_close(&t);
}

static void test_old_archives_are_read_with_blanks_in_their_urls(void **state)
{
    static const char arc[] = "filedesc://nusa.arc 192.0.2.1 20140301000000 text/plain 65\n1 0 Nusa\nURL IP-address "
                              "Archive-date Content-type Archive-length\n\n\nhttp://nusa.example/a b 192.0.2.1 "
                              "20140301000000 text/html 134\nHTTP/1.0 200 OK\nContent-Type: text/html\n\n" PAGE "\n";
    read_test t = { 0 };
    (void)state;
    read_test_read(&t, kb_str_of(arc));
    assert_int_equal(t.problem_count, 0);
    assert_int_equal(t.count, 1);
    KB_ROW_STR(0, t.docs[0]->url, KB_STR("http://nusa.example/a b"));
    KB_ROW_STR(0, t.docs[0]->origin_record, KB_STR("2"));
    assert_int_equal(t.docs[0]->fetched, 1393632000);
    assert_string_equal(t.note, "file: 2 records: 1 response, 1 warcinfo; 1 document");
    read_test_close(&t);
}

static void test_a_header_ends_where_another_record_begins(void **state)
{
    kb_buf file = { 0 };
    read_test t = { 0 };
    (void)state;
    kb_buf_add_c(&file, "WARC/1.0\r\nWARC-Type: resource\r\n");
    add_record(&file, "b", "resource", "text/plain", KB_STR(TEXT));
    read_test_read(&t, kb_buf_str(&file));
    assert_int_equal(t.count, 1);
    assert_int_equal(t.problem_count, 1);
    assert_string_equal(t.problems[0], "file: record 1, byte 0: another record begins within its header");
    kb_buf_clear(&file);
    read_test_close(&t);
}

static void test_the_charset_beside_a_text_is_heard(void **state)
{
    kb_buf file = { 0 };
    read_test t = { 0 };
    (void)state;
    add_record(&file, "a", "resource", "text/plain; charset=windows-1252", KB_STR("Caf\xE9 di Wanasari dibuka lagi."));
    read_test_read(&t, kb_buf_str(&file));
    assert_int_equal(t.count, 1);
    KB_ROW_STR(0, t.docs[0]->text, KB_STR("Caf\xC3\xA9 di Wanasari dibuka lagi."));
    KB_ROW_STR(0, t.docs[0]->encoding_from, KB_STR("http"));
    kb_buf_clear(&file);
    read_test_close(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_are_read_and_what_is_none_is_passed_over),
        cmocka_unit_test(test_a_bad_record_is_named_and_the_next_one_is_found),
        cmocka_unit_test(test_records_whose_length_is_wrong_cost_no_other),
        cmocka_unit_test(test_cutting_an_archive_anywhere_breaks_nothing),
        cmocka_unit_test(test_a_header_ends_where_another_record_begins),
        cmocka_unit_test(test_the_charset_beside_a_text_is_heard),
        cmocka_unit_test(test_old_archives_are_read_with_blanks_in_their_urls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
