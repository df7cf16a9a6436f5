/* The reading order of lines on pages with columns (read/pdf_text.h). */
#include <stdlib.h>

#include "base/utf8.h"
#include "read/pdf_text.h"

#define BIN 2.0       /* points */
#define BINS 1000     /* pages up to 2000 points wide */
#define GUTTER_BINS 4 /* a gutter is no narrower */
#define CROSSED 0.2   /* of a page's lines may cross it: titles, headings over all columns */
#define COLUMNS_MAX 5
#define COLUMN_LINES 4    /* a column has no fewer */
#define COLUMN_FILLED 0.5 /* of its width, by the mean of its lines: cells of a table leave more empty */
#define COLUMN_LETTERS 14 /* in a line, by the mean; the same */
#define LAST_LINES 3      /* so many lines alone below all columns belong to none */

typedef struct {
    double gutter[COLUMNS_MAX]; /* the middle of what is right of column i */
    size_t gutters;
} page_columns;

static size_t bin_of(double x)
{
    return x <= 0 ? 0 : x / BIN >= BINS - 1 ? BINS - 1 : (size_t)(x / BIN);
}

/* Which lines cover a place across the page, and where almost none does. */
static void find_gutters(const kb_pdf_line *lines, size_t count, page_columns *out)
{
    int64_t starts[BINS + 1] = { 0 }, cover = 0;
    int64_t most = (int64_t)((double)count * CROSSED);
    size_t empty = 0;
    bool inside = false;
    for (size_t i = 0; i < count; i++) {
        if (lines[i].dropped) continue;
        starts[bin_of(lines[i].left)]++;
        starts[bin_of(lines[i].right) + 1]--;
    }
    out->gutters = 0;
    for (size_t i = 0; i < BINS; i++) {
        cover += starts[i];
        if (cover <= most) {
            empty++;
            continue;
        }
        if (inside && empty >= GUTTER_BINS && out->gutters < COLUMNS_MAX - 1)
            out->gutter[out->gutters++] = ((double)i - (double)empty / 2) * BIN;
        inside = true;
        empty = 0;
    }
}

/* The column that a line stands in; SIZE_MAX where it crosses a gutter. */
static size_t column_of(const page_columns *columns, const kb_pdf_line *line)
{
    size_t column = 0;
    for (size_t i = 0; i < columns->gutters; i++) {
        if (line->left < columns->gutter[i] && line->right > columns->gutter[i]) return SIZE_MAX;
        if (line->left >= columns->gutter[i]) column = i + 1;
    }
    return column;
}

/* Are they columns of prose, and no table's? */
static bool is_prose(const page_columns *columns, const kb_pdf_line *lines, size_t count)
{
    for (size_t c = 0; c <= columns->gutters; c++) {
        double left = 1e9, right = -1e9, widths = 0, letters = 0, number = 0;
        for (size_t i = 0; i < count; i++) {
            const kb_pdf_line *line = &lines[i];
            if (line->dropped || column_of(columns, line) != c) continue;
            if (line->left < left) left = line->left;
            if (line->right > right) right = line->right;
            widths += line->right - line->left;
            letters += (double)kb_utf8_count(line->text);
            number++;
        }
        if (number < COLUMN_LINES || widths < number * (right - left) * COLUMN_FILLED ||
            letters < number * COLUMN_LETTERS)
            return false;
    }
    return columns->gutters > 0;
}

static int by_top(const void *a, const void *b)
{
    const kb_pdf_line *x = a, *y = b;
    if (x->dropped != y->dropped) return x->dropped ? 1 : -1;
    if (x->top != y->top) return x->top < y->top ? -1 : 1;
    return (x->left > y->left) - (x->left < y->left);
}

static int by_place(const void *a, const void *b)
{
    const kb_pdf_line *x = a, *y = b;
    if (x->band != y->band) return x->band < y->band ? -1 : 1;
    if (x->column != y->column) return x->column < y->column ? -1 : 1;
    return by_top(a, b);
}

/* The last lines of a band, where they are few, stand in one column below all others, and are set off: an address, a
 * note. How many. */
static size_t last_alone(const kb_pdf_line *lines, size_t from, size_t to)
{
    size_t at = to;
    while (at > from + 1 && to - at < LAST_LINES && lines[at - 1].column == lines[to - 1].column) {
        double below = lines[--at].top, bottom = -1e9;
        bool others = false;
        for (size_t i = from; i < at; i++) {
            if (lines[i].bottom > bottom) bottom = lines[i].bottom;
            others = others || lines[i].column != lines[at].column;
        }
        if (others && below - bottom > lines[at].size * 0.5) return to - at;
    }
    return 0;
}

/* Bands from top to bottom: what crosses a gutter, alone; what stands between two such lines, by columns. `lines` are
 * sorted by_top, none dropped. */
static void set_bands(const page_columns *columns, kb_pdf_line *lines, size_t count)
{
    uint32_t band = 0;
    bool crossing = true;
    size_t from = 0;
    for (size_t i = 0; i < count; i++) {
        size_t column = column_of(columns, &lines[i]);
        bool crosses = column == SIZE_MAX;
        if (crosses || crossing) band++;
        if (crosses || crossing) from = i;
        lines[i].band = band;
        lines[i].column = crosses ? 0 : (uint32_t)column;
        crossing = crosses;
    }
    size_t alone = crossing ? 0 : last_alone(lines, from, count);
    for (size_t i = count - alone; i < count; i++) lines[i].band = band + 1;
}

void kb_pdf_order(kb_pdf_lines *lines)
{
    for (size_t from = 0, to; from < lines->count; from = to) {
        kb_pdf_line *page = &lines->at[from];
        page_columns columns;
        for (to = from; to < lines->count && lines->at[to].page == page->page;) to++;
        find_gutters(page, to - from, &columns);
        if (!is_prose(&columns, page, to - from)) continue;
        qsort(page, to - from, sizeof *page, by_top);
        size_t shown = 0;
        while (shown < to - from && !page[shown].dropped) shown++;
        set_bands(&columns, page, shown);
        qsort(page, shown, sizeof *page, by_place);
    }
}
