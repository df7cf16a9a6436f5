/* base/unpack.h - packed bytes: gzip (RFC 1952), zlib (RFC 1950), bare deflate (RFC 1951), Brotli (RFC 7932), Zstandard
 * (RFC 8878). zlib, libbrotlidec and libzstd are seen in unpack.c only. */
#ifndef KB_BASE_UNPACK_H
#define KB_BASE_UNPACK_H

#include "base/buf.h"

typedef enum { KB_PACK_GZIP, KB_PACK_ZLIB, KB_PACK_DEFLATE, KB_PACK_BROTLI, KB_PACK_ZSTD } kb_pack;

/* Do the bytes begin as packed by gzip or zstd? (zlib's two bytes are too few to be sure, the others have no mark.) */
bool kb_pack_known(kb_str bytes, kb_pack *pack);

typedef struct kb_unpacker kb_unpacker;

/* Fails: KB_ERR_MEMORY. */
kb_status kb_unpacker_new(kb_pack pack, kb_unpacker **out, kb_err *err);
void kb_unpacker_free(kb_unpacker *unpacker); /* NULL is fine */

/* Ready for the next member. Fails: KB_ERR_MEMORY. */
kb_status kb_unpacker_restart(kb_unpacker *unpacker, kb_err *err);

/* Unpacks from *in, which moves on, to `at`: at most `room` bytes; *made says how many. *ended: the member is complete
 * (*in is behind it). Nothing made and nothing ended means: give more bytes. Fails: KB_ERR_FORMAT, KB_ERR_MEMORY. */
kb_status kb_unpacker_step(kb_unpacker *unpacker, kb_str *in, char *at, size_t room, size_t *made, bool *ended,
                           kb_err *err);

/* Unpacks all of `bytes` to the end of `out`, members one behind the other; what follows the last one is left out.
 * Fails: KB_ERR_FORMAT (broken, or its end is missing; what came before it stays in `out`), KB_ERR_LIMIT (more than
 * `max` bytes, or over a megabyte KB_UNPACK_RATIO_MAX times as many), KB_ERR_MEMORY. */
#define KB_UNPACK_RATIO_MAX 400 /* text packs 3 to 20 times, pages of one template 100 times */
kb_status kb_unpack(kb_pack pack, kb_str bytes, size_t max, kb_buf *out, kb_err *err);

#endif
