/* Tokens: who may come in from outside. */
#include "desk/answer.h"

#include "base/digest.h"
#include "store/tokens.h"

#include <sys/random.h>

static kb_status make_token(char out[KB_TOKEN_TEXT + 1], kb_err *err)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t bytes[KB_TOKEN_BYTES];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes)
        return kb_fail(err, KB_ERR_IO, "the system gives no random bytes");
    for (size_t i = 0; i < sizeof bytes; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * sizeof bytes] = '\0';
    return KB_OK;
}

static void put_token(kb_json *json, const kb_token_row *row)
{
    kb_json_put_str(json, "name", row->name);
    kb_json_put_bool(json, "reads_only", row->reads_only);
    kb_json_put_time(json, "made", (kb_time){ .seconds = row->made, .zoned = true, .precision = KB_TIME_SECOND });
}

static void open_line(kb_json *json)
{
    kb_json_open(json, '{');
    kb_json_put_int(json, "v", KB_JSON_VERSION);
}

kb_status kb_desk_token(kb_desk *desk, const char *name, bool reads_only, const kb_print *how, const kb_sink *out,
                        kb_err *err)
{
    char token[KB_TOKEN_TEXT + 1], hash[KB_SHA256_HEX + 1];
    kb_buf buf = { 0 };
    kb_json json = { .out = &buf };
    kb_str trimmed = kb_str_trim(kb_str_of(name));
    if (!trimmed.len) return kb_fail(err, KB_ERR_FORMAT, "a token wants a name: in whose name its holder decides");
    kb_status status = make_token(token, err);
    if (status != KB_OK) return status;
    kb_sha256(kb_str_of(token), hash);
    const kb_token_row row = { trimmed, kb_str_of(hash), reads_only, desk->engine->options.now };
    if ((status = kb_store_token_add(desk->store, &row, err)) != KB_OK) return status;
    if (how->format == KB_FORMAT_JSON) {
        open_line(&json);
        put_token(&json, &row);
        kb_json_put_str(&json, "token", kb_str_of(token));
        kb_json_close(&json, '}');
        kb_json_line(&json);
    } else {
        kb_buf_print(&buf, "%s\n", token);
    }
    status = kb_buf_flush(&buf, out, err);
    kb_buf_clear(&buf);
    return status;
}

kb_status kb_desk_token_remove(kb_desk *desk, const char *name, kb_err *err)
{
    return kb_store_token_remove(desk->store, kb_str_trim(kb_str_of(name)), err);
}

static kb_status list_token(void *user, const kb_token_row *row)
{
    kb_answer *a = user;
    if (a->how->format == KB_FORMAT_JSON) {
        kb_json json = { .out = &a->buf };
        open_line(&json);
        put_token(&json, row);
        kb_json_close(&json, '}');
        kb_json_line(&json);
    } else {
        kb_plain_add(&a->buf, row->name);
        kb_buf_add_c(&a->buf, "  ");
        kb_buf_add_c(&a->buf, kb_word_ui(a->how->ui_lang, row->reads_only ? "reads only" : "reads and changes"));
        kb_buf_add_c(&a->buf, "  ");
        kb_answer_day(&a->buf, row->made, a->how);
        kb_buf_add_char(&a->buf, '\n');
    }
    a->rows++;
    return kb_answer_flush(a);
}

kb_status kb_desk_tokens(kb_desk *desk, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_answer a = { .desk = desk, .how = how, .out = out, .err = err };
    kb_status status = kb_store_tokens(desk->store, list_token, &a, err);
    if (status == KB_OK && a.rows == 0 && how->format != KB_FORMAT_JSON) {
        kb_buf_print(&a.buf, "%s\n", kb_word_ui(how->ui_lang, "no tokens"));
        status = kb_answer_flush(&a);
    }
    kb_buf_clear(&a.buf);
    return status;
}
