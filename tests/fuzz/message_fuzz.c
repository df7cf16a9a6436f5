/* A message of the library's, told in Indonesian: English stays as it is, and what of it is a name stays where it fits. */
#include <stdlib.h>

#include "base/utf8.h"
#include "show/message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_str text = { size ? (const char *)data : NULL, size };
    kb_buf english = { 0 }, told = { 0 };
    kb_message_add(&english, "en", text);
    kb_message_add(&told, "id", text);
    if (!kb_str_equal(kb_buf_str(&english), text)) abort();
    if (size && !told.len) abort();
    if (kb_utf8_valid(text) == size && kb_utf8_valid(kb_buf_str(&told)) != told.len) abort();
    kb_buf_clear(&english);
    kb_buf_clear(&told);
    return 0;
}
