/* store/address.h - one form for the ways to write an article's address. */
#ifndef KB_STORE_ADDRESS_H
#define KB_STORE_ADDRESS_H

#include "base/arena.h"

/* The address without what does not tell articles apart: scheme (http, https), "www.", capitals of the host, fragment,
 * a slash at the end, and the parameters by which visits are counted (utm_*, fbclid, gclid). Empty where `url` is no
 * web address of an article: no host, or a path of "/" without parameters (outlets that name their front page as every
 * article's canonical address would make revisions of one of all). Lives in `arena`. Fails: KB_ERR_MEMORY,
 * KB_ERR_LIMIT. */
kb_status kb_address_make(kb_str url, kb_arena *arena, kb_str *out, kb_err *err);

#endif
