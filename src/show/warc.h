/* show/warc.h - pages as a web archive: WARC/1.1 (ISO 28500:2017), each record a member of gzip, so that any can be
 * found by its place. A record is named by what is in it: the same pages always give the same archive. */
#ifndef KB_SHOW_WARC_H
#define KB_SHOW_WARC_H

#include "base/buf.h"

typedef struct {
    kb_str url;  /* absolute */
    int64_t at;  /* seconds since 1970 UTC: when it came */
    int status;  /* HTTP's */
    kb_str type; /* Content-Type; empty: none; so for the next two */
    kb_str etag, last_modified;
    kb_str body; /* out of its packing and its chunks: the header that is written says nothing of them */
} kb_warc_page;

/* The record that begins an archive, of `at`. Fails: KB_ERR_MEMORY; so does the next. */
kb_status kb_warc_begin(int64_t at, kb_buf *out, kb_err *err);

kb_status kb_warc_add(const kb_warc_page *page, kb_buf *out, kb_err *err);

#endif
