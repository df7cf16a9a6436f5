#include "show/warc.h"

#include "base/digest.h"
#include "base/pack.h"
#include "base/time.h"
#include "kabar.h"

/* RFC 4648 6: 20 bytes are 32 letters. */
static void add_base32(kb_buf *out, const uint8_t digest[KB_SHA1_BYTES])
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    uint32_t bits = 0;
    int have = 0;
    for (size_t i = 0; i < KB_SHA1_BYTES; i++) {
        bits = (bits << 8 | digest[i]) & 0xFFFF;
        for (have += 8; have >= 5; have -= 5) kb_buf_add_char(out, letters[bits >> (have - 5) & 31]);
    }
}

static void add_digest(kb_buf *out, const char *name, kb_str bytes)
{
    uint8_t digest[KB_SHA1_BYTES];
    kb_sha1(bytes, digest);
    kb_buf_print(out, "%s: sha1:", name);
    add_base32(out, digest);
    kb_buf_add_c(out, "\r\n");
}

static void add_time(kb_buf *out, int64_t at)
{
    kb_buf_add_c(out, "WARC-Date: ");
    kb_time_write(out, (kb_time){ .seconds = at, .zoned = true, .precision = KB_TIME_SECOND });
    kb_buf_add_c(out, "\r\n");
}

/* A UUID made of a name (RFC 9562 5.5, but for its name space): of the record without it. */
static void add_id(kb_buf *out, kb_str record)
{
    uint8_t d[KB_SHA1_BYTES];
    kb_sha1(record, d);
    d[6] = (uint8_t)((d[6] & 0x0F) | 0x50);
    d[8] = (uint8_t)((d[8] & 0x3F) | 0x80);
    kb_buf_add_c(out, "WARC-Record-ID: <urn:uuid:");
    for (size_t i = 0; i < 16; i++) kb_buf_print(out, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", d[i]);
    kb_buf_add_c(out, ">\r\n");
}

/* The record of these fields and this block, packed to `out`. */
static kb_status add_record(const kb_buf *fields, const kb_buf *block, kb_buf *out, kb_err *err)
{
    kb_buf record = { 0 };
    kb_buf_add_c(&record, "WARC/1.1\r\n");
    kb_buf_add(&record, kb_buf_str(fields));
    kb_buf_print(&record, "Content-Length: %zu\r\n", block->len);
    add_id(&record, kb_buf_str(&record));
    kb_buf_add_c(&record, "\r\n");
    kb_buf_add(&record, kb_buf_str(block));
    kb_buf_add_c(&record, "\r\n\r\n");
    bool failed = fields->failed || block->failed || record.failed;
    kb_status status =
        failed ? kb_fail(err, KB_ERR_MEMORY, "out of memory") : kb_pack_gzip(kb_buf_str(&record), out, err);
    kb_buf_clear(&record);
    return status;
}

kb_status kb_warc_begin(int64_t at, kb_buf *out, kb_err *err)
{
    kb_buf fields = { 0 }, block = { 0 };
    kb_buf_add_c(&block, "software: kabar/" KABAR_VERSION "\r\nformat: WARC File Format 1.1\r\n");
    kb_buf_add_c(&fields, "WARC-Type: warcinfo\r\n");
    add_time(&fields, at);
    kb_buf_add_c(&fields, "Content-Type: application/warc-fields\r\n");
    kb_status status = add_record(&fields, &block, out, err);
    kb_buf_clear(&fields);
    kb_buf_clear(&block);
    return status;
}

static void add_field(kb_buf *out, const char *name, kb_str value)
{
    if (value.len) kb_buf_print(out, "%s: %.*s\r\n", name, KB_STR_ARGS(value));
}

kb_status kb_warc_add(const kb_warc_page *page, kb_buf *out, kb_err *err)
{
    kb_buf fields = { 0 }, block = { 0 };
    kb_buf_print(&block, "HTTP/1.1 %d %s\r\n", page->status, page->status == 200 ? "OK" : "");
    add_field(&block, "Content-Type", page->type);
    add_field(&block, "ETag", page->etag);
    add_field(&block, "Last-Modified", page->last_modified);
    kb_buf_print(&block, "Content-Length: %zu\r\n\r\n", page->body.len);
    kb_buf_add(&block, page->body);
    kb_buf_add_c(&fields, "WARC-Type: response\r\n");
    add_field(&fields, "WARC-Target-URI", page->url);
    add_time(&fields, page->at);
    add_digest(&fields, "WARC-Payload-Digest", page->body);
    add_digest(&fields, "WARC-Block-Digest", kb_buf_str(&block));
    kb_buf_add_c(&fields, "Content-Type: application/http;msgtype=response\r\n");
    kb_status status = add_record(&fields, &block, out, err);
    kb_buf_clear(&fields);
    kb_buf_clear(&block);
    return status;
}
