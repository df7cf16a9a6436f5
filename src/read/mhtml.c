#include "read/mhtml.h"

#include "base/url.h"
#include "base/utf8.h"
#include "read/fields.h"
#include "read/html.h"

#define HEADER_BYTES ((size_t)16384)
#define BOUNDARY_BYTES 200 /* RFC 2046 5.1.1 allows 70 */

typedef struct {
    kb_str type, encoding, location;
    bool version;
    size_t end; /* where the body begins */
} header;

typedef struct {
    kb_mhtml *out;
    size_t parts;
    bool found;
} finder;

/* ---- headers ---- */

static header read_header(kb_str bytes)
{
    header h = { .end = kb_fields_end(kb_str_part(bytes, kb_span_of(0, HEADER_BYTES))) };
    kb_str rest = kb_str_part(bytes, kb_span_of(0, h.end)), name, value;
    while (kb_fields_next(&rest, &name, &value)) {
        if (kb_str_equal_ascii(name, KB_STR("content-type"))) h.type = value;
        if (kb_str_equal_ascii(name, KB_STR("content-transfer-encoding"))) h.encoding = value;
        if (kb_str_equal_ascii(name, KB_STR("mime-version"))) h.version = true;
        bool place = kb_str_equal_ascii(name, KB_STR("content-location")) ||
                     kb_str_equal_ascii(name, KB_STR("snapshot-content-location"));
        if (place && kb_url_is_web(value) && kb_utf8_valid(value) == value.len) h.location = value;
    }
    return h;
}

static bool is_multipart(kb_str type)
{
    return kb_str_equal_ascii(kb_str_part(type, kb_span_of(0, 10)), KB_STR("multipart/"));
}

static bool is_page(kb_str type)
{
    kb_str token = kb_fields_token(type);
    return kb_str_equal_ascii(token, KB_STR("text/html")) || kb_str_equal_ascii(token, KB_STR("application/xhtml+xml"));
}

/* The value of `name` among the parameters of a type (RFC 2045 5.1); empty where it has none. */
static kb_str parameter(kb_str type, const char *name)
{
    kb_str wanted = kb_str_of(name);
    for (size_t i = 0; i + wanted.len < type.len; i++) {
        if (type.at[i] != ';' && (uint8_t)type.at[i] > ' ') continue;
        kb_str here = kb_str_part(type, kb_span_of(i + 1, i + 1 + wanted.len));
        size_t at = i + 1 + wanted.len;
        if (!kb_str_equal_ascii(here, wanted) || at >= type.len || type.at[at] != '=') continue;
        bool quoted = ++at < type.len && type.at[at] == '"';
        size_t end = at += quoted;
        while (end < type.len && (quoted ? type.at[end] != '"' : (uint8_t)type.at[end] > ' ' && type.at[end] != ';'))
            end++;
        return kb_str_part(type, kb_span_of(at, end));
    }
    return (kb_str){ 0 };
}

bool kb_mhtml_known(kb_str bytes)
{
    size_t colon = 0; /* the first line is a field */
    while (colon < bytes.len && colon < 40 &&
           (bytes.at[colon] == '-' || ((bytes.at[colon] | 32) >= 'a' && (bytes.at[colon] | 32) <= 'z')))
        colon++;
    if (colon == 0 || colon >= bytes.len || bytes.at[colon] != ':') return false;
    header h = read_header(bytes);
    return h.version && (is_multipart(h.type) || is_page(h.type));
}

/* ---- packing ---- */

static int hex(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 32);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Quoted-printable (RFC 2045 6.7); what breaks its rules stays as it is. */
static void unquote(kb_str s, kb_buf *out)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] != '=') {
            kb_buf_add_char(out, s.at[i]);
            continue;
        }
        size_t end = i + 1;
        while (end < s.len && (s.at[end] == ' ' || s.at[end] == '\t' || s.at[end] == '\r')) end++;
        if (end >= s.len || s.at[end] == '\n') {
            i = end;
        } else if (i + 2 < s.len && hex(s.at[i + 1]) >= 0 && hex(s.at[i + 2]) >= 0) {
            kb_buf_add_char(out, (char)(hex(s.at[i + 1]) * 16 + hex(s.at[i + 2])));
            i += 2;
        } else {
            kb_buf_add_char(out, '=');
        }
    }
}

