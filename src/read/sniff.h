/* read/sniff.h - what kind of thing the bytes of a file are. */
#ifndef KB_READ_SNIFF_H
#define KB_READ_SNIFF_H

#include "base/str.h"

typedef enum {
    KB_KIND_EMPTY,
    KB_KIND_PLAIN,
    KB_KIND_JSON,
    KB_KIND_HTML,
    KB_KIND_MHTML, /* a page as a browser saves it in one file; a mail with a page in it */
    KB_KIND_FEED,
    KB_KIND_XML,
    KB_KIND_WARC,
    KB_KIND_PDF,
    KB_KIND_PACKED,
    KB_KIND_BINARY
} kb_kind;

/* Looks at the first bytes, and for NULs at the first KB_SNIFF_BYTES. *what names a format that has a name ("PNG
 * image"; static), else NULL. A name's ending plays no part. */
#define KB_SNIFF_BYTES ((size_t)65536)
kb_kind kb_sniff(kb_str bytes, const char **what);

#endif
