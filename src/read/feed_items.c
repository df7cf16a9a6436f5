#include "read/feed_items.h"

#include "base/map.h"
#include "read/parse.h"
#include "read/sanitize.h"
#include "read/writers.h"
#include "text/language.h"

#include <stdio.h>

#define ARENA_FACTOR 24 /* a feed may need so many times its bytes: its tree, its words twice */
#define ARENA_FLOOR ((size_t)16 << 20)
#define POINTER_BYTES_MAX ((size_t)300) /* a paragraph that points to the article itself is no longer */
#define TELLING_BYTES ((size_t)200)     /* a text that tells its language surely */

typedef struct {
    const kb_reading *reading;
    const kb_feed *feed;
    const kb_feed_item *item;
    size_t number; /* from 1 */
    kb_document *doc;
    kb_err *err;
} item_reading;

static kb_status keep(const item_reading *r, kb_str s, kb_str *out)
{
    if (s.len == 0) return KB_OK;
    return kb_arena_copy(r->doc->arena, s, out) ? KB_OK : kb_arena_fail(r->doc->arena, r->err);
}

/* ---- words ---- */

static size_t block_of(const kb_page *page, size_t node)
{
    while (node && kb_tag_nature_of(page->at[node].tag) == KB_NATURE_INLINE) node = page->at[node].parent;
    return node;
}

static size_t words_in(const kb_page *page, size_t from, size_t to)
{
    size_t len = 0;
    for (size_t i = from; i < to; i++) len += kb_str_trim(page->at[i].text).len;
    return len;
}

/* "Read on", "... appeared first on ...": feeds end with a paragraph that links to the article itself, in any language.
 */
static void drop_pointer(kb_page *page, kb_str url)
{
    for (size_t i = page->count; url.len && i-- > 1;) {
        kb_node *node = &page->at[i];
        if (node->tag != KB_TAG_A || !kb_str_equal(kb_node_attribute(node, "href"), url)) continue;
        size_t block = block_of(page, i);
        bool last = words_in(page, page->at[block].end, page->count) == 0;
        bool others = block && words_in(page, 0, block) > 0;
        bool small = words_in(page, block, page->at[block].end) <= POINTER_BYTES_MAX;
        if (last && others && small) page->at[block].tag = KB_TAG_TEMPLATE;
        return;
    }
}

