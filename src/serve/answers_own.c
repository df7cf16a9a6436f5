/* What the server answers of itself: its files, its health, the reader's choices, tokens that come and go. */
#include "serve/answers.h"

#include <stdio.h>

#include "show/frame.h"
#include "show/json.h"
#include "store/tokens.h"

#define A_YEAR "Max-Age=31536000"

void kb_turn_back(kb_turn *turn, const char *otherwise)
{
    const char *back = kb_field_text(&turn->request->form, "back");
    kb_reply *reply = turn->reply;
    if (!kb_gate_path(back) || strlen(back) >= sizeof reply->location) back = otherwise;
    reply->status = 303;
    reply->body.len = 0;
    (void)snprintf(reply->location, sizeof reply->location, "%s", back);
}

bool kb_turn_refused(kb_turn *turn)
{
    enum { NOT_ALLOWED = 403 };
    if (turn->who) return false;
    kb_server_fail(turn->request, turn->route->format, NOT_ALLOWED, "nothing can be changed here", turn->reply);
    return true;
}

unsigned kb_turn_typed(kb_status status)
{
    enum { BAD_INPUT = 400, BAD_GATEWAY = 502 };
    if (status == KB_ERR_NET) return BAD_GATEWAY;
    return status == KB_ERR_FORMAT || status == KB_ERR_NOT_FOUND || status == KB_ERR_LIMIT ? BAD_INPUT : 0;
}

/* ---- files ---- */

kb_status kb_turn_file(kb_turn *turn, kb_err *err)
{
    static const struct {
        const char *ending, *type;
    } types[] = {
        { ".css", "text/css; charset=utf-8" },
        { ".js", "text/javascript; charset=utf-8" },
        { ".svg", "image/svg+xml" },
    };
    const kb_embedded *file = kb_frame_embedded(turn->name);
    for (size_t i = 0; file && i < sizeof types / sizeof *types; i++) {
        if (!kb_str_ends(kb_str_of(turn->name), kb_str_of(types[i].ending))) continue;
        kb_buf_add(&turn->reply->body, (kb_str){ file->bytes, file->len });
        turn->reply->type = types[i].type;
        turn->reply->lasting = kb_field_text(&turn->request->asked, "v") != NULL;
        (void)snprintf(turn->reply->etag, sizeof turn->reply->etag, "\"%.32s\"", file->sha256);
        return KB_OK;
    }
    return kb_fail(err, KB_ERR_NOT_FOUND, "there is nothing at this address");
}

/* ---- health ---- */

/* That this is told at all says that the file was opened and could be asked. */
kb_status kb_turn_healthz(kb_turn *turn, kb_err *err)
{
    kb_json json = { .out = &turn->reply->body };
    (void)err;
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_json_put_str(&json, "status", KB_STR("ok"));
    kb_json_put_str(&json, "version", KB_STR(KABAR_VERSION));
    kb_json_put_bool(&json, "read_only", turn->server->how->read_only);
    kb_json_put_bool(&json, "watches", turn->server->how->watch != NULL);
    kb_json_close(&json, '}');
    kb_json_line(&json);
    return KB_OK;
}

/* ---- as it happens ---- */

kb_status kb_turn_events(kb_turn *turn, kb_err *err)
{
    (void)err;
    turn->reply->type = "text/event-stream";
    turn->reply->events = true;
    return KB_OK;
}

/* What the following of feeds, in this process, has brought since it began. */
kb_status kb_turn_watch(kb_turn *turn, kb_err *err)
{
    kb_fetched t;
    kb_json json = { .out = &turn->reply->body };
    bool watches = kb_server_fetched(turn->server, &t);
    const struct {
        const char *key;
        size_t count;
    } rows[] = {
        { "feeds", t.feeds },     { "unchanged", t.unchanged }, { "failed", t.failed }, { "gone", t.gone },
        { "entries", t.entries }, { "pages", t.pages },         { "added", t.added },   { "revised", t.revised },
        { "looks", t.looks },     { "withdrawn", t.withdrawn }, { "bad", t.bad }
    };
    (void)err;
    turn->reply->fresh = true;
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_json_put_bool(&json, "watches", watches);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) kb_json_put_int(&json, rows[i].key, (int64_t)rows[i].count);
    kb_json_close(&json, '}');
    kb_json_line(&json);
    return KB_OK;
}

