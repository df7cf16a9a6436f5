/* store/rank.h - BM25 that costs no more than it must, and the set of articles that a search is among. Inside store/
 * alone.
 *
 * FTS5's own bm25() counts all rows that each word of the query hits, whatever of them is asked for: with 300,000 of a
 * million that alone takes longer than an answer may. kabar_rank(search, weight of column 0, 1, ...) gives the same
 * values (higher is better) where no word hits more than KB_RANK_COUNTED rows, and else takes as many for the whole
 * index as there are in that part of it where so many were found. */
#ifndef KB_STORE_RANK_H
#define KB_STORE_RANK_H

#include "store/db.h"

#define KB_RANK_COUNTED 20000

/* Lets SQL call kabar_rank, and kabar_among(article): is it of store->among, or is there no such set? */
kb_status kb_rank_register(kb_store *store, kb_err *err);

/* FTS5's own door; fails where SQLite has no FTS5. */
kb_status kb_rank_fts5(kb_store *store, fts5_api **out, kb_err *err);

#endif
