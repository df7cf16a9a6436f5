/* store/disputes.h - how many rows of each story's comparison are disputed, kept so that stories can be listed by it
 * (KB_SORT_DISPUTED). Comparing takes long and is done elsewhere (desk/settle.h); here stands what came of it, and of
 * which texts: a stamp that is another one as soon as a report comes, goes or is revised. What readers mark changes no
 * stamp. */
#ifndef KB_STORE_DISPUTES_H
#define KB_STORE_DISPUTES_H

#include "store/store.h"

/* Of the story's reports and their newest texts as they are now. */
kb_status kb_store_stamp(kb_store *store, int64_t story, int64_t *out, kb_err *err);

/* Keeps what came of a comparison; nothing where the story is no more. One statement. */
kb_status kb_store_save_disputes(kb_store *store, int64_t story, int64_t stamp, const kb_disputes *counts, kb_err *err);

/* As they were counted last, be it of older texts; !out->known: never. */
kb_status kb_store_disputes(kb_store *store, int64_t story, kb_disputes *out, kb_err *err);

/* A place among the stories, the newest first. Begins with KB_UNSETTLED_BEGIN. */
typedef struct {
    int64_t last, story;
    bool ended; /* none is behind it */
} kb_unsettled_place;
#define KB_UNSETTLED_BEGIN ((kb_unsettled_place){ INT64_MAX, INT64_MAX, false })

/* Looks at up to `look` stories of several reports behind the place, which moves on, and gives those whose stamp is not
 * the one that was kept, at most *count of them. */
kb_status kb_store_unsettled(kb_store *store, kb_unsettled_place *place, size_t look, int64_t *stories, size_t *count,
                             kb_err *err);

#endif
