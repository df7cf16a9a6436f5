/* fetch/guard.h - which addresses on the net may be asked on behalf of a feed.
 *
 * A feed, a page or a redirect may name any host, and a name may point anywhere: so what is judged is the address with
 * which a connection is about to be made. IANA's registries of special-purpose addresses (RFC 6890, as of 2024), and
 * all of IPv6 that is not global unicast (2000::/3) or that leads to an IPv4 address: mapped, NAT64, 6to4, Teredo.
 */
#ifndef KB_FETCH_GUARD_H
#define KB_FETCH_GUARD_H

#include "base/str.h"

/* Is it the address of a host on the public net? Bytes in network order: 4 of IPv4, 16 of IPv6; of other lengths
 * false. */
bool kb_guard_public(const unsigned char *bytes, size_t len);

#endif
