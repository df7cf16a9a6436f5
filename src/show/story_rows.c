/* show/story_rows.c - the accounts side by side: reports as columns, matters as rows, grouped by kind. */
#include <inttypes.h>
#include <stdio.h>

#include "show/paste_page.h"
#include "show/story_parts.h"

#define LABELS 40 /* reports that the chooser names */

/* Rows of a kind that are shown at first: what is disputed is hardly ever so many. */
static const size_t shown[] = {
    [KB_ROW_DIFFERS] = 16, [KB_ROW_DENIED] = 10,    [KB_ROW_SILENT] = 6, [KB_ROW_CHANGED] = 8,
    [KB_ROW_SERIES] = 8,   [KB_ROW_COMPATIBLE] = 6, [KB_ROW_SHARED] = 6, [KB_ROW_ONLY] = 3 /* of each report */
};

/* ---- columns ---- */

typedef struct {
    size_t at[KB_STORY_COLUMNS]; /* indexes of reports */
    size_t count;
} columns;

static columns columns_of(const story_page *w)
{
    columns c = { .count = 0 };
    for (size_t i = 0; i < w->s->count && c.count < KB_STORY_COLUMNS; i++)
        if (w->s->reports[i].column) c.at[c.count++] = i;
    return c;
}

/* The column of a cell; count where it has none. */
static size_t column_of(const story_page *w, const columns *c, const kb_cell *cell)
{
    size_t report = story_report_of(w, cell->report), i = 0;
    while (i < c->count && c->at[i] != report) i++;
    return i;
}

static void add_column_heads(story_page *w, const columns *c)
{
    kb_buf_print(w->out, "<div class=\"heads c%zu\" aria-hidden=\"true\">\n", c->count);
    for (size_t i = 0; i < c->count; i++) {
        const kb_story_report *r = &w->s->reports[c->at[i]];
        kb_buf_add_c(w->out, "<div>");
        story_number(w, c->at[i]);
        kb_buf_add_c(w->out, "<b>");
        story_outlet(w, c->at[i]);
        kb_buf_add_c(w->out, "</b><small>");
        story_time(w, r->published);
        kb_buf_add_c(w->out, "</small></div>");
    }
    kb_buf_add_c(w->out, "</div>\n");
}

static void add_box(story_page *w, size_t report, const char *of)
{
    kb_buf_print(w->out, "<label><input type=\"checkbox\" name=\"r\" value=\"%zu\"%s%s>", report + 1, of,
                 w->s->reports[report].column ? " checked" : "");
    story_number(w, report);
    kb_buf_add_char(w->out, ' ');
    story_outlet(w, report);
    kb_buf_add_c(w->out, "</label>\n");
}

/* Which reports have a column: boxes to be ticked, five at most. Of texts that are not stored they belong to the form
 * that has the texts. */
static void add_chooser(story_page *w, const columns *c)
{
    const char *of = w->s->here ? " form=\"" KB_PASTE_FORM "\"" : "";
    size_t named = 0;
    if (c->count == w->s->count) return;
    kb_buf_print(w->out, "<details class=\"chooser\" data-most=\"%d\"><summary>",
                 w->s->here ? KB_PASTE_COLUMNS : KB_STORY_COLUMNS);
    kb_buf_print(w->out, kb_word_ui(w->ui, "%zu of %zu reports side by side: choose others"), c->count, w->s->count);
    kb_buf_add_c(w->out, "</summary>\n");
    if (!w->s->here) kb_buf_print(w->out, "<form action=\"/story/%" PRId64 "\">", w->s->told->story);
    kb_buf_add_c(w->out, "<fieldset><legend class=\"hidden\">");
    story_word(w, "reports");
    kb_buf_add_c(w->out, "</legend>\n");
    for (size_t i = 0; i < w->s->count; i++)
        if (w->s->reports[i].column || w->s->count <= LABELS || named++ < LABELS) add_box(w, i, of);
    kb_buf_print(w->out, "</fieldset><button class=\"main\"%s>", of);
    story_word(w, "lay these side by side");
    kb_buf_add_c(w->out, "</button>\n");
    if (w->s->count > LABELS) {
        kb_buf_add_c(w->out, " <a class=\"link\" href=\"#reports\">");
        story_word(w, "others: in the list of reports");
        kb_buf_add_c(w->out, "</a>");
    }
    kb_buf_add_c(w->out, w->s->here ? "</details>\n" : "</form></details>\n");
}

