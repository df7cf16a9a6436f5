#include "read/reading.h"

#include "base/map.h"
#include "read/feed_items.h"
#include "read/fields.h"
#include "read/html.h"
#include "read/jsonl.h"
#include "read/lines.h"
#include "read/mhtml.h"
#include "read/pdf.h"
#include "read/plain.h"
#include "read/sniff.h"
#include "read/warc.h"
#include "text/charset.h"
#include "text/language.h"

#define PACKED_MAX 2    /* a packed file within a packed file */
#define ARENA_FACTOR 16 /* a document may need so many times the bytes of the largest one */

/* A kind that no row reads is refused with its words; a new format is a file of this room and a row here. */
typedef struct {
    kb_kind kind;
    kb_status (*read)(const kb_reading *reading, size_t *count, kb_err *err);
    const char *refusal;
} format_row;
static const format_row formats[] = {
    { KB_KIND_PLAIN, kb_plain_read, NULL },
    { KB_KIND_JSON, kb_jsonl_read, NULL },
    { KB_KIND_HTML, kb_html_read, NULL },
    { KB_KIND_MHTML, kb_mhtml_read, NULL },
    { KB_KIND_EMPTY, NULL, "empty" },
    { KB_KIND_BINARY, NULL, "binary: no text in it" },
    { KB_KIND_FEED, kb_feed_items_read, NULL },
    { KB_KIND_XML, NULL, "XML of a kind that is not read" },
    { KB_KIND_WARC, kb_warc_read, NULL },
    { KB_KIND_PDF, kb_pdf_read, NULL },
    { KB_KIND_PACKED, NULL, "packed: unpack it first" },
};

/* Media types that hold words; what is stated there decides where the bytes leave it open. */
static const struct {
    const char *type;
    kb_kind kind; /* KB_KIND_BINARY: the bytes tell */
} types[] = {
    { "text/html", KB_KIND_HTML },
    { "application/xhtml+xml", KB_KIND_HTML },
    { "multipart/related", KB_KIND_MHTML },
    { "message/rfc822", KB_KIND_MHTML },
    { "application/rss+xml", KB_KIND_FEED },
    { "application/atom+xml", KB_KIND_FEED },
    { "application/rdf+xml", KB_KIND_FEED },
    { "application/xml", KB_KIND_BINARY },
    { "text/xml", KB_KIND_BINARY },
    { "application/json", KB_KIND_JSON },
    { "application/feed+json", KB_KIND_JSON },
    { "text/plain", KB_KIND_PLAIN },
    { "application/pdf", KB_KIND_PDF },
};

static kb_kind kind_of_type(kb_str type)
{
    kb_str token = kb_fields_token(type);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (kb_str_equal_ascii(token, kb_str_of(types[i].type))) return types[i].kind;
    return KB_KIND_BINARY;
}

bool kb_reading_reads(kb_str type)
{
    kb_str token = kb_fields_token(type);
    if (token.len == 0) return true;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (kb_str_equal_ascii(token, kb_str_of(types[i].type))) return true;
    return false;
}

kb_str kb_reading_name(const kb_reading *reading)
{
    return kb_str_is(reading->file, "-") ? KB_STR("standard input") : reading->file;
}

void kb_reading_problem(const kb_reading *reading, const kb_err *err)
{
    kb_err named = *err;
    kb_str name = kb_reading_name(reading);
    if (reading->place.len) (void)kb_context(&named, err->status, "%.*s", KB_STR_ARGS(reading->place));
    (void)kb_context(&named, err->status, "%.*s", KB_STR_ARGS(name));
    if (reading->reader->problem) reading->reader->problem(reading->reader->user, named.status, named.text);
}

kb_status kb_reading_document(const kb_reading *reading, kb_str record, kb_str bytes, kb_document **out, kb_err *err)
{
    size_t max = reading->tools->max_bytes;
    *out = NULL;
    if (bytes.len > max) return kb_fail(err, KB_ERR_LIMIT, "larger than the allowed %zu bytes", max);
    kb_status status = kb_document_new(max < SIZE_MAX / ARENA_FACTOR ? max * ARENA_FACTOR : SIZE_MAX, out, err);
    if (status != KB_OK) return status;
    kb_document *doc = *out;
    doc->bytes_hash = kb_hash(bytes);
    doc->fetched = reading->fetched;
    doc->origin_offset = reading->offset + (uint64_t)(bytes.len ? bytes.at - reading->bytes.at : 0);
    if (kb_arena_copy(doc->arena, reading->file, &doc->origin_file) &&
        kb_arena_copy(doc->arena, reading->record.len ? reading->record : record, &doc->origin_record) &&
        (reading->url.len == 0 || kb_arena_copy(doc->arena, reading->url, &doc->url)))
        return KB_OK;
    status = kb_arena_fail(doc->arena, err);
    kb_document_free(doc);
    *out = NULL;
    return status;
}

