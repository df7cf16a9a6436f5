#define _POSIX_C_SOURCE 200809L
#include "serve/pulse.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "desk/news.h"

#define EVENTS_AT_ONCE 100

struct kb_pulse {
    kb_desks *desks;
    pthread_mutex_t lock;
    pthread_cond_t beat;
    uint64_t generation, beats;
    bool ended;
};

kb_pulse *kb_pulse_new(kb_desks *desks)
{
    pthread_condattr_t clock;
    kb_pulse *pulse = calloc(1, sizeof *pulse);
    if (!pulse) return NULL;
    pulse->desks = desks;
    (void)pthread_mutex_init(&pulse->lock, NULL);
    (void)pthread_condattr_init(&clock);
    (void)pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&pulse->beat, &clock);
    (void)pthread_condattr_destroy(&clock);
    return pulse;
}

void kb_pulse_free(kb_pulse *pulse)
{
    if (!pulse) return;
    (void)pthread_cond_destroy(&pulse->beat);
    (void)pthread_mutex_destroy(&pulse->lock);
    free(pulse);
}

static void wake(kb_pulse *pulse, bool end)
{
    (void)pthread_mutex_lock(&pulse->lock);
    pulse->beats++;
    pulse->ended |= end;
    (void)pthread_cond_broadcast(&pulse->beat);
    (void)pthread_mutex_unlock(&pulse->lock);
}

void kb_pulse_beat(kb_pulse *pulse)
{
    kb_lent *lent;
    uint64_t generation;
    if (kb_desks_borrow(pulse->desks, KB_LEND_LOOK, &lent, NULL) != KB_OK) return;
    kb_status status = kb_desks_generation(pulse->desks, lent, &generation, NULL);
    kb_desks_return(pulse->desks, lent);
    if (status != KB_OK || generation == pulse->generation) return;
    pulse->generation = generation;
    wake(pulse, false);
}

void kb_pulse_end(kb_pulse *pulse)
{
    if (pulse) wake(pulse, true);
}

typedef struct {
    kb_buf *out;
    uint64_t *at;
} events;

static kb_status add_event(void *user, int64_t place, const char *kind, kb_str json)
{
    events *e = user;
    *e->at = (uint64_t)place;
    kb_buf_print(e->out, "id: %" PRId64 "\nevent: %s\ndata: ", place, kind);
    kb_buf_add(e->out, json); /* one line: JSON escapes line ends */
    kb_buf_add_c(e->out, "\n\n");
    return KB_OK;
}

/* Adds what there is behind the place. */
static kb_status add_events(kb_pulse *pulse, uint64_t *at, kb_buf *out)
{
    kb_lent *lent;
    int64_t place = 0;
    events e = { out, at };
    kb_status status = kb_desks_borrow(pulse->desks, KB_LEND_READ, &lent, NULL);
    if (status != KB_OK) return status == KB_ERR_BUSY ? KB_OK : status; /* the next time */
    if (*at == UINT64_MAX) {
        status = kb_desk_news_place(lent->desk, &place, NULL);
        *at = (uint64_t)place;
    } else {
        status = kb_desk_news(lent->desk, (int64_t)*at, EVENTS_AT_ONCE, add_event, &e, NULL);
    }
    kb_desks_return(pulse->desks, lent);
    return status == KB_ERR_BUSY ? KB_OK : status;
}

/* Waits for a beat behind `seen`. False: there is none to come. */
static bool wait_for_beat(kb_pulse *pulse, uint64_t seen)
{
    struct timespec until;
    (void)clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += KB_PULSE_SECONDS;
    (void)pthread_mutex_lock(&pulse->lock);
    int late = 0;
    while (pulse->beats == seen && !pulse->ended && late == 0)
        late = pthread_cond_timedwait(&pulse->beat, &pulse->lock, &until);
    bool goes_on = !pulse->ended;
    (void)pthread_mutex_unlock(&pulse->lock);
    return goes_on;
}

static uint64_t beats(kb_pulse *pulse)
{
    (void)pthread_mutex_lock(&pulse->lock);
    uint64_t count = pulse->beats;
    (void)pthread_mutex_unlock(&pulse->lock);
    return count;
}

bool kb_pulse_read(void *user, uint64_t *at, kb_buf *out)
{
    kb_pulse *pulse = user;
    bool first = *at == UINT64_MAX;
    uint64_t seen = beats(pulse); /* what comes while the desk is read wakes at once */
    if (add_events(pulse, at, out) != KB_OK) return false;
    if (out->len || first) return !out->failed;
    if (!wait_for_beat(pulse, seen)) return false;
    return add_events(pulse, at, out) == KB_OK;
}
