/* claim/test_document.h - what the tests of names, dates and figures share: a document of a text, with tokens and
 * sentences. */
#ifndef KB_CLAIM_TEST_DOCUMENT_H
#define KB_CLAIM_TEST_DOCUMENT_H

#include "base/test.h"
#include "base/time.h"
#include "claim/date.h"
#include "claim/figure.h"
#include "claim/name.h"

typedef struct {
    kb_text *text;
    kb_langs *langs;
    kb_document doc;
    kb_claims claims;
} kb_test_document;

/* Finds names, dates and figures of `text`, published at `when` (ISO 8601; NULL: not known). */
static inline void kb_test_open(kb_test_document *t, const char *lang, const char *when, const char *text)
{
    kb_err err = { 0 };
    memset(t, 0, sizeof *t);
    t->doc.arena = kb_arena_new((size_t)1 << 26);
    t->doc.text = kb_str_of(text);
    if (when && !kb_time_parse(kb_str_of(when), &t->doc.published)) fail_msg("no time: %s", when);
    if (!t->doc.arena || kb_text_open(&t->text, &err) || kb_langs_new(&t->langs, &err)) fail_msg("%s", err.text);
    t->claims.lang = kb_langs_find(t->langs, kb_str_of(lang));
    if (kb_tokens_find(t->text, t->doc.text, t->claims.lang, t->doc.arena, &t->claims.tokens, &err) ||
        kb_sentences_find(t->doc.text, &t->claims.tokens, NULL, 0, t->doc.arena, &t->claims.sentences, &err) ||
        kb_names_find(&t->doc, &t->claims, &err) || kb_dates_find(&t->doc, &t->claims, &err) ||
        kb_figures_find(&t->doc, &t->claims, &err))
        fail_msg("%s", err.text);
}

static inline void kb_test_close(kb_test_document *t)
{
    kb_text_close(t->text);
    kb_langs_free(t->langs);
    kb_arena_free(t->doc.arena);
}

#endif
