/* desk/lineage.h - what an article of the desk repeats of others, found as it is stored (story/lineage.h).
 *
 * The articles that share its fingerprints are laid beside it, with the texts on which those rest and a few others of
 * their outlets (by which standing lines are known), and asked as `kabar copies` asks. Those that come after it in
 * time are then asked again: a source that is added later becomes their source. So what an article repeats depends on
 * what is on the desk and not on when it was added; but that what is looked at is bounded (store/copies.h). */
#ifndef KB_DESK_LINEAGE_H
#define KB_DESK_LINEAGE_H

#include "desk/desk.h"

/* Keeps the fingerprints of the article's newest revision and finds what it repeats, and what others repeat of it.
 * Inside a transaction. Fails: as the store, KB_ERR_LIMIT. */
kb_status kb_desk_lineage(kb_desk *desk, int64_t article, const kb_document *doc, kb_err *err);

/* Finds anew what an article repeats, of which a source is gone. Inside a transaction. */
kb_status kb_desk_lineage_again(kb_desk *desk, int64_t article, kb_err *err);

#endif
