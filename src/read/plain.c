#include "read/plain.h"

#include "base/utf8.h"
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

/* A NUL is no character of a text: each becomes U+FFFD, as browsers show it. */
static kb_status mark_nuls(kb_arena *arena, kb_str *text, size_t *replaced, kb_err *err)
{
    size_t nuls = 0, len = 0;
    for (size_t i = 0; i < text->len; i++) nuls += text->at[i] == 0;
    if (nuls == 0) return KB_OK;
    char *to = KB_NEW(arena, char, text->len + nuls * 2);
    if (!to) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < text->len; i++) {
        if (text->at[i])
            to[len++] = text->at[i];
        else
            len += kb_utf8_put(to + len, 0xFFFD);
    }
    *text = (kb_str){ to, len };
    *replaced += nuls;
    return KB_OK;
}

static kb_status decode(const kb_reading *reading, kb_document *doc, kb_err *err)
{
    kb_encoding found;
    kb_str text;
    kb_status status = kb_encoding_read(reading->bytes, reading->charset, KB_ENCODING_TEXT, doc->arena, &found, err);
    text = found.text;
    kb_document_encoding(doc, &found);
    if (status == KB_OK) status = mark_nuls(doc->arena, &text, &doc->replaced, err);
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
