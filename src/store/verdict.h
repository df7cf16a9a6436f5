/* store/verdict.h - what readers marked: a row, a speaker or an alignment as wrong, a statement as verified.
 *
 * A verdict names an article, the text that its newest revision had (by hash), and a span of that text, so that it
 * holds however stories are grouped and rows numbered; where the text is another one it says nothing. What is taken
 * back is kept, with who and when. Each function that writes wants a transaction (kb_store_begin). */
#ifndef KB_STORE_VERDICT_H
#define KB_STORE_VERDICT_H

#include "store/hand.h"

/* Fails also: KB_ERR_NOT_FOUND (no such article), KB_ERR_FORMAT (the span is empty, or not of its text). */
kb_status kb_store_judge(kb_store *store, int64_t article, kb_span span, kb_verdict_kind kind, const kb_signed *by,
                         int64_t *id, kb_err *err);

/* Fails also: KB_ERR_NOT_FOUND (no such verdict), KB_ERR_FORMAT (is taken back already). */
kb_status kb_store_unjudge(kb_store *store, int64_t id, const kb_signed *by, kb_err *err);

/* Those that stand for the newest text of an article, in order of place; in `arena`. */
kb_status kb_store_verdicts(kb_store *store, int64_t article, kb_arena *arena, kb_verdicts *out, kb_err *err);

typedef struct {
    kb_verdict verdict;
    int64_t article, story; /* story: 0 none */
    kb_str outlet, text;    /* text: in which the span stands; empty where it is another one since */
    kb_str undone_by;       /* empty: stands */
    int64_t undone_at;
} kb_verdict_row;
typedef kb_status (*kb_each_verdict)(void *user, const kb_verdict_row *row);

/* One (0: all), newest first. */
kb_status kb_store_list_verdicts(kb_store *store, int64_t id, kb_each_verdict each, void *user, kb_err *err);

#endif
