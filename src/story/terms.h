/* story/terms.h - the terms of a stream, in memory: how many reports have each, and the newest reports that it leads
 * to. What story/memory.c asks of it for story/live.h; the store keeps the same in tables. */
#ifndef KB_STORY_TERMS_H
#define KB_STORY_TERMS_H

#include "story/live.h"

typedef struct kb_terms kb_terms;

kb_terms *kb_terms_new(void);        /* NULL: out of memory */
void kb_terms_free(kb_terms *terms); /* NULL is fine */

/* As kb_live's frequencies. */
void kb_terms_frequencies(kb_terms *terms, const kb_window *window, const kb_sketch *sketch, uint32_t *counts,
                          kb_reports *reports);

/* Counts a report's terms; false: out of memory. */
bool kb_terms_count(kb_terms *terms, const kb_window *window, const kb_sketch *sketch);

/* Lets a term that was counted lead to an article; false: out of memory. Of KB_LIVE_POSTINGS the oldest falls out.
 * Articles below `oldest` are not live. */
bool kb_terms_lead(kb_terms *terms, uint32_t term, uint32_t oldest, uint32_t article, uint16_t weight, uint16_t lang);

/* With each report: frees what leads to no live article any more, a few terms at a time. */
void kb_terms_sweep(kb_terms *terms, uint32_t oldest);

/* As kb_live's soon. */
void kb_terms_soon(const kb_terms *terms, uint32_t term);

/* As kb_live's postings. */
size_t kb_terms_postings(const kb_terms *terms, uint32_t term, uint32_t oldest, uint32_t except, size_t limit,
                         kb_posting *out);

#endif
