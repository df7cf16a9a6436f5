#include "claim/phrase.h"

#include "claim/quoted_name.h"

enum {
    MAIN_TOKENS_MAX = 200, /* how far into a sentence its first noun phrase is looked for */
    TITLE_BYTES = 100      /* a title is no longer */
};

/* ---- preparing ---- */

static void mark_quotes(const kb_claims *claims, uint32_t *quote)
{
    size_t t = 0;
    for (size_t i = 0; i < claims->quotes.count; i++) {
        const kb_quote *q = &claims->quotes.at[i];
        if (q->nested) continue;
        while (t < claims->tokens.count && claims->tokens.at[t].span.begin < q->outer.begin) t++;
        for (; t < claims->tokens.count && claims->tokens.at[t].span.begin < q->outer.end; t++)
            quote[t] = (uint32_t)i + 1;
    }
}

/* A name in quotation marks is no quote: its words are of no class, and it is read as one noun. */
static void set_names(kb_reading *r, uint64_t *classes, uint32_t *quote, uint32_t *named)
{
    for (uint32_t i = 0, end; i < r->count; i = end) {
        end = i + 1;
        if (!quote[i]) continue;
        const kb_quote *q = &r->claims->quotes.at[quote[i] - 1];
        while (end < r->count && quote[end] == quote[i]) end++;
        if (q->open || q->goes_on || !kb_quoted_name(r, (kb_range){ i, end })) continue;
        for (uint32_t k = i; k < end; k++) {
            named[k] = end;
            quote[k] = 0;
            classes[k] = 0;
        }
    }
}

static bool is_about(const kb_lang *lang, const char *key, const char *value)
{
    return lang && kb_str_is(kb_lang_about(lang, key), value);
}

kb_status kb_reading_begin(const kb_document *doc, kb_claims *claims, kb_reading *r, kb_err *err)
{
    kb_arena *arena = doc->arena;
    size_t count = claims->tokens.count;
    uint64_t *classes = KB_NEW(arena, uint64_t, count + 1);
    uint32_t *quote = KB_NEW(arena, uint32_t, count + 1), *mention = KB_NEW(arena, uint32_t, count + 1);
    uint32_t *date = KB_NEW(arena, uint32_t, count + 1), *named = KB_NEW(arena, uint32_t, count + 1);
    uint32_t *acronym = KB_NEW(arena, uint32_t, claims->entities.count + 1);
    if (!classes || !quote || !mention || !date || !named || !acronym) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++) classes[i] = claims->tokens.at[i].single;
    for (size_t i = 0; i < count; i++) /* forms of several words for people: "juru bicara", "prime minister" */
        for (int k = 0; k < 2 && claims->tokens.at[i].words; k++) {
            static const kb_word_class people[] = { KB_WORD_ROLE, KB_WORD_TITLE };
            if (kb_token_match(&claims->tokens, i, people[k], NULL)) classes[i] |= (uint64_t)1 << people[k];
        }
    for (size_t i = 0; i < count; i++) { /* of a noun of several words for a rumour none is a verb: "pesan berantai" */
        size_t n = 0;
        if (!claims->tokens.at[i].words || !kb_token_match(&claims->tokens, i, KB_WORD_RUMOUR, &n) || n < 2) continue;
        for (size_t k = i; k < i + n; k++) classes[k] &= ~(KB_CLASS_BIT(CUE) | KB_CLASS_BIT(CUE_MIND));
    }
    mark_quotes(claims, quote);
    for (size_t i = 0; i < claims->mentions.count; i++) {
        const kb_mention *m = &claims->mentions.at[i];
        for (uint32_t k = m->first; k < m->first + m->count && k < count; k++) mention[k] = (uint32_t)i + 1;
        if (m->count == 1 && m->first < count && (claims->tokens.at[m->first].flags & KB_TOKEN_CAPITALS))
            acronym[m->entity] = m->first + 1;
    }
    for (size_t i = 0; i < claims->dates.count; i++) {
        const kb_date *d = &claims->dates.at[i];
        for (uint32_t k = d->token; k < d->token + d->tokens && k < count; k++) date[k] = (uint32_t)i + 1;
    }
    *r = (kb_reading){ .doc = doc,
                       .claims = claims,
                       .arena = arena,
                       .err = err,
                       .text = doc->text,
                       .at = claims->tokens.at,
                       .count = (uint32_t)count,
                       .classes = classes,
                       .quote = quote,
                       .named = named,
                       .mention = mention,
                       .date = date,
                       .acronym = acronym,
                       .verb_second = is_about(claims->lang, "verb", "second"),
                       .verb_first = is_about(claims->lang, "verb", "first"),
                       .subject_dropped = is_about(claims->lang, "subject", "dropped"),
                       .nouns_capital = is_about(claims->lang, "nouns", "capital"),
                       .determiner_after = is_about(claims->lang, "determiner", "after"),
                       .past = claims->lang ? kb_lang_about(claims->lang, "past") : KB_STR("") };
    set_names(r, classes, quote, named);
    return KB_OK;
}

