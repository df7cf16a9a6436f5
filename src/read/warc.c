#include "read/warc.h"

#include "read/fields.h"
#include "read/http.h"
#include "text/charset.h"

#include <stdio.h>

#define PLACE_BYTES 300
#define LINE ((size_t)64)

/* A record's header (ISO 28500 5); views of the header. */
typedef struct {
    kb_str type, id, url, date, content_type;
    uint64_t length;
    bool has_length;
} header;

typedef struct {
    const kb_reading *reading;
    kb_stream *stream;
    size_t *count;
    size_t number;   /* of the record, from 1 */
    uint64_t offset; /* of the record: in the file where a member begins with it, else among the unpacked bytes */
    char place[PLACE_BYTES];
    bool told;      /* that it is bad */
    kb_buf head;    /* the header, kept while the block is read */
    kb_buf bufs[2]; /* a body out of its chunks and its packing */
} warc;

/* Tells of a bad record, once. */
static void tell(warc *w, const kb_err *err)
{
    kb_reading at = *w->reading;
    at.place = kb_str_of(w->place);
    if (!w->told) kb_reading_problem(&at, err);
    w->told = true;
}

static void set_place(warc *w, kb_str id)
{
    if (id.len && id.len < 200)
        (void)snprintf(w->place, sizeof w->place, "record %zu (%.*s), byte %llu", w->number, KB_STR_ARGS(id),
                       (unsigned long long)w->offset);
    else
        (void)snprintf(w->place, sizeof w->place, "record %zu, byte %llu", w->number, (unsigned long long)w->offset);
}

/* ---- header ---- */

static bool parse_length(kb_str value, uint64_t *out)
{
    int64_t n;
    if (!kb_str_int(value, &n) || n < 0) return false;
    *out = (uint64_t)n;
    return true;
}

static void parse_fields(kb_str rest, header *h)
{
    kb_str name, value;
    const struct {
        const char *name;
        kb_str *field;
    } fields[] = {
        { "WARC-Type", &h->type }, { "WARC-Record-ID", &h->id },         { "WARC-Target-URI", &h->url },
        { "WARC-Date", &h->date }, { "Content-Type", &h->content_type },
    };
    while (kb_fields_next(&rest, &name, &value)) {
        if (kb_str_equal_ascii(name, KB_STR("Content-Length"))) h->has_length = parse_length(value, &h->length);
        for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
            if (kb_str_equal_ascii(name, kb_str_of(fields[i].name))) *fields[i].field = value;
    }
    /* WARC 1.0's grammar put the URI between angle brackets, and some wrote it so. */
    if (h->url.len > 2 && h->url.at[0] == '<' && h->url.at[h->url.len - 1] == '>')
        h->url = kb_str_part(h->url, kb_span_of(1, h->url.len - 1));
}

/* Looks at the stream until a header's end is in sight. */
static kb_status peek_header(warc *w, kb_str *out, kb_err *err)
{
    for (size_t want = 4096;; want *= 2) {
        kb_str seen;
        kb_status status = kb_stream_peek(w->stream, want, &seen, err);
        size_t end = kb_fields_end(seen);
        *out = kb_str_part(seen, kb_span_of(0, end));
        if (end) return KB_OK;
        if (status != KB_OK) return status;
        if (seen.len < want) return kb_fail(err, KB_ERR_FORMAT, "the file ends within a header");
        if (want >= KB_FIELDS_BYTES_MAX) return kb_fail(err, KB_ERR_FORMAT, "a header that does not end");
    }
}

static kb_status read_header(warc *w, header *h, kb_err *err)
{
    kb_str bytes, line;
    kb_status status = kb_stream_peek(w->stream, 5, &bytes, err);
    *h = (header){ 0 };
    if (status == KB_OK && !kb_str_starts(bytes, KB_STR("WARC/")))
        return kb_fail(err, KB_ERR_FORMAT, "no WARC record begins here");
    if (status == KB_OK) status = peek_header(w, &bytes, err);
    if (status != KB_OK) return status;
    w->head.len = 0;
    kb_buf_add(&w->head, bytes);
    if (w->head.failed) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_stream_take(w->stream, bytes.len);
    kb_str rest = kb_buf_str(&w->head);
    (void)kb_fields_line(&rest, &line);
    parse_fields(rest, h);
    set_place(w, h->id);
    return h->has_length ? KB_OK : kb_fail(err, KB_ERR_FORMAT, "no Content-Length, or none that is a number");
}

/* ---- block ---- */

static bool is_type(kb_str value, const char *type)
{
    return kb_str_equal_ascii(kb_fields_token(value), kb_str_of(type));
}

/* Names in a header should be ASCII; one that is not even UTF-8 is no name. */
static kb_str valid(kb_str s)
{
    return kb_utf8_valid(s) == s.len ? s : (kb_str){ 0 };
}

/* Gives a page to the reader of its kind; what is wrong with it is told. */
static kb_status read_page(warc *w, const header *h, kb_str type, kb_str bytes, kb_err *err)
{
    kb_reading page = *w->reading;
    page.stream = NULL;
    page.bytes = bytes;
    page.record = valid(h->id);
    page.place = kb_str_of(w->place);
    page.offset = w->offset;
    page.url = valid(h->url);
    page.type = type;
    page.charset = kb_fields_parameter(type, "charset");
    kb_time fetched;
    if (kb_time_parse(h->date, &fetched)) page.fetched = fetched.seconds;
    return kb_reading_run(&page, w->count, err);
}

