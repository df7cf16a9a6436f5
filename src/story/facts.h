/* story/facts.h - a story as a whole: its title, who told it, when, and how fast it grows. Times come in, the clock
 * does not: the same reports and the same `now` always give the same facts. */
#ifndef KB_STORY_FACTS_H
#define KB_STORY_FACTS_H

#include "base/str.h"
#include "base/time.h"
#include "story/linkage.h"
#include "story/outlet.h"

/* A report of the story; views are the caller's. */
typedef struct {
    int64_t article;
    int64_t at;                 /* when it counts: published, else when it came; seconds since 1970 UTC */
    kb_time published;          /* as the report says, in its own zone; may be none */
    kb_str title, outlet, lang; /* outlet: empty where it is not known */
    kb_str counted;             /* the outlet that stands for it (story/outlet.h); empty: itself */
} kb_member;

/* ---- how fast it grows ---- */

/* Reports a day, by two clocks: a report counts half after each half-life H, so of reports with the ages a
 *
 *     pace = 86400 ln 2 / H * sum of 2^(-a / H)
 *
 * which is r for a story that has r reports a day all the time (exponential smoothing; forward decay: Cormode et al.
 * 2009). H is 6 hours for `now`, 48 for `before`. Rounded to thousandths, so that all machines order alike. */
#define KB_PACE_NOW 21600
#define KB_PACE_BEFORE 172800

typedef struct {
    double now, before;
} kb_pace;

/* Growth, in reports a day: above 0 it is told faster than in the days before, below 0 it fades. */
static inline double kb_pace_growth(kb_pace pace)
{
    return pace.now - pace.before;
}

/* The pace at `now`; reports after it do not count. */
kb_pace kb_pace_at(const kb_member *members, size_t count, int64_t now);

/* ---- its size over time ---- */

#define KB_TIMELINE_BARS 48

/* How many reports came in each `step` (seconds: an hour, 2, 3, 6, 12, a day, 2, 7, 14, 28, 56 ...: the shortest of
 * which KB_TIMELINE_BARS are enough), from the first to the last. Steps of up to a day begin with UTC's hours and days.
 */
typedef struct {
    int64_t begin, step;
    uint32_t at[KB_TIMELINE_BARS];
    size_t count;
} kb_timeline;

/* Of reports in order of `at`. None without reports. */
void kb_timeline_make(const kb_member *members, size_t count, kb_timeline *out);

/* ---- all of it ---- */

typedef struct {
    kb_str name;
    size_t reports;
    kb_str counted; /* of outlets: kb_member's */
} kb_tally;
typedef struct {
    kb_tally *at;
    size_t count;
} kb_tallies; /* those of most reports first, then by name */

/* How many rows of its comparison are of each kind that is disputed. */
typedef struct {
    bool known; /* it was compared */
    size_t differs, denied, silent, changed;
} kb_disputes;

typedef struct {
    size_t title; /* index of the report whose title is the story's */
    int64_t first, last;
    size_t reports;
    size_t independent;        /* texts; 0: not known. Set by who knows what repeats what */
    kb_disputes disputes;      /* Set by who knows */
    size_t withdrawn;          /* reports whose pages are not there any more. Set by who knows */
    kb_tallies told_by, langs; /* of reports whose outlet or language is known */
    kb_outlet_count outlets;   /* how many outlets those are */
    kb_pace pace;
    kb_timeline timeline;
} kb_facts;

/* The report that tells the story best: with the highest mean odds to the others, those of the language `lang` first
 * (empty: all alike), and of those with a title. Pairs without a link count as not alike. Of equals the first in order.
 * `links`: of indexes. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_facts_title(const kb_member *members, size_t count, const kb_link *links, size_t link_count, kb_str lang,
                         kb_arena *arena, size_t *out, kb_err *err);

/* Facts of reports (one at least) in order of `at`; lists live in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: n
 * log n. */
kb_status kb_facts_make(const kb_member *members, size_t count, const kb_link *links, size_t link_count, kb_str lang,
                        int64_t now, kb_arena *arena, kb_facts *out, kb_err *err);

#endif
