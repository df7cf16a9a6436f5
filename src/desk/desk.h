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

#endif