static kb_status html_text(const item_reading *r, kb_str html, kb_str *out)
{
    kb_page page;
    kb_buf text = { 0 };
    kb_arena *scratch = kb_arena_new(((size_t)64 << 20) + (html.len < SIZE_MAX / 256 ? html.len * 64 : 0));
    if (!scratch) return kb_fail(r->err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_page_parse(html, scratch, &page, r->err);
    if (status == KB_OK) {
        drop_pointer(&page, r->item->url);
        for (size_t i = 0; i < page.count; i++)
            if (page.at[i].tag == KB_TAG_FIGCAPTION) page.at[i].tag = KB_TAG_TEMPLATE; /* nobody's report */
        kb_sanitize_text(&page, 0, &text);
        status = text.failed ? kb_fail(r->err, KB_ERR_MEMORY, "out of memory") : keep(r, kb_buf_str(&text), out);
    }
    kb_buf_clear(&text);
    kb_arena_free(scratch);
    return status;
}

/* "Bridge reopens - Island Post" in a feed that gathers from others: the outlet's name is not of the title. */
static kb_str title_of(const kb_feed_item *item)
{
    kb_str title = item->title, source = item->source_title;
    if (source.len == 0 || title.len < source.len + 4 || !kb_str_ends(title, source)) return title;
    kb_str head = kb_str_part(title, kb_span_of(0, title.len - source.len));
    return kb_str_ends(head, KB_STR(" - ")) || kb_str_ends(head, KB_STR(" | "))
               ? kb_str_part(head, kb_span_of(0, head.len - 3))
               : title;
}

static bool begins_tag(kb_str s)
{
    return s.len > 2 && s.at[0] == '<' && s.at[s.len - 1] == '>';
}

/* Are the words but the title and the outlet's name, as in feeds that gather from others? */
static bool is_title_again(const kb_feed_item *item, kb_str text)
{
    kb_str title = title_of(item), source = item->source_title;
    if (source.len == 0 || title.len == 0 || text.len < title.len + source.len) return false;
    if (!kb_str_starts(text, title) || !kb_str_ends(text, source)) return false;
    for (size_t i = title.len; i < text.len - source.len; i++)
        if ((uint8_t)text.at[i] > ' ' && (uint8_t)text.at[i] < 0x80) return false;
    return text.len - source.len - title.len < 10;
}

static kb_status read_words(const item_reading *r)
{
    const kb_feed_item *item = r->item;
    kb_document *doc = r->doc;
    kb_status status = item->content_html.len ? html_text(r, item->content_html, &doc->text)
                                              : keep(r, kb_str_trim(item->content_text), &doc->text);
    /* Markup that was escaped once too often is still markup. */
    if (status == KB_OK && begins_tag(doc->text) && kb_feed_looks_html(doc->text))
        status = html_text(r, doc->text, &doc->text);
    doc->chosen_by = KB_STR("feed");
    if (status == KB_OK && doc->text.len == 0) status = keep(r, kb_str_trim(item->summary), &doc->text);
    if (status == KB_OK && (doc->text.len == 0 || is_title_again(item, doc->text))) {
        status = keep(r, title_of(item), &doc->text);
        doc->chosen_by = KB_STR("title");
    }
    return status;
}

/* ---- what the feed states ---- */

/* An id that is an address of its own names the item everywhere; any other is made of its feed and itself. */
static kb_status set_id(const item_reading *r, kb_str feed_name)
{
    kb_document *doc = r->doc;
    kb_str id = r->item->id, words;
    if (kb_str_find(id, KB_STR(":"), 0) != SIZE_MAX) return keep(r, id, &doc->id);
    bool made = kb_arena_print(doc->arena, &words, "%.*s\n%.*s", KB_STR_ARGS(feed_name), KB_STR_ARGS(id)) &&
                kb_arena_print(doc->arena, &doc->id, "%016llx", (unsigned long long)kb_hash(words));
    return made ? KB_OK : kb_arena_fail(doc->arena, r->err);
}

static void set_times(const item_reading *r)
{
    kb_document *doc = r->doc;
    doc->published = r->item->published;
    doc->modified = r->item->modified;
    doc->published_from = doc->modified_from = KB_STR("feed");
    if (doc->modified.precision == KB_TIME_NONE) doc->modified_from = (kb_str){ 0 };
    if (doc->published.precision != KB_TIME_NONE) return;
    /* Atom asks for the time of the last change alone: an item without another was not changed since. */
    doc->published = doc->modified;
    doc->modified = (kb_time){ 0 };
    doc->modified_from = (kb_str){ 0 };
    doc->published_from = doc->published.precision == KB_TIME_NONE ? (kb_str){ 0 } : KB_STR("feed updated");
}

/* What a feed states of its language is often its software's; a long text tells its own. */
static kb_status set_language(const item_reading *r)
{
    char code[12];
    kb_str stated = r->item->language.len ? r->item->language : r->feed->language;
    kb_language_find(r->doc->text, code);
    bool told = strcmp(code, "und") != 0 && (stated.len == 0 || r->doc->text.len > TELLING_BYTES);
    r->doc->lang_from = told ? KB_STR("text") : KB_STR("feed");
    return keep(r, told ? kb_str_of(code) : stated, &r->doc->lang);
}

/* Whose article it is: of the feed that it was taken over from, else of this one. */
static kb_str outlet_of(const item_reading *r, kb_str home)
{
    const kb_feed_item *item = r->item;
    if (item->source_title.len) return kb_writers_outlet(item->source_title, item->source_url);
    return kb_writers_outlet(r->feed->title, home);
}

/* The item's own authors, else the feed's where its kind says that they are those of each item: of Atom (RFC 4287,
 * 4.2.1) and JSON Feed, not of RSS, whose managing editor wrote nothing. */
static kb_status set_writers(const item_reading *r)
{
    kb_str format = r->feed->format;
    bool inherits = kb_str_starts(format, KB_STR("atom")) || kb_str_starts(format, KB_STR("json"));
    kb_feed_people people = r->item->authors;
    kb_status status = KB_OK;
    if (people.count == 0 && inherits && r->item->source_title.len == 0) people = r->feed->authors;
    for (size_t i = 0; status == KB_OK && i < people.count; i++)
        if (!kb_str_equal(people.at[i].name, people.at[i].email)) /* an address is no name */
            status = kb_writers_add(r->doc, people.at[i].name, r->feed->title, "feed", r->err);
    return status;
}

static kb_status set_stated(const item_reading *r)
{
    const kb_feed_item *item = r->item;
    kb_document *doc = r->doc;
    kb_str home = r->feed->home_page_url.len ? r->feed->home_page_url : r->feed->feed_url;
    kb_status status = keep(r, title_of(item), &doc->title);
    if (status == KB_OK) status = keep(r, item->url, &doc->url);
    if (status == KB_OK) status = keep(r, outlet_of(r, home), &doc->outlet);
    if (status == KB_OK) status = keep(r, item->image.len ? item->image : item->banner_image, &doc->image);
    doc->encoding = r->feed->encoding;
    doc->encoding_from = r->feed->encoding_from;
    if (status == KB_OK) status = set_id(r, home.len ? home : r->reading->file);
    if (status == KB_OK) status = set_writers(r);
    for (size_t i = 0; status == KB_OK && i < item->tags.count; i++)
        status = kb_document_list(doc, &doc->tags, item->tags.at[i], r->err);
    if (doc->title.len) doc->title_from = KB_STR("feed");
    if (doc->outlet.len) doc->outlet_from = KB_STR("feed");
    set_times(r);
    return status;
}

/* ---- items ---- */

static kb_str bytes_of(const kb_reading *reading, const kb_feed *feed, size_t i)
{
    size_t begin = feed->items.at[i].place, end = reading->bytes.len;
    if (begin == KB_FEED_NOWHERE) return reading->bytes;
    if (i + 1 < feed->items.count) end = feed->items.at[i + 1].place;
    return kb_str_part(reading->bytes, kb_span_of(begin, end));
}

static kb_status read_item(item_reading *r, size_t *count)
{
    char record[32];
    int len = snprintf(record, sizeof record, "%zu", r->number);
    kb_str name = { record, (size_t)len }, bytes = bytes_of(r->reading, r->feed, r->number - 1);
    kb_status status = kb_reading_document(r->reading, name, bytes, &r->doc, r->err);
    if (status != KB_OK) return status;
    r->doc->url = (kb_str){ 0 }; /* the record's URL is the feed's */
    status = read_words(r);
    bool words = kb_str_trim(r->doc->text).len > 0;
    if (status == KB_OK && words) status = set_stated(r);
    if (status == KB_OK && words) status = set_language(r);
    if (status == KB_OK && words) return kb_reading_give(r->reading, r->doc, count, r->err);
    kb_document_free(r->doc);
    return status;
}

/* An item that the feed lists again as it was is one. */
static bool is_again(kb_map *seen, const kb_feed_item *item)
{
    const kb_feed_item *before = kb_map_find(seen, item->id);
    return before && kb_str_equal(before->title, item->title) &&
           kb_str_equal(before->content_html, item->content_html) &&
           kb_str_equal(before->content_text, item->content_text);
}

static kb_status read_items(const kb_reading *reading, const kb_feed *feed, kb_map *seen, size_t *count, kb_err *err)
{
    for (size_t i = 0; i < feed->items.count; i++) {
        kb_feed_item *item = &feed->items.at[i];
        item_reading r = { .reading = reading, .feed = feed, .item = item, .number = i + 1, .err = err };
        if (is_again(seen, item)) continue;
        if (kb_map_find(seen, item->id)) item->id = item->url; /* one id for several: not theirs */
        if (!kb_map_set(seen, item->id, item)) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
        kb_status status = read_item(&r, count);
        if (status == KB_OK) continue;
        if (kb_reading_ends(status)) return status;
        (void)kb_context(err, status, "item %zu", i + 1);
        kb_reading_problem(reading, err);
    }
    return KB_OK;
}

static void tell_losses(const kb_reading *reading, const kb_feed *feed)
{
    for (size_t i = 0; i < feed->losses.count; i++) {
        kb_err loss = { 0 };
        (void)kb_fail(&loss, KB_ERR_FORMAT, "%.*s", KB_STR_ARGS(feed->losses.at[i]));
        kb_reading_problem(reading, &loss);
    }
}

kb_status kb_feed_items_read(const kb_reading *reading, size_t *count, kb_err *err)
{
    kb_feed feed;
    kb_feed_origin origin = { .charset = reading->charset, .url = reading->url };
    size_t max = reading->tools->max_bytes, len = reading->bytes.len, before = *count;
    if (len > max) return kb_fail(err, KB_ERR_LIMIT, "larger than the allowed %zu bytes", max);
    kb_arena *arena =
        kb_arena_new(ARENA_FLOOR + (len < SIZE_MAX / ARENA_FACTOR / 2 ? len * ARENA_FACTOR : SIZE_MAX / 2));
    kb_map *seen = kb_map_new();
    kb_status status = arena && seen ? kb_feed_read(reading->bytes, &origin, arena, &feed, err)
                                     : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK) {
        status = read_items(reading, &feed, seen, count, err);
        if (!kb_reading_ends(status)) tell_losses(reading, &feed);
        if (status == KB_OK && *count == before && feed.losses.count == 0)
            status = kb_fail(err, KB_ERR_FORMAT, "a feed without items that have words");
    }
    kb_map_free(seen);
    kb_arena_free(arena);
    return status;
}

