/* show/page_plot.c - the figures of a row as a small drawing: each report's interval on one line of numbers, or, of a
 * series, the count over time. */
#include <inttypes.h>
#include <math.h>

#include "show/page_parts.h"

#define WIDTH 440.0 /* in pixels of a phone, so that the letters stay readable there */
#define LEFT 30.0
#define RIGHT 425.0
#define LANE 20.0    /* height of a report's line */
#define LANES_MAX 12 /* with more the drawing says less than the words */
#define SERIES_HEIGHT 112.0
#define LABEL_WIDTH 60.0
#define LABEL_HEIGHT 16.0

/* ---- intervals ---- */

static const kb_figure *figure_of(const kb_row *row, size_t i)
{
    return row->cells.at[i].figure;
}

/* The least and the largest finite bound of all cells; false when there are fewer than two figures, or of several
 * units. */
static bool range_of(const kb_row *row, double *low, double *high)
{
    size_t count = 0;
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < row->cells.count; i++) {
        const kb_figure *f = figure_of(row, i);
        if (!f) continue;
        count++;
        for (int k = 0; k < 2; k++) {
            double bound = k ? f->high : f->low;
            if (!isfinite(bound)) continue;
            if (bound < *low) *low = bound;
            if (bound > *high) *high = bound;
        }
    }
    return count >= 2 && isfinite(*low) && isfinite(*high);
}

static double place(double value, double low, double high, double from, double to)
{
    return high > low ? from + (value - low) / (high - low) * (to - from) : (from + to) / 2;
}

