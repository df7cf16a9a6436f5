/* A request's way: is it let in, which route is it, who asks, and the answer, from the cache or made. */
#include "serve/server.h"

#include <stdio.h>

#include "base/digest.h"
#include "desk/desk.h"
#include "serve/cache.h"
#include "show/frame.h"
#include "show/json.h"
#include "show/message.h"
#include "store/tokens.h"

enum {
    BAD = 400,
    NO_TOKEN = 401,
    NOT_ALLOWED = 403,
    NOT_THERE = 404,
    NO_SUCH_METHOD = 405,
    TOO_LARGE = 413,
    NOT_HERE = 421,
    FAILED = 500,
    BAD_GATEWAY = 502,
    BUSY = 503
};

/* ---- what went wrong ---- */

static bool wants_json(const kb_request *request)
{
    return request->path && kb_str_starts(kb_str_of(request->path), KB_STR("/api/"));
}

static void fail_json(unsigned code, const char *text, kb_reply *reply)
{
    kb_json json = { .out = &reply->body };
    reply->type = "application/problem+json";
    kb_json_open(&json, '{');
    kb_json_put_str(&json, "type", KB_STR("about:blank"));
    kb_json_put_int(&json, "status", (int64_t)code);
    kb_json_put_str(&json, "title", kb_str_of(text));
    kb_json_close(&json, '}');
    kb_json_line(&json);
}

static void fail_page(const kb_request *request, unsigned code, const char *text, kb_reply *reply)
{
    const kb_visit visit = { .path = request->path ? request->path : "/",
                             .query = request->query ? request->query : "" };
    const kb_print how = { .format = KB_FORMAT_HTML, .ui_lang = kb_request_ui(request), .visit = &visit };
    reply->type = "text/html; charset=utf-8";
    kb_buf words = { 0 };
    kb_message_add(&words, how.ui_lang, kb_str_of(text));
    kb_frame_begin(&reply->body, &how, kb_buf_str(&words), KB_TAB_NONE, NULL);
    kb_buf_print(&reply->body, "<h1>%u</h1>\n<p class=\"note bad\">", code);
    kb_html_text(&reply->body, kb_buf_str(&words));
    kb_buf_add_c(&reply->body, "</p>\n");
    kb_frame_end(&reply->body, &how);
    reply->body.failed |= words.failed;
    kb_buf_clear(&words);
}

void kb_server_fail(const kb_request *request, kb_format format, unsigned code, const char *text, kb_reply *reply)
{
    reply->body.len = 0;
    reply->status = code;
    reply->etag[0] = reply->location[0] = '\0';
    reply->again = code == BUSY;
    if (format == KB_FORMAT_JSON)
        fail_json(code, text, reply);
    else
        fail_page(request, code, text, reply);
}

static unsigned code_of(kb_status status)
{
    switch (status) {
    case KB_OK: return 200;
    case KB_ERR_FORMAT: return BAD;
    case KB_ERR_NOT_FOUND: return NOT_THERE;
    case KB_ERR_LIMIT: return TOO_LARGE;
    case KB_ERR_BUSY:
    case KB_ERR_MEMORY: return BUSY;
    case KB_ERR_NET: return BAD_GATEWAY;
    case KB_ERR_IO:
    case KB_ERR_STOPPED: return FAILED;
    }
    return FAILED;
}

/* ---- tokens ---- */

typedef struct {
    kb_arena *arena;
    kb_str hash, name;
    bool reads_only;
} holder;

/* All are compared, so that the time tells nothing. */
static kb_status compare_token(void *user, const kb_token_row *row)
{
    holder *h = user;
    if (!kb_gate_equal(h->hash, row->hash)) return KB_OK;
    h->reads_only = row->reads_only;
    return kb_arena_print(h->arena, &h->name, "%.*s", KB_STR_ARGS(row->name)) ? KB_OK : KB_ERR_MEMORY;
}

kb_status kb_server_holder(kb_desk *desk, kb_str token, kb_arena *arena, const char **name, bool *reads_only,
                           kb_err *err)
{
    char hash[KB_SHA256_HEX + 1];
    if (!token.len) return kb_fail(err, KB_ERR_NOT_FOUND, "a token is wanted");
    kb_sha256(token, hash);
    holder h = { .arena = arena, .hash = kb_str_of(hash) };
    kb_status status = kb_store_tokens(desk->store, compare_token, &h, err);
    if (status != KB_OK) return status;
    if (!h.name.len) return kb_fail(err, KB_ERR_NOT_FOUND, "the token is nobody's");
    *name = h.name.at;
    *reads_only = h.reads_only;
    return KB_OK;
}