/* ---- single tokens ---- */

bool kb_is_value(const kb_reading *r, uint32_t token, kb_word_class c, const char *value)
{
    if (!kb_is(r, token, c)) return false;
    for (const kb_word *w = r->at[token].words; w; w = w->next)
        if (w->class_of == c && w->count == 1 && (kb_str_is(w->value, value) || kb_word_flag(w, value))) return true;
    return false;
}

bool kb_is_article(const kb_reading *r, uint32_t token)
{
    if (!kb_is(r, token, KB_WORD_DETERMINER)) return false;
    return !r->determiner_after || kb_is_value(r, token, KB_WORD_DETERMINER, "article");
}

bool kb_is_mark(const kb_reading *r, uint32_t token, char mark)
{
    const kb_token *t = &r->at[token];
    if (t->kind != KB_TOKEN_MARK) return false;
    if (kb_span_len(t->span) == 1) return r->text.at[t->span.begin] == mark;
    return (mark == ',' && kb_str_is(t->folded, "،")) || (mark == ';' && kb_str_is(t->folded, "؛"));
}

uint32_t kb_first_comma(const kb_reading *r, uint32_t i, uint32_t end)
{
    for (uint32_t k = i + 1; k < end; k++)
        if (!r->quote[k] && kb_is_mark(r, k, ',')) return k;
    return end;
}

bool kb_is_dash(const kb_reading *r, uint32_t token)
{
    const kb_token *t = &r->at[token];
    if (t->kind != KB_TOKEN_MARK) return false;
    if (kb_str_is(t->folded, "—") || kb_str_is(t->folded, "–") || kb_str_is(t->folded, "―")) return true;
    return kb_str_is(t->folded, "-") && (t->flags & KB_TOKEN_SPACED);
}

bool kb_is_possessive(const kb_reading *r, uint32_t token)
{
    const kb_token *t = &r->at[token];
    return t->suffix && kb_str_is(t->suffix->value, "possessive");
}

kb_span kb_range_span(const kb_reading *r, kb_range range)
{
    if (kb_range_empty(range)) return kb_span_of(0, 0);
    return kb_span_of(r->at[range.first].span.begin, r->at[range.end - 1].span.end);
}

/* ---- titles ---- */

/* May the quote that begins at `i` hang on what stands before it: a word, or a noun and a comma? */
static bool hangs(const kb_reading *r, uint32_t i, bool *comma)
{
    *comma = i > 1 && kb_is_mark(r, i - 1, ',');
    uint32_t before = i - 1 - *comma;
    if (i == 0 || r->quote[before] || r->at[before].kind != KB_TOKEN_WORD ||
        r->at[before].paragraph != r->at[i].paragraph)
        return false;
    /* "the show", "the TV show" is no verb */
    bool noun = before > 0 && (kb_is_article(r, before - 1) || kb_is_value(r, before, KB_WORD_CUE, "noun"));
    if (kb_is(r, before, KB_WORD_COMPLEMENTIZER) || (kb_is(r, before, KB_WORD_CUE) && !noun)) return false;
    return !*comma || !(r->mention[before] || kb_is(r, before, KB_WORD_PRONOUN) || kb_is(r, before, KB_WORD_ADVERB) ||
                        kb_is(r, before, KB_WORD_PREPOSITION) || (r->at[before].flags & KB_TOKEN_CAPITAL));
}

