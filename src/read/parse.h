/* read/parse.h - HTML to a page (read/page.h). All of gumbo is behind it. */
#ifndef KB_READ_PARSE_H
#define KB_READ_PARSE_H

#include "read/page.h"

#define KB_PAGE_MEMORY_MAX ((size_t)128 << 20) /* that gumbo's tree and what is made for it may take */

/* Parses `html` (valid UTF-8); the page lives in `arena`. Gumbo sees a shorter page that gives the same tree
 * (read/strip.h), since its time grows with each character, with depth and with disorder. Fails: KB_ERR_LIMIT (nested
 * too deep, too many end tags of nothing, too much memory), KB_ERR_MEMORY. */
kb_status kb_page_parse(kb_str html, kb_arena *arena, kb_page *out, kb_err *err);

#endif
