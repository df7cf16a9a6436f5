#include "read/metadata.h"

#include "read/mend.h"
#include "text/charset.h"

#include <jansson.h>

#define JSON_DEPTH_MAX 12
#define JSON_BYTES_MAX ((size_t)4 << 20)
#define TITLE_BYTES_MAX 500
#define BYLINE_BYTES_MAX 200
#define METAS_MAX 500

typedef struct {
    const kb_page *page;
    kb_document *doc;
    kb_err *err;
    struct {
        uint32_t *at;
        size_t count;
    } metas;     /* nodes that are meta elements with a content */
    kb_str site; /* the outlet's name as the page gives it, for cleaning titles */
    kb_str ld_title, ld_outlet, ld_byline, ld_body, ld_lang;
    kb_time ld_published, ld_modified;
} meta_work;

/* ---- times ---- */

/* RFC 5322 names its months so. */
static int month_of(kb_str s)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (s.len < 3) return 0;
    for (int m = 0; m < 12; m++)
        if (kb_str_equal_ascii((kb_str){ names + (size_t)m * 3, 3 }, kb_str_part(s, kb_span_of(0, 3)))) return m + 1;
    return 0;
}

/* "Tue, 04 Mar 2025 09:10:00 +0700" by rewriting it as ISO 8601. */
static bool parse_rfc5322(kb_str s, kb_time *out)
{
    kb_str parts[8], rest = s, part;
    size_t n = 0;
    char iso[64];
    int64_t day, year;
    while (n < 8 && kb_str_next(&rest, ' ', &part))
        if (part.len) parts[n++] = part;
    size_t at = n && parts[0].len && parts[0].at[parts[0].len - 1] == ',' ? 1 : 0;
    if (n < at + 3 || !kb_str_int(parts[at], &day) || !month_of(parts[at + 1]) || !kb_str_int(parts[at + 2], &year))
        return false;
    if (day < 1 || day > 31 || year < 1900 || year > 2999) return false;
    kb_str clock = n > at + 3 ? parts[at + 3] : (kb_str){ 0 }, zone = n > at + 4 ? parts[at + 4] : (kb_str){ 0 };
    bool utc = kb_str_is(zone, "GMT") || kb_str_is(zone, "UTC") || kb_str_is(zone, "Z");
    int len = snprintf(iso, sizeof iso, "%04d-%02d-%02d%s%.*s%.*s", (int)year, month_of(parts[at + 1]), (int)day,
                       clock.len ? "T" : "", KB_STR_ARGS(kb_str_part(clock, kb_span_of(0, 8))),
                       utc             ? 1
                       : zone.len == 5 ? 5
                                       : 0,
                       utc        ? "Z"
                       : zone.len ? zone.at
                                  : "");
    return len > 0 && (size_t)len < sizeof iso && kb_time_parse((kb_str){ iso, (size_t)len }, out);
}

/* ISO 8601; with slashes; with words behind it; RFC 5322. */
static bool parse_time(kb_str s, kb_time *out)
{
    char copy[40];
    s = kb_str_trim(s);
    if (s.len < 8) return false;
    if (kb_time_parse(s, out) && out->precision >= KB_TIME_DAY) return true;
    if (parse_rfc5322(s, out)) return true;
    size_t len = s.len < sizeof copy ? s.len : sizeof copy;
    memcpy(copy, s.at, len);
    if (len >= 10 && copy[4] == '/' && copy[7] == '/') copy[4] = copy[7] = '-';
    static const size_t lengths[] = { 40, 29, 25, 24, 20, 19, 16, 10 }; /* of ISO forms that words may follow */
    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++)
        if (lengths[i] <= len && kb_time_parse((kb_str){ copy, lengths[i] }, out) && out->precision >= KB_TIME_DAY)
            return true;
    return kb_time_parse((kb_str){ copy, len }, out) && out->precision >= KB_TIME_DAY;
}

static void take_time(kb_str s, kb_time *to)
{
    kb_time t;
    if (to->precision == KB_TIME_NONE && parse_time(s, &t)) *to = t;
}

