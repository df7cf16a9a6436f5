/* read/metadata.h - what a page states of itself. Each field has a file: title.c, byline.c (names.c), pubdate.c
 * (timestamp.c); what they look into is gathered from JSON-LD (jsonld.c) and meta elements (metas.c). */
#ifndef KB_READ_METADATA_H
#define KB_READ_METADATA_H

#include "read/document.h"
#include "read/page.h"

/* What is stated of the text, to be held against the text that was found. */
typedef struct {
    kb_str body;   /* the article's text in JSON-LD; empty when it states none; in the document's arena */
    int64_t words; /* how many it is said to have; 0: not said */
    bool wall;     /* the page has a box that asks readers to pay */
} kb_metadata;

/* Fills doc's empty fields (title, byline, carriers, outlet, section, tags, image, lang, canonical, published,
 * modified, where each comes from) and sets paywalled where the page says so. doc->url, where set, makes links whole
 * and helps to know the page among others. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_metadata_find(const kb_page *page, kb_document *doc, kb_metadata *out, kb_err *err);

/* Sets doc->paywalled where its text is much shorter than stated, or short on a page with a wall. */
void kb_metadata_settle(const kb_metadata *stated, kb_document *doc);

#endif
