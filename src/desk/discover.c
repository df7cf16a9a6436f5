#include "desk/discover.h"

#include "base/url.h"
#include "desk/poll.h"
#include "fetch/robots.h"
#include "fetch/schedule.h"
#include "read/feed_link.h"
#include "read/sitemap.h"

#define REQUESTS_MAX 40
#define SITEMAPS_MAX 10 /* of those that a host or an index names */
#define PAGE_BYTES ((size_t)1 << 30)

typedef struct {
    kb_net_open *net;
    kb_arena *arena;
    kb_discovered *out;
    bool all;
    int requests;
    kb_err *err;
} search;

static bool is_done(const search *s)
{
    return (s->out->feeds.count && !s->all) || s->requests >= REQUESTS_MAX;
}

static kb_status ask(search *s, kb_str url, kb_ask kind, kb_response **answer)
{
    const kb_request request = { .url = url, .kind = kind };
    s->requests++;
    *answer = NULL;
    return kb_client_get(s->net->client, &request, answer, s->err);
}

static bool has_words(const kb_response *answer)
{
    return answer->fault == KB_FAULT_NONE && kb_schedule_outcome(answer->code) == KB_OUTCOME_ANSWER;
}

static kb_status add(search *s, kb_str url, bool sitemap, const kb_feed *feed)
{
    kb_follow found = { .sitemap = sitemap };
    bool kept = kb_arena_copy(s->arena, url, &found.url) && kb_arena_copy(s->arena, feed->title, &found.title) &&
                kb_arena_copy(s->arena, feed->home_page_url, &found.home);
    kb_follow *to = kept ? KB_ADD(s->arena, &s->out->feeds, kb_follow) : NULL;
    if (!to) return kb_arena_fail(s->arena, s->err);
    *to = found;
    return KB_OK;
}

