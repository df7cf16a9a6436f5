/* fetch/robots.h - a site's robots.txt: may a page be asked for, and how often (RFC 9309).
 *
 * Read as Google's parser reads it where the RFC leaves room: the common misspellings of "disallow", a line without a
 * colon, a group for all that comes before the one for us, "/index.htm" that stands for its folder. Crawl-delay and
 * Sitemap are no part of the RFC; both are widely written and read here. What an answer of 404 or 503 in place of the
 * file means is the caller's to say (RFC 9309, 2.3.1).
 */
#ifndef KB_FETCH_ROBOTS_H
#define KB_FETCH_ROBOTS_H

#include "base/arena.h"

#define KB_ROBOTS_BYTES ((size_t)512 << 10) /* of a file that are read; RFC 9309, 2.5, asks for 500 KiB */

typedef struct {
    kb_str pattern; /* of a path; percent-encoded, * and a $ at its end not */
    bool allow;
} kb_robots_rule;

typedef struct {
    kb_robots_rule *at;
    size_t count;
} kb_robots_rules;

typedef struct {
    kb_robots_rules rules; /* of the groups for this agent; of those for all where there is none */
    double delay;          /* seconds between requests; negative: not said */
    struct {
        kb_str *at;
        size_t count;
    } sitemaps; /* of the whole file, as written */
} kb_robots;

/* Reads what the file says to `agent`, a product token ("kabar"). The first KB_ROBOTS_BYTES are read; bytes may be any.
 * What is found lives in `arena` and looks at `text`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear. */
kb_status kb_robots_read(kb_str text, kb_str agent, kb_arena *arena, kb_robots *out, kb_err *err);

/* May this address be asked for? The longest pattern that matches decides, of two as long the one that allows. `url` is
 * an absolute address or a path, percent-encoded. A file whose patterns take too many steps to match (hostile ones
 * alone do) forbids. */
bool kb_robots_allow(const kb_robots *robots, kb_str url);

#endif