/* ".../2025/03/04/..." or ".../2025-03-04-..." in a URL. */
static bool time_of_url(kb_str url, kb_time *out)
{
    for (size_t i = 0; i + 11 < url.len; i++) {
        if (url.at[i] != '/' || (url.at[i + 5] != '/' && url.at[i + 5] != '-') || url.at[i + 8] != url.at[i + 5])
            continue;
        char day[10];
        memcpy(day, url.at + i + 1, 10);
        day[4] = day[7] = '-';
        if ((day[0] == '1' || day[0] == '2') && kb_time_parse((kb_str){ day, 10 }, out)) return true;
    }
    return false;
}

/* ---- keeping ---- */

static bool keep(meta_work *w, kb_str value, size_t max, kb_str *field)
{
    value = kb_str_trim(value);
    if (field->len || value.len == 0 || value.len > max) return true;
    return kb_arena_copy(w->doc->arena, value, field);
}

/* The code point of a numeric reference "&#8217;", "&#x27;" at `at`; 0 when none stands there. *end: behind it. */
static uint32_t numeric_entity(kb_str s, size_t at, size_t *end)
{
    uint32_t c = 0;
    bool hex = at + 2 < s.len && (s.at[at + 2] == 'x' || s.at[at + 2] == 'X');
    size_t i = at + 2 + hex, digits = 0;
    if (at + 1 >= s.len || s.at[at + 1] != '#') return 0;
    for (; i < s.len && digits < 8; i++, digits++) {
        char b = s.at[i];
        uint32_t digit = b >= '0' && b <= '9'   ? (uint32_t)(b - '0')
                         : b >= 'a' && b <= 'f' ? (uint32_t)(b - 'a') + 10
                         : b >= 'A' && b <= 'F' ? (uint32_t)(b - 'A') + 10
                                                : 99;
        if (digit >= (hex ? 16u : 10u)) break;
        c = c * (hex ? 16 : 10) + digit;
    }
    if (digits == 0 || i >= s.len || s.at[i] != ';' || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return 0;
    *end = i + 1;
    return c;
}

/* Values of JSON-LD and meta elements may hold entities a second time; numeric and common ones are resolved. */
static kb_str without_entities(meta_work *w, kb_str s)
{
    static const struct {
        const char *name, *is;
    } known[] = {
        { "&amp;", "&" },   { "&quot;", "\"" }, { "&apos;", "'" },  { "&nbsp;", " " },
        { "&rsquo;", "’" }, { "&lsquo;", "‘" }, { "&ldquo;", "“" }, { "&rdquo;", "”" },
        { "&ndash;", "–" }, { "&mdash;", "—" }, { "&lt;", "<" },    { "&gt;", ">" },
    };
    if (s.len == 0 || !memchr(s.at, '&', s.len)) return s;
    char *at = KB_NEW(w->doc->arena, char, s.len + 4);
    size_t len = 0;
    if (!at) return s;
    for (size_t i = 0; i < s.len;) {
        size_t end = i;
        uint32_t c = s.at[i] == '&' ? numeric_entity(s, i, &end) : 0;
        if (c) len += kb_utf8_put(at + len, c); /* never longer than its reference */
        for (size_t k = 0; s.at[i] == '&' && k < sizeof known / sizeof known[0] && end == i; k++) {
            if (!kb_str_starts(kb_str_part(s, kb_span_of(i, s.len)), kb_str_of(known[k].name))) continue;
            end = i + strlen(known[k].name);
            memcpy(at + len, known[k].is, strlen(known[k].is)); /* nor this */
            len += strlen(known[k].is);
        }
        if (end == i) at[len++] = s.at[end++];
        i = end;
    }
    return (kb_str){ at, len };
}

/* ---- JSON-LD ---- */

static kb_str json_text(const json_t *value)
{
    if (!json_is_string(value)) return (kb_str){ 0 };
    return kb_str_trim((kb_str){ json_string_value(value), json_string_length(value) });
}

static bool type_matches(const json_t *type, const char *const *endings, size_t count)
{
    kb_str s = json_text(type);
    for (size_t i = 0; i < count; i++)
        if (kb_str_ends(s, kb_str_of(endings[i]))) return true;
    return false;
}

static bool is_article_type(const json_t *object)
{
    static const char *const endings[] = { "Article", "BlogPosting", "Report" };
    const json_t *type = json_object_get(object, "@type");
    for (size_t i = 0; json_is_array(type) && i < json_array_size(type); i++)
        if (type_matches(json_array_get(type, i), endings, 3)) return true;
    return type_matches(type, endings, 3);
}

/* A thing or a list of things, each a name or an object with one: "A, B". */
static bool keep_names(meta_work *w, const json_t *value, kb_str *field)
{
    if (field->len) return true;
    kb_buf names = { 0 };
    size_t count = json_is_array(value) ? json_array_size(value) : 1;
    for (size_t i = 0; i < count && i < 12; i++) {
        const json_t *one = json_is_array(value) ? json_array_get(value, i) : value;
        kb_str name = json_is_object(one) ? json_text(json_object_get(one, "name")) : json_text(one);
        if (name.len == 0 || kb_str_starts(name, KB_STR("http"))) continue;
        if (names.len) kb_buf_add_c(&names, ", ");
        kb_buf_add(&names, name);
    }
    bool kept = !names.failed && keep(w, without_entities(w, kb_buf_str(&names)), BYLINE_BYTES_MAX, field);
    kb_buf_clear(&names);
    return kept;
}

static bool take_ld_article(meta_work *w, const json_t *object)
{
    kb_str title = json_text(json_object_get(object, "headline"));
    if (title.len == 0) title = json_text(json_object_get(object, "name"));
    take_time(json_text(json_object_get(object, "datePublished")), &w->ld_published);
    take_time(json_text(json_object_get(object, "dateCreated")), &w->ld_published);
    take_time(json_text(json_object_get(object, "dateModified")), &w->ld_modified);
    return keep(w, without_entities(w, title), TITLE_BYTES_MAX, &w->ld_title) &&
           keep_names(w, json_object_get(object, "author"), &w->ld_byline) &&
           keep_names(w, json_object_get(object, "publisher"), &w->ld_outlet) &&
           keep(w, json_text(json_object_get(object, "inLanguage")), 20, &w->ld_lang) &&
           keep(w, json_text(json_object_get(object, "articleBody")), SIZE_MAX, &w->ld_body);
}

/* Depth is limited, so the recursion is. */
static bool take_ld(meta_work *w, const json_t *value, int depth)
{
    if (depth > JSON_DEPTH_MAX) return true;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++)
            if (!take_ld(w, json_array_get(value, i), depth + 1)) return false;
        return true;
    }
    if (!json_is_object(value)) return true;
    if (is_article_type(value)) return take_ld_article(w, value);
    static const char *const inner[] = { "@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart" };
    for (size_t i = 0; i < 3; i++)
        if (!take_ld(w, json_object_get(value, inner[i]), depth + 1)) return false;
    return true;
}

