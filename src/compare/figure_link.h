/* compare/figure_link.h - which figures of two reports are one matter, and what they are to one another. */
#ifndef KB_COMPARE_FIGURE_LINK_H
#define KB_COMPARE_FIGURE_LINK_H

#include "compare/amount.h"

typedef enum { KB_LINK_AGREE, KB_LINK_SERIES, KB_LINK_DIFFERS } kb_link_kind;

typedef struct {
    uint32_t a, b; /* amounts, a < b */
    kb_link_kind kind;
    double score;   /* how likely they are one matter */
    double context; /* 0..1: how much the words around them have in common */
    kb_counts counts;
} kb_figure_link;
typedef struct {
    kb_figure_link *at;
    size_t count;
} kb_figure_links; /* those that agree first, then best first */

/* Finds the amounts of all reports, and the links between those of any two. They live in accounts->arena. Fails:
 * KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_figure_links_find(const kb_accounts *accounts, kb_amounts *amounts, kb_figure_links *out, kb_err *err);

#endif
