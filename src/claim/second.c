#include "claim/second.h"

enum { PARTICLE_AWAY_MAX = 40, INSERTIONS_MAX = 4 };

static bool is_word(const kb_reading *r, uint32_t i)
{
    return r->at[i].kind == KB_TOKEN_WORD && !r->quote[i];
}

/* A mark that parts clauses, or a quote. */
static bool is_border(const kb_reading *r, uint32_t i)
{
    return r->quote[i] || kb_is_mark(r, i, ',') || kb_is_mark(r, i, ';') || kb_is_mark(r, i, ':') || kb_is_dash(r, i) ||
           kb_is_mark(r, i, '.');
}

/* Does a clause end before token `i`? */
static bool ends_clause(const kb_reading *r, kb_range sentence, uint32_t i)
{
    return i >= sentence.end || is_border(r, i) || r->at[i].kind == KB_TOKEN_MARK || kb_is(r, i, KB_WORD_CONJUNCTION) ||
           kb_is(r, i, KB_WORD_COMPLEMENTIZER);
}

/* ---- particles ---- */

static bool find_particle(const kb_reading *r, kb_range sentence, uint32_t from, kb_str particle, kb_range *out)
{
    for (uint32_t i = from; i < sentence.end && i < from + PARTICLE_AWAY_MAX; i++) {
        if (kb_is_mark(r, i, ';') || kb_is_mark(r, i, ':')) return false;
        if (!is_word(r, i) || !kb_str_equal(r->at[i].folded, particle) || !ends_clause(r, sentence, i + 1)) continue;
        *out = (kb_range){ i, i + 1 };
        return true;
    }
    return false;
}

const kb_word *kb_second_verb(const kb_reading *r, kb_range sentence, kb_cue *cue)
{
    const kb_word *plain = NULL;
    cue->particle = (kb_range){ cue->at.end, cue->at.end };
    if (cue->word->count > 1) return cue->word;
    for (const kb_word *w = r->at[cue->at.first].words; w; w = w->next) {
        if (w->class_of != KB_WORD_CUE || w->count != 1) continue;
        kb_str particle = kb_word_key(w, "particle");
        if (particle.len && find_particle(r, sentence, cue->at.end, particle, &cue->particle)) return w;
        if (!particle.len && !plain) plain = w;
    }
    return plain;
}

/* ---- the verb group ---- */

/* The first token of the clause that holds token `i`. Words in marks that no mark leads to are part of it: die Kritik
 * als "Unsinn" bezeichnet. */
static uint32_t clause_begin(const kb_reading *r, kb_range sentence, uint32_t i)
{
    while (i > sentence.first) {
        if (!r->quote[i - 1] && is_border(r, i - 1)) break;
        uint32_t k = i - 1;
        while (k > sentence.first && r->quote[k] && r->quote[k - 1] == r->quote[k]) k--;
        if (r->quote[k] && (k == sentence.first || r->at[k - 1].kind == KB_TOKEN_MARK)) break;
        i = k;
    }
    return i;
}

static bool is_relative_pronoun(const kb_reading *r, uint32_t i)
{
    return kb_is_value(r, i, KB_WORD_DETERMINER, "relative") || kb_is_value(r, i, KB_WORD_PRONOUN, "who") ||
           kb_is_value(r, i, KB_WORD_CONJUNCTION, "which");
}

static bool opens_aside(const kb_reading *r, uint32_t i)
{
    return kb_is_value(r, i, KB_WORD_CUE_FRAME, "clause");
}

/* A word that begins a side clause, whose verb comes last. */
static bool is_subordinator(const kb_reading *r, uint32_t i)
{
    if (r->mention[i]) return false;
    if (kb_is_value(r, i, KB_WORD_COMPLEMENTIZER, "that") || kb_is_value(r, i, KB_WORD_COMPLEMENTIZER, "wh"))
        return true;
    static const char *const values[] = { "because", "while", "when", "if", "so" };
    for (size_t k = 0; k < sizeof values / sizeof *values; k++)
        if (kb_is_value(r, i, KB_WORD_CONJUNCTION, values[k]) && !kb_is(r, i, KB_WORD_PREPOSITION)) return true;
    return false;
}

static void read_auxiliary(const kb_reading *r, kb_cue *cue, uint32_t i)
{
    cue->hearsay |= kb_is_value(r, i, KB_WORD_AUXILIARY, "reported") ||
                    kb_is_value(r, i, KB_WORD_AUXILIARY, "future") || kb_is_value(r, i, KB_WORD_AUXILIARY, "modal");
    cue->passive |= kb_is_value(r, i, KB_WORD_AUXILIARY, "passive") && !kb_word_flag(cue->word, "quoted");
}

