/* store/copies.h - which article repeats which, as rows; and the fingerprints by which those that may are found.
 *
 * Fingerprints stand in one table by their hash; of those that a common phrase gives a bounded number of articles is
 * looked at, so that what an article costs does not grow with the desk. */
#ifndef KB_STORE_COPIES_H
#define KB_STORE_COPIES_H

#include "store/store.h"
#include "story/lineage.h"

/* ---- what an article repeats ---- */

/* One source of an article. Articles that repeat nothing have none. */
typedef struct {
    int64_t article, n;   /* n: 1 is the source that gives most, the next gives most of the rest */
    int64_t source;       /* 0: the agency that `agency` names, whose own text is not on the desk */
    kb_str agency;        /* that the article names, where the source is its text; of source 0 always; else empty */
    kb_str outlet, title; /* of the source; empty for source 0 */
    kb_str masthead;      /* of the source: its outlet as it states it */
    kb_copy_kind kind;
    double share;        /* of the article's words that stand in the source, 0..1 */
    double source_share; /* of the source's words that stand in the article; 0 where it is not there */
    int64_t taken;       /* words that it has from this source and from none before */
    int64_t words, own;  /* of the article, and of these in no source: the same in each of its rows */
} kb_copy_row;
typedef kb_status (*kb_each_copy)(void *user, const kb_copy_row *row);

/* The sources of an article, by n. None: it is a text of its own. */
kb_status kb_store_copies(kb_store *store, int64_t article, kb_each_copy each, void *user, kb_err *err);

/* The articles that have it for a source, oldest number first: row->article is theirs. */
kb_status kb_store_copied(kb_store *store, int64_t article, kb_each_copy each, void *user, kb_err *err);

/* The sources of all reports of a story, by article, then n. */
kb_status kb_store_story_copies(kb_store *store, int64_t story, kb_each_copy each, void *user, kb_err *err);

/* How many independent texts a story has: reports that have half of their words at least for themselves, each counted
 * once; of the others each text (or agency) on which they rest in the end, where it is not one of those already. Time:
 * by the story's reports. Fails as all of the store. */
kb_status kb_store_independent(kb_store *store, int64_t story, int64_t *texts, kb_err *err);

/* Replaces the rows of an article. Of `rows` source, agency, kind, shares, taken, words and own are looked at. */
kb_status kb_store_save_copies(kb_store *store, int64_t article, const kb_copy_row *rows, size_t count, kb_err *err);

/* ---- fingerprints ---- */

#define KB_PRINT_BYTES 6 /* that are kept of each */

/* Replaces the fingerprints of an article; `prints` are hashes, each once. */
kb_status kb_store_save_prints(kb_store *store, int64_t article, const uint64_t *prints, size_t count, kb_err *err);

/* The articles that share most of the fingerprints `prints` with `article` (which is none of them), at most `most`,
 * those that share most first; in `arena`. Two at least, or one that hardly any other has. */
typedef struct {
    int64_t article;
    uint32_t shared, rare; /* fingerprints; and of these such that few articles have */
} kb_near_article;
typedef struct {
    kb_near_article *at;
    size_t count;
} kb_near_articles;
kb_status kb_store_near(kb_store *store, int64_t article, const uint64_t *prints, size_t count, size_t most,
                        kb_arena *arena, kb_near_articles *out, kb_err *err);

/* Up to `most` articles of the same outlet added before it and as many behind it, nearest first; *count of them. */
kb_status kb_store_beside(kb_store *store, int64_t article, size_t most, int64_t *out, size_t *count, kb_err *err);

/* The first report behind article `after` that has no fingerprints yet; 0: there is none, which is noted. Within a
 * transaction. */
kb_status kb_store_next_unprinted(kb_store *store, int64_t after, int64_t *article, kb_err *err);

/* The row of the newest revision of an article; 0: there is no such article. */
kb_status kb_store_newest_revision(kb_store *store, int64_t article, int64_t *revision, kb_err *err);

/* When the first revision was published: an article that was corrected is as old as it was. */
kb_status kb_store_first_published(kb_store *store, int64_t article, kb_time *out, kb_err *err);

#endif
