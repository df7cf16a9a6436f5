#include "serve/request.h"

#include "base/test.h"

static kb_status read_json(const char *body, kb_request *r, kb_err *err)
{
    *r = (kb_request){ .arena = kb_arena_new(1 << 20), .method = KB_POST, .body = kb_str_of(body) };
    r->headers.content_type = "application/json; charset=utf-8";
    return kb_request_json(r, err);
}

static void test_members_of_json_become_fields(void **state)
{
    (void)state;
    kb_request r;
    kb_err err;
    assert_true(
        read_json("{\"name\":\"Ana\",\"n\":7,\"on\":true,\"off\":false,\"no\":null,\"ids\":[3,4],\"in\":{\"x\":1}}", &r,
                  &err) == KB_OK);
    assert_true(kb_field_is(&r.form, "name", "Ana"));
    assert_true(kb_field_is(&r.form, "n", "7"));
    assert_true(kb_field_is(&r.form, "on", "1"));
    assert_true(kb_field_text(&r.form, "off") == NULL);
    assert_true(kb_field_given(&r.form, "no") && !*kb_field_given(&r.form, "no"));
    assert_true(kb_field_id(&r.form, "ids", 1) == 4);
    assert_true(kb_field_given(&r.form, "in") == NULL);
    assert_true(kb_field_given(&r.form, "missing") == NULL);
    kb_arena_free(r.arena);
}

static void test_what_is_no_object_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = { "[1]", "{", "{\"a\":1,\"a\":2}", "{\"a\":\"\\u0000\"}", "{\"a\":\"\\u0007\"}",
                                       "7" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        kb_request r;
        kb_err err;
        assert_true(read_json(bad[i], &r, &err) == KB_ERR_FORMAT);
        kb_arena_free(r.arena);
    }
}

static void test_other_bodies_are_left_alone(void **state)
{
    (void)state;
    kb_err err;
    kb_request r = { .method = KB_POST, .body = KB_STR("{") };
    assert_true(kb_request_json(&r, &err) == KB_OK);
    r.headers.content_type = "application/json";
    r.body = (kb_str){ 0 };
    assert_true(kb_request_json(&r, &err) == KB_OK);
    assert_true(r.form.count == 0);
}

/* ---- the target ---- */

static kb_status read_target(const char *target, kb_request *r)
{
    kb_err err = { 0 };
    *r = (kb_request){ .arena = kb_arena_new(1 << 20) };
    return kb_request_target(r, kb_str_of(target), &err);
}

