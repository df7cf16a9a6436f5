#include "claim/carrier.h"

kb_status kb_carriers_add(const kb_reading *r, kb_statement *statement, kb_range range)
{
    kb_str name = kb_refer_short_name(r, range);
    if (!name.len) return KB_OK;
    for (size_t i = 0; i < statement->carriers.count; i++)
        if (kb_str_equal(statement->carriers.at[i], name)) return KB_OK;
    kb_str *carrier = KB_ADD(r->arena, &statement->carriers, kb_str);
    kb_span *span = carrier ? KB_ADD(r->arena, &statement->carrier_spans, kb_span) : NULL;
    if (!span) return kb_arena_fail(r->arena, r->err);
    *carrier = name;
    *span = kb_range_span(r, range);
    return KB_OK;
}

/* Is it somebody's office ("kantornya", "her ministry"), which speaks for him? */
static bool is_own_office(const kb_reading *r, kb_range source)
{
    bool office = false, own = false;
    for (uint32_t i = source.first; i < source.end; i++) {
        office |= kb_is(r, i, KB_WORD_ORGANISATION);
        own |= kb_is_possessive(r, i) || (r->at[i].suffix && kb_str_is(r->at[i].suffix->value, "third"));
    }
    return office && own && source.end - source.first <= 2;
}

/* Is the speaker an office or a medium, whose words come in a statement of its own? */
static bool speaks_in_writing(const kb_reading *r, kb_range source, const kb_reference *speaker)
{
    if (speaker->count != 1) return false;
    if (is_own_office(r, source)) return true;
    for (uint32_t i = source.first; i < source.end; i++) {
        if (kb_is(r, i, KB_WORD_MEDIUM) || kb_is(r, i, KB_WORD_METONYM)) return true;
        if (kb_is(r, i, KB_WORD_ROLE) || kb_is_value(r, i, KB_WORD_SAME, "meet"))
            return false; /* a meeting decides: it passes nothing on */
    }
    return speaker->entity[0] != KB_NONE && r->claims->entities.at[speaker->entity[0]].kind == KB_NAME_ORGANISATION;
}

static kb_status add_hearer(const kb_reading *r, const kb_draft *d, kb_statement *statement)
{
    if (kb_range_empty(d->hearer)) return KB_OK;
    if (kb_refer_medium(r, d->hearer, true)) return kb_carriers_add(r, statement, d->hearer);
    statement->addressee = kb_refer_name(r, d->hearer);
    return KB_OK;
}

kb_status kb_carriers_find(const kb_reading *r, const kb_drafts *drafts, size_t k, const kb_reference *speaker,
                           kb_statement *statement)
{
    const kb_draft *d = &drafts->at[k];
    kb_status status = add_hearer(r, d, statement);
    if (status == KB_OK && speaks_in_writing(r, d->source, speaker)) status = kb_carriers_add(r, statement, d->source);
    for (size_t j = 0; j < drafts->count && status == KB_OK; j++) {
        const kb_draft *other = &drafts->at[j];
        if (j == k || kb_range_empty(other->source)) continue;
        if (other->cue.class_of == KB_WORD_CARRIER) {
            bool hearer = kb_str_is(other->cue.word->value, "hearer");
            if (!hearer)
                status = kb_carriers_add(r, statement, other->source);
            else if (kb_range_empty(d->hearer) && j > k && drafts->at[j].cue.at.first >= kb_draft_end(d) &&
                     kb_refer_medium(r, other->source, true))
                status = kb_carriers_add(r, statement, other->source);
        } else if (j > k && other->outer) {
            uint32_t begin = kb_draft_begin(d);
            if (begin >= other->parts[0].first && begin < other->parts[0].end)
                status = kb_carriers_add(r, statement, other->source);
        }
    }
    return status;
}
