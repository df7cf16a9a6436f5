/* show/marked_text.h - a document's text as paragraphs of HTML with parts of it marked: what somebody says, figures,
 * dates, words that are another article's, what a reader marked, what a link leads to. */
#ifndef KB_SHOW_MARKED_TEXT_H
#define KB_SHOW_MARKED_TEXT_H

#include "show/overlay.h"

typedef enum {
    KB_MARKED_STATEMENT,
    KB_MARKED_QUOTE, /* a statement in somebody's very words */
    KB_MARKED_FIGURE,
    KB_MARKED_DATE,
    KB_MARKED_COPIED,
    KB_MARKED_VERDICT,
    KB_MARKED_FOUND /* what a link leads to */
} kb_marked_kind;

typedef struct {
    kb_overlaid over; /* `first`: the place to which "#q3" leads */
    kb_marked_kind kind;
    uint32_t number; /* of what is marked, among its kind; statements and quotes are one kind here */
} kb_marked;

/* Orders `marks`. Time: n log n in marks, linear in the text. */
void kb_page_marked_text(kb_buf *out, const kb_document *doc, kb_marked *marks, size_t count);

/* The place of a mark in links: "q3", "f0", "d2", "k1", "m7" (a verdict's number), "s12-40". */
void kb_page_marked_place(kb_buf *out, const kb_marked *mark);

#endif
