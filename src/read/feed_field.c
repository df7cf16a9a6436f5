#include "read/feed_field.h"

#include "base/map.h"
#include "base/url.h"

#define ATTACHMENTS_MAX 100

typedef kb_status (*field_reader)(kb_feed_target *t, size_t node, kb_feed_field field, int rank);

static const kb_xml_node *node_of(const kb_feed_target *t, size_t node)
{
    return &t->b->xml->at[node];
}

static kb_str attribute(const kb_feed_target *t, size_t node, const char *name)
{
    return kb_str_trim(kb_xml_attribute_of(node_of(t, node), name));
}

/* Does an element of this rank fill the field? It does then. */
static bool outranks(kb_feed_target *t, kb_feed_field field, int rank)
{
    if (rank <= t->ranks[field]) return false;
    t->ranks[field] = rank;
    return true;
}

/* Where a field of one line is kept. */
static kb_str *place_of(const kb_feed_target *t, kb_feed_field field)
{
    kb_feed *feed = t->b->feed;
    kb_feed_item *item = t->item;
    switch (field) {
    case KB_FIELD_ID: return item ? &item->id : NULL;
    case KB_FIELD_URL: return item ? &item->url : &feed->home_page_url;
    case KB_FIELD_EXTERNAL: return item ? &item->external_url : NULL;
    case KB_FIELD_FEED_URL: return item ? NULL : &feed->feed_url;
    case KB_FIELD_TITLE: return item ? &item->title : &feed->title;
    case KB_FIELD_IMAGE: return item ? &item->image : &feed->icon;
    case KB_FIELD_ICON: return item ? NULL : &feed->favicon;
    case KB_FIELD_LANGUAGE: return item ? &item->language : &feed->language;
    case KB_FIELD_RIGHTS: return item ? &item->rights : &feed->rights;
    case KB_FIELD_GENERATOR: return item ? NULL : &feed->generator;
    case KB_FIELD_COMMENTS: return item ? &item->comments_url : NULL;
    case KB_FIELD_CONTENT:
    case KB_FIELD_SUMMARY:
    case KB_FIELD_PUBLISHED:
    case KB_FIELD_MODIFIED:
    case KB_FIELD_AUTHORS:
    case KB_FIELD_COUNT: break;
    }
    return NULL;
}

static void set(kb_feed_target *t, kb_feed_field field, int rank, kb_str value)
{
    kb_str *place = place_of(t, field);
    if (place && value.len && outranks(t, field, rank)) *place = value;
}

/* ---- readers ---- */

static kb_status read_line(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_feed_words words;
    if (rank <= t->ranks[field]) return KB_OK;
    kb_status status = kb_feed_words_of(t->b, node, KB_WORDS_LINE, &words);
    if (status == KB_OK) set(t, field, rank, words.plain);
    return status;
}

static kb_status read_verbatim(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_str text;
    kb_status status = kb_feed_text(t->b, node, &text);
    if (status == KB_OK && text.len <= KB_FEED_TITLE_MAX) set(t, field, rank, text);
    return status;
}

static kb_status read_body(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_feed_words words;
    if (rank <= t->ranks[field]) return KB_OK;
    kb_status status = kb_feed_words_of(t->b, node, KB_WORDS_BODY, &words);
    if (status != KB_OK || (words.plain.len == 0 && words.html.len == 0)) return status;
    t->ranks[field] = rank;
    if (field == KB_FIELD_CONTENT)
        t->content = words;
    else
        t->summary = words;
    return KB_OK;
}

/* Of several of one kind the last counts: tools append what they correct. */
static kb_status read_date(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_time time;
    if (rank < t->ranks[field]) return KB_OK;
    kb_status status = kb_feed_date_of(t->b, node, &time);
    if (status != KB_OK || time.precision == KB_TIME_NONE) return status;
    t->ranks[field] = rank;
    if (field == KB_FIELD_PUBLISHED)
        *(t->item ? &t->item->published : &t->b->feed->published) = time;
    else
        *(t->item ? &t->item->modified : &t->b->feed->modified) = time;
    return KB_OK;
}

