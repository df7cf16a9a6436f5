/* show/stories_page.h - the list of stories as a page of a served desk: a head with sorts and filters, an item for each
 * story, a foot with the pages before and behind. */
#ifndef KB_SHOW_STORIES_PAGE_H
#define KB_SHOW_STORIES_PAGE_H

#include "show/facts.h"

/* An order of stories by its name in options and addresses ("largest"); false where there is no such. */
bool kb_story_sort_of(const char *name, kb_story_sort *out);

void kb_page_stories_head(kb_buf *out, const kb_query *query, const kb_print *how);
void kb_page_stories_item(kb_buf *out, const kb_story_told *story, const kb_print *how);
void kb_page_stories_foot(kb_buf *out, size_t skip, size_t limit, size_t rows, const kb_print *how);

/* Of one story, as its own page shows it too: what is disputed, in the colours of the kinds; nothing where nothing is. */
void kb_page_disputes(kb_buf *out, const kb_disputes *disputes, const kb_print *how);

#endif
