/* read/tidy.h - a value that a page states, as a reader sees it: titles, names and tags stand in attributes and JSON
 * with entities escaped twice, tags and runs of white space. */
#ifndef KB_READ_TIDY_H
#define KB_READ_TIDY_H

#include "base/arena.h"

/* `s` (valid UTF-8) with entities resolved once more (numeric ones and HTML's of Latin-1 and punctuation), tags and
 * soft hyphens left out, white space run together and trimmed; into `arena`, or a part of `s` where nothing changes.
 * At most KB_TIDY_BYTES_MAX bytes are looked at. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
#define KB_TIDY_BYTES_MAX 8192
kb_status kb_tidy(kb_str s, kb_arena *arena, kb_str *out, kb_err *err);

#endif
