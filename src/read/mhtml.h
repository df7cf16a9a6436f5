/* read/mhtml.h - a page that a browser saved as one file with its pictures: MHTML (RFC 2557), which is a MIME message
 * (RFC 2045, RFC 2046) of parts, one of them the page. A mail with an HTML part is one too. */
#ifndef KB_READ_MHTML_H
#define KB_READ_MHTML_H

#include "read/reading.h"

#define KB_MHTML_DEPTH_MAX 4    /* parts within parts */
#define KB_MHTML_PARTS_MAX 4000 /* that are looked at */

/* Do the bytes begin with the header of such a message? At least `MIME-Version`, and `Content-Type` of parts or a
 * page. */
bool kb_mhtml_known(kb_str bytes);

typedef struct {
    kb_str bytes;   /* the page's, out of their packing; a view of the message, or of `buf` */
    kb_str url;     /* where it was saved from; empty where that is not said */
    kb_str charset; /* as the part states it */
    kb_buf buf;
} kb_mhtml;

/* Finds the first part that is a page. Fails: KB_ERR_FORMAT (there is none), KB_ERR_MEMORY. Time: linear in the bytes
 * times the depth. `out` is to be cleared: kb_buf_clear(&out->buf). */
kb_status kb_mhtml_find(kb_str bytes, kb_mhtml *out, kb_err *err);

kb_status kb_mhtml_read(const kb_reading *reading, size_t *count, kb_err *err);

#endif