/* Takes the answer where it is a feed. `why` says what it is else. */
static kb_status take_feed(search *s, const kb_response *answer, bool sitemap, bool *taken, kb_err *why)
{
    kb_feed feed;
    kb_arena *scratch = kb_arena_new(PAGE_BYTES);
    *taken = false;
    if (!scratch) return kb_fail(s->err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_desk_read_feed(answer, sitemap, scratch, &feed, why);
    if (status == KB_OK) {
        *taken = true;
        status = add(s, answer->moved.len ? answer->moved : answer->url, sitemap, &feed);
    } else if (status != KB_ERR_MEMORY) {
        status = KB_OK;
    }
    kb_arena_free(scratch);
    return status;
}

static kb_status try_feed(search *s, kb_str url)
{
    kb_response *answer;
    kb_err why = { 0 };
    bool taken;
    kb_status status = ask(s, url, KB_ASK_FEED, &answer);
    if (status == KB_OK && has_words(answer)) status = take_feed(s, answer, false, &taken, &why);
    kb_response_free(answer);
    return status;
}

/* ---- the ways ---- */

/* A feed of what readers say is followed where nothing else is there, or by its own address. */
static bool is_of_comments(kb_str url)
{
    return kb_str_find(url, KB_STR("comment"), 0) != SIZE_MAX;
}

static kb_status look_in_page(search *s, const kb_response *page)
{
    kb_strs links = { 0 };
    kb_arena *scratch = kb_arena_new(PAGE_BYTES);
    if (!scratch) return kb_fail(s->err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_feed_links_guess(page->body, page->final, scratch, &links, s->err);
    if (status == KB_ERR_LIMIT) status = KB_OK; /* nested without end: no page to look in */
    for (size_t i = 0; i < links.count && status == KB_OK; i++) {
        kb_str url = links.at[i], *named;
        if (!kb_url_is_web(url) || is_of_comments(url)) continue;
        if (!is_done(s)) {
            status = try_feed(s, url);
        } else if (!(named = KB_ADD(s->arena, &s->out->named, kb_str)) || !kb_arena_copy(s->arena, url, named)) {
            status = kb_arena_fail(s->arena, s->err);
        }
    }
    kb_arena_free(scratch);
    return status;
}

static kb_status look_at_places(search *s, kb_str site)
{
    kb_status status = KB_OK;
    for (size_t i = 0; kb_feed_places[i] && s->out->feeds.count == 0 && !is_done(s) && status == KB_OK; i++) {
        kb_str url;
        if (!kb_url_resolve(s->arena, site, kb_str_of(kb_feed_places[i]), &url)) return kb_arena_fail(s->arena, s->err);
        status = try_feed(s, url);
    }
    return status;
}

/* A sitemap of news is taken; the sitemaps of an index go to `next`. */
static kb_status try_sitemap(search *s, kb_str url, kb_strs *next)
{
    kb_response *answer;
    kb_sitemap map = { 0 };
    kb_err why = { 0 };
    bool taken;
    kb_arena *scratch = kb_arena_new(PAGE_BYTES);
    if (!scratch) return kb_fail(s->err, KB_ERR_MEMORY, "out of memory");
    kb_status status = ask(s, url, KB_ASK_SITEMAP, &answer);
    bool read = status == KB_OK && has_words(answer) &&
                kb_sitemap_read(answer->body, answer->final, scratch, &map, &why) == KB_OK;
    if (read && map.news) status = take_feed(s, answer, true, &taken, &why);
    for (size_t i = 0; read && map.index && next && i < map.pages.count && status == KB_OK; i++) {
        bool likely = kb_str_find(map.pages.at[i].url, KB_STR("news"), 0) != SIZE_MAX;
        kb_str *to = likely && next->count < SITEMAPS_MAX ? KB_ADD(s->arena, next, kb_str) : NULL;
        if (to && !kb_arena_copy(s->arena, map.pages.at[i].url, to)) status = kb_arena_fail(s->arena, s->err);
    }
    kb_response_free(answer);
    kb_arena_free(scratch);
    return status;
}

static kb_status look_in_sitemaps(search *s, kb_str site)
{
    kb_response *answer;
    kb_robots robots = { 0 };
    kb_strs next = { 0 };
    kb_str url;
    if (!kb_url_resolve(s->arena, site, KB_STR("/robots.txt"), &url)) return kb_arena_fail(s->arena, s->err);
    kb_status status = ask(s, url, KB_ASK_ROBOTS, &answer);
    if (status == KB_OK && has_words(answer))
        status = kb_robots_read(answer->body, KB_STR("kabar"), s->arena, &robots, s->err);
    for (size_t i = 0; i < robots.sitemaps.count && i < SITEMAPS_MAX && !is_done(s) && status == KB_OK; i++)
        if (kb_url_is_web(robots.sitemaps.at[i])) status = try_sitemap(s, robots.sitemaps.at[i], &next);
    for (size_t i = 0; i < next.count && !is_done(s) && status == KB_OK; i++) status = try_sitemap(s, next.at[i], NULL);
    kb_response_free(answer);
    return status;
}

static kb_status look_on_site(search *s, const kb_response *page, kb_str url, const kb_err *why)
{
    kb_status status = look_in_page(s, page);
    if (status == KB_OK && !s->out->feeds.count) status = look_at_places(s, page->final);
    if (status == KB_OK && !s->out->feeds.count) status = look_in_sitemaps(s, page->final);
    if (status != KB_OK || s->out->feeds.count) return status;
    return kb_fail(s->err, KB_ERR_NOT_FOUND, "%.*s: %s", KB_STR_ARGS(url), why->text);
}

kb_status kb_discover(kb_net_open *net, kb_str url, bool all, kb_arena *arena, kb_discovered *out, kb_err *err)
{
    search s = { .net = net, .arena = arena, .out = out, .all = all, .err = err };
    kb_response *answer;
    kb_err why = { 0 };
    bool taken = false;
    *out = (kb_discovered){ 0 };
    kb_status status = ask(&s, url, KB_ASK_FEED, &answer);
    if (status == KB_OK && answer->fault != KB_FAULT_NONE)
        status = kb_fail(err, kb_fault_status(answer->fault), "%s", answer->err.text);
    else if (status == KB_OK && !has_words(answer))
        status = kb_fail(err, KB_ERR_NET, "%.*s: the host answers with %d", KB_STR_ARGS(url), answer->code);
    if (status == KB_OK) status = take_feed(&s, answer, false, &taken, &why);
    if (status == KB_OK && !taken) status = take_feed(&s, answer, true, &taken, &(kb_err){ 0 });
    if (status == KB_OK && !taken) status = look_on_site(&s, answer, url, &why);
    kb_response_free(answer);
    return status;
}