/* Does the verb come last? Then the clause's first token: of a clause with insertions ("wie X, der ..., sagte") that of
 * the whole. */
static bool comes_last(const kb_reading *r, kb_range sentence, const kb_cue *cue, uint32_t behind, uint32_t *clause)
{
    if (!ends_clause(r, sentence, behind)) return false;
    for (int insertions = 0; insertions < INSERTIONS_MAX; insertions++) {
        uint32_t i = *clause;
        bool first = i == sentence.first, comma = !first && kb_is_mark(r, i - 1, ',');
        if (opens_aside(r, i) && i < cue->at.first && (first || comma)) return true;
        if (insertions == 0 && (first || comma) && i < cue->at.first &&
            (is_subordinator(r, i) || (comma && is_relative_pronoun(r, i) && i + 1 < cue->at.first)))
            return true;
        if (!comma || i < sentence.first + 2) return false;
        *clause = clause_begin(r, sentence, i - 1);
    }
    return false;
}

void kb_second_group(const kb_reading *r, kb_range sentence, kb_cue *cue)
{
    uint32_t behind = cue->at.end, first = clause_begin(r, sentence, cue->at.first), clause = first;
    cue->finite = cue->at.first;
    while (behind < sentence.end && is_word(r, behind) && kb_is(r, behind, KB_WORD_AUXILIARY)) { /* "gesagt hatte" */
        read_auxiliary(r, cue, behind);
        behind++;
    }
    cue->verb_end = behind;
    cue->last = comes_last(r, sentence, cue, behind, &clause);
    if (cue->last) {
        cue->aside = opens_aside(r, clause);
        cue->clause = cue->finite = cue->group = clause;
        return;
    }
    cue->clause = first;
    bool joined = cue->at.first > first && kb_is(r, cue->at.first - 1, KB_WORD_CONJUNCTION);
    for (uint32_t i = first; i < cue->at.first && !joined && ends_clause(r, sentence, behind); i++) {
        if (r->mention[i] || r->quote[i] || !kb_is(r, i, KB_WORD_AUXILIARY) ||
            (r->at[i].flags & KB_TOKEN_CAPITAL && i > first))
            continue;
        if (cue->finite == cue->at.first) cue->finite = i;
        read_auxiliary(r, cue, i);
    }
    for (uint32_t i = cue->finite + 1; i < sentence.end && !is_border(r, i); i++)
        cue->negated |= kb_is(r, i, KB_WORD_NEGATION) &&
                        (i + 1 == cue->at.first || i + 1 == cue->particle.first || ends_clause(r, sentence, i + 1));
    cue->group = cue->finite;
}

/* ---- the subject ---- */

/* Can a subject begin here? */
static bool may_begin(const kb_reading *r, uint32_t i, uint32_t limit)
{
    if (i < limit && r->named[i]) return true;
    if (i >= limit || !is_word(r, i) || r->date[i]) return false;
    if (r->mention[i]) return true;
    if (kb_is_value(r, i, KB_WORD_DETERMINER, "object")) return false;
    if (kb_is(r, i, KB_WORD_PRONOUN) || kb_is_article(r, i) || kb_is(r, i, KB_WORD_ROLE)) return true;
    if (kb_is(r, i, KB_WORD_PREPOSITION) || kb_is(r, i, KB_WORD_CONJUNCTION) || kb_is(r, i, KB_WORD_COMPLEMENTIZER) ||
        kb_is(r, i, KB_WORD_AUXILIARY) || kb_is(r, i, KB_WORD_NEGATION) || kb_is(r, i, KB_WORD_ADVERB))
        return false;
    return r->at[i].flags & KB_TOKEN_CAPITAL;
}

/* Over adverbs, dates and reflexives, and phrases of time or place with their preposition. */
static uint32_t over_adverbials(const kb_reading *r, uint32_t i, uint32_t limit)
{
    while (i < limit && is_word(r, i)) {
        if (r->date[i] || (!r->mention[i] && kb_is(r, i, KB_WORD_ADVERB))) {
            i++;
            continue;
        }
        if (r->mention[i] || !kb_is(r, i, KB_WORD_PREPOSITION)) break;
        if (i + 1 < limit && r->date[i + 1]) {
            i++;
            continue;
        }
        kb_range phrase = kb_phrase_forward(r, i + 1, limit, false);
        if (kb_range_empty(phrase) || !may_begin(r, phrase.end, limit)) break;
        i = phrase.end;
    }
    return i;
}

