/* store/weights.h - how much each report of a story says by itself: by this those are chosen that are laid side by side
 * where there are too many. */
#ifndef KB_STORE_WEIGHTS_H
#define KB_STORE_WEIGHTS_H

#include "store/store.h"

typedef struct {
    int64_t article;
    int64_t claims; /* statements and figures of its newest text */
    bool copy;      /* most of its words stand in others */
    kb_str counted; /* the outlet as which it counts; empty where none is known. A view */
} kb_weight_row;
typedef kb_status (*kb_each_weight)(void *user, const kb_weight_row *row);

/* Of a story's reports, oldest first, as kb_store_members tells them. Time: by the story's reports and their claims. */
kb_status kb_store_weights(kb_store *store, int64_t story, kb_each_weight each, void *user, kb_err *err);

#endif
