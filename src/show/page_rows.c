/* show/page_rows.c - the rows of the page. */
#include <inttypes.h>

#include "show/page_parts.h"

#define SHARED_OPEN 12 /* rows of what is shared, and rows of one report alone, that are not folded away */
#define ONLY_OPEN 8

/* ---- cells ---- */

/* The words of a cell, the figure in them made strong. */
void kb_page_cell_words(page *p, const kb_cell *cell)
{
    static const kb_wording_marks marks = { "<ins>", "</ins>", "<del>", "</del>" };
    kb_str text = kb_cell_document(p->c, cell)->text;
    if (cell->wording.count) {
        kb_phrase_wording(p->out, kb_str_part(text, cell->spans.at[0]), cell, &marks, kb_html_text);
        return;
    }
    for (size_t i = 0; i < cell->spans.count; i++) {
        kb_span span = cell->spans.at[i];
        const kb_figure *f = cell->figure;
        if (i) kb_buf_add_c(p->out, " \xe2\x80\xa6 ");
        if (!f || !kb_span_len(f->number) || !kb_span_inside(f->number, span)) {
            kb_page_text(p, kb_str_part(text, span));
            continue;
        }
        kb_page_text(p, kb_str_part(text, kb_span_of(span.begin, f->number.begin)));
        kb_buf_add_c(p->out, "<strong>");
        kb_page_text(p, kb_str_part(text, f->number));
        kb_buf_add_c(p->out, "</strong>");
        kb_page_text(p, kb_str_part(text, kb_span_of(f->number.end, span.end)));
    }
}

static void add_key(page *p, const kb_row *row, const kb_cell *cell)
{
    kb_buf phrase = { 0 };
    if (row->kind == KB_ROW_SERIES || row->kind == KB_ROW_CHANGED) kb_phrase_time(&phrase, cell->moment, p->ui);
    if (phrase.len) {
        kb_buf_add_c(p->out, "<time>");
        kb_page_phrase(p, &phrase);
        kb_buf_add_c(p->out, "</time>");
    }
    if (cell->figure && row->kind != KB_ROW_ONLY) {
        kb_phrase_figure(&phrase, cell->figure, kb_cell_document(p->c, cell)->text, p->ui);
        kb_buf_add_c(p->out, "<span class=\"figure\">");
        kb_page_phrase(p, &phrase);
        kb_buf_add_c(p->out, "</span>");
    }
    kb_buf_clear(&phrase);
}

static void add_cell(page *p, const kb_row *row, const kb_cell *cell, size_t number)
{
    const kb_document *doc = p->c->reports[cell->report - 1].doc;
    kb_buf phrase = { 0 };

    if (cell->earlier) /* its words do not stand on the page */
        kb_buf_print(p->out, "<a class=\"cell\" href=\"#r%" PRIu32 "\" data-revision=\"%" PRId64 "\" data-spans=\"",
                     cell->report, cell->earlier->revision);
    else
        kb_buf_print(p->out, "<a class=\"cell\" href=\"#c%zu\" data-spans=\"", number);
    for (size_t i = 0; i < cell->spans.count; i++) /* bytes of the report's text, for who cites it */
        kb_buf_print(p->out, "%s%zu-%zu", i ? ";" : "", cell->spans.at[i].begin, cell->spans.at[i].end);
    kb_buf_print(p->out, "\"><span class=\"from\"><span class=\"n\">%" PRIu32 "</span>", cell->report);
    kb_buf_add_c(p->out, "<span class=\"outlet\">");
    kb_phrase_report(&phrase, doc);
    kb_page_phrase(p, &phrase);
    kb_buf_add_c(p->out, "</span>");
    if (cell->role != KB_CELL_PLAIN) {
        kb_buf_print(p->out, "<span class=\"role %s\">", cell->role == KB_CELL_DENIAL ? "denial" : "");
        kb_buf_add_c(p->out, kb_phrase_role(cell->role, p->ui));
        kb_buf_add_c(p->out, "</span>");
    }
    kb_buf_add_c(p->out, "</span>");
    add_key(p, row, cell);
    kb_buf_add_c(p->out, "<span class=\"words\" dir=\"auto\" lang=\"");
    kb_page_text(p, doc->lang);
    kb_buf_add_c(p->out, "\">");
    kb_page_cell_words(p, cell);
    kb_buf_add_c(p->out, "</span>");
    kb_phrase_speaker(&phrase, cell, p->ui);
    if (phrase.len) {
        kb_buf_add_c(p->out, "<span class=\"speaker\">");
        kb_page_phrase(p, &phrase);
        kb_buf_add_c(p->out, "</span>");
    }
    if (cell->translation.len) {
        kb_buf_add_c(p->out, "<span class=\"translation\"><i>");
        kb_page_word(p, "translation:");
        kb_buf_add_c(p->out, "</i> <span dir=\"auto\" lang=\"");
        kb_page_text(p, p->c->translated_to);
        kb_buf_add_c(p->out, "\" title=\"");
        kb_page_text(p, p->c->translated_by);
        kb_buf_add_c(p->out, "\">");
        kb_page_text(p, cell->translation);
        kb_buf_add_c(p->out, "</span></span>");
    }
    kb_phrase_verdicts(&phrase, p->c, cell, p->ui);
    if (phrase.len) {
        kb_buf_add_c(p->out, "<span class=\"verdict\">");
        kb_page_phrase(p, &phrase);
        kb_buf_add_c(p->out, "</span>");
    }
    kb_buf_add_c(p->out, "</a>\n");
    kb_buf_clear(&phrase);
}

