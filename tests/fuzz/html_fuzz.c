/* A page of any bytes: a document, or a message. */
#include "read/html.h"
#include "read_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_reading(data, size, kb_html_read);
    return 0;
}