/* The host of a URL without "www."; empty when there is none. */
static kb_str host_of(kb_str url)
{
    size_t at = kb_str_find(url, KB_STR("://"), 0);
    if (at == SIZE_MAX) return (kb_str){ 0 };
    kb_str host = kb_str_part(url, kb_span_of(at + 3, url.len));
    size_t end = 0;
    while (end < host.len && !strchr("/?#:", host.at[end])) end++;
    host = kb_str_part(host, kb_span_of(0, end));
    if (kb_str_starts(host, KB_STR("www."))) host = kb_str_part(host, kb_span_of(4, host.len));
    return host;
}

/* Language: the caller's, else as stated, else as the text tells. */
static kb_status finish_language(const kb_reading *reading, kb_document *doc, kb_err *err)
{
    char code[12];
    kb_str lang = reading->tools->lang.len ? reading->tools->lang : doc->lang;
    if (reading->tools->lang.len) doc->lang_from = KB_STR("option");
    if (lang.len == 0) {
        kb_language_find(doc->text, code);
        lang = kb_str_of(code);
        doc->lang_from = KB_STR("text");
    }
    if (doc->lang_from.len == 0) doc->lang_from = KB_STR("input");
    return kb_arena_copy(doc->arena, lang, &doc->lang) ? KB_OK : kb_arena_fail(doc->arena, err);
}

/* An id of the place and the bytes: two copies in two files are two documents, the same file is the same again. */
static kb_status finish_id(kb_document *doc, kb_err *err)
{
    if (doc->id.len) return KB_OK;
    kb_str place;
    bool made = kb_arena_print(doc->arena, &place, "%.*s\n%.*s\n%llu", KB_STR_ARGS(doc->origin_file),
                               KB_STR_ARGS(doc->origin_record), (unsigned long long)doc->bytes_hash) &&
                kb_arena_print(doc->arena, &doc->id, "%016llx", (unsigned long long)kb_hash(place));
    return made ? KB_OK : kb_arena_fail(doc->arena, err);
}

/* Where the input's own words are kept, one broken character is worth a word; a page has many that nobody reads, and
 * one in BROKEN_SHARE of its text may be. */
#define BROKEN_SHARE 100
static bool is_broken(const kb_document *doc)
{
    if (kb_str_is(doc->chosen_by, "plain") || kb_str_is(doc->chosen_by, "jsonl")) return doc->replaced > 0;
    if (doc->replaced == 0) return false;
    size_t marks = 0;
    for (size_t at = 0; (at = kb_str_find(doc->text, KB_STR("\xEF\xBF\xBD"), at)) != SIZE_MAX; at += 3) marks++;
    return marks > kb_utf8_count(doc->text) / BROKEN_SHARE;
}

/* Bytes that were replaced are told, with the first one's place where the input's own bytes show it. */
static void tell_replaced(const kb_reading *reading, const kb_document *doc)
{
    kb_err err = { KB_OK, "" };
    size_t begin = (size_t)(doc->origin_offset - reading->offset);
    kb_str bytes = kb_str_part(reading->bytes, kb_span_of(begin, reading->bytes.len));
    size_t valid = kb_utf8_valid(bytes);
    (void)kb_fail(&err, KB_ERR_FORMAT, "broken characters; replaced: %zu", doc->replaced);
    if (valid < bytes.len) (void)kb_context(&err, KB_ERR_FORMAT, "byte %zu", valid);
    kb_reading_problem(reading, &err);
}

