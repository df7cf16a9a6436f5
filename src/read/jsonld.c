#include "read/jsonld.h"

#include "base/map.h"
#include "read/mend.h"
#include "read/tidy.h"
#include "text/notice.h"

#include <jansson.h>

#define NODES_MAX 4000
#define ARTICLES_MAX 200
#define ROOTS_MAX 40
#define NAMES_MAX 40
#define VALUE_DEPTH_MAX 4
#define TITLE_BYTES_MAX 600

/* How an object came to stand where it does. */
typedef struct {
    const json_t *object;
    int score;
    bool listed; /* inside a list of other pages' articles */
} candidate;

typedef struct {
    const kb_page *page;
    const kb_ld_page *known;
    kb_arena *arena;
    kb_err *err;
    kb_ld *ld;
    json_t *roots[ROOTS_MAX];
    size_t root_count, nodes;
    kb_map *ids; /* @id -> json_t that has a name */
    struct {
        candidate *at;
        size_t count;
    } articles;
    const json_t *web_page, *crumbs;
} ld_work;

static kb_status collect(ld_work *w, const json_t *value, int depth, bool listed);

/* ---- values ---- */

static kb_str text_of(const json_t *value)
{
    if (json_is_array(value)) value = json_array_get(value, 0);
    if (json_is_object(value)) value = json_object_get(value, "@value");
    if (!json_is_string(value)) return (kb_str){ 0 };
    return kb_str_trim((kb_str){ json_string_value(value), json_string_length(value) });
}

static kb_str get(const json_t *object, const char *key)
{
    return text_of(json_object_get(object, key));
}

static kb_status keep(ld_work *w, kb_str value, size_t max, kb_str *field)
{
    kb_str tidy;
    if (field->len || value.len == 0 || value.len > max) return KB_OK;
    kb_status status = kb_tidy(value, w->arena, &tidy, w->err);
    if (status != KB_OK) return status;
    return kb_arena_copy(w->arena, tidy, field) ? KB_OK : kb_arena_fail(w->arena, w->err);
}

static kb_status keep_raw(ld_work *w, kb_str value, size_t max, kb_str *field)
{
    if (field->len || value.len == 0 || value.len > max) return KB_OK;
    return kb_arena_copy(w->arena, value, field) ? KB_OK : kb_arena_fail(w->arena, w->err);
}

/* A link or the @id of a thing. */
static kb_str link_of(const json_t *value)
{
    if (json_is_array(value)) value = json_array_get(value, 0);
    if (!json_is_object(value)) return text_of(value);
    static const char *const keys[] = { "url", "contentUrl", "@id" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        kb_str link = get(value, keys[i]);
        if (link.len) return link;
    }
    return (kb_str){ 0 };
}

static bool is_false(const json_t *value)
{
    kb_str s = text_of(value);
    return json_is_false(value) || kb_str_equal_ascii(s, KB_STR("false")) || kb_str_ends(s, KB_STR("/False"));
}

static bool type_is(const json_t *object, const char *const *endings, size_t count)
{
    const json_t *type = json_object_get(object, "@type");
    size_t many = json_is_array(type) ? json_array_size(type) : 1;
    for (size_t i = 0; i < many && i < 8; i++) {
        kb_str name = text_of(json_is_array(type) ? json_array_get(type, i) : type);
        for (size_t k = 0; k < count; k++)
            if (kb_str_ends(name, kb_str_of(endings[k]))) return true;
    }
    return false;
}

/* ---- which object is this page's article ---- */

static const char *const article_types[] = { "Article", "Posting", "Report" };
static const char *const weak_types[] = { "Review", "Recipe", "CreativeWork", "VideoObject", "HowTo", "Episode" };
static const char *const page_types[] = { "WebPage", "ItemPage", "AboutPage" };
static const char *const group_types[] = { "Organization", "Corporation", "WebSite", "Organisation" };
#define TYPE_IS(object, types) type_is((object), (types), sizeof(types) / sizeof *(types))

/* Without scheme, "www.", query, fragment and the last slash. */
static kb_str bare_url(kb_str url)
{
    size_t at = kb_str_find(url, KB_STR("://"), 0);
    if (at != SIZE_MAX && at < 8) url = kb_str_part(url, kb_span_of(at + 3, url.len));
    if (kb_str_starts(url, KB_STR("www."))) url = kb_str_part(url, kb_span_of(4, url.len));
    for (size_t i = 0; i < url.len; i++)
        if (url.at[i] == '?' || url.at[i] == '#') url.len = i;
    while (url.len && url.at[url.len - 1] == '/') url.len--;
    return url;
}

