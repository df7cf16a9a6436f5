#include "read/warc.h"

#include "base/utf8.h"
#include "read/encoding.h"
#include "read/fields.h"
#include "read/http.h"
#include "read/record.h"
#include "text/charset.h"

#include <stdio.h>

#define PLACE_BYTES 320
#define ID_BYTES_MAX 200
#define LINE_BYTES_MAX ((size_t)16 << 10) /* of ARC's lines */
#define BAD_MAX ((size_t)100000)          /* with next to no document beside them: no archive */
#define BAD_SHARE 10
#define BODY_KEPT ((size_t)1 << 20) /* a buffer larger than this is not kept for the next body */

typedef struct {
    size_t types[KB_RECORD_TYPES];
    size_t status, type, wordless; /* passed over: for its HTTP status, its media type, JSON without an article */
    size_t documents, bad;
} tally;

typedef struct {
    const kb_reading *reading;
    kb_stream *stream;
    size_t *count;
    bool arc;
    size_t number;   /* of the record, from 1 */
    uint64_t begin;  /* of the record, among the unpacked bytes */
    uint64_t offset; /* of the record: in the file where a member begins with it, else `begin` */
    char place[PLACE_BYTES];
    char name[24];  /* its number, for a record without an ID */
    bool told;      /* that it is bad */
    kb_buf head;    /* the header, kept while the block is read */
    kb_buf url;     /* the URL as UTF-8 */
    kb_buf bufs[2]; /* a body out of its chunks and its packing */
    tally tally;
} warc;

/* Tells of a bad record, once. */
static void tell(warc *w, const kb_err *err)
{
    kb_reading at = *w->reading;
    at.place = kb_str_of(w->place);
    if (w->told) return;
    kb_reading_problem(&at, err);
    w->told = true;
    w->tally.bad++;
}

/* Names in a header should be ASCII; one that is not even UTF-8 is no name. */
static bool is_name(kb_str id)
{
    return id.len && id.len < ID_BYTES_MAX && kb_utf8_valid(id) == id.len;
}

static void set_place(warc *w, kb_str id)
{
    unsigned long long at = w->offset;
    if (is_name(id))
        (void)snprintf(w->place, sizeof w->place, "record %zu (%.*s), byte %llu", w->number, KB_STR_ARGS(id), at);
    else
        (void)snprintf(w->place, sizeof w->place, "record %zu, byte %llu", w->number, at);
}

static void begin_record(warc *w)
{
    w->number++;
    w->told = false;
    w->begin = w->offset = kb_stream_offset(w->stream);
    (void)kb_stream_at_member(w->stream, &w->offset);
    (void)snprintf(w->name, sizeof w->name, "%zu", w->number);
    set_place(w, (kb_str){ 0 });
}

/* ---- what a record holds ---- */

/* Stands between a page's reader and the archive's, to count; a page that is `quiet` tells of no problem. */
typedef struct {
    warc *w;
    bool quiet;
} page_reader;

static kb_status take_document(void *user, kb_document *doc)
{
    const page_reader *page = user;
    const kb_reader *reader = page->w->reading->reader;
    page->w->tally.documents++;
    return reader->document(reader->user, doc);
}

static void take_problem(void *user, kb_status status, const char *text)
{
    const page_reader *page = user;
    const kb_reader *reader = page->w->reading->reader;
    if (page->quiet) return;
    page->w->tally.bad++;
    if (reader->problem) reader->problem(reader->user, status, text);
}

/* The URL with bytes that are no UTF-8 as %XX (RFC 3986 2.1). */
static kb_str clean_url(warc *w, kb_str url)
{
    if (kb_utf8_valid(url) == url.len) return url;
    w->url.len = 0;
    for (size_t i = 0; i < url.len; i++) {
        uint8_t byte = (uint8_t)url.at[i];
        if (byte < 0x80)
            kb_buf_add_char(&w->url, url.at[i]);
        else
            kb_buf_print(&w->url, "%%%02X", byte);
    }
    return kb_buf_str(&w->url);
}

/* Gives what was archived to the reader of its kind; what is wrong with it is told. */
static kb_status read_page(warc *w, const kb_record *record, kb_str type, kb_str bytes, kb_err *err)
{
    kb_reading page = *w->reading;
    size_t before = *w->count;
    /* Most that is fetched as JSON is a program's, and no article. */
    bool json = kb_str_equal_ascii(kb_fields_token(type), KB_STR("application/json"));
    page_reader between = { w, json };
    kb_reader reader = { take_document, take_problem, &between, NULL };
    page.reader = &reader;
    page.stream = NULL;
    page.bytes = bytes;
    page.record = is_name(record->id) ? record->id : kb_str_of(w->name);
    page.place = kb_str_of(w->place);
    page.offset = w->offset;
    page.url = clean_url(w, record->url);
    page.type = type;
    page.charset = kb_encoding_parameter(type);
    page.fetched = record->date;
    kb_status status = kb_reading_run(&page, w->count, err);
    if (json && *w->count == before) w->tally.wordless++;
    return status;
}