/* Of many reports those that have columns are compared; all of them where that is asked for. */
static void add_scope(story_page *w)
{
    if (w->s->whole) return;
    kb_buf_add_c(w->out, "<div class=\"note scope\"><p><b>");
    kb_buf_print(w->out, kb_word_ui(w->ui, "Compared here: %zu of %zu reports."), w->s->comparison->count, w->s->count);
    kb_buf_add_c(w->out, "</b> ");
    story_word(w, w->s->chosen ? "Rows, figures and speakers are those of the reports that were chosen."
                               : "Rows, figures and speakers are theirs alone: of different outlets, no copies, those "
                                 "that say most.");
    kb_buf_print(w->out, "</p><a class=\"button\" href=\"/story/%" PRId64 "/all\">", w->s->told->story);
    kb_buf_print(w->out, kb_word_ui(w->ui, "compare all %zu"), w->s->count);
    kb_buf_add_c(w->out, "</a></div>\n");
}

/* ---- cells ---- */

static void add_speaker(story_page *w, const kb_cell *cell)
{
    bool any = false;
    if (!cell->speaker.len && !cell->carriers.count) return;
    kb_buf_add_c(w->out, "<p class=\"speaker\">\xe2\x80\x94 ");
    if (cell->speaker.len) kb_page_speaker_named(w->out, NULL, cell->speaker);
    for (size_t i = 0; i < cell->carriers.count; i++) {
        if (kb_str_equal(cell->carriers.at[i], cell->speaker)) continue;
        if (!any && cell->speaker.len) kb_buf_add_c(w->out, ", ");
        if (!any) story_word(w, "via");
        kb_buf_add_c(w->out, any ? ", " : " ");
        kb_html_text(w->out, cell->carriers.at[i]);
        any = true;
    }
    kb_buf_add_c(w->out, "</p>");
}

static void add_key(story_page *w, const kb_row *row, const kb_cell *cell)
{
    kb_buf phrase = { 0 };
    if (row->kind == KB_ROW_SERIES || row->kind == KB_ROW_CHANGED) story_time(w, cell->moment);
    if (cell->figure && row->kind != KB_ROW_ONLY) {
        kb_phrase_figure(&phrase, cell->figure, kb_cell_document(w->s->comparison, cell)->text, w->ui);
        kb_buf_add_c(w->out, "<span class=\"figure\">");
        story_phrase(w, &phrase);
        kb_buf_add_c(w->out, "</span>");
    }
    kb_buf_clear(&phrase);
}

/* What readers marked in it, each with the button that takes it back. */
static void add_verdicts(story_page *w, const kb_cell *cell)
{
    const kb_verdicts *list = &w->s->comparison->reports[cell->report - 1].doc->verdicts;
    kb_buf phrase = { 0 };
    if (cell->earlier) return;
    for (size_t i = 0; i < list->count; i++) {
        const kb_verdict *v = &list->at[i];
        char action[64];
        if (!kb_verdict_meets(v, cell->spans)) continue;
        kb_buf_print(w->out, "<div class=\"verdict %s\">", v->kind == KB_VERIFIED ? "good" : "wrong-one");
        kb_phrase_verdict(&phrase, v, w->ui);
        story_phrase(w, &phrase);
        if (kb_frame_may(w->s->how)) {
            (void)snprintf(action, sizeof action, "/mark/%" PRId64 "/unmark", v->id);
            kb_form_one(w->out, w->s->how, action, "take back", NULL, NULL);
        }
        kb_buf_add_c(w->out, "</div>");
    }
    kb_buf_clear(&phrase);
}

static void add_mark_link(story_page *w, const kb_cell *cell)
{
    const kb_span span = cell->spans.at[0];
    if (!kb_frame_may(w->s->how) || cell->earlier || w->s->here) return;
    kb_buf_print(w->out, "<a class=\"judge\" href=\"/story/%" PRId64 "/mark?at=%" PRId64 ":%zu-%zu\">",
                 w->s->told->story, w->s->reports[story_report_of(w, cell->report)].article, span.begin, span.end);
    story_word(w, "mark");
    kb_buf_add_c(w->out, "</a>");
}

