#include "claim/figure.h"

#include <math.h>

#include "claim/concept.h"
#include "claim/figure_when.h"
#include "claim/ordinal.h"

enum { HEDGES_BACK = 4 };
#define ABOUT 0.1  /* "about 100" holds of 90 to 110 */
#define NEARLY 0.1 /* "nearly 100" of 90 to 100 */
#define YEAR_SECONDS 31556952.0
#define YEARS_MIN 15 /* the least age that is told as "47 years" between commas: fewer may be how long */

/* A figure that is being read. */
typedef struct {
    kb_number number;
    size_t first, end; /* tokens of hedge, number and unit */
    size_t number_first, number_end;
    const kb_word *unit;
    kb_figure figure;
    bool label, bounded;
} draft;

static bool spaced(const kb_figure_finder *f, size_t t)
{
    return t < f->count && (f->at[t].flags & KB_TOKEN_SPACED);
}

static double number_of(kb_str s) /* the plain decimals of a language file: "-17.78" */
{
    double value = 0, place = 0, sign = 1;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == '-')
            sign = -1;
        else if (s.at[i] == '.')
            place = 1;
        else if (s.at[i] >= '0' && s.at[i] <= '9') {
            if (place > 0)
                value += (s.at[i] - '0') * (place /= 10);
            else
                value = value * 10 + (s.at[i] - '0');
        }
    }
    return sign * value;
}

/* ---- units ---- */

static bool is_unit(const kb_word *unit, const char *dimension)
{
    return unit && kb_str_is(unit->value, dimension);
}

/* A currency or "M" before a number that begins at t: its first token, else t. */
static size_t unit_before(const kb_figure_finder *f, size_t t, const kb_word **unit)
{
    for (size_t back = 3; back >= 1; back--) {
        size_t n = 0, first = t - back;
        if (t < back || !kb_together(f, first, t)) continue;
        const kb_word *word = kb_word_at(f, first, KB_WORD_UNIT, &n);
        for (; word; word = word->next) { /* "m" is metres and magnitude: the one that stands before */
            if (word->class_of != KB_WORD_UNIT || word->count != n) continue;
            if (is_unit(word, "money") || is_unit(word, "magnitude")) break;
        }
        if (!word || n > back) continue;
        size_t behind = first + n;
        bool hyphen = behind + 1 == t && kb_mark_at(f, behind, "-");
        if (behind != t && !hyphen && !(is_unit(word, "magnitude") && behind + 1 == t)) continue;
        if (behind != t && !hyphen && !kb_word_at(f, behind, KB_WORD_PREPOSITION, NULL) &&
            !kb_word_at(f, behind, KB_WORD_KIN, NULL))
            continue;
        bool letter = kb_span_len(f->at[first].span) <= 2 && f->at[first].kind == KB_TOKEN_WORD;
        if (letter && !(f->at[first].flags & KB_TOKEN_CAPITAL)) continue;
        if (letter && n > 1 && spaced(f, first + 1)) continue;
        *unit = word;
        return first;
    }
    return t;
}

/* Does the next date hold token t: "tiga miliar tahun lalu"? */
static bool dated(const kb_figure_finder *f, size_t t)
{
    const kb_dates *dates = &f->claims->dates;
    return f->date < dates->count && dates->at[f->date].token <= t &&
           t < (size_t)dates->at[f->date].token + dates->at[f->date].tokens;
}

/* Does money follow behind a word that links it to its scale? */
static bool money_behind_link(const kb_figure_finder *f, size_t last, size_t t)
{
    const kb_word *unit;
    bool link = false;
    for (const kb_word *w = t < f->count ? f->at[t].words : NULL; w && !link; w = w->next)
        link = w->class_of == KB_WORD_KIN && w->count == 1 && kb_str_is(w->value, "link");
    return link && kb_together(f, last, t + 1) && (unit = kb_word_at(f, t + 1, KB_WORD_UNIT, NULL)) &&
           is_unit(unit, "money");
}

