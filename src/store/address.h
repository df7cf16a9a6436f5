/* store/address.h - one form for the ways to write an article's address. */
#ifndef KB_STORE_ADDRESS_H
#define KB_STORE_ADDRESS_H

#include "base/arena.h"

/* The address without what does not tell articles apart: scheme (http, https), capitals of the host, "www." and the
 * names of hosts for small screens before it ("m.", "mobile.", "amp."), fragment, a slash at the end, what asks for
 * another form of the page ("/amp", "/print", ".amp.html", amp=1), and the parameters by which visits are counted. What
 * leads on to another address (caches of AMP, redirectors that name it in a parameter) is that address. Empty where
 * `url` is no web address of an article: no host, or a path of "/" without parameters (outlets that name their front
 * page as every article's canonical address would make revisions of one of all). Lives in `arena`. Fails:
 * KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear. */
kb_status kb_address_make(kb_str url, kb_arena *arena, kb_str *out, kb_err *err);

#endif
