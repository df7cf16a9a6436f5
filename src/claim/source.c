#include "claim/content.h"

#include "claim/second.h"

uint32_t kb_draft_begin(const kb_draft *d)
{
    uint32_t begin = d->cue.group;
    if (d->own_source && !d->source_behind && !kb_range_empty(d->source) && d->source.first < begin)
        begin = d->source.first;
    return begin;
}

uint32_t kb_draft_end(const kb_draft *d)
{
    uint32_t end = d->cue.at.end;
    if (d->cue.verb_end > end) end = d->cue.verb_end;
    if (d->cue.particle.end > end) end = d->cue.particle.end;
    if (d->own_source && d->source_behind && d->source.end > end) end = d->source.end;
    return end;
}

/* Does a noun phrase begin here, so that it may be a subject behind its verb ("said the mayor")? */
static bool may_be_subject(const kb_reading *r, uint32_t i, uint32_t limit)
{
    if (i < limit && r->named[i]) return true;
    if (i >= limit || r->quote[i] || r->at[i].kind != KB_TOKEN_WORD || r->date[i]) return false;
    if (r->mention[i]) return true;
    if (kb_is(r, i, KB_WORD_COMPLEMENTIZER) || kb_is(r, i, KB_WORD_CONJUNCTION)) return false;
    if (kb_is(r, i, KB_WORD_PRONOUN) || kb_is_article(r, i) || kb_is(r, i, KB_WORD_ROLE) || kb_is(r, i, KB_WORD_TITLE))
        return true;
    return !kb_is(r, i, KB_WORD_PREPOSITION) && !kb_is(r, i, KB_WORD_AUXILIARY) && !kb_is(r, i, KB_WORD_ADVERB) &&
           !kb_is(r, i, KB_WORD_NEGATION);
}

/* Does a quote or a comma stand right before the token? */
static bool follows_words(const kb_reading *r, const kb_draft *d)
{
    uint32_t i = d->cue.group;
    return i > d->sentence.first && (r->quote[i - 1] || kb_is_mark(r, i - 1, ',') || kb_is_dash(r, i - 1));
}

static void source_behind(const kb_reading *r, kb_draft *d, bool wide)
{
    uint32_t from = d->cue.at.end;
    while (from < d->sentence.end && !r->mention[from] && kb_is(r, from, KB_WORD_ADVERB)) from++;
    if (wide && from < d->sentence.end && kb_is_value(r, from, KB_WORD_PREPOSITION, "by")) from++;
    if (!may_be_subject(r, from, d->sentence.end)) return;
    bool known = r->mention[from] || kb_is(r, from, KB_WORD_ROLE) || kb_is(r, from, KB_WORD_TITLE) ||
                 kb_is(r, from, KB_WORD_ORGANISATION) || kb_is(r, from, KB_WORD_PRONOUN);
    if (r->verb_first && d->cue.np && !known) return; /* the object of a verb whose subject is left out */
    kb_range phrase = kb_phrase_forward(r, from, d->sentence.end, wide);
    if (kb_range_empty(phrase)) return;
    d->source = phrase;
    d->own_source = true;
    d->source_behind = true;
}

/* The agent of a passive: a phrase behind the preposition that marks it. */
static void source_of_passive(const kb_reading *r, kb_draft *d)
{
    uint32_t from = r->verb_second && d->cue.finite < d->cue.at.first ? d->cue.finite + 1 : d->cue.at.end;
    for (uint32_t i = from; i < d->sentence.end && i < d->cue.at.end + 8; i++) {
        if (r->quote[i]) return;
        if (!kb_is_value(r, i, KB_WORD_PREPOSITION, "by")) continue;
        if (!may_be_subject(r, i + 1, d->sentence.end)) return;
        d->source = kb_phrase_forward(r, i + 1, d->sentence.end, false);
        d->own_source = !kb_range_empty(d->source);
        d->source_behind = d->own_source;
        return;
    }
}

