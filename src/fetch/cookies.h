/* fetch/cookies.h - cookies that the user sets, for a subscription of his own: a file of his (cookies.txt as browsers
 * export it and curl writes it, tab-separated: host, all subdomains?, path, https alone?, until, name, value), kept
 * apart from the desk. Nothing that a host sends is ever added to them.
 *
 * A cookie goes to its one host, whatever its second column says: not to subdomains, and on no redirect to another. */
#ifndef KB_FETCH_COOKIES_H
#define KB_FETCH_COOKIES_H

#include "base/buf.h"
#include "fetch/target.h"

typedef struct {
    kb_str host, path, name, value;
    bool tls;      /* over https alone */
    int64_t until; /* seconds since 1970 UTC; 0: no end */
} kb_cookie;

typedef struct {
    kb_cookie *at;
    size_t count;
} kb_cookies;

/* Reads the lines of a cookies.txt; views of `text`, the list in `arena`. Fails: KB_ERR_FORMAT (a line is no such
 * cookie; the message has its number, and none of its words, which are secret), KB_ERR_LIMIT, KB_ERR_MEMORY. */
kb_status kb_cookies_read(kb_str text, kb_arena *arena, kb_cookies *out, kb_err *err);

/* Adds what a request to this address carries, "a=b; c=d", at the time `now`; nothing where it carries none. */
void kb_cookies_write(const kb_cookies *cookies, const kb_target *address, int64_t now, kb_buf *out);

#endif
