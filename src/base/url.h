/* base/url.h - the parts of a URL, and a relative reference made whole.
 * Source: RFC 3986 (appendix B for the parts, 5.2 for the resolution), with what browsers forgive (WHATWG URL): white
 * space around it and line breaks inside go, backslashes of http are slashes, what may not stand in a URL is escaped.
 * Letters beyond ASCII stay as they are (RFC 3987). */
#ifndef KB_BASE_URL_H
#define KB_BASE_URL_H

#include "base/arena.h"
#include "base/str.h"

/* Parts as views, without the marks that set them apart ("://", "?", "#"). A part that is missing has at == NULL; one
 * that is there and empty ("a?") has not. The path is never missing, only empty. */
typedef struct {
    kb_str scheme, authority, path, query, fragment;
} kb_url;

kb_url kb_url_split(kb_str url);

/* "http" of "HTTP://x" in the case that it stands in; empty where there is none. Tabs, line breaks and what precedes
 * the first letter are looked through, as a browser does: "java\nscript:x" has the scheme "javascript", in `room`. */
kb_str kb_url_scheme(kb_str url, char room[32]);

/* The host: without user, port, brackets kept; empty where there is none. */
kb_str kb_url_host(kb_str url);

/* An address as it may be told: what stands before and what behind a user and a password in it. Print both. */
void kb_url_told(kb_str url, kb_str parts[2]);

/* http or https, with a host. */
bool kb_url_is_web(kb_str url);

/* `reference` as it stands in a document whose own address is `base`, into the arena. An empty `base`, or one that is
 * no hierarchical URL, leaves it as it is, cleaned. False when memory or the limit is out. Time: linear. */
bool kb_url_resolve(kb_arena *arena, kb_str base, kb_str reference, kb_str *out) KB_CHECK;

#endif