/* "his claim that", "Korea's statement", "the claim by X that", "laporan X tentang". */
static void source_of_noun(const kb_reading *r, kb_draft *d)
{
    uint32_t i = d->cue.at.first;
    if (i > d->sentence.first && !r->quote[i - 1] &&
        (kb_is_possessive(r, i - 1) || (kb_is(r, i - 1, KB_WORD_PRONOUN) && kb_is_article(r, i - 1)))) {
        d->source = kb_is_possessive(r, i - 1) ? kb_phrase_backward(r, d->sentence.first, i) : (kb_range){ i - 1, i };
        d->own_source = true;
        return;
    }
    i = d->cue.at.end;
    if (i < d->sentence.end &&
        (kb_is_value(r, i, KB_WORD_PREPOSITION, "by") || kb_is_value(r, i, KB_WORD_PREPOSITION, "from")))
        i++;
    else if (!r->determiner_after && !(i < d->sentence.end && kb_is_value(r, i, KB_WORD_DETERMINER, "genitive")))
        return;
    while (i < d->sentence.end && !r->mention[i] && kb_is_value(r, i, KB_WORD_MEDIUM, "official")) i++;
    if (i >= d->sentence.end || !(r->mention[i] || kb_is(r, i, KB_WORD_ROLE) || kb_is_article(r, i))) return;
    d->source = kb_phrase_forward(r, i, d->sentence.end, false);
    d->own_source = d->source_behind = !kb_range_empty(d->source);
}

/* Is the source of `inner` the subject of what `outer` tells: "Rana said she knew it and asked"? */
static bool is_told(const kb_reading *r, const kb_draft *outer, const kb_draft *inner)
{
    uint32_t i = kb_draft_end(outer);
    while (i < inner->source.first && kb_is(r, i, KB_WORD_COMPLEMENTIZER)) i++;
    return outer->own_source && inner->own_source && !inner->source_behind && i == inner->source.first;
}

/* A cue without a subject of its own: that of the cue before it in the sentence, else the sentence's. */
static void source_elided(const kb_reading *r, kb_drafts *drafts, size_t k)
{
    kb_draft *d = &drafts->at[k];
    for (size_t j = k; j-- > 0;) {
        const kb_draft *before = &drafts->at[j];
        if (before->dropped || kb_range_empty(before->source) || before->cue.class_of == KB_WORD_CARRIER) continue;
        while (j > 0 && is_told(r, &drafts->at[j - 1], before) && !drafts->at[j - 1].dropped) before = &drafts->at[--j];
        bool closed = d->cue.group > 0 && kb_is_mark(r, d->cue.group - 1, ',') && !kb_range_empty(before->stands_for);
        d->source = closed ? before->stands_for : before->source; /* ", who hopes to win, said": behind the clause */
        if (!closed) d->stands_for = before->stands_for;
        return;
    }
    d->source = kb_phrase_main(r, d->sentence.first, d->cue.group);
    if (!d->cue.gerund || !kb_range_empty(d->source)) return;
    uint32_t comma = kb_first_comma(r, d->cue.at.end, d->sentence.end); /* "Praising the plan, Rana ..." */
    if (comma >= d->sentence.end || r->verb_second) return;
    kb_range main = kb_phrase_main(r, comma + 1, d->sentence.end);
    if (kb_is_personal(r, main)) d->source = main;
}

/* "Der Sender zitierte X": who is quoted speaks; who quotes passes it on. */
static void source_quoted(const kb_reading *r, kb_draft *d)
{
    if (!kb_word_flag(d->cue.word, "quoted") || d->cue.finite != d->cue.at.first || d->cue.last || !d->own_source)
        return;
    uint32_t i = kb_draft_end(d);
    if (i >= d->sentence.end || r->quote[i] || !(r->mention[i] || kb_is_article(r, i) || kb_is(r, i, KB_WORD_PRONOUN)))
        return;
    kb_range object = kb_phrase_forward(r, i, d->sentence.end, false);
    if (kb_range_empty(object)) return;
    d->hearer = d->source;
    d->source = object;
    d->source_behind = true;
}

/* ", writing for the court,": a participle between commas. */
static bool is_inserted(const kb_reading *r, const kb_draft *d)
{
    return d->cue.gerund && d->cue.group > d->sentence.first && kb_is_mark(r, d->cue.group - 1, ',');
}

/* How far back the subject of a cue may stand: behind the cue before it, unless that stands in a relative clause or an
 * insertion which a comma has closed ("Rana, who opposes the plan, said"). */
