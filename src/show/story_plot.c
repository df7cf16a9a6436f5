/* show/story_plot.c - figures of one thing that is counted: a table by time whose last column is a drawing, so that a
 * toll that rises, or two camps, are seen at once; and the words beside it say the same.
 *
 * Rows of the comparison that have a figure in common are of one thing: a count that differs at one moment is a point
 * of the series over all of them. */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "show/story_parts.h"

#define PLOTS_MAX 8
#define LINES_MAX 24 /* of one plot */
#define POINTS_MAX 512
#define WIDE 1000.0 /* units of the drawing; its ends are kept free for what has no bound */
#define EDGE 40.0

typedef struct {
    const kb_cell *cell;
    size_t row, group;
    kb_time at;
} point;

typedef struct {
    point at[POINTS_MAX];
    size_t count;
} points;

static bool drawn(kb_row_kind kind)
{
    return kind == KB_ROW_DIFFERS || kind == KB_ROW_SERIES || kind == KB_ROW_COMPATIBLE;
}

static bool same_figure(const point *a, const point *b)
{
    return a->cell->report == b->cell->report && a->cell->figure->number.begin == b->cell->figure->number.begin &&
           a->cell->figure->number.end == b->cell->figure->number.end;
}

/* The same number of one moment, once more in the same report. */
static bool says_again(const point *a, const point *b)
{
    const kb_figure *x = a->cell->figure, *y = b->cell->figure;
    return a->cell->report == b->cell->report && x->low == y->low && x->high == y->high &&
           a->at.seconds == b->at.seconds;
}

static void take_points(const story_page *w, points *p)
{
    const kb_rows *rows = &w->s->comparison->rows;
    for (size_t r = 0; r < rows->count; r++)
        for (size_t i = 0; drawn(rows->at[r].kind) && i < rows->at[r].cells.count && p->count < POINTS_MAX; i++) {
            const kb_cell *cell = &rows->at[r].cells.at[i];
            if (!cell->figure || cell->earlier) continue;
            kb_time at = cell->moment;
            if (at.precision == KB_TIME_NONE) at = w->s->comparison->reports[cell->report - 1].doc->published;
            p->at[p->count++] = (point){ cell, r, r, at };
        }
}

/* Rows with a figure in common become one group: the first of them. */
static void join_groups(points *p)
{
    for (size_t a = 0; a < p->count; a++)
        for (size_t b = a + 1; b < p->count; b++) {
            size_t from = p->at[b].group, to = p->at[a].group;
            if (from == to || !same_figure(&p->at[a], &p->at[b])) continue;
            if (from < to) {
                from = p->at[a].group;
                to = p->at[b].group;
            }
            for (size_t i = 0; i < p->count; i++)
                if (p->at[i].group == from) p->at[i].group = to;
        }
}

/* A group's points by time, a figure that stands in several rows once: in the one that is disputed. */
static size_t select_group(const points *p, size_t group, const point **list)
{
    size_t count = 0;
    for (size_t i = 0; i < p->count && count < LINES_MAX; i++) {
        bool seen = false;
        if (p->at[i].group != group) continue;
        for (size_t k = 0; k < count && !seen; k++)
            seen = same_figure(list[k], &p->at[i]) || says_again(list[k], &p->at[i]);
        if (seen) continue;
        size_t to = count++;
        for (; to > 0 && list[to - 1]->at.seconds > p->at[i].at.seconds; to--) list[to] = list[to - 1];
        list[to] = &p->at[i];
    }
    return count;
}

static bool range_of(const point *const *list, size_t count, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < count; i++) {
        const double bounds[] = { list[i]->cell->figure->low, list[i]->cell->figure->high };
        for (int k = 0; k < 2; k++) {
            if (!isfinite(bounds[k])) continue;
            *low = fmin(*low, bounds[k]);
            *high = fmax(*high, bounds[k]);
        }
    }
    return isfinite(*low) && isfinite(*high) && *high > *low;
}

/* printf of a double follows the process' locale; whole numbers do not. */
static long place(double value, double low, double high)
{
    return lround(EDGE + (value - low) / (high - low) * (WIDE - 2 * EDGE));
}

