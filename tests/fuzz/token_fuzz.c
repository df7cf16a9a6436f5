/* Tokens and sentences of any text: in order, inside it, on borders of characters. */
#include <stdlib.h>

#include "base/utf8.h"
#include "text/charset.h"
#include "text/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(kb_str s, const kb_tokens *tokens, const kb_sentences *sentences)
{
    size_t end = 0;
    for (size_t i = 0; i < tokens->count; i++) {
        kb_span span = tokens->at[i].span;
        if (span.begin < end || span.begin >= span.end || span.end > s.len) abort();
        if (!kb_utf8_border(s, span.begin) || !kb_utf8_border(s, span.end)) abort();
        if (tokens->at[i].sentence >= sentences->count) abort();
        end = span.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static kb_text *text; /* ICU's break iterator is slow to open */
    static kb_langs *langs;
    kb_arena *arena = kb_arena_new(1 << 24);
    kb_str s;
    size_t replaced;
    kb_tokens tokens;
    kb_sentences sentences;

    if ((!text && kb_text_open(&text, NULL) != KB_OK) || (!langs && kb_langs_new(&langs, NULL) != KB_OK)) goto done;
    if (!arena) goto done;
    if (kb_charset_decode((kb_str){ (const char *)data, size }, KB_CHARSET_UTF_8, arena, &s, &replaced, NULL) != KB_OK)
        goto done;
    if (kb_tokens_find(text, s, kb_langs_find(langs, KB_STR("id")), arena, &tokens, NULL) != KB_OK) goto done;
    if (kb_sentences_find(s, &tokens, NULL, 0, arena, &sentences, NULL) == KB_OK) check(s, &tokens, &sentences);
done:
    kb_arena_free(arena);
    return 0;
}
