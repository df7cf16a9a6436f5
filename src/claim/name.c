#include "claim/name.h"

#include <stdlib.h>

#include "claim/entity.h"
#include "claim/label.h"

enum { PLAIN, HEADLINE, ASIDE }; /* kinds of sentences */

enum { NAME_TOKENS_MAX = 16, ROLE_TOKENS_MAX = 12, APPOSITION_TOKENS = 5 };

/* How a word stands in the sentences that capitalise names alone. */
typedef struct {
    uint32_t lower, inner;   /* without a capital; with one, inside a sentence */
    uint32_t placed, speaks; /* behind a preposition of place; beside a cue, as a whole name */
    uint32_t single;         /* a name of this one word */
    uint32_t led, tail;      /* behind an article; the end of a longer name */
} standing;

typedef struct {
    const kb_document *doc;
    kb_claims *claims;
    const kb_token *at;
    size_t count;
    uint32_t *labels; /* of each token */
    uint8_t *kinds;   /* of each sentence */
    kb_map *words;    /* base -> standing */
    bool nouns;       /* [about] nouns = capital */
    bool cases;       /* names have cases */
    uint8_t *led; /* [about] case = none: of each token, that a title leads to it or it is known as a name; else NULL */
    kb_map *alone; /* words of the runs that no title leads */
    kb_bearers bearers;
    kb_mentions found;
    size_t role_next;            /* the token with which that name must begin */
    size_t role_begin, role_end; /* tokens of a role that waits for the name behind the next comma; equal: none */
    kb_err *err;
} finder;

/* What a run of capitalised tokens was taken for. */
typedef struct {
    size_t span_first; /* token with which the mention begins, its title included */
    size_t first, end; /* tokens of the bare name */
    size_t role_first, role_end;
    int vote, weight;
    char gender;
    kb_str code;
} reading;

static kb_status out_of_arena(const finder *f)
{
    return kb_arena_fail(f->doc->arena, f->err);
}

static bool has(const finder *f, size_t t, uint32_t label)
{
    return (f->labels[t] & label) != 0;
}

static bool capital(const finder *f, size_t t)
{
    if (f->led) return f->led[t];
    return f->at[t].kind == KB_TOKEN_WORD && (f->at[t].flags & KB_TOKEN_CAPITAL);
}

static bool acronym(const finder *f, size_t t)
{
    return (f->at[t].flags & KB_TOKEN_CAPITALS) && f->at[t].kind == KB_TOKEN_WORD;
}

static bool is_mark(const finder *f, size_t t, const char *mark)
{
    return t < f->count && f->at[t].kind == KB_TOKEN_MARK && kb_str_is(f->at[t].folded, mark);
}

/* Do token t and the one before it stand in one sentence with nothing but a space between? */
static bool adjoins(const finder *f, size_t t)
{
    if (t == 0 || t >= f->count || f->at[t].sentence != f->at[t - 1].sentence) return false;
    return f->at[t].span.begin - f->at[t - 1].span.end <= 2 && f->at[t].paragraph == f->at[t - 1].paragraph;
}

/* ---- sentences and the standing of words ---- */

/* Does the sentence capitalise (nearly) every word? */
static bool capitalises(const finder *f, const kb_sentence *s)
{
    static const kb_word_class small[] = { KB_WORD_STOP,     KB_WORD_PREPOSITION, KB_WORD_CONJUNCTION,
                                           KB_WORD_NEGATION, KB_WORD_AUXILIARY,   KB_WORD_DETERMINER };
    size_t long_words = 0, capitals = 0, last = s->first + s->count;
    if (s->count == 0 || f->nouns || is_mark(f, last - 1, ".") || !(f->at[s->first].flags & KB_TOKEN_PARAGRAPH))
        return false;
    for (size_t t = s->first; t < last; t++) {
        bool capital_word = f->at[t].flags & KB_TOKEN_CAPITAL, function = false;
        if (f->at[t].kind != KB_TOKEN_WORD || kb_span_len(f->at[t].span) < 4) continue;
        for (size_t c = 0; c < sizeof small / sizeof *small && !capital_word; c++)
            function |= kb_token_is(&f->at[t], small[c]); /* headlines leave those small */
        if (function) continue;
        long_words++;
        capitals += capital_word;
    }
    return long_words >= 4 && capitals * 10 >= long_words * 8;
}

static uint8_t kind_of_sentence(const finder *f, const kb_sentence *s)
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
    if (in_line && lines->at[low].kind != KB_LINE_TITLE) return ASIDE;
    return capitalises(f, s) ? HEADLINE : PLAIN;
}

/* Is the token where a capital says nothing: at the head of a sentence, of quoted words, behind a colon? */
static bool at_head(const finder *f, size_t t)
{
    const kb_token *token = &f->at[t];
    if (token->flags & (KB_TOKEN_SENTENCE | KB_TOKEN_PARAGRAPH)) return true;
    if (t == 0 || f->at[t - 1].sentence != token->sentence) return true;
    if (f->at[t - 1].kind != KB_TOKEN_MARK) return false;
    return !is_mark(f, t - 1, ",") && !is_mark(f, t - 1, "(") &&
           !(is_mark(f, t - 1, "-") && !(f->at[t - 1].flags & KB_TOKEN_SPACED)) && !is_mark(f, t - 1, "/") &&
           !is_mark(f, t - 1, "&");
}

static bool beside_cue(const finder *f, size_t first, size_t end)
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

static standing *standing_of(const finder *f, size_t t)
{
    return kb_map_find(f->words, f->at[t].base);
}