/* Addresses that are the crawler's own, or a rule for crawlers (RFC 9309). */
static bool is_own(kb_str url)
{
    return kb_str_starts(url, KB_STR("metadata:")) || kb_str_starts(url, KB_STR("dns:")) ||
           kb_str_ends(url, KB_STR("/robots.txt"));
}

static bool is_read(warc *w, const kb_record *record, kb_str type)
{
    bool read = kb_reading_reads(type) && !is_own(record->url);
    w->tally.type += !read;
    return read;
}

/* Does a record begin within the first `len` bytes of the block, with a member? Then its length is wrong. */
static bool overruns(const warc *w, kb_str block)
{
    for (size_t at = 0; (at = kb_stream_member_after(w->stream, at)) != 0 && at < block.len;)
        if (kb_record_is_warc(kb_str_part(block, kb_span_of(at, block.len)))) return true;
    return false;
}

/* Looks at the first `want` bytes of a block. */
static kb_status peek_block(warc *w, size_t want, kb_str *block, kb_err *err)
{
    kb_status status = kb_stream_peek(w->stream, want, block, err);
    if (status != KB_OK) return status;
    if (block->len < want) return kb_fail(err, KB_ERR_FORMAT, "the file ends within the record");
    *block = kb_str_part(*block, kb_span_of(0, want));
    if (overruns(w, *block)) return kb_fail(err, KB_ERR_FORMAT, "longer than its gzip member");
    return KB_OK;
}

static kb_status peek_whole(warc *w, const kb_record *record, kb_str *block, kb_err *err)
{
    size_t max = w->reading->tools->max_bytes;
    if (record->length > max && record->length - max > KB_FIELDS_BYTES_MAX)
        return kb_fail(err, KB_ERR_LIMIT, "larger than the allowed %zu bytes", max);
    return peek_block(w, (size_t)record->length, block, err);
}

/* A thing archived without HTTP around it. */
static kb_status read_resource(warc *w, const kb_record *record, kb_err *err)
{
    kb_str block;
    if (!is_read(w, record, record->content_type)) return KB_OK;
    kb_status status = peek_whole(w, record, &block, err);
    return status == KB_OK ? read_page(w, record, record->content_type, block, err) : status;
}

static kb_status read_response(warc *w, const kb_record *record, kb_err *err)
{
    kb_http http;
    kb_str block, body;
    size_t first = record->length < KB_FIELDS_BYTES_MAX ? (size_t)record->length : KB_FIELDS_BYTES_MAX;
    kb_status status = peek_block(w, first, &block, err);
    if (status != KB_OK) return status;
    if (w->arc && !kb_str_starts(block, KB_STR("HTTP/"))) return read_resource(w, record, err);
    if ((status = kb_http_parse(block, &http, err)) != KB_OK) return status;
    if (http.status < 200 || http.status > 299) {
        w->tally.status++;
        return KB_OK;
    }
    if (!is_read(w, record, http.type)) return KB_OK;
    if ((status = peek_whole(w, record, &block, err)) != KB_OK) return status;
    if ((status = kb_http_parse(block, &http, err)) != KB_OK) return status; /* the block may have moved */
    kb_str raw = kb_str_part(block, kb_span_of(http.body, block.len));
    status = kb_http_body(&http, raw, w->reading->tools->max_bytes, w->bufs, &body, err);
    if (status == KB_OK) status = read_page(w, record, http.type, body, err);
    for (int i = 0; i < 2; i++)
        if (w->bufs[i].room > BODY_KEPT) kb_buf_clear(&w->bufs[i]);
    return status;
}

static kb_status read_block(warc *w, const kb_record *record, kb_err *err)
{
    bool http = w->arc || kb_str_equal_ascii(kb_fields_token(record->content_type), KB_STR("application/http"));
    if (record->type == KB_RECORD_RESPONSE && http) return read_response(w, record, err);
    if (record->type == KB_RECORD_RESOURCE || record->type == KB_RECORD_CONVERSION)
        return read_resource(w, record, err);
    return KB_OK;
}

/* ---- from record to record ---- */

