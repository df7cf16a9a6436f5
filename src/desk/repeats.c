#include "desk/repeats.h"

#include "show/copies.h"
#include "store/copies.h"

#define COPIED_MAX 8 /* articles that are named as copies of one */

typedef struct {
    kb_answer *a;
    kb_json *json;
    kb_buf *out;
    size_t count;
} telling;

/* "92 % of its words are from article 3 (Antara)"; of a whole text "the same words as article 3 (Antara)". */
static void tell_source(kb_buf *out, const kb_copy_row *row, const char *ui)
{
    kb_str name = row->agency.len ? row->agency : row->outlet;
    if (!row->source) {
        kb_buf_print(out, kb_word_ui(ui, "%.0f %% of its words are from "), row->share * 100);
        kb_plain_add(out, name);
        return;
    }
    if (row->kind == KB_COPY_EXACT)
        kb_buf_print(out, kb_word_ui(ui, "the same words as article %lld"), (long long)row->source);
    else
        kb_buf_print(out, kb_word_ui(ui, "%.0f %% of its words are from article %lld"), row->share * 100,
                     (long long)row->source);
    if (!name.len) return;
    kb_buf_add_c(out, " (");
    kb_plain_add(out, name);
    kb_buf_add_char(out, ')');
}

static kb_status add_source(void *user, const kb_copy_row *row)
{
    telling *t = user;
    kb_buf_add_c(t->out, " · ");
    tell_source(t->out, row, t->a->how->ui_lang);
    return KB_OK;
}

kb_status kb_answer_sources(kb_answer *a, kb_buf *out, int64_t article)
{
    telling t = { .a = a, .out = out };
    return kb_store_copies(a->desk->store, article, add_source, &t, a->err);
}

static void put_shares(kb_json *json, const kb_copy_row *row)
{
    kb_json_put_str(json, "kind", kb_str_of(kb_copy_kind_name(row->kind)));
    kb_json_put_real(json, "share", kb_answer_rounded(row->share));
    kb_json_put_real(json, "source_share", kb_answer_rounded(row->source_share));
}

static kb_status put_source(void *user, const kb_copy_row *row)
{
    kb_json *json = ((telling *)user)->json;
    kb_json_open(json, '{');
    kb_json_key(json, "source");
    if (row->source)
        kb_json_int(json, row->source);
    else
        kb_json_null(json);
    kb_json_put_text(json, "agency", row->agency);
    kb_json_put_text(json, "outlet", row->outlet);
    kb_json_put_text(json, "title", row->title);
    put_shares(json, row);
    kb_json_put_int(json, "taken", row->taken);
    kb_json_put_int(json, "words", row->words);
    kb_json_put_int(json, "own", row->own);
    kb_json_close(json, '}');
    return KB_OK;
}

kb_status kb_answer_copies_json(kb_answer *a, kb_json *json, int64_t article)
{
    telling t = { .a = a, .json = json };
    kb_json_key(json, "copies");
    kb_json_open(json, '[');
    kb_status status = kb_store_copies(a->desk->store, article, put_source, &t, a->err);
    kb_json_close(json, ']');
    return status;
}

/* ---- an article that is shown ---- */

static kb_status write_source(void *user, const kb_copy_row *row)
{
    telling *t = user;
    tell_source(t->out, row, t->a->how->ui_lang);
    if (t->count++ == 0) {
        kb_buf_add_c(t->out, "; ");
        kb_buf_print(t->out, kb_word_ui(t->a->how->ui_lang, "%lld of %lld words are its own"), (long long)row->own,
                     (long long)row->words);
    }
    kb_buf_add_char(t->out, '\n');
    return KB_OK;
}

static kb_status write_copy(void *user, const kb_copy_row *row)
{
    telling *t = user;
    if (t->count == 0) kb_buf_add_c(t->out, kb_word_ui(t->a->how->ui_lang, "repeated by article "));
    if (t->count++ < COPIED_MAX)
        kb_buf_print(t->out, "%s%lld (%.0f" KB_INK_SPACE "%%)", t->count > 1 ? ", " : "", (long long)row->article,
                     row->source_share * 100);
    return KB_OK;
}

static kb_status write_lineage(kb_answer *a, int64_t article)
{
    kb_buf text = { 0 };
    telling t = { .a = a, .out = &text };
    kb_ink_set(&text, KB_INK_YELLOW);
    kb_status status = kb_store_copies(a->desk->store, article, write_source, &t, a->err);
    size_t lines = t.count;
    t.count = 0;
    if (status == KB_OK) status = kb_store_copied(a->desk->store, article, write_copy, &t, a->err);
    if (t.count > COPIED_MAX) kb_buf_print(&text, kb_word_ui(a->how->ui_lang, " and %zu more"), t.count - COPIED_MAX);
    if (lines || t.count) kb_ink_write(&a->buf, kb_buf_str(&text), 0, kb_answer_width(a), a->how->color);
    a->buf.failed |= text.failed;
    kb_buf_clear(&text);
    return status;
}

static kb_status put_copy(void *user, const kb_copy_row *row)
{
    kb_json *json = ((telling *)user)->json;
    kb_json_open(json, '{');
    kb_json_put_int(json, "article", row->article);
    put_shares(json, row);
    kb_json_close(json, '}');
    return KB_OK;
}

kb_status kb_answer_lineage(kb_answer *a, kb_json *json, int64_t article)
{
    if (a->how->format != KB_FORMAT_JSON) return write_lineage(a, article);
    telling t = { .a = a, .json = json };
    kb_status status = kb_answer_copies_json(a, json, article);
    kb_json_key(json, "copied_by");
    kb_json_open(json, '[');
    if (status == KB_OK) status = kb_store_copied(a->desk->store, article, put_copy, &t, a->err);
    kb_json_close(json, ']');
    return status;
}
