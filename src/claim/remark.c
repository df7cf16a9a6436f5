#include "claim/remark.h"

#include "claim/refer.h"
#include "text/stem.h"

#define LIKE_STATEMENT 0.49 /* share of what is denied that a statement says at least, to be the claim */
#define LIKE_SENTENCE 0.6   /* ... that a sentence of the outlet's own does */

enum { NEAR = 10, REFUSAL_WORDS = 3, SUBJECT_NEAR = 24, CLAIM_WORDS = 24, BACK_STATEMENTS = 60 };

typedef struct {
    kb_reading r;
    kb_history history;
} finder;

/* ---- small questions ---- */

static kb_range tokens_of(const kb_sentence *s)
{
    return (kb_range){ s->first, s->first + s->count };
}

/* Without the marks at the end. */
static kb_range trim(const kb_reading *r, kb_range range)
{
    while (range.end > range.first && r->at[range.end - 1].kind == KB_TOKEN_MARK) range.end--;
    return range;
}

/* Where the clause that begins at `from` ends: at a comma with a conjunction behind it, at other borders. */
static uint32_t clause_end(const kb_reading *r, uint32_t from, uint32_t limit)
{
    for (uint32_t i = from; i < limit; i++) {
        if (r->at[i].kind != KB_TOKEN_MARK || r->quote[i] != r->quote[from]) {
            if (r->quote[i] != r->quote[from]) return i;
            continue;
        }
        if (kb_is_mark(r, i, ';') || kb_is_dash(r, i)) return i;
        if (kb_is_mark(r, i, ',') && i + 1 < limit &&
            (kb_is(r, i + 1, KB_WORD_CONJUNCTION) || kb_is(r, i + 1, KB_WORD_CUE) ||
             kb_is(r, i + 1, KB_WORD_CUE_FRAME)))
            return i;
    }
    return limit;
}

/* Words that only point back: "this", "hal ini", "it". */
static bool points_back(const kb_reading *r, kb_range range)
{
    uint32_t words = 0;
    bool points = false;
    for (uint32_t i = range.first; i < range.end; i++) {
        if (r->at[i].kind == KB_TOKEN_MARK) continue;
        words++;
        points |= kb_is_value(r, i, KB_WORD_DETERMINER, "this") || kb_is_value(r, i, KB_WORD_DETERMINER, "that") ||
                  kb_is_value(r, i, KB_WORD_PRONOUN, "it");
    }
    return points && words <= 2;
}

/* ---- the claim that is meant ---- */

static bool weighs(const kb_reading *r, uint32_t i)
{
    return r->at[i].kind != KB_TOKEN_MARK && !kb_is(r, i, KB_WORD_STOP) && !kb_is(r, i, KB_WORD_PREPOSITION) &&
           !kb_is(r, i, KB_WORD_CONJUNCTION) && !kb_is(r, i, KB_WORD_DETERMINER) && !kb_is(r, i, KB_WORD_PRONOUN) &&
           !kb_is(r, i, KB_WORD_AUXILIARY) && !kb_is(r, i, KB_WORD_RUMOUR) && !kb_is(r, i, KB_WORD_CUE) &&
           !kb_is(r, i, KB_WORD_NEGATION) && !kb_is(r, i, KB_WORD_COMPLEMENTIZER) && !kb_is(r, i, KB_WORD_ADVERB);
}

static kb_str stem_of(const kb_reading *r, uint32_t i)
{
    kb_str stem = kb_stem_token(r->claims->stemmer, r->doc->lang, &r->claims->tokens.at[i], r->arena);
    return stem.len ? stem : r->at[i].base;
}

/* How much of `a` stands in `b` in the same words: shared stems over those of `a`; 0 when fewer than two are shared. */
static double likeness(const kb_reading *r, kb_range a, kb_range b)
{
    kb_str stems[CLAIM_WORDS];
    size_t count = 0, others = 0, shared = 0;
    for (uint32_t i = a.first; i < a.end && count < CLAIM_WORDS; i++)
        if (weighs(r, i)) stems[count++] = stem_of(r, i);
    for (uint32_t i = b.first; i < b.end && i < b.first + 80; i++) {
        if (!weighs(r, i)) continue;
        others++;
        for (size_t k = 0; k < count; k++)
            if (stems[k].len && kb_str_equal(stems[k], stem_of(r, i))) {
                shared++;
                stems[k].len = 0;
                break;
            }
    }
    return shared < 2 || others == 0 ? 0 : (double)shared / (double)count;
}

