#include "desk/poll.h"

#include "base/map.h"
#include "fetch/schedule.h"
#include "read/encoding.h"
#include "read/feed_items.h"
#include "read/rule.h"
#include "read/sitemap.h"
#include "show/feed_json.h"
#include "store/queue.h"

#define DAY ((int64_t)86400)
#define NEWS_DAYS 3      /* a sitemap's older pages are no news */
#define UNLISTED_DAYS 90 /* an entry that its feed has not listed for so long is known no more */

/* ---- reading ---- */

/* A sitemap as the feed of its pages. */
static kb_status feed_of_sitemap(const kb_sitemap *map, kb_arena *arena, kb_feed *out, kb_err *err)
{
    *out = (kb_feed){ .format = KB_STR("sitemap") };
    if (map->index) return kb_fail(err, KB_ERR_FORMAT, "an index of sitemaps, not a sitemap of news");
    for (size_t i = 0; i < map->pages.count; i++) {
        const kb_sitemap_page *page = &map->pages.at[i];
        if (out->title.len == 0) out->title = page->outlet;
        kb_feed_item *item = KB_ADD(arena, &out->items, kb_feed_item);
        if (!item) return kb_arena_fail(arena, err);
        *item = (kb_feed_item){ .id = page->url,
                                .url = page->url,
                                .title = page->title,
                                .published = page->published,
                                .modified = page->modified,
                                .language = page->lang,
                                .place = KB_FEED_NOWHERE };
    }
    return KB_OK;
}

kb_status kb_desk_read_feed(const kb_response *answer, bool sitemap, kb_arena *arena, kb_feed *out, kb_err *err)
{
    const kb_feed_origin origin = { .charset = kb_encoding_parameter(answer->type), .url = answer->final };
    kb_sitemap map;
    if (!sitemap) return kb_feed_read(answer->body, &origin, arena, out, err);
    kb_status status = kb_sitemap_read(answer->body, answer->final, arena, &map, err);
    return status == KB_OK ? feed_of_sitemap(&map, arena, out, err) : status;
}

/* ---- entries ---- */

typedef struct {
    kb_desk *desk;
    kb_follow *feed;
    const kb_feed *read;
    kb_rules *rules;
    int64_t now;
    size_t queued;
    size_t fresh, dated, recent; /* new entries; of these: with a date, of the last days */
    kb_err *err;
} entries;

static int64_t words_of(const kb_feed_item *item)
{
    uint64_t hash =
        kb_hash_with(kb_hash(item->title), item->content_html.len ? item->content_html : item->content_text);
    int64_t words;
    memcpy(&words, &hash, sizeof words);
    return words;
}

static int64_t time_of(const kb_feed_item *item)
{
    const kb_time *time = item->published.precision == KB_TIME_NONE ? &item->modified : &item->published;
    return time->precision == KB_TIME_NONE ? 0 : time->seconds;
}

/* The entry as a feed of one item: what its page does not state stands there, and the words that are taken where there
 * is no page. */
static void write_entry(const entries *e, const kb_feed_item *item, kb_buf *out)
{
    kb_json json = { .out = out };
    kb_feed_item own = *item;
    kb_feed one = { .format = e->read->format,
                    .title = e->read->title,
                    .home_page_url = e->read->home_page_url,
                    .feed_url = e->feed->url,
                    .language = e->read->language,
                    .authors = e->read->authors };
    own.attachments = (kb_feed_attachments){ 0 };
    own.contributors = (kb_feed_people){ 0 };
    own.place = KB_FEED_NOWHERE;
    one.items.at = &own;
    one.items.count = 1;
    kb_json_feed(&json, &one);
}

static kb_status queue(entries *e, const kb_feed_item *item, bool whole, bool again)
{
    kb_buf entry = { 0 };
    bool queued = false;
    write_entry(e, item, &entry);
    const kb_queued page = {
        .feed = e->feed->id, .url = item->url, .entry = kb_buf_str(&entry), .place = (int64_t)e->queued, .whole = whole
    };
    kb_status status = entry.failed ? kb_fail(e->err, KB_ERR_MEMORY, "out of memory")
                                    : kb_store_queue(e->desk->store, &page, again, e->now, &queued, e->err);
    kb_buf_clear(&entry);
    e->queued += status == KB_OK && queued;
    return status;
}

