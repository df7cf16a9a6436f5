/* Figures of any text: numbers in order, inside their spans; intervals with low <= high; no figure inside a date. */
#include "claim_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static kb_status find(const kb_document *doc, kb_claims *claims, kb_err *err)
{
    kb_status status = kb_dates_find(doc, claims, err);
    return status == KB_OK ? kb_figures_find(doc, claims, err) : status;
}

static void check(kb_str text, const kb_claims *claims)
{
    size_t end = 0;
    for (size_t i = 0; i < claims->figures.count; i++) {
        const kb_figure *g = &claims->figures.at[i];
        check_span(text, g->span);
        check_span(text, g->number);
        if (!kb_span_inside(g->number, g->span) || g->number.begin < end || g->tokens == 0) abort();
        if ((size_t)g->token + g->tokens > claims->tokens.count || !(g->low <= g->high)) abort();
        if (g->as_of != KB_NONE && g->as_of >= claims->dates.count) abort();
        for (size_t d = 0; d < claims->dates.count && d < 1000; d++)
            if (kb_span_overlap(g->number, claims->dates.at[d].span)) abort();
        end = g->number.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_claims(data, size, find, check);
    return 0;
}
