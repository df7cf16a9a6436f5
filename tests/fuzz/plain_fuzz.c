/* A text file of any bytes: one document that keeps its words. */
#include "read/plain.h"
#include "read_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_reading(data, size, kb_plain_read);
    return 0;
}