/* CDF: <LASTMOD VALUE="..."> and such; dates as attributes are read like text. */
static kb_status read_person(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_feed_person person;
    kb_feed_people *list = t->item ? &t->item->authors : &t->b->feed->authors;
    if (rank < t->ranks[field]) return KB_OK;
    kb_status status = kb_feed_person_of(t->b, node, &person);
    if (status != KB_OK || person.name.len == 0) return status;
    if (rank > t->ranks[field]) *list = (kb_feed_people){ 0 };
    t->ranks[field] = rank;
    return kb_feed_people_add(t->b, list, person);
}

static kb_status read_contributor(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_feed_person person;
    (void)field, (void)rank;
    kb_status status = kb_feed_person_of(t->b, node, &person);
    if (status != KB_OK) return status;
    return kb_feed_people_add(t->b, t->item ? &t->item->contributors : &t->b->feed->contributors, person);
}

static kb_strs *tags_of(const kb_feed_target *t)
{
    return t->item ? &t->item->tags : &t->b->feed->tags;
}

static kb_status read_tag(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_feed_words words;
    (void)field, (void)rank;
    kb_str tag = attribute(t, node, "term");
    if (tag.len == 0) tag = attribute(t, node, "text"); /* iTunes */
    if (tag.len == 0) tag = attribute(t, node, "label");
    if (tag.len) return kb_feed_tag_add(t->b, tags_of(t), tag);
    kb_status status = kb_feed_words_of(t->b, node, KB_WORDS_LINE, &words);
    return status == KB_OK ? kb_feed_tag_add(t->b, tags_of(t), words.plain) : status;
}

/* "one, two"; iTunes' older feeds have spaces alone. */
static kb_status read_keywords(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_str text, part;
    (void)field, (void)rank;
    kb_status status = kb_feed_text(t->b, node, &text);
    char mark = text.len && memchr(text.at, ',', text.len)   ? ','
                : text.len && memchr(text.at, ';', text.len) ? ';'
                                                             : ' ';
    while (status == KB_OK && text.len && kb_str_next(&text, mark, &part))
        status = kb_feed_tag_add(t->b, tags_of(t), part);
    return status;
}

static kb_status read_url(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_str text, url;
    kb_status status = kb_feed_text(t->b, node, &text);
    if (status == KB_OK) status = kb_feed_link(t->b, node, text, false, &url);
    if (status == KB_OK) set(t, field, rank, url);
    return status;
}

/* ---- attachments ---- */

static int64_t number_of(kb_str s)
{
    int64_t value;
    return kb_str_int(kb_str_trim(s), &value) && value >= 0 ? value : -1;
}

static kb_status add_attachment(kb_feed_target *t, size_t node, kb_str url, kb_str type, kb_str title)
{
    kb_feed_attachments *list = t->item ? &t->item->attachments : NULL;
    kb_str whole;
    if (!list || list->count == ATTACHMENTS_MAX) return KB_OK;
    kb_status status = kb_feed_link(t->b, node, url, false, &whole);
    if (status != KB_OK || whole.len == 0) return status;
    for (size_t i = 0; i < list->count; i++)
        if (kb_str_equal(list->at[i].url, whole)) return KB_OK;
    kb_feed_attachment *a = KB_ADD(t->b->arena, list, kb_feed_attachment);
    if (!a) return kb_arena_fail(t->b->arena, t->b->err);
    *a = (kb_feed_attachment){ whole, type, title, number_of(attribute(t, node, "length")),
                               number_of(attribute(t, node, "duration")) };
    if (a->bytes < 0) a->bytes = number_of(attribute(t, node, "fileSize"));
    return KB_OK;
}

static bool begins(kb_str s, const char *prefix)
{
    kb_str p = kb_str_of(prefix);
    return kb_str_equal_ascii(kb_str_part(s, kb_span_of(0, p.len)), p);
}

static kb_status set_image(kb_feed_target *t, size_t node, kb_str value, int rank)
{
    kb_str url;
    kb_status status = kb_feed_link(t->b, node, value, false, &url);
    if (status == KB_OK) set(t, KB_FIELD_IMAGE, rank, url);
    return status;
}

static kb_status read_enclosure(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_str url = attribute(t, node, "url"), type = attribute(t, node, "type");
    (void)field;
    kb_status status = KB_OK;
    if (url.len == 0) url = attribute(t, node, "href");
    if (url.len == 0) url = kb_str_trim(kb_xml_attribute_of(node_of(t, node), "resource"));
    if (url.len == 0) status = kb_feed_text(t->b, node, &url);
    if (status == KB_OK) status = add_attachment(t, node, url, type, attribute(t, node, "title"));
    if (status == KB_OK && begins(type, "image/")) status = set_image(t, node, url, rank);
    return status;
}

