/* show/marked_text.h - a document's text as paragraphs of HTML with parts of it marked: what somebody says, figures,
 * dates, words that are another article's, what a reader marked, what a link leads to. Marks may lie over one another
 * in any way: a stretch of text under the same marks is one element, so that elements always nest. */
#ifndef KB_SHOW_MARKED_TEXT_H
#define KB_SHOW_MARKED_TEXT_H

#include "base/buf.h"
#include "read/document.h"

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
    kb_span span;
    kb_marked_kind kind;
    uint32_t number; /* of what is marked, among its kind; statements and quotes are one kind here */
    bool first;      /* the first span of it: the place to which "#q3" leads */
} kb_marked;

#define KB_MARKED_DEEP 24 /* marks over one another at one place; further ones are not shown there */

/* Orders `marks`. Time: n log n in marks, linear in the text. */
void kb_page_marked_text(kb_buf *out, const kb_document *doc, kb_marked *marks, size_t count);

/* The place of a mark in links: "q3", "f0", "d2", "k1", "m7" (a verdict's number), "s12-40". */
void kb_page_marked_place(kb_buf *out, const kb_marked *mark);

#endif