kb_status kb_reading_give(const kb_reading *reading, kb_document *doc, size_t *count, kb_err *err)
{
    kb_status status = finish_language(reading, doc, err);
    if (status == KB_OK && kb_str_trim(doc->text).len == 0) status = kb_fail(err, KB_ERR_FORMAT, "no words in it");
    if (status == KB_OK) status = kb_lines_find(reading->tools, doc, err);
    if (status == KB_OK) status = finish_id(doc, err);
    if (status != KB_OK) {
        kb_document_free(doc);
        return status;
    }
    if (doc->outlet.len && doc->outlet_from.len == 0) doc->outlet_from = KB_STR("input");
    if (doc->outlet.len == 0) {
        doc->outlet = host_of(doc->url.len ? doc->url : doc->canonical);
        doc->outlet_from = doc->outlet.len ? KB_STR("url") : (kb_str){ 0 };
    }
    if (doc->published.precision == KB_TIME_NONE && reading->tools->date.precision != KB_TIME_NONE) {
        doc->published = reading->tools->date;
        doc->published_from = KB_STR("option");
    }
    (*count)++;
    if (is_broken(doc)) tell_replaced(reading, doc);
    status = reading->reader->document(reading->reader->user, doc);
    return status == KB_OK ? KB_OK : kb_fail(err, KB_ERR_STOPPED, "stopped");
}

/* ---- the kind, and its reader ---- */

/* The bytes tell the kind. What is served as a page is one where they look like words of another kind: pages begin with
 * anything. */
static kb_kind kind_of(const kb_reading *reading, kb_str bytes, const char **what)
{
    kb_kind kind = kb_sniff(bytes, what);
    bool page = kind_of_type(reading->type) == KB_KIND_HTML;
    bool open = kind == KB_KIND_PLAIN || kind == KB_KIND_XML || (kind == KB_KIND_BINARY && !*what);
    return page && open ? KB_KIND_HTML : kind;
}

/* These pull from reading->stream; the others have all in reading->bytes. */
static bool is_streamed(kb_kind kind)
{
    return kind == KB_KIND_WARC || kind == KB_KIND_JSON;
}

static const format_row *row_of(kb_kind kind)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (formats[i].kind == kind) return &formats[i];
    return &formats[0];
}

/* Reads what begins with `first`. */
static kb_status read_kind(const kb_reading *reading, kb_str first, size_t *count, kb_err *err)
{
    const char *what = NULL;
    kb_kind kind = kind_of(reading, first, &what);
    const format_row *row = row_of(kind);
    kb_reading whole = *reading;
    if (kind == KB_KIND_WARC && !reading->stream) return kb_fail(err, KB_ERR_FORMAT, "an archive within an archive");
    if (is_streamed(kind)) return row->read(reading, count, err);
    if (row->read && reading->stream) {
        size_t max = reading->tools->max_bytes;
        kb_status status = kb_stream_peek(reading->stream, max + 1, &whole.bytes, err);
        if (status != KB_OK) return status;
        if (whole.bytes.len > max) return kb_fail(err, KB_ERR_LIMIT, "larger than the allowed %zu bytes", max);
    }
    if (row->read) return row->read(&whole, count, err);
    return what ? kb_fail(err, KB_ERR_FORMAT, "%s (%s)", row->refusal, what)
                : kb_fail(err, KB_ERR_FORMAT, "%s", row->refusal);
}

static void tell_junk(const kb_reading *reading)
{
    kb_err err = { KB_OK, "" };
    uint64_t first;
    if (!kb_stream_junk(reading->stream, &first)) return;
    (void)kb_fail(&err, KB_ERR_FORMAT, "byte %llu: what is not packed was left out", (unsigned long long)first);
    kb_reading_problem(reading, &err);
}

/* Out of its packing, as often as it was packed, within reason. */
static kb_status read_stream(kb_reading *reading, size_t *count, kb_err *err)
{
    for (int depth = 0;; depth++) {
        kb_str first;
        kb_pack pack;
        kb_status status = kb_stream_peek(reading->stream, KB_SNIFF_BYTES, &first, err);
        if (status != KB_OK && first.len == 0) return status;
        if (depth == PACKED_MAX || !kb_pack_known(first, &pack)) {
            status = read_kind(reading, first, count, err);
            if (!kb_reading_ends(status)) tell_junk(reading);
            return status;
        }
        status = kb_stream_unpacked(reading->stream, pack, &reading->stream, err);
        if (status != KB_OK) return status;
    }
}

kb_status kb_reading_run(const kb_reading *reading, size_t *count, kb_err *err)
{
    kb_reading own = *reading;
    kb_err own_err;
    kb_status status = KB_OK;
    if (!err) err = &own_err;
    bool record = reading->record.len || reading->place.len;
    if (record) {
        status = read_kind(reading, reading->bytes, count, err);
    } else {
        if (!own.stream) status = kb_stream_of(own.bytes, &own.stream, err);
        if (status == KB_OK) status = read_stream(&own, count, err);
        kb_stream_free(own.stream);
    }
    if (status == KB_OK || kb_reading_ends(status)) return status;
    kb_reading_problem(reading, err);
    return KB_OK;
}
