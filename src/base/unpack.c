#include "base/unpack.h"

#include <brotli/decode.h>
#include <limits.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

#define RATIO_FREE ((size_t)1 << 20) /* so much anything may unpack to */
#define ZSTD_WINDOW_LOG 27 /* 128 MiB: what `zstd --long` makes; a frame may ask for more, and does not get it */

struct kb_unpacker {
    kb_pack pack;
    z_stream z;
    bool z_open;
    BrotliDecoderState *brotli;
    ZSTD_DCtx *zstd;
};

/* A frame of zstd that holds no words, such as a table to seek by (RFC 8878 3.1.2). */
static bool is_skippable(kb_str bytes)
{
    return bytes.len >= 4 && (bytes.at[0] & 0xF0) == 0x50 && memcmp(bytes.at + 1, "\x2A\x4D\x18", 3) == 0;
}

bool kb_pack_known(kb_str bytes, kb_pack *pack)
{
    bool gzip = kb_str_starts(bytes, KB_STR("\x1F\x8B\x08"));
    bool zstd = kb_str_starts(bytes, KB_STR("\x28\xB5\x2F\xFD")) || is_skippable(bytes);
    *pack = zstd ? KB_PACK_ZSTD : KB_PACK_GZIP;
    return gzip || zstd;
}

/* zlib's windowBits: 15 is the largest window; +16 a gzip header, negative no header. */
static int z_bits(kb_pack pack)
{
    return pack == KB_PACK_GZIP ? 15 + 16 : pack == KB_PACK_ZLIB ? 15 : -15;
}

static bool start(kb_unpacker *u)
{
    switch (u->pack) {
    case KB_PACK_GZIP:
    case KB_PACK_ZLIB:
    case KB_PACK_DEFLATE:
        if (u->z_open) return inflateReset(&u->z) == Z_OK;
        u->z_open = inflateInit2(&u->z, z_bits(u->pack)) == Z_OK;
        return u->z_open;
    case KB_PACK_BROTLI:
        BrotliDecoderDestroyInstance(u->brotli);
        u->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL);
        return u->brotli != NULL;
    case KB_PACK_ZSTD:
        if (!u->zstd) u->zstd = ZSTD_createDCtx();
        return u->zstd && !ZSTD_isError(ZSTD_DCtx_reset(u->zstd, ZSTD_reset_session_only)) &&
               !ZSTD_isError(ZSTD_DCtx_setParameter(u->zstd, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG));
    }
    return false;
}

