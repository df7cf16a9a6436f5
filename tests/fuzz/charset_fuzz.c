/* Bytes in any encoding, its name on the first line: valid UTF-8, or a message. */
#include <stdlib.h>

#include "text/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_arena *arena = kb_arena_new((size_t)1 << 22);
    kb_str bytes = { (const char *)data, size }, label = { 0 }, out;
    const char *used = NULL;
    size_t replaced = 0;
    if (size && memchr(data, '\n', size) && !kb_str_next(&bytes, '\n', &label)) abort();
    if (arena && kb_charset_decode(bytes, label, arena, &out, &replaced, &used, NULL) == KB_OK)
        if (!used || kb_utf8_valid(out) != out.len || kb_utf8_count(out) > out.len) abort();
    kb_arena_free(arena);
    return 0;
}
