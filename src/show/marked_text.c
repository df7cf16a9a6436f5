#include "show/marked_text.h"

#include <inttypes.h>
#include <stdlib.h>

static const struct {
    const char *class_of;
    char letter;
} kinds[] = {
    [KB_MARKED_STATEMENT] = { "statement", 'q' }, [KB_MARKED_QUOTE] = { "statement quote", 'q' },
    [KB_MARKED_FIGURE] = { "figure-in", 'f' },    [KB_MARKED_DATE] = { "date-in", 'd' },
    [KB_MARKED_COPIED] = { "copied", 'k' },       [KB_MARKED_VERDICT] = { "judged", 'm' },
    [KB_MARKED_FOUND] = { "found", 's' },
};

void kb_page_marked_place(kb_buf *out, const kb_marked *mark)
{
    if (mark->kind == KB_MARKED_FOUND)
        kb_buf_print(out, "s%zu-%zu", mark->over.span.begin, mark->over.span.end);
    else
        kb_buf_print(out, "%c%" PRIu32, kinds[mark->kind].letter, mark->number);
}

static void put_id(kb_buf *out, const void *mark)
{
    kb_page_marked_place(out, mark);
}

static int by_place(const void *a, const void *b)
{
    const kb_marked *x = a, *y = b;
    if (x->over.span.begin != y->over.span.begin) return x->over.span.begin < y->over.span.begin ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

static bool earlier_has(const void *const *marks, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (((const kb_marked *)marks[k])->kind == ((const kb_marked *)marks[i])->kind) return true;
    return false;
}

static void put_attributes(kb_buf *out, const void *const *marks, size_t count)
{
    kb_buf_add_c(out, "class=\"");
    for (size_t i = 0; i < count; i++) {
        if (earlier_has(marks, i)) continue;
        if (i) kb_buf_add_char(out, ' ');
        kb_buf_add_c(out, kinds[((const kb_marked *)marks[i])->kind].class_of);
    }
    kb_buf_add_c(out, "\" data-of=\"");
    for (size_t i = 0; i < count; i++) {
        if (i) kb_buf_add_char(out, ' ');
        kb_page_marked_place(out, marks[i]);
    }
    kb_buf_add_char(out, '"');
}

/* A span of a link may cut a character, or lie beyond the text: it is moved to what is there. */
static kb_span to_characters(kb_str text, kb_span span)
{
    if (span.end > text.len) span.end = text.len;
    if (!kb_span_len(span)) return span;
    while (span.begin && span.begin < text.len && ((unsigned char)text.at[span.begin] & 0xC0) == 0x80) span.begin--;
    while (span.end < text.len && ((unsigned char)text.at[span.end] & 0xC0) == 0x80) span.end++;
    return span;
}

void kb_page_marked_text(kb_buf *out, const kb_document *doc, kb_marked *marks, size_t count)
{
    kb_overlay over = { marks, sizeof *marks, 0, put_id, put_attributes };
    for (size_t i = 0; i < count; i++) {
        kb_marked mark = marks[i];
        mark.over.span = to_characters(doc->text, mark.over.span);
        if (kb_span_len(mark.over.span)) marks[over.count++] = mark;
    }
    if (over.count) qsort(marks, over.count, sizeof *marks, by_place);
    kb_overlay_text(out, doc, &over);
}