static kb_status read_ld(meta_work *w)
{
    kb_buf mended = { 0 };
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < w->page->count; i++) {
        const kb_node *node = &w->page->at[i];
        if (node->tag != KB_TAG_SCRIPT || node->end < i + 2) continue;
        if (!kb_str_starts(kb_str_trim(kb_node_attribute(node, "type")), KB_STR("application/ld+json"))) continue;
        kb_str text = kb_str_trim(w->page->at[i + 1].text);
        size_t replaced = 0;
        json_error_t fault;
        mended.len = 0;
        if (text.len == 0 || text.len > JSON_BYTES_MAX) continue;
        while (text.len && text.at[text.len - 1] == ';') text.len--;
        (void)kb_json_mend(text, SIZE_MAX, &mended, &replaced);
        json_t *json = mended.failed ? NULL : json_loadb(mended.at, mended.len, JSON_DISABLE_EOF_CHECK, &fault);
        if (json && !take_ld(w, json, 0)) status = kb_arena_fail(w->doc->arena, w->err);
        json_decref(json);
    }
    kb_buf_clear(&mended);
    return status;
}

/* ---- meta elements ---- */

typedef enum { META_TITLE, META_SITE, META_AUTHOR, META_PUBLISHED, META_MODIFIED, META_LANG } meta_field;

