#include "claim/concept.h"

#include "claim/number.h"
#include "text/stem.h"

/* Of what sort a concept is ("as:" in [counted]). A bit each. */
enum {
    STATE = 1,
    PERSON = 2,
    THING = 4,
    FATE = 8,
    MEASURE = 16,
    MONEY = 32,
    RATE = 64,
    TIME = 128,
    OTHER = 256,
    STOP = 512
};

enum { NEAR_BEFORE = 2, BEFORE_MAX = 10, BEHIND_MAX = 8, NOUN_MAX = 5 };
#define YEAR_SECONDS 31556952.0

typedef struct {
    const kb_document *doc;
    const kb_claims *claims;
    const kb_tokens *tokens;
    kb_token *at;
    kb_concept_frame *frame;
    kb_figure *g;
    kb_str
        of; /* what stands behind the number: "person" of people as such, a concept of [counted]; empty: other nouns */
    bool people; /* people of whatever kind */
} seeker;

/* A form of [counted] in the text. */
typedef struct {
    const kb_word *word; /* NULL: none */
    size_t first, end;
    int as;
} sight;

static const kb_word *match(const seeker *s, size_t t, kb_word_class c)
{
    return t < s->tokens->count ? kb_token_match(s->tokens, t, c, NULL) : NULL;
}

static bool inside(const seeker *s, size_t t)
{
    return t < s->tokens->count && s->at[t].sentence == s->g->sentence;
}

static int sort_of(const kb_word *word)
{
    static const struct {
        const char *name;
        int as;
    } sorts[] = {
        { "state", STATE }, { "person", PERSON }, { "thing", THING }, { "fate", FATE },   { "measure", MEASURE },
        { "money", MONEY }, { "rate", RATE },     { "time", TIME },   { "other", OTHER }, { "stop", STOP },
    };
    kb_str name = kb_word_key(word, "as");
    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
        if (kb_str_is(name, sorts[i].name)) return sorts[i].as;
    return 0;
}

static bool form_stands(const seeker *s, size_t t, const kb_word *word)
{
    if (word->count > s->tokens->count - t) return false;
    for (uint32_t i = 1; i < word->count; i++)
        if (!inside(s, t + i) ||
            (!kb_str_equal(s->at[t + i].folded, word->words[i]) && !kb_str_equal(s->at[t + i].base, word->words[i])))
            return false;
    return true;
}

static kb_str stem_at(const seeker *s, size_t t)
{
    return kb_stem_token(s->claims->stemmer, s->doc->lang, &s->at[t], s->doc->arena);
}

/* "Berbiaya" is of "biaya": of what is no number of people or things the stem may tell. */
static sight stem_sight(const seeker *s, size_t t, int mask)
{
    if (!mask || !inside(s, t) || s->at[t].words) return (sight){ NULL, t, t, 0 };
    kb_str stem = stem_at(s, t);
    for (const kb_word *w = stem.len ? kb_lang_first(s->claims->lang, stem) : NULL; w; w = w->next)
        if (w->class_of == KB_WORD_COUNTED && w->count == 1 && (sort_of(w) & mask) && !kb_word_key(w, "dim").len)
            return (sight){ w, t, t + 1, sort_of(w) };
    return (sight){ NULL, t, t, 0 };
}

/* The longest form of the sorts in `mask` that begins at token t. */
static sight sight_at(const seeker *s, size_t t, int mask, bool behind)
{
    bool any = inside(s, t) && s->at[t].classes & KB_CLASS_BIT(COUNTED);
    for (const kb_word *w = any ? s->at[t].words : NULL; w; w = w->next) {
        if (w->class_of != KB_WORD_COUNTED || !form_stands(s, t, w)) continue;
        int as = sort_of(w);
        kb_str of = kb_word_key(w, "of"); /* "carrying 75 people", "cut 430 jobs": told of that alone */
        if (of.len && !kb_str_equal(of, s->of) && !(s->people && kb_str_is(of, "people"))) continue;
        if (!(as & mask) || (!behind && kb_word_flag(w, "after")) || (behind && kb_word_flag(w, "before"))) continue;
        kb_str dim = as == MEASURE ? kb_word_key(w, "dim") : KB_STR("");
        if (dim.len && s->frame->unit && !kb_str_equal(dim, s->frame->unit->value)) continue;
        return (sight){ w, t, t + w->count, as };
    }
    return stem_sight(s, t, mask & (MEASURE | MONEY | RATE));
}