/* ---- the reader's choices ---- */

kb_status kb_turn_choice(kb_turn *turn, kb_err *err)
{
    static const struct {
        const char *name, *value, *cookie;
    } known[] = {
        { "ui", "id", "kabar_ui=id; " A_YEAR },
        { "ui", "en", "kabar_ui=en; " A_YEAR },
        { "theme", "light", "kabar_theme=light; " A_YEAR },
        { "theme", "dark", "kabar_theme=dark; " A_YEAR },
        { "theme", "auto", "kabar_theme=; Max-Age=0" },
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!kb_field_is(&turn->request->form, known[i].name, known[i].value)) continue;
        (void)snprintf(turn->reply->cookie, sizeof turn->reply->cookie, "%s; Path=/; SameSite=Lax; HttpOnly%s",
                       known[i].cookie, turn->server->gate.tls ? "; Secure" : "");
        kb_turn_back(turn, "/");
        return KB_OK;
    }
    return kb_fail(err, KB_ERR_FORMAT, "no such choice");
}

/* ---- tokens ---- */

static void enter_page(kb_turn *turn, const char *wrong)
{
    kb_buf *out = &turn->reply->body;
    const char *ui = turn->how.ui_lang;
    kb_frame_begin(out, &turn->how, kb_str_of("kabar"), KB_TAB_NONE, NULL);
    kb_buf_add_c(out, "<h1>");
    kb_html_word(out, ui, "Come in");
    kb_buf_add_c(out, "</h1>\n");
    if (wrong) {
        kb_buf_add_c(out, "<p class=\"note bad\" role=\"alert\">");
        kb_html_word(out, ui, wrong);
        kb_buf_add_c(out, "</p>\n");
    }
    kb_frame_form(out, "/enter", "enter");
    kb_buf_add_c(out, "<p class=\"row\"><label class=\"field\">");
    kb_html_word(out, ui, "token");
    kb_buf_add_c(out, "<input type=\"password\" name=\"token\" autocomplete=\"current-password\" required size=\"40\">"
                      "</label><button class=\"main\">");
    kb_html_word(out, ui, "come in");
    kb_buf_add_c(out, "</button></p></form>\n<p class=\"lead\">");
    kb_html_word(out, ui, "Who runs this desk makes tokens with 'kabar token'.");
    kb_buf_add_c(out, "</p>\n");
    kb_frame_end(out, &turn->how);
}

kb_status kb_turn_enter_page(kb_turn *turn, kb_err *err)
{
    (void)err;
    enter_page(turn, NULL);
    return KB_OK;
}

static bool hexadecimal(kb_str token)
{
    if (token.len != KB_TOKEN_TEXT) return false;
    for (size_t i = 0; i < token.len; i++)
        if (!strchr("0123456789abcdef", token.at[i])) return false;
    return true;
}

kb_status kb_turn_enter(kb_turn *turn, kb_err *err)
{
    const char *name, *given = kb_field_text(&turn->request->form, "token");
    kb_str token = kb_str_trim(kb_str_of(given ? given : ""));
    bool reads_only;
    kb_status status = KB_ERR_NOT_FOUND;
    if (hexadecimal(token)) status = kb_server_holder(turn->desk, token, turn->request->arena, &name, &reads_only, err);
    if (status == KB_ERR_NOT_FOUND) {
        turn->reply->status = 401;
        enter_page(turn, "That token is nobody's.");
        return KB_OK;
    }
    if (status != KB_OK) return status;
    (void)snprintf(turn->reply->cookie, sizeof turn->reply->cookie,
                   KB_TOKEN_COOKIE "=%.*s; Path=/; SameSite=Strict; HttpOnly; " A_YEAR "%s", KB_STR_ARGS(token),
                   turn->server->gate.tls ? "; Secure" : "");
    kb_turn_back(turn, "/");
    return KB_OK;
}

kb_status kb_turn_leave(kb_turn *turn, kb_err *err)
{
    (void)err;
    (void)snprintf(turn->reply->cookie, sizeof turn->reply->cookie,
                   KB_TOKEN_COOKIE "=; Path=/; SameSite=Strict; HttpOnly; Max-Age=0%s",
                   turn->server->gate.tls ? "; Secure" : "");
    turn->reply->status = 303;
    (void)snprintf(turn->reply->location, sizeof turn->reply->location, "/");
    return KB_OK;
}
