/* desk/outlet_view.h - one outlet with what it publishes, copies and corrects. */
#ifndef KB_DESK_OUTLET_VIEW_H
#define KB_DESK_OUTLET_VIEW_H

#include "desk/answer.h"
#include "store/outlets.h"

/* As a page, or as JSON. */
kb_status kb_answer_outlet_view(kb_answer *a, const kb_outlet_row *row, const kb_outlet_has *has, kb_arena *arena);

#endif
