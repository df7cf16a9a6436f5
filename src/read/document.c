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
    if (!doc) return;
    kb_arena_free(doc->arena);
    free(doc);
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
