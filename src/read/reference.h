/* read/reference.h - character references of HTML ("&amp;", "&#8217;"; WHATWG HTML 13.2.5.72 to 84) as far as they can
 * be told without the table of 2,231 names, which the tree builder has. */
#ifndef KB_READ_REFERENCE_H
#define KB_READ_REFERENCE_H

#include "base/arena.h"

/* May a reference begin at `at`, where "&" stands? Otherwise it is an ampersand. */
bool kb_reference_begins(kb_str s, size_t at);

/* Behind all that may belong to the reference at `at`: digits or letters, and a ";". */
size_t kb_reference_end(kb_str s, size_t at);

/* Does it stand for a private-use character of plane 15 or 16? */
bool kb_reference_is_private(kb_str reference);

/* The value of an attribute with its references resolved, in `arena` where it changes. *resolved is false where a name
 * stands in it that is not of the commonest; *out is then `value`. False when memory is out. */
bool kb_reference_resolve(kb_str value, kb_arena *arena, kb_str *out, bool *resolved) KB_CHECK;

#endif