static bool number_at(const seeker *s, size_t t)
{
    if (!inside(s, t)) return false;
    if (s->at[t].kind == KB_TOKEN_NUMBER) return true;
    const kb_word *word = match(s, t, KB_WORD_NUMBER);
    if (word && word->value.len && word->value.at[0] >= '0' && word->value.at[0] <= '9' &&
        !kb_word_flag(word, "weak") && !kb_word_flag(word, "one"))
        return true;
    word = match(s, t, KB_WORD_VAGUE);
    return word && !kb_word_flag(word, "weak");
}

/* Does a clause end at token t? A relative "which" ends none. */
static bool clause_end(const seeker *s, size_t t)
{
    if (!inside(s, t)) return true;
    if (s->at[t].kind == KB_TOKEN_MARK) {
        static const char *const open[] = { "-", "'", "’", "‘", "/", "%" };
        for (size_t i = 0; i < sizeof open / sizeof *open; i++)
            if (kb_str_is(s->at[t].folded, open[i])) return false;
        return true;
    }
    const kb_word *conjunction = match(s, t, KB_WORD_CONJUNCTION);
    if (conjunction && !kb_str_is(conjunction->value, "which") && !kb_str_is(conjunction->value, "when")) return true;
    return match(s, t, KB_WORD_COMPLEMENTIZER) && !match(s, t, KB_WORD_PREPOSITION);
}

/* The first form behind token `from`, at most `window` tokens away, in the same clause. A verb with a number of its own
 * behind it ("... killed five") belongs to that. */
static sight look_behind(const seeker *s, size_t from, size_t window, int mask)
{
    for (size_t t = from; t < from + window && !clause_end(s, t) && !number_at(s, t); t++) {
        sight found = sight_at(s, t, mask, true);
        if (found.word && number_at(s, found.end)) break;
        if (found.word) return found;
        if (t > from && sight_at(s, t, STOP, true).word) break;
    }
    return (sight){ NULL, from, from, 0 };
}

/* The nearest form before token `to`. */
static sight look_before(const seeker *s, size_t to, size_t window, int mask)
{
    for (size_t t = to; t > s->frame->floor && to - t < window;) {
        t--;
        if (clause_end(s, t) || number_at(s, t)) break;
        sight found = sight_at(s, t, mask, false);
        if (!found.word || found.end > to) continue;
        for (size_t back = t;
             back > s->frame->floor && back + 3 > t;) { /* a longer form that ends here begins earlier */
            sight longer = sight_at(s, --back, mask, false);
            if (longer.word && longer.end >= found.end && longer.end <= to) found = longer;
        }
        return found;
    }
    return (sight){ NULL, to, to, 0 };
}

/* ---- the noun behind the number ---- */

static bool function_word(const seeker *s, size_t t)
{
    for (const kb_word *w = s->at[t].words; w; w = w->next) {
        if (w->count != 1) continue;
        switch ((int)w->class_of) {
        case KB_WORD_STOP:
        case KB_WORD_PREPOSITION:
        case KB_WORD_CONJUNCTION:
        case KB_WORD_AUXILIARY:
        case KB_WORD_CUE:
        case KB_WORD_COMPLEMENTIZER:
        case KB_WORD_NEGATION:
        case KB_WORD_PRONOUN:
        case KB_WORD_DETERMINER:
        case KB_WORD_ADVERB:
        case KB_WORD_HEDGE:
        case KB_WORD_AS_OF:
        case KB_WORD_DAY_WORD:
        case KB_WORD_WEEKDAY:
        case KB_WORD_CUE_FRAME:
        case KB_WORD_SERIES:
        case KB_WORD_NUMBER:
        case KB_WORD_SHIFT:
        case KB_WORD_MONTH:
        case KB_WORD_PERIOD:
        case KB_WORD_CUE_THIRD: return true;
        default: break;
        }
    }
    return false;
}

typedef struct {
    size_t first, end; /* tokens; equal: no noun */
    size_t head;
    sight known;  /* the form of [counted] in it */
    sight fate;   /* ... and before it: "96 damaged homes" */
    bool role;    /* a noun for people */
    bool others;  /* "17 others" */
    size_t after; /* where there is no noun: the token behind those others */
} noun;

static bool head_first(const seeker *s)
{
    return kb_str_is(kb_lang_about(s->claims->lang, "noun"), "first");
}

