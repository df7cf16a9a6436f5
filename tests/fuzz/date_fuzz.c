/* Dates of any text: in order, inside it; an interval that is none is marked so. */
#include "claim_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(kb_str text, const kb_claims *claims)
{
    size_t end = 0;
    for (size_t i = 0; i < claims->dates.count; i++) {
        const kb_date *d = &claims->dates.at[i];
        check_span(text, d->span);
        if (d->span.begin < end || d->tokens == 0 || (size_t)d->token + d->tokens > claims->tokens.count) abort();
        if (d->from != INT64_MIN && d->from >= d->to) abort();
        end = d->span.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_claims(data, size, kb_dates_find, check);
    return 0;
}
