#include "fetch/schedule.h"

#include <math.h>

#include "base/time.h"

#define DAY ((int64_t)86400)
#define HALF_LIFE (2.0 * 86400)
#define FIRST_WAIT ((int64_t)3600) /* of a feed about which nothing is known */
#define QUIET_SHARE 8              /* a silence grows into an interval of an eighth of it */
#define DOUBLINGS_MAX 12

static int64_t bounded(int64_t value, int64_t low, int64_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* What the feed's pace asks for. */
static int64_t pace_of(const kb_schedule *s)
{
    int64_t wait = s->period ? s->period : FIRST_WAIT;
    if (s->rate >= 0) {
        double gap = s->rate > 0 ? 1 / s->rate : (double)KB_SCHEDULE_LONGEST;
        wait = gap < (double)KB_SCHEDULE_LONGEST ? (int64_t)gap : KB_SCHEDULE_LONGEST;
    }
    if (s->quiet / QUIET_SHARE > wait) wait = s->quiet / QUIET_SHARE;
    return bounded(wait, KB_SCHEDULE_SHORTEST, KB_SCHEDULE_LONGEST);
}

/* From KB_SCHEDULE_SHORTEST, doubled with each failure; never sooner than a feed that answers. */
static int64_t back_off(int64_t wait, int64_t failures)
{
    int64_t longer = KB_SCHEDULE_SHORTEST << bounded(failures, 0, DOUBLINGS_MAX);
    return longer < wait ? wait : bounded(longer, 0, wait > KB_SCHEDULE_LONGEST ? wait : KB_SCHEDULE_LONGEST);
}

static int64_t at_least(int64_t wait, int64_t limit)
{
    limit = bounded(limit, 0, KB_SCHEDULE_LIMIT);
    return wait < limit ? limit : wait;
}

static bool is_skipped(const kb_schedule *s, int64_t at)
{
    int64_t day = at / DAY, hour = at % DAY / 3600;
    return (s->skip_hours >> hour & 1) || (s->skip_days >> kb_weekday_of(day) & 1);
}

/* The first moment at or after `at` in which the feed may be asked. One that never may be is asked all the same. */
static int64_t behind_skips(const kb_schedule *s, int64_t at)
{
    int64_t when = at;
    for (int hours = 0; hours < 8 * 24; hours++) {
        if (!is_skipped(s, when)) return when;
        when = when / 3600 * 3600 + 3600;
    }
    return at;
}

static int64_t spread_by(int64_t wait, int64_t part, uint64_t chance)
{
    return wait + (int64_t)(chance % (uint64_t)(wait / part + 1));
}

int64_t kb_schedule_wait(const kb_schedule *s, int64_t now, uint64_t chance)
{
    int64_t wait = s->chosen ? s->chosen : pace_of(s), spread = 10;
    if (s->failures > 0) {
        wait = back_off(wait, s->failures);
        spread = 2;
    }
    wait = at_least(at_least(at_least(wait, s->ttl), s->fresh), s->retry_after);
    int64_t most = wait > KB_SCHEDULE_LONGEST ? INT64_MAX : KB_SCHEDULE_LONGEST;
    wait = bounded(spread_by(wait, spread, chance), 0, most);
    return behind_skips(s, now + wait) - now;
}

double kb_schedule_rate(double before, int64_t entries, int64_t seconds)
{
    if (seconds < 1) seconds = 1;
    double fade = exp2(-(double)seconds / HALF_LIFE), came = (double)entries / (double)seconds;
    return before < 0 ? came : before * fade + came * (1 - fade);
}

kb_outcome kb_schedule_outcome(int code)
{
    if (code >= 200 && code <= 299) return KB_OUTCOME_ANSWER;
    return code == 304 ? KB_OUTCOME_SAME : code == 410 ? KB_OUTCOME_GONE : KB_OUTCOME_FAILED;
}

int64_t kb_look_first(int64_t age)
{
    return bounded(age / 2, KB_LOOK_FIRST, KB_LOOK_LONGEST);
}

int64_t kb_look_wait(int64_t before, kb_look_found found, int64_t limit)
{
    int64_t wait = KB_LOOK_FIRST;
    before = bounded(before, KB_LOOK_FIRST, KB_LOOK_LONGEST);
    switch (found) {
    case KB_LOOK_SAME: wait = bounded(before * KB_LOOK_FACTOR, KB_LOOK_FIRST, KB_LOOK_LONGEST); break;
    case KB_LOOK_CHANGED: wait = bounded(before / KB_LOOK_FACTOR, KB_LOOK_FIRST, KB_LOOK_LONGEST); break;
    case KB_LOOK_DOUBTFUL: break;
    }
    return at_least(wait, limit);
}

int64_t kb_look_due(int64_t now, int64_t wait, uint64_t chance)
{
    return now + spread_by(wait, 10, chance);
}
