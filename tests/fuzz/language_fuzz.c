/* The language of any valid text: a code of letters and hyphens that ends inside its 12 bytes, and the same when asked
 * again. */
#include <stdlib.h>
#include <string.h>

#include "text/charset.h"
#include "text/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char code[12], again[12];
    kb_str text = { (const char *)data, size };
    if (kb_utf8_valid(text) != size) return 0;
    memset(code, '?', sizeof code);
    kb_language_find(text, code);
    const char *end = memchr(code, '\0', sizeof code);
    if (!end || end == code ||
        strspn(code, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-") != (size_t)(end - code))
        abort();
    kb_language_find(text, again);
    if (strcmp(code, again) != 0) abort();
    return 0;
}
