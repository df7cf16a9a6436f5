#include "fetch/site.h"

#include <stdlib.h>

#include "base/map.h"

#define HOLDS ((int64_t)86400)   /* seconds; RFC 9309 2.4: no longer than a day */
#define HOLDS_NOT ((int64_t)600) /* so soon is asked again where there was no file to be had */
#define SITES_MAX ((size_t)1 << 14)
#define SITES_BYTES ((size_t)32 << 20) /* of rules that are known at once */
#define RULES_ARENA ((size_t)8 << 20)

struct kb_sites {
    const kb_robots_desk *desk;
    kb_map *by_origin;
    kb_site **all;
    size_t count, room, bytes;
};

kb_sites *kb_sites_new(const kb_robots_desk *desk)
{
    kb_sites *sites = calloc(1, sizeof *sites);
    if (!sites) return NULL;
    sites->desk = desk;
    sites->by_origin = kb_map_new();
    if (sites->by_origin) return sites;
    free(sites);
    return NULL;
}

static void free_site(kb_site *site)
{
    for (kb_job *job; (job = kb_jobs_take(&site->waiting));) kb_job_free(job);
    kb_arena_free(site->arena);
    free(site);
}

void kb_sites_free(kb_sites *sites)
{
    if (!sites) return;
    for (size_t i = 0; i < sites->count; i++) free_site(sites->all[i]);
    kb_map_free(sites->by_origin);
    free(sites->all);
    free(sites);
}

/* ---- what is known ---- */

static void forget_rules(kb_sites *sites, kb_site *site)
{
    if (site->arena) sites->bytes -= kb_arena_used(site->arena);
    kb_arena_free(site->arena);
    site->arena = NULL;
    site->robots = (kb_robots){ .delay = -1 };
}