static uint32_t floor_of(const kb_reading *r, const kb_drafts *drafts, size_t k)
{
    const kb_draft *d = &drafts->at[k];
    bool comma = d->cue.group > d->sentence.first && kb_is_mark(r, d->cue.group - 1, ',');
    for (size_t j = k; j-- > 0;) {
        const kb_draft *before = &drafts->at[j];
        if (before->dropped || before->cue.class_of == KB_WORD_CARRIER || before->cue.class_of == KB_WORD_CUE_NOUN ||
            (comma && (!kb_range_empty(before->stands_for) || is_inserted(r, before))))
            continue;
        uint32_t floor = kb_draft_end(before);
        return floor > d->cue.group ? d->cue.at.first : floor;
    }
    return d->sentence.first;
}

/* The subject of a cue; of "an aide speaking to the Harbour Post said" the words before the carrier. */
static kb_range subject_of(const kb_reading *r, const kb_drafts *drafts, size_t k, uint32_t floor)
{
    const kb_draft *d = &drafts->at[k], *before = k ? &drafts->at[k - 1] : NULL;
    kb_range subject = kb_phrase_subject(r, floor, d->cue.group);
    if (before && before->cue.class_of == KB_WORD_CARRIER && subject.first < before->source.end &&
        before->source.first < subject.end && before->cue.group > floor)
        subject = kb_phrase_subject(r, floor, before->cue.group);
    return subject;
}

/* The cue's subject is the relative pronoun before it: "the mayor, who said". */
static void stand_for(const kb_reading *r, kb_draft *d, kb_range antecedent)
{
    uint32_t pronoun = d->cue.group - 1;
    d->source = (kb_range){ pronoun, pronoun + 1 };
    d->own_source = true;
    d->stands_for = kb_phrase_named(r, antecedent);
    uint32_t first = antecedent.first; /* "Rana Sutan, an engineer who": the name before the description */
    if (first < d->sentence.first + 2 || kb_range_empty(antecedent) || !kb_is_article(r, first) ||
        !kb_is_mark(r, first - 1, ',') || !r->mention[first - 2])
        return;
    const kb_mention *m = &r->claims->mentions.at[r->mention[first - 2] - 1];
    if (r->claims->entities.at[m->entity].kind == KB_NAME_PERSON)
        d->stands_for = (kb_range){ m->first, m->first + m->count };
}

/* Is the word before the cue a complementizer behind a noun, and so its relative subject? */
static bool stands_on_noun(const kb_reading *r, const kb_draft *d, uint32_t floor)
{
    uint32_t that = d->cue.group - 1;
    if (d->cue.group < floor + 2 || !kb_is_value(r, that, KB_WORD_COMPLEMENTIZER, "that") || r->quote[that])
        return false;
    uint32_t noun = that - 1;
    return r->at[noun].kind == KB_TOKEN_WORD && !r->quote[noun] &&
           (r->mention[noun] || kb_is(r, noun, KB_WORD_ROLE) || kb_is(r, noun, KB_WORD_DOCUMENT) ||
            kb_is(r, noun, KB_WORD_MEDIUM) || kb_is(r, noun, KB_WORD_CUE_NOUN));
}

/* As source_elided; where a language leaves subjects out, who spoke before goes on when the sentence names nobody. */
static void source_left_out(const kb_reading *r, kb_drafts *drafts, size_t k)
{
    bool told = false;
    for (size_t j = 0; j < k; j++)
        told |= !drafts->at[j].dropped && !kb_range_empty(drafts->at[j].source) &&
                drafts->at[j].cue.class_of != KB_WORD_CARRIER;
    if (r->subject_dropped && !told && !drafts->at[k].cue.gerund)
        drafts->at[k].cue.clitic = true;
    else
        source_elided(r, drafts, k);
}

/* Does the person who does it stand right before a participle: "footage of Rana saying"? */
static bool doer_before(const kb_reading *r, const kb_draft *d, uint32_t floor)
{
    uint32_t i = d->cue.group;
    if (i <= floor || !r->mention[i - 1] || kb_is_possessive(r, i - 1)) return false;
    return r->claims->entities.at[r->claims->mentions.at[r->mention[i - 1] - 1].entity].kind == KB_NAME_PERSON;
}