/* Media RSS 1.5: a picture is the item's, what plays is attached. */
static kb_status read_media(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_str url = attribute(t, node, "url"), type = attribute(t, node, "type"), medium = attribute(t, node, "medium");
    (void)field;
    bool plays = kb_str_equal_ascii(medium, KB_STR("video")) || kb_str_equal_ascii(medium, KB_STR("audio")) ||
                 begins(type, "video/") || begins(type, "audio/");
    if (plays) return add_attachment(t, node, url, type, (kb_str){ 0 });
    bool picture = kb_str_equal_ascii(medium, KB_STR("image")) || begins(type, "image/") || (!medium.len && !type.len);
    return picture ? set_image(t, node, url, rank) : KB_OK;
}

static kb_status read_thumbnail(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    (void)field;
    return set_image(t, node, attribute(t, node, "url"), rank);
}

/* "3600", "1:00:00", "60:00". */
static kb_status read_duration(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_str text, part;
    int64_t seconds = 0, value;
    (void)field, (void)rank;
    kb_status status = kb_feed_text(t->b, node, &text);
    if (status != KB_OK || !t->item || text.len == 0 || text.len > 20) return status;
    while (text.len && kb_str_next(&text, ':', &part)) {
        if (!kb_str_int(kb_str_trim(part), &value) || value < 0 || seconds > 1000000) return KB_OK;
        seconds = seconds * 60 + value;
    }
    for (size_t i = 0; i < t->item->attachments.count; i++)
        if (t->item->attachments.at[i].seconds < 0) t->item->attachments.at[i].seconds = seconds;
    return KB_OK;
}

/* ---- links, ids, images, sources ---- */

static bool is_html_type(kb_str type)
{
    return type.len == 0 || begins(type, "text/html") || begins(type, "application/xhtml");
}

/* Atom's link, by its relation (RFC 4287 4.2.7.2). */
static kb_status read_relation(kb_feed_target *t, size_t node, int rank)
{
    kb_str rel = attribute(t, node, "rel"), type = attribute(t, node, "type"), url;
    kb_str href = attribute(t, node, "href");
    static const char iana[] = "http://www.iana.org/assignments/relation/";
    if (begins(rel, iana)) rel = kb_str_part(rel, kb_span_of(sizeof iana - 1, rel.len));
    if (kb_str_equal_ascii(rel, KB_STR("enclosure"))) {
        kb_status status = add_attachment(t, node, href, type, attribute(t, node, "title"));
        return status == KB_OK && begins(type, "image/") ? set_image(t, node, href, 2) : status;
    }
    kb_status status = kb_feed_link(t->b, node, href, false, &url);
    if (status != KB_OK || url.len == 0) return status;
    if (rel.len == 0 || kb_str_equal_ascii(rel, KB_STR("alternate"))) {
        set(t, KB_FIELD_URL, is_html_type(type) ? rank : rank - 2, url);
    } else if (kb_str_equal_ascii(rel, KB_STR("self"))) {
        set(t, t->item ? KB_FIELD_URL : KB_FIELD_FEED_URL, t->item ? 1 : rank, url);
    } else if (kb_str_equal_ascii(rel, KB_STR("via")) || kb_str_equal_ascii(rel, KB_STR("related"))) {
        set(t, KB_FIELD_EXTERNAL, rank, url);
    } else if (kb_str_equal_ascii(rel, KB_STR("replies"))) {
        set(t, KB_FIELD_COMMENTS, rank, url);
    } else if (kb_str_equal_ascii(rel, KB_STR("icon"))) {
        set(t, KB_FIELD_ICON, rank, url);
    } else if (kb_str_equal_ascii(rel, KB_STR("next")) && !t->item && t->b->feed->next_url.len == 0) {
        t->b->feed->next_url = url;
    } else if (kb_str_equal_ascii(rel, KB_STR("hub")) && !t->item && t->b->feed->hub.len == 0) {
        t->b->feed->hub = url;
    }
    return KB_OK;
}

/* RSS: the URL is the text; Atom: an attribute; written by a tool for HTML: the text behind an element that is empty.
 */
