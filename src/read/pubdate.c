/* When a page's article was published and when it was changed. Many places say it, some of them wrongly: each statement
 * has a trust, and those that agree settle what one leaves open. */
#include "base/url.h"
#include "read/stated.h"
#include "read/timestamp.h"
#include "text/notice.h"

#define CANDIDATES_MAX 40
#define BLOCK_BYTES_MAX 220
#define LABEL_BYTES_MAX 40
#define LINE_BYTES_MAX 60 /* of a date in a longer block, a line of its own */
#define BLOCKS_MAX 60     /* of a page's text that are searched for a date */
#define BEFORE_HEADING 40 /* nodes */
#define AFTER_HEADING 160
#define SEASON_DAYS 45
#define SCRIPT_BYTES_MAX ((size_t)4 << 20) /* searched for a date */
#define WRITTEN_YEAR_MIN 1995              /* of the web: an earlier date in words is what the text is about */

enum { /* how far a statement is believed */
       TRUST_LD = 100,
       TRUST_META = 90, /* less its rank */
       TRUST_MARKED = 45,
       TRUST_PAGE = 40,
       TRUST_URL = 38,
       TRUST_NEAR = 36,   /* near the heading */
       TRUST_SCRIPT = 28, /* in data for scripts */
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
        int rank = meta->rank < 44 ? meta->rank : 44;
        if (meta->field == KB_META_PUBLISHED) add_text(w, &w->published, meta->content, "meta", TRUST_META - rank);
        if (meta->field == KB_META_DATE) add_text(w, &w->published, meta->content, "meta", TRUST_META_DATE);
        if (meta->field == KB_META_MODIFIED) add_text(w, &w->modified, meta->content, "meta", TRUST_META - rank);
    }
    if (kb_timestamp_of_url(s->doc->url, &url) || kb_timestamp_of_url(s->doc->canonical, &url))
        add(&w->published, url, "url", TRUST_URL, false);
}

/* ---- in scripts ---- */

static int64_t days_apart(kb_time a, kb_time b)
{
    int64_t d = kb_time_day(a) - kb_time_day(b);
    return d < 0 ? -d : d;
}

static bool equal_at(kb_str s, size_t at, kb_str lower)
{
    if (at + lower.len > s.len) return false;
    for (size_t k = 0; k < lower.len; k++) {
        char c = s.at[at + k];
        if ((c >= 'A' && c <= 'Z' ? (char)(c + 32) : c) != lower.at[k]) return false;
    }
    return true;
}

/* The value of `"key": "value"` whose key begins at `at`, in JSON that may be escaped as a string once or more. */
static kb_str value_behind(kb_str s, size_t at)
{
    size_t i = at, begin;
    while (i < s.len && (s.at[i] == '\\' || s.at[i] == '"' || s.at[i] == '\'')) i++;
    if (i == at || i >= s.len || s.at[i] != ':') return (kb_str){ 0 };
    for (i++; i < s.len && strchr(" \\\"'", s.at[i]); i++)
        if (!s.at[i]) break;
    for (begin = i; i < s.len && i - begin < 40 && !strchr("\\\"',}", s.at[i]); i++)
        if (!s.at[i]) break;
    return kb_str_part(s, kb_span_of(begin, i));
}

/* What data for scripts says of one page: taken where all of it names one day, since it may be of many articles. */
static void take_scripts(date_work *w)
{
    static const kb_str keys[] = { { "datepublished", 13 },   { "publishedat", 11 },     { "published_at", 12 },
                                   { "publishdate", 11 },     { "publish_date", 12 },    { "publisheddate", 13 },
                                   { "published_date", 14 },  { "publishedtime", 13 },   { "published_time", 14 },
                                   { "publicationdate", 15 }, { "publication_date", 16 } };
    const kb_page *page = w->stated->page;
    kb_time first = { 0 }, time;
    size_t budget = SCRIPT_BYTES_MAX;
    for (size_t i = 1; i < page->count; i++) {
        if (page->at[i].tag != KB_TAG_TEXT || page->at[page->at[i].parent].tag != KB_TAG_SCRIPT) continue;
        kb_str s = page->at[i].text;
        if (s.len > budget) s.len = budget;
        budget -= s.len;
        for (size_t at = 0; at < s.len; at++) {
            const char *quote = memchr(s.at + at, '"', s.len - at);
            if (!quote) break;
            at = (size_t)(quote - s.at) + 1;
            for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
                kb_str value = equal_at(s, at, keys[k]) ? value_behind(s, at + keys[k].len) : (kb_str){ 0 };
                if (value.len < 8 || !kb_timestamp_parse(value, w->place, &time)) continue;
                if (first.precision && days_apart(first, time) > 0) return;
                if (first.precision < time.precision) first = time;
            }
            at--;
        }
    }
    add(&w->published, first, "script", TRUST_SCRIPT, false);
}

