/* All claims of any text, in both languages: spans of statements and remarks lie inside it, on character borders. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "claim/claims.h"
#include "text/charset.h"
#include "text/stem.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(kb_str text, kb_span span)
{
    if (span.begin > span.end || span.end > text.len || !kb_utf8_border(text, span.begin) || !kb_utf8_border(text, span.end)) abort();
}

static void check_all(kb_str text, kb_spans spans)
{
    for (size_t i = 0; i < spans.count; i++) check(text, spans.at[i]);
}

static void check_claims(kb_str text, const kb_claims *claims)
{
    for (size_t i = 0; i < claims->statements.count; i++) {
        const kb_statement *s = &claims->statements.at[i];
        if (s->content.count == 0 || s->sentence >= claims->sentences.count || s->stance >= KB_STANCE_COUNT) abort();
        if (s->entity != KB_NONE && s->entity >= claims->entities.count) abort();
        check_all(text, s->content);
        check_all(text, s->source);
        check_all(text, s->cue);
        check_all(text, s->carrier_spans);
    }
    for (size_t i = 0; i < claims->remarks.count; i++) {
        const kb_remark *r = &claims->remarks.at[i];
        if (r->remark.begin >= r->remark.end || r->sentence >= claims->sentences.count) abort();
        if (r->statement != KB_NONE && r->statement >= claims->statements.count) abort();
        check(text, r->remark);
        check(text, r->about);
        check_all(text, r->claim);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = { "id", "en", "de", "ar", "fr", "ru" };
    kb_str text = { (const char *)data, size };
    kb_claim_tools tools = { 0 };
    kb_langs *langs = NULL;
    if (kb_utf8_valid(text) != size) return 0;
    if (kb_text_open(&tools.text, NULL) != KB_OK || kb_langs_new(&langs, NULL) != KB_OK) abort();
    tools.langs = langs;
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        kb_document *doc = NULL;
        const kb_claims *claims = NULL;
        if (kb_document_new((size_t)1 << 29, &doc, NULL) != KB_OK) abort();
        doc->text = text;
        doc->lang = kb_str_of(languages[i]);
        if (kb_claims_find(&tools, doc, &claims, NULL) == KB_OK) check_claims(text, claims);
        kb_document_free(doc);
    }
    kb_langs_free(langs);
    kb_text_close(tools.text);
    return 0;
}
