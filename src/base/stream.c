#include "base/stream.h"

#include <stdlib.h>

#define PIECE ((size_t)64 * 1024)       /* read at once */
#define ROOM_KEPT ((size_t)2 << 20)     /* a buffer larger than this is given back when it is empty */
#define RATIO_FREE ((uint64_t)64 << 20) /* so much a member may unpack to, however small it is */

/* A member's place: where it begins among the unpacked bytes and in the packed ones. */
typedef struct {
    uint64_t unpacked, packed;
} member;

typedef struct {
    kb_stream *under; /* owned */
    kb_pack pack;
    kb_unpacker *unpacker;
    bool inside, any; /* a member was begun and not ended; one was met */
    uint64_t made;    /* bytes unpacked in all */
    bool junk;        /* there were bytes between members that are of none, and no padding */
    uint64_t junk_at; /* the first of them */
    uint64_t again;   /* bytes of `under` that were given back to be looked at again */
    member now;       /* the member that was begun last */
    member *members;  /* begun and not yet taken; in order */
    size_t count, room;
} layer;

struct kb_stream {
    kb_source source;
    char *own;         /* the buffer, where the bytes are not somebody else's */
    const char *at;    /* own, or the bytes given */
    size_t begin, end; /* what is in it and not yet taken */
    size_t room;
    uint64_t offset; /* of at[begin] in the stream */
    bool ended;
    kb_err fault; /* what ended it, if anything did */
    layer *layer; /* of a stream over packed bytes */
};

