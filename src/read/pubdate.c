/* When a page's article was published and when it was changed. Many places say it, some of them wrongly: each statement
 * has a trust, and those that agree settle what one leaves open. */
#include "base/url.h"
#include "read/stated.h"
#include "read/timestamp.h"
#include "text/notice.h"

#define CANDIDATES_MAX 40
#define BLOCK_BYTES_MAX 220
#define LINE_BYTES_MAX 60 /* of a date in a longer block, a line of its own */
#define BLOCKS_MAX 60     /* of a page's text that are searched for a date */
#define BEFORE_HEADING 40 /* nodes */
#define AFTER_HEADING 160
#define WRITTEN_YEAR_MIN 1995 /* of the web: an earlier date in words is what the text is about */

enum { /* how far a statement is believed */
       TRUST_LD = 100,
       TRUST_META = 90, /* less its rank */
       TRUST_MARKED = 45,
       TRUST_PAGE = 40,
       TRUST_NEAR = 36, /* near the heading */
       TRUST_URL = 30,
       TRUST_META_DATE = 26,
       TRUST_NAMED = 20, /* in an element named for a date */
       TRUST_ARTICLE = 15,
       TRUST_ANY = 5
};

typedef struct {
    kb_time time;
    const char *from;
    int trust;
    bool shown; /* read from words that readers see: in local time */
} candidate;

typedef struct {
    candidate at[CANDIDATES_MAX];
    size_t count;
} candidates;

typedef struct {
    kb_stated *stated;
    kb_date_place place;
    candidates published, modified;
    char region[3];
} date_work;

static void add(candidates *list, kb_time time, const char *from, int trust, bool shown)
{
    if (time.precision == KB_TIME_NONE || list->count == CANDIDATES_MAX) return;
    list->at[list->count++] = (candidate){ time, from, trust, shown };
}

static void add_text(date_work *w, candidates *list, kb_str s, const char *from, int trust)
{
    kb_time time;
    if (s.len && kb_timestamp_parse(s, w->place, &time)) add(list, time, from, trust, false);
}

/* ---- stated for machines ---- */

static void take_stated(date_work *w)
{
    const kb_stated *s = w->stated;
    kb_time url;
    add_text(w, &w->published, s->ld.published, "json-ld", TRUST_LD);
    add_text(w, &w->modified, s->ld.modified, "json-ld", TRUST_LD);
    add_text(w, &w->published, s->ld.page_published, "json-ld", TRUST_PAGE);
    add_text(w, &w->modified, s->ld.page_modified, "json-ld", TRUST_PAGE);
    for (size_t i = 0; i < s->metas.count; i++) {
        const kb_meta *meta = &s->metas.at[i];
        int rank = meta->rank < 40 ? meta->rank : 40;
        if (meta->field == KB_META_PUBLISHED) add_text(w, &w->published, meta->content, "meta", TRUST_META - rank);
        if (meta->field == KB_META_DATE) add_text(w, &w->published, meta->content, "meta", TRUST_META_DATE);
        if (meta->field == KB_META_MODIFIED) add_text(w, &w->modified, meta->content, "meta", TRUST_META - rank);
    }
    if (kb_timestamp_of_url(s->doc->url, &url) || kb_timestamp_of_url(s->doc->canonical, &url))
        add(&w->published, url, "url", TRUST_URL, false);
}

/* ---- marked in the page ---- */

static bool is_near(const kb_stated *s, size_t i)
{
    return s->heading && i + BEFORE_HEADING > s->heading && i < s->page->at[s->heading].end + AFTER_HEADING;
}

static bool is_named_modified(const kb_node *node)
{
    static const char *const names[] = { "updated", "modified", "update", "lastmod", "changed", "edited" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kb_node_named(node, names[i])) return true;
    return false;
}

static bool is_named_published(const kb_node *node)
{
    static const char *const names[] = { "published",   "pubdate",    "publish", "posted",
                                         "publication", "entry date", "created" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kb_node_named(node, names[i])) return true;
    return false;
}

static bool is_named_date(const kb_node *node)
{
    static const char *const names[] = { "date",  "time",    "datetime", "timestamp", "dateline",
                                         "datum", "tanggal", "fecha",    "byline",    "meta" };
    if (node->names.len == 0) return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kb_node_named(node, names[i])) return true;
    return is_named_published(node);
}

static bool in_article(const kb_page *page, size_t i)
{
    for (; i; i = page->at[i].parent)
        if (page->at[i].tag == KB_TAG_ARTICLE || page->at[i].tag == KB_TAG_MAIN) return true;
    return false;
}

/* A list of other pages' teasers has dates of its own: those inside links or items are not this page's. What holds the
 * heading is no teaser, whatever its name. */
