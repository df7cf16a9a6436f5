/* read/feed_link.h - where a site's feeds may be: those that a page names, <link rel=alternate> with the media type of
 * a feed (RSS Advisory Board, "RSS Autodiscovery"; HTML, 4.6.7.1); what it links to and looks like one; the places
 * where software that makes sites puts them. */
#ifndef KB_READ_FEED_LINK_H
#define KB_READ_FEED_LINK_H

#include "base/arena.h"
#include "read/document.h"

#define KB_FEED_LINKS_MAX 10

/* The feeds' addresses in the page's order, each once; absolute where `url`, <base> or the page's canonical address
 * says against what. They live in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_feed_links_find(kb_str html, kb_str url, kb_arena *arena, kb_strs *out, kb_err *err);

/* The same, and behind them the links of the page to its own site whose address or words look like a feed's: they have
 * to be asked what they are. At most KB_FEED_LINKS_MAX in all. */
kb_status kb_feed_links_guess(kb_str html, kb_str url, kb_arena *arena, kb_strs *out, kb_err *err);

/* Paths at which feeds are often found, likeliest first, ended by NULL. */
extern const char *const kb_feed_places[];

/* What people and lists write for a feed's address ("feed:https://...", "feed://host/..."), as http or https; empty
 * where it is none. False when memory or the limit is out. */
bool kb_feed_link_whole(kb_arena *arena, kb_str given, kb_str *out) KB_CHECK;

#endif
