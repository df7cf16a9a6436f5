/* desk/alert_send.h - events that are due are told: as a line, by a command, to a webhook.
 *
 * Of an alert one event at a time is on its way, the longest due first. A command is waited for, ALERT_COMMAND_MS at
 * most; webhooks are asked by a client of their own (fetch/client.h: guard, pace, limits) while others work. What fails
 * is tried again as a feed is (fetch/schedule.h), KB_ALERT_TRIES times in all; a refusal that will not pass (an address
 * that is closed, 404, no such command) is given up at once. While one of its events has just failed an alert waits. */
#ifndef KB_DESK_ALERT_SEND_H
#define KB_DESK_ALERT_SEND_H

#include "desk/desk.h"

#define KB_ALERT_TRIES 8 /* over ten hours */

typedef struct kb_alert_sender kb_alert_sender;

/* `out` must outlive it. Fails: KB_ERR_MEMORY. */
kb_status kb_alert_sender_open(kb_desk *desk, const kb_alert_way_out *out, kb_alert_sender **to, kb_err *err);

/* Waits a little for webhooks that are on their way; what does not come is sent again when its turn is over. NULL is
 * fine. */
void kb_alert_sender_close(kb_alert_sender *sender);

/* Tells what is due at `now`, and takes what webhooks answered: a part, so that the caller can go on meanwhile, and
 * whether *more is due; with `wait` until nothing is due or on its way. `more` may be NULL. Fails: as the store does,
 * what the sink returns, KB_ERR_MEMORY; of what fails with a command or a webhook `problem` is told. */
kb_status kb_alerts_send(kb_alert_sender *sender, int64_t now, bool wait, bool *more, kb_err *err);

#endif
