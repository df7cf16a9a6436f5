#include "claim/name_run.h"

enum { NAME_TOKENS_MAX = 16 };

/* Does the sentence capitalise (nearly) every word? Where it ends with a stop, it must be the text's first, and each of
 * its words that is no small one counts. */
static bool capitalises(const kb_naming *f, const kb_sentence *s)
{
    static const kb_word_class small[] = { KB_WORD_STOP,     KB_WORD_PREPOSITION, KB_WORD_CONJUNCTION,
                                           KB_WORD_NEGATION, KB_WORD_AUXILIARY,   KB_WORD_DETERMINER };
    size_t long_words = 0, capitals = 0, last = s->first + s->count;
    if (s->count == 0 || s->dateline || f->nouns || !(f->at[s->first].flags & KB_TOKEN_PARAGRAPH)) return false;
    bool stopped = is_mark(f, last - 1, ".");
    if (stopped && s->first > 0) return false;
    for (size_t t = s->first; t < last; t++) {
        bool capital_word = f->at[t].flags & KB_TOKEN_CAPITAL, function = false;
        if (f->at[t].kind != KB_TOKEN_WORD || (kb_span_len(f->at[t].span) < 4 && !stopped)) continue;
        for (size_t c = 0; c < sizeof small / sizeof *small && !capital_word; c++)
            function |= kb_token_is(&f->at[t], small[c]); /* headlines leave those small */
        if (function) continue;
        if (stopped && !capital_word) return false;
        long_words++;
        capitals += capital_word;
    }
    return long_words >= 4 && capitals * 10 >= long_words * 8;
}

static uint8_t kind_of_sentence(const kb_naming *f, const kb_sentence *s)
{
    const kb_lines *lines = &f->doc->lines;
    size_t low = 0, high = lines->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lines->at[middle].span.end <= s->span.begin)
            low = middle + 1;
        else
            high = middle;
    }
    bool in_line = low < lines->count && kb_span_inside(s->span, lines->at[low].span);
    if (in_line && lines->at[low].kind != KB_LINE_TITLE) return KB_SENTENCE_ASIDE;
    return capitalises(f, s) ? KB_SENTENCE_HEADLINE : KB_SENTENCE_PLAIN;
}

bool kb_naming_at_head(const kb_naming *f, size_t t)
{
    const kb_token *token = &f->at[t];
    if (token->flags & (KB_TOKEN_SENTENCE | KB_TOKEN_PARAGRAPH)) return true;
    if (t == 0 || f->at[t - 1].sentence != token->sentence) return true;
    if (f->at[t - 1].kind != KB_TOKEN_MARK) return false;
    return !is_mark(f, t - 1, ",") && !is_mark(f, t - 1, "(") &&
           !(is_mark(f, t - 1, "-") && !(f->at[t - 1].flags & KB_TOKEN_SPACED)) && !is_mark(f, t - 1, "/") &&
           !is_mark(f, t - 1, "&");
}

bool kb_naming_beside_cue(const kb_naming *f, size_t first, size_t end)
{
    size_t after = end;
    if (first > 0 && f->at[first - 1].sentence == f->at[first].sentence && has(f, first - 1, L_CUE)) return true;
    for (size_t i = 0; i < 3 && after < f->count; i++, after++) {
        if (f->at[after].sentence != f->at[first].sentence) return false;
        if (has(f, after, L_CUE)) return true;
        if (!kb_token_is(&f->at[after], KB_WORD_ADVERB) && !kb_token_is(&f->at[after], KB_WORD_AUXILIARY)) return false;
    }
    return false;
}

kb_standing *kb_naming_standing(const kb_naming *f, size_t t)
{
    return f->standing[t] ? f->standing[t] : kb_map_find(f->words, f->at[t].base);
}

/* A preposition that has an article in it: am, zur. */
static bool leads_with_article(const kb_token *token)
{
    for (const kb_word *w = token->words; w; w = w->next)
        if (w->class_of == KB_WORD_PREPOSITION && w->count == 1 && kb_word_flag(w, "article")) return true;
    return false;
}

