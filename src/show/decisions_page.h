/* show/decisions_page.h - what hands decided and readers marked, as a page of a served desk. */
#ifndef KB_SHOW_DECISIONS_PAGE_H
#define KB_SHOW_DECISIONS_PAGE_H

#include "base/buf.h"
#include "read/document.h"

#define KB_DECISIONS_ROWS 50 /* of each, on a page */

typedef struct {
    int64_t id, story; /* story: 0 of an undoing */
    kb_str deed;       /* in words, plain */
    kb_str who, note;
    int64_t at;
    int64_t undone; /* by which decision; 0: it stands */
    bool undoing;   /* is itself one */
} kb_decision_told;

typedef struct {
    const kb_verdict *verdict;
    int64_t article, story; /* story: 0 none */
    kb_str outlet, text;    /* text: in which the span stands; empty where it is another one since */
    kb_str undone_by;       /* empty: stands */
} kb_mark_told;

void kb_page_decisions_head(kb_buf *out, const kb_print *how);
void kb_page_decision(kb_buf *out, const kb_decision_told *decision, const kb_print *how);
/* Behind the decisions, of which `rows` were told; marks follow, then the foot. */
void kb_page_decisions_marks(kb_buf *out, size_t rows, const kb_print *how);
void kb_page_mark(kb_buf *out, const kb_mark_told *mark, const kb_print *how);
void kb_page_decisions_foot(kb_buf *out, size_t decisions, size_t marks, const kb_print *how);

#endif
