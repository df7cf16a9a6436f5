#include "read/metadata.h"

#include "base/url.h"
#include "base/utf8.h"
#include "read/stated.h"
#include "read/tidy.h"

#define NAME_BYTES_MAX 200
#define URL_BYTES_MAX 2000
#define TAG_BYTES_MAX 80
#define CUT_SHARE 2        /* a text is cut short when it is said to have so many times as many words */
#define CUT_WORDS_MIN 150  /* and so many at least */
#define WALL_WORDS_MAX 220 /* of a text on a page with a wall */

static kb_status keep(kb_stated *w, kb_str value, size_t max, kb_str *field)
{
    kb_str tidy;
    if (field->len || value.len == 0 || value.len > max) return KB_OK;
    kb_status status = kb_tidy(value, w->doc->arena, &tidy, w->err);
    if (status != KB_OK) return status;
    return kb_arena_copy(w->doc->arena, tidy, field) ? KB_OK : kb_arena_fail(w->doc->arena, w->err);
}

static bool fits_name(kb_str s)
{
    return s.len <= NAME_BYTES_MAX && !kb_str_starts(s, KB_STR("http")) && s.at[0] != '@' && s.at[0] != '{';
}

/* ---- links ---- */

static bool has_word(kb_str list, kb_str word)
{
    kb_str one;
    while (list.len && kb_str_next(&list, ' ', &one))
        if (kb_str_equal_ascii(one, word)) return true;
    return false;
}

static kb_str link_of(const kb_page *page, kb_str rel)
{
    for (size_t i = 0; i < page->count; i++)
        if (page->at[i].tag == KB_TAG_LINK && has_word(kb_node_attribute(&page->at[i], "rel"), rel))
            return kb_str_trim(kb_node_attribute(&page->at[i], "href"));
    return (kb_str){ 0 };
}

/* By which relative links are made whole: <base>, else the page's own URL. */
static kb_status find_base(const kb_stated *w, kb_str *out)
{
    *out = w->doc->url;
    for (size_t i = 0; i < w->page->count; i++) {
        if (w->page->at[i].tag != KB_TAG_BASE) continue;
        kb_str href = kb_node_attribute(&w->page->at[i], "href");
        if (href.len == 0 || href.len > URL_BYTES_MAX) continue;
        return kb_url_resolve(w->doc->arena, w->doc->url, href, out) ? KB_OK : kb_arena_fail(w->doc->arena, w->err);
    }
    return KB_OK;
}

/* The URL made whole, where it is one of the web (or where the page's own is not known) and there is none yet. */
static kb_status keep_url(kb_stated *w, kb_str base, kb_str url, kb_str *field)
{
    kb_str whole;
    if (field->len || url.len == 0 || url.len > URL_BYTES_MAX) return KB_OK;
    if (!kb_url_resolve(w->doc->arena, base, url, &whole)) return kb_arena_fail(w->doc->arena, w->err);
    if (!kb_url_is_web(whole) && (base.len || kb_url_split(whole).scheme.len)) return KB_OK;
    *field = whole;
    return KB_OK;
}

/* A template that names the front page on every page would make one article of all. */
static bool is_front(kb_str stated, kb_str own)
{
    kb_url url = kb_url_split(stated), page = kb_url_split(own);
    return url.path.len <= 1 && !url.query.at && (page.path.len > 1 || page.query.at);
}

static kb_status find_links(kb_stated *w)
{
    kb_str base, found = { 0 };
    const kb_str stated[] = { link_of(w->page, KB_STR("canonical")), kb_metas_best(&w->metas, KB_META_URL, NULL) };
    kb_status status = find_base(w, &base);
    for (size_t i = 0; status == KB_OK && i < sizeof stated / sizeof *stated && !w->doc->canonical.len; i++) {
        found = (kb_str){ 0 };
        status = keep_url(w, base, stated[i], &found);
        if (found.len && !is_front(found, w->doc->url)) w->doc->canonical = found;
    }
    return status;
}

/* ---- outlet ---- */

/* "Harian Nusa - Berita Terkini": the part before the slogan. */
static kb_str without_slogan(kb_str name)
{
    static const char *const marks[] = { " | ", " - ", " – ", " — ", " · ", " » ", ": " };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = kb_str_find(name, kb_str_of(marks[i]), 0);
        if (at != SIZE_MAX && at >= 3) return kb_str_part(name, kb_span_of(0, at));
    }
    return name;
}

