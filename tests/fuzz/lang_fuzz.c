/* A language file of any bytes: parsed, or refused with a message. */
#include <stdlib.h>

#include "text/charset.h"
#include "text/lang.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_lang *lang = NULL;
    kb_err err = { 0 };
    if (kb_utf8_valid((kb_str){ (const char *)data, size }) != size) return 0;
    kb_status status = kb_lang_new((kb_str){ (const char *)data, size }, "fuzz.lang", &lang, &err);
    if ((status == KB_OK) != (lang != NULL) || (status != KB_OK && !err.text[0])) abort();
    kb_lang_free(lang);
    return 0;
}
