#include "base/pack.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#define GZIP_BITS (15 + 16) /* zlib's: the largest window, a gzip header */
#define PIECE ((size_t)64 << 10)

static kb_status no_memory(kb_err *err)
{
    return kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

static kb_status pack_gzip(kb_str bytes, int level, kb_buf *out, kb_err *err)
{
    z_stream z = { 0 };
    union {
        const char *given; /* zlib's pointer has no const, but it writes nothing there */
        Bytef *z;
    } from = { bytes.at };
    int code = deflateInit2(&z, level, Z_DEFLATED, GZIP_BITS, 8, Z_DEFAULT_STRATEGY);
    char *piece = code == Z_OK ? malloc(PIECE) : NULL;
    size_t left = bytes.len;
    z.next_in = from.z;
    while (piece && code == Z_OK) {
        uInt give = left < UINT_MAX ? (uInt)left : UINT_MAX;
        z.avail_in = give;
        z.next_out = (Bytef *)piece;
        z.avail_out = (uInt)PIECE;
        code = deflate(&z, give == left ? Z_FINISH : Z_NO_FLUSH);
        left -= give - z.avail_in;
        kb_buf_add(out, (kb_str){ piece, PIECE - z.avail_out });
    }
    (void)deflateEnd(&z);
    free(piece);
    return code == Z_STREAM_END && !out->failed ? KB_OK : no_memory(err);
}

kb_status kb_pack_gzip(kb_str bytes, kb_buf *out, kb_err *err)
{
    return pack_gzip(bytes, Z_DEFAULT_COMPRESSION, out, err);
}

kb_status kb_pack_gzip_quickly(kb_str bytes, kb_buf *out, kb_err *err)
{
    enum { LEVEL = 3 };
    return pack_gzip(bytes, LEVEL, out, err);
}

kb_status kb_pack_zstd(kb_str bytes, kb_buf *out, kb_err *err)
{
    enum { LEVEL = 1 };
    size_t most = ZSTD_compressBound(bytes.len);
    char *packed = malloc(most);
    size_t len = packed ? ZSTD_compress(packed, most, bytes.at, bytes.len, LEVEL) : 0;
    bool good = packed && !ZSTD_isError(len);
    if (good) kb_buf_add(out, (kb_str){ packed, len });
    free(packed);
    return good && !out->failed ? KB_OK : no_memory(err);
}
