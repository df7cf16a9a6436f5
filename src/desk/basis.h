/* desk/basis.h - with what reports are grouped: kabar's own weights and language files, and of each language the
 * dictionaries of its stems and of its English words. The desk keeps a hash of each, so that it can be told when
 * stories would come out otherwise today. A hash is of what the files say, not of when they were written: the same on
 * every machine. */
#ifndef KB_DESK_BASIS_H
#define KB_DESK_BASIS_H

#include "desk/desk.h"

/* Keeps, within a transaction, with what a report of `lang` is grouped by this engine. */
kb_status kb_desk_note_basis(kb_desk *desk, kb_str lang, kb_err *err);

/* Calls for each part with which reports of the desk were grouped ("kabar", codes of languages), once, in their order;
 * `changed`: some were grouped with another than this engine's. */
typedef kb_status (*kb_each_basis)(void *user, kb_str part, bool changed);
kb_status kb_desk_basis(kb_desk *desk, kb_each_basis each, void *user, kb_err *err);

#endif
