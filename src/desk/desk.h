/* desk/desk.h - the desk from inside: what the files of this room share. */
#ifndef KB_DESK_DESK_H
#define KB_DESK_DESK_H

#include "desk/engine.h"
#include "store/store.h"

struct kb_desk {
    kb_engine *engine;
    kb_store *store;
    bool grouped; /* no report that is stored waits for its story */
    bool traced;  /* nor for being asked what it repeats */
};

/* Groups the reports of a desk that an older kabar made, which are in no story yet: once for a desk that was opened. */
kb_status kb_desk_group_missing(kb_desk *desk, kb_err *err);

#endif
