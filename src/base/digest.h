/* base/digest.h - SHA-256 (FIPS 180-4), by which anybody can tell that a text is the one that is cited. */
#ifndef KB_BASE_DIGEST_H
#define KB_BASE_DIGEST_H

#include "base/str.h"

#define KB_SHA256_HEX 64

/* Writes 64 small hexadecimal digits and a NUL, as `sha256sum` prints them. */
void kb_sha256(kb_str bytes, char out[KB_SHA256_HEX + 1]);

#endif
