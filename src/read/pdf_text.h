/* read/pdf_text.h - lines on pages to paragraphs: running headers, footers and page numbers out, words that a line's
 * end broke whole again. No dictionary: a hyphen stays where the document has the word with it elsewhere, or where one
 * half repeats the other ("anak-anak", "tolong-menolong"). */
#ifndef KB_READ_PDF_TEXT_H
#define KB_READ_PDF_TEXT_H

#include "base/arena.h"
#include "base/buf.h"

typedef struct {
    kb_str text;                     /* one line, trimmed, not empty */
    double left, top, right, bottom; /* in points, from the page's upper left corner */
    double size;                     /* of its letters, in points */
    uint32_t page;                   /* from 0 */
    uint32_t band, column;           /* kb_pdf_order's own */
    bool bold;
    bool dropped; /* header, footer, page number */
} kb_pdf_line;

typedef struct {
    kb_pdf_line *at;
    size_t count;
} kb_pdf_lines; /* in reading order, page by page */

typedef struct {
    kb_span span; /* in the text, without "\n" */
    double size;  /* of its first line, as are the others */
    double top;
    uint32_t page;
    bool bold;
} kb_pdf_paragraph;

typedef struct {
    kb_pdf_paragraph *at;
    size_t count;
    double size; /* the one that most of the text has */
} kb_pdf_paragraphs;

/* Marks what repeats, its numbers aside, at the top or bottom edge of pages that are `heights` points high, numbers
 * that stand there alone, and small print outside the margins. `pages`: how many heights. Time: linear in lines, but
 * for the few at the edges. */
void kb_pdf_drop_running(kb_pdf_lines *lines, const double *heights, size_t pages);

/* Puts the lines of pages whose prose stands in columns in order: column by column between what goes over all of them.
 * Other pages stay as they are. Time: n log n. */
void kb_pdf_order(kb_pdf_lines *lines);

/* Writes the paragraphs of what is left, split by "\n"; ligatures and forms of letters that only typesetters tell apart
 * become letters. `list` lives in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear, and over all lines again
 * for each broken word until KB_PDF_LOOKED_MAX bytes were looked at. */
#define KB_PDF_LOOKED_MAX ((size_t)32 << 20)
kb_status kb_pdf_write_text(const kb_pdf_lines *lines, kb_arena *arena, kb_buf *out, kb_pdf_paragraphs *list,
                            kb_err *err);

/* The paragraph that looks like the title: in the upper half of the first page, larger than the text or bold; of those
 * with several words the largest. NULL where none does. `height` of the page. */
const kb_pdf_paragraph *kb_pdf_title(const kb_pdf_paragraphs *list, kb_str text, double height);

#endif