/* The line at the stream's place, with its end; what there is when it does not end. */
static kb_status peek_line(warc *w, kb_str *out, kb_err *err)
{
    for (size_t want = 256;; want *= 2) {
        kb_str seen;
        kb_status status = kb_stream_peek(w->stream, want, &seen, err);
        const char *end = seen.len ? memchr(seen.at, '\n', seen.len) : NULL;
        *out = kb_str_part(seen, kb_span_of(0, end ? (size_t)(end - seen.at) + 1 : LINE_BYTES_MAX));
        if (end || status != KB_OK || seen.len < want || want >= LINE_BYTES_MAX) return end ? KB_OK : status;
    }
}

static bool at_record(warc *w)
{
    kb_str seen;
    if (w->arc) return peek_line(w, &seen, NULL) == KB_OK && kb_record_is_arc(seen);
    return kb_stream_peek(w->stream, 8, &seen, NULL) == KB_OK && kb_record_is_warc(seen);
}

/* The length of the header that begins `seen`, with its empty line; 0: its end is not there. *cut: another record
 * begins within it. */
static size_t header_end(kb_str seen, bool *cut)
{
    *cut = false;
    for (size_t at = 0; at < seen.len;) {
        const char *line = memchr(seen.at + at, '\n', seen.len - at);
        if (!line) return 0;
        at = (size_t)(line - seen.at) + 1;
        kb_str next = kb_str_part(seen, kb_span_of(at, seen.len));
        if (kb_str_starts(next, KB_STR("\n"))) return at + 1;
        if (kb_str_starts(next, KB_STR("\r\n"))) return at + 2;
        if ((*cut = kb_record_is_warc(next))) return 0;
    }
    return 0;
}

/* Looks at the stream until a header's end is in sight. */
static kb_status peek_header(warc *w, kb_str *out, kb_err *err)
{
    for (size_t want = 4096;; want *= 2) {
        kb_str seen;
        kb_status status = kb_stream_peek(w->stream, want, &seen, err);
        bool cut;
        size_t end = header_end(seen, &cut);
        *out = kb_str_part(seen, kb_span_of(0, end));
        if (end) return KB_OK;
        if (cut) return kb_fail(err, KB_ERR_FORMAT, "another record begins within its header");
        if (status != KB_OK) return status;
        if (seen.len < want) return kb_fail(err, KB_ERR_FORMAT, "the file ends within the header");
        if (want >= KB_FIELDS_BYTES_MAX)
            return kb_fail(err, KB_ERR_LIMIT, "a header of more than %zu bytes", KB_FIELDS_BYTES_MAX);
    }
}

static kb_status read_header(warc *w, kb_record *record, kb_err *err)
{
    kb_str bytes;
    kb_status status = w->arc ? peek_line(w, &bytes, err) : peek_header(w, &bytes, err);
    *record = (kb_record){ .type = KB_RECORD_OTHER };
    if (status != KB_OK) return status;
    w->head.len = 0;
    kb_buf_add(&w->head, bytes);
    if (w->head.failed) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_stream_take(w->stream, bytes.len);
    status = w->arc ? kb_record_parse_arc(kb_buf_str(&w->head), record, err)
                    : kb_record_parse_warc(w->head.at, w->head.len, record, err);
    set_place(w, record->id);
    return status;
}

/* Takes what is left of a block; stops where a member begins another record. */
static kb_status skip_block(warc *w, uint64_t left, kb_err *err)
{
    while (left) {
        kb_str seen;
        kb_status status = kb_stream_peek(w->stream, 1, &seen, err);
        if (status != KB_OK) return status;
        if (seen.len == 0) return kb_fail(err, KB_ERR_FORMAT, "the file ends within the record");
        size_t take = seen.len < left ? seen.len : (size_t)left, member = kb_stream_member_after(w->stream, 0);
        if (member && member < take) take = member;
        kb_stream_take(w->stream, take);
        left -= take;
        if (left && member == take && at_record(w)) return kb_fail(err, KB_ERR_FORMAT, "longer than its gzip member");
    }
    return KB_OK;
}

/* Over the empty lines between records; *more: something comes. */
static kb_status skip_lines(warc *w, bool *more, kb_err *err)
{
    kb_str seen;
    for (;;) {
        kb_status status = kb_stream_peek(w->stream, 1, &seen, err);
        *more = seen.len > 0;
        size_t i = 0;
        while (i < seen.len && (seen.at[i] == '\r' || seen.at[i] == '\n')) i++;
        kb_stream_take(w->stream, i);
        if (i < seen.len || seen.len == 0) return status;
    }
}

/* What stands behind a record is the end, the next record, or a fault of this one's length. A fault of a member that
 * begins here is the next record's, which will meet it. */
