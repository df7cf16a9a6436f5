/* store/among.h - the articles that fit a condition of a search, gathered before it where they are few. Inside store/
 * alone.
 *
 * A search walks through what has its words, from the newest, until it has enough; of an outlet or a day of long ago
 * that could be all of a million. Where few articles fit a condition their numbers are a set, of which kabar_among (a
 * function of SQL, store/rank.c) tells, and the walk is bounded by the first and the last of them. */
#ifndef KB_STORE_AMONG_H
#define KB_STORE_AMONG_H

#include "store/query.h"

typedef enum {
    KB_AMONG_ARTICLES, /* times are those of the newest revisions */
    KB_AMONG_MEMBERS   /* times are those by which they are in stories */
} kb_among_of;

typedef struct {
    int64_t first, last; /* articles between which all lie */
} kb_among;

/* Sets store->among to the articles of one of the conditions, where few fit it; else to none, and *out is no bound. */
kb_status kb_among_find(kb_store *store, const kb_asked *asked, kb_among_of of, kb_among *out, kb_err *err);
void kb_among_forget(kb_store *store);

#endif
