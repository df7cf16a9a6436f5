/* store/feeds.h - the feeds that are followed: what the user chose, what is known of each, how it does; and which of
 * their entries were seen. What the user chose and what was learned by asking are saved apart, so that both may be
 * written at once. Each function that writes wants a transaction (kb_store_begin) or is one statement. */
#ifndef KB_STORE_FEEDS_H
#define KB_STORE_FEEDS_H

#include "read/feed.h"
#include "store/store.h"

typedef enum { KB_FOLLOWED, KB_FOLLOW_PAUSED, KB_FOLLOW_GONE } kb_follow_state; /* as stored */
typedef enum { KB_TAKE_EITHER, KB_TAKE_PAGE, KB_TAKE_TEXT } kb_follow_take;     /* as stored */

typedef struct {
    int64_t id;
    kb_str url; /* http or https */
    bool sitemap;

    /* what the user chose */
    kb_str name;           /* of the feed; empty: its title */
    kb_str folder, tags;   /* "News/Asia"; "one, two" */
    kb_str outlet, lang;   /* of its articles; empty: as they state */
    kb_str rules;          /* read/rule.h; a line each */
    kb_follow_state state; /* KB_FOLLOW_GONE: it said so itself (410) */
    kb_follow_take take;   /* the feed's text, the page behind an entry, or (either) the text where it is whole */
    int64_t every;         /* seconds between two requests; 0: by its own pace */
    bool no_looks;         /* its pages are read once and not looked at again (store/look.h) */

    /* what it says of itself */
    kb_str title, home;
    kb_feed_timing timing;

    /* what was learned by asking; times in seconds since 1970 UTC, 0: never */
    int64_t added, due, asked;
    int64_t answered;           /* last time that it answered as a feed */
    int64_t changed;            /* last time that it had a new entry */
    double rate;                /* fetch/schedule.h; negative: not known */
    kb_str etag, last_modified; /* byte for byte */
    int64_t hash;               /* of its bytes, as they last were */
    int64_t failures;           /* in a row */
    kb_str fault, error;        /* of the last failure: a word for programs, words for people; empty: none */
    kb_str moved;               /* where it says it moved for good; empty: nowhere */
    int64_t moves;              /* so many times in a row */
    int64_t requests, unchanged, entries, articles; /* since it is followed; unchanged: answers that brought nothing */
    int64_t waiting;                                /* of its pages; not saved */
    int64_t looks;                                  /* pages that are looked at again; not saved */
} kb_follow;

/* A feed's name for people: the user's, else its title, else its URL. */
static inline kb_str kb_follow_name(const kb_follow *feed)
{
    return feed->name.len ? feed->name : feed->title.len ? feed->title : feed->url;
}

/* Adds a feed; *id is its number. Where its URL is followed already: that feed's, and *there. */
kb_status kb_store_follow(kb_store *store, const kb_follow *feed, int64_t *id, bool *there, kb_err *err);

/* Its entries and the pages of it that wait are forgotten, its articles stay. Fails also: KB_ERR_NOT_FOUND. */
kb_status kb_store_unfollow(kb_store *store, int64_t id, kb_err *err);

/* Saves what the user chose. A feed that is asked again is due at once. Fails also: KB_ERR_NOT_FOUND. */
kb_status kb_store_follow_choose(kb_store *store, const kb_follow *feed, kb_err *err);

/* Saves what the feed says of itself and what was learned by asking, its url among it (it may have moved: where another
 * feed has that URL it stays as it was), and of the state that it is gone. */
kb_status kb_store_follow_learn(kb_store *store, const kb_follow *feed, kb_err *err);

/* One feed: views are copied to `arena`. Fails also: KB_ERR_NOT_FOUND. */
kb_status kb_store_feed(kb_store *store, int64_t id, kb_arena *arena, kb_follow *out, kb_err *err);
kb_status kb_store_feed_of(kb_store *store, kb_str url, kb_arena *arena, kb_follow *out, kb_err *err);

typedef kb_status (*kb_each_follow)(void *user, const kb_follow *feed);

/* All feeds, by folder, then name. */
kb_status kb_store_feeds(kb_store *store, kb_each_follow each, void *user, kb_err *err);

/* Numbers of the followed feeds that are due at `now` (`all`: all that are followed), the longest due first. *count:
 * room in `ids`, then how many there are. */
kb_status kb_store_feeds_due(kb_store *store, int64_t now, bool all, int64_t *ids, size_t *count, kb_err *err);

/* When the next feed or page is due; 0: none is. */
kb_status kb_store_next_due(kb_store *store, int64_t *due, kb_err *err);

/* Counts of all feeds, for `status`. */
typedef struct {
    int64_t feeds, paused, gone, failing, waiting, looks;
} kb_follow_counts;
kb_status kb_store_count_feeds(kb_store *store, kb_follow_counts *out, kb_err *err);

/* Nobody else asks the feeds of this desk while it is held; it ends with the process. Fails: KB_ERR_BUSY. */
kb_status kb_store_hold_feeds(kb_store *store, kb_err *err);

#endif
