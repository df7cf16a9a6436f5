/* show/feed_parts.h - what the pages of one feed and of all have in common. */
#ifndef KB_SHOW_FEED_PARTS_H
#define KB_SHOW_FEED_PARTS_H

#include "show/feeds_page.h"

static inline bool kb_feed_is(const kb_feed_shown *feed, const char *state)
{
    return kb_str_is(kb_str_of(feed->state), state);
}

/* "asked 5 min ago": `format` has one %s; the moment itself shows where the mouse rests, and to programs. */
void kb_page_feed_when(kb_buf *out, const kb_print *how, const char *format, int64_t at, bool ahead);

/* "7.5", "7,5"; nothing where it is not known. */
void kb_page_feed_rate(kb_buf *out, double per_day, const char *ui);

/* How it does: when it was asked and will be, what is wrong with it. */
void kb_page_feed_state(kb_buf *out, const kb_feed_shown *feed, const kb_print *how);

#endif
