/* desk/side.h - the reports of a story of the desk, compared. */
#ifndef KB_DESK_SIDE_H
#define KB_DESK_SIDE_H

#include "compare/compare.h"
#include "desk/desk.h"

/* Its reports, compared. */
typedef struct {
    kb_document **docs;
    size_t count;
    kb_comparison *comparison; /* NULL: `compared` and `why` say why there is none */
    kb_status compared;        /* KB_ERR_FORMAT: there is nothing to compare; KB_ERR_LIMIT: too much */
    kb_err why;
} kb_side;

/* Fails: KB_ERR_NOT_FOUND (no such story), KB_ERR_MEMORY, and as the store does. kb_side_close it in any case. */
kb_status kb_side_open(kb_desk *desk, int64_t story, kb_side *out, kb_err *err);
/* The same of these articles, in this order. */
kb_status kb_side_open_of(kb_desk *desk, const int64_t *articles, size_t count, kb_side *out, kb_err *err);
void kb_side_close(kb_side *side); /* zeroed is fine */

#endif
