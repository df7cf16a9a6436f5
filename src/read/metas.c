#include "read/metas.h"

#include <stdlib.h>

#define NAME_BYTES_MAX 40

/* Names in use (Open Graph, article:, Dublin Core, schema.org, Parse.ly, Sailthru, Cxense, Google Scholar's citation_,
 * and older habits), lower case, in byte order; the rank says which is trusted before which within a field. */
static const struct known {
    char name[32];
    kb_meta_field field;
    int rank;
} known[] = {
    { "apple-mobile-web-app-title", KB_META_APP, 1 },
    { "application-name", KB_META_APP, 0 },
    { "article-author", KB_META_AUTHOR, 14 },
    { "article-publication-date", KB_META_PUBLISHED, 46 },
    { "article.created", KB_META_PUBLISHED, 35 },
    { "article.published", KB_META_PUBLISHED, 29 },
    { "article.updated", KB_META_MODIFIED, 12 },
    { "article:author", KB_META_AUTHOR, 1 },
    { "article:author_name", KB_META_AUTHOR, 5 },
    { "article:content_tier", KB_META_TIER, 0 },
    { "article:created", KB_META_PUBLISHED, 36 },
    { "article:date", KB_META_DATE, 3 },
    { "article:lastmodified", KB_META_MODIFIED, 21 },
    { "article:modified", KB_META_MODIFIED, 1 },
    { "article:modified_time", KB_META_MODIFIED, 0 },
    { "article:publicationdate", KB_META_PUBLISHED, 31 },
    { "article:published", KB_META_PUBLISHED, 1 },
    { "article:published_time", KB_META_PUBLISHED, 0 },
    { "article:section", KB_META_SECTION, 0 },
    { "article:tag", KB_META_TAG, 0 },
    { "article:updated", KB_META_MODIFIED, 6 },
    { "article:updated_time", KB_META_MODIFIED, 5 },
    { "article_date_original", KB_META_PUBLISHED, 30 },
    { "articlesection", KB_META_SECTION, 5 },
    { "author", KB_META_AUTHOR, 0 },
    { "author_name", KB_META_AUTHOR, 13 },
    { "authors", KB_META_AUTHOR, 12 },
    { "blog:published_time", KB_META_PUBLISHED, 47 },
    { "byl", KB_META_AUTHOR, 2 },
    { "category", KB_META_SECTION, 8 },
    { "citation_author", KB_META_AUTHOR, 15 },
    { "citation_online_date", KB_META_PUBLISHED, 18 },
    { "citation_publication_date", KB_META_PUBLISHED, 17 },
    { "content-language", KB_META_LANG, 0 },
    { "content_tier", KB_META_TIER, 1 },
    { "copyright", KB_META_SITE, 4 },
    { "creation_date", KB_META_DATE, 4 },
    { "creator", KB_META_AUTHOR, 11 },
    { "cxense:publishtime", KB_META_PUBLISHED, 23 },
    { "cxenseparse:author", KB_META_AUTHOR, 6 },
    { "cxenseparse:category", KB_META_SECTION, 6 },
    { "cxenseparse:modified", KB_META_MODIFIED, 19 },
    { "cxenseparse:modifiedtime", KB_META_MODIFIED, 20 },
    { "cxenseparse:published", KB_META_PUBLISHED, 24 },
    { "cxenseparse:publishtime", KB_META_PUBLISHED, 22 },
    { "cxenseparse:recs:publishtime", KB_META_PUBLISHED, 21 },
    { "cxenseparse:taglist", KB_META_TAG, 4 },
    { "cxenseparse:title", KB_META_TITLE, 6 },
    { "date", KB_META_DATE, 2 },
    { "date_published", KB_META_PUBLISHED, 14 },
    { "datecreated", KB_META_PUBLISHED, 34 },
    { "datemodified", KB_META_MODIFIED, 7 },
    { "datepublished", KB_META_PUBLISHED, 4 },
    { "dc.contributor", KB_META_AUTHOR, 10 },
    { "dc.created", KB_META_PUBLISHED, 39 },
    { "dc.creator", KB_META_AUTHOR, 8 },
    { "dc.date", KB_META_DATE, 0 },
    { "dc.date.created", KB_META_PUBLISHED, 38 },
    { "dc.date.issued", KB_META_PUBLISHED, 25 },
    { "dc.date.modified", KB_META_MODIFIED, 10 },
    { "dc.issued", KB_META_PUBLISHED, 27 },
    { "dc.language", KB_META_LANG, 2 },
    { "dc.modified", KB_META_MODIFIED, 11 },
    { "dc.publisher", KB_META_SITE, 1 },
    { "dc.title", KB_META_TITLE, 2 },
    { "dcterms.available", KB_META_PUBLISHED, 28 },
    { "dcterms.created", KB_META_PUBLISHED, 37 },
    { "dcterms.creator", KB_META_AUTHOR, 9 },
    { "dcterms.date", KB_META_DATE, 1 },
    { "dcterms.issued", KB_META_PUBLISHED, 26 },
    { "dcterms.language", KB_META_LANG, 3 },
    { "dcterms.modified", KB_META_MODIFIED, 9 },
    { "dcterms.publisher", KB_META_SITE, 2 },
    { "dcterms.title", KB_META_TITLE, 3 },
    { "displaydate", KB_META_PUBLISHED, 45 },
    { "headline", KB_META_TITLE, 7 },
    { "image", KB_META_IMAGE, 7 },
    { "inlanguage", KB_META_LANG, 1 },
    { "keywords", KB_META_KEYWORDS, 1 },
    { "last-modified", KB_META_MODIFIED, 15 },
    { "lastmod", KB_META_MODIFIED, 16 },
    { "lastmodifieddate", KB_META_MODIFIED, 14 },
    { "modificationdate", KB_META_MODIFIED, 13 },
    { "modified_time", KB_META_MODIFIED, 8 },
    { "news_keywords", KB_META_KEYWORDS, 0 },
    { "og:article:author", KB_META_AUTHOR, 7 },
    { "og:article:content_tier", KB_META_TIER, 2 },
    { "og:article:modified_time", KB_META_MODIFIED, 2 },
    { "og:article:published_time", KB_META_PUBLISHED, 2 },
    { "og:article:section", KB_META_SECTION, 2 },
    { "og:article:tag", KB_META_TAG, 1 },
    { "og:image", KB_META_IMAGE, 0 },
    { "og:image:secure_url", KB_META_IMAGE, 2 },
    { "og:image:url", KB_META_IMAGE, 1 },
    { "og:locale", KB_META_LANG, 4 },
    { "og:modified_time", KB_META_MODIFIED, 4 },
    { "og:pubdate", KB_META_PUBLISHED, 5 },
    { "og:published_time", KB_META_PUBLISHED, 3 },
    { "og:section", KB_META_SECTION, 1 },
    { "og:site_name", KB_META_SITE, 0 },
    { "og:title", KB_META_TITLE, 0 },
    { "og:updated_time", KB_META_MODIFIED, 3 },
    { "og:url", KB_META_URL, 0 },
    { "original-publish-date", KB_META_PUBLISHED, 32 },
    { "originalpublicationdate", KB_META_PUBLISHED, 33 },
    { "parsely-author", KB_META_AUTHOR, 3 },
    { "parsely-image-url", KB_META_IMAGE, 5 },
    { "parsely-link", KB_META_URL, 2 },
    { "parsely-pub-date", KB_META_PUBLISHED, 19 },
    { "parsely-section", KB_META_SECTION, 3 },
    { "parsely-tags", KB_META_TAG, 2 },
    { "parsely-title", KB_META_TITLE, 4 },
    { "ptime", KB_META_PUBLISHED, 44 },
    { "pubdate", KB_META_PUBLISHED, 6 },
    { "publication-date", KB_META_PUBLISHED, 16 },
    { "publication_date", KB_META_PUBLISHED, 15 },
    { "publish-date", KB_META_PUBLISHED, 8 },
    { "publish_date", KB_META_PUBLISHED, 9 },
    { "publishdate", KB_META_PUBLISHED, 7 },
    { "published", KB_META_PUBLISHED, 13 },
    { "published-date", KB_META_PUBLISHED, 11 },
    { "published_date", KB_META_PUBLISHED, 12 },
    { "published_time", KB_META_PUBLISHED, 10 },
    { "publisher", KB_META_SITE, 3 },
    { "release_date", KB_META_PUBLISHED, 42 },
    { "releasedate", KB_META_PUBLISHED, 41 },
    { "revised", KB_META_MODIFIED, 17 },
    { "rnews:datepublished", KB_META_PUBLISHED, 40 },
    { "sailthru.author", KB_META_AUTHOR, 4 },
    { "sailthru.date", KB_META_PUBLISHED, 20 },
    { "sailthru.image.full", KB_META_IMAGE, 6 },
    { "sailthru.section", KB_META_SECTION, 4 },
    { "sailthru.tags", KB_META_TAG, 3 },
    { "sailthru.title", KB_META_TITLE, 5 },
    { "section", KB_META_SECTION, 7 },
    { "thumbnail", KB_META_IMAGE, 8 },
    { "title", KB_META_TITLE, 8 },
    { "twitter:image", KB_META_IMAGE, 3 },
    { "twitter:image:src", KB_META_IMAGE, 4 },
    { "twitter:title", KB_META_TITLE, 1 },
    { "twitter:url", KB_META_URL, 1 },
    { "updated_time", KB_META_MODIFIED, 18 },
    { "video:release_date", KB_META_PUBLISHED, 43 },
};

