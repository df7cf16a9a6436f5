/* show/page_parts.h - what the modules of the page share. */
#ifndef KB_SHOW_PAGE_PARTS_H
#define KB_SHOW_PAGE_PARTS_H

#include "show/html.h"
#include "show/phrase.h"
#include "show/show.h"

typedef struct {
    kb_buf *out;
    const kb_comparison *c;
    const char *ui;
    size_t *first_cell; /* number of the first cell of each row; cells are counted from 0 over all rows */
} page;

/* Text from outside as HTML text or in a double-quoted attribute: made plain, then & < > " ' escaped. */
void kb_page_text(page *p, kb_str text);
void kb_page_phrase(page *p, kb_buf *phrase);    /* the same of a phrase (already plain), which is emptied */
void kb_page_word(page *p, const char *english); /* an interface word, translated and escaped */

/* A page to the end of its <head>: with these sheets in it, "page.css rows.css"; `script`: page.js may run. */
void kb_page_frame(kb_buf *out, const char *ui, kb_str title, const char *sheets, bool script);

/* Begins a list that is folded away, of so many more; "</details>" ends it. */
void kb_page_more(page *p, size_t more);

kb_status kb_page_top(page *p, kb_err *err);           /* title, facts */
kb_status kb_page_head(page *p, kb_err *err);          /* title, facts, reports, filters */
void kb_page_rows(page *p);                            /* all rows by kind */
void kb_page_cell_words(page *p, const kb_cell *cell); /* of a cell, the figure in them made strong */
/* Begins the section of the rows of a kind, with a head that says what they say; `level` of the head: '2' for <h2>. */
void kb_page_kind(kb_buf *out, const char *ui, char level, kb_row_kind kind);
void kb_page_plot(page *p,
                  const kb_row *row); /* figures of a row as a small SVG; nothing where there is none to draw */
kb_status kb_page_articles(page *p, kb_err *err); /* the texts, with what the cells show marked in them */

#endif
