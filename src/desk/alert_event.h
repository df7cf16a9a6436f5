/* desk/alert_event.h - what the modules that look for events share (desk/alert_find.h). */
#ifndef KB_DESK_ALERT_EVENT_H
#define KB_DESK_ALERT_EVENT_H

#include "desk/answer.h"
#include "store/alerts.h"

/* Of what it tells: "banjir", "Lanukari", "story 7", "any story". */
void kb_alert_label(kb_buf *out, const kb_alert *alert, const char *ui);

/* "10 reports within 2 h", "20 reports, 8 outlets" */
void kb_alert_measure(kb_buf *out, const kb_alert *alert, const char *ui);

const char *kb_alert_kind_name(kb_alert_kind kind); /* as in JSON: "search" ... */

/* Looking for what one alert tells. */
typedef struct {
    kb_desk *desk;
    const kb_alert *alert;
    const kb_print *how;
    int64_t now;
    int64_t since; /* of what was published before, nothing is told */
    kb_arena *arena;
    struct {
        kb_event *at;
        size_t count;
    } events; /* to be written down; those without a line are known */
    kb_err *err;
} kb_alert_finding;

/* An event that is being written: the head of its line and of its JSON, then what the caller adds, then its end. */
typedef struct {
    kb_buf line, text;
    kb_json json;
} kb_event_words;
void kb_event_begin(const kb_alert_finding *f, kb_str key, kb_event_words *words);
kb_status kb_event_end(kb_alert_finding *f, kb_str key, kb_str articles, kb_event_words *words);

kb_status kb_alert_know(kb_alert_finding *f, kb_str key); /* a key that becomes known with the others */

/* What differs, is denied or was changed in the alert's story, and is new; where none is to be told, as for an alert
 * that is made (`all_known`), they become known. */
kb_status kb_alert_find_rows(kb_alert_finding *f, int64_t story, bool all_known);

#endif