static kb_status read_link(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_str text, url;
    if (attribute(t, node, "href").len) return read_relation(t, node, rank);
    kb_status status = kb_feed_text(t->b, node, &text);
    size_t next = node_of(t, node)->end;
    if (status == KB_OK && text.len == 0 && next < node_of(t, node_of(t, node)->parent)->end && !node_of(t, next)->name)
        text = kb_str_trim(node_of(t, next)->text);
    if (status == KB_OK && attribute(t, node, "rel").len == 0 && text.len) {
        status = kb_feed_link(t->b, node, text, false, &url);
        if (status == KB_OK) set(t, field, rank, url);
    }
    return status;
}

/* Has the element a base of its own, or one above it? */
static bool has_base(const kb_feed_target *t, size_t node)
{
    for (size_t i = node;; i = node_of(t, i)->parent) {
        if (kb_xml_special(node_of(t, i), "base").len) return true;
        if (i == 0) return false;
    }
}

/* Atom wants an id that is an IRI; where it is but a part of one, the base that is stated makes it whole. */
static kb_status whole_id(const kb_feed_target *t, size_t node, kb_str *id)
{
    kb_str url;
    if (kb_str_find(*id, KB_STR(":"), 0) != SIZE_MAX || !has_base(t, node)) return KB_OK;
    kb_status status = kb_feed_link(t->b, node, *id, false, &url);
    if (status == KB_OK && url.len) *id = url;
    return status;
}

/* An id is any text; RSS's is the item's URL unless it says that it is none. */
static kb_status read_id(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_str text, permalink = attribute(t, node, "isPermaLink"), url;
    kb_status status = kb_feed_text(t->b, node, &text);
    if (status != KB_OK || text.len == 0 || text.len > KB_FEED_TITLE_MAX || !t->item) return status;
    bool guid = kb_str_equal_ascii(node_of(t, node)->name->local, KB_STR("guid"));
    bool link = guid && !kb_str_equal_ascii(permalink, KB_STR("false"));
    if (link && t->permalink.len == 0) {
        status = kb_feed_link(t->b, node, text, false, &url);
        bool whole = kb_url_is_web(text) || (permalink.len && text.at[0] == '/');
        if (status == KB_OK && whole) t->permalink = url;
    }
    if (status == KB_OK && !guid) status = whole_id(t, node, &text);
    set(t, field, rank, text);
    return status;
}

static kb_status read_child_url(kb_feed_target *t, size_t node, const char *child, kb_str *out)
{
    *out = (kb_str){ 0 };
    for (size_t i = node + 1; i < node_of(t, node)->end; i = node_of(t, i)->end) {
        kb_str text;
        if (!node_of(t, i)->name || !kb_str_equal_ascii(node_of(t, i)->name->local, kb_str_of(child))) continue;
        kb_status status = kb_feed_text(t->b, i, &text);
        return status == KB_OK ? kb_feed_link(t->b, i, text, false, out) : status;
    }
    return KB_OK;
}

/* RSS: <image><url>; iTunes: href; others: text, rdf:resource. */
static kb_status read_image(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_str value = attribute(t, node, "href"), url = { 0 };
    kb_status status = KB_OK;
    if (value.len == 0) value = attribute(t, node, "url");
    if (value.len == 0) status = read_child_url(t, node, "url", &url);
    if (status == KB_OK && value.len == 0 && url.len == 0 && !kb_xml_has_elements(t->b->xml, node))
        status = kb_feed_text(t->b, node, &value);
    if (status == KB_OK && url.len == 0) status = kb_feed_link(t->b, node, value, false, &url);
    if (status == KB_OK) set(t, field, rank, url);
    return status;
}

static kb_status read_source(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_feed_words words = { 0 };
    kb_str url = attribute(t, node, "url");
    kb_status status = KB_OK;
    (void)field, (void)rank;
    if (!t->item || t->item->source_title.len) return KB_OK;
    if (!kb_xml_has_elements(t->b->xml, node)) {
        status = kb_feed_words_of(t->b, node, KB_WORDS_LINE, &words);
    } else {
        for (size_t i = node + 1; status == KB_OK && i < node_of(t, node)->end; i = node_of(t, i)->end) {
            const kb_xml_node *child = node_of(t, i);
            if (!child->name) continue;
            if (kb_str_equal_ascii(child->name->local, KB_STR("title")) && words.plain.len == 0)
                status = kb_feed_words_of(t->b, i, KB_WORDS_LINE, &words);
            bool link = kb_str_equal_ascii(child->name->local, KB_STR("link"));
            if (link && (attribute(t, i, "rel").len == 0 || kb_str_is(attribute(t, i, "rel"), "alternate")))
                url = attribute(t, i, "href");
        }
    }
    if (status == KB_OK) status = kb_feed_link(t->b, node, url, false, &t->item->source_url);
    t->item->source_title = words.plain;
    return status;
}

