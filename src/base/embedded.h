/* base/embedded.h - files compiled in by tools/embed.py. */
#ifndef KB_BASE_EMBEDDED_H
#define KB_BASE_EMBEDDED_H

#include <stddef.h>

typedef struct {
    const char *name;  /* file name without folder; NULL ends a table */
    const char *bytes; /* a NUL follows them */
    size_t len;
    const char *sha256; /* base64, as Content-Security-Policy wants it */
} kb_embedded;

extern const kb_embedded kb_embedded_languages[]; /* lang/ *.lang */
extern const kb_embedded kb_embedded_apart[];     /* lang/apart.txt */
extern const kb_embedded kb_embedded_notice[];    /* lang/notice.txt */
extern const kb_embedded kb_embedded_topics[];    /* docs/topics */
extern const kb_embedded kb_embedded_api[];       /* src/serve/openapi.json */
extern const kb_embedded kb_embedded_page[];      /* src/show/page.css, page.js */

#endif
