/* claim/content.h - which words a cue tells: to its right, to its left, on both sides, in marks or not. */
#ifndef KB_CLAIM_CONTENT_H
#define KB_CLAIM_CONTENT_H

#include "claim/cue.h"

enum { KB_PARTS_MAX = 6 };

/* A statement while its sentence is read. */
typedef struct {
    kb_cue cue;
    kb_range sentence;   /* its words: the stop at the end left out */
    kb_range source;     /* empty: elided or implicit */
    kb_range stands_for; /* where the source is a relative pronoun: the words before it; else empty */
    bool own_source;     /* found beside the cue, not taken over from a cue before */
    bool source_behind;  /* "said X" */
    kb_range hearer;
    kb_range parts[KB_PARTS_MAX]; /* the content */
    uint32_t part_count;
    bool speech; /* the content is speech in marks, as a whole */
    bool outer;  /* what it tells is itself told in the sentence: its source is a carrier */
    bool dropped;
} kb_draft;
typedef struct {
    kb_draft *at;
    size_t count;
} kb_drafts;

/* Finds the sources of the drafts (their cues are set, in order) of one sentence. */
void kb_sources_find(const kb_reading *r, kb_drafts *drafts);

/* Finds the contents, when all sources of the sentence are known. Drafts without content are dropped. */
void kb_contents_find(const kb_reading *r, kb_drafts *drafts);

/* The first token of a draft's cue and source together; where it ends on the right. */
uint32_t kb_draft_begin(const kb_draft *d);
uint32_t kb_draft_end(const kb_draft *d);

#endif
