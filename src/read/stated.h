/* read/stated.h - what a page states, gathered while its metadata is made. Inside read/ alone. */
#ifndef KB_READ_STATED_H
#define KB_READ_STATED_H

#include "read/document.h"
#include "read/jsonld.h"
#include "read/metas.h"
#include "read/page.h"

typedef struct {
    const kb_page *page;
    kb_document *doc;
    kb_metas metas;
    kb_ld ld;
    kb_str outlet, app; /* the outlet's names as the page gives them */
    bool outlet_shown;  /* outlet is from <title> */
    kb_str host;        /* "harian-nusa.example", without "www." */
    kb_str lang;        /* as the page states it: "en-GB" */
    kb_str element;     /* the words of <title> */
    size_t heading;     /* the node of the heading that is the title; 0: none */
    kb_str heading_words;
    bool only_heading; /* the page has no other h1 */
    kb_err *err;
} kb_stated;

/* Does `words` name the outlet? Its name, the publisher's, the host's, or the begin of one of them. */
bool kb_stated_outlet(const kb_stated *stated, kb_str words);

/* Is the node inside navigation, a footer, a side box, a template, or hidden? */
bool kb_stated_hidden(const kb_page *page, size_t node);

/* Finds the heading and the title (doc->title, title_from), the by-line (byline, carriers, byline_from), the times
 * (published, modified, and from where). What the document has already stays. Fail: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_title_heading(kb_stated *stated);
kb_status kb_title_find(kb_stated *stated);
kb_status kb_byline_find(kb_stated *stated);
kb_status kb_pubdate_find(kb_stated *stated);

#endif
