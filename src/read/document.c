#include "read/document.h"

#include <stdlib.h>

kb_status kb_document_new(size_t limit, kb_document **out, kb_err *err)
{
    *out = NULL;
    kb_document *doc = calloc(1, sizeof *doc);
    if (doc) doc->arena = kb_arena_new(limit);
    if (!doc || !doc->arena) {
        free(doc);
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    *out = doc;
    return KB_OK;
}

void kb_document_free(kb_document *doc)
{
    while (doc) {
        kb_document *earlier = doc->earlier;
        kb_arena_free(doc->arena);
        free(doc);
        doc = earlier;
    }
}

kb_status kb_document_list(kb_document *doc, kb_strs *list, kb_str item, kb_err *err)
{
    kb_str copy;
    item = kb_str_trim(item);
    if (item.len == 0) return KB_OK;
    for (size_t i = 0; i < list->count; i++)
        if (kb_str_equal(list->at[i], item)) return KB_OK;
    if (!kb_arena_copy(doc->arena, item, &copy)) return kb_arena_fail(doc->arena, err);
    kb_str *room = KB_ADD(doc->arena, list, kb_str);
    if (!room) return kb_arena_fail(doc->arena, err);
    *room = copy;
    return KB_OK;
}

void kb_strs_join(kb_buf *out, kb_strs list)
{
    for (size_t i = 0; i < list.count; i++) {
        if (i) kb_buf_add_c(out, ", ");
        kb_buf_add(out, list.at[i]);
    }
}

bool kb_strs_next(kb_str *joined, kb_str *item)
{
    if (joined->len == 0) return false;
    size_t at = kb_str_find(*joined, KB_STR(", "), 0), end = at == SIZE_MAX ? joined->len : at;
    *item = kb_str_part(*joined, kb_span_of(0, end));
    *joined = kb_str_part(*joined, kb_span_of(at == SIZE_MAX ? end : end + 2, joined->len));
    return true;
}

bool kb_document_aside(const kb_document *doc, kb_span span)
{
    for (size_t i = 0; i < doc->lines.count; i++) {
        const kb_line *line = &doc->lines.at[i];
        if (line->span.begin >= span.end) break;
        if (line->kind != KB_LINE_TITLE && kb_span_inside(span, line->span)) return true;
    }
    return false;
}
