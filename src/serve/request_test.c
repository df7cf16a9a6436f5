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
    assert_true(read_json("{\"name\":\"Ana\",\"n\":7,\"on\":true,\"off\":false,\"no\":null,\"ids\":[3,4],\"in\":{\"x\":1}}", &r,
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
    static const char *const bad[] = { "[1]", "{", "{\"a\":1,\"a\":2}", "{\"a\":\"\\u0000\"}", "{\"a\":\"\\u0007\"}", "7" };
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_members_of_json_become_fields),
        cmocka_unit_test(test_what_is_no_object_is_refused),
        cmocka_unit_test(test_other_bodies_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