/* Letters and digits alone, ASCII case aside: equal, or the shorter (of a length that says something) begins the other.
 */
static bool same_words(kb_str a, kb_str b)
{
    size_t i = 0, k = 0, equal = 0;
    for (;;) {
        while (i < a.len && (uint8_t)a.at[i] < 0x80 && !((a.at[i] | 32) >= 'a' && (a.at[i] | 32) <= 'z') &&
               !(a.at[i] >= '0' && a.at[i] <= '9'))
            i++;
        while (k < b.len && (uint8_t)b.at[k] < 0x80 && !((b.at[k] | 32) >= 'a' && (b.at[k] | 32) <= 'z') &&
               !(b.at[k] >= '0' && b.at[k] <= '9'))
            k++;
        if (i >= a.len || k >= b.len) break;
        char x = a.at[i++], y = b.at[k++];
        if (x >= 'A' && x <= 'Z') x = (char)(x + 32);
        if (y >= 'A' && y <= 'Z') y = (char)(y + 32);
        if (x != y) return false;
        equal++;
    }
    return equal >= 15 || (equal >= 4 && i >= a.len && k >= b.len);
}

/* 1: names this page; -1: another; 0: none. */
static int url_says(const ld_work *w, kb_str stated)
{
    kb_str url = bare_url(stated);
    if (url.len < 4 || !memchr(url.at, '/', url.len)) return 0;
    bool known = false;
    for (size_t i = 0; i < 2; i++) {
        kb_str own = bare_url(w->known->urls[i]);
        if (own.len == 0) continue;
        known = true;
        if (kb_str_equal_ascii(own, url) || kb_str_ends(own, url) || kb_str_ends(url, own)) return 1;
    }
    return known ? -1 : 0;
}

static int score_of(const ld_work *w, const json_t *object, bool listed)
{
    kb_str title = get(object, "headline");
    int score = TYPE_IS(object, article_types) ? 10 : 4, by_url = 0;
    static const char *const keys[] = { "url", "mainEntityOfPage", "@id" };
    if (title.len == 0) title = get(object, "name");
    for (size_t i = 0; i < sizeof keys / sizeof *keys && by_url <= 0; i++) {
        int says = url_says(w, link_of(json_object_get(object, keys[i])));
        by_url = says ? says : by_url;
    }
    bool by_title = false;
    for (size_t i = 0; i < 3 && !by_title; i++) by_title = same_words(title, w->known->titles[i]);
    score += by_url > 0 ? 8 : by_url < 0 ? -3 : 0;
    score += by_title ? 8 : 0;
    score += json_object_get(object, "author") ? 1 : 0;
    score += json_object_get(object, "datePublished") ? 2 : 0;
    return listed && !by_title && by_url <= 0 ? score - 20 : score;
}

/* ---- walking ---- */

/* Under these keys other pages' articles stand. */
static bool lists_others(const char *key)
{
    static const char *const keys[] = { "itemListElement", "mentions",   "isPartOf", "citation", "relatedLink",
                                        "isBasedOn",       "about",      "review",   "comment",  "hasPart",
                                        "itemReviewed",    "subjectOf",  "video",    "sameAs",   "associatedMedia",
                                        "significantLink", "breadcrumb", "publisher" };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(key, keys[i]) == 0) return true;
    return false;
}

static kb_status collect_object(ld_work *w, const json_t *object, int depth, bool listed)
{
    kb_str id = get(object, "@id");
    const char *key;
    json_t *value;
    kb_status status = KB_OK;
    if (id.len && (json_object_get(object, "name") || json_object_get(object, "givenName")) &&
        !kb_map_find(w->ids, id) && !kb_map_set(w->ids, id, (void *)(uintptr_t)object))
        return kb_fail(w->err, KB_ERR_MEMORY, "out of memory");
    if ((TYPE_IS(object, article_types) || TYPE_IS(object, weak_types)) && w->articles.count < ARTICLES_MAX) {
        candidate *item = KB_ADD(w->arena, &w->articles, candidate);
        if (!item) return kb_arena_fail(w->arena, w->err);
        *item = (candidate){ object, score_of(w, object, listed), listed };
    } else if (!listed && !w->web_page && TYPE_IS(object, page_types)) {
        w->web_page = object;
    }
    static const char *const crumb_types[] = { "BreadcrumbList" };
    if (!w->crumbs && TYPE_IS(object, crumb_types)) w->crumbs = object;
    json_object_foreach ((json_t *)(uintptr_t)object, key, value) {
        if (json_is_object(value) || json_is_array(value))
            status = collect(w, value, depth + 1, listed || lists_others(key));
        if (status != KB_OK) return status;
    }
    return status;
}