/* A preposition that has an article in it: am, zur. */
static bool leads_with_article(const kb_token *token)
{
    for (const kb_word *w = token->words; w; w = w->next)
        if (w->class_of == KB_WORD_PREPOSITION && w->count == 1 && kb_word_flag(w, "article")) return true;
    return false;
}

static kb_status note_standing(finder *f, size_t t)
{
    standing *s = standing_of(f, t);
    if (!s) {
        s = KB_NEW(f->doc->arena, standing, 1);
        if (!s) return out_of_arena(f);
        if (!kb_map_set(f->words, f->at[t].base, s)) return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    }
    if (!capital(f, t)) {
        s->lower++;
        return KB_OK;
    }
    if (!at_head(f, t)) s->inner++;
    bool goes_on = t + 1 < f->count && capital(f, t + 1) && adjoins(f, t + 1);
    bool whole = t == 0 || !capital(f, t - 1) || !adjoins(f, t); /* not the end of a longer name */
    if (whole && !goes_on) s->single++;
    if (!whole && !goes_on) s->tail++;
    s->led += f->nouns && t > 0 && adjoins(f, t) &&
              (kb_token_is(&f->at[t - 1], KB_WORD_DETERMINER) || leads_with_article(&f->at[t - 1]));
    if (t > 0 && adjoins(f, t)) {
        bool leads = has(f, t - 1, L_BEFORE) && (!capital(f, t - 1) || at_head(f, t - 1));
        bool kind = has(f, t - 1, L_PLACE) && !has(f, t - 1, L_TITLE) && capital(f, t - 1); /* Kabupaten Bima */
        s->placed += leads || kind;
    }
    if (whole && beside_cue(f, t, t + 1)) s->speaks++;
    return KB_OK;
}

/* Where the script has no capitals: names are the words without an entry behind a title, and those words elsewhere;
 * bodies and places by their own words. */
static kb_status lead(finder *f)
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

static kb_status survey(finder *f)
{
    kb_status status = KB_OK;
    for (size_t s = 0; s < f->claims->sentences.count; s++)
        f->kinds[s] = kind_of_sentence(f, &f->claims->sentences.at[s]);
    for (size_t t = 0; t < f->count && status == KB_OK; t++)
        if (f->at[t].kind == KB_TOKEN_WORD && f->kinds[f->at[t].sentence] == PLAIN) status = note_standing(f, t);
    return status;
}

/* ---- runs ---- */

/* A word that the document knows without a capital, and never with one inside a sentence. */
static bool common(const finder *f, size_t t)
{
    const standing *s = standing_of(f, t);
    return s && s->lower > s->inner;
}

/* Where nouns have capitals: is the word one of them and no name, by its own entry, its ending, or an article that
 * stands before it somewhere? */
static bool common_noun(const finder *f, size_t t)
{
    uint32_t naming = L_TITLE | L_ROLE | L_COMPLEMENT | L_INNER;
    if (!f->nouns || acronym(f, t) || has(f, t, naming)) return false;
    const standing *s = standing_of(f, t);
    if (s && s->led > 0) return true;
    for (const kb_word *w = f->at[t].words; w; w = w->next)
        if (w->count == 1) return true;
    return kb_lang_noun_end(f->claims->lang, f->at[t].folded);
}

static bool names(const finder *f, size_t t)
{
    if (t >= f->count || !capital(f, t) || has(f, t, L_DATE) || common_noun(f, t)) return false;
    if (kb_token_is(&f->at[t], KB_WORD_UNIT) &&
        ((t + 1 < f->count && f->at[t + 1].kind == KB_TOKEN_NUMBER) || (t > 0 && f->at[t - 1].kind == KB_TOKEN_NUMBER)))
        return false;
    if (!at_head(f, t)) /* a capital in the middle: a sentence whose full stop is lost, if not a name */
        return !kb_token_is(&f->at[t], KB_WORD_PRONOUN) && !kb_token_is(&f->at[t], KB_WORD_CUE_FRAME);
    if (has(f, t, L_FUNCTION) && !acronym(f, t)) return false;
    if (has(f, t, L_TITLE | L_COMPLEMENT) || acronym(f, t)) return true;
    return !has(f, t, L_BEFORE) && !common(f, t);
}

/* The full stop of "F." or "Dr." and the name behind it: the token behind the stop, else t. */
static size_t over_stop(const finder *f, size_t t)
{
    bool initial = kb_span_len(f->at[t - 1].span) <= 2 || kb_token_is(&f->at[t - 1], KB_WORD_ABBREVIATION);
    if (!initial || !is_mark(f, t, ".") || (f->at[t].flags & KB_TOKEN_SPACED)) return t;
    return names(f, t + 1) && f->at[t + 1].sentence == f->at[t - 1].sentence ? t + 1 : t;
}

/* Small words between the parts of a name: the token behind them, else t. */
static size_t over_inner(const finder *f, size_t first, size_t t)
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
    return next < f->count && adjoins(f, next) && names(f, next) ? next : t;
}

/* The token behind the run of name words that begins at `first`. */
static size_t run_end(const finder *f, size_t first)
{
    size_t t = first + 1;
    while (t < f->count && t < first + NAME_TOKENS_MAX && f->at[t].sentence == f->at[first].sentence) {
        if (f->at[t - 1].suffix && kb_str_is(f->at[t - 1].suffix->value, "possessive")) break;
        size_t next = over_stop(f, t);
        if (next == t && !adjoins(f, t)) break;
        if (next == t && names(f, t))
            next = t + 1;
        else if (next == t)
            next = over_inner(f, first, t);
        if (next == t) break;
        t = next;
    }
    return t;
}

/* ---- reading a run ---- */

static const kb_word *match(const finder *f, size_t t, kb_word_class c, size_t *n)
{
    return kb_token_match(&f->claims->tokens, t, c, n);
}