/* ---- rows ---- */

static void add_row_head(page *p, const kb_row *row)
{
    static const char *const dots[] = { "\xe2\x97\x8f\xe2\x97\x8b\xe2\x97\x8b", "\xe2\x97\x8f\xe2\x97\x8f\xe2\x97\x8b",
                                        "\xe2\x97\x8f\xe2\x97\x8f\xe2\x97\x8f" };
    kb_buf phrase = { 0 };
    kb_buf_print(p->out,
                 "<header><span class=\"kind\"><i aria-hidden=\"true\">%s</i><span "
                 "class=\"unseen\">%s</span></span><h3 dir=\"auto\">",
                 kb_phrase_sign(row->kind), kb_phrase_kind(row->kind, p->ui));
    kb_page_text(p, row->matter);
    kb_buf_add_c(p->out, row->why.len ? "</h3><details class=\"sure\"><summary>" : "</h3><span class=\"sure\">");
    if (row->kind == KB_ROW_SHARED && (row->reports > 2 || row->independent < row->reports)) {
        kb_buf_print(&phrase, kb_word_ui(p->ui, "%zu reports, %zu independent"), (size_t)row->reports,
                     (size_t)row->independent);
        kb_page_phrase(p, &phrase);
        kb_buf_add_c(p->out, " \xc2\xb7 ");
    }
    kb_buf_print(p->out, "%s <i aria-hidden=\"true\">%s</i>", kb_phrase_certainty(row->sure, p->ui), dots[row->sure]);
    if (row->why.len) {
        kb_buf_add_c(p->out, "</summary><p>");
        kb_page_word(p, "why:");
        kb_buf_add_char(p->out, ' ');
        kb_page_text(p, row->why);
        kb_buf_add_c(p->out, "</p></details></header>\n");
    } else {
        kb_buf_add_c(p->out, "</span></header>\n");
    }
    kb_buf_clear(&phrase);
}

static bool several_reports(const kb_row *row)
{
    for (size_t i = 1; i < row->cells.count; i++)
        if (row->cells.at[i].report != row->cells.at[0].report) return true;
    return false;
}

/* With few reports every report has its column, the empty ones too, so that columns stay in line. */
static void add_cells(page *p, size_t r)
{
    const kb_row *row = &p->c->rows.at[r];
    bool columns = p->c->count <= 4 && several_reports(row);

    kb_buf_add_c(p->out, columns ? "<div class=\"cells beside\">\n" : "<div class=\"cells\">\n");
    for (size_t report = 1; columns && report <= p->c->count; report++) {
        bool any = false;
        kb_buf_add_c(p->out, "<div class=\"column\">");
        for (size_t i = 0; i < row->cells.count; i++) {
            if (row->cells.at[i].report != report) continue;
            add_cell(p, row, &row->cells.at[i], p->first_cell[r] + i);
            any = true;
        }
        kb_buf_add_c(p->out, any ? "</div>\n" : "<span class=\"none\" aria-hidden=\"true\"></span></div>\n");
    }
    for (size_t i = 0; !columns && i < row->cells.count; i++) add_cell(p, row, &row->cells.at[i], p->first_cell[r] + i);
    kb_buf_add_c(p->out, "</div>\n");
}

static void add_row(page *p, size_t r)
{
    const kb_row *row = &p->c->rows.at[r];
    kb_buf_print(p->out, "<article class=\"row %s\" id=\"row%zu\">\n", kb_row_kind_name(row->kind), r);
    add_row_head(p, row);
    kb_page_plot(p, row);
    add_cells(p, r);
    kb_buf_add_c(p->out, "</article>\n");
}

