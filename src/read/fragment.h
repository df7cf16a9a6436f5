/* read/fragment.h - the body of an article that came as one string, from JSON-LD or a script's data: HTML, HTML whose
 * marks were escaped once more, or plain text with line breaks. */
#ifndef KB_READ_FRAGMENT_H
#define KB_READ_FRAGMENT_H

#include "base/arena.h"

/* Its text as a page's would be (read/main_text.h), in `arena`; empty where it holds no prose. Fails: KB_ERR_LIMIT,
 * KB_ERR_MEMORY. Time: linear. */
kb_status kb_fragment_text(kb_str body, kb_str title, kb_arena *arena, kb_str *out, kb_err *err);

#endif