/* Who asks, and may they? *code: 0, or why not. Without a route: who asks. */
static kb_status identify(const kb_server *server, kb_turn *turn, unsigned *code, kb_err *err)
{
    bool reads_only = false;
    const char *name = server->how->who ? server->how->who : "kabar";
    unsigned how = turn->route ? turn->route->how : 0;
    *code = 0;
    if (server->gate.ask_token && !(how & KB_ROUTE_FREE)) {
        kb_status status =
            kb_server_holder(turn->desk, kb_gate_token(turn->request), turn->request->arena, &name, &reads_only, err);
        if (status == KB_ERR_NOT_FOUND) *code = NO_TOKEN;
        if (status != KB_OK) return status == KB_ERR_NOT_FOUND ? KB_OK : status;
    }
    if (!server->how->read_only && !reads_only) turn->who = name;
    if (how & (KB_ROUTE_CHANGES | KB_ROUTE_FORM) && !turn->who) *code = NOT_ALLOWED;
    return KB_OK;
}

/* ---- the gate ---- */

/* Who may not send a body is told so before it is kept. The token is looked up by the desk that looks alone, which is
 * open: one hash, and the desk's few rows. */
static kb_status admit_body(kb_server *server, kb_turn *turn, unsigned *code, kb_err *err)
{
    kb_lent *lent;
    const char *allowed;
    if (kb_route_find(turn->request, turn, &allowed, NULL) != KB_OK) turn->route = NULL;
    *code = 0;
    if (turn->route && turn->route->how & KB_ROUTE_CHANGES && server->how->read_only) *code = NOT_ALLOWED;
    if (*code || !server->gate.ask_token || (turn->route && turn->route->how & KB_ROUTE_FREE)) return KB_OK;
    *code = NO_TOKEN;
    if (!kb_gate_token(turn->request).len) return KB_OK;
    kb_status status = kb_desks_borrow(server->desks, KB_LEND_LOOK, &lent, err);
    if (status != KB_OK) return status;
    turn->desk = lent->desk;
    status = identify(server, turn, code, err);
    kb_desks_return(server->desks, lent);
    return status;
}

kb_status kb_server_admit(void *user, const kb_request *request, kb_reply *reply)
{
    kb_server *server = user;
    kb_turn turn = { .request = request, .reply = reply, .server = server };
    kb_format format = wants_json(request) ? KB_FORMAT_JSON : KB_FORMAT_HTML;
    kb_err err = { 0 };
    unsigned code = 0;
    if (!kb_gate_host(&server->gate, request)) {
        kb_server_fail(request, format, NOT_HERE, "this desk is not reached by that name", reply);
        return KB_ERR_FORMAT;
    }
    if (request->method == KB_POST && !kb_gate_origin(&server->gate, request)) {
        kb_server_fail(request, format, NOT_ALLOWED, "changes are taken from the desk's own pages alone", reply);
        return KB_ERR_FORMAT;
    }
    if (request->method == KB_GET) return KB_OK; /* its body is not kept */
    kb_status status = admit_body(server, &turn, &code, &err);
    if (status == KB_OK && !code) return KB_OK;
    const char *words = code == NO_TOKEN ? "a token is wanted" : "nothing can be changed here";
    kb_server_fail(request, format, status == KB_OK ? code : code_of(status), status == KB_OK ? words : err.text,
                   reply);
    return KB_ERR_FORMAT;
}

/* ---- the answer ---- */

static const char *theme_of(const kb_request *request)
{
    kb_str theme = kb_cookie(request, "kabar_theme");
    return kb_str_is(theme, "dark") ? "dark" : kb_str_is(theme, "light") ? "light" : NULL;
}

/* "12-40"; empty where it is none. */
static kb_span span_of(const char *given)
{
    kb_str rest = kb_str_of(given), first;
    int64_t begin, end;
    if (!given || !*given || !kb_str_next(&rest, '-', &first)) return (kb_span){ 0, 0 };
    if (!kb_str_int(first, &begin) || !kb_str_int(rest, &end) || begin < 0 || end < begin) return (kb_span){ 0, 0 };
    return kb_span_of((size_t)begin, (size_t)end);
}

static kb_status make(kb_turn *turn, const kb_server *server, kb_err *err)
{
    const kb_request *r = turn->request;
    const kb_visit visit = { .path = r->path,
                             .query = r->query,
                             .theme = theme_of(r),
                             .who = turn->who,
                             .leaves = server->gate.ask_token,
                             .watches = server->how->watch != NULL,
                             .part = kb_field_is(&r->asked, "part", "1"),
                             .show = kb_field_text(&r->asked, "show"),
                             .span = span_of(kb_field_text(&r->asked, "span")),
                             .skip = (size_t)kb_field_id(&r->asked, "skip", 0) };
    turn->how = (kb_print){ .format = turn->route->format,
                            .ui_lang = kb_request_ui(r),
                            .codepoints = kb_field_is(&r->asked, "offsets", "codepoints"),
                            .why = kb_field_is(&r->asked, "why", "1"),
                            .now = turn->engine ? turn->engine->options.now : 0,
                            .visit = turn->route->format == KB_FORMAT_HTML ? &visit : NULL };
    turn->reply->type = turn->route->format == KB_FORMAT_JSON ? "application/json" : "text/html; charset=utf-8";
    return turn->route->answer(turn, err);
}

