/* base/embedded.h - files compiled in by tools/embed.py. */
#ifndef KB_BASE_EMBEDDED_H
#define KB_BASE_EMBEDDED_H

#include <stddef.h>

typedef struct {
    const char *name;    /* file name without folder; NULL ends a table */
    const char *bytes;   /* a NUL follows them */
    size_t len;
} kb_embedded;

extern const kb_embedded kb_embedded_languages[];   /* lang/ *.lang */

#endif