/* An Atom content may lie elsewhere (src) or be no text. */
static kb_status read_content(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_str type = attribute(t, node, "type"), src = attribute(t, node, "src");
    if (src.len) return add_attachment(t, node, src, type, (kb_str){ 0 });
    if (begins(type, "image/") || begins(type, "audio/") || begins(type, "video/")) return KB_OK;
    return read_body(t, node, field, rank);
}

/* media:group, media:content: what they hold counts for the item. */
static kb_status read_inside(kb_feed_target *t, size_t node, kb_feed_field field, int rank);

static kb_status read_media_inside(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_status status = read_media(t, node, field, rank);
    return status == KB_OK ? read_inside(t, node, field, rank) : status;
}

/* CDF's <LASTMOD>... its values stand in attributes too. */
static kb_status read_href(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    kb_str url;
    kb_status status = kb_feed_link(t->b, node, attribute(t, node, "href"), false, &url);
    if (status == KB_OK) set(t, field, rank, url);
    return status;
}

/* ---- the table ---- */

enum { IN_FEED = 1, IN_ITEM = 2, IN_BOTH = 3 };

typedef struct {
    kb_feed_ns ns;
    const char *local; /* lower case */
    int where;
    field_reader read;
    kb_feed_field field;
    int rank; /* higher is trusted more */
} field_row;