/* Names of meta elements (property, name or itemprop), the surest first within a field. */
static const struct {
    const char *name;
    meta_field field;
} meta_names[] = {
    { "og:title", META_TITLE },
    { "twitter:title", META_TITLE },
    { "dc.title", META_TITLE },
    { "parsely-title", META_TITLE },
    { "sailthru.title", META_TITLE },
    { "headline", META_TITLE },
    { "title", META_TITLE },
    { "og:site_name", META_SITE },
    { "application-name", META_SITE },
    { "dc.publisher", META_SITE },
    { "publisher", META_SITE },
    { "article:author", META_AUTHOR },
    { "author", META_AUTHOR },
    { "byl", META_AUTHOR },
    { "dc.creator", META_AUTHOR },
    { "parsely-author", META_AUTHOR },
    { "sailthru.author", META_AUTHOR },
    { "article:author_name", META_AUTHOR },
    { "cxenseparse:author", META_AUTHOR },
    { "og:article:author", META_AUTHOR },
    { "creator", META_AUTHOR },
    { "article:published_time", META_PUBLISHED },
    { "article:published", META_PUBLISHED },
    { "og:published_time", META_PUBLISHED },
    { "og:article:published_time", META_PUBLISHED },
    { "datepublished", META_PUBLISHED },
    { "pubdate", META_PUBLISHED },
    { "publishdate", META_PUBLISHED },
    { "publish-date", META_PUBLISHED },
    { "publish_date", META_PUBLISHED },
    { "published_time", META_PUBLISHED },
    { "publication_date", META_PUBLISHED },
    { "publication-date", META_PUBLISHED },
    { "parsely-pub-date", META_PUBLISHED },
    { "sailthru.date", META_PUBLISHED },
    { "cxenseparse:recs:publishtime", META_PUBLISHED },
    { "cxenseparse:publishtime", META_PUBLISHED },
    { "dc.date.issued", META_PUBLISHED },
    { "dcterms.created", META_PUBLISHED },
    { "dc.date", META_PUBLISHED },
    { "dcterms.date", META_PUBLISHED },
    { "article.published", META_PUBLISHED },
    { "article_date_original", META_PUBLISHED },
    { "original-publish-date", META_PUBLISHED },
    { "originalpublicationdate", META_PUBLISHED },
    { "datecreated", META_PUBLISHED },
    { "article.created", META_PUBLISHED },
    { "date", META_PUBLISHED },
    { "ptime", META_PUBLISHED },
    { "displaydate", META_PUBLISHED },
    { "lastmod", META_MODIFIED },
    { "article:modified_time", META_MODIFIED },
    { "og:updated_time", META_MODIFIED },
    { "datemodified", META_MODIFIED },
    { "dcterms.modified", META_MODIFIED },
    { "content-language", META_LANG },
    { "inlanguage", META_LANG },
    { "og:locale", META_LANG },
};

static kb_status find_metas(meta_work *w)
{
    for (size_t i = 0; i < w->page->count && w->metas.count < METAS_MAX; i++) {
        if (w->page->at[i].tag != KB_TAG_META || kb_node_attribute(&w->page->at[i], "content").len == 0) continue;
        uint32_t *item = KB_ADD(w->doc->arena, &w->metas, uint32_t);
        if (!item) return kb_arena_fail(w->doc->arena, w->err);
        *item = (uint32_t)i;
    }
    return KB_OK;
}

static bool is_meta_named(const kb_node *node, kb_str wanted)
{
    static const char *const keys[] = { "property", "name", "itemprop", "http-equiv" };
    for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++)
        if (kb_str_equal_ascii(kb_str_trim(kb_node_attribute(node, keys[k])), wanted)) return true;
    return false;
}