/* The depth is limited, so the recursion is. */
static kb_status collect(ld_work *w, const json_t *value, int depth, bool listed)
{
    kb_status status = KB_OK;
    if (depth > KB_LD_DEPTH_MAX || ++w->nodes > NODES_MAX) return KB_OK;
    if (json_is_object(value)) return collect_object(w, value, depth, listed);
    for (size_t i = 0; status == KB_OK && json_is_array(value) && i < json_array_size(value) && i < NODES_MAX; i++)
        status = collect(w, json_array_get(value, i), depth + 1, listed);
    return status;
}

/* ---- names ---- */

static kb_status add_author(ld_work *w, kb_str name, bool organisation)
{
    kb_str tidy = { 0 };
    if (name.len == 0 || name.len > 300 || w->ld->authors.count >= NAMES_MAX) return KB_OK;
    kb_status status = keep(w, name, 300, &tidy);
    if (status != KB_OK || tidy.len == 0) return status;
    for (size_t i = 0; i < w->ld->authors.count; i++)
        if (kb_str_equal(w->ld->authors.at[i].name, tidy)) return KB_OK;
    kb_ld_name *item = KB_ADD(w->arena, &w->ld->authors, kb_ld_name);
    if (!item) return kb_arena_fail(w->arena, w->err);
    *item = (kb_ld_name){ tidy, organisation };
    return KB_OK;
}

/* ".../author/admin/": an account of the outlet, whatever name it bears. */
static bool is_desk_url(kb_str url)
{
    while (url.len && url.at[url.len - 1] == '/') url.len--;
    size_t at = url.len;
    while (at && url.at[at - 1] != '/') at--;
    return at && at < url.len &&
           (kb_notice_of_printed(kb_str_part(url, kb_span_of(at, url.len)), NULL) & KB_NOTICE_DESK);
}

static kb_status add_authors(ld_work *w, const json_t *value, int depth, bool organisation)
{
    kb_status status = KB_OK;
    if (depth > VALUE_DEPTH_MAX) return KB_OK;
    if (json_is_string(value)) return add_author(w, text_of(value), organisation);
    for (size_t i = 0; status == KB_OK && json_is_array(value) && i < json_array_size(value) && i < NAMES_MAX; i++)
        status = add_authors(w, json_array_get(value, i), depth + 1, organisation);
    if (status != KB_OK || !json_is_object(value)) return status;
    organisation = organisation || TYPE_IS(value, group_types);
    const json_t *named = value;
    if (!json_object_get(value, "name") && !json_object_get(value, "givenName")) {
        kb_str id = get(value, "@id");
        named = id.len ? kb_map_find(w->ids, id) : NULL;
        if (named) organisation = organisation || TYPE_IS(named, group_types);
        if (!named) named = value;
    }
    organisation = organisation || is_desk_url(get(named, "url")) || is_desk_url(get(named, "@id"));
    static const char *const inner[] = { "name", "author", "@list", "@graph" };
    for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
        if (json_object_get(named, inner[i]))
            return add_authors(w, json_object_get(named, inner[i]), depth + 1, organisation);
    kb_str given = get(named, "givenName"), family = get(named, "familyName"), both;
    if (given.len == 0 || family.len == 0) return add_author(w, given.len ? given : family, organisation);
    if (!kb_arena_print(w->arena, &both, "%.*s %.*s", KB_STR_ARGS(given), KB_STR_ARGS(family)))
        return kb_arena_fail(w->arena, w->err);
    return add_author(w, both, organisation);
}

static kb_status keep_publisher(ld_work *w, const json_t *value)
{
    if (json_is_array(value)) value = json_array_get(value, 0);
    kb_str name = text_of(value);
    if (json_is_object(value)) {
        name = get(value, "name");
        kb_str id = get(value, "@id");
        const json_t *named = id.len ? kb_map_find(w->ids, id) : NULL;
        if (name.len == 0 && named) name = get(named, "name");
    }
    return keep(w, name, 200, &w->ld->publisher);
}

/* ---- fields ---- */