static bool take_behind(const kb_reading *r, kb_draft *d, uint32_t from, uint32_t limit)
{
    from = over_adverbials(r, from, limit);
    if (!may_begin(r, from, limit)) return false;
    kb_range phrase = kb_phrase_forward(r, from, limit, false);
    if (kb_range_empty(phrase)) return false;
    d->source = phrase;
    d->own_source = true;
    d->source_behind = !d->cue.last;
    return true;
}

/* Does a noun phrase fill the place before the verb: [from, verb)? */
static bool fills(const kb_reading *r, uint32_t from, uint32_t verb, kb_range *out)
{
    while (from < verb && !r->mention[from] && kb_is(r, from, KB_WORD_CONJUNCTION)) from++;
    if (from + 1 < verb && !r->mention[from] && kb_is(r, from, KB_WORD_ADVERB) && !kb_is(r, from, KB_WORD_PRONOUN))
        from++;
    if (!may_begin(r, from, verb)) return false;
    kb_range phrase = kb_phrase_forward(r, from, verb, true);
    uint32_t end = phrase.end;
    while (end < verb && (r->date[end] || kb_is(r, end, KB_WORD_ADVERB) || kb_is(r, end, KB_WORD_NEGATION))) end++;
    *out = phrase;
    return !kb_range_empty(phrase) && end == verb;
}

/* "Die Ministerin, eine Juristin, sagte": the phrase before insertions that end with the comma before the verb. */
static bool before_insertions(const kb_reading *r, uint32_t floor, uint32_t verb, kb_range *out)
{
    uint32_t comma = floor;
    while (comma < verb && !kb_is_mark(r, comma, ',') && !r->quote[comma]) comma++;
    if (comma + 1 >= verb || r->quote[comma]) return false; /* one comma alone: a clause told before */
    for (uint32_t i = comma; i < verb; i++)
        if (r->quote[i] && r->quote[i] != r->quote[verb - 1]) return false;
    uint32_t i = comma + 1;
    bool inserted = r->at[i].kind == KB_TOKEN_NUMBER || kb_is_article(r, i) || kb_is(r, i, KB_WORD_ROLE) ||
                    kb_is(r, i, KB_WORD_PREPOSITION) || is_relative_pronoun(r, i) || r->mention[i] ||
                    kb_is(r, i, KB_WORD_TITLE);
    return inserted && fills(r, floor, comma, out);
}

/* One word with a capital, as any at the head of a sentence: "Relativierend fügt Gall hinzu". */
static bool is_bare(const kb_reading *r, kb_range phrase)
{
    return phrase.end == phrase.first + 1 && !r->mention[phrase.first] && !kb_is(r, phrase.first, KB_WORD_PRONOUN) &&
           !kb_is(r, phrase.first, KB_WORD_ROLE);
}

static bool take_front(const kb_reading *r, kb_draft *d, uint32_t floor)
{
    uint32_t verb = d->cue.finite, from = d->cue.clause > floor ? d->cue.clause : floor;
    kb_range front;
    if (verb <= from) {
        if (verb == 0 || verb <= floor || !kb_is_mark(r, verb - 1, ',')) return false;
        if (!before_insertions(r, floor, verb, &front)) return false;
    } else if (kb_is_value(r, from, KB_WORD_PRONOUN, "it") && verb == from + 1 &&
               may_begin(r, verb + 1, d->sentence.end)) {
        return false; /* "Das sagte der Minister" */
    } else if (!fills(r, from, verb, &front)) {
        return false;
    }
    d->source = front;
    d->own_source = true;
    return true;
}

void kb_second_source(const kb_reading *r, kb_draft *d, uint32_t floor)
{
    const kb_cue *cue = &d->cue;
    uint32_t limit = d->sentence.end;
    if (!kb_range_empty(cue->particle)) limit = cue->particle.first;
    if (cue->finite < cue->at.first || cue->last) limit = cue->at.first;
    if (cue->last && is_relative_pronoun(r, cue->clause) && !is_subordinator(r, cue->clause) && !cue->aside) {
        d->source = kb_phrase_backward(r, floor, cue->clause - 1);
        d->own_source = !kb_range_empty(d->source);
        return;
    }
    if (cue->last) {
        (void)take_behind(r, d, cue->clause + 1, limit);
        return;
    }
    uint32_t from = cue->finite < cue->at.first ? cue->finite + 1 : cue->at.end;
    bool front = take_front(r, d, floor);
    if (front && !is_bare(r, d->source)) return;
    if (front && !may_begin(r, from, limit)) return;
    kb_range bare = d->source;
    if (take_behind(r, d, from, limit) || !front) return;
    d->source = bare;
}
