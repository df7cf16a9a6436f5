#include "text/dictd.h"

#include <stdlib.h>

#include "base/map.h"
#include "base/unpack.h"

#define WORD_BYTES_MAX 256
#define GZIP_HEAD 10
#define EXTRA_HEAD 6 /* version, length of a chunk, count of chunks */

typedef struct {
    size_t at, len; /* in the packed bytes */
} chunk;

struct kb_dictd {
    kb_str index, entries;
    chunk *chunks; /* NULL: the entries are not packed */
    size_t chunk_count, chunk_len;
    char *room; /* the chunk that was read last, as far as it was wanted; NULL: none was */
    size_t number, made;
};

static unsigned byte_at(kb_str s, size_t at)
{
    return at < s.len ? (unsigned char)s.at[at] : 0;
}

static size_t two_bytes(kb_str s, size_t at)
{
    return byte_at(s, at) | (size_t)byte_at(s, at + 1) << 8;
}

/* ---- dictzip ---- */

/* Where the field RA begins, behind its length; 0 where there is none. */
static size_t find_random_access(kb_str s, size_t *end)
{
    size_t at = GZIP_HEAD + 2;
    *end = at + two_bytes(s, GZIP_HEAD);
    if (s.len < at || *end > s.len) return 0;
    while (at + 4 <= *end) {
        size_t len = two_bytes(s, at + 2);
        if (s.at[at] == 'R' && s.at[at + 1] == 'A' && len >= EXTRA_HEAD && at + 4 + len <= *end) return at + 4;
        at += 4 + len;
    }
    return 0;
}

/* Behind the name and the comment, each ended by a NUL, and the checksum of the head. */
static size_t end_of_head(kb_str s, size_t at)
{
    unsigned flags = byte_at(s, 3);
    for (unsigned flag = 8; flag <= 16; flag *= 2) {
        if (!(flags & flag)) continue;
        while (at < s.len && s.at[at]) at++;
        at++;
    }
    return flags & 2 ? at + 2 : at;
}

static kb_status find_chunks(kb_dictd *d, kb_err *err)
{
    kb_str s = d->entries;
    size_t end, field = byte_at(s, 3) & 4 ? find_random_access(s, &end) : 0;
    if (!field) return kb_fail(err, KB_ERR_FORMAT, "gzip without the chunks of dictzip");
    size_t count = two_bytes(s, field + 4), at = end_of_head(s, end);
    d->chunk_len = two_bytes(s, field + 2);
    if (!count || !d->chunk_len || field + EXTRA_HEAD + count * 2 > end)
        return kb_fail(err, KB_ERR_FORMAT, "the chunks of dictzip are damaged");
    d->chunks = calloc(count, sizeof *d->chunks);
    if (!d->chunks) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (; d->chunk_count < count; d->chunk_count++) {
        size_t len = two_bytes(s, field + EXTRA_HEAD + d->chunk_count * 2);
        if (at > s.len || len > s.len - at) break; /* cut off: what is there can be read */
        d->chunks[d->chunk_count] = (chunk){ at, len };
        at += len;
    }
    return KB_OK;
}

kb_status kb_dictd_open(kb_str index, kb_str entries, kb_dictd **out, kb_err *err)
{
    kb_pack pack;
    kb_dictd *d = calloc(1, sizeof *d);
    *out = NULL;
    if (!d) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    d->index = index;
    d->entries = entries;
    kb_status status = kb_pack_known(entries, &pack) ? find_chunks(d, err) : KB_OK;
    if (status == KB_OK)
        *out = d;
    else
        kb_dictd_close(d);
    return status;
}

void kb_dictd_close(kb_dictd *d)
{
    if (!d) return;
    free(d->chunks);
    free(d->room);
    free(d);
}

uint64_t kb_dictd_size(const kb_dictd *d)
{
    return d->chunks ? (uint64_t)d->chunk_count * d->chunk_len : d->entries.len;
}

#define GZIP_TAIL 8 /* RFC 1952: CRC-32 and length */

uint64_t kb_dictd_hash(const kb_dictd *d)
{
    kb_str entries = d->entries;
    if (d->chunks && entries.len > GZIP_TAIL)
        entries = kb_str_part(entries, kb_span_of(entries.len - GZIP_TAIL, entries.len));
    return kb_hash_with(kb_hash(d->index), entries);
}

/* The first `wanted` bytes of a chunk at least, to d->room. Words that follow one another lie in one chunk mostly. */
static kb_status inflate_chunk(kb_dictd *d, size_t number, size_t wanted, kb_err *err)
{
    kb_unpacker *unpacker;
    kb_str in = kb_str_part(d->entries, kb_span_of(d->chunks[number].at, d->chunks[number].at + d->chunks[number].len));
    bool ended = false;
    if (d->room && d->number == number && d->made >= wanted) return KB_OK;
    if (!d->room && !(d->room = malloc(d->chunk_len))) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_unpacker_new(KB_PACK_DEFLATE, &unpacker, err);
    d->number = number;
    d->made = 0;
    while (status == KB_OK && !ended && d->made < wanted) {
        size_t step = 0;
        status = kb_unpacker_step(unpacker, &in, d->room + d->made, wanted - d->made, &step, &ended, err);
        d->made += step;
        if (step == 0) break;
    }
    kb_unpacker_free(unpacker);
    return status;
}