static bool is_plural(const seeker *s, size_t t, kb_str ending)
{
    kb_str word = s->at[t].folded;
    return word.len > ending.len + 1 && kb_str_ends(word, ending) && !match(s, t, KB_WORD_ADVERB);
}

/* What several are counted of ends as the language's plural does: "850 dockers walked" are dockers. */
static void end_with_plural(const seeker *s, noun *n)
{
    kb_str ending = kb_lang_about(s->claims->lang, "plural");
    if (!ending.len || n->known.word || n->role || (s->g->low <= 1 && s->g->high <= 1)) return;
    size_t t = n->first;
    while (t < n->end && !is_plural(s, t, ending)) t++;
    if (t == n->end) return;
    while (t + 1 < n->end && is_plural(s, t + 1, ending)) t++; /* "14 sports clubs" */
    n->head = t;
    n->end = t + 1;
}

static noun noun_behind(const seeker *s, size_t from)
{
    noun n = { .first = from, .end = from, .head = from };
    size_t t = from;
    if (inside(s, t) && kb_str_is(s->at[t].folded, "-") && !(s->at[t].flags & KB_TOKEN_SPACED)) t++;
    for (sight other = sight_at(s, t, OTHER, true); other.word; other = sight_at(s, t, OTHER, true))
        t = other.end, n.others = true;
    const kb_word *link = inside(s, t) ? match(s, t, KB_WORD_KIN) : NULL;
    if (link && kb_str_is(link->value, "link")) t++;
    while (inside(s, t) && t < from + 3 && match(s, t, KB_WORD_DETERMINER)) t++;
    n.first = n.end = n.head = t;
    while (t < n.first + NOUN_MAX && inside(s, t) && s->at[t].kind == KB_TOKEN_WORD && !number_at(s, t)) {
        sight known = sight_at(s, t, STATE | PERSON | THING | FATE, true);
        if (known.word && (known.as == STATE || known.as == FATE)) {
            sight of = known.as == FATE && !head_first(s) ? sight_at(s, known.end, THING, true) : (sight){ 0 };
            if (t != n.first) break;
            n.fate = of.word ? known : n.fate;
            n.known = of.word ? of : known;
            n.end = n.known.end, n.head = n.known.first;
            break;
        }
        if (known.word) {
            if (!n.known.word || !head_first(s)) n.known = known, n.head = t;
            t = n.end = known.end;
            continue;
        }
        bool capital = s->at[t].flags & KB_TOKEN_CAPITAL;
        if ((function_word(s, t) && !(t == n.first && match(s, t, KB_WORD_CUE) && !match(s, t, KB_WORD_PREPOSITION))) ||
            (match(s, t, KB_WORD_UNIT) && t > n.first))
            break;
        bool role = match(s, t, KB_WORD_ROLE) != NULL;
        if (head_first(s) && t > n.first && !capital && !role) break;
        if (!head_first(s) && (n.known.word || n.role) && !capital) break;
        if (role && !n.role)
            n.role = true, n.head = t;
        else if (!n.known.word && !n.role && (t == n.first || !head_first(s)))
            n.head = t;
        n.end = ++t;
        t += inside(s, t + 1) && kb_str_is(s->at[t].folded, ".") && !(s->at[t].flags & KB_TOKEN_SPACED) &&
             kb_token_is(&s->at[t - 1], KB_WORD_ABBREVIATION); /* "28,500 U.S. troops" */
    }
    if (n.end == n.first) n.first = n.end = from, n.after = t;
    end_with_plural(s, &n);
    return n;
}

/* ---- deciding ---- */

static void set_concept(seeker *s, sight found)
{
    s->g->concept = found.word->value;
    s->frame->known = true;
    s->frame->befell |= found.as == STATE || found.as == FATE;
    if (found.end == s->frame->first && !(found.as & (PERSON | THING))) s->frame->first = found.first;
    if (found.as == STATE || found.as == PERSON) s->g->unit = KB_STR("person");
    /* behind the figure, a few words away at most: part of its span */
    if (found.first >= s->frame->end && found.first <= s->frame->end + 3) s->frame->end = found.end;
}

static kb_str stem_of(const seeker *s, size_t t)
{
    kb_str stem = stem_at(s, t);
    return stem.len ? stem : s->at[t].base;
}

static void take_noun(seeker *s, const noun *n)
{
    if (n->end <= n->first) return;
    s->g->counted = kb_span_of(s->at[n->first].span.begin, s->at[n->end - 1].span.end);
    if (n->end > s->frame->end) s->frame->end = n->end;
    s->frame->whole = true;
}