/* The unit behind a number; *n its tokens (a hyphen before it counted). */
static const kb_word *unit_behind(const kb_figure_finder *f, size_t last, size_t t, size_t *n)
{
    size_t hyphen = kb_mark_at(f, t, "-") && !spaced(f, t) && !spaced(f, t + 1);
    size_t at = t + hyphen;
    size_t link = !hyphen && money_behind_link(f, last, t); /* "3 millones de euros" */
    at += link;
    if (!kb_together(f, last, at) || dated(f, at)) return NULL;
    const kb_word *found = NULL;
    for (const kb_word *word = kb_word_at(f, at, KB_WORD_UNIT, n); word && !found; word = word->next) {
        if (word->class_of != KB_WORD_UNIT || word->count != *n) continue;
        bool letter = kb_span_len(f->at[at].span) == 1 && f->at[at].kind == KB_TOKEN_WORD;
        if (letter && is_unit(word, "magnitude")) continue;
        bool capital = letter && (f->at[at].flags & KB_TOKEN_CAPITAL) != 0; /* "46.8C" */
        if (letter && capital != (kb_word_flag(word, "capital") && !spaced(f, at))) continue;
        bool of_next = is_unit(word, "money") && kb_together(f, at, at + *n) && f->at[at + *n].kind == KB_TOKEN_NUMBER;
        if (!of_next) found = word; /* "APBD 2026 Rp4 triliun" */
    }
    if (!found && hyphen && f->at[at].kind == KB_TOKEN_WORD) { /* "12-metre-high", "5-year-old" */
        kb_str rest = f->at[at].folded, part;
        if (kb_str_next(&rest, '-', &part))
            for (const kb_word *w = kb_lang_first(f->claims->lang, part); w && !found; w = w->next)
                if (w->class_of == KB_WORD_UNIT && w->count == 1 && part.len > 1) found = w;
        *n = 1;
    }
    if (found) *n += hyphen + link;
    return found;
}

static double factor_of(const kb_word *unit)
{
    kb_str factor = unit ? kb_word_key(unit, "factor") : KB_STR("");
    return factor.len ? number_of(factor) : 1;
}

static kb_figure_kind kind_of(const kb_word *unit)
{
    static const struct {
        const char *dimension;
        kb_figure_kind kind;
    } kinds[] = {
        { "classifier", KB_FIGURE_COUNT },  { "money", KB_FIGURE_MONEY }, { "percent", KB_FIGURE_PERCENT },
        { "duration", KB_FIGURE_DURATION }, { "age", KB_FIGURE_AGE },     { "times", KB_FIGURE_OTHER },
    };
    for (size_t i = 0; unit && i < sizeof kinds / sizeof *kinds; i++)
        if (is_unit(unit, kinds[i].dimension)) return kinds[i].kind;
    return unit ? KB_FIGURE_MEASURE : KB_FIGURE_COUNT;
}

/* ---- hedges ---- */

static void set_bounds(kb_figure *g, double low, double high)
{
    g->low = low, g->high = high;
    g->low_open = g->high_open = false;
}

static void hedge(draft *d, kb_str how)
{
    kb_figure *g = &d->figure;
    double low = g->low, high = g->high;
    if (d->bounded && !kb_str_is(how, "about")) return;
    if (kb_str_is(how, "gt")) {
        g->low = high > low ? low : high, g->low_open = true;
        g->high = INFINITY, g->high_open = true;
    } else if (kb_str_is(how, "ge")) {
        g->high = INFINITY, g->high_open = true;
    } else if (kb_str_is(how, "lt")) {
        g->low = kb_str_is(g->unit, "C") ? -INFINITY : 0; /* all but temperatures begin at nothing */
        g->high_open = true;
    } else if (kb_str_is(how, "le")) {
        g->low = kb_str_is(g->unit, "C") ? -INFINITY : 0; /* all but temperatures begin at nothing */
    } else if (kb_str_is(how, "nearly")) {
        g->low = low * (1 - NEARLY);
        g->high_open = true;
        g->rounded = true;
    } else if (kb_str_is(how, "about")) {
        g->rounded = true;
        if (!d->bounded && low >= high) g->low = low * (1 - ABOUT), g->high = high * (1 + ABOUT);
        return;
    } else {
        return;
    }
    d->bounded = true;
}

/* A hedge that stands before its number, and joins no two. */
static bool leads_number(const kb_word *hedge)
{
    return !kb_word_flag(hedge, "after") && !kb_str_is(hedge->value, "to") && !kb_str_is(hedge->value, "and") &&
           !kb_str_is(hedge->value, "between") && !kb_str_is(hedge->value, "tolerance");
}

/* "Rata-rata 58,2": what is given with decimals is the average itself, and no rough value. */
static bool is_average(const kb_figure_finder *f, size_t t, const draft *d)
{
    const kb_word *word = kb_word_at(f, t, KB_WORD_COUNTED, NULL);
    bool decimals = d->number.printed.scale > 0 && !d->number.words && !d->number.grouped && !d->unit;
    return decimals && word && kb_str_is(word->value, "average");
}