kb_status kb_dictd_read(kb_dictd *d, uint64_t offset, uint64_t size, kb_buf *out, kb_err *err)
{
    kb_status status = KB_OK;
    if (size > KB_DICTD_READ_MAX) return kb_fail(err, KB_ERR_LIMIT, "an entry of a dictionary is too long");
    if (offset > UINT64_MAX - size) return KB_OK;
    if (!d->chunks) {
        if (offset < d->entries.len)
            kb_buf_add(out, kb_str_part(d->entries, kb_span_of((size_t)offset, (size_t)(offset + size))));
        return out->failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : KB_OK;
    }
    for (uint64_t at = offset; at < offset + size && at / d->chunk_len < d->chunk_count && status == KB_OK;) {
        size_t number = (size_t)(at / d->chunk_len), from = (size_t)(at % d->chunk_len);
        uint64_t rest = offset + size - at;
        size_t end = rest < d->chunk_len - from ? from + (size_t)rest : d->chunk_len;
        status = inflate_chunk(d, number, end, err);
        if (status == KB_OK) kb_buf_add(out, kb_str_part((kb_str){ d->room, d->made }, kb_span_of(from, end)));
        at += end - from;
    }
    return status == KB_OK && out->failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : status;
}

/* ---- the index ---- */

static bool base64(kb_str s, uint64_t *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    *out = 0;
    for (size_t i = 0; i < s.len; i++) {
        const char *digit = s.at[i] ? strchr(digits, s.at[i]) : NULL;
        if (!digit || i >= 8) return false;
        *out = *out << 6 | (uint64_t)(digit - digits);
    }
    return s.len > 0;
}

bool kb_dictd_line_at(const kb_dictd *d, size_t at, kb_dictd_line *out)
{
    *out = (kb_dictd_line){ .next = d->index.len };
    if (at >= d->index.len) return false;
    kb_str rest = kb_str_part(d->index, kb_span_of(at, d->index.len)), line, word, offset, size;
    (void)kb_str_next(&rest, '\n', &line);
    out->next = at + line.len + 1;
    if (kb_str_next(&line, '\t', &word) && kb_str_next(&line, '\t', &offset) && kb_str_next(&line, '\t', &size) &&
        word.len <= WORD_BYTES_MAX && base64(offset, &out->offset) && base64(size, &out->size))
        out->word = word;
    return true;
}

static size_t begin_of_line(const kb_dictd *d, size_t at)
{
    while (at > 0 && d->index.at[at - 1] != '\n') at--;
    return at;
}

/* low and high are begins of lines (or the end); all lines before low are below the word, none from high on is. */
size_t kb_dictd_find(const kb_dictd *d, kb_str word)
{
    size_t low = 0, high = d->index.len;
    while (low < high) {
        size_t middle = begin_of_line(d, low + (high - low) / 2);
        kb_str rest = kb_str_part(d->index, kb_span_of(middle, d->index.len)), line, own;
        (void)kb_str_next(&rest, '\n', &line);
        size_t next = middle + line.len + 1;
        own = line;
        (void)kb_str_next(&line, '\t', &own);
        if (kb_str_compare(own, word) < 0)
            low = next < d->index.len ? next : d->index.len;
        else
            high = middle;
    }
    return low;
}

/* ---- entries ---- */

/* The word: up to its sound or its grammar. */
static kb_str head_of(kb_str line)
{
    size_t sound = kb_str_find(line, KB_STR(" /"), 0), grammar = kb_str_find(line, KB_STR(" <"), 0);
    size_t end = sound < grammar ? sound : grammar;
    return kb_str_trim(end < line.len ? kb_str_part(line, kb_span_of(0, end)) : line);
}

/* Behind "12. "; 0 where the line is not numbered. */
static size_t behind_number(kb_str line)
{
    size_t at = 0;
    while (at < line.len && at < 3 && line.at[at] >= '0' && line.at[at] <= '9') at++;
    return at > 0 && at + 1 < line.len && line.at[at] == '.' && line.at[at + 1] == ' ' ? at + 2 : 0;
}

typedef struct {
    kb_dictd_entry *out;
    size_t len;
    bool too_long;
} writing;

static void end_item(writing *w)
{
    kb_dictd_entry *out = w->out;
    if (out->count == KB_DICTD_ITEMS) return;
    char *at = out->items[out->count].at;
    while (w->len > 0 && at[w->len - 1] == ' ') w->len--;
    out->items[out->count].len = w->len;
    out->count += w->len > 0 && !w->too_long;
    w->len = 0;
    w->too_long = false;
}

static void read_items(kb_str line, kb_dictd_entry *out)
{
    writing w = { .out = out };
    size_t depth = 0;
    for (size_t i = 0; i < line.len && out->count < KB_DICTD_ITEMS; i++) {
        char c = line.at[i];
        bool opens = strchr("([{<", c) && c, closes = strchr(")]}>", c) && c;
        depth += opens;
        if (closes) depth -= depth > 0;
        if (depth || closes || ((c == ' ' || c == '\t') && w.len == 0)) continue;
        if (c == ',' || c == ';')
            end_item(&w);
        else if (w.len < sizeof out->items->at)
            out->items[out->count].at[w.len++] = c;
        else
            w.too_long = true;
    }
    end_item(&w);
}

void kb_dictd_entry_read(kb_str bytes, kb_dictd_entry *out)
{
    kb_str rest = bytes, line;
    size_t number = 0;
    bool numbered = false;
    out->head = (kb_str){ 0 };
    out->count = 0;
    if (!bytes.at) return;
    for (; kb_str_next(&rest, '\n', &line) && out->count < KB_DICTD_ITEMS; number++) {
        size_t behind = behind_number(line);
        if (number == 0)
            out->head = head_of(line);
        else if (number == 1 || (numbered && behind))
            read_items(kb_str_part(line, kb_span_of(behind, line.len)), out);
        if (number == 1) numbered = behind > 0;
    }
}
