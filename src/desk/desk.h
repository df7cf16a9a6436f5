/* desk/desk.h - the desk from inside: what the files of this room share. */
#ifndef KB_DESK_DESK_H
#define KB_DESK_DESK_H

#include "desk/engine.h"
#include "store/store.h"
#include "story/sketch.h"

struct kb_desk {
    kb_engine *engine;
    kb_store *store;
    bool grouped; /* no report that is stored waits for its story */
    bool traced;  /* nor for being asked what it repeats */
};

/* Puts a stored report into a story, within a transaction. Where the document states no time it counts as of when it was
 * added. */
kb_status kb_desk_join(kb_desk *desk, int64_t article, const kb_document *doc, int64_t added, const kb_sketch *sketch,
                       kb_arena *arena, kb_err *err);

/* Groups the reports of a desk that an older kabar made, which are in no story yet: once for a desk that was opened. */
kb_status kb_desk_group_missing(kb_desk *desk, kb_err *err);

#endif