/* Fails: KB_ERR_MEMORY, KB_ERR_LIMIT (a file of too many rules). */
static kb_status read_rules(kb_sites *sites, kb_site *site, kb_str text, kb_err *err)
{
    kb_robots robots;
    kb_str own;
    kb_arena *arena = kb_arena_new(RULES_ARENA);
    if (!arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_arena_copy(arena, kb_str_part(text, kb_span_of(0, KB_ROBOTS_BYTES)), &own)
                           ? kb_robots_read(own, KB_STR(KB_SITE_AGENT), arena, &robots, err)
                           : kb_arena_fail(arena, err);
    if (status != KB_OK) {
        kb_arena_free(arena);
        return status;
    }
    forget_rules(sites, site);
    bool some = robots.rules.count > 0 || robots.delay >= 0;
    site->verdict = some ? KB_ROBOTS_RULES : KB_ROBOTS_ALL;
    if (some) {
        site->arena = arena;
        site->robots = robots;
        sites->bytes += kb_arena_used(arena);
    } else {
        kb_arena_free(arena);
    }
    return KB_OK;
}

static void load(kb_sites *sites, kb_site *site)
{
    kb_robots_kept kept = { 0 };
    if (!sites->desk->load || !sites->desk->load(sites->desk->user, site->origin, &kept)) return;
    if (kept.verdict == KB_ROBOTS_NONE) return;
    site->verdict = kept.verdict;
    site->until = kept.until;
    site->known = kept.verdict == KB_ROBOTS_ALL || read_rules(sites, site, kept.text, NULL) == KB_OK;
}

static void save(const kb_sites *sites, const kb_site *site, kb_str text)
{
    const kb_robots_kept kept = { site->verdict, site->verdict == KB_ROBOTS_RULES ? text : (kb_str){ 0 }, site->until };
    if (sites->desk->save) sites->desk->save(sites->desk->user, site->origin, &kept);
}

kb_fault kb_site_allows(const kb_site *site, kb_str url, kb_err *err)
{
    switch (site->verdict) {
    case KB_ROBOTS_ALL: return KB_FAULT_NONE;
    case KB_ROBOTS_RULES:
        if (kb_robots_allow(&site->robots, url)) return KB_FAULT_NONE;
        (void)kb_fail(err, KB_ERR_IO, "the site's robots.txt does not want it to be asked for");
        return KB_FAULT_ROBOTS;
    case KB_ROBOTS_NONE: break;
    }
    *err = site->err;
    return site->fault;
}

/* ---- sites ---- */

static bool is_idle(const kb_site *site)
{
    return !site->asked && !site->waiting.first;
}

/* Forgets all that nothing waits for: the files are asked for again, or loaded from where the caller keeps them. */
static void sweep(kb_sites *sites)
{
    size_t kept = 0;
    kb_map *by_origin = kb_map_new();
    bool whole = by_origin != NULL;
    for (size_t i = 0; whole && i < sites->count; i++)
        if (!is_idle(sites->all[i])) whole = kb_map_set(by_origin, sites->all[i]->origin, sites->all[i]);
    if (!whole) {
        kb_map_free(by_origin);
        return;
    }
    for (size_t i = 0; i < sites->count; i++) {
        if (is_idle(sites->all[i])) {
            forget_rules(sites, sites->all[i]);
            free_site(sites->all[i]);
        } else {
            sites->all[kept++] = sites->all[i];
        }
    }
    kb_map_free(sites->by_origin);
    sites->by_origin = by_origin;
    sites->count = kept;
}

static bool make_room(kb_sites *sites)
{
    if (sites->count < sites->room) return true;
    size_t room = sites->room ? sites->room * 2 : 64;
    kb_site **all = realloc(sites->all, room * sizeof(kb_site *));
    if (!all) return false;
    sites->all = all;
    sites->room = room;
    return true;
}

kb_site *kb_sites_find(kb_sites *sites, kb_str origin)
{
    kb_site *site = kb_map_find(sites->by_origin, origin);
    if (site) return site;
    if (sites->count >= SITES_MAX || sites->bytes >= SITES_BYTES) sweep(sites);
    if (!make_room(sites) || !(site = calloc(1, sizeof *site + origin.len + 1))) return NULL;
    char *copy = (char *)(site + 1);
    memcpy(copy, origin.at, origin.len);
    site->origin = (kb_str){ copy, origin.len };
    site->robots.delay = -1;
    if (!kb_map_set(sites->by_origin, site->origin, site)) {
        free(site);
        return NULL;
    }
    sites->all[sites->count++] = site;
    load(sites, site);
    return site;
}

/* ---- learning ---- */

/* There was no file to be had: what was known goes on to hold for a while, else nothing may be asked for. */
static void learn_nothing(kb_site *site, const kb_response *answer, int64_t now)
{
    bool later = answer->fault == KB_FAULT_LATER; /* nobody was asked */
    site->retry = answer->retry_after;
    site->until = later ? now : now + (site->retry > HOLDS_NOT ? site->retry : HOLDS_NOT);
    if (site->until > now + HOLDS) site->until = now + HOLDS;
    if (site->known && site->verdict != KB_ROBOTS_NONE) return;
    site->known = true;
    site->verdict = KB_ROBOTS_NONE;
    site->fault = answer->fault ? answer->fault : KB_FAULT_ROBOTS;
    site->err = answer->err;
    if (!answer->fault)
        (void)kb_fail(&site->err, KB_ERR_IO, "its robots.txt answers %d: until it can be read, nothing is asked for",
                      answer->code);
}

kb_status kb_site_learn(kb_sites *sites, kb_site *site, const kb_response *answer, int64_t now, kb_err *err)
{
    bool told = answer->fault == KB_FAULT_NONE, rules = told && answer->code >= 200 && answer->code < 300;
    bool none = (told && answer->code >= 300 && answer->code < 500 && answer->code != 429) ||
                answer->fault == KB_FAULT_REDIRECTS; /* RFC 9309 2.3.1.2: as if there were no file */
    site->asked = false;
    if (!rules && !none) {
        learn_nothing(site, answer, now);
        return KB_OK;
    }
    kb_status status = KB_OK;
    if (rules) {
        status = read_rules(sites, site, answer->body, err);
    } else {
        forget_rules(sites, site);
        site->verdict = KB_ROBOTS_ALL;
    }
    if (status == KB_ERR_LIMIT) { /* more rules than anyone means: as if it could not be read */
        site->verdict = KB_ROBOTS_NONE;
        site->fault = KB_FAULT_ROBOTS;
        (void)kb_fail(&site->err, KB_ERR_LIMIT, "the site's robots.txt has too many rules");
        status = KB_OK;
    }
    site->known = true;
    site->until = now + HOLDS;
    site->retry = -1;
    if (status == KB_OK && site->verdict != KB_ROBOTS_NONE) save(sites, site, answer->body);
    return status;
}