bool kb_is_title(const kb_reading *r, uint32_t i)
{
    uint32_t q = r->quote[i], words = 0;
    bool comma;
    if (!q || kb_span_len(r->claims->quotes.at[q - 1].words) > TITLE_BYTES) return false;
    while (i > 0 && r->quote[i - 1] == q) i--;
    if (!hangs(r, i, &comma)) return false;
    for (; i < r->count && r->quote[i] == q; i++) {
        const kb_token *t = &r->at[i];
        bool last = i + 2 >= r->count || r->quote[i + 2] != q;
        if (kb_is_mark(r, i, '?') || kb_is_mark(r, i, '!') || (kb_is_mark(r, i, '.') && !last)) return false;
        if (t->kind != KB_TOKEN_WORD) continue;
        bool small = words && (kb_is(r, i, KB_WORD_PREPOSITION) || kb_is(r, i, KB_WORD_CONJUNCTION) ||
                               kb_is(r, i, KB_WORD_DETERMINER) || kb_is(r, i, KB_WORD_COMPLEMENTIZER));
        if (!(t->flags & KB_TOKEN_CAPITAL) && !small) return false;
        words++;
    }
    return words > comma;
}

/* ---- noun phrases ---- */

static bool is_relative(const kb_reading *r, uint32_t i)
{
    return kb_is_value(r, i, KB_WORD_PRONOUN, "who") || kb_is_value(r, i, KB_WORD_CONJUNCTION, "which");
}

bool kb_is_relative_subject(const kb_reading *r, uint32_t i)
{
    return r->at[i].kind == KB_TOKEN_WORD && !r->quote[i] && kb_is_value(r, i, KB_WORD_PRONOUN, "who");
}

/* A mark that may stand inside a noun phrase: the stop of an abbreviation, "&", an apostrophe, a bare hyphen. */
static bool is_inner_mark(const kb_reading *r, uint32_t i)
{
    if (r->at[i].kind != KB_TOKEN_MARK || r->quote[i]) return false;
    if (r->at[i].flags & KB_TOKEN_SPACED)
        return kb_is_mark(r, i, '&') || kb_is_mark(r, i, '#') || kb_is_mark(r, i, '@');
    bool last = i + 1 == r->count || (r->at[i + 1].flags & KB_TOKEN_SENTENCE);
    if (kb_is_mark(r, i, '.')) return !last;
    return kb_is_mark(r, i, '-') || kb_is_mark(r, i, '\'') || kb_str_is(r->at[i].folded, "’") ||
           kb_is_mark(r, i, '/') || kb_is_mark(r, i, '&') || kb_is_mark(r, i, '@');
}

static bool is_cue_word(const kb_reading *r, uint32_t i)
{
    return kb_is(r, i, KB_WORD_CUE) || kb_is(r, i, KB_WORD_CUE_MIND) || kb_is(r, i, KB_WORD_CUE_THIRD);
}

/* Words that end every noun phrase. */
static bool ends_phrase(const kb_reading *r, uint32_t i)
{
    if (r->named[i]) return false;
    if (r->quote[i]) return true;
    if (r->at[i].kind == KB_TOKEN_MARK) return !is_inner_mark(r, i);
    if (r->mention[i]) return false;
    return kb_is(r, i, KB_WORD_COMPLEMENTIZER) || kb_is(r, i, KB_WORD_AUXILIARY) || kb_is(r, i, KB_WORD_NEGATION);
}

/* A verb behind the noun at its left, as far as its form tells: the noun phrase ends before it. */
static bool is_verb(const kb_reading *r, uint32_t i)
{
    const kb_token *t = &r->at[i];
    if (i == 0 || r->mention[i] || t->kind != KB_TOKEN_WORD || (t->flags & KB_TOKEN_CAPITAL)) return false;
    if (!kb_is(r, i, KB_WORD_VERB) &&
        !(r->past.len && t->folded.len > r->past.len + 2 && kb_str_ends(t->folded, r->past)))
        return false;
    static const kb_word_class nouns[] = { KB_WORD_PRONOUN, KB_WORD_ROLE,         KB_WORD_TITLE,   KB_WORD_CUE_NOUN,
                                           KB_WORD_MEDIUM,  KB_WORD_ORGANISATION, KB_WORD_DOCUMENT };
    if (kb_is_possessive(r, i - 1) || kb_is_article(r, i - 1)) return false;
    if (r->mention[i - 1]) return true;
    for (size_t k = 0; k < sizeof nouns / sizeof *nouns; k++)
        if (kb_is(r, i - 1, nouns[k])) return true;
    return false;
}

