/* desk/discover.h - the feeds of a site, found by asking its hosts. */
#ifndef KB_DESK_DISCOVER_H
#define KB_DESK_DISCOVER_H

#include "desk/net.h"
#include "store/feeds.h"

typedef struct {
    struct {
        kb_follow *at; /* url, sitemap, title and home of each */
        size_t count;
    } feeds;
    kb_strs named; /* feeds that a page names and that were not asked */
} kb_discovered;

/* Asks for `url`. Where it is a feed, that is all; where it is a page, feeds are looked for among those that it names,
 * those that it links to, at the usual places, and, of news, in the sitemaps that robots.txt names: the first that is
 * one, or (`all`) all of the way on which one is found. What is found lives in `arena`. Fails: KB_ERR_NOT_FOUND (none),
 * KB_ERR_NET (the host does not answer; err says why), KB_ERR_FORMAT (it is none that is asked), KB_ERR_IO,
 * KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_discover(kb_net_open *net, kb_str url, bool all, kb_arena *arena, kb_discovered *out, kb_err *err);

#endif