static kb_range range_of_span(const kb_reading *r, kb_span span)
{
    kb_range range = { (uint32_t)kb_tokens_at(&r->claims->tokens, span.begin), 0 };
    range.end = range.first;
    while (range.end < r->count && r->at[range.end].span.end <= span.end) range.end++;
    return range;
}

static kb_status take_claim(finder *f, kb_remark *remark, uint32_t statement)
{
    const kb_statement *claim = &f->r.claims->statements.at[statement];
    remark->claim_statement = statement;
    for (size_t i = 0; i < claim->content.count; i++) {
        kb_span *span = KB_ADD(f->r.arena, &remark->claim, kb_span);
        if (!span) return kb_arena_fail(f->r.arena, f->r.err);
        *span = claim->content.at[i];
    }
    return KB_OK;
}

/* The number of statements whose content begins before `offset`. */
static size_t statements_before(const finder *f, size_t offset)
{
    const kb_statements *all = &f->r.claims->statements;
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (all->at[middle].content.at[0].begin < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The statement nearest before `offset`, in its sentence or the one before. */
static uint32_t statement_before(const finder *f, size_t offset, uint32_t sentence, uint32_t not_statement)
{
    const kb_statements *all = &f->r.claims->statements;
    for (size_t i = statements_before(f, offset), steps = 0; i-- > 0 && steps < 16; steps++) {
        const kb_statement *s = &all->at[i];
        if (i == not_statement || s->sentence + 1 < sentence || s->content.at[s->content.count - 1].end > offset)
            continue;
        return (uint32_t)i;
    }
    return KB_NONE;
}

/* Finds what the remark speaks of: what it points back to, else the statement or sentence that says most of it in the
 * same words. */
static kb_status find_claim(finder *f, kb_remark *remark, kb_range about, bool back)
{
    const kb_reading *r = &f->r;
    const kb_statements *all = &r->claims->statements;
    if (back || points_back(r, about)) {
        uint32_t before = statement_before(f, remark->remark.begin, remark->sentence, remark->statement);
        if (before != KB_NONE) return take_claim(f, remark, before);
    }
    /* What is left unsaid is no claim: words alike elsewhere would make it one. */
    if (remark->silence || kb_range_empty(about)) return KB_OK;
    double best = LIKE_STATEMENT;
    uint32_t found = KB_NONE;
    size_t here = statements_before(f, remark->remark.begin);
    size_t last = here + BACK_STATEMENTS / 4 < all->count ? here + BACK_STATEMENTS / 4 : all->count;
    for (size_t i = here > BACK_STATEMENTS ? here - BACK_STATEMENTS : 0; i < last; i++) {
        const kb_statement *s = &all->at[i];
        if (i == remark->statement || s->stance == KB_STANCE_DENY || s->negated) continue;
        if (kb_span_overlap(s->content.at[0], remark->remark)) continue;
        double like = likeness(r, about, range_of_span(r, s->content.at[0]));
        if (like > best) {
            best = like;
            found = (uint32_t)i;
        }
    }
    if (found != KB_NONE) return take_claim(f, remark, found);
    uint32_t first = remark->sentence > BACK_STATEMENTS ? remark->sentence - BACK_STATEMENTS : 0;
    uint32_t sentence = KB_NONE;
    best = LIKE_SENTENCE;
    for (uint32_t s = first; s < remark->sentence; s++) {
        double like = likeness(r, about, tokens_of(&r->claims->sentences.at[s]));
        if (like > best) {
            best = like;
            sentence = s;
        }
    }
    if (sentence == KB_NONE || kb_document_aside(r->doc, r->claims->sentences.at[sentence].span)) return KB_OK;
    kb_span *span = KB_ADD(r->arena, &remark->claim, kb_span);
    if (!span) return kb_arena_fail(r->arena, r->err);
    *span = r->claims->sentences.at[sentence].span;
    return KB_OK;
}

/* ---- making ---- */

static bool is_new(const finder *f, kb_span span)
{
    const kb_remarks *remarks = &f->r.claims->remarks;
    for (size_t i = remarks->count; i-- > 0 && i + 4 > remarks->count;)
        if (kb_span_overlap(remarks->at[i].remark, span)) return false;
    return true;
}

/* The statement whose content holds the token, KB_NONE. */
static uint32_t statement_around(const finder *f, kb_span span)
{
    const kb_statements *all = &f->r.claims->statements;
    for (size_t i = statements_before(f, span.begin + 1), steps = 0; i-- > 0 && steps < 8; steps++)
        for (size_t c = 0; c < all->at[i].content.count; c++)
            if (kb_span_inside(span, all->at[i].content.at[c])) return (uint32_t)i;
    return KB_NONE;
}

static kb_remark *new_remark(finder *f, bool silence, kb_range range, uint32_t sentence)
{
    kb_span span = kb_range_span(&f->r, range);
    if (span.begin >= span.end || !is_new(f, span)) return NULL;
    kb_remark *remark = KB_ADD(f->r.arena, &f->r.claims->remarks, kb_remark);
    if (remark)
        *remark = (kb_remark){
            .silence = silence, .remark = span, .claim_statement = KB_NONE, .statement = KB_NONE, .sentence = sentence
        };
    return remark;
}

static void set_speaker(finder *f, kb_remark *remark, kb_range subject, uint32_t sentence)
{
    kb_reference who;
    kb_refer(&f->r, &f->history, subject, sentence, &who);
    if (who.count) remark->speaker = who.names[0];
}

/* ---- silence ---- */

static const kb_word *silence_at(const kb_reading *r, uint32_t i, size_t *words)
{
    return kb_token_match(&r->claims->tokens, i, KB_WORD_SILENCE, words);
}

/* The form of class silence with the value at a token. */
static const kb_word *silence_with(const kb_reading *r, uint32_t i, const char *value, size_t *words)
{
    for (const kb_word *w = r->at[i].words; w; w = w->next) {
        if (w->class_of != KB_WORD_SILENCE || !kb_str_is(w->value, value) || w->count > r->count - i) continue;
        bool fits = true;
        for (uint32_t k = 1; k < w->count && fits; k++)
            fits = kb_str_equal(r->at[i + k].folded, w->words[k]) && r->at[i + k].paragraph == r->at[i].paragraph;
        if (fits) return *words = w->count, w;
    }
    return NULL;
}

/* Where a refusal begins that ends with token `last` ("tidak mau"); SIZE_MAX: none does. */
static size_t refusal_to(const kb_reading *r, uint32_t sentence, uint32_t last)
{
    size_t words;
    for (uint32_t k = last + 1; k-- > sentence && k + REFUSAL_WORDS > last;)
        if (silence_with(r, k, "refusal", &words) && k + words == (size_t)last + 1) return k;
    return SIZE_MAX;
}

/* Is the verb at `i` negated or refused? *first: where the negation or refusal begins. */
static bool is_withheld(const kb_reading *r, kb_range sentence, uint32_t i, uint32_t *first)
{
    for (uint32_t k = i, steps = 0; k > sentence.first && steps < 5; steps++) {
        k--;
        if (r->quote[k] != r->quote[i] || r->at[k].kind == KB_TOKEN_MARK) return false;
        size_t refusal = refusal_to(r, sentence.first, k);
        if (refusal != SIZE_MAX) return *first = (uint32_t)refusal, true;
        bool aside = kb_is_value(r, k + 1, KB_WORD_COMPLEMENTIZER, "to") &&
                     (k == sentence.first || r->at[k - 1].kind == KB_TOKEN_MARK);
        if (kb_is(r, k, KB_WORD_NEGATION)) return *first = k, !aside; /* ", not to mention": it is mentioned */
        if (!kb_is(r, k, KB_WORD_AUXILIARY) && !kb_is(r, k, KB_WORD_ADVERB) && !kb_is(r, k, KB_WORD_PREPOSITION) &&
            !kb_is_value(r, k, KB_WORD_COMPLEMENTIZER, "to"))
            return false;
    }
    return false;
}

/* Does what follows the verb make its negation a silence, as its flags ask? */
static bool leaves_out(const kb_reading *r, const kb_word *verb, uint32_t behind, uint32_t end)
{
    bool last = behind >= end || r->at[behind].kind == KB_TOKEN_MARK;
    if (!last && kb_is_value(r, behind, KB_WORD_COMPLEMENTIZER, "that")) return false;
    if (kb_word_flag(verb, "wh"))
        return !last && !r->quote[behind] &&
               (kb_is_value(r, behind, KB_WORD_COMPLEMENTIZER, "wh") ||
                kb_is_value(r, behind, KB_WORD_PREPOSITION, "about") || !kb_is(r, behind, KB_WORD_PREPOSITION));
    if (!kb_word_flag(verb, "asked") || last) return true;
    for (uint32_t i = behind; i < end && i < behind + NEAR; i++) {
        size_t words;
        if (silence_with(r, i, "asked", &words)) return true;
    }
    return false;
}

/* The statement that the words of the silence were read as: its stance is to decline or to omit. */
static uint32_t silent_statement(finder *f, kb_span phrase, bool omits)
{
    enum { AROUND = 6 }; /* its content stands near the phrase */
    kb_statements *all = &f->r.claims->statements;
    size_t here = statements_before(f, phrase.end);
    for (size_t i = here > AROUND ? here - AROUND : 0; i < all->count && i < here + AROUND; i++) {
        if (all->at[i].cue.count == 0 || !kb_span_overlap(all->at[i].cue.at[0], phrase)) continue;
        all->at[i].stance = omits ? KB_STANCE_OMIT : KB_STANCE_DECLINE;
        return (uint32_t)i;
    }
    return KB_NONE;
}

static kb_status add_silence(finder *f, kb_range sentence, uint32_t index, uint32_t first, uint32_t behind)
{
    const kb_reading *r = &f->r;
    kb_range subject = kb_phrase_subject(r, sentence.first, first);
    if (kb_range_empty(subject)) subject = kb_phrase_main(r, sentence.first, first);
    uint32_t begin = kb_range_empty(subject) || subject.first > first ? first : subject.first;
    uint32_t end = clause_end(r, behind < sentence.end ? behind : first, sentence.end);
    kb_range about = trim(r, (kb_range){ behind, end });
    /* "About the permit, the mayor would not answer": what is left unsaid stands first. */
    bool topic = kb_is_value(r, sentence.first, KB_WORD_PREPOSITION, "about");
    if (topic) begin = sentence.first;
    if (topic && kb_range_empty(about))
        about = (kb_range){ sentence.first + 1, subject.first > sentence.first ? subject.first : first };
    if (begin > first) begin = first;
    kb_remark *remark = new_remark(f, true, trim(r, (kb_range){ begin, end > behind ? end : behind }), index);
    if (!remark) return KB_OK;
    remark->about = kb_range_span(r, trim(r, about));
    bool refused = first < behind && silence_with(r, first, "refusal", &(size_t){ 0 }) != NULL;
    remark->statement = silent_statement(f, kb_range_span(r, (kb_range){ first, behind }), !refused);
    set_speaker(f, remark, subject, index);
    return find_claim(f, remark, about, false);
}

static kb_status read_silence(finder *f, kb_range sentence, uint32_t index)
{
    const kb_reading *r = &f->r;
    for (uint32_t i = sentence.first; i < sentence.end; i++) {
        size_t words;
        const kb_word *w = r->quote[i] || !kb_is(r, i, KB_WORD_SILENCE) ? NULL : silence_at(r, i, &words);
        if (!w && !r->quote[i] && r->at[i].words) w = silence_at(r, i, &words);
        if (!w) continue;
        bool whole = !kb_str_is(w->value, "verb") && !kb_str_is(w->value, "refusal") && !kb_str_is(w->value, "asked");
        uint32_t first = i;
        if (!whole) {
            w = silence_with(r, i, "verb", &words);
            if (!w || !is_withheld(r, sentence, i, &first) || !leaves_out(r, w, i + (uint32_t)words, sentence.end))
                continue;
        }
        kb_status status = add_silence(f, sentence, index, first, i + (uint32_t)words);
        if (status != KB_OK) return status;
        i += (uint32_t)words - 1;
    }
    return KB_OK;
}

/* ---- denials ---- */

static uint32_t rumour_near(const kb_reading *r, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++)
        if (kb_is(r, i, KB_WORD_RUMOUR)) return i;
    return end;
}

/* What a rumour says: the clause behind its complementizer, else the words behind the noun. */
static kb_range told_by_rumour(const kb_reading *r, uint32_t rumour, uint32_t end)
{
    for (uint32_t i = rumour + 1; i < end && i < rumour + 6; i++)
        if (kb_is_value(r, i, KB_WORD_COMPLEMENTIZER, "that")) return trim(r, (kb_range){ i + 1, end });
    return trim(r, (kb_range){ rumour + 1, end });
}

/* The claim that a denial's object means: "his claim", "it": the words before. */
static bool is_owned(const kb_reading *r, kb_range about)
{
    for (uint32_t i = about.first; i < about.end && i < about.first + 4; i++) {
        if (!kb_is(r, i, KB_WORD_RUMOUR) && !kb_is(r, i, KB_WORD_CUE_NOUN)) continue;
        const kb_word *suffix = r->at[i].suffix;
        if (suffix && kb_str_is(suffix->value, "third")) return true;
        if (i > about.first && kb_is_value(r, i - 1, KB_WORD_DETERMINER, "possessive")) return true;
        if (i > about.first &&
            (kb_is_value(r, i - 1, KB_WORD_DETERMINER, "that") || kb_is_value(r, i - 1, KB_WORD_DETERMINER, "this")))
            return true;
        if (i + 1 < r->count && r->determiner_after && kb_is(r, i + 1, KB_WORD_DETERMINER)) return true;
    }
    return false;
}

/* Statements whose stance is to deny. */
static kb_status read_denying(finder *f, uint32_t index, uint32_t *next)
{
    const kb_reading *r = &f->r;
    const kb_statements *all = &r->claims->statements;
    for (; *next < all->count && all->at[*next].sentence <= index; ++*next) {
        const kb_statement *s = &all->at[*next];
        if (s->sentence != index || s->stance != KB_STANCE_DENY || s->negated || !s->cue.count) continue;
        size_t first = kb_tokens_at(&r->claims->tokens, s->cue.at[0].begin),
               near = first + 6 < r->count ? first + 6 : r->count;
        const kb_word *cue = kb_token_match(&r->claims->tokens, first, KB_WORD_CUE, NULL);
        if (cue && kb_word_flag(cue, "rumour") && rumour_near(r, (uint32_t)first, (uint32_t)near) == near) continue;
        kb_span span = s->cue.at[0], told = s->content.at[0], whole = r->claims->sentences.at[index].span;
        if (told.end > span.end) span.end = told.end;
        if (told.begin < span.begin) span.begin = told.begin;
        if (s->source.count && s->source.at[0].begin < span.begin && s->source.at[0].begin >= whole.begin)
            span.begin = s->source.at[0].begin;
        if (span.end > whole.end || span.begin < whole.begin) span = whole;
        kb_remark *remark = new_remark(f, false, range_of_span(r, span), index);
        if (!remark) continue;
        remark->statement = *next;
        if (s->speakers.count) remark->speaker = s->speakers.at[0];
        remark->about = told;
        kb_range after_cue =
            range_of_span(r, kb_span_of(s->cue.at[0].end, told.end > s->cue.at[0].end ? told.end : s->cue.at[0].end));
        kb_status status = find_claim(f, remark, range_of_span(r, told), is_owned(r, after_cue));
        if (status != KB_OK) return status;
    }
    return KB_OK;
}

/* Is the phrase what is said of its subject ("is false", "itu bohong"), not part of a name for something ("a false
 * report")? Told by the word before it, or by its own negation, and by no noun behind it. */
static bool is_predicate(const kb_reading *r, kb_range sentence, uint32_t i, uint32_t behind)
{
    if (behind < sentence.end && r->at[behind].kind == KB_TOKEN_WORD && r->quote[behind] == r->quote[i] &&
        (kb_is(r, behind, KB_WORD_RUMOUR) || kb_is(r, behind, KB_WORD_ROLE)))
        return false;
    bool relative = i > sentence.first && (kb_is_value(r, i - 1, KB_WORD_CONJUNCTION, "which") ||
                                           kb_is_value(r, i - 1, KB_WORD_PRONOUN, "who"));
    if (relative) return false;
    if (kb_is(r, i, KB_WORD_NEGATION)) return true;
    if (i == sentence.first || r->quote[i - 1] != r->quote[i] || r->mention[i - 1]) return false;
    uint32_t before = i - 1;
    if (kb_is_article(r, before)) return before > sentence.first && kb_is(r, before - 1, KB_WORD_AUXILIARY);
    if (kb_is_value(r, before, KB_WORD_AUXILIARY, "modal")) return false;
    bool last = behind >= sentence.end || r->at[behind].kind == KB_TOKEN_MARK;
    uint32_t near = before > sentence.first + 4 ? before - 4 : sentence.first;
    bool rumour =
        last && !kb_is(r, before, KB_WORD_RUMOUR) && rumour_near(r, near, before) < before; /* "tudingan itu keliru:" */
    return rumour || kb_is(r, before, KB_WORD_AUXILIARY) || kb_is(r, before, KB_WORD_ADVERB) ||
           kb_is(r, before, KB_WORD_DETERMINER) || kb_is(r, before, KB_WORD_NEGATION);
}

/* "... is false", "rejects claims that": the phrases of section denial. */
static kb_status read_untrue(finder *f, kb_range sentence, uint32_t index)
{
    const kb_reading *r = &f->r;
    for (uint32_t i = sentence.first; i < sentence.end; i++) {
        size_t words;
        const kb_word *w = r->at[i].words ? kb_token_match(&r->claims->tokens, i, KB_WORD_DENIAL, &words) : NULL;
        if (!w) continue;
        uint32_t behind = i + (uint32_t)words, end = clause_end(r, i, sentence.end), begin, rumour;
        kb_range about, subject = { 0, 0 };
        bool back = false;
        if (kb_str_is(w->value, "such")) { /* "no such pledge was given", said somebody */
            uint32_t around = statement_around(f, r->at[i].span);
            if (around == KB_NONE) continue;
            begin = i;
            about = trim(r, (kb_range){ behind, end });
            rumour = sentence.end;
            back = true;
        } else if (kb_str_is(w->value, "object")) {
            rumour = rumour_near(r, behind, end < behind + 5 ? end : behind + 5);
            if (rumour >= end || rumour >= behind + 5 || (i > sentence.first && kb_is(r, i - 1, KB_WORD_NEGATION)))
                continue;
            subject = kb_phrase_subject(r, sentence.first, i);
            begin = kb_range_empty(subject) ? i : subject.first;
            about = told_by_rumour(r, rumour, end);
            back = is_owned(r, (kb_range){ behind, end });
        } else {
            uint32_t from = i > sentence.first + SUBJECT_NEAR ? i - SUBJECT_NEAR : sentence.first;
            for (uint32_t k = i; k > from; k--)
                if (r->quote[k - 1] != r->quote[i] || kb_is_mark(r, k - 1, ';')) {
                    from = k;
                    break;
                }
            rumour = rumour_near(r, from, i);
            bool that =
                i > from && from < i &&
                (kb_is_value(r, from, KB_WORD_DETERMINER, "that") || kb_is_value(r, from, KB_WORD_DETERMINER, "this") ||
                 kb_is_value(r, from, KB_WORD_PRONOUN, "it")) &&
                i <= from + 5;
            bool strong = kb_word_flag(w, "strong");
            if (!is_predicate(r, sentence, i, behind)) continue;
            if (rumour >= i && !that && !strong) continue;
            if (rumour < i && i > rumour + SUBJECT_NEAR) continue;
            begin = rumour < i ? rumour : from;
            about = rumour < i ? told_by_rumour(r, rumour, i) : (kb_range){ from, i };
            back = that || is_owned(r, (kb_range){ begin > sentence.first ? begin - 1 : begin, i });
            end = behind;
        }
        kb_remark *remark = new_remark(f, false, trim(r, (kb_range){ begin, end > behind ? end : behind }), index);
        if (!remark) continue;
        remark->about = kb_range_span(r, about);
        remark->statement = statement_around(f, r->at[i].span);
        if (!kb_range_empty(subject))
            set_speaker(f, remark, subject, index);
        else if (remark->statement != KB_NONE && r->claims->statements.at[remark->statement].speakers.count)
            remark->speaker = r->claims->statements.at[remark->statement].speakers.at[0];
        kb_status status = find_claim(f, remark, about, back);
        if (status != KB_OK) return status;
        if (remark->claim.count == 0 && rumour < sentence.end &&
            about.end > about.first + 2) { /* the rumour's own words */
            kb_span *span = KB_ADD(r->arena, &remark->claim, kb_span);
            if (!span) return kb_arena_fail(r->arena, r->err);
            *span = remark->about;
        }
        i = behind;
    }
    return KB_OK;
}

kb_status kb_remarks_find(const kb_reading *reading)
{
    finder f = { .r = *reading };
    kb_claims *claims = reading->claims;
    uint32_t next = 0;
    claims->remarks = (kb_remarks){ 0 };
    kb_status status = kb_history_begin(&f.r, &f.history);
    if (status != KB_OK) return status;
    for (size_t i = 0; i < claims->statements.count; i++)
        if (claims->statements.at[i].entity != KB_NONE)
            f.history.speaker[claims->statements.at[i].sentence] = claims->statements.at[i].entity;
    for (uint32_t i = 0; i < claims->sentences.count && status == KB_OK; i++) {
        const kb_sentence *s = &claims->sentences.at[i];
        if (kb_document_aside(reading->doc, s->span)) continue;
        kb_range tokens = trim(&f.r, tokens_of(s));
        status = read_denying(&f, i, &next);
        if (status == KB_OK) status = read_untrue(&f, tokens, i);
        if (status == KB_OK) status = read_silence(&f, tokens, i);
    }
    return status;
}
