/* read/metadata.h - what a page states of itself: title, outlet, by-line, times, language, its own URL. */
#ifndef KB_READ_METADATA_H
#define KB_READ_METADATA_H

#include "read/document.h"
#include "read/page.h"

/* Fills doc's empty fields (title, byline, outlet, lang, canonical, published, modified, title_from, published_from)
 * from JSON-LD, meta elements and markup, in this order of trust. doc->url, where set, helps. *body: the article's text
 * as JSON-LD states it, empty when it does not; in doc's arena. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_metadata_find(const kb_page *page, kb_document *doc, kb_str *body, kb_err *err);

#endif
