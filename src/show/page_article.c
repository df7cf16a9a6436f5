/* show/page_article.c - the reports' texts at the side of the page, with what the cells show marked in them. */
#include <inttypes.h>
#include <stdlib.h>

#include "show/citation.h"
#include "show/overlay.h"
#include "show/page_parts.h"

typedef struct {
    kb_overlaid over; /* `first`: of its cell */
    size_t cell, row;
    uint32_t report;
    kb_row_kind kind;
} mark;

typedef struct {
    mark *at;
    size_t count;
} marks;

static int by_place(const void *a, const void *b)
{
    const mark *x = a, *y = b;
    if (x->report != y->report) return x->report < y->report ? -1 : 1;
    if (x->over.span.begin != y->over.span.begin) return x->over.span.begin < y->over.span.begin ? -1 : 1;
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
                        (mark){ { cell->spans.at[k], k == 0 }, p->first_cell[r] + i, r, cell->report, row->kind };
        }
    }
    qsort(list->at, list->count, sizeof *list->at, by_place);
    return true;
}

static void put_id(kb_buf *out, const void *m)
{
    kb_buf_print(out, "c%zu", ((const mark *)m)->cell);
}

static void put_attributes(kb_buf *out, const void *const *over, size_t count)
{
    kb_row_kind kind = KB_ROW_ONLY;
    for (size_t i = 0; i < count; i++)
        if (((const mark *)over[i])->kind < kind)
            kind = ((const mark *)over[i])->kind; /* disputed shows over what is not */
    kb_buf_print(out, "class=\"%s\" data-row=\"%zu\" data-cells=\"", kb_row_kind_name(kind),
                 ((const mark *)over[0])->row);
    for (size_t i = 0; i < count; i++) {
        if (i) kb_buf_add_char(out, ' ');
        put_id(out, over[i]);
    }
    kb_buf_add_char(out, '"');
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

/* By what a citation can be checked, folded away. */
static void add_citation(page *p, const kb_document *doc)
{
    kb_buf_add_c(p->out, "<details class=\"citation\"><summary>");
    kb_page_word(p, "source");
    kb_buf_add_c(p->out, "</summary>\n");
    kb_page_citation(p->out, doc, p->ui);
    kb_buf_add_c(p->out, "\n</details>\n");
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
        kb_overlay_text(p->out, doc,
                        &(kb_overlay){ list.at + begin, sizeof *list.at, next - begin, put_id, put_attributes });
        add_citation(p, doc);
        kb_buf_add_c(p->out, "</article>\n");
    }
    kb_buf_add_c(p->out, "</aside>\n");
    free(list.at);
    return KB_OK;
}
