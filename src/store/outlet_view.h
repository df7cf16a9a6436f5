/* store/outlet_view.h - one outlet: what it publishes, whose words it has and who has its, what it changed. */
#ifndef KB_STORE_OUTLET_VIEW_H
#define KB_STORE_OUTLET_VIEW_H

#include "show/outlet_view.h"
#include "store/store.h"

/* Fills all but what its revisions changed; lists live in `arena`. `recent` articles, the newest. Time: linear in the
 * desk, over narrow indices. */
kb_status kb_store_outlet_view(kb_store *store, int64_t outlet, size_t recent, kb_arena *arena, kb_outlet_view *out,
                               kb_err *err);

/* The newest revisions of its articles, up to `most`, found among the newest KB_OUTLET_REVISIONS_MAX of the desk; in
 * `arena`. `before` and `after` are rows of revisions. */
#define KB_OUTLET_REVISIONS_MAX 20000
typedef struct {
    int64_t article, added, before, after;
} kb_outlet_revision;
typedef struct {
    kb_outlet_revision *at;
    size_t count;
} kb_outlet_revisions;
kb_status kb_store_outlet_revisions(kb_store *store, int64_t outlet, size_t most, kb_arena *arena,
                                    kb_outlet_revisions *out, kb_err *err);

/* Its articles whose pages are not there any more, newest first, up to `most`; in `arena`. */
kb_status kb_store_outlet_withdrawn(kb_store *store, int64_t outlet, size_t most, kb_arena *arena,
                                    kb_outlet_articles *out, kb_err *err);

#endif
