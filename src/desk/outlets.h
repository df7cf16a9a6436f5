/* desk/outlets.h - what is said about an outlet, read and kept. */
#ifndef KB_DESK_OUTLETS_H
#define KB_DESK_OUTLETS_H

#include "desk/desk.h"
#include "store/outlets.h"

/* Values of one of its fields, into the row; an empty one takes it back. Fail: KB_ERR_FORMAT (the message says of
 * what), KB_ERR_MEMORY. */
kb_status kb_outlet_set_country(kb_outlet_row *row, kb_str given, kb_arena *arena, kb_err *err);
kb_status kb_outlet_set_lang(kb_outlet_row *row, kb_str given, kb_arena *arena, kb_err *err);
kb_status kb_outlet_set_mirror(kb_outlet_row *row, kb_str given, kb_err *err);

/* A mirror must have an owner. Fails: KB_ERR_FORMAT. */
kb_status kb_outlet_check(const kb_outlet_row *row, kb_err *err);

/* Adds (`add`) or drops each of a list of aliases or hosts. */
kb_status kb_outlet_names(kb_desk *desk, int64_t id, kb_str list, bool hosts, bool add, kb_arena *arena, kb_err *err);

#endif
