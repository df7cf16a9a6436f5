/* desk/alert_find.h - what came since the last time, held against the alerts: events are written down
 * (store/alerts.h), each with the line and the JSON that tell it (docs/json.md).
 *
 * A new article costs, for each alert, a search among the new articles or a look into who said what in them; stories
 * are looked at where they got a report, and compared where one is asked for by its number. */
#ifndef KB_DESK_ALERT_FIND_H
#define KB_DESK_ALERT_FIND_H

#include "desk/desk.h"

/* Events of all alerts that are not paused. Each alert has transactions of its own; what one fails with is told by
 * `problem`, and the others go on. Fails: as the store does, KB_ERR_MEMORY. */
kb_status kb_alerts_find(kb_desk *desk, const kb_alert_way_out *out, int64_t now, kb_err *err);

#endif
