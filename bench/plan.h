/* bench/plan.h - when which event is told: the reports of a stream that is put together (recombine.h, retell.h).
 *
 * Reports an event: P(at least k) = k^-1.5, at most `most` (two thirds of the events have one report; the mean is 2.6).
 * Events begin evenly over the days and ten days before them, for the stream to begin and end as densely as it runs, as
 * one does that is taken up on some day; of their reports those within the days are told. Each report comes a time
 * later that is exponential, its mean 6 hours for a single report and 6 more for each doubling. */
#ifndef KB_BENCH_PLAN_H
#define KB_BENCH_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    int64_t when; /* seconds since the first day began */
    uint32_t event;
    uint32_t number; /* of its reports, in the order drawn */
} moment;

typedef struct {
    moment *at; /* `count` of them, in order of time */
    int64_t count;
    uint32_t *sizes; /* reports by event, those outside the days too */
    size_t event_count, event_room;
} plan;

/* Cleared in any case. False: out of memory. */
bool plan_make(int64_t count, int days, uint32_t most, uint64_t seed, plan *out);
void plan_clear(plan *p);

#endif
