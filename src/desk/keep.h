/* desk/keep.h - what is past its time goes (store/keep.h), step by step, so that others that write wait for moments
 * only, and who fetches goes on between two steps. */
#ifndef KB_DESK_KEEP_H
#define KB_DESK_KEEP_H

#include "desk/desk.h"
#include "show/json.h"

#define KB_KEEP_EVERY ((int64_t)3600) /* seconds between two times, where feeds are followed */

/* Zeroed at first, but for `now`. */
typedef struct {
    int64_t now;                    /* seconds since 1970 UTC: what is past its time then */
    int64_t stories, articles, raw; /* that went */
    int64_t too_many;               /* articles that must still go for the file to be as small as it shall be */
    int part, rounds;               /* of the work, that is done now */
    bool cut;                       /* something went for the size alone */
} kb_keep_run;

/* Is it time? */
kb_status kb_desk_keep_due(kb_desk *desk, int64_t now, bool *due, kb_err *err);

/* The next step. *more: it was not the last. Fails: KB_ERR_IO, KB_ERR_BUSY, KB_ERR_MEMORY. */
kb_status kb_desk_keep_step(kb_desk *desk, kb_keep_run *run, bool *more, kb_err *err);

/* The rules, as lines of text, or (`json`) as fields of an open object. */
kb_status kb_desk_keep_write(kb_desk *desk, kb_buf *buf, kb_json *json, const kb_print *how, kb_err *err);

#endif
