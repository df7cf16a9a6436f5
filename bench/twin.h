/* bench/twin.h - the reports of a new desk held in memory beside it: what grouping asks is answered from memory and
 * what it changes is written to both, which is faster and gives the same stories. */
#ifndef KB_BENCH_TWIN_H
#define KB_BENCH_TWIN_H

#include "store/store.h"
#include "story/memory.h"

typedef struct {
    kb_live memory, store; /* asked; both are written */
} twin;

/* Looks at `t`. Fails beside as both do with KB_ERR_FORMAT: they do not agree. */
kb_live twin_live(twin *t);

#endif