kb_status kb_unpacker_new(kb_pack pack, kb_unpacker **out, kb_err *err)
{
    kb_unpacker *u = calloc(1, sizeof *u);
    *out = NULL;
    if (u) u->pack = pack;
    if (!u || !start(u)) {
        kb_unpacker_free(u);
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    *out = u;
    return KB_OK;
}

void kb_unpacker_free(kb_unpacker *u)
{
    if (!u) return;
    if (u->z_open) (void)inflateEnd(&u->z);
    if (u->brotli) BrotliDecoderDestroyInstance(u->brotli);
    ZSTD_freeDCtx(u->zstd);
    free(u);
}

kb_status kb_unpacker_restart(kb_unpacker *u, kb_err *err)
{
    return start(u) ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

static kb_status step_z(kb_unpacker *u, kb_str *in, char *at, size_t room, size_t *made, bool *ended, kb_err *err)
{
    uInt give = in->len < UINT_MAX ? (uInt)in->len : UINT_MAX, want = room < UINT_MAX ? (uInt)room : UINT_MAX;
    union {
        const char *given; /* zlib's pointer has no const, but it writes nothing there */
        Bytef *z;
    } from = { in->at };
    u->z.next_in = from.z;
    u->z.avail_in = give;
    u->z.next_out = (Bytef *)at;
    u->z.avail_out = want;
    int code = inflate(&u->z, Z_NO_FLUSH);
    *in = kb_str_part(*in, kb_span_of(give - u->z.avail_in, in->len));
    *made = want - u->z.avail_out;
    *ended = code == Z_STREAM_END;
    if (code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR) return KB_OK;
    if (code == Z_MEM_ERROR) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    return kb_fail(err, KB_ERR_FORMAT, "%s is broken: %s", u->pack == KB_PACK_GZIP ? "gzip" : "deflate",
                   u->z.msg ? u->z.msg : "bad data");
}

static kb_status step_brotli(kb_unpacker *u, kb_str *in, char *at, size_t room, size_t *made, bool *ended, kb_err *err)
{
    size_t give = in->len, left = room;
    const uint8_t *from = (const uint8_t *)in->at;
    uint8_t *to = (uint8_t *)at;
    BrotliDecoderResult code = BrotliDecoderDecompressStream(u->brotli, &give, &from, &left, &to, NULL);
    *in = kb_str_part(*in, kb_span_of(in->len - give, in->len));
    *made = room - left;
    *ended = code == BROTLI_DECODER_RESULT_SUCCESS;
    if (code != BROTLI_DECODER_RESULT_ERROR) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "Brotli is broken: %s",
                   BrotliDecoderErrorString(BrotliDecoderGetErrorCode(u->brotli)));
}

static kb_status step_zstd(kb_unpacker *u, kb_str *in, char *at, size_t room, size_t *made, bool *ended, kb_err *err)
{
    ZSTD_inBuffer from = { in->at, in->len, 0 };
    ZSTD_outBuffer to = { at, room, 0 };
    size_t code = ZSTD_decompressStream(u->zstd, &to, &from);
    *in = kb_str_part(*in, kb_span_of(from.pos, in->len));
    *made = to.pos;
    *ended = code == 0;
    if (!ZSTD_isError(code)) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "zstd is broken: %s", ZSTD_getErrorName(code));
}

kb_status kb_unpacker_step(kb_unpacker *u, kb_str *in, char *at, size_t room, size_t *made, bool *ended, kb_err *err)
{
    switch (u->pack) {
    case KB_PACK_GZIP:
    case KB_PACK_ZLIB:
    case KB_PACK_DEFLATE: return step_z(u, in, at, room, made, ended, err);
    case KB_PACK_BROTLI: return step_brotli(u, in, at, room, made, ended, err);
    case KB_PACK_ZSTD: return step_zstd(u, in, at, room, made, ended, err);
    }
    return kb_fail(err, KB_ERR_FORMAT, "packed in an unknown way");
}

static kb_status unpack_members(kb_unpacker *u, kb_str bytes, size_t max, kb_buf *out, kb_err *err)
{
    char piece[8192];
    size_t begin = out->len, given = bytes.len, made;
    kb_pack next;
    for (;;) {
        bool ended = false;
        size_t before = bytes.len;
        kb_status status = kb_unpacker_step(u, &bytes, piece, sizeof piece, &made, &ended, err);
        if (made > max - (out->len - begin))
            return kb_fail(err, KB_ERR_LIMIT, "unpacks to more than the allowed %zu bytes", max);
        kb_buf_add(out, (kb_str){ piece, made });
        if (out->failed) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
        if (status != KB_OK) return status;
        size_t grown = out->len - begin;
        if (grown > RATIO_FREE && grown / KB_UNPACK_RATIO_MAX > given - bytes.len)
            return kb_fail(err, KB_ERR_LIMIT, "unpacks to more than %d times its size", KB_UNPACK_RATIO_MAX);
        if (ended) {
            if (!kb_pack_known(bytes, &next) || next != u->pack) return KB_OK;
            if ((status = kb_unpacker_restart(u, err)) != KB_OK) return status;
        } else if (made == 0 && before == bytes.len) {
            return kb_fail(err, KB_ERR_FORMAT, "packed bytes end early");
        }
    }
}

kb_status kb_unpack(kb_pack pack, kb_str bytes, size_t max, kb_buf *out, kb_err *err)
{
    kb_unpacker *u = NULL;
    kb_status status = kb_unpacker_new(pack, &u, err);
    if (status == KB_OK) status = unpack_members(u, bytes, max, out, err);
    kb_unpacker_free(u);
    return status;
}