static void test_a_target_is_a_path_and_fields(void **state)
{
    static const struct {
        const char *target;
        kb_status status;
        const char *path, *query, *q; /* q: the field of that name; NULL: none, or empty */
        size_t count;
    } rows[] = {
        { "/", KB_OK, "/", "", NULL, 0 },
        { "/a%2Fb?", KB_OK, "/a%2Fb", "", NULL, 0 },
        { "/?q=a+b%20c%26", KB_OK, "/", "q=a+b%20c%26", "a b c&", 1 },
        { "/?q=1&q=2", KB_OK, "/", "q=1&q=2", "1", 2 },
        { "/?q", KB_OK, "/", "q", NULL, 1 },
        { "/?q=", KB_OK, "/", "q=", NULL, 1 },
        { "/?=q", KB_OK, "/", "=q", NULL, 1 },
        { "/?q=a=b", KB_OK, "/", "q=a=b", "a=b", 1 },
        { "/?&&q=a&", KB_OK, "/", "&&q=a&", "a", 1 },
        { "/?a?q=b", KB_OK, "/", "a?q=b", NULL, 1 },
        { "/?q=%C3%A9", KB_OK, "/", "q=%C3%A9", "\xc3\xa9", 1 },
        { "/?q=%0D%0A%09", KB_OK, "/", "q=%0D%0A%09", "\r\n\t", 1 },
        { "", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "?q=a", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "*", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "http://x/", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "/?q=%", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "/?q=%4", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "/?q=%4g", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "/?q=%00", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "/?%00=q", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "/?q=%1b", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "/?q=%ff", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "/?q=%c0%ae", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "/?q=%ed%a0%80", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "/\xff", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
        { "/\x01", KB_ERR_FORMAT, NULL, NULL, NULL, 0 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_request r;
        KB_ROW_INT(i, read_target(rows[i].target, &r), rows[i].status);
        if (rows[i].status == KB_OK) {
            const char *q = kb_field_text(&r.asked, "q");
            KB_ROW_STR(i, kb_str_of(r.path), kb_str_of(rows[i].path));
            KB_ROW_STR(i, kb_str_of(r.query), kb_str_of(rows[i].query));
            KB_ROW_STR(i, kb_str_of(q ? q : ""), kb_str_of(rows[i].q ? rows[i].q : ""));
            KB_ROW_INT(i, r.asked.count, rows[i].count);
        }
        kb_arena_free(r.arena);
    }
}

static void test_more_fields_than_are_allowed_are_refused(void **state)
{
    kb_buf target = { 0 };
    kb_request r;
    (void)state;
    kb_buf_add_c(&target, "/?");
    for (size_t i = 0; i <= KB_REQUEST_FIELDS_MAX; i++) kb_buf_add_c(&target, "a=b&");
    kb_buf_add_char(&target, '\0');
    assert_int_equal(read_target(target.at, &r), KB_ERR_LIMIT);
    kb_arena_free(r.arena);
    target.at[2 + 4 * KB_REQUEST_FIELDS_MAX] = '\0';
    assert_int_equal(read_target(target.at, &r), KB_OK);
    kb_arena_free(r.arena);
    kb_buf_clear(&target);
}

static void test_numbers_are_told_from_what_is_none(void **state)
{
    static const struct {
        const char *value;
        kb_status status;
        size_t number;
        int64_t id;
    } rows[] = {
        { "7", KB_OK, 7, 7 },
        { "0", KB_OK, 0, 0 },
        { "", KB_OK, 20, 0 },
        { "100", KB_OK, 100, 100 },
        { "101", KB_ERR_FORMAT, 0, 101 },
        { "-1", KB_ERR_FORMAT, 0, 0 },
        { "x", KB_ERR_FORMAT, 0, 0 },
        { "7x", KB_ERR_FORMAT, 0, 0 },
        { "99999999999999999999", KB_ERR_FORMAT, 0, 0 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_fields fields = { .at = { { KB_STR("n"), kb_str_of(rows[i].value) } }, .count = 1 };
        size_t number;
        KB_ROW_INT(i, kb_field_number(&fields, "n", 20, 100, &number, NULL), rows[i].status);
        if (rows[i].status == KB_OK) KB_ROW_INT(i, number, rows[i].number);
        KB_ROW_INT(i, kb_field_id(&fields, "n", 0), rows[i].id);
        KB_ROW_INT(i, kb_field_id(&fields, "n", 1), 0);
    }
}

/* ---- headers ---- */

static void test_a_cookie_is_found_by_its_whole_name(void **state)
{
    static const struct {
        const char *header, *value;
    } rows[] = {
        { NULL, "" },          { "", "" },
        { "ui=id", "id" },     { "a=b; ui=id; c=d", "id" },
        { "a=b;ui=id", "id" }, { "xui=id", "" },
        { "ui", "" },          { "ui=", "" },
        { "ui=a=b", "a=b" },   { ";;; ui=id ;", "id" },
        { "ui=1; ui=2", "1" }, { "uix=id", "" },
        { "=ui", "" },         { "UI=id", "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_request r = { .headers = { .cookie = rows[i].header } };
        KB_ROW_STR(i, kb_cookie(&r, "ui"), kb_str_of(rows[i].value));
    }
}

static void test_the_language_is_the_one_that_is_liked_best(void **state)
{
    static const struct {
        const char *cookie, *accepted, *ui;
    } rows[] = {
        { NULL, NULL, "en" },
        { NULL, "id", "id" },
        { NULL, "ID-id", "id" },
        { NULL, "de,id;q=0.5", "id" },
        { NULL, "en;q=0.4, id;q=0.5", "id" },
        { NULL, "id;q=0.5, en;q=0.5", "id" },
        { NULL, "id;q=0, de", "en" },
        { NULL, "idn", "en" },
        { NULL, "i", "en" },
        { NULL, ",", "en" },
        { NULL, "id;q=", "en" },
        { NULL, "id;q=nan", "en" },
        { NULL, "id;q=-1", "en" },
        { "kabar_ui=id", "en", "id" },
        { "kabar_ui=en", "id", "en" },
        { "kabar_ui=x", "id", "id" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_request r = { .headers = { .cookie = rows[i].cookie, .accept_language = rows[i].accepted } };
        KB_ROW_STR(i, kb_str_of(kb_request_ui(&r)), kb_str_of(rows[i].ui));
    }
}

static void test_gzip_is_sent_to_who_takes_it(void **state)
{
    static const struct {
        const char *accepted;
        bool packs;
    } rows[] = {
        { NULL, false },         { "", false },
        { "gzip", true },        { "br;q=1.0, GZIP;q=0.8", true },
        { "gzip;q=0", false },   { "gzip; q=0.000", false },
        { "gzip;q=0.01", true }, { "x-gzip-no, gzipped", false },
        { "identity", false },   { ",;,gzip", true },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        const kb_request r = { .headers = { .accept_encoding = rows[i].accepted } };
        KB_ROW_INT(i, kb_request_packs(&r), rows[i].packs);
    }
}

static void test_text_that_becomes_shorter_is_packed_once(void **state)
{
    kb_reply reply = { .type = "text/html", .etag = "\"x\"" }, image = { .type = "image/png" },
             little = { .type = "text/html" };
    (void)state;
    for (int i = 0; i < 1000; i++) kb_buf_add_c(&reply.body, "kabar "), kb_buf_add_c(&image.body, "kabar ");
    kb_buf_add_c(&little.body, "kabar");
    kb_reply_pack(&reply);
    size_t len = reply.body.len;
    assert_true(reply.packed && len < 200);
    assert_string_equal(reply.etag, "W/\"x\"");
    kb_reply_pack(&reply);
    assert_int_equal(reply.body.len, len);
    kb_reply_pack(&image);
    kb_reply_pack(&little);
    assert_false(image.packed || little.packed);
    kb_buf_clear(&reply.body);
    kb_buf_clear(&image.body);
    kb_buf_clear(&little.body);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_target_is_a_path_and_fields),
        cmocka_unit_test(test_more_fields_than_are_allowed_are_refused),
        cmocka_unit_test(test_numbers_are_told_from_what_is_none),
        cmocka_unit_test(test_a_cookie_is_found_by_its_whole_name),
        cmocka_unit_test(test_the_language_is_the_one_that_is_liked_best),
        cmocka_unit_test(test_gzip_is_sent_to_who_takes_it),
        cmocka_unit_test(test_text_that_becomes_shorter_is_packed_once),
        cmocka_unit_test(test_members_of_json_become_fields),
        cmocka_unit_test(test_what_is_no_object_is_refused),
        cmocka_unit_test(test_other_bodies_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