/* What befell people: the verb right before the number, then the words behind, then the clause before. */
static sight state_of(const seeker *s, size_t behind, bool far)
{
    sight found = look_before(s, s->frame->first, NEAR_BEFORE, STATE);
    if (found.word) return found;
    found = look_behind(s, behind, far ? BEHIND_MAX : 2, STATE);
    if (found.word || !far) return found;
    return look_before(s, s->frame->first, BEFORE_MAX, STATE);
}

static void find_thing(seeker *s, const noun *n, sight thing)
{
    set_concept(s, thing);
    sight fate = n->fate;
    if (!fate.word)
        fate = look_behind(s,
                           n->end > thing.end          ? n->end
                           : thing.end > s->frame->end ? thing.end
                                                       : s->frame->end,
                           5, FATE);
    if (!fate.word) fate = look_before(s, s->frame->first, 6, FATE);
    if (!fate.word && thing.first < s->frame->first) fate = look_behind(s, thing.end, 4, FATE);
    if (!fate.word) return;
    s->g->state = fate.word->value;
    s->frame->befell = true;
    if (fate.first >= s->frame->end && fate.first <= s->frame->end + 2) s->frame->end = fate.end;
}

/* "dari 5 menjadi 10 orang": the second number counts what the first counts. */
static bool inherits(const seeker *s)
{
    const kb_figures *figures = &s->claims->figures;
    const kb_figure *last = figures->count ? &figures->at[figures->count - 1] : NULL;
    if (!last || last->sentence != s->g->sentence || !last->concept.len || last->kind != s->g->kind) return false;
    size_t end = (size_t)last->token + last->tokens;
    if (end > s->frame->first || s->frame->first - end > 3) return false;
    for (size_t t = end; t < s->frame->first; t++)
        if (match(s, t, KB_WORD_SERIES)) return true;
    return false;
}

/* "10.000 tentara ... dan ribuan lagi": the others are of the kind counted before. */
static bool others_of_last(seeker *s)
{
    const kb_figures *figures = &s->claims->figures;
    const kb_figure *last = figures->count ? &figures->at[figures->count - 1] : NULL;
    if (!last || last->sentence != s->g->sentence || last->kind != KB_FIGURE_COUNT || !last->concept.len) return false;
    s->g->concept = last->concept, s->g->unit = last->unit;
    return true;
}

/* "Tujuh dari delapan fraksi", "14 of 17 counts": the noun stands behind the whole. The token behind the whole, else 0.
 */
static size_t whole_behind(const seeker *s)
{
    size_t t = s->frame->end;
    if (!inside(s, t) || !match(s, t, KB_WORD_PREPOSITION)) return 0;
    while (inside(s, t) && t < s->frame->end + 3 &&
           (match(s, t, KB_WORD_PREPOSITION) || match(s, t, KB_WORD_DETERMINER)))
        t++;
    const kb_word *series = match(s, s->frame->first ? s->frame->first - 1 : 0, KB_WORD_SERIES);
    if (series && kb_str_is(series->value, "from")) return 0;
    kb_number whole;
    if (!number_at(s, t) || !kb_number_read(s->doc->text, s->tokens, s->claims->lang, t, false, &whole)) return 0;
    const kb_word *unit = match(s, whole.end, KB_WORD_UNIT);
    if (unit && !kb_str_is(unit->value, "classifier")) return 0;
    return whole.low > s->g->low ? whole.end + (unit ? unit->count : 0) : 0;
}

/* "The death toll of the quake that struck the town, in the north, rose to 11": a verb of growth takes the subject that
 * its sentence begins with, whatever stands between. */
static sight subject_of_growth(const seeker *s)
{
    enum { VERB_NEAR = 3, HEAD = 6 };
    const kb_concept_frame *frame = s->frame;
    bool grows = false;
    for (size_t t = frame->first; t > 0 && t + VERB_NEAR > frame->first && inside(s, t - 1); t--) {
        size_t n = 0;
        const kb_word *verb = kb_token_match(&s->claims->tokens, t - 1, KB_WORD_SERIES, &n);
        grows = grows || (verb && t - 1 + n == frame->first);
    }
    if (!grows) return (sight){ NULL, frame->first, frame->first, 0 };
    size_t head = s->claims->sentences.at[s->at[frame->first].sentence].first;
    for (size_t t = head; t < head + HEAD && t < frame->first; t++) {
        sight found = sight_at(s, t, STATE, false);
        if (found.word && found.end <= frame->first) return found;
    }
    return (sight){ NULL, frame->first, frame->first, 0 };
}