static void add_cell(story_page *w, const kb_row *row, const kb_cell *cell)
{
    size_t report = story_report_of(w, cell->report);
    const kb_document *doc = w->s->comparison->reports[cell->report - 1].doc;
    const kb_span none = { 0, 0 };
    kb_buf_add_c(w->out, "<div class=\"cell\"><p class=\"from\">");
    story_number(w, report);
    kb_buf_add_c(w->out, "<span class=\"outlet\">");
    story_outlet(w, report);
    kb_buf_add_c(w->out, "</span>");
    if (cell->role != KB_CELL_PLAIN)
        kb_buf_print(w->out, "<span class=\"role%s\">%s</span>", cell->role == KB_CELL_DENIAL ? " denial" : "",
                     kb_phrase_role(cell->role, w->ui));
    kb_buf_add_c(w->out, "</p>");
    add_key(w, row, cell);
    kb_buf_add_c(w->out, "<a class=\"words\" dir=\"auto\"");
    if (doc->lang.len && !kb_str_is(doc->lang, "und")) kb_html_attribute(w->out, "lang", doc->lang);
    kb_buf_add_c(w->out, " href=\"");
    story_href(w, report, cell->earlier ? none : cell->spans.at[0]);
    kb_buf_add_c(w->out, "\">");
    kb_page_cell_words(&w->p, cell);
    kb_buf_add_c(w->out, "</a>");
    add_speaker(w, cell);
    if (cell->translation.len) {
        kb_buf_add_c(w->out, "<p class=\"translation\"><i>");
        story_word(w, "translation:");
        kb_buf_add_c(w->out, "</i> <span dir=\"auto\"");
        kb_html_attribute(w->out, "lang", w->s->comparison->translated_to);
        kb_html_attribute(w->out, "title", w->s->comparison->translated_by);
        kb_buf_add_char(w->out, '>');
        kb_html_text(w->out, cell->translation);
        kb_buf_add_c(w->out, "</span></p>");
    }
    add_verdicts(w, cell);
    add_mark_link(w, cell);
    kb_buf_add_c(w->out, "</div>\n");
}

/* ---- rows ---- */

static void add_row_head(story_page *w, const kb_row *row)
{
    static const char *const dots[] = { "\xe2\x97\x8f\xe2\x97\x8b\xe2\x97\x8b", "\xe2\x97\x8f\xe2\x97\x8f\xe2\x97\x8b",
                                        "\xe2\x97\x8f\xe2\x97\x8f\xe2\x97\x8f" };
    kb_buf_print(w->out, "<header><h4 dir=\"auto\"><i aria-hidden=\"true\">%s</i> ", kb_phrase_sign(row->kind));
    kb_html_text(w->out, row->matter);
    kb_buf_add_c(w->out, row->why.len ? "</h4><details class=\"sure\"><summary>" : "</h4><span class=\"sure\">");
    if (row->reports > 2 || row->independent < row->reports) {
        kb_buf_print(w->out, kb_word_ui(w->ui, "%zu reports, %zu independent"), (size_t)row->reports,
                     (size_t)row->independent);
        kb_buf_add_c(w->out, " \xc2\xb7 ");
    }
    kb_buf_print(w->out, "%s <i aria-hidden=\"true\">%s</i>", kb_phrase_certainty(row->sure, w->ui), dots[row->sure]);
    if (row->why.len) {
        kb_buf_add_c(w->out, "</summary><p>");
        story_word(w, "why:");
        kb_buf_add_char(w->out, ' ');
        kb_html_text(w->out, row->why);
        kb_buf_add_c(w->out, "</p></details></header>\n");
    } else {
        kb_buf_add_c(w->out, "</span></header>\n");
    }
}

/* Does a row say anything in one of the columns? */
static bool in_columns(const story_page *w, const columns *c, const kb_row *row)
{
    for (size_t i = 0; i < row->cells.count; i++)
        if (column_of(w, c, &row->cells.at[i]) < c->count) return true;
    return false;
}

