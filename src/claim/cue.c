#include "claim/cue.h"

#include "claim/second.h"

kb_stance kb_stance_of(kb_str name)
{
    for (int s = 0; s < KB_STANCE_COUNT; s++)
        if (kb_str_is(name, kb_stance_name((kb_stance)s))) return (kb_stance)s;
    return KB_STANCE_SAY;
}

/* The longest form of any class of cue at a token; of equal length, the one that tells most about its source. */
static const kb_word *match_cue(const kb_reading *r, uint32_t i, size_t *count)
{
    static const kb_word_class classes[] = { KB_WORD_CARRIER, KB_WORD_CUE_FRAME, KB_WORD_CUE_THIRD,
                                             KB_WORD_CUE,     KB_WORD_CUE_MIND,  KB_WORD_CUE_NOUN };
    const kb_word *best = NULL;
    size_t longest = 0, words;
    for (size_t k = 0; k < sizeof classes / sizeof *classes; k++) {
        const kb_word *w = kb_token_match(&r->claims->tokens, i, classes[k], &words);
        if (!w || words <= longest) continue;
        best = w;
        longest = words;
    }
    *count = longest;
    return best;
}

/* Can the word before a cue that is spelt like a noun make it a verb: its subject, an auxiliary, an adverb? */
static bool makes_verb(const kb_reading *r, uint32_t before)
{
    if (kb_is_possessive(r, before) || r->at[before].kind != KB_TOKEN_WORD)
        return kb_is_mark(r, before, ',') || kb_is_mark(r, before, ')');
    if (r->mention[before]) return true;
    if (kb_is(r, before, KB_WORD_PRONOUN)) return !kb_is(r, before, KB_WORD_DETERMINER);
    return kb_is(r, before, KB_WORD_AUXILIARY) || kb_is(r, before, KB_WORD_ADVERB) ||
           kb_is(r, before, KB_WORD_NEGATION) || kb_is_value(r, before, KB_WORD_COMPLEMENTIZER, "to") ||
           kb_is(r, before, KB_WORD_ROLE) || kb_is(r, before, KB_WORD_DOCUMENT) ||
           kb_is_value(r, before, KB_WORD_CONJUNCTION, "which");
}

/* "Results show": a plural before a form that is none. */
static bool agrees(const kb_reading *r, uint32_t before, uint32_t i)
{
    kb_str plural = r->claims->lang ? kb_lang_about(r->claims->lang, "plural") : KB_STR("");
    const kb_token *noun = &r->at[before];
    return plural.len && noun->kind == KB_TOKEN_WORD && noun->folded.len > plural.len + 2 &&
           kb_str_ends(noun->folded, plural) && !kb_str_ends(r->at[i].folded, plural) && !kb_is_possessive(r, before) &&
           !kb_is(r, before, KB_WORD_PREPOSITION) && !kb_is(r, before, KB_WORD_CUE);
}

/* Is a word that may be verb or noun (flag noun of its entry) a noun here? Told by its neighbours. */
static bool reads_as_noun(const kb_reading *r, kb_range sentence, uint32_t i, uint32_t end, const kb_word *w)
{
    if (r->mention[i] && !(r->at[i].flags & KB_TOKEN_SENTENCE) && (r->at[i].flags & KB_TOKEN_CAPITAL)) {
        const kb_mention *m = &r->claims->mentions.at[r->mention[i] - 1];
        if (i >= m->first + 1 || m->count > 1) return true; /* part of a name */
    }
    bool noun = kb_word_flag(w, "noun");
    if (i == sentence.first) return noun;
    uint32_t before = i - 1;
    if (r->quote[before]) return false;
    bool participle = r->past.len && kb_str_ends(r->at[i].folded, r->past);
    bool quantity = !noun && !participle && kb_is_value(r, before, KB_WORD_PRONOUN, "some"); /* "another said" */
    if (kb_is_article(r, before) && !kb_is(r, before, KB_WORD_COMPLEMENTIZER) && !quantity) return true;
    if (participle && r->at[before].kind == KB_TOKEN_NUMBER) return true; /* "271 pledged votes" */
    if (!noun) return false;
    if (!makes_verb(r, before) && !agrees(r, before, i)) return true;
    if (before > sentence.first && kb_is_value(r, before, KB_WORD_PRONOUN, "some") &&
        kb_is(r, before - 1, KB_WORD_PREPOSITION))
        return true; /* "in one tweet" */
    if (end >= sentence.end || r->quote[end])
        return end < sentence.end && kb_is_title(r, end); /* 'the TV show "..."' */
    if (kb_is(r, end, KB_WORD_AUXILIARY) || kb_is(r, end, KB_WORD_CUE)) return true;
    return !r->mention[end] && kb_is(r, end, KB_WORD_PREPOSITION) && !kb_is(r, end, KB_WORD_COMPLEMENTIZER);
}

