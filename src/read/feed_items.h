/* read/feed_items.h - the items of a feed as documents: each that has words gives one, of its content or else its
 * summary, its title, URL, people, times and tags; the outlet is the feed. What the feed lost is told as a problem. */
#ifndef KB_READ_FEED_ITEMS_H
#define KB_READ_FEED_ITEMS_H

#include "read/reading.h"

kb_status kb_feed_items_read(const kb_reading *reading, size_t *count, kb_err *err);

#endif