static kb_status find_names(kb_stated *w)
{
    kb_status status = keep(w, kb_metas_best(&w->metas, KB_META_SITE, fits_name), NAME_BYTES_MAX, &w->outlet);
    if (status == KB_OK) status = keep(w, kb_metas_best(&w->metas, KB_META_APP, fits_name), NAME_BYTES_MAX, &w->app);
    w->host = kb_url_host(w->doc->url.len ? w->doc->url : w->doc->canonical);
    if (kb_str_starts(w->host, KB_STR("www."))) w->host = kb_str_part(w->host, kb_span_of(4, w->host.len));
    return status;
}

static kb_status find_outlet(kb_stated *w)
{
    kb_document *doc = w->doc;
    kb_str site = without_slogan(w->outlet);
    bool domain = site.len && memchr(site.at, '.', site.len) && !memchr(site.at, ' ', site.len);
    if (domain && w->ld.publisher.len) site = (kb_str){ 0 };
    const struct {
        kb_str name;
        const char *from;
    } sources[] = { { site, w->outlet_shown ? "markup" : "meta" },
                    { without_slogan(w->ld.publisher), "json-ld" },
                    { without_slogan(w->app), "meta" } };
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < sizeof sources / sizeof *sources && doc->outlet.len == 0; i++) {
        status = keep(w, sources[i].name, NAME_BYTES_MAX, &doc->outlet);
        if (doc->outlet.len) doc->outlet_from = kb_str_of(sources[i].from);
    }
    return status;
}

/* ---- section, tags, image ---- */

/* The first link below home in a trail of crumbs. */
static kb_status crumb(kb_stated *w, kb_str *out)
{
    const kb_page *page = w->page;
    for (size_t i = 1; i < page->count; i++) {
        const kb_node *node = &page->at[i];
        if (node->tag == KB_TAG_TEXT || node->tag == KB_TAG_BODY || node->end - i > 80 || !node->names.len ||
            !(kb_node_named(node, "breadcrumb") || kb_node_named(node, "breadcrumbs")))
            continue;
        for (size_t k = i, links = 0; k < node->end; k++) {
            kb_str href = kb_node_attribute(&page->at[k], "href"), words;
            if (page->at[k].tag != KB_TAG_A || href.len == 0) continue;
            kb_url url = kb_url_split(href);
            bool home = url.path.len <= 1;
            if (links++ == 0 && home) continue;
            kb_status status = kb_page_words(page, k, w->doc->arena, &words, w->err);
            if (status != KB_OK) return status;
            if (home || words.len < 2 || words.len > 60) continue;
            *out = words;
            return KB_OK;
        }
        return KB_OK;
    }
    return KB_OK;
}

static kb_status find_section(kb_stated *w)
{
    kb_str trail = { 0 };
    kb_status status = keep(w, kb_metas_best(&w->metas, KB_META_SECTION, fits_name), TAG_BYTES_MAX, &w->doc->section);
    if (status == KB_OK) status = keep(w, w->ld.section, TAG_BYTES_MAX, &w->doc->section);
    if (status == KB_OK && w->doc->section.len == 0) status = crumb(w, &trail);
    return status == KB_OK ? keep(w, trail, TAG_BYTES_MAX, &w->doc->section) : status;
}

static kb_status add_tags(kb_stated *w, kb_str list)
{
    kb_str tag;
    kb_status status = KB_OK;
    for (size_t n = 0; status == KB_OK && list.len && n < 4 * KB_TAGS_MAX && kb_str_next(&list, ',', &tag); n++) {
        kb_str tidy;
        tag = kb_str_trim(tag);
        if (w->doc->tags.count >= KB_TAGS_MAX || tag.len == 0 || tag.len > TAG_BYTES_MAX) continue;
        status = kb_tidy(tag, w->doc->arena, &tidy, w->err);
        if (status == KB_OK) status = kb_document_list(w->doc, &w->doc->tags, tidy, w->err);
    }
    return status;
}

static kb_status find_tags(kb_stated *w)
{
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < w->metas.count; i++)
        if (w->metas.at[i].field == KB_META_TAG) status = add_tags(w, w->metas.at[i].content);
    for (size_t i = 0; status == KB_OK && i < w->ld.tags.count && w->doc->tags.count < KB_TAGS_MAX; i++)
        status = kb_document_list(w->doc, &w->doc->tags, w->ld.tags.at[i], w->err);
    if (status == KB_OK && w->doc->tags.count == 0)
        status = add_tags(w, kb_metas_best(&w->metas, KB_META_KEYWORDS, NULL));
    return status;
}

