/* show/feeds_page.h - the feeds that are followed as pages of a served desk: a list by folders, one feed with all that
 * can be chosen for it, a form by which more are followed. */
#ifndef KB_SHOW_FEEDS_PAGE_H
#define KB_SHOW_FEEDS_PAGE_H

#include "show/form.h"

#define KB_FEEDS_LIMIT 100 /* on a page */

typedef struct {
    int64_t id;
    kb_str own;                                                /* name that the user chose; empty: none */
    kb_str url, name, home, folder, tags, outlet, lang, rules; /* rules: a line each */
    const char *state;                                         /* "followed", "paused", "gone" */
    const char *take;                                          /* "either", "page", "text" */
    int64_t every;                                             /* seconds; 0: by its own pace */
    bool no_looks, sitemap;
    int64_t added, due, asked, changed; /* seconds since 1970 UTC; 0: never */
    double per_day;                     /* new entries; negative: not known */
    int64_t failures;
    kb_str error, moved;
    int64_t requests, unchanged, entries, articles, waiting, looks;
} kb_feed_shown;

typedef struct {
    kb_str name;
    size_t feeds;
} kb_feed_folder;

typedef struct {
    size_t all, trouble, paused, gone; /* of all feeds */
    const kb_feed_folder *folders;
    size_t folder_count;
    size_t matched; /* by the filter */
} kb_feeds_counted;

void kb_page_feeds_head(kb_buf *out, const kb_feeds_counted *counted, const kb_feed_filter *filter,
                        const kb_print *how);
/* A row, below its folder's name where that is another one than that of the row before (`folder`: at == NULL: none
 * was). */
void kb_page_feeds_row(kb_buf *out, const kb_feed_shown *feed, kb_str *folder, const kb_print *how);
void kb_page_feeds_foot(kb_buf *out, const kb_feeds_counted *counted, const kb_feed_filter *filter, size_t rows,
                        const kb_print *how);

/* One feed. `typed` (NULL: nothing was) stands in the form in place of what is chosen; `wrong`: what is wrong with it.
 */
void kb_page_feed(kb_buf *out, const kb_feed_shown *feed, const kb_feed_choice *typed, const char *wrong,
                  const kb_print *how);

/* The forms by which feeds are followed: what was typed, and what was wrong with it. */
typedef struct {
    const char *url, *list, *folder, *tags;
    bool all;
    const char *url_wrong, *list_wrong;
} kb_feeds_typed;
void kb_page_feeds_add(kb_buf *out, const kb_feeds_typed *typed, const kb_print *how);

void kb_phrase_span(kb_buf *out, int64_t seconds, const char *ui); /* "5 min", "3 h", "2 days" */

#endif