static char gender_of(const finder *f, size_t first, size_t end)
{
    for (size_t t = first; t < end; t++) {
        const kb_word *word = has(f, t, L_HONORIFIC) ? match(f, t, KB_WORD_TITLE, NULL) : NULL;
        kb_str gender = word ? kb_word_key(word, "gender") : KB_STR("");
        if (gender.len) return gender.at[0];
    }
    return 0;
}

/* Surely of the role, and of no person's name. */
static bool of_role(const finder *f, size_t t)
{
    if (has(f, t, L_TITLE | L_ROLE | L_COMPLEMENT) || acronym(f, t)) return true;
    const standing *s = standing_of(f, t);
    return s && ((s->placed > 0 && s->speaks == 0) || s->lower > s->inner);
}

/* Is the stretch of words a name that the document has by itself ("Pelatih Laskar Mandar Beni ...": a club)? */
static bool stands_alone(const finder *f, size_t first, size_t end)
{
    size_t len = 0;
    char key[128];
    for (size_t t = first; t < end; t++) {
        kb_str word = f->at[t].base;
        if (len + word.len + 1 > sizeof key) return false;
        if (len) key[len++] = ' ';
        if (word.len) memcpy(key + len, word.at, word.len);
        len += word.len;
    }
    return kb_map_find(f->alone, (kb_str){ key, len }) != NULL;
}

/* Where the person's name begins in the tokens behind a title: behind the last that is surely of the role, when there
 * is a gap of at most two before it; behind the place that a title of a seat or a word for a place has with it; behind
 * a name that stands alone elsewhere. `end` when no name is left. */
/* Is the word a name of its own somewhere: a capital inside a sentence that begins no longer name and ends none? */
static bool alone(const finder *f, size_t t)
{
    const standing *s = standing_of(f, t);
    return s && s->single > 0;
}

static size_t person_begin(const finder *f, size_t from, size_t end)
{
    size_t begin = from;
    for (size_t k = end - from > 2 ? end - 1 : from; k > from + 1; k--)
        if (stands_alone(f, from, k)) return k;
    for (size_t t = from, gap = 0; t < end && gap <= 2; t++) {
        if (of_role(f, t))
            begin = t + 1, gap = 0;
        else
            gap++;
    }
    if (begin > from && end - begin == 3 && has(f, begin - 1, L_ORG) && alone(f, begin) && alone(f, end - 1))
        return begin + 1; /* Partai Buana Ahmad Zulkarnain, where Buana and Zulkarnain stand elsewhere */
    if (begin > from && begin < end && has(f, begin - 1, L_PLACE) && !has(f, begin - 1, L_TITLE) && end - begin != 2)
        return begin + 1;
    if (begin == from && end - from >= 3 && has(f, from - 1, L_SEATED)) return from + 1;
    for (size_t k = end - begin > 1 ? end - 1 : begin; k > begin + 1; k--)
        if (stands_alone(f, begin, k)) return k;
    return begin;
}

/* The last title in a run, where all before it is of a role: the token behind it; `first` when there is none. */
static size_t title_end(const finder *f, size_t first, size_t end)
{
    size_t behind = first;
    for (size_t t = first;
         t < end && (has(f, t, L_TITLE | L_ROLE | L_COMPLEMENT) || acronym(f, t) || (behind > first && common(f, t)));
         t++)
        if (has(f, t, L_TITLE | L_ROLE)) behind = t + 1;
    if (behind > first || kb_str_is(kb_lang_about(f->claims->lang, "seat"), "after")) return behind;
    for (size_t t = first + 1; t + 1 < end; t++) /* "Hilir Inc. Chief Executive Raka Saka" */
        if (has(f, t, L_TITLE) && !has(f, t, L_HONORIFIC) && end - t <= 4) behind = t + 1;
    return behind;
}

/* A role in small letters right before the run: its first token, else `first`. */
static size_t role_before(const finder *f, size_t first)
{
    size_t t = first;
    while (t > 0 && first - t < 4 && adjoins(f, t) && !capital(f, t - 1) && has(f, t - 1, L_TITLE | L_ROLE) &&
           !kb_token_is(&f->at[t - 1], KB_WORD_CUE))
        t--;
    return t;
}

/* The territory that the tokens name, in full. */
static kb_str territory(const finder *f, size_t first, size_t end, uint32_t label)
{
    size_t n = 0;
    kb_word_class c = label & (L_SEAT | L_GOVERNMENT) ? KB_WORD_METONYM : KB_WORD_PLACE;
    const kb_word *word = has(f, first, label) ? match(f, first, c, &n) : NULL;
    return word && n == end - first ? kb_word_key(word, "code") : KB_STR("");
}

static bool head_first(const finder *f)
{
    return kb_str_is(kb_lang_about(f->claims->lang, "noun"), "first");
}

