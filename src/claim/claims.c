#include "claim/claims.h"

#include "claim/date.h"
#include "claim/figure.h"
#include "claim/name.h"
#include "claim/quote.h"
#include "claim/remark.h"
#include "claim/statement.h"
#include "text/stem.h"

/* The language file for a BCP 47 code: the whole code's, else its first part's. */
static const kb_lang *language_of(const kb_claim_tools *tools, kb_str code)
{
    const kb_lang *lang = kb_langs_find(tools->langs, code);
    kb_str rest = code, first;
    if (!lang && code.len && kb_str_next(&rest, '-', &first)) lang = kb_langs_find(tools->langs, first);
    return lang;
}

/* The spans of the outer quotes: what a sentence may not break inside of. */
static kb_status outer_spans(const kb_quotes *quotes, kb_arena *arena, kb_spans *out, kb_err *err)
{
    *out = (kb_spans){ 0 };
    for (size_t i = 0; i < quotes->count; i++) {
        if (quotes->at[i].nested) continue;
        kb_span *span = KB_ADD(arena, out, kb_span);
        if (!span) return kb_arena_fail(arena, err);
        *span = quotes->at[i].outer;
    }
    return KB_OK;
}

/* A figure belongs to the statement whose content holds it. Both lists are in order of span. */
static void give_figures(kb_claims *claims)
{
    for (size_t s = 0; s < claims->statements.count; s++) {
        const kb_statement *statement = &claims->statements.at[s];
        for (size_t c = 0; c < statement->content.count; c++) {
            kb_span span = statement->content.at[c];
            size_t low = 0, high = claims->figures.count;
            while (low < high) {
                size_t middle = low + (high - low) / 2;
                if (claims->figures.at[middle].number.begin < span.begin)
                    low = middle + 1;
                else
                    high = middle;
            }
            for (; low < claims->figures.count && claims->figures.at[low].number.end <= span.end; low++)
                claims->figures.at[low].statement = (uint32_t)s;
        }
    }
}

/* What is told in a statement's content is no moment at which it was said. */
static void give_dates(kb_claims *claims)
{
    for (size_t s = 0; s < claims->statements.count; s++) {
        const kb_spans *content = &claims->statements.at[s].content;
        for (size_t c = 0; c < content->count; c++) {
            size_t low = 0, high = claims->dates.count;
            while (low < high) {
                size_t middle = low + (high - low) / 2;
                if (claims->dates.at[middle].span.begin < content->at[c].begin)
                    low = middle + 1;
                else
                    high = middle;
            }
            for (; low < claims->dates.count && claims->dates.at[low].span.end <= content->at[c].end; low++)
                if (claims->dates.at[low].role == KB_DATE_SAID) claims->dates.at[low].role = KB_DATE_HAPPENED;
        }
    }
}

static kb_status find_told(const kb_document *doc, kb_claims *claims, kb_err *err)
{
    kb_reading reading;
    kb_status status = kb_reading_begin(doc, claims, &reading, err);
    if (status == KB_OK) status = kb_statements_find(&reading);
    return status == KB_OK ? kb_remarks_find(&reading) : status;
}

static kb_status find_all(const kb_claim_tools *tools, kb_document *doc, kb_claims *claims, kb_err *err)
{
    kb_arena *arena = doc->arena;
    kb_spans quoted;
    kb_status status = kb_tokens_find(tools->text, doc->text, claims->lang, arena, &claims->tokens, err);
    if (status == KB_OK) status = kb_quotes_find(doc->text, arena, &claims->quotes, err);
    if (status != KB_OK) return status;
    kb_quotes_mark(&claims->quotes, &claims->tokens);
    status = outer_spans(&claims->quotes, arena, &quoted, err);
    if (status == KB_OK)
        status = kb_sentences_find(doc->text, &claims->tokens, quoted.at, quoted.count, arena, &claims->sentences, err);
    if (status == KB_OK) status = kb_names_find(doc, claims, err);
    if (status == KB_OK) status = kb_dates_find(doc, claims, err);
    if (status == KB_OK) status = kb_figures_find(doc, claims, err);
    if (status == KB_OK && claims->lang) status = find_told(doc, claims, err);
    if (status == KB_OK) give_figures(claims);
    if (status == KB_OK) give_dates(claims);
    return status;
}

kb_status kb_claims_find(const kb_claim_tools *tools, kb_document *doc, const kb_claims **out, kb_err *err)
{
    *out = doc->claims;
    if (doc->claims) return KB_OK;
    kb_claims *claims = KB_NEW(doc->arena, kb_claims, 1);
    if (!claims) return kb_arena_fail(doc->arena, err);
    claims->lang = language_of(tools, doc->lang);
    claims->stemmer = tools->stemmer;
    kb_status status = find_all(tools, doc, claims, err);
    claims->stemmer = NULL;
    if (status != KB_OK) return status;
    doc->claims = claims;
    *out = claims;
    return KB_OK;
}

kb_status kb_claims_find_stems(const kb_claim_tools *tools, kb_document *doc, const kb_claims **out, kb_err *err)
{
    kb_status status = kb_claims_find(tools, doc, out, err);
    kb_claims *claims = doc->claims;
    return status == KB_OK ? kb_stem_tokens(tools->stemmer, doc->lang, &claims->tokens, doc->arena, err) : status;
}
