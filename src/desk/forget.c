/* Articles that must go for good. */
#include "store/forget.h"
#include "desk/answer.h"
#include "desk/forget.h"
#include "desk/lineage.h"
#include "store/copies.h"

#define LISTS_BYTES_MAX ((size_t)64 << 20)

typedef struct {
    kb_arena *arena;
    kb_err *err;
    struct {
        int64_t *at;
        size_t count, room;
    } list;
} numbers;

static kb_status take_copy(void *user, const kb_copy_row *row)
{
    numbers *n = user;
    int64_t *at = KB_ADD(n->arena, &n->list, int64_t);
    if (!at) return kb_arena_fail(n->arena, n->err);
    *at = row->article;
    return KB_OK;
}

static bool among(int64_t article, const int64_t *articles, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (articles[i] == article) return true;
    return false;
}

kb_status kb_desk_take_out(kb_desk *desk, const int64_t *articles, size_t count, bool forget, kb_err *err)
{
    numbers copies = { .arena = kb_arena_new(LISTS_BYTES_MAX), .err = err };
    kb_status status = copies.arena ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < count && status == KB_OK; i++)
        status = kb_store_copied(desk->store, articles[i], take_copy, &copies, err);
    for (size_t i = 0; i < count && status == KB_OK; i++)
        status = forget ? kb_store_forget(desk->store, articles[i], desk->engine->options.now, err)
                        : kb_store_remove(desk->store, articles[i], err);
    for (size_t i = 0; i < copies.list.count && status == KB_OK; i++)
        if (!among(copies.list.at[i], articles, count)) status = kb_desk_lineage_again(desk, copies.list.at[i], err);
    kb_arena_free(copies.arena);
    return status;
}

static void write_forgotten(kb_buf *buf, size_t count, const kb_print *how)
{
    kb_json json = { .out = buf };
    if (how->format != KB_FORMAT_JSON) {
        kb_buf_print(buf, kb_word_ui(how->ui_lang, count == 1 ? "%zu article forgotten" : "%zu articles forgotten"),
                     count);
        kb_buf_add_char(buf, '\n');
        return;
    }
    kb_json_open(&json, '{');
    kb_json_put_int(&json, "v", KB_JSON_VERSION);
    kb_json_put_int(&json, "forgotten", (int64_t)count);
    kb_json_close(&json, '}');
    kb_json_line(&json);
}

kb_status kb_desk_forget(kb_desk *desk, const int64_t *articles, size_t count, const kb_print *how, const kb_sink *out,
                         kb_err *err)
{
    kb_buf buf = { 0 };
    kb_status status = kb_desk_ready(desk, err);
    if (status == KB_OK) {
        status = kb_store_forget_begin(desk->store, err);
        if (status == KB_OK) status = kb_desk_take_out(desk, articles, count, true, err);
        status = kb_store_forget_end(desk->store, status, err);
    }
    if (status != KB_OK) return status;
    desk->grouped = desk->traced = false; /* what takes rows away lets the store look at all again */
    write_forgotten(&buf, count, how);
    status = kb_buf_flush(&buf, out, err);
    kb_buf_clear(&buf);
    return status;
}
