/* fetch/schedule.h - when a followed feed, or the page of an article, is asked again. Pure: the moment and the chance
 * come in.
 *
 * The interval is what the feed's own pace asks for: about as long as it takes for something new to come, longer while
 * it is silent, KB_SCHEDULE_SHORTEST to KB_SCHEDULE_LONGEST; or what the user chose. The publisher's limits go before
 * both: ttl, the freshness of the answer (Cache-Control, Expires), Retry-After, skipHours and skipDays make it longer,
 * never shorter. What fails is asked ever more rarely. */
#ifndef KB_FETCH_SCHEDULE_H
#define KB_FETCH_SCHEDULE_H

#include "base/str.h"

#define KB_SCHEDULE_SHORTEST ((int64_t)5 * 60)
#define KB_SCHEDULE_LONGEST ((int64_t)24 * 3600)
#define KB_SCHEDULE_LIMIT ((int64_t)7 * 24 * 3600) /* no publisher's limit is longer: those are slips */
#define KB_SCHEDULE_MOVES 3 /* so many answers in a row that it moved for good, before it is believed */

typedef struct {
    double rate;    /* new entries a second, as kb_schedule_rate has it; negative: not known yet */
    int64_t quiet;  /* seconds since the last new entry; negative: not known */
    int64_t chosen; /* seconds: the user's interval; 0: none */
    int64_t ttl;    /* seconds, of the feed (read/feed.h); 0: none */
    int64_t period; /* seconds between changes, as the feed states it; counts while the rate is not known; 0: none */
    uint32_t skip_hours; /* bit n: not in hour n of UTC */
    uint8_t skip_days;   /* bit n: not on day n of UTC, 0 is Monday */
    int64_t fresh;       /* seconds for which the answer holds; negative: not said */
    int64_t retry_after; /* seconds; negative: not said */
    int64_t failures;    /* in a row, this one among them; 0: it was answered */
} kb_schedule;

/* The seconds until it is asked again, behind an answer or a failure at `now`. `chance` (any number, another one each
 * time) spreads feeds, by a tenth at most, of failures by a half, and only to later; what is not longer than
 * KB_SCHEDULE_LONGEST stays so. */
int64_t kb_schedule_wait(const kb_schedule *s, int64_t now, uint64_t chance);

/* The rate after `entries` new ones came in `seconds`: that before fades, by half in two days. `before` negative: none
 * is known, what came is all there is. */
double kb_schedule_rate(double before, int64_t entries, int64_t seconds);

/* An answer's code or fault, as what it means for the feed. */
typedef enum {
    KB_OUTCOME_ANSWER, /* 200 and other 2xx: there are words */
    KB_OUTCOME_SAME,   /* 304 */
    KB_OUTCOME_FAILED, /* all else: it is tried again later */
    KB_OUTCOME_GONE    /* 410: it is not asked again until somebody says so */
} kb_outcome;
kb_outcome kb_schedule_outcome(int code);

/* ---- second looks: is the page of an article still as it was read? ---- */

#define KB_LOOK_FIRST ((int64_t)3600) /* soon: most corrections come in the first hours */
#define KB_LOOK_LONGEST ((int64_t)10 * 24 * 3600)
#define KB_LOOK_FACTOR 3 /* 1 h, 3 h, 9 h, 27 h, 81 h, 10 days: hardly any page changes that did not before */
#define KB_LOOKS_MAX 24  /* of one page: a page that changes with each look is none that is corrected */

/* What a look found; what does not come counts as the same. */
typedef enum { KB_LOOK_SAME, KB_LOOK_CHANGED, KB_LOOK_DOUBTFUL } kb_look_found;

/* The seconds until an article's page is asked for a first time again, when it was `age` seconds old as it was first
 * read (negative: not known): an hour, of an older one half of its age. */
int64_t kb_look_first(int64_t age);

/* The seconds until the next look, behind one that came `before` seconds after the one before it: ever longer where
 * nothing changed, shorter where it did; what is doubtful is looked at again soon. `limit`: the publisher's, of
 * Cache-Control or Retry-After; negative: none. */
int64_t kb_look_wait(int64_t before, kb_look_found found, int64_t limit);

/* When it is asked for, so many seconds behind `now`, and up to a tenth later by chance. */
int64_t kb_look_due(int64_t now, int64_t wait, uint64_t chance);

#endif