static void source_of_verb(const kb_reading *r, kb_drafts *drafts, size_t k)
{
    kb_draft *d = &drafts->at[k];
    uint32_t floor = floor_of(r, drafts, k);
    if (d->cue.passive) {
        source_of_passive(r, d);
        d->dropped = !d->own_source;
        return;
    }
    if (r->verb_second) {
        kb_second_source(r, d, floor);
        source_quoted(r, d);
        if (!d->own_source) source_elided(r, drafts, k);
        return;
    }
    if (d->cue.inverse && !d->cue.clitic) {
        source_behind(r, d, false);
        if (d->own_source) return;
    }
    uint32_t before = d->cue.group;
    bool joined = before > floor && !r->quote[before - 1] && !r->mention[before - 1] &&
                  !kb_is(r, before - 1, KB_WORD_PRONOUN) && !kb_is_article(r, before - 1) &&
                  !kb_is_value(r, before - 1, KB_WORD_CONJUNCTION, "which") &&
                  (kb_is(r, before - 1, KB_WORD_CONJUNCTION) || kb_is(r, before - 1, KB_WORD_PREPOSITION));
    bool refused = k > 0 && drafts->at[k - 1].cue.stance == KB_STANCE_REFUSE &&
                   drafts->at[k - 1].cue.at.end + 2 >= d->cue.at.first;
    const kb_draft *expected = k > 0 && drafts->at[k - 1].cue.impersonal ? &drafts->at[k - 1] : NULL;
    if (d->cue.infinitive && expected && expected->cue.at.end + 1 == d->cue.at.first && expected->own_source) {
        d->source = expected->source; /* "is expected to announce" */
        d->cue.hearsay = true;
        return;
    }
    bool aside =
        d->cue.negated && d->cue.group > floor && kb_is_mark(r, d->cue.group - 1, ','); /* ", not to mention" */
    if (d->cue.infinitive && (aside || refused || d->cue.stance != KB_STANCE_SAY)) {    /* wished for, not said */
        d->dropped = true;
        return;
    }
    if ((d->cue.gerund && !doer_before(r, d, floor)) || d->cue.infinitive || joined) {
        source_left_out(r, drafts, k);
        return;
    }
    kb_range subject = subject_of(r, drafts, k, floor);
    if (d->cue.gerund) subject = kb_phrase_named(r, subject);
    bool relative = d->cue.group > d->sentence.first && kb_is_relative_subject(r, d->cue.group - 1);
    if (kb_range_empty(subject) && stands_on_noun(r, d, floor)) { /* "a sign that said" */
        stand_for(r, d, kb_phrase_backward(r, floor, d->cue.group - 1));
        return;
    }
    if (!kb_range_empty(subject)) {
        d->source = subject;
        d->own_source = true;
        if (relative && subject.end < d->cue.group) stand_for(r, d, subject);
        return;
    }
    if (relative) { /* "...," said the mayor, who denied it: what was a source there stands before this one */
        source_elided(r, drafts, k);
        stand_for(r, d, d->source);
        return;
    }
    if (follows_words(r, d) || d->cue.group == d->sentence.first) source_behind(r, d, false);
    if (!d->own_source) source_left_out(r, drafts, k);
}

void kb_sources_find(const kb_reading *r, kb_drafts *drafts)
{
    for (size_t k = 0; k < drafts->count; k++) {
        kb_draft *d = &drafts->at[k];
        switch (d->cue.class_of) {
        case KB_WORD_CUE_FRAME:
            if (kb_word_flag(d->cue.word, "after")) {
                d->source = kb_phrase_backward(r, d->sentence.first, d->cue.at.first);
                d->own_source = !kb_range_empty(d->source);
                break;
            } /* fall through */
        case KB_WORD_CARRIER: source_behind(r, d, !r->verb_second); break;
        case KB_WORD_CUE_NOUN: source_of_noun(r, d); break;
        case KB_WORD_CUE_THIRD: break;
        default:
            if (d->cue.clitic) break;
            source_of_verb(r, drafts, k);
        }
    }
}
