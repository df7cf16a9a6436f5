/* Names of any text: mentions in order without overlap, the bare name inside the mention, entities that exist. */
#include "claim_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(kb_str text, const kb_claims *claims)
{
    size_t end = 0;
    for (size_t i = 0; i < claims->mentions.count; i++) {
        const kb_mention *m = &claims->mentions.at[i];
        check_span(text, m->span);
        check_span(text, m->bare);
        if (!kb_span_inside(m->bare, m->span) || m->span.begin < end || m->entity >= claims->entities.count) abort();
        if (m->count == 0 || (size_t)m->first + m->count > claims->tokens.count) abort();
        end = m->span.end;
    }
    for (size_t i = 0; i < claims->entities.count; i++)
        if (!claims->entities.at[i].name.len || !claims->entities.at[i].key.len || !claims->entities.at[i].mentions)
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_claims(data, size, kb_names_find, check);
    return 0;
}
