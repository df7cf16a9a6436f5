/* compare/alike.h - rows of what two or more reports say, alike or in other words. */
#ifndef KB_COMPARE_ALIKE_H
#define KB_COMPARE_ALIKE_H

#include "compare/row.h"

/* A row in the making: runs of several reports that say one thing. */
typedef struct {
    struct {
        kb_run *at;
        size_t count;
    } runs;
    double likeness, common; /* of its best match */
    uint32_t words;
    bool speaker;
    uint32_t into; /* the row that it was joined to; its own number */
} kb_draft;
typedef struct {
    kb_draft *at;
    size_t count;
} kb_drafts;

/* Takes the matches best first. A part of a report goes with one part of each other report; a match that joins two rows
 * is taken only when it is strong. The drafts live in accounts->arena. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_drafts_make(const kb_accounts *accounts, const kb_matches *matches, kb_drafts *out, kb_err *err);

/* Adds rows of the drafts that no row of figures, dates or remarks tells already. */
kb_status kb_alike_rows(kb_rows_maker *maker, const kb_drafts *made, kb_err *err);

#endif
