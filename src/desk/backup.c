/* A copy of the desk. */
#include "desk/answer.h"

static void write_copy(kb_buf *buf, const char *path, const kb_store_counts *c, const kb_print *how)
{
    kb_json json = { .out = buf };
    if (how->format != KB_FORMAT_JSON) {
        kb_buf name = { 0 };
        kb_plain_add(&name, kb_str_of(path));
        kb_buf_add_char(&name, '\0');
        buf->failed |= name.failed;
        if (!name.failed)
            kb_buf_print(buf, kb_word_ui(how->ui_lang, "%s: %lld articles, %.1f MB"), name.at, (long long)c->articles,
                         (double)c->bytes / 1e6);
        kb_buf_add_char(buf, '\n');
        kb_buf_clear(&name);
        return;
    }
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_json_put_str(&json, "backup", kb_str_of(path));
    kb_json_put_int(&json, "articles", c->articles);
    kb_json_put_int(&json, "bytes", c->bytes);
    kb_json_close(&json, '}');
    kb_json_line(&json);
}

kb_status kb_desk_backup(kb_desk *desk, const char *path, const kb_print *how, const kb_sink *out, kb_err *err)
{
    kb_buf buf = { 0 };
    kb_store_counts counts;
    kb_status status = kb_store_backup(desk->store, path, &counts, err);
    if (status != KB_OK) return status;
    write_copy(&buf, path, &counts, how);
    status = kb_buf_flush(&buf, out, err);
    kb_buf_clear(&buf);
    return status;
}
