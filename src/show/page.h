/* show/page.h - a comparison as one self-contained HTML page: no request leaves it (its Content-Security-Policy says so
 * as well), it works without JavaScript, and every byte from outside is escaped for the place where it stands. */
#ifndef KB_SHOW_PAGE_H
#define KB_SHOW_PAGE_H

#include "show/show.h"

/* Adds the page to `out`; a failed growth is kept there. Fails: KB_ERR_MEMORY. Time: n log n in cells and text. */
kb_status kb_page_comparison(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err);

#endif