bool kb_is_personal(const kb_reading *r, kb_range range)
{
    for (uint32_t i = range.first; i < range.end; i++) {
        if (r->mention[i]) {
            kb_name_kind kind = r->claims->entities.at[r->claims->mentions.at[r->mention[i] - 1].entity].kind;
            if (kind == KB_NAME_PERSON || kind == KB_NAME_ORGANISATION) return true;
            if (kind == KB_NAME_OTHER && !r->nouns_capital) return true;
        }
        if (kb_is(r, i, KB_WORD_ROLE) || kb_is(r, i, KB_WORD_TITLE) || kb_is(r, i, KB_WORD_DOCUMENT) ||
            kb_is(r, i, KB_WORD_METONYM) || (kb_is(r, i, KB_WORD_PRONOUN) && !kb_is_article(r, i)))
            return true;
    }
    return false;
}

static bool is_and(const kb_reading *r, uint32_t i)
{
    return kb_is_value(r, i, KB_WORD_CONJUNCTION, "and");
}

static bool begins_phrase(const kb_reading *r, uint32_t i)
{
    return r->mention[i] || (r->at[i].flags & KB_TOKEN_CAPITAL) || kb_is_article(r, i) || kb_is(r, i, KB_WORD_ROLE) ||
           kb_is(r, i, KB_WORD_TITLE);
}

/* Behind a bracket that opens at `i`: the token after its end; i when it does not close before `limit`. */
static uint32_t behind_bracket(const kb_reading *r, uint32_t i, uint32_t limit)
{
    for (uint32_t k = i + 1; k < limit && k < i + 20; k++)
        if (kb_is_mark(r, k, ')')) return k + 1;
    return i;
}

/* Where nouns have capitals: does the small word at `i`, behind a noun, begin something else? A genitive belongs to the
 * noun, though not to a person's name. */
static bool leaves_noun(const kb_reading *r, uint32_t i)
{
    if (!r->nouns_capital || r->at[i].kind != KB_TOKEN_WORD || (r->at[i].flags & KB_TOKEN_CAPITAL) || r->mention[i])
        return false;
    if (!(r->at[i - 1].flags & KB_TOKEN_CAPITAL) && !r->mention[i - 1] && !r->named[i - 1]) return false;
    if (is_and(r, i) || kb_is(r, i, KB_WORD_PREPOSITION)) return false;
    if (!kb_is_value(r, i, KB_WORD_DETERMINER, "genitive")) return true;
    return r->mention[i - 1] &&
           r->claims->entities.at[r->claims->mentions.at[r->mention[i - 1] - 1].entity].kind == KB_NAME_PERSON;
}

/* Is the small word at `k` an adjective of the noun behind it: does an article lead it? */
static bool is_led(const kb_reading *r, uint32_t lowest, uint32_t k)
{
    if (kb_is(r, k, KB_WORD_DETERMINER) || kb_is(r, k, KB_WORD_PREPOSITION) || kb_is(r, k, KB_WORD_CONJUNCTION))
        return true;
    for (uint32_t i = k; i > lowest && i + 4 > k; i--) {
        if (kb_is(r, i - 1, KB_WORD_DETERMINER)) return true;
        if (r->at[i - 1].kind != KB_TOKEN_WORD || (r->at[i - 1].flags & KB_TOKEN_CAPITAL)) return false;
    }
    return false;
}

