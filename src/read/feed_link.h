/* read/feed_link.h - the feeds that a page names: <link rel=alternate> with the media type of a feed (RSS Advisory
 * Board, "RSS Autodiscovery"; HTML, 4.6.7.1). */
#ifndef KB_READ_FEED_LINK_H
#define KB_READ_FEED_LINK_H

#include "base/arena.h"
#include "read/document.h"

#define KB_FEED_LINKS_MAX 10

/* The feeds' addresses in the page's order, each once; absolute where `url`, <base> or the page's canonical address
 * says against what. They live in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_feed_links_find(kb_str html, kb_str url, kb_arena *arena, kb_strs *out, kb_err *err);

#endif