/* Reads the auxiliaries, adverbs and negations before the cue. */
static void read_group(const kb_reading *r, kb_range sentence, kb_cue *cue)
{
    uint32_t i = cue->at.first;
    while (i > sentence.first) {
        uint32_t k = i - 1;
        if (r->quote[k] || r->mention[k]) break;
        bool negation = kb_is(r, k, KB_WORD_NEGATION), auxiliary = kb_is(r, k, KB_WORD_AUXILIARY);
        bool to = kb_is_value(r, k, KB_WORD_COMPLEMENTIZER, "to");
        if (!negation && !auxiliary && !to && !kb_is(r, k, KB_WORD_ADVERB)) break;
        if (to) cue->infinitive = true;
        cue->negated |= negation;
        if (kb_is_value(r, k, KB_WORD_AUXILIARY, "reported") || kb_is_value(r, k, KB_WORD_AUXILIARY, "future") ||
            kb_is_value(r, k, KB_WORD_AUXILIARY, "modal"))
            cue->hearsay = true;
        if (kb_is_value(r, k, KB_WORD_AUXILIARY, "passive") && !cue->gerund && !cue->infinitive && !cue->impersonal &&
            !kb_word_flag(cue->word, "adjective"))
            cue->passive = true;
        i = k;
    }
    cue->group = i;
}

static void read_flags(kb_cue *cue)
{
    const kb_word *w = cue->word;
    cue->np = kb_word_flag(w, "np");
    cue->to = kb_word_flag(w, "to");
    cue->that = kb_word_flag(w, "that");
    cue->hearer = kb_word_flag(w, "hearer");
    cue->inverse = kb_word_flag(w, "inverse");
    cue->gerund = kb_word_flag(w, "gerund");
    cue->impersonal = kb_word_flag(w, "impersonal");
    cue->hearsay = cue->impersonal;
    cue->clitic = cue->class_of == KB_WORD_CUE_THIRD;
    cue->stance = kb_stance_of(w->value);
}

/* Is there an auxiliary in the verb group, before the cue? */
static bool has_auxiliary(const kb_reading *r, const kb_cue *cue)
{
    for (uint32_t i = cue->group; i < cue->at.first; i++)
        if (kb_is(r, i, KB_WORD_AUXILIARY)) return true;
    return false;
}

/* Flags of frames: behind, only behind words that may be told; clause, none by itself: its verb is the cue. */
static bool frame_stands(const kb_reading *r, kb_range sentence, uint32_t i, const kb_word *w)
{
    if (kb_word_flag(w, "clause")) return false;
    if (!kb_word_flag(w, "behind")) return true;
    return i > sentence.first && (r->quote[i - 1] || kb_is_mark(r, i - 1, ','));
}

/* The words of an adverb or of a noun for a rumour that begins at token i: those of a longer one are no cues ("secara
 * tegas", "pesan berantai"). 0 when none does. */
static size_t words_apart(const kb_reading *r, uint32_t i)
{
    size_t words = 0;
    if (kb_token_match(&r->claims->tokens, i, KB_WORD_ADVERB, &words)) return words;
    return kb_token_match(&r->claims->tokens, i, KB_WORD_RUMOUR, &words) ? words : 0;
}

kb_status kb_cues_find(const kb_reading *r, kb_range range, kb_cues *cues)
{
    for (uint32_t i = range.first; i < range.end; i++) {
        size_t words;
        if (r->quote[i] || r->named[i] || r->at[i].kind != KB_TOKEN_WORD || !r->at[i].words) continue;
        if ((words = words_apart(r, i)) > 1) {
            i += (uint32_t)words - 1;
            continue;
        }
        const kb_word *w = match_cue(r, i, &words);
        if (!w || i + words > range.end || r->quote[i + words - 1]) continue;
        if (w->class_of == KB_WORD_CUE_FRAME && !frame_stands(r, range, i, w)) continue;
        bool verb = w->class_of == KB_WORD_CUE || w->class_of == KB_WORD_CUE_MIND;
        if (verb && reads_as_noun(r, range, i, i + (uint32_t)words, w)) {
            size_t noun_words;
            w = kb_token_match(&r->claims->tokens, i, KB_WORD_CUE_NOUN, &noun_words);
            if (!w) continue;
            words = noun_words;
            verb = false;
        }
        kb_cue *cue = KB_ADD(r->arena, cues, kb_cue);
        if (!cue) return kb_arena_fail(r->arena, r->err);
        *cue = (kb_cue){
            .at = { i, i + (uint32_t)words }, .group = i, .class_of = verb ? KB_WORD_CUE : w->class_of, .word = w
        };
        if (r->verb_second && verb) {
            cue->word = kb_second_verb(r, range, cue);
            if (!cue->word) { /* a verb that needs its particle */
                cues->count--;
                continue;
            }
        }
        read_flags(cue);
        /* "Mayor Says Bridge Is Safe": a headline's capital on a form that elsewhere stands before its subject */
        if (cue->inverse && i > range.first && (r->at[i].flags & KB_TOKEN_CAPITAL) && !r->at[i].suffix)
            cue->inverse = false;
        if (verb && r->at[cue->at.end - 1].suffix && cue->inverse &&
            kb_str_is(r->at[cue->at.end - 1].suffix->value, "third"))
            cue->clitic = true;
        if (verb && r->verb_second)
            kb_second_group(r, range, cue);
        else if (verb)
            read_group(r, range, cue);
        if (w->class_of == KB_WORD_CUE && kb_word_flag(w, "participle") && !has_auxiliary(r, cue)) {
            cues->count--;
            continue;
        }
        i += (uint32_t)words - 1;
    }
    return KB_OK;
}
