/* read/metas.h - what a page's meta elements say, by field. */
#ifndef KB_READ_METAS_H
#define KB_READ_METAS_H

#include "read/page.h"

typedef enum {
    KB_META_TITLE,
    KB_META_SITE,
    KB_META_APP, /* the site's name as an application: often an abbreviation */
    KB_META_AUTHOR,
    KB_META_PUBLISHED,
    KB_META_DATE, /* a date that some sites mean as published, others as changed */
    KB_META_MODIFIED,
    KB_META_LANG,
    KB_META_URL,
    KB_META_SECTION,
    KB_META_TAG,      /* one tag each, or several split by commas */
    KB_META_KEYWORDS, /* many, made for search engines */
    KB_META_IMAGE,
    KB_META_TIER, /* free, metered, locked */
    KB_META_FIELDS
} kb_meta_field;

typedef struct {
    kb_meta_field field;
    int rank;       /* 0 is the surest name of its field */
    kb_str content; /* trimmed, not empty; a view into the page */
} kb_meta;
typedef struct {
    kb_meta *at;
    size_t count;
} kb_metas; /* in the order of the page */

/* All meta elements whose property, name, itemprop or http-equiv is known; at most KB_METAS_MAX. Fails: KB_ERR_MEMORY,
 * KB_ERR_LIMIT. */
#define KB_METAS_MAX 400
kb_status kb_metas_find(const kb_page *page, kb_arena *arena, kb_metas *out, kb_err *err);

/* The surest of a field that `fits` (NULL: any); empty when there is none. */
kb_str kb_metas_best(const kb_metas *metas, kb_meta_field field, bool (*fits)(kb_str content));

#endif
