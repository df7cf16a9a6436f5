/* show/page_article.c - the reports' texts at the side of the page, with what the cells show marked in them. */
#include <inttypes.h>
#include <stdlib.h>

#include "base/digest.h"
#include "show/export.h"
#include "show/page_parts.h"
#include "show/plain.h"

#define ACTIVE_MAX 24 /* cells that may lie over one another at one place; more are not marked there */

typedef struct {
    kb_span span;
    size_t cell, row;
    uint32_t report;
    kb_row_kind kind;
    bool first; /* the first span of its cell: the place to which the cell's link leads */
} mark;

typedef struct {
    mark *at;
    size_t count;
} marks;

static int by_place(const void *a, const void *b)
{
    const mark *x = a, *y = b;
    if (x->report != y->report) return x->report < y->report ? -1 : 1;
    if (x->span.begin != y->span.begin) return x->span.begin < y->span.begin ? -1 : 1;
    return x->cell < y->cell ? -1 : x->cell > y->cell;
}

static bool collect(const page *p, marks *list)
{
    size_t count = 0;
    for (size_t r = 0; r < p->c->rows.count; r++)
        for (size_t i = 0; i < p->c->rows.at[r].cells.count; i++) count += p->c->rows.at[r].cells.at[i].spans.count;
    list->count = 0;
    list->at = calloc(count + 1, sizeof *list->at);
    if (!list->at) return false;
    for (size_t r = 0; r < p->c->rows.count; r++) {
        const kb_row *row = &p->c->rows.at[r];
        for (size_t i = 0; i < row->cells.count; i++) {
            const kb_cell *cell = &row->cells.at[i];
            for (size_t k = 0; k < cell->spans.count && !cell->earlier; k++)
                if (kb_span_len(cell->spans.at[k]))
                    list->at[list->count++] =
                        (mark){ cell->spans.at[k], p->first_cell[r] + i, r, cell->report, row->kind, k == 0 };
        }
    }
    qsort(list->at, list->count, sizeof *list->at, by_place);
    return true;
}

/* Walks a text: `next` is the first mark that has not begun, `active` those that lie over the place reached. */
typedef struct {
    page *p;
    kb_str text;
    const mark *at;
    size_t count, next;
    const mark *active[ACTIVE_MAX];
    size_t active_count;
} walk;

