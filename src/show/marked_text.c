#include "show/marked_text.h"

#include <inttypes.h>
#include <stdlib.h>

#include "show/html.h"

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
        kb_buf_print(out, "s%zu-%zu", mark->span.begin, mark->span.end);
    else
        kb_buf_print(out, "%c%" PRIu32, kinds[mark->kind].letter, mark->number);
}

static int by_place(const void *a, const void *b)
{
    const kb_marked *x = a, *y = b;
    if (x->span.begin != y->span.begin) return x->span.begin < y->span.begin ? -1 : 1;
    if (x->kind != y->kind) return x->kind < y->kind ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* `next` is the first mark that has not begun, `active` those that lie over the place reached. */
typedef struct {
    kb_buf *out;
    kb_str text;
    const kb_marked *at;
    size_t count, next;
    const kb_marked *active[KB_MARKED_DEEP];
    size_t active_count;
} walk;

static void begin_marks(walk *w, size_t place)
{
    while (w->next < w->count && w->at[w->next].span.begin <= place) {
        const kb_marked *m = &w->at[w->next++];
        if (w->active_count < KB_MARKED_DEEP && m->span.end > place) w->active[w->active_count++] = m;
    }
}

static void end_marks(walk *w, size_t place)
{
    size_t kept = 0;
    for (size_t i = 0; i < w->active_count; i++)
        if (w->active[i]->span.end > place) w->active[kept++] = w->active[i];
    w->active_count = kept;
}

/* Up to where the marks stay the same, at most `end`. */
static size_t same_until(const walk *w, size_t end)
{
    if (w->next < w->count && w->at[w->next].span.begin < end) end = w->at[w->next].span.begin;
    for (size_t i = 0; i < w->active_count; i++)
        if (w->active[i]->span.end < end) end = w->active[i]->span.end;
    return end;
}

static bool earlier_has(const walk *w, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (w->active[k]->kind == w->active[i]->kind) return true;
    return false;
}

static void open_mark(walk *w)
{
    kb_buf_add_c(w->out, "<mark class=\"");
    for (size_t i = 0, some = 0; i < w->active_count; i++) {
        if (earlier_has(w, i)) continue;
        if (some++) kb_buf_add_char(w->out, ' ');
        kb_buf_add_c(w->out, kinds[w->active[i]->kind].class_of);
    }
    kb_buf_add_c(w->out, "\" data-of=\"");
    for (size_t i = 0; i < w->active_count; i++) {
        if (i) kb_buf_add_char(w->out, ' ');
        kb_page_marked_place(w->out, w->active[i]);
    }
    kb_buf_add_c(w->out, "\">");
}

/* A stretch under the same marks. Where marks begin, links to them lead; where several begin, their places nest. */
static void add_stretch(walk *w, kb_span stretch)
{
    size_t opened = 0;
    for (size_t i = 0; i < w->active_count; i++) {
        if (!w->active[i]->first || w->active[i]->span.begin != stretch.begin) continue;
        kb_buf_add_c(w->out, "<span class=\"place\" id=\"");
        kb_page_marked_place(w->out, w->active[i]);
        kb_buf_add_c(w->out, "\">");
        opened++;
    }
    if (w->active_count) open_mark(w);
    kb_html_text(w->out, kb_str_part(w->text, stretch));
    if (w->active_count) kb_buf_add_c(w->out, "</mark>");
    while (opened--) kb_buf_add_c(w->out, "</span>");
}

static void add_paragraph(walk *w, kb_span paragraph, const char *class_of)
{
    kb_buf_print(w->out, "<p%s dir=\"auto\">", class_of);
    for (size_t place = paragraph.begin; place < paragraph.end;) {
        begin_marks(w, place);
        size_t end = same_until(w, paragraph.end);
        add_stretch(w, kb_span_of(place, end));
        place = end;
        end_marks(w, place);
    }
    kb_buf_add_c(w->out, "</p>\n");
}

/* Title lines and asides are set apart. Lines are in order, so `line` only moves on. */
static const char *class_of(const kb_document *doc, size_t *line, kb_span paragraph)
{
    while (*line < doc->lines.count && doc->lines.at[*line].span.end <= paragraph.begin) ++*line;
    if (*line >= doc->lines.count || doc->lines.at[*line].span.begin >= paragraph.end) return "";
    if (doc->lines.at[*line].kind == KB_LINE_TITLE) return " class=\"title\"";
    return kb_span_inside(paragraph, doc->lines.at[*line].span) ? " class=\"aside\"" : "";
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
    walk w = { .out = out, .text = doc->text, .at = marks };
    size_t line = 0;
    for (size_t i = 0; i < count; i++) {
        const kb_span span = to_characters(doc->text, marks[i].span);
        if (kb_span_len(span)) marks[w.count++] = (kb_marked){ span, marks[i].kind, marks[i].number, marks[i].first };
    }
    if (w.count) qsort(marks, w.count, sizeof *marks, by_place);
    for (size_t begin = 0, end; begin < doc->text.len; begin = end + 1) {
        const char *feed = memchr(doc->text.at + begin, '\n', doc->text.len - begin);
        end = feed ? (size_t)(feed - doc->text.at) : doc->text.len;
        kb_span paragraph = kb_span_of(begin, end);
        if (kb_str_trim(kb_str_part(doc->text, paragraph)).len)
            add_paragraph(&w, paragraph, class_of(doc, &line, paragraph));
        end_marks(&w, end);
    }
}
