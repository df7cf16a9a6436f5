#include "story/known.h"

#include "text/agency.h"

static void leave_asides(const kb_spans *asides, const kb_verbatim *words, bool *leave)
{
    for (size_t i = 0, a = 0; i < words->count; i++) {
        while (a < asides->count && asides->at[a].end <= words->at[i].begin) a++;
        leave[i] = a < asides->count && asides->at[a].begin < words->at[i].end;
    }
}

kb_status kb_text_words(const kb_lineage_text *text, kb_arena *arena, kb_verbatim *out, kb_err *err)
{
    kb_status status = kb_verbatim_find(text->text, arena, out, err);
    if (status != KB_OK || !text->asides.count) return status;
    bool *leave = KB_NEW(arena, bool, out->count);
    if (!leave) return kb_arena_fail(arena, err);
    leave_asides(&text->asides, out, leave);
    kb_verbatim_leave(out, leave);
    return KB_OK;
}

uint64_t kb_text_words_hash(const kb_verbatim *words)
{
    uint64_t hash = words->count;
    for (size_t i = 0; i < words->count; i++)
        hash = (hash ^ words->at[i].hash) * UINT64_C(0x9E3779B97F4A7C15) + (hash >> 29);
    return hash;
}

kb_status kb_known_text_make(const kb_lineage_text *text, kb_arena *arena, kb_known_text *out, kb_err *err)
{
    kb_verbatim words;
    *out = (kb_known_text){ .arena = arena };
    kb_status status = kb_text_words(text, arena, &words, err);
    if (status != KB_OK) return status;
    out->hash = kb_text_words_hash(&words);
    status = kb_prints_find(&words, arena, &out->prints, err);
    return status == KB_OK ? kb_shingled_make(words, arena, &out->text, err) : status;
}

kb_strs kb_text_agencies(const kb_lineage_text *text, kb_arena *arena)
{
    kb_str found[KB_AGENCIES_MAX];
    const kb_strs *stated = &text->carriers;
    size_t count = kb_agencies_find(text->text, found);
    kb_strs all = { KB_NEW(arena, kb_str, stated->count + count), 0 };
    if (!all.at) return *stated;
    for (size_t i = 0; i < stated->count; i++) all.at[all.count++] = stated->at[i];
    for (size_t i = 0; i < count; i++) {
        bool again = false;
        for (size_t j = 0; j < stated->count; j++) again |= kb_agency_same(stated->at[j], found[i]);
        if (!again) all.at[all.count++] = found[i];
    }
    return all;
}
