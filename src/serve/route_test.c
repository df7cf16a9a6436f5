#include "serve/route.h"

#include "base/test.h"

static void test_addresses_find_their_routes(void **state)
{
    static const struct {
        kb_method method;
        const char *path, *route; /* NULL: none */
        int64_t id;
        const char *name, *allowed;
    } rows[] = {
        { KB_GET, "/", "/", 0, NULL, "" },
        { KB_GET, "/story/7", "/story/{id}", 7, NULL, "" },
        { KB_GET, "/api/v1/stories/9223372036854775807", "/api/v1/stories/{id}", INT64_MAX, NULL, "" },
        { KB_GET, "/api/v1/stories/9223372036854775808", NULL, 0, NULL, "" },
        { KB_GET, "/story/0", NULL, 0, NULL, "" },
        { KB_GET, "/story/-7", NULL, 0, NULL, "" },
        { KB_GET, "/story/%37", NULL, 0, NULL, "" },
        { KB_GET, "/story/7/", NULL, 0, NULL, "" },
        { KB_GET, "//", NULL, 0, NULL, "" },
        { KB_GET, "/nothing", NULL, 0, NULL, "" },
        { KB_GET, "/speaker/Sari%20Melati", "/speaker/{name}", 0, "Sari Melati", "" },
        { KB_GET, "/speaker/a%2Fb", "/speaker/{name}", 0, "a/b", "" },
        { KB_GET, "/speaker/a+b", "/speaker/{name}", 0, "a+b", "" },
        { KB_GET, "/speaker/", NULL, 0, NULL, "" },
        { KB_GET, "/speaker/%00", NULL, 0, NULL, "" },
        { KB_GET, "/speaker/%ff", NULL, 0, NULL, "" },
        { KB_GET, "/speaker/%", NULL, 0, NULL, "" },
        { KB_POST, "/", NULL, 0, NULL, "GET" },
        { KB_GET, "/choice", NULL, 0, NULL, "POST" },
        { KB_METHOD_OTHER, "/enter", NULL, 0, NULL, "GET, POST" },
        { KB_POST, "/nothing", NULL, 0, NULL, "" },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_request request = { .arena = kb_arena_new(1 << 16), .method = rows[i].method, .path = rows[i].path };
        kb_turn turn = { .request = &request };
        kb_err err = { 0 };
        const char *allowed = "";
        kb_status status = kb_route_find(&request, &turn, &allowed, &err);
        KB_ROW_INT(i, status, rows[i].route ? KB_OK : KB_ERR_NOT_FOUND);
        KB_ROW_STR(i, kb_str_of(status == KB_OK ? turn.route->path : ""), kb_str_of(rows[i].route ? rows[i].route : ""));
        KB_ROW_STR(i, kb_str_of(allowed), kb_str_of(rows[i].allowed));
        if (status == KB_OK) KB_ROW_INT(i, turn.id, rows[i].id);
        if (status == KB_OK && rows[i].name) KB_ROW_STR(i, kb_str_of(turn.name), kb_str_of(rows[i].name));
        kb_arena_free(request.arena);
    }
}

static void test_each_row_is_found_by_its_own_address(void **state)
{
    (void)state;
    for (const kb_route *route = kb_routes; route->path; route++) {
        kb_buf path = { 0 };
        const char *allowed = "";
        kb_err err = { 0 };
        kb_str pattern = kb_str_of(route->path);
        for (size_t i = 0; i < pattern.len; i++) {
            kb_str rest = kb_str_part(pattern, kb_span_of(i, pattern.len));
            bool id = kb_str_starts(rest, KB_STR("{id}")), name = kb_str_starts(rest, KB_STR("{name}"));
            if (id || name)
                kb_buf_add_c(&path, id ? "12" : "x");
            else
                kb_buf_add_char(&path, pattern.at[i]);
            i += id ? 3 : name ? 5 : 0;
        }
        kb_buf_add_char(&path, '\0');
        kb_request request = { .arena = kb_arena_new(1 << 16), .method = route->method, .path = path.at };
        kb_turn turn = { .request = &request };
        assert_int_equal(kb_route_find(&request, &turn, &allowed, &err), KB_OK);
        assert_string_equal(turn.route->path, route->path);
        kb_arena_free(request.arena);
        kb_buf_clear(&path);
    }
}

static void test_what_changes_is_never_read_by_get(void **state)
{
    (void)state;
    for (const kb_route *route = kb_routes; route->path; route++)
        assert_false(route->how & KB_ROUTE_CHANGES && route->method != KB_POST);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses_find_their_routes),
        cmocka_unit_test(test_each_row_is_found_by_its_own_address),
        cmocka_unit_test(test_what_changes_is_never_read_by_get),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