/* The content of the surest meta element of a field that fits, by row; empty when there is none. */
static kb_str meta_of(const meta_work *w, meta_field field, bool (*fits)(kb_str value))
{
    for (size_t r = 0; r < sizeof meta_names / sizeof meta_names[0]; r++) {
        kb_str wanted = kb_str_of(meta_names[r].name);
        for (size_t i = 0; meta_names[r].field == field && i < w->metas.count; i++) {
            const kb_node *node = &w->page->at[w->metas.at[i]];
            if (!is_meta_named(node, wanted)) continue;
            kb_str content = kb_str_trim(kb_node_attribute(node, "content"));
            if (content.len && (!fits || fits(content))) return content;
        }
    }
    return (kb_str){ 0 };
}

static bool fits_time(kb_str s)
{
    kb_time t;
    return parse_time(s, &t);
}

static bool fits_name(kb_str s)
{
    return !kb_str_starts(s, KB_STR("http")) && !kb_str_starts(s, KB_STR("@")) && !kb_str_starts(s, KB_STR("www.")) &&
           s.len <= BYLINE_BYTES_MAX;
}

/* ---- title ---- */

static kb_str host_name(kb_str url) /* "www.harian-nusa.example/..." -> "harian-nusa" */
{
    size_t at = kb_str_find(url, KB_STR("://"), 0);
    kb_str host = at == SIZE_MAX ? (kb_str){ 0 } : kb_str_part(url, kb_span_of(at + 3, url.len));
    size_t end = 0;
    if (kb_str_starts(host, KB_STR("www."))) host = kb_str_part(host, kb_span_of(4, host.len));
    while (end < host.len && host.at[end] != '.' && host.at[end] != '/') end++;
    return kb_str_part(host, kb_span_of(0, end));
}

/* Letters and digits alone, ASCII case folded, equal; or one begins the other. */
static bool like(kb_str a, kb_str b, bool prefix)
{
    size_t i = 0, k = 0, equal = 0;
    for (;;) {
        while (i < a.len && strchr(" .-_&'!:,", a.at[i]) && a.at[i]) i++;
        while (k < b.len && strchr(" .-_&'!:,", b.at[k]) && b.at[k]) k++;
        if (i >= a.len || k >= b.len) break;
        char x = a.at[i++], y = b.at[k++];
        if (x >= 'A' && x <= 'Z') x = (char)(x + 32);
        if (y >= 'A' && y <= 'Z') y = (char)(y + 32);
        if (x != y) return false;
        equal++;
    }
    return equal >= 2 && ((i >= a.len && k >= b.len) || (prefix && equal >= 4));
}

/* Does this end of a title name the outlet? */
static bool names_outlet(const meta_work *w, kb_str part)
{
    kb_str host = host_name(w->doc->url.len ? w->doc->url : w->doc->canonical);
    return (w->site.len && like(part, w->site, true)) || (w->ld_outlet.len && like(part, w->ld_outlet, true)) ||
           (host.len && like(part, host, true));
}

/* Without "| Outlet", "- Outlet" at the end, "Outlet: " at the begin. */
static kb_str without_outlet(const meta_work *w, kb_str title)
{
    static const char *const separators[] = { " | ", " - ", " – ", " — ", " :: ", " » ",
                                              " • ", " · ", " / ", " > ", ": ",   "| " };
    for (int round = 0; round < 3; round++) {
        kb_str before = title;
        for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
            kb_str separator = kb_str_of(separators[i]);
            size_t at = SIZE_MAX, next = kb_str_find(title, separator, 0), first = next;
            for (; next != SIZE_MAX; next = kb_str_find(title, separator, next + 1)) at = next;
            if (at == SIZE_MAX) continue;
            kb_str tail = kb_str_trim(kb_str_part(title, kb_span_of(at + separator.len, title.len)));
            kb_str head = kb_str_trim(kb_str_part(title, kb_span_of(0, first)));
            if (at > 8 && names_outlet(w, tail))
                title = kb_str_trim(kb_str_part(title, kb_span_of(0, at)));
            else if (title.len - first > 12 && names_outlet(w, head))
                title = kb_str_trim(kb_str_part(title, kb_span_of(first + separator.len, title.len)));
        }
        if (before.len == title.len) break;
    }
    return title;
}

