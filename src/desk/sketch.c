#include "desk/sketch.h"

/* Claims and title with stems. */
static kb_status take_apart(kb_engine *engine, kb_document *doc, kb_arena *arena, const kb_claims **claims,
                            kb_tokens *title, kb_err *err)
{
    const kb_claim_tools tools = kb_engine_tools(engine);
    kb_status status = kb_claims_find_stems(&tools, doc, claims, err);
    if (status == KB_OK) status = kb_tokens_find(engine->text, doc->title, (*claims)->lang, arena, title, err);
    return status == KB_OK ? kb_stem_tokens(engine->stemmer, doc->lang, title, arena, err) : status;
}

kb_status kb_desk_sketch(kb_engine *engine, kb_document *doc, kb_arena *arena, kb_sketch *out, kb_err *err)
{
    const kb_claims *claims;
    kb_tokens title;
    kb_status status = take_apart(engine, doc, arena, &claims, &title, err);
    return status == KB_OK ? kb_sketch_make(doc, &title, claims, engine->pivot, arena, out, err) : status;
}

kb_status kb_desk_words(kb_engine *engine, kb_document *doc, kb_arena *arena, kb_term_words *out, kb_err *err)
{
    const kb_claims *claims;
    kb_tokens title;
    kb_status status = take_apart(engine, doc, arena, &claims, &title, err);
    return status == KB_OK ? kb_sketch_words(doc, &title, claims, engine->pivot, arena, out, err) : status;
}

kb_status kb_desk_words_keep(const kb_term_words *words, kb_arena *arena, kb_term_words *out, kb_err *err)
{
    *out = (kb_term_words){ KB_NEW(arena, kb_term_word, words->count), words->count };
    if (!out->at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < words->count; i++) {
        out->at[i].term = words->at[i].term;
        if (!kb_arena_copy(arena, words->at[i].word, &out->at[i].word) ||
            !kb_arena_copy(arena, words->at[i].name, &out->at[i].name))
            return kb_arena_fail(arena, err);
    }
    return KB_OK;
}
