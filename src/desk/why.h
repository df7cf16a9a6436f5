/* desk/why.h - why reports of a desk are in their story: what the store knows of their odds (story/why.h), with words
 * read anew from the two texts. */
#ifndef KB_DESK_WHY_H
#define KB_DESK_WHY_H

#include "desk/desk.h"
#include "show/why.h"

typedef struct kb_reasons kb_reasons;

/* For the reports of one story: `articles`, in the order in which they are numbered for the reader from 1. Fails: as
 * the store, KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_reasons_open(kb_desk *desk, int64_t story, const int64_t *articles, size_t count,
                          const kb_story_view *view, const char *ui, kb_reasons **out, kb_err *err);
void kb_reasons_close(kb_reasons *reasons); /* NULL is fine */

/* Why the report is there; views live as long as the reasons. *known: false where it is not told (a story's reports
 * before its newest KB_WHY_MEMBERS). */
kb_status kb_reasons_find(kb_reasons *reasons, const kb_article_row *row, bool *known, kb_why_told *out, kb_err *err);

#endif