/* ---- marked in the page ---- */

static bool is_near(const kb_stated *s, size_t i)
{
    return s->heading && i + BEFORE_HEADING > s->heading && i < s->page->at[s->heading].end + AFTER_HEADING;
}

static bool is_named_modified(const kb_node *node)
{
    static const char *const names[] = { "updated", "modified", "update", "lastmod", "changed", "edited" };
    return kb_node_named_any(node, names, sizeof names / sizeof *names);
}

static bool is_named_published(const kb_node *node)
{
    static const char *const names[] = { "published",   "pubdate",    "publish", "posted",
                                         "publication", "entry date", "created" };
    return kb_node_named_any(node, names, sizeof names / sizeof *names);
}

static bool is_named_date(const kb_node *node)
{
    static const char *const names[] = { "date",  "time",    "datetime", "timestamp", "dateline",
                                         "datum", "tanggal", "fecha",    "byline",    "meta" };
    if (node->names.len == 0) return false;
    return kb_node_named_any(node, names, sizeof names / sizeof *names) || is_named_published(node);
}

/* Is the node out of the article? Its own foot and margin, where content systems put its date, are not. */
static bool is_outside(const kb_page *page, size_t i)
{
    static const char *const own[] = { "meta", "entry", "byline", "dateline" };
    bool marked = false;
    for (; i; i = page->at[i].parent) {
        const kb_node *n = &page->at[i];
        if (n->tag == KB_TAG_NAV || n->tag == KB_TAG_TEMPLATE || n->tag == KB_TAG_NOSCRIPT || n->tag == KB_TAG_DIALOG)
            return true;
        if (n->tag != KB_TAG_FOOTER && n->tag != KB_TAG_ASIDE) continue;
        for (size_t k = 0; !marked && n->names.len && k < sizeof own / sizeof *own; k++)
            marked = kb_node_named(n, own[k]);
        if (!marked) return true;
    }
    return false;
}

static bool in_article(const kb_page *page, size_t i)
{
    for (; i; i = page->at[i].parent)
        if (page->at[i].tag == KB_TAG_ARTICLE || page->at[i].tag == KB_TAG_MAIN) return true;
    return false;
}

static kb_str page_part(kb_str url) /* what of a URL names the page: host and path */
{
    kb_url parts = kb_url_split(url);
    kb_str host = kb_url_host(url), path = parts.path;
    if (host.len && path.at) path = (kb_str){ host.at, (size_t)(path.at + path.len - host.at) };
    if (kb_str_starts(path, KB_STR("www."))) path = kb_str_part(path, kb_span_of(4, path.len));
    while (path.len && path.at[path.len - 1] == '/') path.len--;
    return path;
}

/* A link of the page to itself, or to all that came out on its day: "/2025/03/04/". Content systems make them of the
 * date. */
static bool is_own_link(const kb_stated *s, const kb_node *link)
{
    kb_str href = kb_str_trim(kb_node_attribute(link, "href")), path = page_part(href);
    if (href.len == 0 || href.at[0] == '#' || kb_str_starts(href, KB_STR("javascript:"))) return true;
    const kb_str own[] = { s->doc->url, s->doc->canonical };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        kb_str page = page_part(own[i]);
        if (page.len <= 1 || path.len <= 1) continue;
        if (kb_str_equal(path, page) || (path.at[0] == '/' && kb_str_ends(page, path))) return true;
    }
    kb_time day;
    kb_str tail = kb_str_part(path, kb_span_of(path.len >= 11 ? path.len - 11 : path.len, path.len));
    return tail.len && tail.at[0] == '/' && tail.at[5] == '/' && kb_timestamp_of_url(tail, &day);
}

/* A list of other pages' teasers has dates of its own: those inside links or items are not this page's. What holds the
 * heading is no teaser, whatever its name. */