/* Takes in the hedges that stand before token `first`; the token with which the first of them begins. */
static size_t hedges_before(const kb_figure_finder *f, size_t first, draft *d)
{
    bool about = false;
    for (int rounds = 0; rounds < 2; rounds++) {
        size_t begin = first;
        for (size_t back = HEDGES_BACK; back >= 1 && begin == first; back--) {
            if (first < back + f->figure_end || !kb_together(f, first - back, first)) continue;
            const kb_word *longest = kb_word_at(f, first - back, KB_WORD_HEDGE, NULL), *word = longest;
            while (word && (word->class_of != KB_WORD_HEDGE || !leads_number(word))) word = word->next;
            if (!word || word->count != back || (word != longest && word->count != 1)) continue;
            if (is_average(f, first - back, d)) return first;
            bool second_about = kb_str_is(word->value, "about");
            if (rounds == 1 && !about && !second_about) return first; /* two bounds: the nearer one holds */
            about = second_about;
            hedge(d, word->value);
            begin = first - back;
        }
        if (begin == first) return first;
        first = begin;
    }
    return first;
}

static void hedge_behind(const kb_figure_finder *f, draft *d)
{
    size_t n = 0, dash = kb_mark_at(f, d->end, "-") && !spaced(f, d->end) && !spaced(f, d->end + 1);
    if (!kb_together(f, d->first, d->end + dash)) return;
    const kb_word *word = kb_word_at(f, d->end + dash, KB_WORD_HEDGE, &n);
    while (word && (word->class_of != KB_WORD_HEDGE || !kb_word_flag(word, "after") || word->count > n))
        word = word->next;
    if (!word) return;
    size_t behind = d->end + dash + word->count;
    if (kb_together(f, d->first, behind) && kb_word_at(f, behind, KB_WORD_HEDGE, NULL) &&
        !kb_word_at(f, behind, KB_WORD_UNIT, NULL)) {
        /* "100 lebih dari": the word begins another hedge */
        const kb_word *next = kb_word_at(f, d->end + dash, KB_WORD_HEDGE, NULL);
        if (next && next->count > word->count) return;
    }
    hedge(d, word->value);
    d->end = behind;
}

/* ---- ranges, tolerances, sums ---- */

static bool between_before(const kb_figure_finder *f, size_t first, size_t *begin)
{
    size_t n = 0;
    for (size_t back = 1; back <= 2 && first >= back; back++)
        if (kb_together(f, first - back, first) && kb_hedge_at(f, first - back, &n, "between") && n == back) {
            *begin = first - back;
            return true;
        }
    return false;
}

/* "5-7 orang", "dua sampai tiga meter", "between 3 and 5": takes in the upper number. */
static void take_range(const kb_figure_finder *f, draft *d)
{
    size_t n = 0, begin = d->first, m = 0;
    kb_number upper;
    bool between = between_before(f, d->first, &begin);
    if (!kb_together(f, d->first, d->end)) return;
    if (!kb_hedge_at(f, d->end, &n, "to") && !(between && kb_hedge_at(f, d->end, &n, "and"))) return;
    size_t at = d->end + n;
    const kb_word *prefix = NULL;
    if (!kb_together(f, d->first, at)) return;
    if (!kb_number_at(f, at, false, &upper)) { /* "Rp1 juta hingga Rp2 juta" */
        size_t width = 0;
        prefix = kb_word_at(f, at, KB_WORD_UNIT, &width);
        if (!is_unit(prefix, "money") || !kb_number_at(f, at + width, true, &upper)) return;
    }
    if (upper.none || upper.weak || upper.single || d->number.weak) return;
    bool score = f->at[d->end].kind == KB_TOKEN_MARK && !between;
    double low = d->number.low, high = upper.high;
    if (!between && d->number.low < 1000 && upper.grouped && !d->number.grouped) { /* "2-3 juta" */
        double printed = kb_decimal_value(upper.printed), scale = 1;
        while (scale * 1000 <= printed) scale *= 1000;
        if (low < printed / scale) low *= scale;
    }
    if (score && (low >= high || d->number.words)) return;
    if (low >= high) return;
    const kb_word *unit = unit_behind(f, at, upper.end, &m);
    if (!unit && !prefix && d->unit) unit = d->unit, m = 0;
    set_bounds(&d->figure, low, high);
    d->bounded = true;
    d->unit = unit ? unit : prefix ? prefix : d->unit;
    d->number_end = upper.end;
    d->end = upper.end + (unit && unit != d->unit ? m : unit ? m : 0);
    if (between) d->first = begin;
    d->figure.printed = upper.printed;
}

/* "4 jam 50 menit": a smaller unit of time goes on. */
static bool take_one_smaller(const kb_figure_finder *f, draft *d, const kb_word **last)
{
    kb_number number;
    size_t n = 0, t = d->end;
    t += kb_mark_at(f, t, ",");
    const kb_word *and = kb_word_at(f, t, KB_WORD_CONJUNCTION, &n);
    if (and&&n == 1 && kb_str_is(and->value, "and")) t++;
    if (!kb_together(f, d->first, t) || !kb_number_at(f, t, false, &number) || number.weak || number.vague ||
        number.none)
        return false;
    const kb_word *unit = unit_behind(f, t, number.end, &n);
    if (!is_unit(unit, "duration") || factor_of(unit) >= factor_of(*last)) return false;
    double more = number.low * factor_of(unit) / factor_of(d->unit);
    d->figure.low += more, d->figure.high += more;
    d->number.weak = d->number.single = false; /* "an hour and ten minutes": it counts */
    d->number_end = number.end;
    d->end = number.end + n;
    *last = unit;
    return true;
}

