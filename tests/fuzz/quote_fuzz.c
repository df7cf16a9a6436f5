/* Quotes of any text: inside it, in order, on character borders, with words. */
#include <stdlib.h>

#include "base/utf8.h"
#include "claim/quote.h"
#include "text/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kb_str text = { (const char *)data, size };
    if (kb_utf8_valid(text) != size) return 0;
    kb_arena *arena = kb_arena_new((size_t)1 << 28);
    kb_quotes quotes;
    size_t before = 0;
    if (arena && kb_quotes_find(text, arena, &quotes, NULL) == KB_OK)
        for (size_t i = 0; i < quotes.count; i++) {
            kb_quote q = quotes.at[i];
            if (q.words.begin >= q.words.end || !kb_span_inside(q.words, q.outer) || q.outer.end > size || q.outer.begin < before) abort();
            if (!kb_utf8_border(text, q.words.begin) || !kb_utf8_border(text, q.words.end) || !kb_utf8_border(text, q.outer.end)) abort();
            before = q.outer.begin;
        }
    kb_arena_free(arena);
    return 0;
}
