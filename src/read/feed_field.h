/* read/feed_field.h - the elements of a feed and of its items, as rows of a table: which field each one fills, and
 * which of several that fill the same field is trusted most. */
#ifndef KB_READ_FEED_FIELD_H
#define KB_READ_FEED_FIELD_H

#include "read/feed_part.h"

/* Fields that several elements may fill; the one of the highest rank stays, of equals the first. */
typedef enum {
    KB_FIELD_ID,
    KB_FIELD_URL,
    KB_FIELD_EXTERNAL,
    KB_FIELD_FEED_URL,
    KB_FIELD_TITLE,
    KB_FIELD_CONTENT,
    KB_FIELD_SUMMARY,
    KB_FIELD_PUBLISHED,
    KB_FIELD_MODIFIED,
    KB_FIELD_IMAGE,
    KB_FIELD_ICON,
    KB_FIELD_LANGUAGE,
    KB_FIELD_RIGHTS,
    KB_FIELD_GENERATOR,
    KB_FIELD_COMMENTS,
    KB_FIELD_AUTHORS,
    KB_FIELD_COUNT
} kb_feed_field;

/* A feed or an item while its elements are read: `item` is NULL for the feed itself. */
typedef struct {
    kb_feed_builder *b;
    kb_feed_item *item;
    int ranks[KB_FIELD_COUNT];      /* of what stands there; 0: nothing */
    kb_feed_words content, summary; /* settled by kb_feed_finish */
    kb_str permalink;               /* a guid that is a URL */
} kb_feed_target;

/* When the feed wants to be asked again (read/feed_timing.c): a reader of elements like those of feed_field.c. */
kb_status kb_feed_timing_read(kb_feed_target *target, size_t node, kb_feed_field field, int rank);

/* Reads what is inside `node` (a channel, a feed, an item, an entry) into the target. Items in it are passed over. */
kb_status kb_feed_fields_read(kb_feed_target *target, size_t node);

/* Settles what depends on several elements: content or summary, an item's URL and id. */
kb_status kb_feed_fields_finish(kb_feed_target *target);

#endif
