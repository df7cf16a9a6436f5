/* show/syndicate.h - what is new on a desk, for feed readers: Atom 1.0 (RFC 4287) and JSON Feed 1.1. */
#ifndef KB_SHOW_SYNDICATE_H
#define KB_SHOW_SYNDICATE_H

#include "base/buf.h"
#include "base/time.h"

/* All views. Addresses are whole, and of this desk but for `source`; what is empty is left out. */
typedef struct {
    kb_str id;      /* a tag: URI (RFC 4151); it stays, whatever else changes */
    kb_str url;     /* the page of the desk */
    kb_str source;  /* where the article was found; only http and https are told */
    kb_str title, text, author, lang;
    kb_time published, updated; /* `updated` is zoned and knows its minute at least; `published` is left out where it does not */
} kb_syndicate_item;

typedef struct {
    kb_str id, title;
    kb_str home;       /* the page that shows the same */
    kb_str self, next; /* addresses of this feed, and of the part of it that follows */
    const char *ui;    /* language of the title */
    const kb_syndicate_item *items; /* newest first, mostly */
    size_t count;
} kb_syndicate;

/* A feed without items was updated in 1970. Both escape all; a failed growth is kept in `out`. */
void kb_syndicate_atom(kb_buf *out, const kb_syndicate *feed);
void kb_syndicate_json(kb_buf *out, const kb_syndicate *feed);

#endif