static uint32_t forward_run(const kb_reading *r, uint32_t from, uint32_t limit, bool wide)
{
    uint32_t i = from;
    bool relative = false, named = false;
    if (limit > from + KB_PHRASE_TOKENS_MAX) limit = from + KB_PHRASE_TOKENS_MAX;
    while (i < limit) {
        if (r->named[i]) {
            i = r->named[i];
            named = true;
            continue;
        }
        if (kb_is_mark(r, i, '(')) {
            uint32_t behind = behind_bracket(r, i, limit);
            if (behind == i) break;
            i = behind;
            continue;
        }
        if (i == from && kb_is(r, i, KB_WORD_PRONOUN) && !kb_is_possessive(r, i) && !kb_is_article(r, i) &&
            !r->mention[i]) {
            /* "some officials": a quantity begins a phrase */
            bool more = kb_is_value(r, i, KB_WORD_PRONOUN, "some") && i + 1 < limit && !ends_phrase(r, i + 1) &&
                        !is_cue_word(r, i + 1) && !kb_is(r, i + 1, KB_WORD_ADVERB) &&
                        !kb_is(r, i + 1, KB_WORD_PREPOSITION) && !kb_is(r, i + 1, KB_WORD_CONJUNCTION);
            if (!more) return i + 1;
            i++;
            continue;
        }
        if (ends_phrase(r, i) && !(relative && wide && r->at[i].kind == KB_TOKEN_WORD)) break;
        if (i > from && is_relative(r, i)) {
            if (!wide) break;
            relative = true;
        } else if (i > from && !r->mention[i] && kb_is(r, i, KB_WORD_PREPOSITION)) {
            if (!wide && (named || !kb_is(r, i, KB_WORD_KIN))) break;
        } else if (is_and(r, i)) {
            if (i + 1 >= limit || i == from || !begins_phrase(r, i + 1)) break;
        } else if (i > from && !relative && leaves_noun(r, i)) {
            break;
        } else if (!r->mention[i] && kb_is(r, i, KB_WORD_CONJUNCTION)) {
            break;
        } else if (r->date[i] && !wide) {
            break;
        } else if (i > from && !r->mention[i] && is_cue_word(r, i) && !(r->at[i].flags & KB_TOKEN_CAPITAL) &&
                   !relative) {
            break;
        } else if (i > from && !wide && ((kb_is(r, i, KB_WORD_ADVERB) && !r->mention[i]) || is_verb(r, i))) {
            break;
        }
        named |= r->mention[i] != 0;
        i++;
    }
    while (i > from && !r->mention[i - 1] && !r->named[i - 1] &&
           (r->at[i - 1].kind == KB_TOKEN_MARK || is_and(r, i - 1) || kb_is(r, i - 1, KB_WORD_PREPOSITION)) &&
           !kb_is_mark(r, i - 1, ')'))
        i--;
    return i;
}

/* "the mayor, Rana Sutan": a name of its own between a comma and the next border completes a description. */
static uint32_t take_name(const kb_reading *r, uint32_t from, uint32_t end, uint32_t limit)
{
    if (end == from || end + 1 >= limit || !kb_is_mark(r, end, ',') || !r->mention[end + 1]) return end;
    const kb_mention *m = &r->claims->mentions.at[r->mention[end + 1] - 1];
    uint32_t behind = m->first + m->count;
    if (m->first != end + 1 || r->claims->entities.at[m->entity].kind != KB_NAME_PERSON) return end;
    for (uint32_t i = from; i < end; i++)
        if (r->mention[i] &&
            r->claims->entities.at[r->claims->mentions.at[r->mention[i] - 1].entity].kind == KB_NAME_PERSON)
            return end;
    if (behind < limit && r->at[behind].kind == KB_TOKEN_WORD && !kb_is(r, behind, KB_WORD_PREPOSITION) &&
        !r->date[behind])
        return end;
    return behind;
}

kb_range kb_phrase_forward(const kb_reading *r, uint32_t from, uint32_t limit, bool wide)
{
    uint32_t end = forward_run(r, from, limit, wide);
    return (kb_range){ from, take_name(r, from, end, limit) };
}

/* A relative clause may hold verbs: from a word that would end the phrase, looks back for the "who" that begins it. */
static uint32_t before_relative(const kb_reading *r, uint32_t floor, uint32_t i)
{
    for (uint32_t k = i, steps = 0; k > floor && steps < 12; k--, steps++) {
        if (r->quote[k - 1] || (r->at[k - 1].kind == KB_TOKEN_MARK && !is_inner_mark(r, k - 1))) return i;
        if (is_relative(r, k - 1)) return k - 1;
    }
    return i;
}