static void take_smaller(const kb_figure_finder *f, draft *d)
{
    const kb_word *last = d->unit;
    if (!is_unit(d->unit, "duration")) return;
    for (int parts = 0; parts < 3 && take_one_smaller(f, d, &last); parts++) {
    }
}

/* ", plus minus 700 tahun" */
static void take_tolerance(const kb_figure_finder *f, draft *d)
{
    size_t at = d->end + (kb_mark_at(f, d->end, ",") ? 1 : 0), n = 0, m = 0;
    kb_number number;
    if (!kb_together(f, d->first, at) || !kb_hedge_at(f, at, &n, "tolerance") || !kb_together(f, d->first, at + n) ||
        !kb_number_at(f, at + n, false, &number))
        return;
    const kb_word *unit = unit_behind(f, at, number.end, &m);
    double by = number.low * (unit ? factor_of(unit) / factor_of(d->unit) : 1);
    set_bounds(&d->figure, d->figure.low - by, d->figure.high + by);
    d->figure.rounded = d->bounded = true;
    d->end = number.end + (unit ? m : 0);
}

/* ---- what is no count ---- */

static bool long_digits(const kb_figure_finder *f, const kb_number *number)
{
    kb_str s = f->at[number->first].folded;
    return f->at[number->first].kind == KB_TOKEN_NUMBER && !number->grouped &&
           (s.len >= 9 || (s.len > 1 && s.at[0] == '0' && s.at[1] >= '0' && s.at[1] <= '9'));
}

static bool noun_at(const kb_figure_finder *f, size_t from, size_t t)
{
    static const char *const sorts[] = { "person", "thing", "state", "fate" };
    if (!kb_together(f, from, t)) return false;
    const kb_word *word = kb_word_at(f, t, KB_WORD_COUNTED, NULL);
    for (size_t i = 0; word && i < sizeof sorts / sizeof *sorts; i++)
        if (kb_str_is(kb_word_key(word, "as"), sorts[i])) return true;
    return kb_word_at(f, t, KB_WORD_ROLE, NULL) != NULL;
}

static bool state_at(const kb_figure_finder *f, size_t t)
{
    const kb_word *word = kb_word_at(f, t, KB_WORD_COUNTED, NULL);
    return word && kb_str_is(kb_word_key(word, "as"), "state");
}

/* "16.00" in a language whose decimals stand behind a comma. */
static bool clock_like(const kb_figure_finder *f, size_t t)
{
    kb_str s = f->at[t].folded;
    return s.len == 5 && s.at[2] == '.' && kb_str_is(kb_lang_about(f->claims->lang, "decimal"), ",");
}

/* Between other numbers, or alone between marks: a table, a list's number. */
static bool in_table(const kb_figure_finder *f, size_t t, size_t end)
{
    bool number_before = t > 0 && kb_together(f, t - 1, t) && f->at[t - 1].kind == KB_TOKEN_NUMBER;
    bool number_behind = kb_together(f, t, end) && f->at[end].kind == KB_TOKEN_NUMBER;
    if (number_before || number_behind) return true;
    bool mark_before = t > 0 && kb_together(f, t - 1, t) && f->at[t - 1].kind == KB_TOKEN_MARK && !spaced(f, t);
    bool mark_behind = kb_together(f, t, end) && f->at[end].kind == KB_TOKEN_MARK;
    return mark_before && mark_behind;
}

/* A word with a capital anywhere: "iPhone". */
static bool has_capital(const kb_figure_finder *f, size_t t)
{
    kb_str word = kb_str_part(f->doc->text, f->at[t].span);
    if (f->at[t].kind != KB_TOKEN_WORD) return false;
    for (size_t i = 0; i < word.len; i++)
        if (word.at[i] >= 'A' && word.at[i] <= 'Z') return true;
    return f->at[t].flags & KB_TOKEN_CAPITAL;
}

