/* JSON of any bytes: documents or problems, each line by itself. */
#include "read/jsonl.h"
#include "read_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_reading(data, size, kb_jsonl_read);
    return 0;
}
