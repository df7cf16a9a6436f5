#include "base/digest.h"

#include <nettle/sha1.h>
#include <nettle/sha2.h>

void kb_sha256(kb_str bytes, char out[KB_SHA256_HEX + 1])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_SIZE];
    struct sha256_ctx context;
    sha256_init(&context);
    if (bytes.len) sha256_update(&context, bytes.len, (const uint8_t *)bytes.at);
    sha256_digest(&context, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[KB_SHA256_HEX] = '\0';
}

void kb_sha1(kb_str bytes, uint8_t out[KB_SHA1_BYTES])
{
    struct sha1_ctx context;
    sha1_init(&context);
    if (bytes.len) sha1_update(&context, bytes.len, (const uint8_t *)bytes.at);
    sha1_digest(&context, KB_SHA1_BYTES, out);
}