static void read_kind(const finder *f, reading *r)
{
    size_t first = r->first, end = r->end, n = end - first;
    bool digits = false;
    for (size_t t = first; t < end; t++) digits |= f->at[t].kind != KB_TOKEN_WORD;
    r->code = territory(f, first, end, L_TERRITORY);
    r->vote = KB_NAME_PLACE, r->weight = 6;
    if (r->code.len) return;
    if (territory(f, first, end, L_ADJECTIVE).len) {
        r->vote = KB_NAME_OTHER;
        return;
    }
    if (territory(f, first, end, L_SEAT).len) return;
    r->vote = KB_NAME_ORGANISATION;
    if (territory(f, first, end, L_GOVERNMENT).len) return;
    r->weight = 4;
    bool ends = !head_first(f); /* the kind stands last: Hilir University, Hulu River */
    if (has(f, first, L_ORG | L_ORG_END) || has(f, end - 1, L_ORG_END) || (ends && has(f, end - 1, L_ORG))) return;
    r->vote = KB_NAME_PLACE;
    if (has(f, first, L_PLACE) || (ends && n > 1 && has(f, end - 1, L_PLACE))) return;
    r->weight = 2;
    if (has(f, end - 1, L_SIDE)) return;
    bool placed = first > 0 && adjoins(f, first) && has(f, first - 1, L_BEFORE);
    if (placed && !(acronym(f, first) && n == 1)) return;
    r->vote = KB_NAME_ORGANISATION;
    if (acronym(f, first) && !digits) return;
    r->vote = KB_NAME_PERSON;
    if (beside_cue(f, first, end)) return;
    r->weight = 1;
    if (n >= 2 && n <= 5 && !digits && !has(f, end - 1, L_SIDE)) return;
    r->vote = KB_NAME_OTHER;
}

/* "..., 51," or "(51)": an age behind the name. */
static bool age_behind(const finder *f, size_t end)
{
    return end + 2 < f->count && (is_mark(f, end, ",") || is_mark(f, end, "(")) &&
           f->at[end + 1].kind == KB_TOKEN_NUMBER && kb_span_len(f->at[end + 1].span) <= 2 &&
           (is_mark(f, end + 2, ",") || is_mark(f, end + 2, ")"));
}

/* Does a person's name follow, set off by a comma: "Camat Langgudu, Ihwan Talabiu."? */
static bool name_behind_comma(const finder *f, size_t end)
{
    if (!is_mark(f, end, ",") || !names(f, end + 1) || f->at[end + 1].sentence != f->at[end].sentence) return false;
    size_t behind = run_end(f, end + 1);
    if (has(f, end + 1, L_ORG | L_PLACE | L_TERRITORY | L_SEAT | L_FIELD)) return false;
    if (has(f, end + 1, L_TITLE) && !has(f, end + 1, L_HONORIFIC)) return false; /* it has a role of its own */
    if (behind - end < 3 && !has(f, end + 1, L_HONORIFIC)) return false;
    if (behind >= f->count || f->at[behind].sentence != f->at[end].sentence) return true;
    return f->at[behind].kind == KB_TOKEN_MARK || has(f, behind, L_FUNCTION);
}

static bool takes_role(const finder *f, size_t first, size_t end)
{
    for (size_t t = first; t < end; t++) {
        const standing *s = standing_of(f, t);
        if (s && s->speaks > 0 && s->inner + s->speaks > 1) return false; /* known to speak by itself */
    }
    return true;
}

/* Leaves out what begins the run and is no part of the name: "Manajemen PT ...", "KTT Presiden ...". */
static size_t without_lead(const finder *f, size_t first, size_t end)
{
    uint32_t plain = L_TITLE | L_ROLE | L_COMPLEMENT;
    if (first + 1 >= end || has(f, first, plain)) return first;
    bool head = at_head(f, first) && !acronym(f, first);
    if (head && has(f, first + 1, L_ORG | L_PLACE | L_TERRITORY) && !has(f, first + 1, L_TITLE)) return first + 1;
    if (head && first + 2 < end && stands_alone(f, first + 1, end)) return first + 1;
    bool title_first = kb_str_is(kb_lang_about(f->claims->lang, "seat"), "after");
    return title_first && acronym(f, first) && has(f, first + 1, L_STARTS) ? first + 1 : first;
}

/* "Deputi Gubernur Bank Hulu (BH) Raka Saka": the name behind an acronym in brackets. */
static bool name_behind_bracket(const finder *f, size_t end)
{
    return is_mark(f, end, "(") && end + 3 < f->count && acronym(f, end + 1) && is_mark(f, end + 2, ")") &&
           names(f, end + 3) && f->at[end + 3].sentence == f->at[end].sentence;
}

/* The role [first, end) is of the name that follows behind a comma or brackets. */
static void wait_for_name(finder *f, size_t first, size_t end)
{
    f->role_begin = first, f->role_end = end;
    f->role_next = is_mark(f, end, "(") ? end + 3 : end + 1;
}

/* Takes the run [first, end) apart. False where it names nothing. */
static bool read_run(finder *f, size_t first, size_t end, reading *r)
{
    first = without_lead(f, first, end);
    size_t lower = role_before(f, first), title = title_end(f, first, end);
    bool honorific = title > first && has(f, title - 1, L_HONORIFIC);
    *r = (reading){ .span_first = first, .first = first, .end = end };
    r->role_first = title > first ? (lower < first ? lower : first) : lower;
    r->role_end = title;
    bool whole = has(f, first, L_ORG | L_PLACE) && !has(f, first, L_TITLE | L_ROLE);
    bool titled = !whole && (title > first || lower < first);
    if (!titled) {
        read_kind(f, r);
        if (end - first > 1) return true;
        if (r->vote == KB_NAME_OTHER && has(f, first, L_TITLE | L_ROLE)) return false;
        return r->code.len || has(f, first, L_PROPER) || acronym(f, first) ||
               !has(f, first, L_ORG | L_ORG_END | L_PLACE | L_FIELD);
    }
    size_t person = honorific ? title : person_begin(f, title, end);
    while (person < end && f->at[person].kind == KB_TOKEN_MARK) person++; /* the stop of "Rep." */
    if (person < end && head_first(f) && !honorific && name_behind_comma(f, end) && takes_role(f, person, end) &&
        end - person < 4) {
        wait_for_name(f, r->role_first, end);
        person = end;
    }
    if (person == end && !head_first(f) && has(f, end - 1, L_ORG | L_PLACE)) { /* "General Motors", "King Street" */
        r->role_first = r->role_end = first;
        read_kind(f, r);
        return true;
    }
    if (person == end) { /* "Presiden Rusia": the seat alone is a name */
        if (f->role_end != end && (name_behind_comma(f, end) || name_behind_bracket(f, end)))
            wait_for_name(f, r->role_first, end);
        while (title < end && has(f, title, L_ROLE | L_TITLE)) title++;
        if (title == end) {
            r->end =
                title_end(f, first, end) > first && has(f, first, L_TERRITORY | L_ADJECTIVE | L_GOVERNMENT | L_SEAT)
                    ? first + 1
                    : first;
            if (r->end == first) return false;
            read_kind(f, r);
            return true;
        }
        r->first = r->span_first = title;
        r->role_first = r->role_end = title;
        read_kind(f, r);
        if (r->vote == KB_NAME_PERSON) r->vote = KB_NAME_OTHER, r->weight = 0;
        return true;
    }
    r->first = person;
    r->span_first = r->role_first;
    r->role_end = person;
    r->vote = KB_NAME_PERSON;
    r->weight = honorific || title > first ? 4 : 2;
    r->gender = gender_of(f, r->role_first, person);
    if (honorific && r->role_end - r->role_first == 1) r->role_first = r->role_end;
    return true;
}