/* Digits that name rather than count: "Boeing 737", "Pasal 12", "Covid-19", "nomor 4", "KM 57", a year. */
static bool is_label(const kb_figure_finder *f, const draft *d)
{
    size_t t = d->number_first, end = d->number_end;
    const kb_number *number = &d->number;
    if (long_digits(f, number)) return true;
    if (t > 0 && kb_together(f, t - 1, t)) {
        const kb_word *label = kb_word_at(f, t - 1, KB_WORD_ORDINAL, NULL);
        if (label && kb_str_is(label->value, "label") && !d->unit && !number->grouped) return true;
        bool joined = !spaced(f, t) && (kb_mark_at(f, t - 1, "-") || kb_mark_at(f, t - 1, "/") ||
                                        kb_mark_at(f, t - 1, ":") || kb_mark_at(f, t - 1, "."));
        if (joined && !d->unit && t > 1 && !spaced(f, t - 1)) return true;
    }
    if (number->words || number->grouped || d->unit) return false;
    if (clock_like(f, t) || in_table(f, t, end)) return true;
    if (kb_mark_at(f, end, "/") || kb_mark_at(f, end, ":") ||
        (kb_mark_at(f, end, "-") && !spaced(f, end) && !spaced(f, end + 1)))
        return true;
    kb_str digits = f->at[t].folded;
    bool year = digits.len == 4 && number->low >= 1900 && number->low <= 2100;
    bool model = t > 1 && kb_together(f, t - 2, t) && (f->at[t - 1].flags & KB_TOKEN_CAPITAL) &&
                 f->at[t - 2].kind == KB_TOKEN_WORD && !(f->at[t - 2].flags & KB_TOKEN_CAPITAL) &&
                 state_at(f, end); /* "helikopter Bell 407 jatuh" */
    if (model) return true;
    bool year_of = year && ((f->at[end < f->count ? end : t].flags & KB_TOKEN_CAPITAL) ||
                            !kb_word_at(f, end, KB_WORD_COUNTED, NULL));
    if (noun_at(f, t, end) && !year_of) return false;
    if (year) return true;
    if (t == 0 || !kb_together(f, t - 1, t)) return end < f->count && f->at[end].kind == KB_TOKEN_MARK;
    if (kb_word_at(f, t - 1, KB_WORD_UNIT, NULL) && !kb_word_at(f, t - 1, KB_WORD_HEDGE, NULL))
        return true; /* kilometer 12 */
    bool name = has_capital(f, t - 1);
    return name && !(f->at[t - 1].flags & KB_TOKEN_SENTENCE);
}

/* "2-1": small numbers, no unit, nothing counted behind. */
static bool is_score(const kb_figure_finder *f, const draft *d, size_t *end)
{
    size_t t = d->number_end;
    if (d->number.words || d->number.grouped || d->unit || d->number.high > 200) return false;
    if (!(kb_mark_at(f, t, "-") || kb_mark_at(f, t, "–")) || !kb_together(f, d->first, t + 1)) return false;
    if (f->at[t + 1].kind != KB_TOKEN_NUMBER || f->at[t + 1].folded.len > 3 || f->at[d->number_first].folded.len > 3)
        return false;
    if (t > 1 && d->number_first > 0 && kb_mark_at(f, d->number_first - 1, "-")) return false;
    size_t n;
    if (unit_behind(f, t + 1, t + 2, &n) || noun_at(f, t, t + 2) || kb_mark_at(f, t + 2, "-") ||
        kb_mark_at(f, t + 2, "/"))
        return false;
    kb_number upper;
    if (!kb_number_at(f, t + 1, false, &upper) || upper.end != t + 2) return false;
    *end = t + 2;
    return true;
}

/* "Passed 9-5", "a 9-5 vote", "menang 9-5 suara": is a vote told beside the score, or what comes of one? */
static bool is_ballot(const kb_figure_finder *f, size_t t, size_t end)
{
    enum { NEAR = 3 };
    for (size_t i = 1; i <= NEAR && t >= i && kb_together(f, t - i, t); i++) {
        if (f->at[t - i].kind == KB_TOKEN_MARK) break;
        if (kb_lang_lists(f->claims->lang, "ballot", f->at[t - i].base)) return true;
    }
    return kb_together(f, t, end) && kb_lang_lists(f->claims->lang, "ballot", f->at[end].base);
}

/* "Rana Velt, who is 51, won", "she is 51."; of what somebody was then the moment is another. */
static bool says_age(const kb_figure_finder *f, size_t t, size_t end)
{
    const kb_word *verb = t >= 2 && kb_together(f, t - 2, t) ? kb_word_at(f, t - 1, KB_WORD_AUXILIARY, NULL) : NULL;
    const kb_word *who = verb && kb_str_is(verb->value, "present") && kb_word_flag(verb, "passive")
                             ? kb_word_at(f, t - 2, KB_WORD_PRONOUN, NULL)
                             : NULL;
    bool one = who && (kb_str_is(who->value, "who") || kb_str_is(who->value, "he") || kb_str_is(who->value, "she"));
    return one && (kb_mark_at(f, end, ",") || kb_mark_at(f, end, "."));
}

