#include "read/plain.h"

#include "read/encoding.h"

/* A copy with CR LF and lone CR as LF; the text itself where it has none. */
static kb_status line_ends(kb_arena *arena, kb_str *text, kb_err *err)
{
    if (text->len == 0 || !memchr(text->at, '\r', text->len)) return KB_OK;
    char *to = KB_NEW(arena, char, text->len);
    size_t len = 0;
    if (!to) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < text->len; i++) {
        char c = text->at[i];
        if (c == '\r' && i + 1 < text->len && text->at[i + 1] == '\n') continue;
        to[len++] = c == '\r' ? '\n' : c;
    }
    *text = (kb_str){ to, len };
    return KB_OK;
}

static kb_status decode(const kb_reading *reading, kb_document *doc, kb_err *err)
{
    kb_encoding found;
    kb_str text;
    kb_status status = kb_encoding_read(reading->bytes, (kb_str){ 0 }, KB_ENCODING_TEXT, doc->arena, &found, err);
    text = found.text;
    kb_document_encoding(doc, &found);
    if (status == KB_OK) status = line_ends(doc->arena, &text, err);
    if (status != KB_OK) return status;
    if (!kb_arena_copy(doc->arena, text, &doc->text)) return kb_arena_fail(doc->arena, err);
    doc->chosen_by = KB_STR("plain");
    return KB_OK;
}

kb_status kb_plain_read(const kb_reading *reading, size_t *count, kb_err *err)
{
    kb_document *doc = NULL;
    kb_status status = kb_reading_document(reading, (kb_str){ 0 }, reading->bytes, &doc, err);
    if (status != KB_OK) return status;
    status = decode(reading, doc, err);
    if (status != KB_OK) {
        kb_document_free(doc);
        return status;
    }
    return kb_reading_give(reading, doc, count, err);
}