/* "An average mark of 58.2": a number with decimals that counts nothing is looked up among shares. */
static bool find_average(seeker *s, const noun *n)
{
    if (n->end > n->first || s->frame->unit || s->g->printed.scale <= 0) return false;
    s->of = KB_STR("decimal");
    sight found = look_before(s, s->frame->first, BEFORE_MAX, RATE);
    if (!found.word) found = look_behind(s, s->frame->end, 2, RATE);
    if (!found.word || !kb_str_is(kb_word_key(found.word, "of"), "decimal")) return false;
    set_concept(s, found);
    return true;
}

static void find_count(seeker *s)
{
    kb_concept_frame *frame = s->frame;
    size_t whole = frame->unit ? 0 : whole_behind(s);
    noun n = noun_behind(s, whole ? whole : frame->end);
    const kb_word *unit = whole ? match(s, whole - 1, KB_WORD_UNIT) : frame->unit;
    bool person = unit && kb_str_is(kb_word_key(unit, "to"), "person");
    if (whole) frame->end = whole;
    int as = n.known.word ? n.known.as : 0;
    bool unknown = n.end > n.first && !as && !n.role;
    if (unknown && person) { /* "two thousand people turned out": what follows the people is their verb */
        n.end = n.first;
        unknown = false;
    }
    size_t behind = n.end > frame->end ? n.end : frame->end;
    s->of = n.known.word ? n.known.word->value : person && n.end == n.first ? KB_STR("person") : KB_STR("");
    s->people = person || as == PERSON || n.role;

    if (!whole && find_average(s, &n)) return;
    take_noun(s, &n);
    sight age = n.end == n.first && !person ? look_before(s, frame->first, 1, TIME) : (sight){ 0 };
    if (age.word && kb_str_is(age.word->value, "age") && s->g->high < 120) {
        set_concept(s, age);
        s->g->kind = KB_FIGURE_AGE;
        s->g->unit = KB_STR("s");
        s->g->low *= YEAR_SECONDS, s->g->high *= YEAR_SECONDS;
        return;
    }
    if (as == STATE) {
        set_concept(s, n.known);
        return;
    }
    if (as == FATE && others_of_last(s)) { /* "15 rumah rusak berat, 20 rusak ringan" */
        s->g->state = n.known.word->value;
        frame->known = frame->befell = true;
        return;
    }
    if (as == THING) {
        sight state = state_of(s, behind, true);
        if (state.word && kb_word_key(state.word, "of").len)
            set_concept(s, state);
        else
            find_thing(s, &n, n.known);
        return;
    }
    if (inherits(s) && n.end == n.first) {
        const kb_figure *last = &s->claims->figures.at[s->claims->figures.count - 1];
        s->g->concept = last->concept, s->g->state = last->state, s->g->unit = last->unit;
        frame->known = true;
        return;
    }
    frame->person = s->people;
    sight state = state_of(s, behind, !unknown || person);
    if (state.word) {
        set_concept(s, state);
        return;
    }
    if (as == PERSON) {
        set_concept(s, n.known);
        return;
    }
    if (n.end == n.first) { /* no noun behind: the clause's subject before */
        sight before = look_before(s, frame->first, BEFORE_MAX, PERSON | THING | STATE);
        sight subject = subject_of_growth(s);
        if (subject.word && (!before.word || before.as != STATE)) before = subject;
        if (before.word && before.as == THING && !person)
            find_thing(s, &n, before);
        else if (before.word && before.as != THING)
            set_concept(s, before);
        else if (n.others && others_of_last(s))
            frame->known = true;
        else if (person || n.others)
        s->g->concept = KB_STR("person");
        if (n.others && n.after > frame->end) frame->end = n.after;
    } else {
        s->g->concept = stem_of(s, n.head);
    }
    if (person || n.role) s->g->unit = KB_STR("person");
}

static void find_nothing(seeker *s) /* "tidak ada korban jiwa", "no injuries" */
{
    sight found = look_behind(s, s->frame->end, 7, STATE | FATE);
    if (!found.word) return;
    set_concept(s, found);
    s->frame->end = found.end;
    if (found.as == FATE) s->g->state = found.word->value;
}

static void find_money(seeker *s)
{
    sight found = look_behind(s, s->frame->end, 1, MONEY);
    if (!found.word) found = look_before(s, s->frame->first, BEFORE_MAX, MONEY);
    if (!found.word) found = look_behind(s, s->frame->end, 4, MONEY);
    if (found.word) set_concept(s, found);
}