static bool in_teaser(const kb_page *page, size_t heading, size_t i)
{
    static const char *const names[] = { "related", "teaser", "card", "comment", "comments", "sidebar", "widget" };
    for (; i; i = page->at[i].parent) {
        const kb_node *n = &page->at[i];
        if (heading && kb_page_inside(page, heading, i)) break;
        if (n->tag == KB_TAG_BODY || n->tag == KB_TAG_MAIN || n->tag == KB_TAG_ARTICLE) break;
        if (n->tag == KB_TAG_TEXT) continue;
        if (n->tag == KB_TAG_A) return true;
        for (size_t k = 0; n->names.len && k < sizeof names / sizeof *names; k++)
            if (kb_node_named(n, names[k])) return true;
    }
    return false;
}

static kb_status take_element(date_work *w, size_t i)
{
    kb_stated *s = w->stated;
    const kb_node *node = &s->page->at[i];
    kb_str prop = kb_node_attribute(node, "itemprop"), value = kb_node_attribute(node, "datetime"), words;
    bool published = kb_str_find(prop, KB_STR("datePublished"), 0) != SIZE_MAX || kb_node_attribute(node, "pubdate").at;
    bool modified = kb_str_find(prop, KB_STR("dateModified"), 0) != SIZE_MAX;
    if (node->tag != KB_TAG_TIME && !published && !modified && value.len == 0) return KB_OK;
    if (kb_stated_hidden(s->page, i) && !published) return KB_OK;
    const kb_node *parent = &s->page->at[node->parent];
    if (!published)
        modified = modified || is_named_modified(node) || (is_named_modified(parent) && !is_named_published(parent));
    published = published || (!modified && (is_named_published(node) || is_named_published(parent)));
    bool near = is_near(s, i), teaser = in_teaser(s->page, s->heading, i);
    int trust = published && !teaser                ? TRUST_MARKED
                : near && !teaser                   ? TRUST_NEAR
                : in_article(s->page, i) && !teaser ? TRUST_ARTICLE
                                                    : TRUST_ANY;
    if (value.len == 0) value = kb_node_attribute(node, "content");
    kb_time time;
    bool read = value.len && kb_timestamp_parse(value, w->place, &time);
    if (read) add(modified ? &w->modified : &w->published, time, "markup", trust, false);
    if (read && !near && !published) return KB_OK;
    kb_status status = kb_page_words(s->page, i, s->doc->arena, &words, s->err); /* what readers see tells the zone */
    if (status != KB_OK || words.len > BLOCK_BYTES_MAX || !kb_timestamp_parse(words, w->place, &time)) return status;
    add(modified ? &w->modified : &w->published, time, "markup", read ? trust - 1 : trust, true);
    return KB_OK;
}

/* ---- written in the page ---- */

/* The last word before the date that says what it is: updated (-1), published (1), none (0). */
static int label_before(kb_str text)
{
    int label = 0;
    for (size_t i = 0; i < text.len; i++) {
        uint32_t found;
        bool begins = i == 0 || text.at[i - 1] == ' ' || text.at[i - 1] == '(' || (uint8_t)text.at[i - 1] >= 0x80;
        if (!begins || ((uint8_t)text.at[i] & 0xC0) == 0x80 || text.at[i] == ' ') continue;
        size_t len = kb_notice_begins(kb_str_part(text, kb_span_of(i, text.len)),
                                      KB_NOTICE_UPDATED | KB_NOTICE_PUBLISHED, &found);
        if (len == 0) continue;
        label = found & KB_NOTICE_UPDATED ? -1 : 1;
        i += len - 1;
    }
    return label;
}

/* May a date stand here? A year, or digits of another script. */
static bool may_hold_date(kb_str s)
{
    bool high = false;
    for (size_t i = 0; i < s.len; i++) {
        uint8_t c = (uint8_t)s.at[i];
        high = high || (c >= 0xD9 && c <= 0xDB) || c == 0xE0;
        if (c < '0' || c > '9') continue;
        size_t end = i;
        while (end < s.len && s.at[end] >= '0' && s.at[end] <= '9') end++;
        if (end - i == 4 || (end - i <= 2 && end + 5 < s.len && (s.at[end] == '.' || s.at[end] == '/'))) return true;
        i = end;
    }
    return high;
}

static void take_block(date_work *w, kb_str text, int trust)
{
    kb_written_date found;
    size_t from = 0;
    for (int round = 0; round < 3 && kb_written_date_find(text, from, w->place, &found); round++) {
        if (kb_civil_of(kb_time_day(found.time)).year < WRITTEN_YEAR_MIN) {
            from = found.span.end;
            continue;
        }
        int label = label_before(kb_str_part(text, kb_span_of(from, found.span.begin)));
        int more = label > 0 ? 3 : text.len - kb_span_len(found.span) > 90 ? -9 : 0;
        add(label < 0 ? &w->modified : &w->published, found.time, "text", trust + more - round, true);
        from = found.span.end;
    }
}