static void add_others(story_page *w, const columns *c, const kb_row *row, bool fold)
{
    size_t others = 0;
    for (size_t i = 0; i < row->cells.count; i++) others += column_of(w, c, &row->cells.at[i]) == c->count;
    if (!others) return;
    if (fold) {
        bool open = row->kind == KB_ROW_DIFFERS || row->kind == KB_ROW_DENIED;
        kb_buf_print(w->out, "<details class=\"others\"%s><summary>",
                     open && others <= KB_STORY_COLUMNS ? " open" : "");
        kb_buf_print(w->out, kb_word_ui(w->ui, "%zu more from other reports"), others);
        kb_buf_add_c(w->out, "</summary>");
    }
    kb_buf_add_c(w->out, "<div class=\"cells\">\n");
    for (size_t i = 0; i < row->cells.count; i++)
        if (column_of(w, c, &row->cells.at[i]) == c->count) add_cell(w, row, &row->cells.at[i]);
    kb_buf_add_c(w->out, fold ? "</div></details>\n" : "</div>\n");
}

/* What reports without a column say stands below the columns, folded; where no column says anything, in their place. */
static void add_cells(story_page *w, const columns *c, const kb_row *row)
{
    bool any = in_columns(w, c, row);
    if (any) kb_buf_print(w->out, "<div class=\"across c%zu\">\n", c->count);
    for (size_t k = 0; k < c->count && any; k++) {
        kb_buf_add_c(w->out, "<div>");
        for (size_t i = 0; i < row->cells.count; i++)
            if (column_of(w, c, &row->cells.at[i]) == k) add_cell(w, row, &row->cells.at[i]);
        kb_buf_add_c(w->out, "</div>\n");
    }
    if (any) kb_buf_add_c(w->out, "</div>\n");
    add_others(w, c, row, any);
}

static void add_more(story_page *w, kb_row_kind kind, size_t more)
{
    kb_buf_add_c(w->out, "<p class=\"rest\"><a class=\"button\" data-more=\"");
    kb_buf_add_c(w->out, kb_row_kind_name(kind));
    kb_buf_add_c(w->out, "\" href=\"");
    kb_frame_here(w->out, w->s->how, "kind", kb_str_of(kb_row_kind_name(kind)));
    kb_buf_print(w->out, "#k-%s\">", kb_row_kind_name(kind));
    kb_buf_print(w->out, kb_word_ui(w->ui, "%zu more"), more);
    kb_buf_add_c(w->out, "</a></p>\n");
}

static void add_row(story_page *w, const columns *c, size_t r)
{
    const kb_row *row = &w->s->comparison->rows.at[r];
    kb_buf_print(w->out, "<article class=\"row %s\" id=\"row%zu\">\n", kb_row_kind_name(row->kind), r);
    add_row_head(w, row);
    add_cells(w, c, row);
    kb_buf_add_c(w->out, "</article>\n");
}

/* The rows [begin, end) of one kind; of what is not disputed those that say something in a column come first, and the
 * others are among the rest. */
static void add_kind(story_page *w, const columns *c, size_t begin, size_t end)
{
    kb_row_kind kind = w->s->comparison->rows.at[begin].kind;
    bool every = w->s->kind || w->s->here;
    size_t done = 0, most = every ? SIZE_MAX : shown[kind];
    bool all = every || kind <= KB_ROW_CHANGED;
    kb_page_kind(w->out, w->ui, '3', kind);
    for (size_t r = begin; r < end && done < most; r++) {
        if (!all && !in_columns(w, c, &w->s->comparison->rows.at[r])) continue;
        add_row(w, c, r);
        done++;
    }
    if (end - begin > done) add_more(w, kind, end - begin - done);
    kb_buf_add_c(w->out, "</section>\n");
}