/* A description behind the name: ", direktur program Korea di ...,": its tokens; false when there is none. */
static bool apposition(const finder *f, size_t end, size_t *from, size_t *to)
{
    if (!is_mark(f, end, ",")) return false;
    size_t t = end + 1;
    uint32_t sentence = f->at[end].sentence;
    for (size_t i = 0;; i++, t++) {
        if (i == APPOSITION_TOKENS || t >= f->count || f->at[t].sentence != sentence) return false;
        if (f->at[t].kind != KB_TOKEN_WORD || has(f, t, L_CUE)) return false;
        if (has(f, t, L_TITLE | L_ROLE) && !capital(f, t)) break;
        if (has(f, t, L_FUNCTION) && i > 0 && !capital(f, t)) return false;
    }
    if (t + 2 < f->count && names(f, t + 1) && names(f, t + 2) && adjoins(f, t + 1) && adjoins(f, t + 2) &&
        !has(f, t + 1, L_COMPLEMENT))
        return false; /* "..., campaign chair Raka Saka and": another person */
    *from = end + 1;
    while (*from < t && kb_token_is(&f->at[*from], KB_WORD_DETERMINER)) (*from)++;
    size_t stop = end + 1 + ROLE_TOKENS_MAX;
    while (t < f->count && t < stop && f->at[t].sentence == sentence && f->at[t].kind == KB_TOKEN_WORD &&
           !has(f, t, L_CUE))
        t++;
    *to = t;
    return t < f->count && f->at[t].kind == KB_TOKEN_MARK;
}

/* ---- keeping what was found ---- */

/* The bytes of the bare name: without a possessive ending. */
static kb_span bare_span(const finder *f, size_t first, size_t end)
{
    const kb_token *last = &f->at[end - 1];
    kb_span span = kb_span_of(f->at[first].span.begin, last->span.end);
    size_t width = kb_span_len(last->span);
    if (!last->suffix || last->base.len >= last->folded.len) return span;
    size_t ending = last->folded.len - last->base.len;
    kb_str text = kb_str_part(f->doc->text, last->span);
    if (last->folded.len != width) { /* folding changed the length: a curly apostrophe is two bytes longer */
        size_t curly = kb_str_find(text, KB_STR("\xE2\x80\x99"), 0);
        ending = curly == SIZE_MAX ? 0 : width - curly;
    }
    span.end -= ending < width ? ending : 0;
    return span;
}

/* The folded words of the name, joined by spaces, accents off; `core` leaves out words of organisations. */
static kb_status make_key(finder *f, size_t first, size_t end, bool core, kb_str *out)
{
    size_t room = 0, len = 0;
    for (size_t t = first; t < end; t++) room += f->at[t].folded.len + 1; /* never shorter than its base */
    char *key = KB_NEW(f->doc->arena, char, room + 1);
    if (!key) return out_of_arena(f);
    for (size_t t = first; t < end; t++) {
        kb_str word = t + 1 == end ? f->at[t].base : f->at[t].folded;
        if (f->at[t].kind == KB_TOKEN_MARK || (core && has(f, t, L_ORG | L_ORG_END))) continue;
        if (len) key[len++] = ' ';
        if (word.len) memcpy(key + len, word.at, word.len);
        len += word.len;
    }
    return kb_fold((kb_str){ key, len }, false, f->doc->arena, out, f->err);
}

/* The key without the endings of cases, word by word; *rank: how far the form is from the name itself. */
static kb_status make_stem(finder *f, kb_str key, kb_str *out, uint32_t *rank)
{
    uint32_t one;
    *rank = 0;
    *out = key;
    if (!f->cases) return KB_OK;
    char *stem = KB_NEW(f->doc->arena, char, key.len + 1);
    if (!stem) return out_of_arena(f);
    size_t len = 0;
    for (kb_str rest = key, word; kb_str_next(&rest, ' ', &word);) {
        size_t keep = word.len - kb_lang_name_case(f->claims->lang, word, &one);
        if (len) stem[len++] = ' ';
        memcpy(stem + len, word.at, keep);
        len += keep;
        *rank += one;
    }
    *out = (kb_str){ stem, len };
    return KB_OK;
}

static kb_str words_between(const finder *f, size_t first, size_t end)
{
    return kb_str_part(f->doc->text, kb_span_of(f->at[first].span.begin, f->at[end - 1].span.end));
}

