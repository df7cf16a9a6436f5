/* desk/forget.h - articles that leave the desk. */
#ifndef KB_DESK_FORGET_H
#define KB_DESK_FORGET_H

#include "desk/desk.h"

/* Takes articles out, within a transaction of store/forget.h; what repeats them is asked anew once they are gone.
 * `forget`: they must not come back. */
kb_status kb_desk_take_out(kb_desk *desk, const int64_t *articles, size_t count, bool forget, kb_err *err);

#endif
