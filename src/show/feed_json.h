/* show/feed_json.h - a feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/): its field names, left out where
 * there is nothing, as that standard has it; what it lacks under "_kabar" (docs/json.md). */
#ifndef KB_SHOW_FEED_JSON_H
#define KB_SHOW_FEED_JSON_H

#include "read/feed.h"
#include "show/json.h"

/* Writes one object, without a line feed. */
void kb_json_feed(kb_json *json, const kb_feed *feed);

#endif