static kb_status pass_end(warc *w, bool *more, kb_err *err)
{
    uint64_t member;
    kb_str seen;
    kb_status status = skip_lines(w, more, err);
    if (status != KB_OK) {
        bool next = kb_stream_at_member(w->stream, &member) && !kb_reading_ends(status);
        *more = next;
        return next ? KB_OK : status;
    }
    if (!*more || kb_stream_peek(w->stream, 8, &seen, NULL) != KB_OK || seen.len < 8 || at_record(w)) return KB_OK;
    return kb_fail(err, KB_ERR_FORMAT, "it goes on behind its end: its length is wrong");
}

static kb_status read_record(warc *w, bool *more, kb_err *err)
{
    kb_record record;
    kb_status status = read_header(w, &record, err);
    w->tally.types[record.type]++;
    if (status != KB_OK) return status;
    uint64_t begin = kb_stream_offset(w->stream);
    status = read_block(w, &record, err);
    if (kb_reading_ends(status)) return status;
    if (status != KB_OK) tell(w, err);
    status = skip_block(w, record.length - (kb_stream_offset(w->stream) - begin), err);
    return status == KB_OK ? pass_end(w, more, err) : status;
}

/* Goes to the next place where a record begins: a line, or a gzip member. False when none comes. */
static bool find_record(warc *w)
{
    kb_str seen;
    if (kb_stream_offset(w->stream) == w->begin) kb_stream_take(w->stream, 1);
    for (;;) {
        uint64_t at;
        if (kb_stream_at_member(w->stream, &at) && at_record(w)) return true;
        kb_status status = kb_stream_peek(w->stream, 1, &seen, NULL);
        if (seen.len == 0) {
            if (status == KB_OK || !kb_stream_next_member(w->stream)) return false;
            continue;
        }
        const char *line = memchr(seen.at, '\n', seen.len);
        size_t take = line ? (size_t)(line - seen.at) + 1 : seen.len, member = kb_stream_member_after(w->stream, 0);
        if (member && member < take) take = member;
        kb_stream_take(w->stream, take);
        if (line && at_record(w)) return true;
    }
}

/* ---- all of them ---- */

static void add_count(kb_buf *to, size_t count, const char *what)
{
    if (count) kb_buf_print(to, "%s%zu %s", to->len && to->at[to->len - 1] != ' ' ? ", " : "", count, what);
}

/* "pages.warc: 12 records: 4 response, 4 request, ...; 3 documents; passed over: 1 status; 1 bad" */
static void note_tally(const warc *w)
{
    const kb_reader *reader = w->reading->reader;
    const tally *t = &w->tally;
    kb_str file = kb_reading_name(w->reading);
    kb_buf note = { 0 };
    if (!reader->note) return;
    kb_buf_print(&note, "%.*s: %zu record%s: ", KB_STR_ARGS(file), w->number, w->number == 1 ? "" : "s");
    for (int i = 0; i < KB_RECORD_TYPES; i++) add_count(&note, t->types[i], kb_record_type_name((kb_record_type)i));
    kb_buf_print(&note, "; %zu document%s", t->documents, t->documents == 1 ? "" : "s");
    if (t->status + t->type + t->wordless) kb_buf_add_c(&note, "; passed over: ");
    add_count(&note, t->status, "by their status");
    add_count(&note, t->type, "by their type or address");
    add_count(&note, t->wordless, "JSON without an article");
    if (t->bad) kb_buf_print(&note, "; %zu bad", t->bad);
    kb_buf_add_char(&note, 0);
    if (!note.failed) reader->note(reader->user, note.at);
    kb_buf_clear(&note);
}

static kb_status read_records(warc *w, kb_err *err)
{
    bool more = true;
    kb_status status = skip_lines(w, &more, err);
    while (status == KB_OK && more) {
        begin_record(w);
        status = read_record(w, &more, err);
        if (status == KB_OK || kb_reading_ends(status)) continue;
        tell(w, err);
        if (w->tally.bad > BAD_MAX && w->tally.bad / BAD_SHARE > w->tally.documents)
            return kb_fail(err, KB_ERR_LIMIT, "%zu bad records; the rest is not read", w->tally.bad);
        more = find_record(w);
        status = KB_OK;
    }
    return status;
}

kb_status kb_warc_read(const kb_reading *reading, size_t *count, kb_err *err)
{
    warc w = { .reading = reading, .stream = reading->stream, .count = count };
    kb_str first;
    kb_err own;
    if (!err) err = &own;
    kb_status status = kb_stream_peek(w.stream, 8, &first, err);
    w.arc = !kb_str_starts(first, KB_STR("WARC/"));
    if (status == KB_OK) status = read_records(&w, err);
    note_tally(&w);
    kb_buf_clear(&w.head);
    kb_buf_clear(&w.url);
    kb_buf_clear(&w.bufs[0]);
    kb_buf_clear(&w.bufs[1]);
    return status;
}