static void begin_svg(page *p, double height, const char *label)
{
    kb_buf_print(p->out, "<svg class=\"plot\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"", WIDTH, height);
    kb_page_word(p, label);
    kb_buf_add_c(p->out, "\">\n");
}

/* printf of a double follows the process' locale; whole numbers do not. */
static long whole(double value)
{
    return lround(value);
}

static void add_interval(page *p, const kb_cell *cell, double low, double high, double y)
{
    const kb_figure *f = cell->figure;
    double a = isfinite(f->low) ? place(f->low, low, high, LEFT + 45, RIGHT - 80) : LEFT;
    double b = isfinite(f->high) ? place(f->high, low, high, LEFT + 45, RIGHT - 80) : RIGHT;
    kb_buf phrase = { 0 };

    kb_buf_print(p->out, "<text class=\"who\" x=\"6\" y=\"%ld\">%" PRIu32 "</text>", whole(y + 4), cell->report);
    if (b - a >= 1)
        kb_buf_print(p->out, "<line class=\"span%s\" x1=\"%ld\" x2=\"%ld\" y1=\"%ld\" y2=\"%ld\"/>",
                     f->rounded ? " about" : "", whole(a), whole(b), whole(y), whole(y));
    if (isfinite(f->low) && !(f->rounded && b - a >= 1))
        kb_buf_print(p->out, "<circle%s cx=\"%ld\" cy=\"%ld\" r=\"5\"/>", f->low_open ? " class=\"open\"" : "",
                     whole(a), whole(y));
    if (isfinite(f->high) && b - a >= 1 && !f->rounded)
        kb_buf_print(p->out, "<circle%s cx=\"%ld\" cy=\"%ld\" r=\"5\"/>", f->high_open ? " class=\"open\"" : "",
                     whole(b), whole(y));
    if (!isfinite(f->high)) kb_buf_print(p->out, "<path d=\"M%ld %ldl10 5l-10 5z\"/>", whole(RIGHT - 4), whole(y - 5));
    if (!isfinite(f->low)) kb_buf_print(p->out, "<path d=\"M%ld %ldl-10 5l10 5z\"/>", whole(LEFT + 4), whole(y - 5));
    kb_phrase_figure(&phrase, f, p->c->reports[cell->report - 1].doc->text, p->ui);
    bool inside = !isfinite(f->high); /* a bar to the right end leaves room for its label above it alone */
    kb_buf_print(p->out, "<text x=\"%ld\" y=\"%ld\">", whole(inside ? a + 2 : b + 10), whole(inside ? y - 7 : y + 4));
    kb_page_phrase(p, &phrase);
    kb_buf_add_c(p->out, "</text>\n");
    kb_buf_clear(&phrase);
}

static void plot_intervals(page *p, const kb_row *row)
{
    double low, high, y = LANE;
    size_t lanes = 0;

    for (size_t i = 0; i < row->cells.count; i++) lanes += figure_of(row, i) != NULL;
    if (!range_of(row, &low, &high) || lanes > LANES_MAX) return;
    begin_svg(p, LANE * (double)(lanes + 1) + 4, "the figures on one line");
    for (size_t i = 0; i < row->cells.count; i++) {
        if (!figure_of(row, i)) continue;
        add_interval(p, &row->cells.at[i], low, high, y);
        y += LANE + 2;
    }
    kb_buf_add_c(p->out, "</svg>\n");
}

/* ---- series ---- */

/* The one number that stands for a figure in a series: its finite bound. */
static bool value_of(const kb_cell *cell, double *value)
{
    if (!cell->figure || cell->moment.precision == KB_TIME_NONE) return false;
    *value = isfinite(cell->figure->low) ? cell->figure->low : cell->figure->high;
    return isfinite(*value);
}

static void plot_series(page *p, const kb_row *row)
{
    double low = INFINITY, high = -INFINITY, value;
    int64_t from = INT64_MAX, to = INT64_MIN;
    kb_buf line = { 0 }, points = { 0 }, phrase = { 0 };

    for (size_t i = 0; i < row->cells.count; i++) {
        if (!value_of(&row->cells.at[i], &value)) continue;
        low = fmin(low, value);
        high = fmax(high, value);
        if (row->cells.at[i].moment.seconds < from) from = row->cells.at[i].moment.seconds;
        if (row->cells.at[i].moment.seconds > to) to = row->cells.at[i].moment.seconds;
    }
    if (from >= to || row->cells.count > 4 * LANES_MAX) return; /* one moment is no course */
    begin_svg(p, SERIES_HEIGHT, "the figures over time");
    double label_x = -INFINITY, label_y = 0, who_end = 0;
    page into = *p;
    into.out = &points;
    for (size_t i = 0; i < row->cells.count; i++) {
        const kb_cell *cell = &row->cells.at[i];
        if (!value_of(cell, &value)) continue;
        double x = place((double)cell->moment.seconds, (double)from, (double)to, LEFT + 16, RIGHT - 60);
        double y = place(value, low, high, SERIES_HEIGHT - 26, 30);
        kb_buf_print(&line, "%s%ld,%ld", line.len ? " " : "", whole(x), whole(y));
        kb_buf_print(&points, "<circle cx=\"%ld\" cy=\"%ld\" r=\"5\"/>", whole(x), whole(y));
        if (x - label_x < LABEL_WIDTH && fabs(y - label_y) < LABEL_HEIGHT)
            continue; /* they would lie over one another */
        label_x = x;
        label_y = y;
        kb_phrase_figure(&phrase, cell->figure, p->c->reports[cell->report - 1].doc->text, p->ui);
        kb_buf_print(&points, "<text class=\"mid\" x=\"%ld\" y=\"%ld\">", whole(x), whole(y - 11));
        kb_page_phrase(&into, &phrase);
        kb_buf_add_c(&points, "</text>");
        if (x < who_end) continue;
        who_end = x + LABEL_WIDTH / 2;
        kb_buf_print(&points, "<text class=\"who mid\" x=\"%ld\" y=\"%ld\">%" PRIu32 "</text>", whole(x),
                     whole(SERIES_HEIGHT - 6), cell->report);
    }
    kb_buf_add_c(p->out, "<polyline points=\"");
    kb_buf_add(p->out, kb_buf_str(&line));
    kb_buf_add_c(p->out, "\"/>");
    kb_buf_add(p->out, kb_buf_str(&points));
    kb_buf_add_c(p->out, "</svg>\n");
    p->out->failed |= line.failed || points.failed || phrase.failed;
    kb_buf_clear(&line);
    kb_buf_clear(&points);
    kb_buf_clear(&phrase);
}

void kb_page_plot(page *p, const kb_row *row)
{
    switch (row->kind) {
    case KB_ROW_SERIES: plot_series(p, row); break;
    case KB_ROW_DIFFERS:
    case KB_ROW_COMPATIBLE: plot_intervals(p, row); break;
    case KB_ROW_DENIED:
    case KB_ROW_SILENT:
    case KB_ROW_CHANGED:
    case KB_ROW_SHARED:
    case KB_ROW_ONLY: break;
    }
}
