/* read/http.h - an HTTP response as an archive keeps it (RFC 9110, RFC 9112): status, what its header says of the body,
 * the body as the outlet meant it. What the header says may be wrong, since archives keep it as it was and the body
 * often already unpacked; so the bytes decide. */
#ifndef KB_READ_HTTP_H
#define KB_READ_HTTP_H

#include "base/buf.h"

typedef struct {
    int status;
    kb_str type;     /* Content-Type, with its parameters */
    kb_str encoding; /* Content-Encoding */
    kb_str transfer; /* Transfer-Encoding */
    bool whole;      /* what is packed and broken is a fault; of an archive, what there is of it is taken */
    size_t body;     /* where the body begins */
} kb_http;

/* Parses the head of the response that `bytes` begins with (views into it). Fails: KB_ERR_FORMAT (no status line; no
 * end of the header). */
kb_status kb_http_parse(kb_str bytes, kb_http *out, kb_err *err);

/* The body out of its chunks and its packing: a view of `raw`, or of one of the two buffers. Fails: KB_ERR_LIMIT (more
 * than `max` bytes), KB_ERR_FORMAT (broken), KB_ERR_MEMORY. */
kb_status kb_http_body(const kb_http *http, kb_str raw, size_t max, kb_buf bufs[2], kb_str *out, kb_err *err);

#endif