static kb_status note_standing(kb_naming *f, size_t t)
{
    kb_standing *s = kb_naming_standing(f, t);
    if (!s) {
        s = KB_NEW(f->doc->arena, kb_standing, 1);
        if (!s) return kb_arena_fail(f->doc->arena, f->err);
        if (!kb_map_set(f->words, f->at[t].base, s)) return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    }
    f->standing[t] = s;
    if (!capital(f, t)) {
        s->lower++;
        return KB_OK;
    }
    if (!kb_naming_at_head(f, t)) s->inner++;
    bool goes_on = t + 1 < f->count && capital(f, t + 1) && adjoins(f, t + 1);
    bool whole = t == 0 || !capital(f, t - 1) || !adjoins(f, t); /* not the end of a longer name */
    if (whole && !goes_on) s->single++;
    if (!whole && !goes_on) s->tail++;
    s->led += f->nouns && t > 0 && adjoins(f, t) &&
              (kb_token_is(&f->at[t - 1], KB_WORD_DETERMINER) || leads_with_article(&f->at[t - 1]));
    if (t > 0 && adjoins(f, t)) {
        bool leads = has(f, t - 1, L_BEFORE) && (!capital(f, t - 1) || kb_naming_at_head(f, t - 1));
        bool kind = has(f, t - 1, L_PLACE) && !has(f, t - 1, L_TITLE) && capital(f, t - 1); /* Kabupaten Bima */
        s->placed += leads || kind;
    }
    if (whole && kb_naming_beside_cue(f, t, t + 1)) s->speaks++;
    return KB_OK;
}

/* Where the script has no capitals: names are the words without an entry behind a title, and those words elsewhere;
 * bodies and places by their own words. */
kb_status kb_naming_lead(kb_naming *f)
{
    enum { LED_MAX = 3 };
    for (size_t t = 0; t < f->count; t++) {
        if (has(f, t, L_ORG | L_PLACE | L_TERRITORY | L_SEAT | L_GOVERNMENT)) f->led[t] = 1;
        if (f->led[t] && t > 0 && has(f, t - 1, L_ORG) && adjoins(f, t)) f->led[t] = 1;
        if (has(f, t, L_FIELD) && t > 0 && f->led[t - 1]) f->led[t] = 1;
        if (!has(f, t, L_TITLE) || (t + 1 < f->count && has(f, t + 1, L_TITLE))) continue;
        f->led[t] = 1;
        size_t n = t + 1, words = 0;
        while (n < f->count && adjoins(f, n) && has(f, n, L_COMPLEMENT) && n < t + 5) f->led[n++] = 1;
        for (; n < f->count && adjoins(f, n) && words < LED_MAX; n++, words++) {
            if (f->at[n].kind != KB_TOKEN_WORD || (f->at[n].words && !has(f, n, L_INNER))) break;
            f->led[n] = 1;
            if (!has(f, n, L_INNER) && !kb_map_set(f->alone, f->at[n].base, f->doc->arena))
                return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
        }
    }
    for (size_t t = 0; t < f->count; t++)
        f->led[t] |= !f->at[t].words && f->at[t].kind == KB_TOKEN_WORD && kb_map_find(f->alone, f->at[t].base) != NULL;
    return KB_OK;
}

kb_status kb_naming_survey(kb_naming *f)
{
    kb_status status = KB_OK;
    for (size_t s = 0; s < f->claims->sentences.count; s++)
        f->kinds[s] = kind_of_sentence(f, &f->claims->sentences.at[s]);
    for (size_t t = 0; t < f->count && status == KB_OK; t++)
        if (f->at[t].kind == KB_TOKEN_WORD && f->kinds[f->at[t].sentence] == KB_SENTENCE_PLAIN)
            status = note_standing(f, t);
    return status;
}

/* ---- runs ---- */