static bool in_teaser(const kb_stated *s, size_t i)
{
    const kb_page *page = s->page;
    size_t heading = s->heading;
    static const char *const names[] = { "related", "teaser", "card", "comment", "comments", "sidebar", "widget" };
    for (; i; i = page->at[i].parent) {
        const kb_node *n = &page->at[i];
        if (heading && kb_page_inside(page, heading, i)) break;
        if (n->tag == KB_TAG_BODY || n->tag == KB_TAG_MAIN || n->tag == KB_TAG_ARTICLE) break;
        if (n->tag == KB_TAG_TEXT) continue;
        if (n->tag == KB_TAG_A && !is_own_link(s, n)) return true;
        for (size_t k = 0; n->names.len && k < sizeof names / sizeof *names; k++)
            if (kb_node_named(n, names[k])) return true;
    }
    return false;
}

/* What an element that is named for a date says for programs: hAtom's title, or an attribute for scripts. */
static kb_str date_attribute(const kb_node *node)
{
    static const char *const names[] = { "title",          "data-datetime", "data-date",         "data-time",
                                         "data-timestamp", "data-utc",      "data-publish-date", "data-published" };
    if (node->tag != KB_TAG_TIME && !is_named_date(node)) return (kb_str){ 0 };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        kb_str value = kb_node_attribute(node, names[i]);
        size_t digits = 0;
        for (size_t k = 0; k < value.len && value.len < 80; k++) digits += value.at[k] >= '0' && value.at[k] <= '9';
        if (digits >= 5) return value;
    }
    return (kb_str){ 0 };
}

