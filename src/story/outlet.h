/* story/outlet.h - how outlets are counted, here and wherever else a number of outlets is told: those that a user calls
 * mirrors of one owner count as one. */
#ifndef KB_STORY_OUTLET_H
#define KB_STORY_OUTLET_H

#include "base/str.h"

/* An outlet, and the one that stands for it where outlets are counted; empty: it stands for itself. */
typedef struct {
    kb_str name, counted;
} kb_outlet;

/* By which it is counted: two outlets with one key count as one. Empty where the outlet is not known. */
static inline kb_str kb_outlet_key(kb_outlet outlet)
{
    return outlet.counted.len ? outlet.counted : outlet.name;
}

typedef struct {
    size_t outlets; /* as they count */
    size_t mirrors; /* that do not count beside them */
} kb_outlet_count;

/* Counts those that are known, each once. Orders `list`. Time: n log n. */
kb_outlet_count kb_outlets_count(kb_outlet *list, size_t count);

#endif
