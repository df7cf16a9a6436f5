/* story/live.h - the reports that a new one is held against, and who keeps them: memory (story/memory.h), or a desk.
 * Both give the same answers, so a stream gives the same stories, whether it is held in memory or stored. */
#ifndef KB_STORY_LIVE_H
#define KB_STORY_LIVE_H

#include "story/pair.h"

#define KB_LIVE_TERMS 48     /* of a report that lead to it: its heaviest */
#define KB_LIVE_LINKS_MAX 48 /* earlier reports that it was compared with */
#define KB_LIVE_POSTINGS 160 /* of a term: more are never asked for */

/* How long a report is live, and how long a term is remembered. */
typedef struct {
    int64_t seconds;  /* a report leads nowhere once the newest dated one is so much later, */
    int64_t min, max; /* unless it is one of the last `min`; never more than `max` */
    uint32_t epoch;   /* after so many reports of a language, counts of its terms halve */
    int steps;        /* so many reports at most cease to be live with each new one */
} kb_window;

#define KB_WINDOW ((kb_window){ .seconds = 14 * 86400, .min = 20000, .max = 1000000, .epoch = 200000, .steps = 4 })

/* Odds that a report is of one story with an earlier one. */
typedef struct {
    int64_t article;
    int32_t odds; /* in KB_ODDS_STEPS, so that memory and desk keep the same */
} kb_odds;

/* A report that shares a term, and how much the term weighs in it. */
typedef struct {
    int64_t article;
    uint16_t weight; /* of the term over the length of all: 0..KB_LIVE_STEPS */
} kb_posting;

#define KB_LIVE_STEPS 65535
#define KB_LIVE_LANG(lang) ((lang)&0xFFFF) /* so much of a language's hash is kept beside each posting */

/* How many reports there are: of one language, and of all. */
typedef struct {
    uint32_t own, all;
} kb_reports;

/* What hands decided about a report (docs/stories.md). */
typedef struct {
    int64_t label; /* 0: nothing */
    bool stays;    /* it is in one story with all of that label; else the label says only what it is kept apart from */
} kb_hand;

typedef struct {
    kb_status (*of)(void *self, int64_t article, kb_hand *out, kb_err *err);
    /* The story in which those of a label that stays are; 0: none is in a story yet. */
    kb_status (*home)(void *self, int64_t label, int64_t *story, kb_err *err);
    /* Is there a report in the story from which those of the label are kept apart, or, where the label stays, one of
     * another that stays? */
    kb_status (*barred)(void *self, int64_t label, int64_t story, bool *out, kb_err *err);
} kb_hands;

typedef struct {
    /* How many reports of the language (of all, for a term that only travels) have each term of the sketch, in
     * counts[]. */
    kb_status (*frequencies)(void *self, const kb_sketch *sketch, uint32_t *counts, kb_reports *reports, kb_err *err);
    /* The newest live reports that the term leads to, in any order, those of the language `except` left out
     * (KB_LIVE_LANG of it; 0: none): of the newest `limit`, KB_LIVE_POSTINGS at most; out has room for so many. */
    kb_status (*postings)(void *self, uint32_t term, uint32_t except, size_t limit, kb_posting *out, size_t *count,
                          kb_err *err);
    /* The postings of a term will be asked for soon: who holds them in memory may fetch them. NULL: who does not care.
     */
    void (*soon)(void *self, uint32_t term);
    /* Reports, valid until the next put, in `arena` where there is no other place for them, their terms arranged
     * (kb_held_arrange). NULL where one is not held. */
    kb_status (*load)(void *self, const int64_t *articles, size_t count, kb_arena *arena, const kb_held **out,
                      kb_err *err);
    /* What it was compared with (room: LINKS_MAX), and its language; nothing and 0 where it is no longer live. */
    kb_status (*links)(void *self, int64_t article, kb_odds *out, size_t *count, uint32_t *lang, kb_err *err);
    /* The newest `limit` members of a story, newest first; *size: how many it has in all. */
    kb_status (*members)(void *self, int64_t story, size_t limit, int64_t *out, size_t *count, size_t *size,
                         kb_err *err);
    /* Holds a report with its links, counts its terms, and lets `lead` (indexes of its terms) lead to it. held->story 0
     * begins a new story, whose number comes back in *story. */
    kb_status (*put)(void *self, const kb_held *held, const kb_odds *links, size_t link_count, const uint16_t *lead,
                     size_t lead_count, int64_t *story, kb_err *err);
    /* Moves a report to another story; 0: to a new one, whose number comes back. A story without members is no more. */
    kb_status (*move)(void *self, int64_t article, int64_t *story, kb_err *err);
    void *self;
    const kb_hands *hands; /* take the same self; NULL: no hand decided anything */
} kb_live;

#endif
