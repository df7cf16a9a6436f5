/* A request: its target on the first line, then a cookie, the languages that are liked, authorization, a host, and a body
 * of JSON. What comes of it is UTF-8 that steers nothing, ends with a NUL, and finds a route or none; a way back that is
 * let through leads to this desk. */
#include <stdlib.h>

#include "base/utf8.h"
#include "serve/gate.h"
#include "serve/route.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(kb_str s)
{
    if (kb_utf8_valid(s) != s.len || s.at[s.len] != '\0') abort();
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c == 0x7F || (c < ' ' && c != '\n' && c != '\t' && c != '\r')) abort();
    }
}

static void check_fields(const kb_fields *fields)
{
    if (fields->count > KB_REQUEST_FIELDS_MAX) abort();
    for (size_t i = 0; i < fields->count; i++) {
        check_text(fields->at[i].name);
        check_text(fields->at[i].value);
        if (kb_gate_path(fields->at[i].value.at) && (fields->at[i].value.at[0] != '/' || fields->at[i].value.at[1] == '/'))
            abort();
    }
}

/* The next line, as the C string that a header is. */
static const char *header(kb_arena *arena, kb_str *rest)
{
    kb_str line = { 0 };
    char *copy;
    if (!rest->len || !kb_str_next(rest, '\n', &line) || memchr(line.at, '\0', line.len)) return NULL;
    if (!(copy = KB_NEW(arena, char, line.len + 1))) return NULL;
    if (line.len) memcpy(copy, line.at, line.len);
    return copy;
}

static void check_route(const kb_request *request)
{
    kb_turn turn = { .request = request };
    const char *allowed = "";
    if (kb_route_find(request, &turn, &allowed, NULL) != KB_OK) return;
    if (!turn.route || turn.id < 0 || turn.second < 0) abort();
    if (turn.name) check_text(kb_str_of(turn.name));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const kb_gate gate = { .address = "127.0.0.1", .port = 8750, .name = "desk.example" };
    kb_arena *arena = kb_arena_new((size_t)1 << 20);
    kb_str rest = { size ? (const char *)data : "", size }, target = { 0 };
    static kb_request request;
    request = (kb_request){ .arena = arena, .method = KB_GET };
    if (rest.len) (void)kb_str_next(&rest, '\n', &target);
    if (!target.at) target = KB_STR("");
    if (arena && kb_request_target(&request, target, NULL) == KB_OK) {
        check_fields(&request.asked);
        if (strlen(request.path) + strlen(request.query) > target.len) abort();
        check_route(&request);
    }
    request.headers.cookie = header(arena, &rest);
    request.headers.accept_language = header(arena, &rest);
    request.headers.accept_encoding = header(arena, &rest);
    (void)kb_request_packs(&request);
    request.headers.authorization = header(arena, &rest);
    request.headers.host = header(arena, &rest);
    const char *ui = kb_request_ui(&request);
    if (strcmp(ui, "id") != 0 && strcmp(ui, "en") != 0) abort();
    if (kb_gate_token(&request).len > size) abort();
    if (kb_gate_host(&gate, &request) && strlen(request.headers.host) > sizeof "127.0.0.1:8750") abort();
    request.headers.content_type = "application/json";
    request.method = KB_POST;
    request.body = rest;
    if (arena && kb_request_json(&request, NULL) == KB_OK) check_fields(&request.form);
    kb_arena_free(arena);
    return 0;
}
