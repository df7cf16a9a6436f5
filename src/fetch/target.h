/* fetch/target.h - an address on the net in the one form in which it is asked, and nothing else: what is judged here
 * (scheme, host, port) is what libcurl is given, so that no two readers can understand it differently. */
#ifndef KB_FETCH_TARGET_H
#define KB_FETCH_TARGET_H

#include "base/arena.h"

#define KB_TARGET_BYTES ((size_t)8 << 10) /* of one in its form */

typedef struct {
    kb_str whole;  /* "https://host:port/path?query": no fragment; a NUL follows */
    size_t origin; /* "https://host:port", the port where it is not the scheme's: so many bytes of it */
    kb_span host;  /* within `whole`: in small letters, ASCII, no dot at its end; of IPv6 with its brackets */
    unsigned port;
    bool tls;
    struct {
        unsigned char bytes[16];
        size_t len; /* 4, 16; 0: the host is a name */
    } figures;      /* of a host that is written as an address, in network order */
} kb_target;

static inline kb_str kb_target_origin(const kb_target *a)
{
    return kb_str_part(a->whole, kb_span_of(0, a->origin));
}

static inline kb_str kb_target_host(const kb_target *a)
{
    return kb_str_part(a->whole, a->host);
}

/* Reads `reference` as it stands at `base` (empty: it is absolute) into `arena`. Hosts beyond ASCII become what the DNS
 * knows them by (text/host.h); addresses in decimal, octal, hexadecimal or fewer than four parts are written in four
 * (WHATWG URL, "IPv4 parser"). Fails: KB_ERR_FORMAT (no http or https, a user in it, a host that is none, a port of
 * another service: WHATWG Fetch, "port blocking"), KB_ERR_LIMIT (longer than KB_TARGET_BYTES), KB_ERR_MEMORY; the
 * message does not name the address. Time: linear. */
kb_status kb_target_read(kb_arena *arena, kb_str base, kb_str reference, kb_target *out, kb_err *err);

#endif
