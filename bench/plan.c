#include "plan.h"

#include <math.h>
#include <stdlib.h>

#include "chance.h"

#define DAY 86400
#define HOURS 6
#define DAYS_BEFORE 10 /* the stream begins amid events: those of the largest come three days later on average */

static int by_when(const void *a, const void *b)
{
    const moment *x = a, *y = b;
    if (x->when != y->when) return x->when < y->when ? -1 : 1;
    if (x->event != y->event) return x->event < y->event ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* The size of the event that comes after those known, kept by its number. False: out of memory. */
static bool add_event(plan *p, uint32_t reports)
{
    if (p->event_count == p->event_room) {
        size_t room = p->event_room ? 2 * p->event_room : 1024;
        uint32_t *sizes = realloc(p->sizes, room * sizeof *sizes);
        if (!sizes) return false;
        p->sizes = sizes;
        p->event_room = room;
    }
    p->sizes[p->event_count++] = reports;
    return true;
}

/* Of each event the reports within the days are planned, until there are enough. */
bool plan_make(int64_t count, int days, uint32_t most, uint64_t seed, plan *out)
{
    const double end = (double)days * DAY, before = (double)DAYS_BEFORE * DAY;
    *out = (plan){ .at = calloc((size_t)count + 1, sizeof *out->at), .count = count };
    if (!out->at) return false;
    for (int64_t planned = 0; planned < count;) {
        double size = pow(1 - share(&seed), -1 / 1.5), begin = share(&seed) * (end + before) - before;
        uint32_t reports = size < most ? (uint32_t)size : most, event = (uint32_t)out->event_count;
        double mean = HOURS * 3600 * (1 + log2(reports));
        if (!add_event(out, reports)) return false;
        for (uint32_t i = 0; i < reports && planned < count; i++) {
            double when = i ? begin - mean * log(1 - share(&seed)) : begin;
            if (when >= 0 && when < end) out->at[planned++] = (moment){ (int64_t)when, event, i };
        }
    }
    qsort(out->at, (size_t)count, sizeof *out->at, by_when);
    return true;
}

void plan_clear(plan *p)
{
    free(p->at);
    free(p->sizes);
    *p = (plan){ 0 };
}