/* A dot is a line without length whose ends are round: so it stays round however wide the column is. */
static void add_lane(story_page *w, const kb_figure *f, double low, double high)
{
    bool from = isfinite(f->low), to = isfinite(f->high);
    long a = from ? place(f->low, low, high) : 0, b = to ? place(f->high, low, high) : lround(WIDE);
    kb_buf_add_c(w->out, "<svg viewBox=\"0 0 1000 16\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                         "<path class=\"base\" d=\"M0 8H1000\"/>");
    bool about = f->rounded && from && to && b > a;
    if (b > a) kb_buf_print(w->out, "<path class=\"span%s\" d=\"M%ld 8H%ld\"/>", about ? " about" : "", a, b);
    if (from && !about) kb_buf_print(w->out, "<path class=\"dot%s\" d=\"M%ld 8h0\"/>", f->low_open ? " open" : "", a);
    if (to && b > a && !about)
        kb_buf_print(w->out, "<path class=\"dot%s\" d=\"M%ld 8h0\"/>", f->high_open ? " open" : "", b);
    if (about) kb_buf_print(w->out, "<path class=\"dot\" d=\"M%ld 8h0\"/>", (a + b) / 2);
    kb_buf_add_c(w->out, "</svg>");
}

static void add_line(story_page *w, const point *p, double low, double high)
{
    const kb_cell *cell = p->cell;
    size_t report = story_report_of(w, cell->report);
    kb_buf phrase = { 0 };
    kb_buf_print(w->out, "<tr class=\"%s\"><th scope=\"row\">",
                 kb_row_kind_name(w->s->comparison->rows.at[p->row].kind));
    story_number(w, report);
    kb_buf_add_c(w->out, "<span>");
    story_outlet(w, report);
    kb_buf_add_c(w->out, "</span></th><td class=\"when\">");
    story_time(w, p->at);
    kb_buf_add_c(w->out, "</td><td class=\"lane\">");
    add_lane(w, cell->figure, low, high);
    kb_buf_add_c(w->out, "</td><td class=\"value\"><a href=\"");
    story_href(w, report, cell->spans.at[0]);
    kb_buf_add_c(w->out, "\">");
    kb_phrase_figure(&phrase, cell->figure, kb_cell_document(w->s->comparison, cell)->text, w->ui);
    story_phrase(w, &phrase);
    kb_buf_add_c(w->out, "</a></td></tr>\n");
    kb_buf_clear(&phrase);
}

static void add_plot(story_page *w, size_t group, const point *const *list, size_t count, double low, double high)
{
    kb_buf_add_c(w->out, "<table class=\"lanes\"><caption dir=\"auto\">");
    kb_html_text(w->out, w->s->comparison->rows.at[group].matter);
    kb_buf_print(w->out, " <a class=\"link\" href=\"#row%zu\">", group);
    story_word(w, "its row");
    kb_buf_add_c(w->out, "</a></caption>\n<thead class=\"hidden\"><tr><th>");
    story_word(w, "report");
    kb_buf_add_c(w->out, "</th><th>");
    story_word(w, "time");
    kb_buf_add_c(w->out, "</th><th></th><th>");
    story_word(w, "figure");
    kb_buf_add_c(w->out, "</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; i++) add_line(w, list[i], low, high);
    kb_buf_add_c(w->out, "</tbody></table>\n");
}

kb_status story_plots(story_page *w)
{
    const point *list[LINES_MAX];
    size_t plots = 0;
    points *p = KB_NEW(w->arena, points, 1);
    if (!p) return kb_arena_fail(w->arena, w->err);
    take_points(w, p);
    join_groups(p);
    for (size_t r = 0; r < w->s->comparison->rows.count && plots < PLOTS_MAX; r++) {
        double low, high;
        size_t count = select_group(p, r, list);
        if (count < 2 || !range_of(list, count, &low, &high)) continue;
        if (plots++ == 0) {
            story_section(
                w, "figures", "Figures",
                "One thing counted in several reports, by time: a dot is a number, a line what a bound leaves open.");
            kb_buf_add_c(w->out, "<div class=\"plots\">\n");
        }
        add_plot(w, r, list, count, low, high);
    }
    if (plots) kb_buf_add_c(w->out, "</div></section>\n");
    return KB_OK;
}
