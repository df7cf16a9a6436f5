/* read/jsonld.h - what a page says of its article in JSON-LD (schema.org), whatever shape that has: lists, @graph, @id
 * references, several objects, broken JSON. */
#ifndef KB_READ_JSONLD_H
#define KB_READ_JSONLD_H

#include "read/document.h"
#include "read/page.h"

typedef struct {
    kb_str name;
    bool organisation;
} kb_ld_name;

/* All in the arena, tidied (read/tidy.h) but for `body` and the times, which are as stated; empty where not stated. */
typedef struct {
    bool article; /* an object that describes this page's article was found */
    kb_str headline, alternative, publisher, body, lang, section, image, url;
    struct {
        kb_ld_name *at;
        size_t count;
    } authors;
    kb_strs tags;
    kb_str published, modified;           /* of the article */
    kb_str page_published, page_modified; /* of the page around it: less sure */
    bool closed;                          /* isAccessibleForFree is false */
    int64_t words;                        /* wordCount; 0: not stated */
} kb_ld;

/* By which the object that describes this page is known among several. */
typedef struct {
    kb_str urls[2];   /* the page's own, its canonical one */
    kb_str titles[3]; /* as other parts of the page state it */
} kb_ld_page;

/* Reads at most KB_LD_BYTES_MAX bytes of JSON, objects KB_LD_DEPTH_MAX deep. What cannot be read even when mended is
 * passed over. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
#define KB_LD_BYTES_MAX ((size_t)2 << 20)
#define KB_LD_DEPTH_MAX 12
kb_status kb_ld_read(const kb_page *page, const kb_ld_page *known, kb_arena *arena, kb_ld *out, kb_err *err);

/* JSON as people break it made such that a parser takes it: comments, CDATA marks and what stands before the first
 * bracket go, as do commas before a closing bracket; a quotation mark inside a string is escaped; entities in place
 * of quotation marks are resolved. For text that failed to parse. Memory: out->failed. Time: linear. */
void kb_ld_mend(kb_str s, kb_buf *out);

#endif
