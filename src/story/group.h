/* story/group.h - to which story does a report belong? Pure and streaming: reports come one by one.
 *
 * 1. The report's heaviest terms lead to earlier reports (story/live.h); the nearest of them are compared one by one
 *    (story/pair.h), which gives the odds that the two are of one story.
 * 2. It joins the story whose five members with the best odds give the best mean, if that is above a threshold; else it
 *    begins a story.
 * 3. Repair: the stories that it is near to are laid together anew, by average linkage over all odds known between
 *    their newest members (story/linkage.h). So a story found to be two is split, two found to be one are merged, and a
 *    report that strayed goes home. A story keeps its number with most of its members. One too large to be seen whole
 *    is never split: its newest members may share little though all tell of one long event. */
#ifndef KB_STORY_GROUP_H
#define KB_STORY_GROUP_H

#include "story/live.h"

/* Raised when the same reports are grouped otherwise, but for other weights (kb_pair_hash). */
#define KB_GROUP_VERSION 2

typedef enum { KB_GRAIN_FINE, KB_GRAIN_COARSE } kb_grain;

typedef struct {
    int64_t story;   /* the story it is in now */
    int64_t joined;  /* the one that it joined or began, before repair */
    float score;     /* mean odds of its best five members; the threshold and above: it joined */
    int64_t nearest; /* the report with the best odds; 0 */
    float odds;      /* of the nearest */
    int64_t other;   /* the story second to it; 0 */
    float other_score;
    size_t moved; /* reports that the repair moved */
} kb_choice;

typedef struct {
    kb_sketch sketch; /* terms: rare is set here */
    int64_t article, when;
    bool dated;
} kb_report;

/* Called for each pair that is measured; for learning (tools/train_stories.py). May be NULL. */
typedef struct {
    void (*pair)(void *user, int64_t article, int64_t earlier, const kb_measures *measures);
    void (*across)(void *user, int64_t article, int64_t earlier, const kb_across_measures *measures);
    void *user;
} kb_group_watch;

#define KB_GROUP_BEST 5 /* reports of a story by which one joins it */

/* Mean odds of a report to a story of `size` reports, of the `count` that it has to some of them, best first. What is
 * not among the KB_GROUP_BEST best does not count; a missing one counts as KB_ODDS_MISSING, less where none is of the
 * report's language (`own`: one is). */
float kb_group_score(const float *odds, size_t count, size_t size, bool own);

/* Finds the story of a report, puts it there and repairs. Articles come in rising order. Fails: what `live` says,
 * KB_ERR_MEMORY, KB_ERR_LIMIT (the arena). Time: does not grow with the reports held. */
kb_status kb_group_report(const kb_live *live, kb_report *report, kb_grain grain, const kb_group_watch *watch,
                          kb_arena *arena, kb_choice *out, kb_err *err);

#endif