static bool is_way(sight found)
{
    return found.word && (kb_str_is(found.word->value, "rise") || kb_str_is(found.word->value, "fall"));
}

/* "Lifts property rates by 6.4 per cent": the step is that of the verb; "to 6.4 per cent" is what they are. */
static sight moved_by(const seeker *s, sight found)
{
    size_t first = s->frame->first;
    if (!found.word || is_way(found) || !first || !inside(s, first - 1)) return found;
    if (!kb_lang_lists(s->claims->lang, "step", s->at[first - 1].base)) return found;
    sight way = look_before(s, found.first, 4, RATE);
    return is_way(way) ? way : found;
}

static void find_percent(seeker *s)
{
    noun n = noun_behind(s, s->frame->end);
    sight found = look_behind(s, s->frame->end, 1, RATE), way = look_behind(s, found.end, 1, RATE);
    if (found.word && is_way(way)) found = way; /* "a 6.4 per cent rates rise" */
    if (!found.word) found = moved_by(s, look_before(s, s->frame->first, 8, RATE));
    if (!found.word) found = look_behind(s, s->frame->end, 4, RATE);
    if (!found.word) found = look_behind(s, s->frame->end, 2, MONEY);
    if (!found.word) found = look_before(s, s->frame->first, BEFORE_MAX, MONEY | TIME);
    if (n.end > n.first && !(found.word && found.first < s->frame->first)) take_noun(s, &n);
    if (!found.word && n.known.word) found = n.known;
    if (!found.word) found = look_before(s, s->frame->first, BEFORE_MAX, PERSON | THING | STATE);
    if (found.word) {
        kb_str unit = s->g->unit;
        set_concept(s, found);
        s->g->unit = unit; /* a share of people is no number of people */
    } else if (n.end > n.first) {
        s->g->concept = stem_of(s, n.head);
    }
}

static void find_measure(seeker *s)
{
    if (s->frame->unit && kb_str_is(s->frame->unit->value, "magnitude")) {
        sight label = look_before(s, s->frame->first, 1, MEASURE);
        if (label.word) s->frame->first = label.first;
        s->g->concept = KB_STR("magnitude");
        s->frame->known = true;
        return;
    }
    sight found = look_before(s, s->frame->first, 3, MEASURE);
    if (!found.word) found = look_behind(s, s->frame->end, 3, MEASURE);
    if (!found.word) found = look_before(s, s->frame->first, BEHIND_MAX, MEASURE);
    if (found.word) {
        set_concept(s, found);
        return;
    }
    if (s->frame->unit && kb_str_is(s->frame->unit->value, "temperature")) {
        s->g->concept = KB_STR("temperature"); /* the unit alone says so */
        s->frame->known = true;
        return;
    }
    noun n = noun_behind(s, s->frame->end);
    if (n.end == n.first) return;
    take_noun(s, &n);
    s->g->concept = n.known.word ? n.known.word->value : stem_of(s, n.head);
    s->frame->known = n.known.word != NULL;
}

static void find_time(seeker *s)
{
    sight found = look_behind(s, s->frame->end, 3, TIME);
    if (!found.word) found = look_before(s, s->frame->first, 6, TIME);
    if (!found.word) return;
    set_concept(s, found);
    if (kb_str_is(found.word->value, "age") && s->g->high < 130 * YEAR_SECONDS) s->g->kind = KB_FIGURE_AGE;
}

void kb_concept_find(const kb_document *doc, const kb_claims *claims, kb_concept_frame *frame, kb_figure *g)
{
    seeker s = { doc, claims, &claims->tokens, claims->tokens.at, frame, g, KB_STR(""), false };
    if (frame->none) {
        find_nothing(&s);
        return;
    }
    switch (g->kind) {
    case KB_FIGURE_COUNT: find_count(&s); break;
    case KB_FIGURE_MONEY: find_money(&s); break;
    case KB_FIGURE_PERCENT: find_percent(&s); break;
    case KB_FIGURE_MEASURE: find_measure(&s); break;
    case KB_FIGURE_DURATION: find_time(&s); break;
    case KB_FIGURE_AGE:
        g->concept
        = KB_STR("age");
        break;
    case KB_FIGURE_SCORE:
    case KB_FIGURE_ORDINAL:
    case KB_FIGURE_OTHER: break;
    }
}
