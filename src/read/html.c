#include "read/html.h"

kb_status kb_html_parse(const kb_read_tools *tools, kb_str bytes, kb_str charset, kb_document *doc, kb_err *err)
{
    (void)tools;
    (void)bytes;
    (void)charset;
    (void)doc;
    return kb_fail(err, KB_ERR_FORMAT, "HTML is not read yet");
}

kb_status kb_html_read(const kb_reading *reading, size_t *count, kb_err *err)
{
    kb_document *doc = NULL;
    kb_status status = kb_reading_document(reading, (kb_str){ 0 }, reading->bytes, &doc, err);
    if (status == KB_OK) status = kb_html_parse(reading->tools, reading->bytes, (kb_str){ 0 }, doc, err);
    if (status == KB_OK) return kb_reading_give(reading, doc, count, err);
    kb_document_free(doc);
    return status;
}