static bool takes_text(const entries *e, const kb_feed_item *item)
{
    if (item->url.len == 0 || e->feed->take == KB_TAKE_TEXT) return true;
    return e->feed->take == KB_TAKE_EITHER && kb_feed_item_whole(item);
}

static kb_status take_entry(entries *e, const kb_feed_item *item)
{
    bool fresh, changed, wanted = true, whole = takes_text(e, item);
    int64_t at = time_of(item);
    kb_status status =
        kb_store_entry(e->desk->store, e->feed->id, item->id, words_of(item), e->now, &fresh, &changed, e->err);
    if (status == KB_OK && !fresh)
        status = kb_store_entry_listed(e->desk->store, e->feed->id, item->id, item->url, e->now, e->err);
    if (status != KB_OK || !(fresh || (changed && whole))) return status;
    bool recent = at > e->now - NEWS_DAYS * DAY;
    e->fresh += fresh;
    e->dated += fresh && at;
    e->recent += fresh && recent;
    if (e->feed->sitemap && !recent) return KB_OK;
    if (e->rules) status = kb_rules_want(e->rules, item, &wanted, e->err);
    return status == KB_OK && wanted ? queue(e, item, whole, changed) : status;
}

/* Oldest first, as they were written: feeds begin with the newest. Once a day what is listed no more is let go. */
static kb_status take_entries(entries *e)
{
    kb_status status = KB_OK;
    for (size_t i = e->read->items.count; i-- > 0 && status == KB_OK;) status = take_entry(e, &e->read->items.at[i]);
    bool first_today = e->fresh && e->now / DAY != e->feed->changed / DAY;
    if (status != KB_OK || !first_today) return status;
    return kb_store_queue_tidy(e->desk->store, e->feed->id, e->now - UNLISTED_DAYS * DAY, e->err);
}

/* ---- what was learned ---- */

/* Answers that it moved for good are believed once several in a row named the same place. */
static void learn_move(kb_follow *feed, const kb_response *answer)
{
    if (answer->moved.len == 0) {
        feed->moved = (kb_str){ 0 };
        feed->moves = 0;
        return;
    }
    feed->moves = kb_str_equal(answer->moved, feed->moved) ? feed->moves + 1 : 1;
    feed->moved = answer->moved;
    if (feed->moves < KB_SCHEDULE_MOVES) return;
    feed->url = answer->moved;
    feed->moved = (kb_str){ 0 };
    feed->moves = 0;
}

/* The dates of what a feed has when it is first asked tell its pace; without dates the next answer does. */
static void learn_rate(kb_follow *feed, const entries *e, int64_t now)
{
    if (e->fresh) feed->changed = now;
    if (feed->answered)
        feed->rate = kb_schedule_rate(feed->rate, (int64_t)e->fresh, now - feed->answered);
    else if (e->dated)
        feed->rate = kb_schedule_rate(-1, (int64_t)e->recent, NEWS_DAYS * DAY);
    feed->answered = now;
    feed->entries += (int64_t)e->fresh;
}

static void learn_words(kb_follow *feed, const kb_feed *read, const kb_response *answer, int64_t hash)
{
    if (read->title.len) feed->title = read->title;
    if (read->home_page_url.len) feed->home = read->home_page_url;
    feed->timing = read->timing;
    feed->etag = answer->etag;
    feed->last_modified = answer->last_modified;
    feed->hash = hash;
}

static void learn_failure(kb_follow *feed, const char *fault, kb_str words, kb_polled *polled)
{
    polled->failed = true;
    polled->news = feed->failures == 0 || !kb_str_is(feed->fault, fault);
    feed->failures++;
    feed->fault = kb_str_of(fault);
    feed->error = words;
}

static void schedule(kb_follow *feed, const kb_response *answer, int64_t now)
{
    const kb_schedule s = { .rate = feed->rate,
                            .quiet = feed->changed ? now - feed->changed : -1,
                            .chosen = feed->every,
                            .ttl = feed->timing.ttl,
                            .period = feed->timing.period,
                            .skip_hours = feed->timing.skip_hours,
                            .skip_days = feed->timing.skip_days,
                            .fresh = answer->fresh,
                            .retry_after = answer->retry_after,
                            .failures = feed->failures };
    uint64_t chance = kb_hash_with((uint64_t)now, feed->url);
    feed->due = now + kb_schedule_wait(&s, now, chance);
}

/* ---- an answer ---- */

