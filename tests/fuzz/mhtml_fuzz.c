/* A saved page of any bytes: a document, or a message. */
#include "read/mhtml.h"
#include "read_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_reading(data, size, kb_mhtml_read);
    return 0;
}
