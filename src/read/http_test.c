#include "read/http.h"

#include <zlib.h>
#include <zstd.h>

#include "base/test.h"

#define MAX ((size_t)1 << 16)
#define TEXT "Panen raya di Wanasari, kata kepala desa setempat."

typedef enum { AS_IT_IS, GZIP, ZLIB, DEFLATE, BROTLI, ZSTD, GZIP_CUT, BOMB, GZIP_BROTLI } packing;

/* RFC 7932 9.2: a block as it is, then an empty last one. */
static size_t brotli(char *to, const char *at, size_t len)
{
    to[0] = (char)(0x0B | ((len - 1) & 1) << 7);
    to[1] = (char)((len - 1) >> 1);
    to[2] = (char)0x80;
    memcpy(to + 3, at, len);
    to[3 + len] = 3;
    return len + 4;
}

/* TEXT packed so, as the pages' senders do. */
static size_t pack(packing how, char *to, size_t room)
{
    static char zeros[MAX * 4];
    size_t len = sizeof TEXT - 1;
    int bits = how == ZLIB ? 15 : how == DEFLATE ? -15 : 31;
    z_stream z = { 0 };
    switch (how) {
    case AS_IT_IS: memcpy(to, TEXT, len); return len;
    case BROTLI: return brotli(to, TEXT, len);
    case ZSTD: return ZSTD_compress(to, room, TEXT, len, 3);
    case GZIP:
    case ZLIB:
    case DEFLATE:
    case GZIP_CUT:
    case GZIP_BROTLI:
    case BOMB: break;
    }
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_in = (Bytef *)(uintptr_t)(how == BOMB ? zeros : TEXT);
    z.avail_in = (uInt)(how == BOMB ? sizeof zeros : len);
    z.next_out = (Bytef *)to;
    z.avail_out = (uInt)room;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(deflateEnd(&z), Z_OK);
    size_t packed = room - z.avail_out - (how == GZIP_CUT ? 6 : 0);
    if (how != GZIP_BROTLI) return packed;
    char inner[256];
    assert_true(packed <= sizeof inner);
    memcpy(inner, to, packed);
    return brotli(to, inner, packed);
}

static void test_a_body_comes_out_of_its_packing_whatever_the_header_says(void **state)
{
    static const struct {
        const char *coding;
        packing how;
        kb_status status;
    } rows[] = {
        { "gzip", GZIP, KB_OK },
        { "x-gzip", GZIP, KB_OK },
        { "GZIP", GZIP, KB_OK },
        { "deflate", ZLIB, KB_OK },
        { "deflate", DEFLATE, KB_OK },
        { "br", BROTLI, KB_OK },
        { "zstd", ZSTD, KB_OK },
        { "gzip", AS_IT_IS, KB_OK },
        { "deflate", AS_IT_IS, KB_OK },
        { "br", AS_IT_IS, KB_OK },
        { "zstd", AS_IT_IS, KB_OK },
        { "identity", AS_IT_IS, KB_OK },
        { "gzip", GZIP_CUT, KB_OK },
        { "gzip", BOMB, KB_ERR_LIMIT },
        { "gzip, gzip", GZIP, KB_OK },
        { "gzip, br", GZIP_BROTLI, KB_OK }, /* the last one is outermost */
        { "gzip,,x-y , br", GZIP_BROTLI, KB_OK },
    };
    char packed[4096];
    kb_buf bufs[2] = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_http http = { .encoding = kb_str_of(rows[i].coding) };
        kb_str body, raw = { packed, pack(rows[i].how, packed, sizeof packed) };
        KB_ROW_INT(i, kb_http_body(&http, raw, MAX, bufs, &body, NULL), rows[i].status);
        if (rows[i].status == KB_OK) KB_ROW_STR(i, body, KB_STR(TEXT));
    }
    kb_buf_clear(&bufs[0]);
    kb_buf_clear(&bufs[1]);
}