static void begin_marks(walk *w, size_t place)
{
    while (w->next < w->count && w->at[w->next].span.begin <= place) {
        const mark *m = &w->at[w->next++];
        if (w->active_count < ACTIVE_MAX && m->span.end > place) w->active[w->active_count++] = m;
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

/* A stretch under the same marks. A cell's link leads to the stretch where it begins; where several begin, marks nest.
 */
static void add_stretch(walk *w, kb_span stretch)
{
    kb_buf *out = w->p->out;
    kb_row_kind kind = KB_ROW_ONLY;
    size_t opened = 0;

    for (size_t i = 0; i < w->active_count; i++)
        if (w->active[i]->kind < kind) kind = w->active[i]->kind; /* what is disputed shows over what is not */
    for (size_t i = 0; i < w->active_count; i++) {
        if (!w->active[i]->first || w->active[i]->span.begin != stretch.begin) continue;
        kb_buf_print(out, "<span class=\"place\" id=\"c%zu\">", w->active[i]->cell);
        opened++;
    }
    if (w->active_count) {
        kb_buf_print(out, "<mark class=\"%s\" data-row=\"%zu\" data-cells=\"", kb_row_kind_name(kind),
                     w->active[0]->row);
        for (size_t i = 0; i < w->active_count; i++) kb_buf_print(out, "%sc%zu", i ? " " : "", w->active[i]->cell);
        kb_buf_add_c(out, "\">");
    }
    kb_page_text(w->p, kb_str_part(w->text, stretch));
    if (w->active_count) kb_buf_add_c(out, "</mark>");
    while (opened--) kb_buf_add_c(out, "</span>");
}

static void add_paragraph(walk *w, kb_span paragraph, const char *class_of)
{
    kb_buf_print(w->p->out, "<p%s dir=\"auto\">", class_of);
    for (size_t place = paragraph.begin; place < paragraph.end;) {
        begin_marks(w, place);
        size_t end = same_until(w, paragraph.end);
        add_stretch(w, kb_span_of(place, end));
        place = end;
        end_marks(w, place);
    }
    kb_buf_add_c(w->p->out, "</p>\n");
}

/* Title lines and asides are set apart. Lines are in order, so `line` only moves on. */
static const char *class_of(const kb_document *doc, size_t *line, kb_span paragraph)
{
    while (*line < doc->lines.count && doc->lines.at[*line].span.end <= paragraph.begin) ++*line;
    if (*line >= doc->lines.count || doc->lines.at[*line].span.begin >= paragraph.end) return "";
    if (doc->lines.at[*line].kind == KB_LINE_TITLE) return " class=\"title\"";
    return kb_span_inside(paragraph, doc->lines.at[*line].span) ? " class=\"aside\"" : "";
}

static void add_text(page *p, const kb_document *doc, const mark *at, size_t count)
{
    walk w = { .p = p, .text = doc->text, .at = at, .count = count };
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

static bool web_address(kb_str url)
{
    return kb_str_starts(url, KB_STR("https://")) || kb_str_starts(url, KB_STR("http://"));
}

static bool title_in_text(const kb_document *doc)
{
    for (size_t i = 0; i < doc->lines.count; i++)
        if (doc->lines.at[i].kind == KB_LINE_TITLE) return true;
    return false;
}

static void add_source_fact(page *p, const char *name, kb_buf *phrase)
{
    if (!phrase->len) return;
    kb_buf_add_c(p->out, "<div><dt>");
    kb_page_word(p, name);
    kb_buf_add_c(p->out, "</dt><dd>");
    kb_page_phrase(p, phrase);
    kb_buf_add_c(p->out, "</dd></div>\n");
}

/* By what a citation can be checked, folded away: where it was, when it was published and captured, its digest. */
static void add_citation(page *p, const kb_document *doc)
{
    char digest[KB_SHA256_HEX + 1];
    kb_buf phrase = { 0 };
    kb_buf_add_c(p->out, "<details class=\"citation\"><summary>");
    kb_page_word(p, "source");
    kb_buf_add_c(p->out, "</summary>\n<dl>\n");
    kb_plain_add(&phrase, kb_export_address(doc));
    add_source_fact(p, "address", &phrase);
    kb_phrase_time(&phrase, doc->published, p->ui);
    add_source_fact(p, "published", &phrase);
    if (doc->fetched) kb_phrase_time(&phrase, kb_captured(doc), p->ui);
    add_source_fact(p, "captured", &phrase);
    if (doc->withdrawn) kb_phrase_time(&phrase, kb_phrase_instant(doc->withdrawn), p->ui);
    add_source_fact(p, "withdrawn", &phrase);
    kb_sha256(doc->text, digest);
    kb_buf_add_c(&phrase, digest);
    add_source_fact(p, "SHA-256", &phrase);
    kb_buf_add_c(p->out, "</dl>\n</details>\n");
    kb_buf_clear(&phrase);
}

static void add_article_head(page *p, const kb_document *doc, size_t n)
{
    kb_buf phrase = { 0 };
    kb_buf_print(p->out, "<header><span class=\"n\">%zu</span><b>", n);
    kb_phrase_report(&phrase, doc);
    kb_page_phrase(p, &phrase);
    kb_buf_add_c(p->out, "</b> <small>");
    kb_phrase_time(&phrase, doc->published, p->ui);
    kb_page_phrase(p, &phrase);
    kb_buf_add_c(p->out, "</small>");
    if (web_address(doc->url)) {
        kb_buf_add_c(p->out, "<a class=\"source\" rel=\"noopener noreferrer\" href=\"");
        kb_page_text(p, doc->url);
        kb_buf_add_c(p->out, "\">");
        kb_page_word(p, "original");
        kb_buf_add_c(p->out, "</a>");
    }
    kb_buf_add_c(p->out, "</header>\n");
    if (doc->title.len && !title_in_text(doc)) {
        kb_buf_add_c(p->out, "<p class=\"title\" dir=\"auto\">");
        kb_page_text(p, doc->title);
        kb_buf_add_c(p->out, "</p>\n");
    }
    kb_buf_clear(&phrase);
}

static void add_jumps(page *p)
{
    kb_buf phrase = { 0 };
    kb_buf_add_c(p->out, "<nav class=\"jumps\" aria-label=\"");
    kb_page_word(p, "articles");
    kb_buf_add_c(p->out, "\">\n");
    for (size_t i = 0; i < p->c->count; i++) {
        kb_buf_print(p->out, "<a href=\"#r%zu\"><span class=\"n\">%zu</span><span>", i + 1, i + 1);
        kb_phrase_report(&phrase, p->c->reports[i].doc);
        kb_page_phrase(p, &phrase);
        kb_buf_add_c(p->out, "</span></a>\n");
    }
    kb_buf_add_c(p->out, "</nav>\n");
    kb_buf_clear(&phrase);
}

kb_status kb_page_articles(page *p, kb_err *err)
{
    marks list = { 0 };
    size_t next = 0;

    if (!collect(p, &list)) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_buf_add_c(p->out, "<aside id=\"articles\" aria-label=\"");
    kb_page_word(p, "articles");
    kb_buf_add_c(p->out, "\">\n");
    add_jumps(p);
    for (size_t i = 0; i < p->c->count; i++) {
        const kb_document *doc = p->c->reports[i].doc;
        size_t begin = next;
        while (next < list.count && list.at[next].report == i + 1) next++;
        kb_buf_print(p->out, "<article class=\"text\" id=\"r%zu\" lang=\"", i + 1);
        kb_page_text(p, doc->lang);
        kb_buf_add_c(p->out, "\">\n");
        add_article_head(p, doc, i + 1);
        add_text(p, doc, list.at + begin, next - begin);
        add_citation(p, doc);
        kb_buf_add_c(p->out, "</article>\n");
    }
    kb_buf_add_c(p->out, "</aside>\n");
    free(list.at);
    return KB_OK;
}
