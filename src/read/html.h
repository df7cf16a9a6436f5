/* read/html.h - a web page to a document: title, by-line, times, main text. */
#ifndef KB_READ_HTML_H
#define KB_READ_HTML_H

#include "read/reading.h"

/* Reads the page `bytes` into doc: its text and what it states of itself. doc->url, where set, tells the outlet when
 * the page does not. `charset` is the encoding that came with it, if any. Fails: KB_ERR_LIMIT (too large, too deep),
 * KB_ERR_FORMAT (no words in it), KB_ERR_MEMORY. */
kb_status kb_html_parse(const kb_read_tools *tools, kb_str bytes, kb_str charset, kb_document *doc, kb_err *err);

/* The file is one page. */
kb_status kb_html_read(const kb_reading *reading, size_t *count, kb_err *err);

#endif
