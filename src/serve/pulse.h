/* serve/pulse.h - what happens on the desk, told as it happens: a stream of server-sent events (HTML Living Standard,
 * 9.2) to each that listens. The desk itself remembers, so that who was away goes on behind Last-Event-ID. */
#ifndef KB_SERVE_PULSE_H
#define KB_SERVE_PULSE_H

#include "base/buf.h"
#include "serve/desks.h"

typedef struct kb_pulse kb_pulse;

kb_pulse *kb_pulse_new(kb_desks *desks); /* NULL when memory is out */
void kb_pulse_free(kb_pulse *pulse);     /* after kb_pulse_end, when nobody listens any more; NULL is fine */

void kb_pulse_beat(kb_pulse *pulse); /* now and then: has the desk changed? Then those who listen are woken */
void kb_pulse_end(kb_pulse *pulse);  /* all streams end */

/* Adds the events behind *at (UINT64_MAX: from now on) to `out`, as "id", "event" and "data" lines, and moves *at. Waits
 * for one, but not above KB_PULSE_SECONDS. False: the stream is to end. */
#define KB_PULSE_SECONDS 15
bool kb_pulse_read(void *pulse, uint64_t *at, kb_buf *out);

#endif