static kb_status keep(finder *f, const reading *r, uint32_t *index)
{
    kb_str key = { 0 }, core = { 0 };
    kb_status status = make_key(f, r->first, r->end, false, &key);
    if (status == KB_OK) status = make_key(f, r->first, r->end, true, &core);
    if (status != KB_OK) return status;
    *index = KB_NONE;
    if (key.len < 2) return KB_OK; /* a letter alone is no name */
    kb_str stem;
    uint32_t rank;
    if ((status = make_stem(f, key, &stem, &rank)) != KB_OK) return status;
    kb_bearer *bearer = kb_bearers_add(&f->bearers, f->doc->arena, key, stem, rank);
    kb_mention *mention = KB_ADD(f->doc->arena, &f->found, kb_mention);
    if (!bearer || !mention) return out_of_arena(f);
    *index = (uint32_t)(bearer - f->bearers.at);
    mention->bare = bare_span(f, r->first, r->end);
    mention->span = kb_span_of(f->at[r->span_first].span.begin, mention->bare.end);
    mention->first = (uint32_t)r->span_first;
    mention->count = (uint32_t)(r->end - r->span_first);
    mention->entity = *index;
    if (!bearer->name.len) bearer->name = kb_str_part(f->doc->text, mention->bare);
    if (!bearer->core.len) bearer->core = core;
    if (!bearer->code.len) bearer->code = r->code;
    if (r->vote == KB_NAME_PERSON && !bearer->role.len && r->role_end > r->role_first)
        bearer->role = words_between(f, r->role_first, r->role_end);
    if (!bearer->gender) bearer->gender = r->gender;
    const kb_word *last = match(f, r->end - 1, KB_WORD_KIN, NULL);
    bearer->junior |= last && kb_str_is(last->value, "junior");
    bearer->votes[r->vote] += r->weight;
    bearer->mentions++;
    return KB_OK;
}

/* "Kantor Berita Pusat (KBP)": the acronym in brackets stands for the name before it. */
static kb_status note_acronym(finder *f, const reading *r, uint32_t index)
{
    size_t t = r->end;
    if (r->vote != KB_NAME_ORGANISATION && !(r->vote == KB_NAME_OTHER && r->end - r->first > 1)) {
        if (r->vote != KB_NAME_PERSON || r->weight > 1) return KB_OK;
    }
    if (r->end - r->first < 2 || t + 2 >= f->count || !is_mark(f, t, "(") || !acronym(f, t + 1) ||
        !is_mark(f, t + 2, ")"))
        return KB_OK;
    kb_str key;
    kb_status status = make_key(f, t + 1, t + 2, false, &key);
    if (status != KB_OK || kb_bearers_find(&f->bearers, key) != KB_NONE) return status;
    f->bearers.at[index].votes[KB_NAME_ORGANISATION] += 3;
    if (!kb_bearers_alias(&f->bearers, f->doc->arena, key, index)) return out_of_arena(f);
    return KB_OK;
}

static bool dateline(const finder *f, size_t first, size_t end)
{
    bool dash =
        is_mark(f, end, "—") || is_mark(f, end, "–") || (is_mark(f, end, "-") && (f->at[end].flags & KB_TOKEN_SPACED));
    for (size_t t = first, i = 0; dash && t > 0 && i < 8; i++, t--) { /* "Kabar.com, Jakarta - " */
        if (f->at[t].flags & KB_TOKEN_PARAGRAPH) return true;
        if (f->at[t].kind == KB_TOKEN_WORD && !capital(f, t)) break;
    }
    if (!(f->at[first].flags & KB_TOKEN_PARAGRAPH) || !acronym(f, first)) return false;
    for (size_t t = end; t < end + 8 && t < f->count && f->at[t].paragraph == f->at[first].paragraph; t++) {
        if (is_mark(f, t, "—") || is_mark(f, t, "–")) return true;
        if (is_mark(f, t, "-") || is_mark(f, t, ".")) return t == end || (f->at[t].flags & KB_TOKEN_SPACED);
        if (f->at[t].kind == KB_TOKEN_WORD && !capital(f, t)) return false;
    }
    return false;
}

/* Does a noun for people and a comma stand before the run? */
static bool role_and_comma(const finder *f, size_t first)
{
    return first >= 2 && is_mark(f, first - 1, ",") && f->at[first - 2].sentence == f->at[first].sentence &&
           has(f, first - 2, L_ROLE | L_TITLE) && !capital(f, first - 2);
}

static kb_status take_one(finder *f, size_t first, size_t end)
{
    reading r;
    uint32_t index;
    size_t waiting_first = f->role_begin, waiting_end = f->role_end, waiting_next = f->role_next, from, to;
    bool alone = end - first == 1, head = at_head(f, first);

    bool bracketed = waiting_next > end && is_mark(f, first - 1, "(");
    if (!bracketed) f->role_begin = f->role_end = 0;
    if (alone && head && !has(f, first, L_COMPLEMENT) && !acronym(f, first)) {
        const standing *s = standing_of(f, first);
        if (!s || s->inner == 0) return KB_OK;
    }
    if (!read_run(f, first, end, &r)) return KB_OK;
    if (waiting_end > waiting_first && waiting_next == first && r.vote != KB_NAME_PLACE) {
        if (r.role_end == r.role_first) r.role_first = waiting_first, r.role_end = waiting_end;
        r.vote = KB_NAME_PERSON, r.weight = 4;
    }
    if (r.role_end == r.role_first && role_and_comma(f, first) && r.vote != KB_NAME_PLACE &&
        r.vote != KB_NAME_ORGANISATION) {
        r.vote = KB_NAME_PERSON, r.weight = 3; /* "seorang penyintas, Yusuf," */
        r.role_first = first - 2, r.role_end = first - 1;
    }
    if (r.vote != KB_NAME_PLACE && age_behind(f, end)) r.vote = KB_NAME_PERSON, r.weight = 4;
    if (dateline(f, first, end)) r.vote = KB_NAME_PLACE, r.weight = 3;
    bool may_be_person = r.vote == KB_NAME_PERSON || (r.vote == KB_NAME_OTHER && r.end - r.first > 1);
    if (may_be_person && r.end == end && apposition(f, end, &from, &to)) {
        r.vote = KB_NAME_PERSON, r.weight = 3;
        if (r.role_end == r.role_first) r.role_first = from, r.role_end = to;
    }
    if (f->nouns && alone && r.vote == KB_NAME_OTHER &&
        !acronym(f, first)) { /* a noun, if no longer name ends with it */
        const standing *s = standing_of(f, first);
        if (!s || s->tail == 0) return KB_OK;
    }
    kb_status status = keep(f, &r, &index);
    return status == KB_OK && index != KB_NONE ? note_acronym(f, &r, index) : status;
}

