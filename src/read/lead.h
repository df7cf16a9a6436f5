/* read/lead.h - the lead of an article where it stands outside the text's container: between the title and the text,
 * often in the page's header. Known by what the page states as its description, by names (standfirst, summary), or by
 * its place right behind the title. */
#ifndef KB_READ_LEAD_H
#define KB_READ_LEAD_H

#include "read/block.h"

/* Of the blocks before `first`, the first one that is in the text, takes those in that are the lead: their `out` is
 * cleared and `lead` set. `title` may be empty. Time: linear in the blocks between title and text. */
void kb_lead_take(const kb_page *page, const kb_mark *marks, kb_str title, kb_blocks *blocks, size_t first);

/* Are the letters and digits (ASCII; other bytes as they are) of a and b the same? */
bool kb_same_letters(kb_str a, kb_str b);

#endif