/* kb_phrase_backward; *raw: where the run of words began, before an adverbial at its head was taken off. */
static kb_range backward_run(const kb_reading *r, uint32_t floor, uint32_t end, uint32_t *raw)
{
    uint32_t i = end, lowest = end > floor + KB_PHRASE_TOKENS_MAX ? end - KB_PHRASE_TOKENS_MAX : floor;
    while (i > lowest) {
        uint32_t k = i - 1;
        if (r->named[k]) {
            while (i > lowest && r->named[i - 1] == r->named[k]) i--;
            continue;
        }
        if (kb_is_mark(r, k, ')')) {
            uint32_t open = k;
            while (open > lowest && !kb_is_mark(r, open, '(')) open--;
            if (!kb_is_mark(r, open, '(')) break;
            i = open;
            continue;
        }
        bool verb = !r->mention[k] && is_cue_word(r, k) && !(r->at[k].flags & KB_TOKEN_CAPITAL) &&
                    !kb_is(r, k, KB_WORD_CUE_NOUN);
        if (ends_phrase(r, k) || (verb && k + 1 != end)) {
            uint32_t relative =
                r->at[k].kind == KB_TOKEN_WORD && !r->quote[k] ? before_relative(r, lowest, k + 1) : k + 1;
            if (relative == k + 1) break;
            i = relative;
            continue;
        }
        if (verb) break;
        if (r->nouns_capital && i < end && r->at[k].kind == KB_TOKEN_WORD && !(r->at[k].flags & KB_TOKEN_CAPITAL) &&
            !r->mention[k] && !is_led(r, lowest, k))
            break;
        if (kb_is(r, k, KB_WORD_PRONOUN) && !r->mention[k] && !is_relative(r, k) && !kb_is_article(r, k)) {
            if (i < end && kb_is_value(r, k, KB_WORD_PRONOUN, "some")) { /* "one senior official" */
                i = k;
                break;
            }
            if (i == end) {
                *raw = k;
                return (kb_range){ k, end };
            }
            break;
        }
        if (is_and(r, k)) {
            if (k == lowest || !begins_phrase(r, i) || r->at[k - 1].kind != KB_TOKEN_WORD ||
                !(r->mention[k - 1] && r->mention[i]))
                break;
        } else if (!r->mention[k] && kb_is(r, k, KB_WORD_CONJUNCTION) && !is_relative(r, k) &&
                   !kb_is(r, k, KB_WORD_PREPOSITION)) {
            break;
        }
        i = k;
    }
    kb_range range = { i, end };
    *raw = i;
    while (range.first < end && r->at[range.first].kind == KB_TOKEN_MARK && !kb_is_mark(r, range.first, '@') &&
           !r->named[range.first])
        range.first++;
    bool counted = range.first + 1 < end && kb_is(r, range.first, KB_WORD_HEDGE) &&
                   r->at[range.first + 1].kind == KB_TOKEN_NUMBER; /* "about 40 people" */
    /* "At the rally the mayor": a phrase that begins with a preposition ends with the name or description wanted. */
    if (range.first < end && !r->mention[range.first] && !counted &&
        (kb_is(r, range.first, KB_WORD_PREPOSITION) || kb_is(r, range.first, KB_WORD_CONJUNCTION) ||
         kb_is(r, range.first, KB_WORD_ADVERB))) {
        uint32_t best = end;
        if (r->mention[end - 1]) {
            best = r->claims->mentions.at[r->mention[end - 1] - 1].first;
        } else {
            for (uint32_t k = end; k > range.first + 1; k--)
                if (kb_is_article(r, k - 1) || kb_is(r, k - 1, KB_WORD_ROLE))
                    best = k - 1;
                else if (kb_is(r, k - 1, KB_WORD_PREPOSITION) && best < end)
                    break;
        }
        range.first = best < range.first ? range.first : best;
    }
    return range;
}

kb_range kb_phrase_backward(const kb_reading *r, uint32_t floor, uint32_t end)
{
    uint32_t raw;
    return backward_run(r, floor, end, &raw);
}

kb_range kb_phrase_named(const kb_reading *r, kb_range phrase)
{
    if (kb_range_empty(phrase) || !r->mention[phrase.end - 1]) return phrase;
    const kb_mention *m = &r->claims->mentions.at[r->mention[phrase.end - 1] - 1];
    kb_name_kind kind = r->claims->entities.at[m->entity].kind;
    if ((kind != KB_NAME_PERSON && kind != KB_NAME_OTHER) || m->first <= phrase.first) return phrase;
    uint32_t i = m->first;
    while (i > phrase.first && r->at[i - 1].kind == KB_TOKEN_WORD && !kb_is_article(r, i - 1) &&
           (kb_is(r, i - 1, KB_WORD_ROLE) || kb_is(r, i - 1, KB_WORD_TITLE) || (r->at[i - 1].flags & KB_TOKEN_CAPITAL)))
        i--;
    bool and = i > phrase.first && is_and(r, i - 1);
    if (i > phrase.first && kb_is_article(r, i - 1)) i--;
    return and? phrase : (kb_range){ i, phrase.end };
}

