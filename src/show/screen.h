/* show/screen.h - claims and comparisons as text for a terminal of how->width columns. */
#ifndef KB_SHOW_SCREEN_H
#define KB_SHOW_SCREEN_H

#include "show/show.h"

/* Both add to `out`; a failed growth is kept there. Fails: KB_ERR_MEMORY (tables of offsets). */
kb_status kb_screen_comparison(kb_buf *out, const kb_comparison *comparison, const kb_print *how, kb_err *err);
kb_status kb_screen_claims(kb_buf *out, const kb_document *doc, const kb_claims *claims, const kb_print *how,
                           kb_err *err);

#endif