static void refuse(const kb_turn *turn, unsigned code, kb_reply *reply)
{
    const kb_request *r = turn->request;
    bool page = turn->route->format == KB_FORMAT_HTML;
    kb_server_fail(r, turn->route->format, code, code == NO_TOKEN ? "a token is wanted" : "nothing can be changed here",
                   reply);
    if (code != NO_TOKEN || !page || r->method != KB_GET) return;
    reply->status = 303;
    (void)snprintf(reply->location, sizeof reply->location, "/enter");
}

static kb_cache_key key_of(const kb_turn *turn)
{
    const kb_request *r = turn->request;
    return (kb_cache_key){ r->path, r->query, kb_request_ui(r), theme_of(r), turn->who, kb_request_packs(r) };
}

/* What is known without work: who asks, and whether they may; an answer that is kept and still holds. *known: that was
 * all. */
static kb_status look(kb_turn *turn, kb_server *server, uint64_t *generation, bool *known, kb_err *err)
{
    kb_lent *lent;
    unsigned code = 0;
    *known = false;
    kb_status status = kb_desks_borrow(server->desks, KB_LEND_LOOK, &lent, err);
    if (status != KB_OK) return status;
    turn->desk = lent->desk;
    status = identify(server, turn, &code, err);
    if (status == KB_OK && !code) status = kb_desks_generation(server->desks, lent, generation, err);
    kb_desks_return(server->desks, lent);
    if (status != KB_OK) return status;
    if (code) refuse(turn, code, turn->reply);
    const kb_cache_key key = key_of(turn);
    *known =
        code || (turn->request->method == KB_GET &&
                 kb_cache_find(server->cache, &key, *generation, server->how->clock(server->how->user), turn->reply));
    return KB_OK;
}

static kb_lend lend_of(const kb_route *route)
{
    bool slow = route->how & KB_ROUTE_SLOW;
    return route->how & KB_ROUTE_CHANGES ? (slow ? KB_LEND_LONG : KB_LEND_WRITE) : slow ? KB_LEND_SLOW : KB_LEND_READ;
}

static kb_status answer(kb_turn *turn, kb_server *server, kb_err *err)
{
    kb_lent *lent;
    uint64_t generation = 0;
    bool known;
    if (turn->route->how & KB_ROUTE_NO_DESK) return make(turn, server, err);
    if (turn->route->how & KB_ROUTE_CHANGES && server->how->read_only) {
        refuse(turn, NOT_ALLOWED, turn->reply);
        return KB_OK;
    }
    kb_status status = look(turn, server, &generation, &known, err);
    if (status != KB_OK || known) return status;
    if ((status = kb_desks_borrow(server->desks, lend_of(turn->route), &lent, err)) != KB_OK) return status;
    turn->desk = lent->desk;
    turn->engine = lent->engine;
    status = make(turn, server, err);
    const kb_cache_key key = key_of(turn);
    if (status == KB_OK && turn->request->method == KB_GET)
        kb_cache_add(server->cache, &key, generation, lent->engine->options.now, turn->reply);
    kb_desks_return(server->desks, lent);
    return status;
}

/* What the reader has already, packed or not, is not sent again. RFC 9110 13.1.2 */
static void spare(const kb_request *request, kb_reply *reply)
{
    const char *has = request->headers.if_none_match, *quoted = strchr(reply->etag, '"');
    if (request->method != KB_GET || reply->status || !has || !quoted) return;
    if (!strstr(has, quoted) && !kb_str_is(kb_str_trim(kb_str_of(has)), "*")) return;
    reply->status = 304;
    reply->body.len = 0;
}

void kb_server_answer(void *user, const kb_request *request, kb_status came, const kb_err *came_err, kb_reply *reply)
{
    kb_server *server = user;
    kb_turn turn = { .request = request, .reply = reply, .server = server };
    const char *allowed = "";
    kb_err err = { 0 };
    kb_format format = wants_json(request) ? KB_FORMAT_JSON : KB_FORMAT_HTML;
    if (came != KB_OK) {
        kb_server_fail(request, format, code_of(came), came_err->text, reply);
        return;
    }
    kb_request read = *request; /* with the fields of a body of JSON */
    kb_status status = kb_route_find(request, &turn, &allowed, &err);
    if (status != KB_OK) {
        kb_server_fail(request, format, allowed[0] ? NO_SUCH_METHOD : NOT_THERE, err.text, reply);
        (void)snprintf(reply->allow, sizeof reply->allow, "%s", allowed);
        return;
    }
    turn.request = &read;
    if ((status = kb_request_json(&read, &err)) == KB_OK) status = answer(&turn, server, &err);
    if (status != KB_OK) {
        kb_server_fail(request, turn.route->format, code_of(status), err.text, reply);
        if (code_of(status) >= FAILED && status != KB_ERR_NET && server->how->problem)
            server->how->problem(server->how->user, status, err.text);
    }
    spare(request, reply);
    if (kb_request_packs(request)) kb_reply_pack(reply);
}
