/* store/keep.h - how long what is kept: rules, what they let go, and how that goes.
 *
 * Whole stories go, once none of their reports is to be kept any longer. An article counts from when its newest
 * revision was added: what came just now stays, however old its news are. The days of a part (an outlet, a language, a
 * feed) hold in place of those of the desk; of several parts the longest. What somebody marked, decided by hand or is
 * alerted of stays. Nothing but the queue's addresses and the feeds' entries is kept of what went, so that a feed that
 * still lists an old entry does not bring it back; who adds it again has it again (store/forget.h is for what must not
 * come back). */
#ifndef KB_STORE_KEEP_H
#define KB_STORE_KEEP_H

#include "base/arena.h"
#include "store/store.h"

typedef struct {
    int64_t days;     /* 0: for ever */
    int64_t bytes;    /* that may be used of the file; 0: as many as there are */
    bool raw;         /* raw pages are kept (store/raw.h) */
    int64_t raw_days; /* 0: as long as their articles */
    int64_t ran;      /* when it was last done; seconds since 1970 UTC */
} kb_keeping;

kb_status kb_store_keeping(kb_store *store, kb_keeping *out, kb_err *err);
kb_status kb_store_set_keeping(kb_store *store, const kb_keeping *keeping, kb_err *err);

/* A part of the desk: kind "outlet", "lang" or "feed" (by its number). Days negative: as all else; 0: for ever. */
kb_status kb_store_keep_part(kb_store *store, kb_str kind, kb_str name, int64_t days, kb_err *err);
typedef kb_status (*kb_each_part)(void *user, kb_str kind, kb_str name, int64_t days);
kb_status kb_store_keep_parts(kb_store *store, kb_each_part each, void *user, kb_err *err);

/* ---- what goes ---- */

/* Stories (of an article that is in none its number, negative) and how many articles go with each; in `arena`. Those
 * that are past their time at `now`, or (`by_size`) all that may go; the oldest first, at most as many as have
 * `articles` together, and one more. Time: linear in the articles, over a narrow index. */
typedef struct {
    int64_t story, articles;
} kb_expired;
typedef struct {
    kb_expired *at;
    size_t count;
} kb_expired_list;
kb_status kb_store_expired(kb_store *store, int64_t now, bool by_size, int64_t articles, kb_arena *arena,
                           kb_expired_list *out, kb_err *err);

/* Articles of such a story. *count: room in `ids`, then how many there are. */
kb_status kb_store_expired_articles(kb_store *store, int64_t story, int64_t *ids, size_t *count, kb_err *err);

/* Raw pages past their time: how many; removes at most `most` of them. */
kb_status kb_store_raw_expired(kb_store *store, int64_t now, int64_t *count, kb_err *err);
kb_status kb_store_raw_expire(kb_store *store, int64_t now, int64_t most, int64_t *removed, kb_err *err);

/* ---- what is used ---- */

typedef struct {
    int64_t file, unused; /* bytes of the file, and of its pages that nothing uses */
    bool shrinks;         /* pages that nothing uses are given back */
} kb_space;
kb_status kb_store_space(kb_store *store, kb_space *out, kb_err *err);

/* Bytes of the file by what they hold: "texts", "claims", "index", "grouping", "copies", "raw pages", "rest"; none
 * where SQLite was built without the table that tells them. Time: linear in the file. */
typedef kb_status (*kb_each_use)(void *user, const char *what, int64_t bytes);
kb_status kb_store_uses(kb_store *store, kb_each_use each, void *user, kb_err *err);

/* Makes one step of the index's parts into one, where much was removed since the last time (`all`: whatever was), and
 * gives pages back that nothing uses. *more: there is more to do. */
kb_status kb_store_tidy(kb_store *store, bool all, bool *more, kb_err *err);

#endif