static bool in_hidden_part(const kb_page *page, size_t i)
{
    for (; i; i = page->at[i].parent) {
        kb_tag tag = page->at[i].tag;
        if (tag == KB_TAG_NAV || tag == KB_TAG_FOOTER || tag == KB_TAG_ASIDE || tag == KB_TAG_TEMPLATE ||
            tag == KB_TAG_NOSCRIPT)
            return true;
    }
    return false;
}

/* The h1 that is the title: marked headline, else the only one, else the first in an article. */
static kb_status heading_title(meta_work *w, kb_str *out)
{
    size_t best = 0;
    int best_rank = 0;
    for (size_t i = 1; i < w->page->count; i++) {
        const kb_node *node = &w->page->at[i];
        if (node->tag != KB_TAG_H1 || in_hidden_part(w->page, i)) continue;
        int rank = 1;
        for (size_t p = node->parent; p; p = w->page->at[p].parent)
            if (w->page->at[p].tag == KB_TAG_ARTICLE || w->page->at[p].tag == KB_TAG_MAIN) rank = 2;
        if (kb_str_is(kb_node_attribute(node, "itemprop"), "headline") || kb_node_named(node, "headline") ||
            kb_node_named(node, "title"))
            rank = 3;
        kb_str words;
        kb_status status = kb_page_words(w->page, i, w->doc->arena, &words, w->err);
        if (status != KB_OK) return status;
        if (words.len == 0 || rank <= best_rank || names_outlet(w, words)) continue;
        best = i;
        best_rank = rank;
        *out = words;
    }
    (void)best;
    return KB_OK;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Is `word` in `s`, ASCII case aside? */
static bool holds_word(kb_str s, kb_str word)
{
    for (size_t i = 0; i + word.len <= s.len; i++) {
        size_t k = 0;
        while (k < word.len && lower(s.at[i + k]) == lower(word.at[k])) k++;
        if (k == word.len) return true;
    }
    return false;
}

/* Two titles of one article share half the words of one of them at least. */
static bool akin(kb_str a, kb_str b)
{
    for (int turn = 0; turn < 2; turn++) {
        kb_str rest = turn ? b : a, other = turn ? a : b, word;
        size_t words = 0, shared = 0;
        while (kb_str_next(&rest, ' ', &word)) {
            if (word.len < 4) continue;
            words++;
            shared += holds_word(other, word);
        }
        if (words && shared * 2 >= words) return true;
    }
    return false;
}

static kb_status find_title(meta_work *w)
{
    kb_document *doc = w->doc;
    kb_str heading = { 0 }, element = { 0 };
    kb_status status = heading_title(w, &heading);
    for (size_t i = 0; status == KB_OK && i < w->page->count && element.len == 0; i++)
        if (w->page->at[i].tag == KB_TAG_TITLE) {
            size_t parent = w->page->at[i].parent;
            if (w->page->at[parent].tag == KB_TAG_HEAD || w->page->at[parent].tag == KB_TAG_HTML)
                status = kb_page_words(w->page, i, doc->arena, &element, w->err);
        }
    if (status != KB_OK || doc->title.len) return status;
    const struct {
        kb_str value;
        const char *from;
    } sources[] = {
        { w->ld_title, "json-ld" },
        { without_entities(w, meta_of(w, META_TITLE, NULL)), "meta" },
        { heading, "markup" },
        { element, "markup" },
    };
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        kb_str title = without_outlet(w, kb_str_trim(sources[i].value));
        if (title.len == 0 || title.len > TITLE_BYTES_MAX || names_outlet(w, title)) continue;
        /* The heading is the title as readers see it; what is stated may be made for search engines. */
        bool heads = i < 2 && heading.len > 12 && heading.len <= TITLE_BYTES_MAX && akin(heading, title);
        if (heads) title = heading;
        doc->title_from = heads ? KB_STR("markup") : kb_str_of(sources[i].from);
        if (!keep(w, title, TITLE_BYTES_MAX, &doc->title)) return kb_arena_fail(doc->arena, w->err);
        return KB_OK;
    }
    return KB_OK;
}