/* ---- subjects ---- */

/* Is the stretch between two commas an insertion: an apposition, an age, a relative clause, a place or time? */
static bool is_insertion(const kb_reading *r, kb_range s)
{
    uint32_t i = s.first;
    if (kb_range_empty(s)) return true;
    if (r->at[i].kind == KB_TOKEN_NUMBER || r->date[i] || is_relative(r, i)) return true;
    if (!(r->at[i].flags & KB_TOKEN_CAPITAL)) return true; /* "the mayor of Lower Brinley", "lurah Brinley" */
    if (r->mention[i]) { /* "in Harbour, Norland, said": a place or body that fills the stretch */
        const kb_mention *m = &r->claims->mentions.at[r->mention[i] - 1];
        return r->claims->entities.at[m->entity].kind != KB_NAME_PERSON && m->first + m->count >= s.end;
    }
    return kb_is_article(r, i) || kb_is(r, i, KB_WORD_PREPOSITION) || kb_is(r, i, KB_WORD_ADVERB) ||
           kb_is(r, i, KB_WORD_CONJUNCTION) || kb_is(r, i, KB_WORD_ROLE) || !(r->at[i].flags & KB_TOKEN_CAPITAL);
}

/* A comma; or the mark that closes a title with one in it: 'the host of "Good Evening," said'. */
static bool is_comma(const kb_reading *r, uint32_t i)
{
    if (kb_is_mark(r, i, ',')) return true;
    return i > 0 && r->quote[i] && r->quote[i - 1] == r->quote[i] && kb_is_mark(r, i - 1, ',') &&
           r->at[i].kind == KB_TOKEN_MARK && kb_is_title(r, i);
}

static bool is_border(const kb_reading *r, uint32_t i)
{
    return (r->quote[i] && !kb_is_title(r, i)) ||
           (r->at[i].kind == KB_TOKEN_MARK && (kb_is_mark(r, i, ';') || kb_is_mark(r, i, ':') || kb_is_dash(r, i)));
}

/* The phrase that begins a stretch of a sentence which is no clause of its own: no verb group stands in it. */
static kb_range phrase_of_part(const kb_reading *r, kb_range part)
{
    kb_range none = { part.end, part.end };
    uint32_t i = part.first;
    while (i < part.end && !r->mention[i] && (kb_is(r, i, KB_WORD_ADVERB) || kb_is(r, i, KB_WORD_CONJUNCTION)) &&
           !kb_is_article(r, i))
        i++;
    if (i >= part.end) return none;
    kb_range phrase = kb_phrase_forward(r, i, part.end, true);
    if (kb_range_empty(phrase) || (i > part.first && phrase.end == i + 1 && kb_is(r, i, KB_WORD_DETERMINER)))
        return none;
    if (phrase.end < part.end && r->at[phrase.end].kind == KB_TOKEN_WORD && !r->quote[phrase.end] &&
        (kb_is(r, phrase.end, KB_WORD_AUXILIARY) || kb_is(r, phrase.end, KB_WORD_NEGATION) ||
         is_cue_word(r, phrase.end)))
        return none;
    return phrase;
}

/* The verb stands behind a comma at `comma`: the phrase before its insertions. */
static kb_range subject_before_comma(const kb_reading *r, uint32_t floor, uint32_t comma)
{
    uint32_t end = comma;
    kb_range described = { comma, comma }; /* the insertion nearest to the verb that may be a subject itself */
    for (int insertions = 0; insertions < 6; insertions++) {
        uint32_t begin = end;
        while (begin > floor && !is_border(r, begin - 1) && !is_comma(r, begin - 1)) begin--;
        kb_range part = { begin, end };
        if (begin > floor && is_comma(r, begin - 1) && is_insertion(r, part)) {
            bool describes = !r->mention[begin] && (kb_is_article(r, begin) || kb_is(r, begin, KB_WORD_ROLE));
            if (kb_range_empty(described) && (describes || r->mention[begin])) described = part;
            end = begin - 1;
            continue;
        }
        bool side = !r->mention[begin] && (kb_is(r, begin, KB_WORD_PREPOSITION) || r->date[begin]);
        if (side || begin >= end) break;
        kb_range phrase = phrase_of_part(r, part);
        if (kb_range_empty(phrase)) break;
        return phrase;
    }
    return kb_range_empty(described) ? described : phrase_of_part(r, described);
}

