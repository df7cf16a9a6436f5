/* An archive of any bytes, packed or not: documents, or messages. And the bytes as an HTTP response, whose body is of
 * the size that is allowed. */
#include "read/http.h"
#include "read_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_http(kb_str bytes)
{
    enum { MAX = 1 << 16 };
    kb_http http;
    kb_buf bufs[2] = { 0 };
    kb_str body;
    kb_err err = { 0 };
    if (kb_http_parse(bytes, &http, NULL) != KB_OK) return;
    if (http.body > bytes.len || http.status < 100 || http.status > 999) abort();
    kb_str raw = kb_str_part(bytes, kb_span_of(http.body, bytes.len));
    kb_status status = kb_http_body(&http, raw, MAX, bufs, &body, &err);
    if (status == KB_OK && body.len > (raw.len > MAX ? raw.len : MAX)) abort();
    if (status != KB_OK && !err.text[0]) abort();
    kb_buf_clear(&bufs[0]);
    kb_buf_clear(&bufs[1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_http((kb_str){ (const char *)data, size });
    check_reading(data, size, kb_reading_run);
    return 0;
}