static const field_row rows[] = {
    { KB_NS_CORE, "title", IN_BOTH, read_line, KB_FIELD_TITLE, 9 },
    { KB_NS_DC, "title", IN_BOTH, read_line, KB_FIELD_TITLE, 5 },
    { KB_NS_DCTERMS, "title", IN_BOTH, read_line, KB_FIELD_TITLE, 4 },
    { KB_NS_ITUNES, "title", IN_BOTH, read_line, KB_FIELD_TITLE, 3 },
    { KB_NS_MEDIA, "title", IN_BOTH, read_line, KB_FIELD_TITLE, 2 },
    { KB_NS_CORE, "link", IN_BOTH, read_link, KB_FIELD_URL, 9 },
    { KB_NS_OTHER, "origlink", IN_ITEM, read_url, KB_FIELD_URL, 10 }, /* FeedBurner: "link" counts clicks */
    { KB_NS_CORE, "a", IN_BOTH, read_href, KB_FIELD_URL, 8 },         /* CDF */
    { KB_NS_CORE, "guid", IN_ITEM, read_id, KB_FIELD_ID, 9 },
    { KB_NS_CORE, "id", IN_ITEM, read_id, KB_FIELD_ID, 9 },
    { KB_NS_DC, "identifier", IN_ITEM, read_verbatim, KB_FIELD_ID, 4 },
    { KB_NS_DCTERMS, "identifier", IN_ITEM, read_verbatim, KB_FIELD_ID, 4 },

    { KB_NS_CONTENT, "encoded", IN_ITEM, read_body, KB_FIELD_CONTENT, 9 },
    { KB_NS_CORE, "content", IN_ITEM, read_content, KB_FIELD_CONTENT, 9 },
    { KB_NS_CORE, "content:encoded", IN_ITEM, read_body, KB_FIELD_CONTENT, 9 },
    { KB_NS_CORE, "encoded", IN_ITEM, read_body, KB_FIELD_CONTENT, 8 },
    { KB_NS_XHTML, "body", IN_ITEM, read_body, KB_FIELD_CONTENT, 7 },
    { KB_NS_XHTML, "div", IN_ITEM, read_body, KB_FIELD_CONTENT, 6 },
    { KB_NS_CORE, "body", IN_ITEM, read_body, KB_FIELD_CONTENT, 7 },
    { KB_NS_CORE, "fullitem", IN_ITEM, read_body, KB_FIELD_CONTENT, 7 },
    { KB_NS_CORE, "fulltext", IN_ITEM, read_body, KB_FIELD_CONTENT, 7 },
    { KB_NS_OTHER, "full-text", IN_ITEM, read_body, KB_FIELD_CONTENT, 5 }, /* Yandex */
    { KB_NS_CORE, "description", IN_BOTH, read_body, KB_FIELD_SUMMARY, 9 },
    { KB_NS_CORE, "summary", IN_BOTH, read_body, KB_FIELD_SUMMARY, 10 },
    { KB_NS_CORE, "subtitle", IN_FEED, read_body, KB_FIELD_SUMMARY, 9 },
    { KB_NS_CORE, "tagline", IN_FEED, read_body, KB_FIELD_SUMMARY, 9 },
    { KB_NS_CORE, "abstract", IN_BOTH, read_body, KB_FIELD_SUMMARY, 8 }, /* CDF */
    { KB_NS_DC, "description", IN_BOTH, read_body, KB_FIELD_SUMMARY, 6 },
    { KB_NS_DCTERMS, "abstract", IN_BOTH, read_body, KB_FIELD_SUMMARY, 5 },
    { KB_NS_ITUNES, "summary", IN_BOTH, read_body, KB_FIELD_SUMMARY, 4 },
    { KB_NS_MEDIA, "description", IN_BOTH, read_body, KB_FIELD_SUMMARY, 3 },
    { KB_NS_ITUNES, "subtitle", IN_BOTH, read_body, KB_FIELD_SUMMARY, 2 },

    { KB_NS_CORE, "pubdate", IN_BOTH, read_date, KB_FIELD_PUBLISHED, 9 },
    { KB_NS_CORE, "published", IN_BOTH, read_date, KB_FIELD_PUBLISHED, 9 },
    { KB_NS_CORE, "issued", IN_BOTH, read_date, KB_FIELD_PUBLISHED, 8 },
    { KB_NS_DCTERMS, "issued", IN_BOTH, read_date, KB_FIELD_PUBLISHED, 7 },
    { KB_NS_DCTERMS, "available", IN_BOTH, read_date, KB_FIELD_PUBLISHED, 6 },
    { KB_NS_DC, "date", IN_BOTH, read_date, KB_FIELD_PUBLISHED, 5 },
    { KB_NS_DCTERMS, "date", IN_BOTH, read_date, KB_FIELD_PUBLISHED, 4 },
    { KB_NS_CORE, "created", IN_BOTH, read_date, KB_FIELD_PUBLISHED, 3 },
    { KB_NS_DCTERMS, "created", IN_BOTH, read_date, KB_FIELD_PUBLISHED, 3 },
    { KB_NS_CORE, "date", IN_ITEM, read_date, KB_FIELD_PUBLISHED, 2 },
    { KB_NS_CORE, "updated", IN_BOTH, read_date, KB_FIELD_MODIFIED, 9 },
    { KB_NS_CORE, "modified", IN_BOTH, read_date, KB_FIELD_MODIFIED, 8 },
    { KB_NS_DCTERMS, "modified", IN_BOTH, read_date, KB_FIELD_MODIFIED, 7 },
    { KB_NS_CORE, "lastbuilddate", IN_BOTH, read_date, KB_FIELD_MODIFIED, 9 },
    { KB_NS_CORE, "lastmod", IN_BOTH, read_date, KB_FIELD_MODIFIED, 6 },

    { KB_NS_CORE, "author", IN_BOTH, read_person, KB_FIELD_AUTHORS, 8 },
    { KB_NS_DC, "creator", IN_BOTH, read_person, KB_FIELD_AUTHORS, 9 },
    { KB_NS_DC, "author", IN_BOTH, read_person, KB_FIELD_AUTHORS, 9 },
    { KB_NS_DCTERMS, "creator", IN_BOTH, read_person, KB_FIELD_AUTHORS, 7 },
    { KB_NS_CORE, "managingeditor", IN_FEED, read_person, KB_FIELD_AUTHORS, 6 },
    { KB_NS_ITUNES, "author", IN_BOTH, read_person, KB_FIELD_AUTHORS, 4 },
    { KB_NS_MEDIA, "author", IN_ITEM, read_person, KB_FIELD_AUTHORS, 2 },
    { KB_NS_CORE, "contributor", IN_BOTH, read_contributor, KB_FIELD_AUTHORS, 1 },
    { KB_NS_DC, "contributor", IN_BOTH, read_contributor, KB_FIELD_AUTHORS, 1 },

    { KB_NS_CORE, "category", IN_BOTH, read_tag, KB_FIELD_COUNT, 0 },
    { KB_NS_DC, "subject", IN_BOTH, read_tag, KB_FIELD_COUNT, 0 },
    { KB_NS_DCTERMS, "subject", IN_BOTH, read_tag, KB_FIELD_COUNT, 0 },
    { KB_NS_ITUNES, "category", IN_BOTH, read_tag, KB_FIELD_COUNT, 0 },
    { KB_NS_MEDIA, "category", IN_BOTH, read_tag, KB_FIELD_COUNT, 0 },
    { KB_NS_MEDIA, "keywords", IN_BOTH, read_keywords, KB_FIELD_COUNT, 0 },
    { KB_NS_ITUNES, "keywords", IN_BOTH, read_keywords, KB_FIELD_COUNT, 0 },

    { KB_NS_CORE, "enclosure", IN_ITEM, read_enclosure, KB_FIELD_IMAGE, 3 },
    { KB_NS_MEDIA, "content", IN_BOTH, read_media_inside, KB_FIELD_IMAGE, 8 },
    { KB_NS_MEDIA, "group", IN_BOTH, read_inside, KB_FIELD_COUNT, 0 },
    { KB_NS_MEDIA, "thumbnail", IN_BOTH, read_thumbnail, KB_FIELD_IMAGE, 6 },
    { KB_NS_ITUNES, "duration", IN_ITEM, read_duration, KB_FIELD_COUNT, 0 },
    { KB_NS_ITUNES, "image", IN_BOTH, read_image, KB_FIELD_IMAGE, 5 },
    { KB_NS_CORE, "image", IN_BOTH, read_image, KB_FIELD_IMAGE, 7 },
    { KB_NS_CORE, "logo", IN_FEED, read_image, KB_FIELD_IMAGE, 8 },
    { KB_NS_CORE, "icon", IN_FEED, read_image, KB_FIELD_ICON, 8 },

    { KB_NS_CORE, "language", IN_BOTH, read_verbatim, KB_FIELD_LANGUAGE, 9 },
    { KB_NS_DC, "language", IN_BOTH, read_verbatim, KB_FIELD_LANGUAGE, 8 },
    { KB_NS_DCTERMS, "language", IN_BOTH, read_verbatim, KB_FIELD_LANGUAGE, 7 },
    { KB_NS_CORE, "copyright", IN_BOTH, read_line, KB_FIELD_RIGHTS, 9 },
    { KB_NS_CORE, "rights", IN_BOTH, read_line, KB_FIELD_RIGHTS, 9 },
    { KB_NS_DC, "rights", IN_BOTH, read_line, KB_FIELD_RIGHTS, 8 },
    { KB_NS_MEDIA, "copyright", IN_BOTH, read_line, KB_FIELD_RIGHTS, 5 },
    { KB_NS_CORE, "generator", IN_FEED, read_line, KB_FIELD_GENERATOR, 9 },
    { KB_NS_CORE, "ttl", IN_FEED, kb_feed_timing_read, KB_FIELD_COUNT, 0 },
    { KB_NS_CORE, "skiphours", IN_FEED, kb_feed_timing_read, KB_FIELD_COUNT, 0 },
    { KB_NS_CORE, "skipdays", IN_FEED, kb_feed_timing_read, KB_FIELD_COUNT, 0 },
    { KB_NS_OTHER, "updateperiod", IN_FEED, kb_feed_timing_read, KB_FIELD_COUNT, 0 },
    { KB_NS_OTHER, "updatefrequency", IN_FEED, kb_feed_timing_read, KB_FIELD_COUNT, 0 },
    { KB_NS_CORE, "comments", IN_ITEM, read_url, KB_FIELD_COMMENTS, 9 },
    { KB_NS_CORE, "source", IN_ITEM, read_source, KB_FIELD_COUNT, 0 },
};