static kb_status find_image(kb_stated *w)
{
    kb_str base;
    kb_status status = find_base(w, &base);
    if (status == KB_OK) status = keep_url(w, base, kb_metas_best(&w->metas, KB_META_IMAGE, NULL), &w->doc->image);
    return status == KB_OK ? keep_url(w, base, w->ld.image, &w->doc->image) : status;
}

/* ---- pay walls ---- */

static bool is_tier_closed(kb_str tier)
{
    static const char *const closed[] = { "locked", "metered", "premium", "paid", "subscriber", "plus" };
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++)
        if (kb_str_equal_ascii(tier, kb_str_of(closed[i]))) return true;
    return false;
}

static bool has_wall(const kb_page *page)
{
    static const char *const names[] = { "paywall",      "pay wall",        "regwall",
                                         "piano offer",  "subscriber only", "subscription wall",
                                         "premium wall", "paid content",    "locked content",
                                         "metered" };
    for (size_t i = 1; i < page->count; i++) {
        const kb_node *node = &page->at[i];
        if (node->names.len == 0 || node->tag == KB_TAG_BODY || node->tag == KB_TAG_SCRIPT) continue;
        if (kb_node_named_any(node, names, sizeof names / sizeof *names)) return true;
    }
    return false;
}

static size_t count_words(kb_str text)
{
    size_t words = 0;
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        bool space = (uint8_t)text.at[i] <= ' ';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

void kb_metadata_settle(const kb_metadata *stated, kb_document *doc)
{
    size_t words = count_words(doc->text);
    bool spaced = words > doc->text.len / 20; /* a script with spaces between words */
    if (!spaced) return;
    bool cut = stated->words >= CUT_WORDS_MIN && (size_t)stated->words > words * CUT_SHARE;
    doc->paywalled = doc->paywalled || cut || (stated->wall && words < WALL_WORDS_MAX);
}

/* ---- all ---- */

static kb_status find_lang(kb_stated *w)
{
    kb_str lang = kb_node_attribute(&w->page->at[0], "lang");
    if (lang.len == 0) lang = kb_node_attribute(&w->page->at[0], "xml:lang");
    if (lang.len == 0) lang = w->ld.lang.len ? w->ld.lang : kb_metas_best(&w->metas, KB_META_LANG, NULL);
    w->lang = lang = kb_str_trim(lang);
    size_t end = 0;
    while (end < lang.len && lang.at[end] != '-' && lang.at[end] != '_' && lang.at[end] != ',') end++;
    return keep(w, kb_str_part(lang, kb_span_of(0, end)), 12, &w->doc->lang);
}

static kb_status find_ld(kb_stated *w)
{
    kb_ld_page known = { { w->doc->url, w->doc->canonical },
                         { kb_metas_best(&w->metas, KB_META_TITLE, NULL), w->heading_words, w->element } };
    return kb_ld_read(w->page, &known, w->doc->arena, &w->ld, w->err);
}

kb_status kb_metadata_find(const kb_page *page, kb_document *doc, kb_metadata *out, kb_err *err)
{
    kb_stated w = { .page = page, .doc = doc, .err = err };
    /* In this order: the heading tells which JSON-LD object is meant, and that one again which heading. */
    static kb_status (*const steps[])(kb_stated *) = { find_links,       find_names,  kb_title_heading, find_ld,
                                                       kb_title_heading, find_lang,   kb_title_find,    kb_byline_find,
                                                       kb_pubdate_find,  find_outlet, find_section,     find_tags,
                                                       find_image };
    *out = (kb_metadata){ 0 };
    if (page->count == 0) return KB_OK;
    kb_status status = kb_metas_find(page, doc->arena, &w.metas, err);
    for (size_t i = 0; status == KB_OK && i < sizeof steps / sizeof *steps; i++) status = steps[i](&w);
    doc->paywalled = doc->paywalled || w.ld.closed || is_tier_closed(kb_metas_best(&w.metas, KB_META_TIER, NULL));
    *out = (kb_metadata){ w.ld.body, w.ld.words, has_wall(page) };
    return status;
}