static kb_status add_tag(ld_work *w, kb_str tag)
{
    kb_str tidy = { 0 };
    if (w->ld->tags.count >= KB_TAGS_MAX) return KB_OK;
    kb_status status = keep(w, tag, 100, &tidy);
    if (status != KB_OK || tidy.len == 0) return status;
    for (size_t i = 0; i < w->ld->tags.count; i++)
        if (kb_str_equal(w->ld->tags.at[i], tidy)) return KB_OK;
    kb_str *item = KB_ADD(w->arena, &w->ld->tags, kb_str);
    if (!item) return kb_arena_fail(w->arena, w->err);
    *item = tidy;
    return KB_OK;
}

/* "a, b", ["a", "b"], [{"name": "a"}]; "type:value" pairs of content systems are no tags. */
static kb_status add_tags(ld_work *w, const json_t *value)
{
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < count && i < 4 * KB_TAGS_MAX; i++) {
        const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
        kb_str text = json_is_object(one) ? get(one, "name") : text_of(one), part;
        while (status == KB_OK && text.len && kb_str_next(&text, ',', &part)) status = add_tag(w, kb_str_trim(part));
    }
    return status;
}

static kb_status take_fields(ld_work *w, const json_t *object)
{
    kb_ld *ld = w->ld;
    kb_str title = get(object, "headline"), published = get(object, "datePublished");
    if (title.len == 0) title = get(object, "name");
    if (published.len == 0) published = get(object, "uploadDate");
    if (published.len == 0) published = get(object, "dateCreated");
    const json_t *author = json_object_get(object, "author");
    if (!author) author = json_object_get(object, "creator");
    const struct {
        kb_str value;
        size_t max;
        kb_str *field;
        bool raw;
    } fields[] = {
        { title, TITLE_BYTES_MAX, &ld->headline, false },
        { get(object, "alternativeHeadline"), TITLE_BYTES_MAX, &ld->alternative, false },
        { get(object, "inLanguage"), 20, &ld->lang, true },
        { get(object, "articleBody"), SIZE_MAX, &ld->body, true },
        { get(object, "articleSection"), 100, &ld->section, false },
        { link_of(json_object_get(object, "image")), 2000, &ld->image, true },
        { link_of(json_object_get(object, "thumbnailUrl")), 2000, &ld->image, true },
        { link_of(json_object_get(object, "mainEntityOfPage")), 2000, &ld->url, true },
        { get(object, "url"), 2000, &ld->url, true },
        { published, 80, &ld->published, true },
        { get(object, "dateModified"), 80, &ld->modified, true },
    };
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < sizeof fields / sizeof *fields; i++)
        status = fields[i].raw ? keep_raw(w, fields[i].value, fields[i].max, fields[i].field)
                               : keep(w, fields[i].value, fields[i].max, fields[i].field);
    if (status == KB_OK && ld->authors.count == 0) status = add_authors(w, author, 0, false);
    if (status == KB_OK) status = keep_publisher(w, json_object_get(object, "publisher"));
    if (status == KB_OK && ld->tags.count == 0) status = add_tags(w, json_object_get(object, "keywords"));
    ld->closed |= is_false(json_object_get(object, "isAccessibleForFree"));
    const json_t *words = json_object_get(object, "wordCount");
    int64_t count = json_is_integer(words) ? json_integer_value(words) : 0;
    if (count == 0) (void)kb_str_int(text_of(words), &count);
    if (ld->words == 0 && count > 0 && count < 1000000) ld->words = count;
    return status;
}

/* The first crumb below home, unless it is the page itself. */
static kb_status take_crumbs(ld_work *w)
{
    const json_t *list = json_object_get(w->crumbs, "itemListElement");
    size_t count = json_array_size(list);
    for (size_t i = 1; i + 1 < count && i < 3; i++) {
        const json_t *crumb = json_array_get(list, i);
        kb_str name = get(crumb, "name");
        if (name.len == 0) name = get(json_object_get(crumb, "item"), "name");
        if (name.len && name.len < 60) return keep(w, name, 60, &w->ld->section);
    }
    return KB_OK;
}