/* Base64 (RFC 4648); what is none of its characters is passed over. */
static void unpack(kb_str s, kb_buf *out)
{
    uint32_t bits = 0;
    int count = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        int value = c >= 'A' && c <= 'Z'   ? c - 'A'
                    : c >= 'a' && c <= 'z' ? c - 'a' + 26
                    : c >= '0' && c <= '9' ? c - '0' + 52
                    : c == '+'             ? 62
                    : c == '/'             ? 63
                                           : -1;
        if (value < 0) continue;
        bits = (bits << 6 | (uint32_t)value) & 0xFFFFFF;
        if (++count % 4 == 1) continue;
        kb_buf_add_char(out, (char)(bits >> (count % 4 == 2 ? 4 : count % 4 == 3 ? 2 : 0) & 0xFF));
    }
}

static void take_page(finder *f, const header *h, kb_str body)
{
    kb_str encoding = kb_fields_token(h->encoding);
    f->found = true;
    f->out->charset = parameter(h->type, "charset");
    if (h->location.len) f->out->url = h->location;
    f->out->bytes = body;
    bool quoted = kb_str_equal_ascii(encoding, KB_STR("quoted-printable"));
    if (!quoted && !kb_str_equal_ascii(encoding, KB_STR("base64"))) return;
    if (quoted)
        unquote(body, &f->out->buf);
    else
        unpack(body, &f->out->buf);
    f->out->bytes = kb_buf_str(&f->out->buf);
}

/* ---- parts ---- */

/* Where the next line "--boundary" begins, from `from` on; the end where none does. *behind: where that line ends. */
static size_t find_border(kb_str s, kb_str boundary, size_t from, size_t *behind)
{
    for (size_t at = from; (at = kb_str_find(s, boundary, at)) != SIZE_MAX; at++) {
        if (at < 2 || s.at[at - 1] != '-' || s.at[at - 2] != '-' || (at > 2 && s.at[at - 3] != '\n')) continue;
        const char *end = memchr(s.at + at, '\n', s.len - at);
        *behind = end ? (size_t)(end - s.at) + 1 : s.len;
        return at - 2;
    }
    *behind = s.len;
    return s.len;
}

/* The depth is limited, so the recursion is. */
static void find_page(finder *f, kb_str message, int depth)
{
    header h = read_header(message);
    kb_str body = kb_str_part(message, kb_span_of(h.end, message.len)), boundary = parameter(h.type, "boundary");
    size_t at, behind;
    if (f->out->url.len == 0 && depth == 0) f->out->url = h.location;
    if (is_page(h.type)) {
        take_page(f, &h, body);
        return;
    }
    if (!is_multipart(h.type) || boundary.len == 0 || boundary.len > BOUNDARY_BYTES || depth == KB_MHTML_DEPTH_MAX)
        return;
    (void)find_border(body, boundary, 0, &behind);
    while (behind < body.len && !f->found && f->parts++ < KB_MHTML_PARTS_MAX) {
        size_t begin = behind;
        at = find_border(body, boundary, begin, &behind);
        find_page(f, kb_str_part(body, kb_span_of(begin, at)), depth + 1);
    }
}

kb_status kb_mhtml_find(kb_str bytes, kb_mhtml *out, kb_err *err)
{
    finder f = { .out = out };
    *out = (kb_mhtml){ 0 };
    find_page(&f, bytes, 0);
    if (out->buf.failed) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    return f.found ? KB_OK : kb_fail(err, KB_ERR_FORMAT, "a message without a page in it");
}

kb_status kb_mhtml_read(const kb_reading *reading, size_t *count, kb_err *err)
{
    kb_document *doc = NULL;
    kb_mhtml saved;
    kb_status status = kb_mhtml_find(reading->bytes, &saved, err);
    if (status == KB_OK) status = kb_reading_document(reading, (kb_str){ 0 }, reading->bytes, &doc, err);
    if (status == KB_OK && !doc->url.len && saved.url.len && !kb_arena_copy(doc->arena, saved.url, &doc->url))
        status = kb_arena_fail(doc->arena, err);
    if (status == KB_OK) status = kb_html_parse(reading->tools, saved.bytes, saved.charset, doc, err);
    kb_buf_clear(&saved.buf);
    if (status == KB_OK) return kb_reading_give(reading, doc, count, err);
    kb_document_free(doc);
    return status;
}