/* "Pria 58 tahun itu": years right behind a noun for one person, in a language whose nouns stand before what is said of
 * them; no term that someone serves. */
static bool aged_noun(const kb_figure_finder *f, size_t t, size_t end)
{
    if (!kb_str_is(kb_lang_about(f->claims->lang, "noun"), "first") || !t || !kb_together(f, t - 1, t)) return false;
    const kb_word *noun = kb_word_at(f, t - 1, KB_WORD_COUNTED, NULL), *role = kb_word_at(f, t - 1, KB_WORD_ROLE, NULL);
    bool person = (noun && kb_str_is(kb_word_key(noun, "as"), "person")) || (role && kb_str_is(role->value, "one"));
    if (!person || (end < f->count && kb_together(f, t, end) && kb_word_at(f, end, KB_WORD_COUNTED, NULL)))
        return false;
    return !(t > 1 && kb_together(f, t - 2, t) && f->at[t - 2].kind == KB_TOKEN_NUMBER); /* "lima pria 58 tahun" */
}

/* "Rana (51)", "Rana, 51,": the age of a person. */
static bool is_age(const kb_figure_finder *f, const draft *d)
{
    bool years = is_unit(d->unit, "duration") && factor_of(d->unit) > YEAR_SECONDS - 1 && d->number.low >= YEARS_MIN;
    size_t t = d->number_first, end = years ? d->end : d->number_end; /* "Sari, 47 tahun, mengatakan" */
    if ((d->unit && !years) || d->number.words || d->number.grouped || t < 2 || d->number.low < 1 ||
        d->number.low > 115)
        return false;
    if (!years && says_age(f, t, end)) return true;
    if (years && d->unit && aged_noun(f, t, end)) return true;
    bool set_off = (kb_mark_at(f, t - 1, "(") && kb_mark_at(f, end, ")")) ||
                   (kb_mark_at(f, t - 1, ",") && (kb_mark_at(f, end, ",") || kb_mark_at(f, end, ".")));
    return set_off && f->at[t - 2].kind == KB_TOKEN_WORD && (f->at[t - 2].flags & KB_TOKEN_CAPITAL) &&
           kb_together(f, t - 2, t) && !kb_word_at(f, t - 2, KB_WORD_MONTH, NULL);
}

/* ---- reading one figure ---- */

static void set_values(draft *d)
{
    kb_figure *g = &d->figure;
    double factor = factor_of(d->unit), offset = 0;
    kb_str shift = d->unit ? kb_word_key(d->unit, "offset") : KB_STR("");
    if (shift.len) offset = number_of(shift);
    g->low = g->low * factor + offset, g->high = g->high * factor + offset;
    g->kind = kind_of(d->unit);
    g->unit = d->unit ? kb_word_key(d->unit, "to") : KB_STR("");
    if (d->number.part && !d->unit) {
        g->kind = KB_FIGURE_PERCENT;
        g->unit = KB_STR("%");
        g->low *= 100, g->high *= 100;
        g->printed.scale -= 2;
    }
    if (is_unit(d->unit, "age")) g->unit = KB_STR("s");
}

/* A round value: few digits and many zeros, or a scale word behind decimals. */
static bool is_round(const draft *d)
{
    int64_t m = d->figure.printed.mantissa;
    int32_t zeros = -d->figure.printed.scale;
    for (; m && m % 10 == 0; m /= 10) zeros++;
    return zeros >= 2 && m < 100;
}

/* Words that are a number only where what they count is known. */
static bool needs_matter(const draft *d)
{
    if (d->number.vague && d->number.weak && is_unit(d->unit, "money")) return true; /* "sejumlah Rp20 juta" */
    return d->number.weak || d->number.single || d->number.none ||
           (d->number.words && d->number.low <= 1 && d->number.high <= 1 && !d->unit) ||
           (d->number.vague && d->number.weak);
}