/* Blocks of words from one node to another, the short ones that may hold a date. `trusts` says what a place is worth.
 */
static kb_status take_blocks(date_work *w, size_t from, size_t to, bool named_only, int trust)
{
    kb_stated *s = w->stated;
    const kb_page *page = s->page;
    size_t blocks = 0;
    for (size_t i = from; i < to && i < page->count && blocks < BLOCKS_MAX;) {
        const kb_node *node = &page->at[i];
        kb_str words;
        if (node->tag != KB_TAG_TEXT && kb_tag_nature_of(node->tag) == KB_NATURE_SKIP) {
            i = node->end;
            continue;
        }
        if (node->tag != KB_TAG_TEXT || node->text.len > BLOCK_BYTES_MAX || node->text.len < 4) {
            i++;
            continue;
        }
        size_t block = node->parent, named = 0;
        while (block && kb_tag_nature_of(page->at[block].tag) == KB_NATURE_INLINE) {
            named = named || is_named_date(&page->at[block]);
            block = page->at[block].parent;
        }
        named = named || is_named_date(&page->at[block]) || is_named_date(&page->at[page->at[block].parent]);
        size_t next = i + 1;
        bool digit = may_hold_date(node->text);
        for (size_t k = 0; !digit && k < node->text.len; k++)
            digit = node->text.at[k] >= '0' && node->text.at[k] <= '9';
        if (!digit || (named_only && !named) || kb_stated_hidden(page, i) || in_teaser(page, s->heading, i)) {
            i = next;
            continue;
        }
        kb_status status = kb_page_words(page, block, s->doc->arena, &words, s->err);
        if (status != KB_OK) return status;
        bool whole = words.len <= BLOCK_BYTES_MAX;
        if (!whole) words = node->text; /* the line alone, where it stands with more in one block */
        if (may_hold_date(words) && (whole || named || node->text.len <= LINE_BYTES_MAX)) {
            blocks++;
            take_block(w, words, trust);
        }
        i = whole && page->at[block].end > next ? page->at[block].end : next;
    }
    return KB_OK;
}

static bool has_trusted(const candidates *list, int trust)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i].trust >= trust) return true;
    return false;
}

/* Words are searched where no machine's statement says it, and near the heading where one says it in UTC (`doubtful`)
 * or says the same of the change. */
static kb_status take_written(date_work *w, bool doubtful)
{
    kb_stated *s = w->stated;
    size_t heading = s->heading, begin = heading > BEFORE_HEADING ? heading - BEFORE_HEADING : 1;
    kb_status status = KB_OK;
    bool known = has_trusted(&w->published, TRUST_MARKED);
    if (known && !doubtful) return KB_OK;
    if (heading)
        status =
            take_blocks(w, s->page->at[heading].end, s->page->at[heading].end + AFTER_HEADING, false, TRUST_NEAR - 2);
    if (status == KB_OK && heading && !known) status = take_blocks(w, begin, heading, false, TRUST_NEAR - 4);
    if (status != KB_OK || known || has_trusted(&w->published, TRUST_URL)) return status;
    status = take_blocks(w, 1, s->page->count, true, TRUST_NAMED);
    if (status != KB_OK || w->published.count) return status;
    return take_blocks(w, 1, s->page->count, false, TRUST_ANY);
}

/* ---- the choice ---- */

static int64_t days_apart(kb_time a, kb_time b)
{
    int64_t d = kb_time_day(a) - kb_time_day(b);
    return d < 0 ? -d : d;
}

static bool has_clock(kb_time t)
{
    return t.precision >= KB_TIME_MINUTE;
}

static const candidate *best_of(const candidates *list)
{
    const candidate *best = NULL;
    for (size_t i = 0; i < list->count; i++)
        if (!best || list->at[i].trust > best->trust) best = &list->at[i];
    return best;
}

/* How many other places state this day, or the one beside it, which another zone may make of it. */
static int agreeing(const candidates *list, const candidate *c)
{
    int count = 0;
    const char *seen = c->from;
    for (size_t i = 0; i < list->count; i++) {
        const candidate *other = &list->at[i];
        if (other == c || other->from == seen || strcmp(other->from, c->from) == 0 ||
            days_apart(other->time, c->time) > 1)
            continue;
        seen = other->from;
        count++;
    }
    return count;
}