/* "Kursk Rusia": where a head comes first, a territory behind a name that is no organisation is a name of its own. */
static size_t territory_begin(const finder *f, size_t first, size_t end)
{
    if (!kb_str_is(kb_lang_about(f->claims->lang, "noun"), "first")) return end;
    for (size_t t = first; t < end; t++)
        if (has(f, t, L_TITLE | L_ROLE | L_ORG | L_ORG_END | L_PLACE)) return end;
    for (size_t t = first + 1; t < end && t <= first + 3; t++)
        if (territory(f, t, end, L_TERRITORY).len) return t;
    return end;
}

static kb_status take_run(finder *f, size_t first, size_t end)
{
    size_t cut = role_before(f, first) < first ? end : territory_begin(f, first, end);
    kb_status status = take_one(f, first, cut);
    return status == KB_OK && cut < end ? take_one(f, cut, end) : status;
}

static kb_status read_sentence(finder *f, const kb_sentence *s)
{
    kb_status status = KB_OK;
    size_t end = s->first + s->count;
    f->role_begin = f->role_end = f->role_next = 0;
    for (size_t t = s->first; t < end && status == KB_OK;) {
        if (!names(f, t)) {
            if (f->role_next <= t) f->role_begin = f->role_end = 0;
            t++;
            continue;
        }
        size_t behind = run_end(f, t);
        status = take_run(f, t, behind);
        t = behind;
    }
    return status;
}

/* Notes the runs of two words and more that no title leads. */
static kb_status survey_runs(finder *f)
{
    for (size_t t = 0; t < f->count;) {
        if (f->kinds[f->at[t].sentence] != PLAIN || !names(f, t)) {
            t++;
            continue;
        }
        size_t end = run_end(f, t);
        bool led = has(f, t, L_TITLE | L_ROLE) || role_before(f, t) < t;
        if (!led && end - t >= 2 && end - t <= 5 && !at_head(f, t)) {
            kb_str key;
            kb_status status = make_key(f, t, end, false, &key);
            if (status != KB_OK) return status;
            if (!kb_map_set(f->alone, key, f->doc->arena)) return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
        }
        t = end;
    }
    return KB_OK;
}

/* ---- headlines: only what the rest of the document names ---- */

/* The longest known name that begins at token t: the token behind it, else t. */
static kb_status known_at(finder *f, size_t t, size_t end, size_t *behind)
{
    kb_status status = KB_OK;
    *behind = t;
    for (size_t e = t + 5 < end ? t + 5 : end; e > t && status == KB_OK; e--) {
        kb_str key;
        bool whole = true;
        for (size_t i = t + 1; i < e; i++) whole &= adjoins(f, i);
        if (!whole || f->at[e - 1].kind != KB_TOKEN_WORD) continue;
        status = make_key(f, t, e, false, &key);
        if (status != KB_OK || kb_bearers_find(&f->bearers, key) == KB_NONE) continue;
        *behind = e;
        return KB_OK;
    }
    return status;
}

/* One word of a longer name that the document knows ("Sutan" where the body has "Rana Sutan" alone) counts too. */
static bool word_of_person(const finder *f, const kb_map *parts, size_t t)
{
    return kb_map_find(parts, f->at[t].base) != NULL && !common(f, t) && !has(f, t, L_FUNCTION | L_COMPLEMENT);
}

/* A known name at token t of a headline; *behind: the token behind it, else t. */
static kb_status headline_name(finder *f, size_t t, size_t end, const kb_map *parts, size_t *behind)
{
    size_t n = 0;
    *behind = t;
    if (t >= end || !capital(f, t) || has(f, t, L_DATE)) return KB_OK;
    kb_status status = known_at(f, t, end, behind);
    if (status != KB_OK || *behind > t) return status;
    if (has(f, t, L_TERRITORY) && match(f, t, KB_WORD_PLACE, &n))
        *behind = t + n;
    else if (word_of_person(f, parts, t))
        *behind = t + 1;
    return KB_OK;
}

static kb_status read_headline(finder *f, const kb_sentence *s, const kb_map *parts)
{
    kb_status status = KB_OK;
    size_t end = s->first + s->count;
    for (size_t t = s->first; t < end && status == KB_OK;) {
        size_t name = t, behind = t;
        uint32_t index;
        if (has(f, t,
                L_TITLE | L_ROLE | L_ADJECTIVE)) { /* "Presiden Norlandia Rana Sutan": the role leads to a person */
            while (name < end && name < t + 6 && (name == t || adjoins(f, name)) &&
                   has(f, name, L_TITLE | L_ROLE | L_COMPLEMENT))
                name++;
            status = headline_name(f, name, end, parts, &behind);
            bool person = behind > name && !has(f, name, L_COMPLEMENT) && adjoins(f, name);
            if (!person) name = behind = t;
        }
        if (status == KB_OK && behind == t) status = headline_name(f, t, end, parts, &behind);
        if (status != KB_OK) break;
        if (behind <= name) {
            t++;
            continue;
        }
        reading r = { .span_first = t, .first = name, .end = behind };
        read_kind(f, &r);
        r.weight = 0;
        status = keep(f, &r, &index);
        t = behind;
    }
    return status;
}

