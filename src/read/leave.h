/* read/leave.h - what of a page is no article, whatever is chosen: what stands beside the text by its element, is
 * hidden, is named as navigation, related, share, comments or consent, or repeats over the page. */
#ifndef KB_READ_LEAVE_H
#define KB_READ_LEAVE_H

#include "read/block.h"

/* What is left out: all that should be; not by names; not even what is hidden (some pages show it by script), nor
 * what is shown to nobody (noscript, template). */
typedef enum { KB_STRICT, KB_NAMES_STAY, KB_HIDDEN_STAYS, KB_UNSHOWN_STAYS, KB_LENIENCIES } kb_leniency;

/* Sets `out` of blocks that are left out, and the sums of the others. Time: linear. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT.
 */
kb_status kb_leave_out(const kb_page *page, const kb_mark *marks, kb_leniency level, kb_blocks *blocks, kb_arena *arena,
                       kb_err *err);

#endif
