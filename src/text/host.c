#include "text/host.h"

#include <unicode/uidna.h>

#define HOST_BYTES 254 /* RFC 1035 2.3.4, with the last dot */

bool kb_host_ascii(kb_arena *arena, kb_str host, kb_str *out)
{
    char name[HOST_BYTES + 1];
    UErrorCode code = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    if (!host.len || host.len > HOST_BYTES * 4) return false; /* four bytes a sign */
    UIDNA *idna = uidna_openUTS46(
        UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &code);
    int32_t len = uidna_nameToASCII_UTF8(idna, host.at, (int32_t)host.len, name, sizeof name, &info, &code);
    uidna_close(idna);
    if (U_FAILURE(code) || info.errors || len <= 0 || len > HOST_BYTES) return false;
    return kb_arena_copy(arena, (kb_str){ name, (size_t)len }, out);
}
