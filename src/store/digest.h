/* store/digest.h - what a time brought: how many reports and stories, and which articles were changed. Times are
 * seconds since 1970 UTC, half-open. */
#ifndef KB_STORE_DIGEST_H
#define KB_STORE_DIGEST_H

#include "store/store.h"

/* Reports that count in that time (published, else added), and the stories that they are of. */
kb_status kb_store_count_time(kb_store *store, int64_t since, int64_t until, int64_t *stories, int64_t *reports,
                              kb_err *err);

typedef struct {
    int64_t article;
    int64_t at;            /* when the revision came, or since when the page is not there */
    int64_t before, after; /* for kb_store_load_revision; of a withdrawn page 0 */
    kb_str outlet, title, url;
} kb_revised_row;
typedef kb_status (*kb_each_revised)(void *user, const kb_revised_row *row);

/* Revisions that came in that time, but the first of an article; newest first. By an index of these. */
kb_status kb_store_revised(kb_store *store, int64_t since, int64_t until, kb_each_revised each, void *user,
                           kb_err *err);

/* Articles whose pages were withdrawn in that time, and are still; newest first. */
kb_status kb_store_withdrawn(kb_store *store, int64_t since, int64_t until, kb_each_revised each, void *user,
                             kb_err *err);

/* Where a revision's figures stand in its text; in `arena`. */
kb_status kb_store_figure_spans(kb_store *store, int64_t revision, kb_arena *arena, kb_spans *out, kb_err *err);

#endif