/* ---- by-line ---- */

static bool is_author_element(const kb_node *node)
{
    kb_str rel = kb_node_attribute(node, "rel"), prop = kb_node_attribute(node, "itemprop");
    if (kb_str_is(rel, "author") || kb_str_is(prop, "author") || kb_str_is(prop, "author name")) return true;
    return kb_node_named(node, "byline name") || kb_node_named(node, "author name") || kb_node_named(node, "byline") ||
           kb_node_named(node, "author") || kb_node_named(node, "article author") ||
           kb_node_named(node, "byline author");
}

/* The links inside an author element, as "A, B"; nothing when there is none that could be a name. */
static kb_status linked_names(meta_work *w, size_t element, kb_str *out)
{
    kb_buf names = { 0 };
    kb_status status = KB_OK;
    for (size_t i = element; status == KB_OK && i < w->page->at[element].end; i++) {
        kb_str words;
        if (w->page->at[i].tag != KB_TAG_A) continue;
        status = kb_page_words(w->page, i, w->doc->arena, &words, w->err);
        if (status != KB_OK || words.len < 3 || words.len > 60 || memchr(words.at, '@', words.len)) continue;
        if (names.len && kb_str_find(kb_buf_str(&names), words, 0) != SIZE_MAX) continue;
        if (names.len) kb_buf_add_c(&names, ", ");
        kb_buf_add(&names, words);
    }
    if (status == KB_OK && names.len && !kb_arena_copy(w->doc->arena, kb_buf_str(&names), out))
        status = kb_arena_fail(w->doc->arena, w->err);
    kb_buf_clear(&names);
    return status;
}

static kb_status markup_byline(meta_work *w, kb_str *out)
{
    for (size_t i = 1; i < w->page->count; i++) {
        const kb_node *node = &w->page->at[i];
        kb_str words, links = { 0 };
        if (node->tag == KB_TAG_TEXT || node->tag == KB_TAG_BODY || !is_author_element(node) ||
            in_hidden_part(w->page, i))
            continue;
        kb_status status = kb_page_words(w->page, i, w->doc->arena, &words, w->err);
        if (status == KB_OK && words.len <= 400) status = linked_names(w, i, &links);
        if (status != KB_OK) return status;
        if (links.len) words = links;
        if (words.len < 3 || words.len > 120) continue;
        *out = words;
        return KB_OK;
    }
    return KB_OK;
}

static kb_status find_byline(meta_work *w)
{
    kb_str stated = w->ld_byline, meta = without_entities(w, meta_of(w, META_AUTHOR, fits_name)), markup = { 0 }, name;
    kb_status status = KB_OK;
    if (stated.len && names_outlet(w, stated)) stated = (kb_str){ 0 };
    if (meta.len && names_outlet(w, meta)) meta = (kb_str){ 0 };
    if (stated.len == 0 && meta.len == 0) status = markup_byline(w, &markup);
    if (status != KB_OK) return status;
    kb_str best = stated.len ? stated : meta.len ? meta : markup.len ? markup : w->ld_byline;
    w->doc->byline_from = kb_str_of(best.len == 0 ? "" : stated.len ? "json-ld" : meta.len ? "meta" : "markup");
    while (status == KB_OK && kb_strs_next(&best, &name))
        status = kb_document_list(w->doc, &w->doc->byline, name, w->err);
    return status;
}

/* ---- times of the page ---- */

static bool take_published(meta_work *w, kb_time t, const char *from)
{
    if (t.precision == KB_TIME_NONE || w->doc->published.precision != KB_TIME_NONE) return false;
    w->doc->published = t;
    w->doc->published_from = kb_str_of(from);
    return true;
}

