/* show/alerts_page.h - what the user wants to be told of, as pages of a served desk: the list with what was told
 * lately, and the forms by which an alert is made. */
#ifndef KB_SHOW_ALERTS_PAGE_H
#define KB_SHOW_ALERTS_PAGE_H

#include "show/form.h"

typedef struct {
    int64_t id, story;  /* story: 0: any */
    kb_str what, where; /* phrases: "search gempa, in id"; where it is told */
    bool paused;
    int64_t told, waiting, failed;
    int64_t last; /* seconds since 1970 UTC; 0: never */
    kb_str error;
} kb_alert_shown;

typedef struct {
    int64_t alert, article, story; /* 0: none */
    const char *state;             /* "told", "waits", "given up" */
    int64_t at;
    kb_str line;
} kb_told_shown;

void kb_page_alerts_head(kb_buf *out, size_t count, const kb_print *how);
void kb_page_alerts_item(kb_buf *out, const kb_alert_shown *alert, const kb_print *how);
void kb_page_alerts_told(kb_buf *out, size_t count, const kb_print *how); /* ends the alerts; what was told follows */
void kb_page_alerts_event(kb_buf *out, const kb_told_shown *told, const kb_print *how);
void kb_page_alerts_foot(kb_buf *out, const kb_print *how);

/* `kind`: of which form `typed` is: "search", "speaker", "story", "size", "growth"; NULL: of none. `wrong`: what is
 * wrong with it, at the field of that name, NULL: at none of them. Numbers are as they were typed. */
typedef struct {
    const char *kind;
    const char *search, *lang, *speaker, *about, *stance, *story, *reports, *outlets, *growth, *within, *webhook;
    bool differs;
    const char *wrong, *field;
} kb_alert_typed;
void kb_page_alert_new(kb_buf *out, const kb_alert_typed *typed, const kb_print *how);

#endif
