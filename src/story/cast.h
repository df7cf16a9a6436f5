/* story/cast.h - who and what a story is about: the names that most of its reports share.
 *
 * Names are those that claims found in each report. Short forms join the long form that another report gives, where
 * exactly one holds them (claim/entity.h). */
#ifndef KB_STORY_CAST_H
#define KB_STORY_CAST_H

#include "claim/claims.h"
#include "story/facts.h"

/* A name of one report; views are the caller's. */
typedef struct {
    size_t report;    /* its index */
    kb_str name, key; /* as in kb_entity */
    kb_name_kind kind;
} kb_cast_name;

typedef struct {
    kb_tallies names, places; /* in two reports at least; of equals the one that is named first */
} kb_cast;

/* The cast by `names` in order of report. Lists live in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: n log n. */
kb_status kb_cast_make(const kb_cast_name *names, size_t count, kb_arena *arena, kb_cast *out, kb_err *err);

#endif