/* Content systems may write the change over the publication: then an earlier day that is stated elsewhere is it. */
static const candidate *settle(const date_work *w)
{
    const candidates *list = &w->published;
    const candidate *best = best_of(list), *modified = best_of(&w->modified);
    if (!best) return NULL;
    bool overwritten = modified && has_clock(best->time) && best->time.seconds == modified->time.seconds;
    for (size_t i = 0; i < list->count; i++) {
        const candidate *c = &list->at[i];
        if (c == best || c->trust < TRUST_URL - 1 || days_apart(c->time, best->time) <= 1) continue;
        if (overwritten && c->time.seconds < best->time.seconds) return c;
        if (agreeing(list, c) > agreeing(list, best) && agreeing(list, c) >= 2) return c;
    }
    return best;
}

/* The same moment with its clock, where the best statement is of the day alone; then in the zone of the place, where it
 * is stated in UTC: another statement of the moment has the offset, or the readers' clock differs from it by one. */
static kb_time sharpened(const candidates *list, kb_time time)
{
    for (size_t i = 0; i < list->count && !has_clock(time); i++)
        if (has_clock(list->at[i].time) && kb_time_day(list->at[i].time) == kb_time_day(time)) time = list->at[i].time;
    if (!has_clock(time) || (time.zoned && time.offset != 0)) return time;
    for (size_t i = 0; i < list->count; i++) {
        const candidate *c = &list->at[i];
        if (!has_clock(c->time)) continue;
        int64_t apart = c->time.seconds - time.seconds;
        if (c->time.zoned && c->time.offset != 0 && apart > -60 && apart < 60 && time.zoned) {
            time.offset = c->time.offset;
            return time;
        }
        if (!c->shown || c->time.zoned || !time.zoned) continue;
        int64_t minutes = (apart + (apart < 0 ? -30 : 30)) / 60; /* seconds may be missing from one */
        int64_t rounded = minutes - minutes % 15;
        if (rounded == 0 || minutes - rounded > 0 || minutes - rounded < 0 || rounded < -12 * 60 || rounded > 14 * 60)
            continue;
        time.offset = (int16_t)rounded;
        return time;
    }
    return time;
}

/* The one offset that the page's other statements of times have; 0 where they have none, or several. */
static int16_t offset_of(const date_work *w)
{
    const candidates *const lists[] = { &w->published, &w->modified };
    int16_t offset = 0;
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < lists[l]->count; i++) {
            const candidate *c = &lists[l]->at[i];
            if (!c->time.zoned || c->time.offset == 0 || !has_clock(c->time) || c->trust < TRUST_NEAR - 2) continue;
            if (offset && offset != c->time.offset) return 0;
            offset = c->time.offset;
        }
    return offset;
}

static void settle_all(date_work *w)
{
    kb_document *doc = w->stated->doc;
    const candidate *published = settle(w), *modified = best_of(&w->modified);
    if (published && doc->published.precision == KB_TIME_NONE) {
        doc->published = sharpened(&w->published, published->time);
        if (doc->published.zoned && doc->published.offset == 0 && has_clock(doc->published))
            doc->published.offset = offset_of(w);
        doc->published_from = kb_str_of(published->from);
    }
    if (modified && doc->modified.precision == KB_TIME_NONE) {
        doc->modified = sharpened(&w->modified, modified->time);
        if (doc->modified.zoned && doc->modified.offset == 0 && has_clock(doc->modified) && doc->published.zoned)
            doc->modified.offset = doc->published.offset;
        doc->modified_from = kb_str_of(modified->from);
    }
}

/* "GB" of a host under .uk; empty for hosts under a generic domain. */
static void find_region(date_work *w)
{
    kb_str host = w->stated->host;
    if (host.len < 4 || host.at[host.len - 3] != '.') return;
    for (size_t i = 0; i < 2; i++) {
        char c = host.at[host.len - 2 + i];
        w->region[i] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
    }
    if (strcmp(w->region, "UK") == 0) memcpy(w->region, "GB", 2);
}

kb_status kb_pubdate_find(kb_stated *stated)
{
    date_work w = { .stated = stated };
    kb_status status = KB_OK;
    find_region(&w);
    w.place = (kb_date_place){ stated->lang, kb_str_of(w.region) };
    take_stated(&w);
    for (size_t i = 1; status == KB_OK && i < stated->page->count; i++)
        if (stated->page->at[i].attribute_count && stated->page->at[i].tag != KB_TAG_META)
            status = take_element(&w, i);
        else if (stated->page->at[i].tag == KB_TAG_TIME)
            status = take_element(&w, i);
    const candidate *best = best_of(&w.published);
    const candidate *changed = best_of(&w.modified);
    bool utc = best && has_clock(best->time) && best->time.zoned && best->time.offset == 0;
    bool overwritten = best && changed && best->time.seconds == changed->time.seconds;
    if (status == KB_OK) status = take_written(&w, utc || overwritten);
    if (status == KB_OK) settle_all(&w);
    return status;
}
