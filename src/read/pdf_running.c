/* Running headers, footers and page numbers of a PDF (read/pdf_text.h). */
#include <math.h>

#include "read/pdf_text.h"

#define EDGE 0.12     /* share of the page's height that headers and footers stand in */
#define MARGIN 0.045  /* and the share that nothing but them stands in */
#define SMALL 0.95    /* their size there, in sizes of the text */
#define EDGE_LINES 24 /* so many lines of the edges are looked at */
#define NEAR 6.0      /* points: the same place on two pages */
#define BEFORE 2      /* so many pages back: left and right pages differ */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Equal but for their numbers: "Page 3 of 9", "Page 4 of 9". */
static bool same_but_numbers(kb_str a, kb_str b)
{
    size_t i = 0, j = 0;
    while (i < a.len && j < b.len) {
        if (is_digit(a.at[i]) && is_digit(b.at[j])) {
            while (i < a.len && is_digit(a.at[i])) i++;
            while (j < b.len && is_digit(b.at[j])) j++;
        } else if (a.at[i++] != b.at[j++]) {
            return false;
        }
    }
    return i == a.len && j == b.len;
}

/* "3", "- 3 -", "3/9", "[3]" */
static bool is_page_number(kb_str s)
{
    size_t digits = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (is_digit(s.at[i]))
            digits++;
        else if (!strchr(" -/[]().|", s.at[i]))
            return false;
    }
    return digits > 0 && digits <= 8;
}

static bool at_edge(const kb_pdf_line *line, double height, double share)
{
    return line->bottom < height * share || line->top > height * (1 - share);
}

typedef struct {
    size_t from, to;
    double height;
} page_lines; /* as indexes into the list */

static bool stands_in(const kb_pdf_lines *lines, page_lines page, const kb_pdf_line *wanted)
{
    size_t looked = 0;
    for (size_t i = page.from; i < page.to && looked < EDGE_LINES; i++) {
        const kb_pdf_line *line = &lines->at[i];
        if (!at_edge(line, page.height, EDGE)) continue;
        looked++;
        if (fabs(line->top - wanted->top) < NEAR && same_but_numbers(line->text, wanted->text)) return true;
    }
    return false;
}

/* Marks the lines of one page that stand on the other too. */
static void drop_common(kb_pdf_lines *lines, page_lines page, page_lines other)
{
    size_t looked = 0;
    for (size_t i = page.from; i < page.to && looked < EDGE_LINES; i++) {
        if (!at_edge(&lines->at[i], page.height, EDGE)) continue;
        looked++;
        if (stands_in(lines, other, &lines->at[i])) lines->at[i].dropped = true;
    }
}

static double mean_size(const kb_pdf_lines *lines)
{
    double sum = 0, letters = 0;
    for (size_t i = 0; i < lines->count; i++) {
        sum += lines->at[i].size * (double)lines->at[i].text.len;
        letters += (double)lines->at[i].text.len;
    }
    return letters > 0 ? sum / letters : 0;
}

void kb_pdf_drop_running(kb_pdf_lines *lines, const double *heights, size_t pages)
{
    page_lines before[BEFORE] = { { 0, 0, 0 }, { 0, 0, 0 } };
    double size = mean_size(lines);
    for (size_t from = 0; from < lines->count;) {
        uint32_t number = lines->at[from].page;
        page_lines page = { from, from, number < pages ? heights[number] : 0 };
        while (page.to < lines->count && lines->at[page.to].page == number) page.to++;
        for (size_t i = from; i < page.to; i++) {
            kb_pdf_line *line = &lines->at[i];
            bool alone = at_edge(line, page.height, EDGE) && is_page_number(line->text);
            if (alone || (at_edge(line, page.height, MARGIN) && line->size < size * SMALL)) line->dropped = true;
        }
        for (size_t k = 0; k < BEFORE; k++) {
            drop_common(lines, page, before[k]);
            drop_common(lines, before[k], page);
        }
        before[1] = before[0];
        before[0] = page;
        from = page.to;
    }
}