/* <time datetime>, itemprop=datePublished: marked as the day of publication first, then the first in the article. */
static kb_time markup_time(const meta_work *w)
{
    kb_time best = { 0 }, t;
    int best_rank = 0;
    for (size_t i = 1; i < w->page->count; i++) {
        const kb_node *node = &w->page->at[i];
        kb_str prop = kb_node_attribute(node, "itemprop");
        bool marked = kb_str_is(prop, "datePublished") || kb_node_attribute(node, "pubdate").at ||
                      kb_node_named(node, "published");
        if (node->tag != KB_TAG_TIME && !kb_str_is(prop, "datePublished")) continue;
        kb_str value = kb_node_attribute(node, "datetime");
        if (value.len == 0) value = kb_node_attribute(node, "content");
        if (kb_str_is(prop, "dateModified") || kb_node_named(node, "updated") || kb_node_named(node, "modified") ||
            in_hidden_part(w->page, i))
            continue;
        int rank = marked ? 3 : 1;
        for (size_t p = node->parent; p && rank == 1; p = w->page->at[p].parent)
            rank = w->page->at[p].tag == KB_TAG_ARTICLE ? 2 : 1;
        if (rank <= best_rank || !parse_time(value, &t)) continue;
        best = t;
        best_rank = rank;
    }
    return best;
}

static void find_times(meta_work *w)
{
    kb_time meta = { 0 }, url = { 0 };
    kb_document *doc = w->doc;
    take_time(meta_of(w, META_PUBLISHED, fits_time), &meta);
    if (doc->modified.precision == KB_TIME_NONE) doc->modified = w->ld_modified;
    take_time(meta_of(w, META_MODIFIED, fits_time), &doc->modified);
    if (take_published(w, w->ld_published, "json-ld") || take_published(w, meta, "meta")) return;
    if (take_published(w, markup_time(w), "markup")) return;
    if (time_of_url(doc->url.len ? doc->url : doc->canonical, &url)) (void)take_published(w, url, "url");
}

/* ---- the rest ---- */

static kb_str link_of(const kb_page *page, const char *rel)
{
    for (size_t i = 0; i < page->count; i++)
        if (page->at[i].tag == KB_TAG_LINK && kb_str_is(kb_node_attribute(&page->at[i], "rel"), rel))
            return kb_str_trim(kb_node_attribute(&page->at[i], "href"));
    return (kb_str){ 0 };
}

static kb_status find_rest(meta_work *w)
{
    kb_document *doc = w->doc;
    kb_str lang = kb_node_attribute(&w->page->at[0], "lang");
    if (lang.len == 0) lang = w->ld_lang.len ? w->ld_lang : meta_of(w, META_LANG, NULL);
    size_t end = 0;
    while (end < lang.len && lang.at[end] != '-' && lang.at[end] != '_' && lang.at[end] != ',') end++;
    lang = kb_str_part(lang, kb_span_of(0, end));
    bool kept = keep(w, w->site, BYLINE_BYTES_MAX, &doc->outlet) &&
                keep(w, w->ld_outlet, BYLINE_BYTES_MAX, &doc->outlet) && keep(w, lang, 12, &doc->lang);
    return kept ? KB_OK : kb_arena_fail(doc->arena, w->err);
}

kb_status kb_metadata_find(const kb_page *page, kb_document *doc, kb_str *body, kb_err *err)
{
    meta_work w = { .page = page, .doc = doc, .err = err };
    *body = (kb_str){ 0 };
    if (page->count == 0) return KB_OK;
    if (!keep(&w, link_of(page, "canonical"), 2000, &doc->canonical)) return kb_arena_fail(doc->arena, err);
    kb_status status = find_metas(&w);
    if (status == KB_OK) status = read_ld(&w);
    w.site = without_entities(&w, meta_of(&w, META_SITE, fits_name));
    if (status == KB_OK) status = find_title(&w);
    if (status == KB_OK) status = find_byline(&w);
    if (status == KB_OK) find_times(&w);
    if (status == KB_OK) status = find_rest(&w);
    *body = w.ld_body;
    return status;
}