static kb_status read_field(kb_feed_target *t, size_t node)
{
    const kb_xml_name *name = node_of(t, node)->name;
    kb_feed_ns ns = kb_feed_ns_of(t->b, name);
    int where = t->item ? IN_ITEM : IN_FEED;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].ns == ns && (rows[i].where & where) && kb_str_equal_ascii(name->local, kb_str_of(rows[i].local)))
            return rows[i].read(t, node, rows[i].field, rows[i].rank);
    return KB_OK;
}

static bool is_item(kb_str local)
{
    return kb_str_equal_ascii(local, KB_STR("item")) || kb_str_equal_ascii(local, KB_STR("entry")) ||
           kb_str_equal_ascii(local, KB_STR("channel"));
}

static kb_status read_children(kb_feed_target *t, size_t node)
{
    kb_status status = KB_OK;
    for (size_t i = node + 1; status == KB_OK && i < node_of(t, node)->end; i = node_of(t, i)->end)
        if (node_of(t, i)->name && !is_item(node_of(t, i)->name->local)) status = read_field(t, i);
    return status;
}

static kb_status read_inside(kb_feed_target *t, size_t node, kb_feed_field field, int rank)
{
    (void)field, (void)rank;
    /* Media RSS nests a content in a group and no deeper: what is nested in itself is no feed. */
    const kb_xml_node *parent = node_of(t, node_of(t, node)->parent), *above = node_of(t, parent->parent);
    bool deep = parent->name && above->name && kb_feed_ns_of(t->b, parent->name) == KB_NS_MEDIA &&
                kb_feed_ns_of(t->b, above->name) == KB_NS_MEDIA;
    return deep ? KB_OK : read_children(t, node);
}

