/* read/sitemap.h - the pages that a site names for those who look for news: sitemaps (https://www.sitemaps.org,
 * protocol 0.9) as XML, as an index of others or as a URL a line, with Google's news extension (namespace
 * sitemap-news/0.9). */
#ifndef KB_READ_SITEMAP_H
#define KB_READ_SITEMAP_H

#include "read/document.h"

#define KB_SITEMAP_PAGES_MAX ((size_t)50000) /* as the protocol says */

typedef struct {
    kb_str url;        /* http or https */
    kb_str title;      /* news:title; may be empty */
    kb_str outlet;     /* news:name of the publication; may be empty */
    kb_str lang;       /* news:language; may be empty */
    kb_time published; /* news:publication_date */
    kb_time modified;  /* lastmod */
} kb_sitemap_page;

typedef struct {
    bool index; /* of other sitemaps */
    bool news;  /* at least one page is stated as news */
    struct {
        kb_sitemap_page *at;
        size_t count;
    } pages;    /* or sitemaps: in the file's order, each URL once */
    size_t bad; /* that name no URL of the web, and those beyond KB_SITEMAP_PAGES_MAX */
} kb_sitemap;

/* Reads the sitemap that was found at `url` (against which URLs that are none are made whole; may be empty). All of
 * `out` lives in `arena` or looks at `bytes`. Fails: KB_ERR_FORMAT (no sitemap), KB_ERR_LIMIT, KB_ERR_MEMORY. Time:
 * linear. */
kb_status kb_sitemap_read(kb_str bytes, kb_str url, kb_arena *arena, kb_sitemap *out, kb_err *err);

#endif
