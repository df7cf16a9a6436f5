/* store/forget.h - articles that must go for good, and what keeps them from coming back.
 *
 * Of a forgotten article hashes alone are kept: of its addresses, and of the words that its outlet gave it. Both are
 * asked before a document is stored. What is deleted is overwritten in the file (SQLite's secure_delete). */
#ifndef KB_STORE_FORGET_H
#define KB_STORE_FORGET_H

#include "store/store.h"

/* Begins the transaction in which articles are forgotten; end commits it where `status` is KB_OK, else takes it back,
 * and gives the first failure. No other statements that the store knows come in between but those of copies. */
kb_status kb_store_forget_begin(kb_store *store, kb_err *err);
kb_status kb_store_forget_end(kb_store *store, kb_status status, kb_err *err);

/* Removes an article and all that was found in it or decided about it. Its story is counted anew, or is no more; of
 * those that repeat it nothing is known any more what they repeat (kb_store_save_copies). Fails also: KB_ERR_NOT_FOUND.
 */
kb_status kb_store_forget(kb_store *store, int64_t article, int64_t now, kb_err *err);

/* The same for articles that are let go (store/keep.h) and may come back: nothing is kept of them, and what was deleted
 * may stay in the file. In one transaction from begin to end; a desk that was complete before is so after. */
typedef struct {
    int64_t grouped, traced;
} kb_removal;
kb_status kb_store_remove_begin(kb_store *store, kb_removal *removal, kb_err *err);
kb_status kb_store_remove(kb_store *store, int64_t article, kb_err *err);
kb_status kb_store_remove_end(kb_store *store, const kb_removal *removal, kb_status status, kb_err *err);

/* Is it one that was forgotten? `addresses`: of the document, as store/address.h makes them; empty where it has none.
 */
kb_status kb_store_forgotten(kb_store *store, const kb_document *doc, const kb_str addresses[2], bool *forgotten,
                             kb_err *err);

#endif
