/* read/feed_items.h - the items of a feed as documents: each that has words gives one, of its content or else its
 * summary, its title, URL, people, times and tags; the outlet is the feed. What the feed lost is told as a problem. */
#ifndef KB_READ_FEED_ITEMS_H
#define KB_READ_FEED_ITEMS_H

#include "read/feed.h"
#include "read/reading.h"

kb_status kb_feed_items_read(const kb_reading *reading, size_t *count, kb_err *err);

/* Is the item's text the whole article? Long enough, and not cut short: no feed says it. Time: linear. */
bool kb_feed_item_whole(const kb_feed_item *item);

#endif
