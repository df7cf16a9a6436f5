#include "show/overlay.h"

#include "show/html.h"

/* `next` is the first mark that has not begun, `active` those that lie over the place reached. */
typedef struct {
    kb_buf *out;
    kb_str text;
    const kb_overlay *over;
    size_t next;
    const void *active[KB_OVERLAY_DEEP];
    size_t active_count;
} walk;

static kb_span span_of(const void *mark)
{
    return ((const kb_overlaid *)mark)->span;
}

static const void *next_mark(const walk *w)
{
    return w->next < w->over->count ? (const char *)w->over->marks + w->next * w->over->size : NULL;
}

static void begin_marks(walk *w, size_t place)
{
    for (const void *m; (m = next_mark(w)) && span_of(m).begin <= place; w->next++)
        if (w->active_count < KB_OVERLAY_DEEP && span_of(m).end > place) w->active[w->active_count++] = m;
}

static void end_marks(walk *w, size_t place)
{
    size_t kept = 0;
    for (size_t i = 0; i < w->active_count; i++)
        if (span_of(w->active[i]).end > place) w->active[kept++] = w->active[i];
    w->active_count = kept;
}

/* Up to where the marks stay the same, at most `end`. */
static size_t same_until(const walk *w, size_t end)
{
    const void *m = next_mark(w);
    if (m && span_of(m).begin < end) end = span_of(m).begin;
    for (size_t i = 0; i < w->active_count; i++)
        if (span_of(w->active[i]).end < end) end = span_of(w->active[i]).end;
    return end;
}

/* A stretch under the same marks. Where marks begin, links to them lead; where several begin, their places nest. */
static void add_stretch(walk *w, kb_span stretch)
{
    size_t opened = 0;
    for (size_t i = 0; i < w->active_count; i++) {
        const kb_overlaid *mark = w->active[i];
        if (!mark->first || mark->span.begin != stretch.begin) continue;
        kb_buf_add_c(w->out, "<span class=\"place\" id=\"");
        w->over->put_id(w->out, mark);
        kb_buf_add_c(w->out, "\">");
        opened++;
    }
    if (w->active_count) {
        kb_buf_add_c(w->out, "<mark ");
        w->over->put_attributes(w->out, w->active, w->active_count);
        kb_buf_add_c(w->out, ">");
    }
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

void kb_overlay_text(kb_buf *out, const kb_document *doc, const kb_overlay *overlay)
{
    walk w = { .out = out, .text = doc->text, .over = overlay };
    size_t line = 0;
    for (size_t begin = 0, end; begin < doc->text.len; begin = end + 1) {
        const char *feed = memchr(doc->text.at + begin, '\n', doc->text.len - begin);
        end = feed ? (size_t)(feed - doc->text.at) : doc->text.len;
        kb_span paragraph = kb_span_of(begin, end);
        if (kb_str_trim(kb_str_part(doc->text, paragraph)).len)
            add_paragraph(&w, paragraph, class_of(doc, &line, paragraph));
        end_marks(&w, end);
    }
}
