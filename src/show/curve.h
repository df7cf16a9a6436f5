/* show/curve.h - counts over time as a small drawing of bars, with the same said in words for who does not see it. */
#ifndef KB_SHOW_CURVE_H
#define KB_SHOW_CURVE_H

#include "show/json.h"
#include "story/facts.h"

/* `label`: what is counted, an interface word. The highest bar has the full height. */
void kb_page_curve(kb_buf *out, const kb_timeline *timeline, const char *label, const kb_print *how);

/* Larger, with the first and the last day written below, and the counts as a table that can be unfolded. */
void kb_page_curve_large(kb_buf *out, const kb_timeline *timeline, const char *label, const kb_print *how);

/* Moments in order, counted in steps (kb_timeline_make). Fails: KB_ERR_MEMORY. */
kb_status kb_timeline_of(const int64_t *moments, size_t count, kb_timeline *out, kb_err *err);

/* "timeline": {"begin","step","<noun>":[...]} */
void kb_json_put_timeline(kb_json *json, const char *noun, const kb_timeline *timeline);

#endif
