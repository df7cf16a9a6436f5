/* store/redirect.h - where the reports of a story went, and so what the number of a story that is no more leads to.
 * Inside store/ alone; others ask kb_store_story_now.
 *
 * Of a story that is there it is counted how many reports left it and to which; of one that lost its last, the number
 * leads to where most of them went. What it leads to is there at that moment, so redirects are chains without cycles.
 */
#ifndef KB_STORE_REDIRECT_H
#define KB_STORE_REDIRECT_H

#include "store/db.h"

/* A report went from one story to another. */
kb_status kb_redirect_count(kb_store *store, int64_t from, int64_t to, kb_err *err);

/* The story lost its last report. */
kb_status kb_redirect_end(kb_store *store, int64_t story, kb_err *err);

#endif