static kb_status choose(ld_work *w)
{
    const candidate *best = NULL;
    kb_status status = KB_OK;
    for (size_t i = 0; i < w->articles.count; i++)
        if (!best || w->articles.at[i].score > best->score) best = &w->articles.at[i];
    if (best && best->score > 0) {
        w->ld->article = true;
        status = take_fields(w, best->object);
    }
    /* What that one leaves open, others say that are as surely of this page or have no title of their own. */
    for (size_t i = 0; status == KB_OK && w->ld->article && i < w->articles.count; i++) {
        const candidate *other = &w->articles.at[i];
        kb_str title = get(other->object, "headline");
        if (other == best || other->listed || other->score <= 0) continue;
        if (title.len && !same_words(title, w->ld->headline)) continue;
        status = take_fields(w, other->object);
    }
    if (status == KB_OK && w->web_page) {
        status = keep_raw(w, get(w->web_page, "datePublished"), 80, &w->ld->page_published);
        if (status == KB_OK) status = keep_raw(w, get(w->web_page, "dateModified"), 80, &w->ld->page_modified);
        if (status == KB_OK) status = keep_publisher(w, json_object_get(w->web_page, "publisher"));
        if (status == KB_OK && w->ld->authors.count == 0)
            status = add_authors(w, json_object_get(w->web_page, "author"), 0, false);
        w->ld->closed |= is_false(json_object_get(w->web_page, "isAccessibleForFree"));
    }
    return status == KB_OK && w->crumbs ? take_crumbs(w) : status;
}

/* ---- texts ---- */

/* Parses the objects of a text one behind the other; false when there is none or what follows is broken. */
static bool parse_all(ld_work *w, kb_str text)
{
    bool any = false;
    while (w->root_count < ROOTS_MAX) {
        while (text.len && (strchr(" \t\r\n,;", text.at[0]) || !text.at[0]))
            text = kb_str_part(text, kb_span_of(1, text.len));
        if (text.len == 0) return any;
        json_error_t fault = { 0 };
        json_t *root = json_loadb(text.at, text.len, JSON_DISABLE_EOF_CHECK, &fault);
        if (!root) return false;
        w->roots[w->root_count++] = root;
        any = true;
        size_t used = fault.position > 0 ? (size_t)fault.position : text.len;
        text = kb_str_part(text, kb_span_of(used, text.len));
    }
    return any;
}

static kb_status parse_text(ld_work *w, kb_str text)
{
    kb_buf mended = { 0 }, strict = { 0 };
    size_t replaced = 0, before = w->root_count;
    (void)kb_json_mend(text, SIZE_MAX, &strict, &replaced);
    if (!strict.failed && !parse_all(w, kb_buf_str(&strict))) {
        while (w->root_count > before) json_decref(w->roots[--w->root_count]);
        strict.len = 0;
        kb_ld_mend(text, &mended);
        (void)kb_json_mend(kb_buf_str(&mended), SIZE_MAX, &strict, &replaced);
        if (!mended.failed && !strict.failed) (void)parse_all(w, kb_buf_str(&strict));
    }
    bool failed = mended.failed || strict.failed;
    kb_buf_clear(&mended);
    kb_buf_clear(&strict);
    return failed ? kb_fail(w->err, KB_ERR_MEMORY, "out of memory") : KB_OK;
}

static kb_status parse_scripts(ld_work *w)
{
    size_t left = KB_LD_BYTES_MAX;
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < w->page->count; i++) {
        const kb_node *node = &w->page->at[i];
        if (node->tag != KB_TAG_SCRIPT || node->end < i + 2) continue;
        kb_str type = kb_str_trim(kb_node_attribute(node, "type"));
        if (!kb_str_equal_ascii(kb_str_part(type, kb_span_of(0, 19)), KB_STR("application/ld+json"))) continue;
        kb_str text = kb_str_trim(w->page->at[i + 1].text);
        if (text.len == 0 || text.len > left) continue;
        left -= text.len;
        status = parse_text(w, text);
    }
    return status;
}

kb_status kb_ld_read(const kb_page *page, const kb_ld_page *known, kb_arena *arena, kb_ld *out, kb_err *err)
{
    ld_work w = { .page = page, .known = known, .arena = arena, .err = err, .ld = out };
    *out = (kb_ld){ 0 };
    kb_status status = parse_scripts(&w);
    if (status == KB_OK && w.root_count) {
        w.ids = kb_map_new();
        if (!w.ids) status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
        for (size_t i = 0; status == KB_OK && i < w.root_count; i++) status = collect(&w, w.roots[i], 0, false);
        if (status == KB_OK) status = choose(&w);
        kb_map_free(w.ids);
    }
    for (size_t i = 0; i < w.root_count; i++) json_decref(w.roots[i]);
    return status;
}