typedef struct {
    kb_desk *desk;
    kb_follow feed;
    const kb_response *answer;
    kb_polled *polled;
    int64_t now;
    kb_arena *arena;
    kb_err *err;
} polling;

static kb_status fail(polling *p, const char *fault, const char *words)
{
    kb_str kept;
    if (!kb_arena_copy(p->arena, kb_str_of(words), &kept)) return kb_arena_fail(p->arena, p->err);
    learn_failure(&p->feed, fault, kept, p->polled);
    (void)kb_fail(p->err, KB_ERR_IO, "%.*s", KB_STR_ARGS(kept));
    return KB_OK;
}

static void succeed(polling *p, const entries *e)
{
    p->feed.failures = 0;
    p->feed.fault = p->feed.error = (kb_str){ 0 };
    p->polled->entries = e->fresh;
    p->polled->queued = e->queued;
    p->polled->unchanged = !e->read;
    p->feed.unchanged += !e->read;
    learn_rate(&p->feed, e, p->now);
}

static kb_status read_words(polling *p, int64_t hash)
{
    kb_feed feed;
    kb_err why = { 0 };
    entries e = { .desk = p->desk, .feed = &p->feed, .read = &feed, .now = p->now, .err = p->err };
    kb_status status = kb_desk_read_feed(p->answer, p->feed.sitemap, p->arena, &feed, &why);
    if (status == KB_ERR_MEMORY) return kb_fail(p->err, status, "%s", why.text);
    if (status != KB_OK) return fail(p, "no-feed", why.text);
    if (p->feed.rules.len) status = kb_rules_open(p->feed.rules, &e.rules, p->err);
    if (status == KB_OK) status = take_entries(&e);
    kb_rules_close(e.rules);
    if (status != KB_OK) return status;
    learn_words(&p->feed, &feed, p->answer, hash);
    succeed(p, &e);
    return KB_OK;
}

static kb_status take_words(polling *p)
{
    const entries same = { .now = p->now };
    uint64_t hash = kb_hash(p->answer->body);
    int64_t stored;
    memcpy(&stored, &hash, sizeof stored);
    if (stored != p->feed.hash) return read_words(p, stored);
    p->feed.etag = p->answer->etag; /* it may have changed without its words */
    p->feed.last_modified = p->answer->last_modified;
    succeed(p, &same);
    return KB_OK;
}

static kb_status take_answer(polling *p)
{
    const entries same = { .now = p->now };
    kb_str fault, words;
    if (p->answer->fault != KB_FAULT_NONE) return fail(p, kb_fault_name(p->answer->fault), p->answer->err.text);
    switch (kb_schedule_outcome(p->answer->code)) {
    case KB_OUTCOME_ANSWER: learn_move(&p->feed, p->answer); return take_words(p);
    case KB_OUTCOME_SAME:
        learn_move(&p->feed, p->answer);
        succeed(p, &same);
        return KB_OK;
    case KB_OUTCOME_GONE:
        p->feed.state = KB_FOLLOW_GONE;
        p->polled->gone = true;
        break;
    case KB_OUTCOME_FAILED: break;
    }
    if (!kb_arena_print(p->arena, &fault, "http-%d", p->answer->code) ||
        !kb_arena_print(p->arena, &words, "the host answers with %d", p->answer->code))
        return kb_arena_fail(p->arena, p->err);
    return fail(p, fault.at, words.at);
}

kb_status kb_desk_poll(kb_desk *desk, int64_t id, const kb_response *answer, int64_t now, kb_arena *arena,
                       kb_polled *polled, kb_err *err)
{
    polling p = { .desk = desk, .answer = answer, .polled = polled, .now = now, .arena = arena, .err = err };
    *polled = (kb_polled){ 0 };
    kb_status status = kb_store_begin(desk->store, err);
    if (status != KB_OK) return status;
    status = kb_store_feed(desk->store, id, arena, &p.feed, err);
    if (status == KB_OK) status = take_answer(&p);
    p.feed.asked = now;
    p.feed.requests++;
    if (status == KB_OK) schedule(&p.feed, answer, now);
    if (status == KB_OK) status = kb_store_follow_learn(desk->store, &p.feed, err);
    if (status == KB_OK) status = kb_store_commit(desk->store, err);
    kb_store_rollback(desk->store);
    polled->name = kb_follow_name(&p.feed);
    return status;
}
