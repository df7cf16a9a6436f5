/* What a process that looked into a PDF tells of it, any bytes: a document, or a message. */
#include "read/pdf.h"
#include "read_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static kb_status settle(const kb_reading *reading, size_t *count, kb_err *err)
{
    kb_reading none = *reading;
    none.bytes = (kb_str){ 0 };
    return kb_pdf_settle(&none, reading->bytes, KB_APART_DONE, count, err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_reading(data, size, settle);
    return 0;
}
