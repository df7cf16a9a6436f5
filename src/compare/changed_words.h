/* compare/changed_words.h - two revisions of one text: which sentences stand in both, which became which, and which
 * words that were quoted or said are quoted otherwise, or there no more. */
#ifndef KB_COMPARE_CHANGED_WORDS_H
#define KB_COMPARE_CHANGED_WORDS_H

#include "compare/align.h"
#include "text/verbatim.h"

typedef struct {
    const kb_accounts *accounts;
    const kb_account *a, *b; /* the earlier text, the one now */
    bool *same_a, *same_b;   /* by sentence: it stands in the other, word for word */
    uint32_t *pair;          /* by sentence of `a`: what it became; KB_NONE */
    double *likeness;        /* 0..1, of the pair */
    bool rewritten;          /* so much differs that nothing is told apart */
    bool replaced;           /* it is another text: what it does not have was not taken out */
    kb_arena *work;
} kb_changed_texts;

/* Of accounts of two documents, the earlier one first. All lives in `work`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_changed_texts_make(const kb_accounts *accounts, kb_arena *work, kb_changed_texts *out, kb_err *err);

/* How alike two sentences are, 0..1. */
double kb_changed_likeness(const kb_changed_texts *texts, uint32_t a, uint32_t b);

typedef struct {
    kb_span before, now; /* in either text; `now` empty: it is there no more */
    double common;       /* 0..1: of its words that the other has */
} kb_change;
typedef struct {
    kb_change *at;
    size_t count;
} kb_changes;

/* Quoted words, sentence by sentence. */
kb_status kb_changed_quotes(const kb_changed_texts *texts, kb_changes *out, kb_err *err);

/* Adds what someone said, not quoted, of which next to nothing is left. */
kb_status kb_changed_statements(const kb_changed_texts *texts, kb_changes *out, kb_err *err);

#endif