static bool read_draft(const kb_figure_finder *f, size_t t, draft *d)
{
    size_t n = 0, score = 0;
    *d = (draft){ .figure = { .statement = KB_NONE, .as_of = KB_NONE } };
    const kb_word *before = NULL;
    d->first = unit_before(f, t, &before);
    if (d->first < f->figure_end) d->first = t, before = NULL;
    if (!kb_number_at(f, t, is_unit(before, "money"), &d->number)) return false;
    d->number_first = t, d->number_end = d->end = d->number.end;
    d->figure.printed = d->number.printed;
    set_bounds(&d->figure, d->number.low, d->number.high);
    if (d->number.none) return true;
    if (is_score(f, d, &score)) before = NULL, d->first = t; /* "won 3-1" is no currency */
    d->unit = before;
    if (d->number.period) {
        d->unit = kb_word_at(f, t, KB_WORD_PERIOD, NULL) ? NULL : d->unit;
        return false;
    }
    const kb_word *unit = unit_behind(f, t, d->end, &n);
    if (unit && !(is_unit(before, "money") && !is_unit(unit, "money"))) {
        d->unit = before && is_unit(before, "money") ? before : unit;
        d->end += n;
    }
    bool spans = is_unit(d->unit, "duration") || is_unit(d->unit, "length") || is_unit(d->unit, "weight");
    if (d->number.weak && !d->number.vague && d->unit && !spans && !is_unit(d->unit, "classifier")) return false;
    if (is_age(f, d)) {
        d->figure.kind = KB_FIGURE_AGE;
        set_bounds(&d->figure, d->number.low * YEAR_SECONDS, d->number.low * YEAR_SECONDS);
        d->figure.unit = KB_STR("s");
        d->figure.concept = KB_STR("age");
        return true;
    }
    if (is_score(f, d, &score)) {
        d->figure.kind = KB_FIGURE_SCORE;
        double a = d->number.low, b = number_of(f->at[score - 1].folded);
        set_bounds(&d->figure, a > b ? a * 1000 + b : b * 1000 + a, a > b ? a * 1000 + b : b * 1000 + a);
        d->number_end = d->end = score;
        if (is_ballot(f, t, score)) { /* as "nine votes to five" is read: by those of the side that won */
            double votes = a > b ? a : b;
            d->figure.kind = KB_FIGURE_COUNT;
            d->figure.concept = KB_STR("vote");
            set_bounds(&d->figure, votes, votes);
            d->figure.printed = (kb_decimal){ (int64_t)votes, 0 };
        }
        return true;
    }
    bool bounded = d->number.vague;
    d->bounded = bounded;
    d->figure.rounded = bounded;
    if (!bounded) take_range(f, d);
    if (is_label(f, d)) return false;
    if (!d->bounded) take_smaller(f, d);
    if (!d->bounded) take_tolerance(f, d);
    d->figure.rounded |= is_round(d) && !d->bounded;
    set_values(d);
    hedge_behind(f, d);
    if (!d->unit && (unit = unit_behind(f, t, d->end, &n)) != NULL &&
        !kb_mark_at(f, d->end, "-")) { /* "seribu lebih orang" */
        d->unit = unit;
        d->end += n;
        double factor = factor_of(unit);
        d->figure.low *= factor, d->figure.high *= factor;
        d->figure.kind = kind_of(unit);
        d->figure.unit = kb_word_key(unit, "to");
    }
    d->first = hedges_before(f, d->first, d);
    return true;
}

/* "five-year", "two-metre": a number and a unit in one word. */
static bool read_hyphened(const kb_figure_finder *f, size_t t, draft *d)
{
    kb_str rest = f->at[t].folded, number, unit;
    const kb_word *value = NULL, *word = NULL;
    if (f->at[t].kind != KB_TOKEN_WORD || !kb_str_next(&rest, '-', &number) || !rest.at || !rest.len) return false;
    kb_str whole = rest;
    if (!kb_str_next(&rest, '-', &unit)) return false;
    for (const kb_word *w = kb_lang_first(f->claims->lang, number); w; w = w->next)
        if (w->class_of == KB_WORD_NUMBER && w->count == 1 && w->value.len && w->value.at[0] >= '0' &&
            w->value.at[0] <= '9' && !kb_word_flag(w, "period"))
            value = w;
    for (const kb_word *w = kb_lang_first(f->claims->lang, whole); w; w = w->next)
        if (w->class_of == KB_WORD_UNIT && w->count == 1) word = w;
    for (const kb_word *w = word ? NULL : kb_lang_first(f->claims->lang, unit); w; w = w->next)
        if (w->class_of == KB_WORD_UNIT && w->count == 1) word = w;
    if (!value || !word || kb_word_flag(value, "weak") || kb_word_flag(value, "one")) return false;
    *d = (draft){ .first = t, .end = t + 1, .number_first = t, .number_end = t + 1, .unit = word };
    d->figure = (kb_figure){ .statement = KB_NONE, .as_of = KB_NONE };
    d->figure.low = d->figure.high = number_of(value->value);
    d->figure.printed = (kb_decimal){ (int64_t)d->figure.low, 0 };
    d->number.words = true;
    d->number.low = d->number.high = d->figure.low;
    set_values(d);
    d->first = hedges_before(f, d->first, d);
    return true;
}