/* The block of a record: all of it, or what comes to at most `max` bytes. */
static kb_status peek_block(warc *w, uint64_t length, kb_str *block, kb_err *err)
{
    size_t max = w->reading->tools->max_bytes;
    if (length > max && length - max > KB_FIELDS_BYTES_MAX)
        return kb_fail(err, KB_ERR_LIMIT, "larger than the allowed %zu bytes", max);
    kb_status status = kb_stream_peek(w->stream, (size_t)length, block, err);
    if (status != KB_OK) return status;
    if (block->len < length) return kb_fail(err, KB_ERR_FORMAT, "the file ends within a record");
    *block = kb_str_part(*block, kb_span_of(0, (size_t)length));
    return KB_OK;
}

static kb_status read_response(warc *w, const header *h, kb_err *err)
{
    kb_http http;
    kb_str seen, block, body;
    uint64_t length = h->length;
    size_t first = length < KB_FIELDS_BYTES_MAX ? (size_t)length : KB_FIELDS_BYTES_MAX;
    kb_status status = kb_stream_peek(w->stream, first, &seen, err);
    if (status != KB_OK) return status;
    if (seen.len < first) return kb_fail(err, KB_ERR_FORMAT, "the file ends within a record");
    if ((status = kb_http_parse(kb_str_part(seen, kb_span_of(0, first)), &http, err)) != KB_OK) return status;
    if (http.status < 200 || http.status > 299 || !kb_reading_reads(http.type)) return KB_OK;
    if ((status = peek_block(w, length, &block, err)) != KB_OK) return status;
    if ((status = kb_http_parse(block, &http, err)) != KB_OK) return status; /* the block may have moved */
    kb_str raw = kb_str_part(block, kb_span_of(http.body, block.len));
    status = kb_http_body(&http, raw, w->reading->tools->max_bytes, w->bufs, &body, err);
    return status == KB_OK ? read_page(w, h, http.type, body, err) : status;
}

/* A thing archived without HTTP around it. */
static kb_status read_resource(warc *w, const header *h, kb_err *err)
{
    kb_str block;
    if (!kb_reading_reads(h->content_type)) return KB_OK;
    kb_status status = peek_block(w, h->length, &block, err);
    return status == KB_OK ? read_page(w, h, h->content_type, block, err) : status;
}

static kb_status read_block(warc *w, const header *h, kb_err *err)
{
    if (kb_str_is(h->type, "response") && is_type(h->content_type, "application/http")) return read_response(w, h, err);
    if (kb_str_is(h->type, "resource") || kb_str_is(h->type, "conversion")) return read_resource(w, h, err);
    return KB_OK; /* warcinfo, request, metadata, revisit, dns, continuation */
}

/* ---- records ---- */

/* Over the empty lines between records; *more: there is one. */
static kb_status skip_lines(warc *w, bool *more, kb_err *err)
{
    kb_str seen;
    for (;;) {
        kb_status status = kb_stream_peek(w->stream, 1, &seen, err);
        *more = seen.len > 0;
        if (seen.len == 0) return status;
        size_t i = 0;
        while (i < seen.len && (seen.at[i] == '\r' || seen.at[i] == '\n')) i++;
        kb_stream_take(w->stream, i);
        if (i < seen.len) return KB_OK;
    }
}

/* Goes to the next line that begins with "WARC/"; false when none comes. */
static bool find_record(warc *w)
{
    kb_str seen;
    for (;;) {
        kb_status status = kb_stream_peek(w->stream, LINE, &seen, NULL);
        if (status != KB_OK && kb_stream_next_member(w->stream)) {
            if (kb_stream_peek(w->stream, 5, &seen, NULL) == KB_OK && kb_str_starts(seen, KB_STR("WARC/"))) return true;
            continue;
        }
        size_t at = kb_str_find(seen, KB_STR("\nWARC/"), 0);
        if (at != SIZE_MAX) {
            kb_stream_take(w->stream, at + 1);
            return true;
        }
        if (seen.len < LINE) return false;
        kb_stream_take(w->stream, seen.len - 5); /* what is left may be the beginning of the mark */
    }
}

static void begin_record(warc *w)
{
    w->number++;
    w->told = false;
    w->offset = kb_stream_offset(w->stream);
    (void)kb_stream_at_member(w->stream, &w->offset);
    set_place(w, (kb_str){ 0 });
}

static kb_status read_record(warc *w, kb_err *err)
{
    header h;
    uint64_t taken;
    kb_status status = read_header(w, &h, err);
    if (status != KB_OK) return status;
    uint64_t end = kb_stream_offset(w->stream) + h.length;
    status = read_block(w, &h, err);
    if (kb_reading_ends(status)) return status;
    if (status != KB_OK) tell(w, err);
    uint64_t left = end - kb_stream_offset(w->stream);
    status = kb_stream_skip(w->stream, left, &taken, err);
    if (status == KB_OK && taken < left) status = kb_fail(err, KB_ERR_FORMAT, "the file ends within a record");
    return status;
}

kb_status kb_warc_read(const kb_reading *reading, size_t *count, kb_err *err)
{
    warc w = { .reading = reading, .stream = reading->stream, .count = count };
    kb_status status = KB_OK;
    bool more = true;
    kb_err own;
    if (!err) err = &own;
    for (;;) {
        status = skip_lines(&w, &more, err);
        if (status == KB_OK && !more) break;
        begin_record(&w);
        if (status == KB_OK) status = read_record(&w, err);
        if (status == KB_OK) continue;
        if (kb_reading_ends(status)) break;
        tell(&w, err);
        status = KB_OK;
        if (!find_record(&w)) break;
    }
    kb_buf_clear(&w.head);
    kb_buf_clear(&w.bufs[0]);
    kb_buf_clear(&w.bufs[1]);
    return status;
}
