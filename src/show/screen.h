/* show/screen.h - claims and comparisons as text for a terminal of how->width columns. */
#ifndef KB_SHOW_SCREEN_H
#define KB_SHOW_SCREEN_H

#include "show/show.h"

/* All add to `out`; a failed growth is kept there. Fails: KB_ERR_MEMORY (tables of offsets). */
kb_status kb_screen_comparison(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err);
kb_status kb_screen_claims(kb_buf *out, const kb_document *doc, const kb_claims *claims, const kb_print *how,
                           kb_err *err);

/* A document: what was read and who said so; with doc->why what was considered for its text, and what was left out. For
 * somebody who wants to report a page that is read badly. */
kb_status kb_screen_document(kb_buf *out, const kb_document *doc, const kb_print *how, kb_err *err);

#endif
