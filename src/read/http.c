#include "read/http.h"

#include "base/unpack.h"
#include "read/fields.h"

/* "HTTP/1.1 200 OK"; 0 when it is none. */
static int status_of(kb_str line)
{
    kb_str part;
    int64_t code;
    if (!kb_str_starts(line, KB_STR("HTTP/")) || !kb_str_next(&line, ' ', &part) || line.len < 3) return 0;
    line = kb_str_trim(line);
    if (!kb_str_int(kb_str_part(line, kb_span_of(0, 3)), &code) || code < 100 || code > 999) return 0;
    return (int)code;
}

kb_status kb_http_parse(kb_str bytes, kb_http *out, kb_err *err)
{
    kb_str line, name, value;
    *out = (kb_http){ 0 };
    size_t end = kb_fields_end(kb_str_part(bytes, kb_span_of(0, KB_FIELDS_BYTES_MAX)));
    if (end == 0) return kb_fail(err, KB_ERR_FORMAT, "the HTTP header does not end");
    kb_str head = kb_str_part(bytes, kb_span_of(0, end));
    if (!kb_fields_line(&head, &line) || (out->status = status_of(line)) == 0)
        return kb_fail(err, KB_ERR_FORMAT, "no HTTP status line");
    out->body = end;
    const struct {
        const char *name;
        kb_str *field;
    } fields[] = {
        { "Content-Type", &out->type },
        { "Content-Encoding", &out->encoding },
        { "Transfer-Encoding", &out->transfer },
    };
    while (kb_fields_next(&head, &name, &value))
        for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
            if (kb_str_equal_ascii(name, kb_str_of(fields[i].name))) *fields[i].field = value;
    return KB_OK;
}

/* ---- chunks (RFC 9112 7.1) ---- */

/* "1a2b;ext" CR LF at the beginning of `s`: the size, and how many bytes the line takes; 0 when it is none. */
static size_t chunk_line(kb_str s, size_t *size)
{
    enum { SIZE_DIGITS = 16 };
    size_t i = 0;
    *size = 0;
    for (; i < s.len && i <= SIZE_DIGITS; i++) {
        char c = s.at[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (digit < 0) break;
        *size = *size << 4 | (size_t)digit;
    }
    if (i == 0 || i > SIZE_DIGITS) return 0;
    size_t limit = i + 4096; /* extensions */
    while (i < s.len && i < limit && s.at[i] != '\n') {
        if (s.at[i] == '<') return 0; /* markup that begins like a number: not a size */
        i++;
    }
    return i < s.len && s.at[i] == '\n' ? i + 1 : 0;
}

/* False: the bytes are not in chunks. What comes of a broken end is kept. */
static bool unchunk(kb_str s, kb_buf *out)
{
    size_t size, line = chunk_line(s, &size);
    if (line == 0) return false;
    while (line && size) {
        s = kb_str_part(s, kb_span_of(line, s.len));
        kb_buf_add(out, kb_str_part(s, kb_span_of(0, size)));
        if (size >= s.len) break;
        s = kb_str_part(s, kb_span_of(size, s.len));
        if (s.at[0] == '\r') s = kb_str_part(s, kb_span_of(1, s.len));
        if (s.len == 0 || s.at[0] != '\n') return false;
        s = kb_str_part(s, kb_span_of(1, s.len));
        line = chunk_line(s, &size);
    }
    return true;
}

/* ---- packing (RFC 9110 8.4) ---- */

static bool looks_packed(kb_pack pack, kb_str s)
{
    kb_pack known;
    switch (pack) {
    case KB_PACK_GZIP:
    case KB_PACK_ZSTD: return kb_pack_known(s, &known) && known == pack;
    case KB_PACK_ZLIB: /* RFC 1950 2.2: CM 8, and the two bytes are a multiple of 31 */
        return s.len > 2 && (s.at[0] & 15) == 8 && ((uint8_t)s.at[0] << 8 | (uint8_t)s.at[1]) % 31 == 0;
    case KB_PACK_DEFLATE:
    case KB_PACK_BROTLI: break;
    }
    return s.len > 0;
}

#define CODINGS_MAX 4

/* How a body of this coding may be packed, in the order in which it is tried. */
static const struct {
    const char *coding;
    kb_pack packs[2];
    size_t count;
} codings[] = {
    { "gzip", { KB_PACK_GZIP }, 1 },
    { "x-gzip", { KB_PACK_GZIP }, 1 },
    { "deflate", { KB_PACK_ZLIB, KB_PACK_DEFLATE }, 2 }, /* RFC 9110 8.4.1.2: some send it bare */
    { "br", { KB_PACK_BROTLI }, 1 },
    { "zstd", { KB_PACK_ZSTD }, 1 },
};

/* Out of one coding; as it is when it is not packed so. */
static kb_status uncode(const kb_http *http, kb_str coding, kb_str in, size_t max, kb_buf *to, kb_str *out, kb_err *err)
{
    kb_status broken = KB_OK;
    *out = in;
    for (size_t i = 0; i < sizeof codings / sizeof codings[0]; i++) {
        if (!kb_str_equal_ascii(coding, kb_str_of(codings[i].coding))) continue;
        for (size_t k = 0; k < codings[i].count; k++) {
            kb_pack pack = codings[i].packs[k];
            if (!looks_packed(pack, in)) continue;
            to->len = 0;
            kb_status status = kb_unpack(pack, in, max, to, err);
            bool some = status == KB_ERR_FORMAT && to->len > 0 && pack != KB_PACK_DEFLATE && pack != KB_PACK_BROTLI &&
                        !http->whole;
            if (status == KB_OK || some) {
                *out = kb_buf_str(to);
                return KB_OK;
            }
            if (status != KB_ERR_FORMAT) return status;
            broken = status;
        }
    }
    return http->whole ? broken : KB_OK;
}

/* The codings in the order in which they were applied. */
static kb_status list_codings(const kb_http *http, kb_str named[CODINGS_MAX], size_t *count, kb_err *err)
{
    kb_str list = http->encoding, coding;
    *count = 0;
    while (list.len && kb_str_next(&list, ',', &coding)) {
        coding = kb_str_trim(coding);
        if (!coding.len) continue;
        if (*count == CODINGS_MAX)
            return http->whole ? kb_fail(err, KB_ERR_FORMAT, "packed more than %d times", CODINGS_MAX) : KB_OK;
        named[(*count)++] = coding;
    }
    return KB_OK;
}

kb_status kb_http_body(const kb_http *http, kb_str raw, size_t max, kb_buf bufs[2], kb_str *out, kb_err *err)
{
    kb_str named[CODINGS_MAX];
    size_t count;
    int used = 0;
    *out = raw;
    if (kb_str_equal_ascii(kb_fields_token(http->transfer), KB_STR("chunked"))) {
        bufs[0].len = 0;
        if (unchunk(raw, &bufs[0])) {
            *out = kb_buf_str(&bufs[0]);
            used = 1;
        }
        if (bufs[0].failed) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    kb_status status = list_codings(http, named, &count, err);
    while (count > 0 && status == KB_OK) { /* RFC 9110 8.4: the last one is outermost */
        kb_str in = *out;
        status = uncode(http, named[--count], in, max, &bufs[used % 2], out, err);
        if (out->at != in.at) used++;
    }
    return status;
}
