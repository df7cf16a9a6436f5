/* Packed bytes, how on the first of them: all at once they unpack to the same as piece by piece, within a limit. */
#include <stdlib.h>

#include "base/stream.h"

#define BYTES_MAX ((size_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The first member, in pieces of `piece` bytes given and taken. */
static kb_status unpack_steps(kb_pack pack, kb_str bytes, size_t piece, kb_buf *out, bool *ended)
{
    char room[512];
    kb_unpacker *unpacker = NULL;
    kb_str in = kb_str_part(bytes, kb_span_of(0, piece));
    kb_status status = kb_unpacker_new(pack, &unpacker, NULL);
    *ended = false;
    for (size_t given = in.len; status == KB_OK && !*ended && out->len < BYTES_MAX;) {
        size_t made = 0;
        status = kb_unpacker_step(unpacker, &in, room, piece < sizeof room ? piece : sizeof room, &made, ended, NULL);
        if (made > sizeof room || in.at + in.len > bytes.at + bytes.len) abort();
        kb_buf_add(out, (kb_str){ room, made });
        if (made || *ended || in.len) continue;
        if (given == bytes.len) break;
        in = kb_str_part(bytes, kb_span_of(given, given + piece));
        given += in.len;
    }
    kb_unpacker_free(unpacker);
    return status;
}

static void check_stream(kb_str bytes)
{
    kb_stream *under = NULL, *stream = NULL;
    kb_pack pack;
    kb_str seen;
    if (!kb_pack_known(bytes, &pack) || kb_stream_of(bytes, &under, NULL) != KB_OK) return;
    if (kb_stream_unpacked(under, pack, &stream, NULL) != KB_OK) return;
    for (int members = 0; members < 100; members++) {
        uint64_t all = 0;
        kb_status status;
        do {
            status = kb_stream_peek(stream, 100, &seen, NULL);
            kb_stream_take(stream, seen.len);
            all += seen.len;
        } while (status == KB_OK && seen.len && all < BYTES_MAX);
        if (status == KB_OK || !kb_stream_next_member(stream)) break;
    }
    kb_stream_free(stream);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_buf whole = { 0 }, steps = { 0 };
    kb_err err = { 0 };
    bool ended;
    if (size == 0) return 0;
    kb_pack pack = (kb_pack)(data[0] % (KB_PACK_ZSTD + 1));
    kb_str bytes = { (const char *)data + 1, size - 1 };
    kb_status status = kb_unpack(pack, bytes, BYTES_MAX, &whole, &err);
    if (status != KB_OK && !err.text[0]) abort();
    if (whole.len > BYTES_MAX) abort();
    if (unpack_steps(pack, bytes, 1 + data[0] / 8, &steps, &ended) == KB_OK && ended && status == KB_OK)
        if (!kb_str_starts(kb_buf_str(&whole), kb_buf_str(&steps))) abort();
    kb_buf_clear(&whole);
    kb_buf_clear(&steps);
    check_stream(bytes);
    return 0;
}
