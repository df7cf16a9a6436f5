/* An HTTP response of any bytes: its head's parts lie inside it, its body is bounded, or there is a message. */
#include <stdlib.h>

#include "read/http.h"

#define BODY_MAX ((size_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_inside(kb_str whole, kb_str part)
{
    if (part.len && (part.at < whole.at || part.at + part.len > whole.at + whole.len)) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_str bytes = { size ? (const char *)data : "", size }, body;
    kb_buf bufs[2] = { 0 };
    kb_err err = { 0 };
    kb_http http;
    kb_status status = kb_http_parse(bytes, &http, &err);
    if (status == KB_OK) {
        check_inside(bytes, http.type);
        check_inside(bytes, http.encoding);
        check_inside(bytes, http.transfer);
        if (http.body > size) abort();
        status = kb_http_body(&http, kb_str_part(bytes, kb_span_of(http.body, size)), BODY_MAX, bufs, &body, &err);
        if (status == KB_OK && body.len > BODY_MAX && body.len > size) abort();
        for (size_t i = 0; status == KB_OK && i < body.len; i += 64) (void)*(volatile const char *)&body.at[i];
    }
    if (status != KB_OK && !err.text[0]) abort();
    kb_buf_clear(&bufs[0]);
    kb_buf_clear(&bufs[1]);
    return 0;
}