kb_status kb_stream_new(kb_source source, kb_stream **out, kb_err *err)
{
    kb_stream *stream = calloc(1, sizeof *stream);
    *out = stream;
    if (!stream) {
        if (source.close) source.close(source.user);
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    stream->source = source;
    return KB_OK;
}

kb_status kb_stream_of(kb_str bytes, kb_stream **out, kb_err *err)
{
    kb_status status = kb_stream_new((kb_source){ 0 }, out, err);
    if (status != KB_OK) return status;
    (*out)->at = bytes.at;
    (*out)->end = bytes.len;
    (*out)->ended = true;
    return KB_OK;
}

static void layer_close(void *user)
{
    layer *l = user;
    kb_stream_free(l->under);
    kb_unpacker_free(l->unpacker);
    free(l->members);
    free(l);
}

void kb_stream_free(kb_stream *stream)
{
    if (!stream) return;
    if (stream->source.close) stream->source.close(stream->source.user);
    free(stream->own);
    free(stream);
}

/* ---- looking and taking ---- */

/* Room for one more piece behind what is there, which may move to the front. */
static kb_status make_room(kb_stream *stream, kb_err *err)
{
    size_t held = stream->end - stream->begin;
    if (held == 0 && stream->room > ROOM_KEPT) { /* of one large record */
        free(stream->own);
        stream->own = NULL;
        stream->room = stream->begin = stream->end = 0;
    }
    if (stream->begin && stream->begin >= held) {
        if (held) memcpy(stream->own, stream->own + stream->begin, held); /* no overlap: begin >= held */
        stream->begin = 0;
        stream->end = held;
    }
    if (stream->room - stream->end >= PIECE) return KB_OK;
    size_t room = stream->room < PIECE ? 2 * PIECE : stream->room * 2;
    char *own = room > stream->room ? realloc(stream->own, room) : NULL;
    if (!own) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    stream->at = stream->own = own;
    stream->room = room;
    return KB_OK;
}

kb_status kb_stream_peek(kb_stream *stream, size_t want, kb_str *out, kb_err *err)
{
    kb_status status = KB_OK;
    while (status == KB_OK && stream->end - stream->begin < want && !stream->ended) {
        size_t got = 0;
        if ((status = make_room(stream, err)) != KB_OK) break;
        stream->fault = (kb_err){ 0 };
        status = stream->source.read(stream->source.user, stream->own + stream->end, stream->room - stream->end, &got,
                                     &stream->fault);
        stream->end += got;
        stream->ended = status != KB_OK || got == 0;
    }
    *out = (kb_str){ stream->end > stream->begin ? stream->at + stream->begin : NULL, stream->end - stream->begin };
    if (status != KB_OK && status != stream->fault.status) return status; /* no room: nothing of the source's */
    if (out->len >= want || stream->fault.status == KB_OK) return KB_OK;
    return kb_fail(err, stream->fault.status, "%s", stream->fault.text);
}

/* Members that begin before what is taken are forgotten. */
static void forget_members(layer *l, uint64_t offset)
{
    size_t gone = 0;
    while (gone < l->count && l->members[gone].unpacked < offset) gone++;
    if (gone == 0) return;
    l->count -= gone;
    memmove(l->members, l->members + gone, l->count * sizeof *l->members);
}

void kb_stream_take(kb_stream *stream, size_t count)
{
    size_t held = stream->end - stream->begin;
    if (count > held) count = held;
    stream->begin += count;
    stream->offset += count;
    if (stream->layer) forget_members(stream->layer, stream->offset);
}

kb_status kb_stream_skip(kb_stream *stream, uint64_t count, uint64_t *taken, kb_err *err)
{
    kb_str piece;
    *taken = 0;
    while (*taken < count) {
        kb_status status = kb_stream_peek(stream, 1, &piece, err);
        uint64_t left = count - *taken;
        size_t take = piece.len < left ? piece.len : (size_t)left;
        kb_stream_take(stream, take);
        *taken += take;
        if (take == 0) return status;
    }
    return KB_OK;
}

uint64_t kb_stream_offset(const kb_stream *stream)
{
    return stream->offset;
}

/* ---- packed bytes ---- */

static kb_status member_begins(layer *l, kb_err *err)
{
    kb_status status = l->any ? kb_unpacker_restart(l->unpacker, err) : KB_OK;
    if (status != KB_OK) return status;
    l->now = (member){ l->made, kb_stream_offset(l->under) };
    l->inside = l->any = true;
    if (l->count && l->members[l->count - 1].unpacked == l->made) l->count--; /* that one was empty */
    if (l->count == l->room) {
        size_t room = l->room ? l->room * 2 : 16;
        member *members = realloc(l->members, room * sizeof *members);
        if (!members) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
        l->members = members;
        l->room = room;
    }
    l->members[l->count++] = l->now;
    return KB_OK;
}

/* Does what it makes grow as no text does? */
static bool is_bomb(const layer *l)
{
    uint64_t made = l->made - l->now.unpacked, packed = kb_stream_offset(l->under) - l->now.packed;
    return made > RATIO_FREE && made / KB_STREAM_RATIO_MAX > packed;
}

/* Takes what is no member; it is junk, unless it is padding, of zeros. */
static void take_junk(layer *l, kb_str junk)
{
    size_t zeros = 0;
    while (zeros < junk.len && junk.at[zeros] == 0) zeros++;
    if (zeros < junk.len && !l->junk) {
        l->junk = true;
        l->junk_at = kb_stream_offset(l->under) + zeros;
    }
    kb_stream_take(l->under, junk.len);
}

/* Goes to the next bytes that look like a member's beginning; false, at the end, where none do. */
static bool find_member(layer *l)
{
    kb_str in;
    kb_pack pack;
    for (;;) {
        if (kb_stream_peek(l->under, 4, &in, NULL) != KB_OK && in.len == 0) return false;
        size_t i = 0;
        while (i + 4 <= in.len && !(kb_pack_known(kb_str_part(in, kb_span_of(i, in.len)), &pack) && pack == l->pack))
            i++;
        bool found = i + 4 <= in.len;
        take_junk(l, kb_str_part(in, kb_span_of(0, in.len < 4 ? in.len : i)));
        if (found || in.len < 4) return found;
    }
}

/* To the next member, or the end (*more: false), or what under it failed. */
static kb_status next_begins(layer *l, bool *more, kb_err *err)
{
    kb_str in;
    kb_pack pack;
    kb_status status = kb_stream_peek(l->under, 4, &in, err);
    *more = in.len && ((kb_pack_known(in, &pack) && pack == l->pack) || find_member(l));
    if (*more) return member_begins(l, err);
    return status;
}

/* kb_source of a stream over packed bytes. What it hands out at once is of one member. */
static kb_status layer_read(void *user, char *at, size_t room, size_t *got, kb_err *err)
{
    layer *l = user;
    kb_str in;
    *got = 0;
    for (;;) {
        bool more = true;
        kb_status status = l->inside ? KB_OK : next_begins(l, &more, err);
        if (status != KB_OK || !more) return status;
        status = kb_stream_peek(l->under, 1, &in, err);
        if (status != KB_OK && in.len == 0) return status;
        bool ended = false;
        size_t before = in.len;
        status = kb_unpacker_step(l->unpacker, &in, at, room, got, &ended, err);
        kb_stream_take(l->under, before - in.len);
        l->made += *got;
        if (ended) l->inside = false;
        if (status != KB_OK) return status;
        if (is_bomb(l))
            return kb_fail(err, KB_ERR_LIMIT, "unpacks to more than %d times its size", KB_STREAM_RATIO_MAX);
        if (*got) return KB_OK;
        if (!ended && before == in.len) return kb_fail(err, KB_ERR_FORMAT, "packed bytes end early");
    }
}

kb_status kb_stream_unpacked(kb_stream *under, kb_pack pack, kb_stream **out, kb_err *err)
{
    layer *l = calloc(1, sizeof *l);
    *out = NULL;
    if (!l) {
        kb_stream_free(under);
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    l->under = under;
    l->pack = pack;
    kb_status status = kb_unpacker_new(pack, &l->unpacker, err);
    if (status != KB_OK) {
        layer_close(l);
        return status;
    }
    if ((status = kb_stream_new((kb_source){ layer_read, layer_close, l }, out, err)) == KB_OK) (*out)->layer = l;
    return status;
}

bool kb_stream_junk(const kb_stream *stream, uint64_t *first)
{
    for (const layer *l; (l = stream->layer) != NULL; stream = l->under) {
        *first = l->junk_at;
        if (l->junk) return true;
    }
    return false;
}

bool kb_stream_at_member(const kb_stream *stream, uint64_t *at)
{
    const layer *l = stream->layer;
    if (!l || l->count == 0 || l->members[0].unpacked != stream->offset) return false;
    *at = l->members[0].packed;
    return true;
}

size_t kb_stream_member_after(const kb_stream *stream, size_t from)
{
    const layer *l = stream->layer;
    for (size_t i = 0; l && i < l->count; i++)
        if (l->members[i].unpacked > stream->offset + from) return (size_t)(l->members[i].unpacked - stream->offset);
    return 0;
}

/* Gives back what was taken since `offset`, as far as it is still there. */
static void give_back(kb_stream *stream, uint64_t offset)
{
    uint64_t count = stream->offset > offset ? stream->offset - offset : 0;
    if (count > stream->begin) count = stream->begin;
    stream->begin -= (size_t)count;
    stream->offset -= count;
    if (stream->layer) stream->layer->count = 0; /* its members are forgotten; what is sought here are others' */
}

bool kb_stream_next_member(kb_stream *stream)
{
    layer *l = stream->layer;
    if (!l) return false;
    for (;;) {
        kb_str rest;
        kb_stream_take(stream, SIZE_MAX);
        /* Broken bytes may have led over the next member's beginning: it is sought from that of this one on. */
        if (l->inside) {
            uint64_t end = kb_stream_offset(l->under);
            if (l->again <= end) give_back(l->under, l->now.packed); /* nothing more than twice, taken together */
            l->again += end - kb_stream_offset(l->under);
            if (kb_stream_offset(l->under) == l->now.packed) kb_stream_take(l->under, 1);
        }
        l->inside = false;
        l->count = 0;
        stream->ended = false;
        stream->fault = (kb_err){ 0 };
        bool junk = l->junk; /* what stands here is of the broken member, which was told */
        bool found = find_member(l);
        l->junk = junk;
        if (!found) {
            stream->ended = true;
            return false;
        }
        if (kb_stream_peek(stream, 1, &rest, NULL) == KB_OK && rest.len) return true;
        if (stream->fault.status == KB_ERR_MEMORY) return false;
    }
}
