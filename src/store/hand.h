/* store/hand.h - what hands decided about stories: merged, split, moved; kept for good, each decision with who and
 * when.
 *
 * A decision names stories. What it leaves in the story that it is about (the merged one, the one split off, the one
 * moved to) stays together; the other reports of the stories that it named never join these. Later reports join either
 * by odds. Reports are named, not numbers of stories, so a decision holds in any regrouping.
 *
 * Two stories that hands made never become one by themselves.
 *
 * What follows from all decisions that stand is kept as labels of reports: a label that `stays` is of reports that stay
 * together; any other says only what its reports are kept apart from. A later decision goes before an earlier one: its
 * reports leave their labels, with what these were kept apart from.
 *
 * Each function that decides wants a transaction (kb_store_begin); one that failed must be rolled back. */
#ifndef KB_STORE_HAND_H
#define KB_STORE_HAND_H

#include "store/store.h"

typedef enum { KB_DECIDED_MERGE = 1, KB_DECIDED_SPLIT, KB_DECIDED_MOVE, KB_DECIDED_UNDO } kb_decided; /* as stored */

typedef struct {
    kb_str who, note; /* note: may be empty */
    int64_t at;       /* seconds since 1970 UTC */
} kb_signed;

/* Puts all reports of the stories into the first; numbers lead on. Fails also: KB_ERR_NOT_FOUND (no such story),
 * KB_ERR_FORMAT (fewer than two stories). */
kb_status kb_store_merge(kb_store *store, const int64_t *stories, size_t count, const kb_signed *by, int64_t *decision,
                         kb_err *err);

/* Makes a new story of these reports of a story. Fails also: KB_ERR_NOT_FOUND (no such story; an article that is not in
 * it), KB_ERR_FORMAT (none would be left). */
kb_status kb_store_split(kb_store *store, int64_t story, const int64_t *articles, size_t count, const kb_signed *by,
                         int64_t *decision, kb_err *err);

/* Puts a report into another story. Fails also: KB_ERR_NOT_FOUND (no such story, article in no story), KB_ERR_FORMAT
 * (is there already). */
kb_status kb_store_move(kb_store *store, int64_t article, int64_t story, const kb_signed *by, int64_t *decision,
                        kb_err *err);

/* Takes a decision back: its reports go where they were, numbers that it ended are there again. Fails also:
 * KB_ERR_NOT_FOUND, KB_ERR_FORMAT (is taken back already, is itself an undoing, or a later one that stands names a
 * report of it). */
kb_status kb_store_undo(kb_store *store, int64_t undone, const kb_signed *by, int64_t *decision, kb_err *err);

typedef struct {
    int64_t id;
    kb_decided kind;
    int64_t story;            /* in which the moved reports are since; 0: of an undoing */
    kb_str stories, articles; /* numbers: "7,9" from which reports were moved, and which reports */
    int64_t undoes, undone;   /* decisions; 0 */
    kb_signed by;
} kb_decision_row;
typedef kb_status (*kb_each_decision)(void *user, const kb_decision_row *row);

/* Newest first. One decision (0: all); those that name a report that is in the story now (0: of all). */
kb_status kb_store_decisions(kb_store *store, int64_t decision, int64_t story, kb_each_decision each, void *user,
                             kb_err *err);

/* The hands of kb_store_live; NULL where no decision stands. */
const kb_hands *kb_store_hands(kb_store *store);

#endif
