/* read/mark.h - what an element's kind, class, id, role and attributes say of the words in it: one set of bits a node,
 * found once for a page. The names are the ones that many outlets and content systems use; none belongs to one outlet.
 */
#ifndef KB_READ_MARK_H
#define KB_READ_MARK_H

#include "read/page.h"

enum {
    KB_MARK_SKIP = 1 << 0,     /* no words for a reader: script, button, navigation */
    KB_MARK_ELEMENT = 1 << 1,  /* beside the text by its element: aside, footer, caption */
    KB_MARK_HIDDEN = 1 << 2,   /* hidden, aria-hidden, display:none */
    KB_MARK_NAME = 1 << 3,     /* named as what is no article: related, share, newsletter, caption */
    KB_MARK_SURE = 1 << 4,     /* named as what no page's article is made of: comments, consent */
    KB_MARK_BODY = 1 << 5,     /* itemprop=articleBody, or a box whose name says so */
    KB_MARK_STATED = 1 << 6,   /* itemprop=articleBody */
    KB_MARK_ARTICLE = 1 << 7,  /* article, role=article */
    KB_MARK_MAIN = 1 << 8,     /* main, role=main */
    KB_MARK_LEAD = 1 << 9,     /* named as what stands between title and text: standfirst, summary */
    KB_MARK_HEADING = 1 << 10, /* h1 to h6 */
    KB_MARK_CONSENT = 1 << 11, /* with KB_MARK_SURE: named as a question for consent */
    KB_MARK_LIVE = 1 << 12,    /* named as what holds the entries of a live blog */
    KB_MARK_ERROR = 1 << 13,   /* named as an error or a captcha */
    KB_MARK_FIXED = 1 << 14,   /* is never left out by name: html, body, main, article, text */
    KB_MARK_UNSHOWN = 1 << 15  /* noscript, template: shown to nobody, but may hold what a script shows */
};
typedef uint16_t kb_mark;

/* One set of bits for each node of the page, in `arena`. Time: linear in the page. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT.
 */
kb_status kb_marks_find(const kb_page *page, kb_arena *arena, kb_mark **out, kb_err *err);

#endif
