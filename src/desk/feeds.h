/* desk/feeds.h - the feeds that are followed, written for people and programs. */
#ifndef KB_DESK_FEEDS_H
#define KB_DESK_FEEDS_H

#include "desk/desk.h"

/* Those with these numbers (none: all), in order of folders and names. */
kb_status kb_desk_list_feeds(kb_desk *desk, const int64_t *ids, size_t count, const kb_print *how, const kb_sink *out,
                             kb_err *err);

#endif