/* Back over what may stand between subject and verb: auxiliaries, adverbs, dates with their preposition, brackets. */
static uint32_t before_verb_group(const kb_reading *r, uint32_t floor, uint32_t verb)
{
    uint32_t i = verb;
    while (i > floor) {
        uint32_t k = i - 1;
        if (r->quote[k]) break;
        if (k > floor && !r->mention[k] && kb_is_value(r, k - 1, KB_WORD_ADVERB, "opens")) { /* "secara terbuka" */
            i = k - 1;
            continue;
        }
        if (r->date[k]) {
            i = k;
            while (i > floor && r->date[i - 1] == r->date[k]) i--;
            if (i > floor && kb_is(r, i - 1, KB_WORD_PREPOSITION)) i--;
            continue;
        }
        if (r->mention[k] ||
            !(kb_is(r, k, KB_WORD_AUXILIARY) || kb_is(r, k, KB_WORD_NEGATION) || kb_is(r, k, KB_WORD_ADVERB)))
            break;
        i = k;
    }
    return i;
}

kb_range kb_phrase_subject(const kb_reading *r, uint32_t floor, uint32_t verb)
{
    uint32_t end = before_verb_group(r, floor, verb);
    if (end <= floor) return (kb_range){ verb, verb };
    if (is_comma(r, end - 1)) {
        /* The words between the comma and the verb group may be the subject of an inserted adverb: "He, too, said". */
        kb_range range = subject_before_comma(r, floor, end - 1);
        if (!kb_range_empty(range)) return range;
        return (kb_range){ verb, verb };
    }
    if (is_relative(r, end - 1)) {
        uint32_t head = end - 1;
        if (head > floor && kb_is_mark(r, head - 1, ',')) head--;
        if (head > floor && kb_is(r, head - 1, KB_WORD_PREPOSITION)) return (kb_range){ verb, verb };
        return kb_phrase_backward(r, floor, head);
    }
    uint32_t raw;
    kb_range phrase = backward_run(r, floor, end, &raw);
    bool adverbial = raw < end && !r->mention[raw] && kb_is(r, raw, KB_WORD_PREPOSITION) && !kb_is_article(r, raw);
    for (uint32_t i = phrase.first; i < phrase.end && adverbial;
         i++) /* ", with the leader praising": the leader does */
        adverbial = !kb_is(r, i, KB_WORD_ROLE) && !kb_is(r, i, KB_WORD_TITLE) && !kb_is(r, i, KB_WORD_PRONOUN);
    if (adverbial && raw > floor + 1 && kb_is_mark(r, raw - 1, ',')) { /* "The mayor, in a letter said" */
        kb_range before = subject_before_comma(r, floor, raw - 1);
        if (!kb_range_empty(before)) return before;
    }
    return phrase;
}

kb_range kb_phrase_main(const kb_reading *r, uint32_t from, uint32_t limit)
{
    uint32_t i = from;
    if (limit > from + MAIN_TOKENS_MAX) limit = from + MAIN_TOKENS_MAX;
    kb_range first = { limit, limit }; /* the first phrase, where none may be a speaker */
    for (int side = 0; side < 4 && i < limit; side++) {
        while (i < limit && !r->quote[i] &&
               (r->at[i].kind == KB_TOKEN_MARK ||
                (!r->mention[i] &&
                 (kb_is(r, i, KB_WORD_ADVERB) || is_and(r, i) || kb_is_value(r, i, KB_WORD_CONJUNCTION, "but")) &&
                 !kb_is_article(r, i))))
            i++;
        if (i >= limit || r->quote[i]) break;
        bool adverbial = !r->mention[i] && (kb_is(r, i, KB_WORD_PREPOSITION) || kb_is(r, i, KB_WORD_ADVERB) ||
                                            kb_is(r, i, KB_WORD_CONJUNCTION));
        if (!adverbial && !r->date[i]) {
            kb_range phrase = kb_phrase_forward(r, i, limit, false);
            if (kb_is_personal(r, phrase)) return phrase;
            if (kb_range_empty(first)) first = phrase;
        }
        while (i < limit && !kb_is_mark(r, i, ',')) i++;
    }
    return first;
}
