/* What the fuzz targets of names, dates and figures share: a document of the fuzzer's bytes with tokens and sentences,
 * in both languages, and the check that a span lies inside the text on borders of characters. */
#ifndef KB_TESTS_FUZZ_CLAIM_CHECK_H
#define KB_TESTS_FUZZ_CLAIM_CHECK_H

#include <stdlib.h>

#include "base/utf8.h"
#include "claim/date.h"
#include "claim/figure.h"
#include "claim/name.h"
#include "text/charset.h"

static inline void check_span(kb_str text, kb_span span)
{
    if (span.begin >= span.end || span.end > text.len) abort();
    if (!kb_utf8_border(text, span.begin) || !kb_utf8_border(text, span.end)) abort();
}

/* Calls `find` on the text in each language; `check` on what was found. */
static inline void check_claims(const uint8_t *data, size_t size,
                                kb_status (*find)(const kb_document *, kb_claims *, kb_err *),
                                void (*check)(kb_str text, const kb_claims *claims))
{
    static const char *const codes[] = { "id", "en", "de", "ar", "fr", "ru" };
    static kb_text *text; /* ICU's break iterator is slow to open */
    static kb_langs *langs;
    if ((!text && kb_text_open(&text, NULL) != KB_OK) || (!langs && kb_langs_new(&langs, NULL) != KB_OK)) return;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        kb_arena *arena = kb_arena_new(1 << 26);
        kb_claims claims = { .lang = kb_langs_find(langs, kb_str_of(codes[i])) };
        kb_document doc = { .arena = arena,
                            .published = {
                                .seconds = 1741050600, .offset = 480, .zoned = true, .precision = KB_TIME_MINUTE } };
        size_t replaced;
        if (arena &&
            kb_charset_decode((kb_str){ (const char *)data, size }, KB_CHARSET_UTF_8, arena, &doc.text, &replaced,
                              NULL) == KB_OK &&
            kb_tokens_find(text, doc.text, claims.lang, arena, &claims.tokens, NULL) == KB_OK &&
            kb_sentences_find(doc.text, &claims.tokens, NULL, 0, arena, &claims.sentences, NULL) == KB_OK &&
            find(&doc, &claims, NULL) == KB_OK)
            check(doc.text, &claims);
        kb_arena_free(arena);
    }
}

#endif
