/* Any bytes through the front door, as a command gives them: the kind is found, what is packed unpacked. */
#include "read_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static kb_status run(const kb_reading *reading, size_t *count, kb_err *err)
{
    kb_reading all = *reading;
    kb_read_tools tools = *reading->tools;
    tools.apart = true; /* poppler's own faults are not looked for here */
    all.tools = &tools;
    if (kb_stream_of(reading->bytes, &all.stream, err) != KB_OK) return KB_OK;
    all.bytes = (kb_str){ 0 };
    return kb_reading_run(&all, count, err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_reading(data, size, run);
    return 0;
}
