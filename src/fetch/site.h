/* fetch/site.h - what is known of the robots.txt of each origin ("https://host:port"), and what waits for it.
 * RFC 9309: an answer of 4xx allows all (2.3.1.3), one of 5xx and none at all forbid all (2.3.1.4) unless an earlier
 * file is known; of 429, which asks for less, it is the second. A file holds for a day (2.4). */
#ifndef KB_FETCH_SITE_H
#define KB_FETCH_SITE_H

#include "fetch/job.h"
#include "fetch/robots.h"

#define KB_SITE_AGENT "kabar"

typedef struct kb_site {
    kb_str origin; /* behind the site, in the same block */
    bool asked;    /* its robots.txt is on the way */
    bool known;    /* something is, even if it holds no more */
    kb_robots_verdict verdict;
    int64_t until;    /* seconds since 1970 to which it holds */
    kb_arena *arena;  /* of the rules and their text; NULL: none */
    kb_robots robots; /* of KB_ROBOTS_RULES */
    kb_fault fault;   /* of KB_ROBOTS_NONE: why it could not be asked for; KB_FAULT_ROBOTS: it answered so */
    kb_err err;       /* in words */
    int64_t retry;    /* seconds; negative: not said */
    kb_jobs waiting;
} kb_site;

typedef struct kb_sites kb_sites;

kb_sites *kb_sites_new(const kb_robots_desk *desk); /* `desk` is looked at; NULL when memory is out */
void kb_sites_free(kb_sites *sites);                /* with the jobs that wait; NULL is fine */

/* The site of this origin, with what the caller has kept of it; NULL when memory is out. Where much is known, sites
 * that nothing waits for are forgotten first. */
kb_site *kb_sites_find(kb_sites *sites, kb_str origin);

/* Does what is known hold at `now`? */
static inline bool kb_site_holds(const kb_site *site, int64_t now)
{
    return site->known && site->until > now;
}

/* May this address of the site be asked for? Else why not; `retry` as in kb_response. */
kb_fault kb_site_allows(const kb_site *site, kb_str url, kb_err *err);

/* Takes the answer to its robots.txt. What is learned is given to the caller to keep. Fails: KB_ERR_MEMORY. */
kb_status kb_site_learn(kb_sites *sites, kb_site *site, const kb_response *answer, int64_t now, kb_err *err);

#endif