static kb_status read_headlines(finder *f)
{
    kb_status status = KB_OK;
    kb_map *parts = kb_map_new();
    size_t known = f->bearers.count;
    if (!parts) return kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    for (size_t b = 0; b < known && status == KB_OK; b++) {
        if (kb_bearer_kind(&f->bearers.at[b]) != KB_NAME_PERSON) continue;
        for (uint32_t w = 0; w < f->bearers.at[b].word_count; w++)
            if (f->bearers.at[b].words[w].len > 2 && !kb_map_set(parts, f->bearers.at[b].words[w], f->doc->arena))
                status = kb_fail(f->err, KB_ERR_MEMORY, "out of memory");
    }
    for (size_t s = 0; s < f->claims->sentences.count && status == KB_OK; s++)
        if (f->kinds[s] == HEADLINE) status = read_headline(f, &f->claims->sentences.at[s], parts);
    kb_map_free(parts);
    return status;
}

/* ---- entities ---- */

static int by_place(const void *a, const void *b)
{
    const kb_mention *x = a, *y = b;
    return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

static void take_in(kb_entity *entity, const kb_bearer *bearer, uint32_t rank)
{
    bool case_of = entity->name.len && bearer->rank > rank; /* a form of it in another case */
    if (bearer->name.len > entity->name.len && !case_of && !(entity->name.len && bearer->word_count == 1))
        entity->name = bearer->name;
    if (!entity->role.len) entity->role = bearer->role;
    if (!entity->code.len) entity->code = bearer->code;
    if (!entity->gender) entity->gender = bearer->gender;
    entity->mentions += bearer->mentions;
}

/* Gives each mention its entity; entities are numbered in the order in which they are first mentioned. */
static kb_status settle(finder *f)
{
    kb_claims *claims = f->claims;
    size_t count = f->bearers.count;
    uint32_t *number = KB_NEW(f->doc->arena, uint32_t, count);
    if (!number) return out_of_arena(f);
    for (size_t b = 0; b < count; b++) number[b] = KB_NONE;
    if (f->found.count) qsort(f->found.at, f->found.count, sizeof *f->found.at, by_place);
    for (size_t m = 0; m < f->found.count; m++) {
        uint32_t root = f->bearers.at[f->found.at[m].entity].root;
        if (number[root] == KB_NONE) {
            kb_entity *entity = KB_ADD(f->doc->arena, &claims->entities, kb_entity);
            if (!entity) return out_of_arena(f);
            const kb_bearer *bearer = &f->bearers.at[root];
            *entity = (kb_entity){ .key = bearer->key, .kind = kb_bearer_kind(bearer), .name = bearer->name };
            number[root] = (uint32_t)(claims->entities.count - 1);
        }
        f->found.at[m].entity = number[root];
    }
    for (size_t b = 0; b < count; b++)
        if (number[f->bearers.at[b].root] != KB_NONE)
            take_in(&claims->entities.at[number[f->bearers.at[b].root]], &f->bearers.at[b],
                    f->bearers.at[f->bearers.at[b].root].rank);
    claims->mentions = f->found;
    return KB_OK;
}

kb_status kb_names_find(const kb_document *doc, kb_claims *claims, kb_err *err)
{
    kb_status status = KB_OK;
    finder f = { .doc = doc, .claims = claims, .at = claims->tokens.at, .count = claims->tokens.count, .err = err };

    claims->entities = (kb_entities){ NULL, 0 };
    claims->mentions = (kb_mentions){ NULL, 0 };
    if (!claims->lang || !f.count) return KB_OK;
    f.labels = KB_NEW(doc->arena, uint32_t, f.count);
    f.kinds = KB_NEW(doc->arena, uint8_t, claims->sentences.count + 1);
    if (!f.labels || !f.kinds) return kb_arena_fail(doc->arena, err);
    f.words = kb_map_new();
    f.alone = kb_map_new();
    f.bearers.by_key = kb_map_new();
    if (!f.words || !f.alone || !f.bearers.by_key) {
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
        goto done;
    }
    kb_labels_find(&claims->tokens, f.labels);
    f.nouns = kb_str_is(kb_lang_about(claims->lang, "nouns"), "capital");
    f.cases = kb_lang_has_cases(claims->lang);
    if (kb_str_is(kb_lang_about(claims->lang, "case"), "none")) {
        f.led = KB_NEW(doc->arena, uint8_t, f.count);
        status = f.led ? lead(&f) : kb_arena_fail(doc->arena, err);
        if (status != KB_OK) goto done;
    }
    if ((status = survey(&f)) != KB_OK || (status = survey_runs(&f)) != KB_OK) goto done;
    for (size_t s = 0; s < claims->sentences.count; s++)
        if (f.kinds[s] == PLAIN && (status = read_sentence(&f, &claims->sentences.at[s])) != KB_OK) goto done;
    if ((status = read_headlines(&f)) != KB_OK) goto done;
    if ((status = kb_bearers_join(&f.bearers, doc->arena, err)) != KB_OK) goto done;
    status = settle(&f);
done:
    kb_map_free(f.bearers.by_key);
    kb_map_free(f.alone);
    kb_map_free(f.words);
    return status;
}
