/* base/digest.h - SHA-256 (FIPS 180-4), by which anybody can tell that a text is the one that is cited; SHA-1, by which
 * web archives name what they hold. */
#ifndef KB_BASE_DIGEST_H
#define KB_BASE_DIGEST_H

#include "base/str.h"

#define KB_SHA256_HEX 64

/* Writes 64 small hexadecimal digits and a NUL, as `sha256sum` prints them. */
void kb_sha256(kb_str bytes, char out[KB_SHA256_HEX + 1]);

#define KB_SHA1_BYTES 20
void kb_sha1(kb_str bytes, uint8_t out[KB_SHA1_BYTES]);

#endif