static int by_name(const void *name, const void *row)
{
    return strcmp(name, ((const struct known *)row)->name);
}

static const struct known *known_of(kb_str name)
{
    char lower[NAME_BYTES_MAX];
    name = kb_str_trim(name);
    if (name.len == 0 || name.len >= sizeof lower) return NULL;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    lower[name.len] = 0;
    return bsearch(lower, known, sizeof known / sizeof *known, sizeof *known, by_name);
}

/* "content_PublishedDate", "xyz:author": names that an outlet's own system made, by what follows its prefix. They are
 * less sure than all that are in common use. */
static const struct known *made_of(kb_str name)
{
    static const struct known made[] = {
        { "author", KB_META_AUTHOR, 16 },
        { "authorname", KB_META_AUTHOR, 17 },
        { "category", KB_META_SECTION, 9 },
        { "datemodified", KB_META_MODIFIED, 30 },
        { "datepublished", KB_META_PUBLISHED, 48 },
        { "lastmodified", KB_META_MODIFIED, 31 },
        { "modifieddate", KB_META_MODIFIED, 32 },
        { "pubdate", KB_META_PUBLISHED, 49 },
        { "publicationdate", KB_META_PUBLISHED, 50 },
        { "publishdate", KB_META_PUBLISHED, 51 },
        { "publisheddate", KB_META_PUBLISHED, 52 },
        { "publishedtime", KB_META_PUBLISHED, 53 },
        { "publishtime", KB_META_PUBLISHED, 54 },
        { "section", KB_META_SECTION, 10 },
        { "tag", KB_META_TAG, 5 },
        { "tags", KB_META_TAG, 6 },
    };
    char lower[NAME_BYTES_MAX];
    size_t begin = 0, len = 0;
    while (begin < name.len && !strchr(":._", name.at[begin])) begin++;
    if (begin == 0 || begin > 12 || kb_str_starts(name, KB_STR("twitter"))) return NULL;
    for (size_t i = begin + 1; i < name.len && len + 1 < sizeof lower; i++) {
        char c = name.at[i];
        if (c != '_' && c != '-' && c != '.') lower[len++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    lower[len] = 0;
    return bsearch(lower, made, sizeof made / sizeof *made, sizeof *made, by_name);
}

static kb_status take(const kb_node *node, kb_arena *arena, kb_metas *out, kb_err *err)
{
    static const char *const keys[] = { "property", "name", "itemprop", "http-equiv" };
    kb_str content = kb_str_trim(kb_node_attribute(node, "content"));
    const struct known *last = NULL;
    if (content.len == 0) return KB_OK;
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        const struct known *row = known_of(kb_node_attribute(node, keys[k]));
        if (!row && k < 2) row = made_of(kb_str_trim(kb_node_attribute(node, keys[k])));
        if (!row || row == last) continue;
        last = row;
        kb_meta *item = KB_ADD(arena, out, kb_meta);
        if (!item) return kb_arena_fail(arena, err);
        *item = (kb_meta){ row->field, row->rank, content };
    }
    return KB_OK;
}

kb_status kb_metas_find(const kb_page *page, kb_arena *arena, kb_metas *out, kb_err *err)
{
    kb_status status = KB_OK;
    *out = (kb_metas){ 0 };
    for (size_t i = 0; status == KB_OK && i < page->count && out->count < KB_METAS_MAX; i++)
        if (page->at[i].tag == KB_TAG_META) status = take(&page->at[i], arena, out, err);
    return status;
}

kb_str kb_metas_best(const kb_metas *metas, kb_meta_field field, bool (*fits)(kb_str content))
{
    const kb_meta *best = NULL;
    for (size_t i = 0; i < metas->count; i++) {
        const kb_meta *meta = &metas->at[i];
        if (meta->field != field || (best && best->rank <= meta->rank) || (fits && !fits(meta->content))) continue;
        best = meta;
    }
    return best ? best->content : (kb_str){ 0 };
}
