/* read/opml.h - a list of feeds as feed readers exchange it: OPML 1.0 and 2.0 (http://opml.org/spec2.opml), with its
 * folders. Outlines without a feed are folders; one of type "include" or "link" names another list and is never
 * followed. Read by read/xml.h: no entities, nothing is loaded, depth and size are bounded. */
#ifndef KB_READ_OPML_H
#define KB_READ_OPML_H

#include "read/document.h"

#define KB_OPML_FEEDS_MAX ((size_t)20000)
#define KB_OPML_FOLDER_MAX ((size_t)400) /* bytes of a folder's path; names beyond are left out */
#define KB_OPML_TITLE_MAX ((size_t)400)

typedef struct {
    kb_str url;    /* xmlUrl: http or https */
    kb_str title;  /* one line; may be empty */
    kb_str home;   /* htmlUrl; may be empty */
    kb_str folder; /* "News/Asia": the names of the outlines above, outermost first; may be empty */
    kb_str tags;   /* category, as stated: parted by commas; may be empty */
    kb_str lang;   /* language; may be empty */
} kb_opml_feed;

typedef struct {
    struct {
        kb_opml_feed *at;
        size_t count;
    } feeds;         /* in the file's order, each URL once */
    size_t includes; /* lists that it names and that were not followed */
    size_t bad;      /* outlines whose URL is none of the web, and feeds beyond KB_OPML_FEEDS_MAX */
} kb_opml;

/* Do the bytes look like a list of feeds? */
bool kb_opml_sniff(kb_str bytes);

/* Reads the list; all of `out` lives in `arena`. Fails: KB_ERR_FORMAT (no OPML), KB_ERR_LIMIT, KB_ERR_MEMORY. Time:
 * linear. */
kb_status kb_opml_read(kb_str bytes, kb_arena *arena, kb_opml *out, kb_err *err);

#endif
