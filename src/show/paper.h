/* show/paper.h - words set as CommonMark or as HTML, by one writer: what is opened is closed, what comes from outside
 * is escaped for the place where it stands. */
#ifndef KB_SHOW_PAPER_H
#define KB_SHOW_PAPER_H

#include "base/buf.h"

typedef struct {
    kb_buf *out; /* a failed growth is kept there */
    const char *ui;
    bool html;
    const kb_print *frame; /* a page of a served desk; NULL: it stands alone */
} kb_paper;

typedef enum {
    KB_PAPER_HEAD,  /* the page's title */
    KB_PAPER_OVER,  /* what stands above or below it, small */
    KB_PAPER_BLOCK, /* one matter with all that belongs to it */
    KB_PAPER_PART,  /* the title of a part */
    KB_PAPER_TITLE, /* the title of a block */
    KB_PAPER_LINE,  /* a paragraph */
    KB_PAPER_NOTE,  /* a paragraph, small */
    KB_PAPER_LIST,
    KB_PAPER_ITEM,   /* of a list */
    KB_PAPER_STRONG, /* the rest stands in a line or an item */
    KB_PAPER_SOFT,
    KB_PAPER_GONE,
    KB_PAPER_MORE
} kb_paper_part;

void kb_paper_open(const kb_paper *paper, kb_paper_part part);
void kb_paper_close(const kb_paper *paper, kb_paper_part part);

void kb_paper_text(const kb_paper *paper, kb_str text);         /* of outside, or of a phrase */
void kb_paper_phrase(const kb_paper *paper, kb_buf *phrase);    /* the same; it is emptied and freed */
void kb_paper_word(const kb_paper *paper, const char *english); /* of the interface, translated */
void kb_paper_link(const kb_paper *paper, kb_str url,
                   kb_str text); /* the text alone where it is no address of the web */

/* CommonMark 0.31, 2.4: a backslash before ASCII punctuation makes it a letter. Line ends become spaces. */
void kb_markdown_text(kb_buf *out, kb_str text);

/* Is it an address on the web of none but the characters that a URI has (RFC 3986)? */
bool kb_web_address(kb_str url);

#endif
