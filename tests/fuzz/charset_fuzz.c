/* Bytes in any encoding, its label on the first line: valid UTF-8 of bounded length, or a message; as the standard's
 * decoder has it, and as the door of read/ has it. */
#include <stdlib.h>

#include "read/encoding.h"
#include "text/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(kb_str out, size_t replaced, size_t size)
{
    if (kb_utf8_valid(out) != out.len || out.len > size * 3 || replaced > size) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const kb_encoding_kind kinds[] = { KB_ENCODING_HTML, KB_ENCODING_XML, KB_ENCODING_TEXT };
    kb_arena *arena = kb_arena_new((size_t)1 << 24);
    kb_str bytes = { (const char *)data, size }, label = { 0 }, out;
    kb_encoding found;
    size_t replaced = 0;
    if (size && memchr(data, '\n', size) && !kb_str_next(&bytes, '\n', &label)) abort();
    kb_charset charset = kb_charset_find(label);
    if (arena && charset != KB_CHARSET_NONE)
        if (kb_charset_decode(bytes, charset, arena, &out, &replaced, NULL) == KB_OK) check(out, replaced, bytes.len);
    for (size_t i = 0; arena && i < sizeof kinds / sizeof kinds[0]; i++) {
        if (kb_encoding_read(bytes, label, kinds[i], arena, &found, NULL) != KB_OK) continue;
        check(found.text, found.replaced, bytes.len);
        if (!found.encoding[0] || !found.from[0]) abort();
    }
    kb_arena_free(arena);
    return 0;
}