/* ---- whole or not ---- */

#define WHOLE_BYTES ((size_t)1200) /* a lead and a paragraph are shorter, and so is what a reader is to click for */

/* Bytes of `html` that are words, white space aside. */
static size_t words_of_html(kb_str html)
{
    size_t words = 0;
    bool tag = false;
    for (size_t i = 0; i < html.len; i++) {
        tag = html.at[i] == '<' || (tag && html.at[i] != '>');
        words += !tag && html.at[i] != '>' && (unsigned char)html.at[i] > ' ';
    }
    return words;
}

/* Without tags and brackets at its end. */
static kb_str last_words(kb_str text)
{
    for (;;) {
        text = kb_str_trim(text);
        char last = text.len ? text.at[text.len - 1] : 0;
        size_t open = text.len;
        if (last == ']' || last == ')') {
            text.len--;
            continue;
        }
        if (last != '>') return text;
        while (open && text.at[open - 1] != '<') open--;
        if (!open) return text;
        text.len = open - 1;
    }
}

bool kb_feed_item_whole(const kb_feed_item *item)
{
    static const char *const cuts[] = { "...", "\xE2\x80\xA6", "&hellip;", "&#8230;" };
    kb_str text = item->content_html.len ? item->content_html : item->content_text;
    if (words_of_html(text) < WHOLE_BYTES) return false;
    text = last_words(text);
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
        if (kb_str_ends(text, kb_str_of(cuts[i]))) return false;
    return true;
}
