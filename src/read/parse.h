/* read/parse.h - HTML to a page (read/page.h). All of gumbo is behind it. */
#ifndef KB_READ_PARSE_H
#define KB_READ_PARSE_H

#include "read/page.h"

#define KB_PAGE_DEPTH_FLAT 400  /* tags nested deeper are left out, their words stay (browsers: 512) */
#define KB_PAGE_DEPTH_MAX 10000 /* a page nested deeper is refused */

/* Parses `html` (valid UTF-8); the page lives in `arena`. Gumbo's time grows with depth and its memory with what is
 * left open, so depth is held down before and memory while it parses. Fails: KB_ERR_LIMIT, KB_ERR_MEMORY. */
kb_status kb_page_parse(kb_str html, kb_arena *arena, kb_page *out, kb_err *err);

#endif