/* What one report alone has: a list in its column. */
static void add_only(story_page *w, const columns *c, size_t begin, size_t end)
{
    size_t done = 0;
    bool every = w->s->kind || w->s->here;
    kb_page_kind(w->out, w->ui, '3', KB_ROW_ONLY);
    kb_buf_print(w->out, "<div class=\"across alone c%zu\">\n", c->count);
    for (size_t k = 0; k < c->count; k++) {
        size_t here = 0;
        kb_buf_add_c(w->out, "<div><p class=\"from\">");
        story_number(w, c->at[k]);
        kb_buf_add_c(w->out, "<span class=\"outlet\">");
        story_outlet(w, c->at[k]);
        kb_buf_add_c(w->out, "</span></p>\n");
        for (size_t r = begin; r < end; r++) {
            const kb_row *row = &w->s->comparison->rows.at[r];
            if (!row->cells.count || column_of(w, c, &row->cells.at[0]) != k) continue;
            if (!every && here == shown[KB_ROW_ONLY]) break;
            kb_buf_print(w->out, "<div class=\"row only\" id=\"row%zu\">", r);
            for (size_t i = 0; i < row->cells.count; i++) add_cell(w, row, &row->cells.at[i]);
            kb_buf_add_c(w->out, "</div>\n");
            here++;
        }
        done += here;
        kb_buf_add_c(w->out, "</div>\n");
    }
    kb_buf_add_c(w->out, "</div>\n");
    if (end - begin > done && !every) add_more(w, KB_ROW_ONLY, end - begin - done);
    kb_buf_add_c(w->out, "</section>\n");
}

/* ---- kinds ---- */

static const kb_row_kind order[] = { KB_ROW_DIFFERS, KB_ROW_DENIED,     KB_ROW_SILENT, KB_ROW_CHANGED,
                                     KB_ROW_SERIES,  KB_ROW_COMPATIBLE, KB_ROW_SHARED, KB_ROW_ONLY };
#define KINDS (sizeof order / sizeof *order)

static void add_chips(story_page *w)
{
    size_t counts[KINDS] = { 0 };
    for (size_t i = 0; i < w->s->comparison->rows.count; i++) counts[w->s->comparison->rows.at[i].kind]++;
    kb_buf_add_c(w->out, "<nav class=\"kinds\" aria-label=\"");
    story_word(w, "kinds of rows");
    kb_buf_add_c(w->out, "\">\n");
    for (size_t i = 0; i < KINDS; i++) {
        const char *name = kb_row_kind_name(order[i]);
        bool on = w->s->kind && kb_str_is(kb_str_of(w->s->kind), name);
        if (!counts[order[i]]) continue;
        kb_buf_add_c(w->out, "<a class=\"chip ");
        kb_buf_add_c(w->out, name);
        kb_buf_add_c(w->out, on ? "\" aria-current=\"true\" href=\"" : "\" href=\"");
        if (!w->s->here) kb_frame_here(w->out, w->s->how, "kind", kb_str_of(on ? "" : name));
        kb_buf_print(w->out, "#%s%s\"><i aria-hidden=\"true\">%s</i>", w->s->here ? "k-" : "side",
                     w->s->here ? name : "", kb_phrase_sign(order[i]));
        story_word(w, name);
        kb_buf_print(w->out, " <b>%zu</b></a>\n", counts[order[i]]);
    }
    kb_buf_add_c(w->out, "</nav>\n");
    if (!w->s->whole || w->s->comparison->count < 2 || counts[KB_ROW_DIFFERS] || counts[KB_ROW_DENIED] ||
        counts[KB_ROW_SILENT])
        return;
    kb_buf_add_c(w->out, "<p class=\"calm\">");
    story_word(w, "Nothing disputed was found.");
    kb_buf_add_c(w->out, "</p>\n");
}

kb_status story_rows(story_page *w)
{
    const kb_rows *rows = &w->s->comparison->rows;
    const columns c = columns_of(w);
    story_section(w, "side", "Side by side", NULL);
    add_scope(w);
    add_chooser(w, &c);
    add_chips(w);
    add_column_heads(w, &c);
    for (size_t k = 0; k < KINDS; k++) {
        size_t begin = 0, end;
        while (begin < rows->count && rows->at[begin].kind != order[k]) begin++;
        for (end = begin; end < rows->count && rows->at[end].kind == order[k];) end++;
        if (begin == end || (w->s->kind && !kb_str_is(kb_str_of(w->s->kind), kb_row_kind_name(order[k])))) continue;
        if (order[k] == KB_ROW_ONLY)
            add_only(w, &c, begin, end);
        else
            add_kind(w, &c, begin, end);
    }
    kb_buf_add_c(w->out, "</section>\n");
    return KB_OK;
}