static void test_what_comes_from_the_net_is_unpacked_as_it_says_or_is_a_fault(void **state)
{
    static const struct {
        const char *coding;
        kb_status status;
    } rows[] = {
        { "gzip, br", KB_OK },
        { "gzip, identity, identity, identity, br", KB_ERR_FORMAT }, /* more than anyone packs */
    };
    char packed[4096];
    kb_buf bufs[2] = { 0 };
    kb_str body, raw = { packed, pack(GZIP_BROTLI, packed, sizeof packed) };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_http http = { .encoding = kb_str_of(rows[i].coding), .whole = true };
        KB_ROW_INT(i, kb_http_body(&http, raw, MAX, bufs, &body, NULL), rows[i].status);
        if (rows[i].status == KB_OK) KB_ROW_STR(i, body, KB_STR(TEXT));
    }
    kb_buf_clear(&bufs[0]);
    kb_buf_clear(&bufs[1]);
}

static void test_chunks_are_joined_where_there_are_any(void **state)
{
    static const struct {
        const char *raw, *body;
    } rows[] = {
        { "5\r\nPanen\r\n5\r\n raya\r\n0\r\n\r\n", "Panen raya" },
        { "05;name=x\r\nPanen\r\n0\r\nTrailer: y\r\n\r\n", "Panen" },
        { "5\nPanen\n0\n\n", "Panen" },
        { "Panen raya\r\n", "Panen raya\r\n" },                         /* not in chunks, whatever is said */
        { "<p>5</p>\r\n", "<p>5</p>\r\n" },                             /* the same */
        { "ab<p>\r\nx", "ab<p>\r\nx" },                                 /* the same */
        { "a\r\nPanen", "Panen" },                                      /* cut */
        { "ffffffffffffffff\r\nPanen", "Panen" },                       /* 2^64 - 1 */
        { "fffffffffffffffff\r\nPanen", "fffffffffffffffff\r\nPanen" }, /* more digits than a size has */
        { "5\r\nPanen raya\r\n", "5\r\nPanen raya\r\n" },               /* not where the next chunk begins */
        { "0\r\n\r\n", "" },
    };
    kb_buf bufs[2] = { 0 };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_http http = { .transfer = KB_STR("chunked") };
        kb_str body;
        KB_ROW_INT(i, kb_http_body(&http, kb_str_of(rows[i].raw), MAX, bufs, &body, NULL), KB_OK);
        KB_ROW_STR(i, body, kb_str_of(rows[i].body));
    }
    kb_buf_clear(&bufs[0]);
    kb_buf_clear(&bufs[1]);
}

static void test_heads_of_every_make(void **state)
{
    static const struct {
        const char *bytes;
        int status; /* 0: refused */
        const char *type;
        size_t body;
    } rows[] = {
        { "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nx", 200, "text/html", 44 },
        { "HTTP/1.0 404\ncontent-type:text/plain\n\nx", 404, "text/plain", 38 },
        { "HTTP/2 200\r\n\r\n", 200, "", 14 },
        { "HTTP/1.1 200 OK\r\nno colon\r\n: no name\r\nContent-Type : a/b\r\n\r\n", 200, "a/b", 60 },
        { "HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=x\r\n\r\n", 200, "text/html;\r\n charset=x", 57 },
        { "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", 0, "", 0 },
        { "HTTP/1.1 OK\r\n\r\n", 0, "", 0 },
        { "<p>Panen</p>\r\n\r\n", 0, "", 0 },
        { "", 0, "", 0 },
    };
    (void)state;
    for (size_t i = 0; i < KB_COUNT(rows); i++) {
        kb_http http;
        kb_status status = kb_http_parse(kb_str_of(rows[i].bytes), &http, NULL);
        KB_ROW_INT(i, status, rows[i].status ? KB_OK : KB_ERR_FORMAT);
        if (status != KB_OK) continue;
        KB_ROW_INT(i, http.status, rows[i].status);
        KB_ROW_STR(i, http.type, kb_str_of(rows[i].type));
        KB_ROW_INT(i, http.body, rows[i].body);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_body_comes_out_of_its_packing_whatever_the_header_says),
        cmocka_unit_test(test_what_comes_from_the_net_is_unpacked_as_it_says_or_is_a_fault),
        cmocka_unit_test(test_chunks_are_joined_where_there_are_any),
        cmocka_unit_test(test_heads_of_every_make),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