/* What a kind of rows says, for who sees such a page for the first time. */
static const char *meaning(kb_row_kind kind)
{
    switch (kind) {
    case KB_ROW_DIFFERS: return "the same thing at the same moment, and the figures lie apart";
    case KB_ROW_DENIED: return "a claim, and who denies it";
    case KB_ROW_SILENT: return "a report remarks that someone does not say it";
    case KB_ROW_CHANGED: return "a report gave it otherwise, or gave it, in an earlier version";
    case KB_ROW_SERIES: return "the same count at different moments";
    case KB_ROW_COMPATIBLE: return "given differently, and both can be true";
    case KB_ROW_SHARED: return "two or more reports say it";
    case KB_ROW_ONLY: return "one report has it, the others nothing like it";
    }
    return "";
}

void kb_page_kind(kb_buf *out, const char *ui, char level, kb_row_kind kind)
{
    const char *name = kb_row_kind_name(kind);
    kb_buf_print(out,
                 "<section class=\"kind-of %s\" id=\"k-%s\" data-kind=\"%s\">\n<h%c><i aria-hidden=\"true\">%s</i>",
                 name, name, name, level, kb_phrase_sign(kind));
    kb_html_word(out, ui, name);
    kb_buf_add_c(out, "<small>");
    kb_html_word(out, ui, meaning(kind));
    kb_buf_print(out, "</small></h%c>\n", level);
}

/* The rows [begin, end) of one kind. */
static void add_kind(page *p, size_t begin, size_t end)
{
    kb_row_kind kind = p->c->rows.at[begin].kind;
    bool folded = false;
    kb_page_kind(p->out, p->ui, '2', kind);
    for (size_t r = begin; r < end; r++) {
        if (kind == KB_ROW_SHARED && r - begin == SHARED_OPEN && end - r > 1) {
            kb_page_more(p, end - r);
            folded = true;
        }
        add_row(p, r);
    }
    kb_buf_add_c(p->out, folded ? "</details>\n</section>\n" : "</section>\n");
}

/* ---- what one report alone has: a list for each report ---- */

static bool only_of(const page *p, size_t r, size_t report)
{
    const kb_row *row = &p->c->rows.at[r];
    return row->cells.count && row->cells.at[0].report == report;
}

static void add_only_list(page *p, size_t begin, size_t end, size_t report)
{
    size_t count = 0, done = 0;
    kb_buf phrase = { 0 };

    for (size_t r = begin; r < end; r++) count += only_of(p, r, report);
    if (!count) return;
    kb_buf_print(p->out, "<div class=\"alone\">\n<h3><span class=\"n\">%zu</span>", report);
    kb_phrase_report(&phrase, p->c->reports[report - 1].doc);
    kb_page_phrase(p, &phrase);
    kb_buf_add_c(p->out, "</h3>\n");
    for (size_t r = begin; r < end; r++) {
        if (!only_of(p, r, report)) continue;
        if (done == ONLY_OPEN && count > ONLY_OPEN + 1) kb_page_more(p, count - ONLY_OPEN);
        done++;
        kb_buf_print(p->out, "<div class=\"row only\" id=\"row%zu\">", r);
        for (size_t i = 0; i < p->c->rows.at[r].cells.count; i++)
            add_cell(p, &p->c->rows.at[r], &p->c->rows.at[r].cells.at[i], p->first_cell[r] + i);
        kb_buf_add_c(p->out, "</div>\n");
    }
    kb_buf_add_c(p->out, count > ONLY_OPEN + 1 ? "</details>\n</div>\n" : "</div>\n");
    kb_buf_clear(&phrase);
}

static void add_only(page *p, size_t begin, size_t end)
{
    kb_page_kind(p->out, p->ui, '2', KB_ROW_ONLY);
    kb_buf_add_c(p->out, "<div class=\"alones\">\n");
    for (size_t report = 1; report <= p->c->count; report++) add_only_list(p, begin, end, report);
    kb_buf_add_c(p->out, "</div>\n</section>\n");
}

void kb_page_rows(page *p)
{
    for (size_t begin = 0, end; begin < p->c->rows.count; begin = end) {
        for (end = begin + 1; end < p->c->rows.count && p->c->rows.at[end].kind == p->c->rows.at[begin].kind;) end++;
        if (p->c->rows.at[begin].kind == KB_ROW_ONLY)
            add_only(p, begin, end);
        else
            add_kind(p, begin, end);
    }
}