/* xml:lang here or above; CDF has its values in attributes. */
static void read_attributes(kb_feed_target *t, size_t node)
{
    const kb_xml *xml = t->b->xml;
    for (size_t i = node; t->item == NULL || i == node; i = xml->at[i].parent) {
        set(t, KB_FIELD_LANGUAGE, 6, kb_str_trim(kb_xml_special(&xml->at[i], "lang")));
        if (i == 0) break;
    }
}

kb_status kb_feed_fields_read(kb_feed_target *t, size_t node)
{
    kb_str url, about = { 0 };
    read_attributes(t, node);
    kb_status status = kb_feed_link(t->b, node, attribute(t, node, "href"), false, &url); /* CDF */
    if (status == KB_OK) set(t, KB_FIELD_URL, 3, url);
    const kb_xml_node *n = node_of(t, node);
    for (uint32_t i = 0; i < n->attribute_count; i++)
        if (kb_str_is(n->attributes[i].name->local, "about")) about = kb_str_trim(n->attributes[i].value);
    if (t->item && about.len && about.len <= KB_FEED_TITLE_MAX) set(t, KB_FIELD_ID, 3, about); /* RDF */
    return status == KB_OK ? read_children(t, node) : status;
}

/* ---- what depends on several ---- */

/* The words of an item are its content; a summary alone is taken for them. */
static void settle_words(kb_feed_target *t)
{
    kb_feed_item *item = t->item;
    bool content = t->ranks[KB_FIELD_CONTENT] > 0;
    const kb_feed_words *body = content ? &t->content : &t->summary;
    if (body->is_html)
        item->content_html = body->html;
    else if (t->b->is_rss || content || body->plain.len)
        item->content_text = body->plain;
    if (content || t->ranks[KB_FIELD_SUMMARY] == 10) item->summary = t->summary.plain;
}

static kb_status settle_id(kb_feed_target *t)
{
    kb_feed_item *item = t->item;
    if (item->url.len == 0) item->url = t->permalink;
    if (item->url.len == 0 && t->ranks[KB_FIELD_ID] == 3 && kb_url_is_web(item->id))
        item->url = item->id; /* rdf:about */
    if (item->id.len == 0) item->id = item->url;
    if (item->id.len) return KB_OK;
    kb_str words = item->content_html.len ? item->content_html : item->content_text;
    uint64_t hash = kb_hash(item->title) * 31 + kb_hash(words);
    if (kb_arena_print(t->b->arena, &item->id, "%016llx", (unsigned long long)hash)) return KB_OK;
    return kb_arena_fail(t->b->arena, t->b->err);
}

kb_status kb_feed_fields_finish(kb_feed_target *t)
{
    if (!t->item) {
        t->b->feed->description = t->summary.plain;
        return KB_OK;
    }
    settle_words(t);
    return settle_id(t);
}