static kb_status take_element(date_work *w, size_t i)
{
    kb_stated *s = w->stated;
    const kb_node *node = &s->page->at[i];
    kb_str prop = kb_node_attribute(node, "itemprop"), value = kb_node_attribute(node, "datetime"), words;
    bool published = kb_str_find(prop, KB_STR("datePublished"), 0) != SIZE_MAX || kb_node_attribute(node, "pubdate").at;
    bool modified = kb_str_find(prop, KB_STR("dateModified"), 0) != SIZE_MAX;
    if (value.len == 0) value = date_attribute(node);
    if (node->tag != KB_TAG_TIME && !published && !modified && value.len == 0) return KB_OK;
    if (is_outside(s->page, i) && !published) return KB_OK;
    const kb_node *parent = &s->page->at[node->parent];
    if (!published)
        modified = modified || is_named_modified(node) || (is_named_modified(parent) && !is_named_published(parent));
    published = published || (!modified && (is_named_published(node) || is_named_published(parent)));
    bool near = is_near(s, i), teaser = in_teaser(s, i);
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

static void take_block(date_work *w, kb_str before, kb_str text, int trust)
{
    kb_written_date found;
    size_t from = 0;
    for (int round = 0; round < 3 && kb_written_date_find(text, from, w->place, &found); round++) {
        if (kb_civil_of(kb_time_day(found.time)).year < WRITTEN_YEAR_MIN) {
            from = found.span.end;
            continue;
        }
        int label = label_before(kb_str_part(text, kb_span_of(from, found.span.begin)));
        if (found.span.begin < 3) label = label_before(before); /* "<dt>Updated</dt><dd>4 March 2025</dd>" */
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
    kb_str label = { 0 };
    for (size_t i = from; i < to && i < page->count && blocks < BLOCKS_MAX;) {
        const kb_node *node = &page->at[i];
        kb_str words;
        if (node->tag != KB_TAG_TEXT && kb_tag_nature_of(node->tag) == KB_NATURE_SKIP) {
            i = node->end;
            continue;
        }
        if (node->tag != KB_TAG_TEXT || node->text.len > BLOCK_BYTES_MAX || node->text.len < 4) {
            if (node->text.len > BLOCK_BYTES_MAX) label = (kb_str){ 0 };
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
        kb_str before = label;
        label = node->text.len <= LABEL_BYTES_MAX ? kb_str_trim(node->text) : (kb_str){ 0 };
        for (size_t k = 0; !digit && k < node->text.len; k++)
            digit = node->text.at[k] >= '0' && node->text.at[k] <= '9';
        if (!digit || (named_only && !named) || is_outside(page, i) || in_teaser(s, i)) {
            i = next;
            continue;
        }
        kb_status status = kb_page_words(page, block, s->doc->arena, &words, s->err);
        if (status != KB_OK) return status;
        bool whole = words.len <= BLOCK_BYTES_MAX;
        if (!whole) words = node->text; /* the line alone, where it stands with more in one block */
        if (may_hold_date(words) && (whole || named || node->text.len <= LINE_BYTES_MAX)) {
            blocks++;
            take_block(w, before, words, trust);
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

/* Words are searched near the heading, which tells the zone and the change too; elsewhere where nothing else says it.
 */
static kb_status take_written(date_work *w)
{
    kb_stated *s = w->stated;
    size_t heading = s->heading, begin = heading > BEFORE_HEADING ? heading - BEFORE_HEADING : 1;
    kb_status status = KB_OK;
    bool known = has_trusted(&w->published, TRUST_MARKED);
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

/* The surest statement, but for three faults: the change may be written over the publication in one place (another day
 * that most others state is it); the day in a URL may be another zone's than that which readers see; and what was
 * changed on one day did not come out on a later one, whatever a doubtful statement says. */
static const candidate *settle(const date_work *w)
{
    const candidates *list = &w->published;
    const candidate *best = best_of(list), *modified = best_of(&w->modified);
    if (!best) return NULL;
    for (size_t i = 0; i < list->count; i++) {
        const candidate *c = &list->at[i];
        if (c == best || c->trust < TRUST_NEAR - 2) continue;
        int64_t apart = days_apart(c->time, best->time);
        if (best->trust == TRUST_URL && apart <= 1 && has_clock(c->time)) return c;
        if (apart > 1 && agreeing(list, c) > agreeing(list, best) && agreeing(list, c) >= 2) return c;
    }
    bool before = modified && modified->shown && kb_time_day(modified->time) < kb_time_day(best->time);
    return best->trust <= TRUST_META_DATE && before ? modified : best;
}

static int64_t minute_of(kb_time t)
{
    return (t.seconds - (t.seconds % 60 + 60) % 60) / 60;
}

/* The same moment with its clock, where the best statement is of the day alone; then in the zone of the place, where it
 * is stated in UTC: another statement of the moment has the offset, or the readers' clock differs from it by one. */
static kb_time sharpened(const candidates *list, kb_time time)
{
    for (size_t i = 0; i < list->count && !has_clock(time); i++)
        if (has_clock(list->at[i].time) && kb_time_day(list->at[i].time) == kb_time_day(time)) time = list->at[i].time;
    if (!has_clock(time) || (time.zoned && time.offset != 0)) return time;
    for (size_t i = 0; i < list->count && !time.zoned; i++) {
        const kb_time *t = &list->at[i].time;
        if (!has_clock(*t) || !t->zoned || t->seconds + t->offset * 60 - time.seconds > 59 ||
            time.seconds - t->seconds - t->offset * 60 > 59)
            continue;
        time.seconds -= t->offset * 60;
        time.offset = t->offset;
        time.zoned = true;
    }
    for (size_t i = 0; i < list->count; i++) {
        const candidate *c = &list->at[i];
        if (!has_clock(c->time)) continue;
        int64_t apart = minute_of(c->time) - minute_of(time); /* readers may not see the seconds */
        if (c->time.zoned && c->time.offset != 0 && apart >= -1 && apart <= 1 && time.zoned) {
            time.offset = c->time.offset;
            return time;
        }
        if (!c->shown || c->time.zoned || !time.zoned) continue;
        if (apart == 0 || apart % 15 != 0 || apart < -12 * 60 || apart > 14 * 60) continue;
        time.offset = (int16_t)apart;
        return time;
    }
    return time;
}

/* The one offset that the page's other statements of times have, those of another season aside, whose clock may differ;
 * 0 where they have none, or several. */
static int16_t offset_of(const date_work *w, kb_time time)
{
    const candidates *const lists[] = { &w->published, &w->modified };
    int16_t offset = 0;
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < lists[l]->count; i++) {
            const candidate *c = &lists[l]->at[i];
            if (!c->time.zoned || c->time.offset == 0 || !has_clock(c->time) || c->trust < TRUST_NEAR - 2) continue;
            if (days_apart(c->time, time) > SEASON_DAYS) continue;
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
            doc->published.offset = offset_of(w, doc->published);
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
    if (!has_trusted(&w.published, TRUST_SCRIPT)) take_scripts(&w);
    if (status == KB_OK) status = take_written(&w);
    if (status == KB_OK) settle_all(&w);
    return status;
}