/* Fills what is counted, and keeps the figure where it is one. *behind: the token with which to go on. */
static kb_status keep(kb_figure_finder *f, draft *d, size_t *behind, kb_err *err)
{
    kb_figure *g = &d->figure;
    g->token = (uint32_t)d->number_first;
    g->sentence = f->at[d->number_first].sentence;
    if (g->sentence >= f->claims->sentences.count) return KB_OK;
    kb_concept_frame frame = { .first = d->first,
                               .end = d->end,
                               .number_first = d->number_first,
                               .unit = d->unit,
                               .floor = f->figure_end,
                               .none = d->number.none };
    if (!g->concept.len) kb_concept_find(f->doc, f->claims, &frame, g);
    bool matter = g->concept.len > 0 && frame.known;
    if (d->number.weak && is_unit(d->unit, "times")) return KB_OK;
    if (needs_matter(d) && !matter && !(d->unit && d->bounded && !is_unit(d->unit, "classifier"))) return KB_OK;
    bool article = d->number.single || (d->number.weak && !d->number.vague && !d->unit);
    if ((d->number.none || article) && !frame.befell) return KB_OK;
    if (article && !frame.person) return KB_OK; /* "a man was killed", and no "a service was held" */
    if (d->number.part && d->number.words && !frame.whole && !d->unit) return KB_OK;
    if (d->number.none) {
        set_bounds(g, 0, 0);
        g->printed = (kb_decimal){ 0, 0 };
        g->series = true;
    }
    g->tokens = (uint32_t)(frame.end - frame.first);
    g->token = (uint32_t)frame.first;
    g->span = kb_span_of(f->at[frame.first].span.begin, f->at[frame.end - 1].span.end);
    g->number = kb_span_of(f->at[d->number_first].span.begin, f->at[d->number_end - 1].span.end);
    kb_figure_when(f, g, d->first, d->end);
    kb_figure *kept = KB_ADD(f->doc->arena, &f->claims->figures, kb_figure);
    if (!kept) return kb_arena_fail(f->doc->arena, err);
    *kept = *g;
    *behind = frame.end > d->end ? frame.end : d->end;
    f->figure_end = *behind;
    return KB_OK;
}

/* Moves past dates that end before token t; is t inside one? */
static bool in_date(kb_figure_finder *f, size_t t)
{
    const kb_dates *dates = &f->claims->dates;
    while (f->date < dates->count && (size_t)dates->at[f->date].token + dates->at[f->date].tokens <= t) f->date++;
    return f->date < dates->count && dates->at[f->date].token <= t;
}

/* Keeps the ordinal at token t, if one is told there; *behind as above. */
static kb_status keep_ordinal(kb_figure_finder *f, size_t t, bool *found, size_t *behind, kb_err *err)
{
    kb_figure ordinal;
    *found = kb_ordinal_read(f, t, &ordinal, behind);
    if (!*found) return KB_OK;
    kb_figure_when(f, &ordinal, ordinal.token, (size_t)ordinal.token + ordinal.tokens);
    kb_figure *kept = KB_ADD(f->doc->arena, &f->claims->figures, kb_figure);
    if (!kept) return kb_arena_fail(f->doc->arena, err);
    *kept = ordinal;
    f->figure_end = *behind;
    return KB_OK;
}

/* Can an ordinal be told by the token? */
static bool may_be_ordinal(const kb_token *token)
{
    return token->kind == KB_TOKEN_NUMBER || token->classes & KB_CLASS_BIT(ORDINAL) ||
           token->flags & KB_TOKEN_HYPHENED ||
           (token->folded.len && token->folded.at[0] >= '0' && token->folded.at[0] <= '9');
}

kb_status kb_figures_find(const kb_document *doc, kb_claims *claims, kb_err *err)
{
    kb_figure_finder f = { .doc = doc, .claims = claims, .at = claims->tokens.at, .count = claims->tokens.count };
    kb_status status = KB_OK;

    claims->figures = (kb_figures){ NULL, 0 };
    if (!claims->lang) return KB_OK;
    for (size_t t = 0; t < f.count && status == KB_OK;) {
        draft d;
        size_t behind = t + 1;
        bool ordinal = false;
        if (may_be_ordinal(&f.at[t]) && !in_date(&f, t)) status = keep_ordinal(&f, t, &ordinal, &behind, err);
        if (ordinal || status != KB_OK) {
            t = behind;
            continue;
        }
        behind = t + 1;
        if (kb_number_may_begin(&f.at[t]) && !in_date(&f, t) && (read_draft(&f, t, &d) || read_hyphened(&f, t, &d))) {
            behind = d.number_end > t ? d.number_end : t + 1;
            if (d.number.none || d.number.weak || d.number.single) behind = t + 1;
            status = keep(&f, &d, &behind, err);
        }
        t = behind;
    }
    return status;
}

const char *kb_figure_kind_name(kb_figure_kind kind)
{
    static const char *const names[] = { "count", "percent", "money",   "measure", "duration",
                                         "age",   "score",   "ordinal", "other" };

    return names[kind];
}