bool kb_naming_common(const kb_naming *f, size_t t)
{
    const kb_standing *s = kb_naming_standing(f, t);
    return s && s->lower > s->inner;
}

/* Where nouns have capitals: is the word one of them and no name, by its own entry, its ending, or an article that
 * stands before it somewhere? */
static bool common_noun(const kb_naming *f, size_t t)
{
    uint32_t naming = L_TITLE | L_ROLE | L_COMPLEMENT | L_INNER;
    if (!f->nouns || acronym(f, t) || has(f, t, naming)) return false;
    const kb_standing *s = kb_naming_standing(f, t);
    if (s && s->led > 0) return true;
    for (const kb_word *w = f->at[t].words; w; w = w->next)
        if (w->count == 1) return true;
    return kb_lang_noun_end(f->claims->lang, f->at[t].folded);
}

bool kb_naming_capital_names(const kb_naming *f, size_t t)
{
    if (has(f, t, L_DATE) || common_noun(f, t)) return false;
    if (kb_token_is(&f->at[t], KB_WORD_UNIT) &&
        ((t + 1 < f->count && f->at[t + 1].kind == KB_TOKEN_NUMBER) || (t > 0 && f->at[t - 1].kind == KB_TOKEN_NUMBER)))
        return false;
    if (!kb_naming_at_head(f, t)) /* a capital in the middle: a sentence whose full stop is lost, if not a name */
        return !kb_token_is(&f->at[t], KB_WORD_PRONOUN) && !kb_token_is(&f->at[t], KB_WORD_CUE_FRAME);
    if (has(f, t, L_FUNCTION) && !acronym(f, t)) return false;
    if (has(f, t, L_TITLE | L_COMPLEMENT) || acronym(f, t)) return true;
    return !has(f, t, L_BEFORE) && !kb_naming_common(f, t);
}

/* The full stop of "F." or "Dr." and the name behind it: the token behind the stop, else t. */
static size_t over_stop(const kb_naming *f, size_t t)
{
    bool initial = kb_span_len(f->at[t - 1].span) <= 2 || kb_token_is(&f->at[t - 1], KB_WORD_ABBREVIATION);
    if (!initial || !is_mark(f, t, ".") || (f->at[t].flags & KB_TOKEN_SPACED)) return t;
    return kb_naming_names(f, t + 1) && f->at[t + 1].sentence == f->at[t - 1].sentence ? t + 1 : t;
}

/* Small words between the parts of a name: the token behind them, else t. */
static size_t over_inner(const kb_naming *f, size_t first, size_t t)
{
    size_t next = t;
    if (has(f, t, L_INNER) && !capital(f, t)) {
        while (next < f->count && next < t + 3 && has(f, next, L_INNER) && adjoins(f, next)) next++;
    } else if (has(f, t, L_LINK) && has(f, t - 1, L_ORG | L_PLACE | L_TITLE)) {
        next = t + 1;
        if (next < f->count && has(f, next, L_ARTICLE) && adjoins(f, next)) next++;
    } else if (has(f, t, L_AND) && has(f, first, L_ORG) && t + 1 < f->count && has(f, t + 1, L_FIELD)) {
        next = t + 1;
    } else {
        return t;
    }
    return next < f->count && adjoins(f, next) && kb_naming_names(f, next) ? next : t;
}

size_t kb_naming_end(const kb_naming *f, size_t first)
{
    size_t t = first + 1;
    while (t < f->count && t < first + NAME_TOKENS_MAX && f->at[t].sentence == f->at[first].sentence) {
        if (f->at[t - 1].suffix && kb_str_is(f->at[t - 1].suffix->value, "possessive")) break;
        size_t next = over_stop(f, t);
        if (next == t && !adjoins(f, t)) break;
        if (next == t && kb_naming_names(f, t))
            next = t + 1;
        else if (next == t)
            next = over_inner(f, first, t);
        if (next == t) break;
        t = next;
    }
    return t;
}
