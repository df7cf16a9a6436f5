/* base/pack.h - bytes packed: as one member of gzip (RFC 1952), as one frame of Zstandard (RFC 8878). base/unpack.h
 * unpacks them. */
#ifndef KB_BASE_PACK_H
#define KB_BASE_PACK_H

#include "base/buf.h"

/* Packs `bytes` to the end of `out`; the same bytes always give the same. Fails: KB_ERR_MEMORY. */
kb_status kb_pack_gzip(kb_str bytes, kb_buf *out, kb_err *err);
kb_status kb_pack_gzip_quickly(kb_str bytes, kb_buf *out, kb_err *err); /* in half the time, a tenth longer */
kb_status kb_pack_zstd(kb_str bytes, kb_buf *out, kb_err *err); /* quickly */

#endif
