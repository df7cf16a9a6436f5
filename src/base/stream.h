/* base/stream.h - bytes from outside, pulled piece by piece: looked at, then taken. A stream keeps no more than what
 * was asked to be looked at (and one piece read ahead), so a file of any size is read in little memory. Packed bytes
 * are a stream over a stream. */
#ifndef KB_BASE_STREAM_H
#define KB_BASE_STREAM_H

#include "base/err.h"
#include "base/str.h"
#include "base/unpack.h"

/* Where bytes come from: `read` puts 1..room of them at `at`, or 0 at the end. `close` frees `user`; may be NULL. */
typedef struct {
    kb_status (*read)(void *user, char *at, size_t room, size_t *got, kb_err *err);
    void (*close)(void *user);
    void *user;
} kb_source;

typedef struct kb_stream kb_stream;

/* Over a source, which is closed with the stream (also on failure), or over bytes that are there already: they are
 * looked at, not copied, and must outlive it. Fails: KB_ERR_MEMORY. */
kb_status kb_stream_new(kb_source source, kb_stream **out, kb_err *err);
kb_status kb_stream_of(kb_str bytes, kb_stream **out, kb_err *err);

/* Over the packed bytes of `under`: all its members (gzip, RFC 1952) or frames (zstd, RFC 8878), one behind the other.
 * It takes `under` over (also on failure). What follows the last member and is none is left out, as gzip does with
 * zeros. Fails: KB_ERR_MEMORY. While reading: KB_ERR_FORMAT, and KB_ERR_LIMIT for what grows KB_STREAM_RATIO_MAX-fold.
 */
#define KB_STREAM_RATIO_MAX KB_UNPACK_RATIO_MAX
kb_status kb_stream_unpacked(kb_stream *under, kb_pack pack, kb_stream **out, kb_err *err);

void kb_stream_free(kb_stream *stream); /* NULL is fine */

/* Looks at the next bytes, at least `want` of them; fewer only at the end, or where reading failed: then the status
 * says so, and *out is what came before the failure. The view holds until the next call of any function here. */
kb_status kb_stream_peek(kb_stream *stream, size_t want, kb_str *out, kb_err *err);

/* Takes bytes that were looked at; more than those is taken as all of them. */
void kb_stream_take(kb_stream *stream, size_t count);

/* Takes the next `count` bytes unseen; *taken is less at the end or on a failure. */
kb_status kb_stream_skip(kb_stream *stream, uint64_t count, uint64_t *taken, kb_err *err);

/* How many bytes were taken. */
uint64_t kb_stream_offset(const kb_stream *stream);

/* Does a member of packed bytes begin just here? *at is its offset in the packed file. */
bool kb_stream_at_member(const kb_stream *stream, uint64_t *at);

/* Did bytes stand between or behind the members, up to here, that are no such member (nor zeros, which pad)? They were
 * left out; *first is the place of the first in the packed file. */
bool kb_stream_junk(const kb_stream *stream, uint64_t *first);

/* How far from here, but more than `from`, the next member begins; 0 when that is not in sight yet. */
size_t kb_stream_member_after(const kb_stream *stream, size_t from);

/* After bytes that could not be unpacked, or to leave a member: goes to the next member that unpacks, leaving out what
 * is between. False when there is none (the stream is then at its end), or when the bytes are not packed. */
bool kb_stream_next_member(kb_stream *stream);

#endif
