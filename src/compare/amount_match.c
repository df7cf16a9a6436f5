#include "compare/amount.h"

#include <math.h>

#define HEDGE_WIDTH 1.3      /* high over low of "about", "nearly"; "dozens" and "1 to 3" are wider */
#define CONVERTED_SLACK 0.08 /* who converts also rounds */
#define CONVERSION 0.08      /* values by two units that are nearer are one */
#define APPROXIMATION 0.12   /* "more than 600" of 680 */
#define APPROXIMATED 20      /* the least that is told roughly in other words of what is counted: "nearly 60" of 58 */
#define ROUNDED_SLACK 0.05   /* a round value holds of what is so near */

static bool same_value(double a, double b)
{
    return !(a < b) && !(a > b);
}

/* What people are in: a count of passengers may be one of the dead, the dead are none of the missing. Which way such
 * a count goes while an event goes on. */
typedef struct {
    const char *concept;
    kb_course course;
} state;

static const state states[] = {
    { "dead", KB_COURSE_UP },       { "injured", KB_COURSE_UP },   { "rescued", KB_COURSE_UP },
    { "case", KB_COURSE_UP },       { "evacuated", KB_COURSE_UP }, { "recovered", KB_COURSE_UP },
    { "arrested", KB_COURSE_UP },   { "affected", KB_COURSE_UP },  { "missing", KB_COURSE_ANY },
    { "displaced", KB_COURSE_ANY }, { "treated", KB_COURSE_ANY },  { "trapped", KB_COURSE_ANY },
    { "detained", KB_COURSE_ANY },  { "hostage", KB_COURSE_ANY },  { "laid-off", KB_COURSE_NONE },
    { "aboard", KB_COURSE_NONE },
};

/* Other counts that change. */
static const state things[] = {
    { "house", KB_COURSE_UP },     { "building", KB_COURSE_UP },     { "damaged", KB_COURSE_UP },
    { "destroyed", KB_COURSE_UP }, { "burnt", KB_COURSE_UP },        { "flooded", KB_COURSE_ANY },
    { "counted", KB_COURSE_UP },   { "aftershock", KB_COURSE_UP },   { "fire-engine", KB_COURSE_ANY },
    { "vote", KB_COURSE_ANY },     { "share-price", KB_COURSE_ANY }, { "personnel", KB_COURSE_ANY },
    { "fall", KB_COURSE_ANY },     { "rise", KB_COURSE_ANY },        { "price", KB_COURSE_ANY },
    { "suspect", KB_COURSE_UP },   { "victim", KB_COURSE_UP },       { "volunteer", KB_COURSE_ANY },
    { "lead", KB_COURSE_ANY },
};

static const state *find_state(const state *list, size_t count, kb_str concept)
{
    for (size_t i = 0; i < count; i++)
        if (kb_str_is(concept, list[i].concept)) return &list[i];
    return NULL;
}

void kb_amount_set_course(kb_amount *a)
{
    const state *s = find_state(states, sizeof states / sizeof *states, a->concept);
    a->person = kb_str_is(a->concept, "person");
    a->value = kb_str_is(a->concept, "value");
    a->people = kb_str_is(a->figure->unit, "person");
    a->state = s != NULL;
    a->befalls = s && s->course != KB_COURSE_NONE && !kb_str_is(a->concept, "arrested");
    if (!s) s = find_state(things, sizeof things / sizeof *things, a->concept);
    bool counts = a->figure->kind == KB_FIGURE_COUNT || a->figure->kind == KB_FIGURE_PERCENT;
    a->course = s ? s->course : a->series && a->known && counts ? KB_COURSE_ANY : KB_COURSE_NONE;
}

/* "wage-rise" is a "rise". */
static bool is_kind_of(kb_str narrow, kb_str wide)
{
    return narrow.len > wide.len && kb_str_ends(narrow, wide) && narrow.at[narrow.len - wide.len - 1] == '-';
}

/* Does either leave open what it counts? People as such may be the dead; passengers may be those who are missing; one
 * length may be told as a height or as a depth. */
static bool is_open(const kb_amount *a, const kb_amount *b)
{
    kb_str x = a->concept, y = b->concept;
    if (!x.len || !y.len || a->person || b->person) return true;
    if (a->figure->kind == KB_FIGURE_MEASURE) return true;
    if (a->value || b->value) return a->figure->kind == KB_FIGURE_MONEY;
    if (is_kind_of(x, y) || is_kind_of(y, x)) return true;
    return a->people && b->people && a->state != b->state;
}

/* A crowd watches or protests. */
static bool is_crowd(kb_str concept, kb_str other)
{
    return kb_str_is(concept, "crowd") && (kb_str_is(other, "audience") || kb_str_is(other, "protester"));
}

/* By one concept, or by one noun: the same stem, or a translation. */
static bool same_noun(const kb_accounts *all, const kb_amount *a, const kb_amount *b)
{
    if (a->person || b->person) return false;
    bool same_lang = kb_accounts_same_lang(&all->at[a->account], &all->at[b->account]);
    if (a->concept.len && kb_str_equal(a->concept, b->concept)) return true;
    if (is_crowd(a->concept, b->concept) || is_crowd(b->concept, a->concept)) return true;
    return !a->known && !b->known && kb_words_meet(&a->noun, &b->noun, same_lang);
}

kb_counts kb_amount_counts(const kb_accounts *accounts, const kb_amount *a, const kb_amount *b)
{
    const kb_figure *x = a->figure, *y = b->figure;
    if (x->kind != y->kind || a->past != b->past || a->plan != b->plan || a->whole != b->whole) return KB_COUNTS_NOT;
    if (!kb_str_equal(x->unit, y->unit) && x->unit.len && y->unit.len) return KB_COUNTS_NOT;
    if (x->kind == KB_FIGURE_ORDINAL) return kb_str_equal(a->concept, b->concept) ? KB_COUNTS_SAME : KB_COUNTS_NOT;
    if (x->kind == KB_FIGURE_SCORE) return kb_amount_equal(a, b) ? KB_COUNTS_OPEN : KB_COUNTS_NOT;
    if (same_noun(accounts, a, b)) return KB_COUNTS_SAME;
    if (is_open(a, b)) return KB_COUNTS_OPEN;
    /* Two nouns may be one thing by two words ("finishers", "people"): a round value near an exact one says so. */
    return kb_amount_approximates(a, b) ? KB_COUNTS_OPEN : KB_COUNTS_NOT;
}

/* All names that it stands by are unknown to the other's report. */
static bool unknown_names(const kb_account *other, const kb_amount *a)
{
    for (size_t i = 0; i < a->name_count; i++)
        if (other->has[a->names[i]]) return false;
    return a->name_count > 0;
}

bool kb_amount_foreign(const kb_accounts *accounts, const kb_amount *a, const kb_amount *other)
{
    return unknown_names(&accounts->at[other->account], a);
}

bool kb_amount_elsewhere(const kb_accounts *accounts, const kb_amount *a, const kb_amount *b)
{
    return kb_amount_foreign(accounts, a, b) || kb_amount_foreign(accounts, b, a);
}

double kb_amount_context(const kb_accounts *accounts, const kb_amount *a, const kb_amount *b)
{
    bool same_lang = kb_accounts_same_lang(&accounts->at[a->account], &accounts->at[b->account]);
    return kb_around_likeness(&a->context, &b->context, same_lang);
}

double kb_amount_rest(const kb_accounts *accounts, const kb_amount *a, const kb_amount *b)
{
    bool same_lang = kb_accounts_same_lang(&accounts->at[a->account], &accounts->at[b->account]);
    return kb_around_common(&a->apart, &b->apart, same_lang) ? kb_around_likeness(&a->apart, &b->apart, same_lang) : 0;
}

bool kb_amount_near(const kb_accounts *accounts, const kb_amount *a, const kb_amount *b)
{
    bool same_lang = kb_accounts_same_lang(&accounts->at[a->account], &accounts->at[b->account]);
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < 2; j++)
            if (kb_words_meet(&a->near[i], &b->near[j], same_lang)) return true;
    return false;
}

/* One unit of the last digit that was printed, in the base unit. */
static double last_digit(const kb_figure *figure)
{
    double value = (double)figure->printed.mantissa, factor = 1;
    double printed = value * pow(10, -figure->printed.scale), base = isfinite(figure->low) ? figure->low : figure->high;
    if (printed > 0 && base > 0 && isfinite(base)) factor = base / printed;
    return pow(10, -figure->printed.scale) * factor;
}

void kb_amount_set_figure(kb_amount *a, const kb_figure *figure)
{
    a->figure = figure;
    a->low = figure->low;
    a->high = figure->high;
    a->digit = last_digit(figure);
}

/* What one of the printed number is in the base unit. */
static double unit_factor(const kb_amount *a)
{
    return a->digit * pow(10, a->figure->printed.scale);
}

/* Are they told by units that no power of ten parts, miles and kilometres? */
static bool other_unit(const kb_amount *a, const kb_amount *b)
{
    if (a->figure->kind != KB_FIGURE_MEASURE) return false;
    double ratio = unit_factor(a) / unit_factor(b), tens = pow(10, round(log10(ratio)));
    return isfinite(ratio) && ratio > 0 && (ratio > 1.25 * tens || ratio < 0.8 * tens);
}

bool kb_amount_overlap(const kb_amount *a, const kb_amount *b)
{
    double slack = 0, x = a->digit, y = b->digit;
    if ((a->rounded && same_value(a->low, a->high)) || (b->rounded && same_value(b->low, b->high)))
        slack = ROUNDED_SLACK * (fabs(a->low) > fabs(b->low) ? fabs(a->low) : fabs(b->low));
    if (!isfinite(slack)) slack = 0;
    if (other_unit(a, b) && slack < CONVERTED_SLACK * fabs(a->low)) slack = CONVERTED_SLACK * fabs(a->low);
    if (!isfinite(slack)) slack = 0;
    /* The coarser of two precisions may have been rounded from the finer one. */
    if (fabs(x - y) > 1e-9 * (x + y)) {
        double half = 0.51 * (x > y ? x : y);
        if (half > slack) slack = half;
    }
    if (a->low > b->high + slack || b->low > a->high + slack) return false;
    /* "More than seven" and "seven" touch: nobody means to contradict. */
    return true;
}

bool kb_amount_equal(const kb_amount *a, const kb_amount *b)
{
    return same_value(a->low, b->low) && same_value(a->high, b->high) && a->figure->low_open == b->figure->low_open &&
           a->figure->high_open == b->figure->high_open;
}

static int digits(const kb_figure *figure)
{
    int64_t mantissa = figure->printed.mantissa < 0 ? -figure->printed.mantissa : figure->printed.mantissa;
    int count = 0;
    while (mantissa && mantissa % 10 == 0) mantissa /= 10;
    for (; mantissa; mantissa /= 10) count++;
    return count;
}

/* How far two values lie apart, 0..1 of the larger. Of an interval that is no wider than a hedge makes it any part may
 * be the value that was printed; of a wider one its lower bound stands. */
static double apart_by(const kb_amount *a, const kb_amount *b)
{
    double x[3], y[3], least = 1;
    const kb_amount *of[2] = { a, b };
    double *out[2] = { x, y };
    for (int i = 0; i < 2; i++) {
        double low = of[i]->low, high = of[i]->high, base = isfinite(low) ? low : high;
        bool narrow = isfinite(low) && isfinite(high) && fabs(high) <= HEDGE_WIDTH * fabs(low);
        out[i][0] = base;
        out[i][1] = narrow ? (low + high) / 2 : base;
        out[i][2] = narrow ? high : base;
    }
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            double big = fabs(x[i]) > fabs(y[j]) ? fabs(x[i]) : fabs(y[j]);
            double part = big > 0 ? fabs(x[i] - y[j]) / big : 0;
            if (part < least) least = part;
        }
    return least;
}

double kb_amount_agreement(const kb_amount *a, const kb_amount *b)
{
    int most = digits(a->figure) > digits(b->figure) ? digits(a->figure) : digits(b->figure);
    double exact = most >= 4 ? 1 : most == 3 ? 0.8 : most == 2 ? 0.5 : 0.2;
    if (same_value(a->low, b->low) && same_value(a->high, b->high)) return exact;
    double apart = apart_by(a, b);
    return apart < 0.02 ? 0.8 * exact : apart < 0.1 ? 0.6 * exact : apart < 0.3 ? 0.3 * exact : 0;
}

/* One length by two units that no power of ten parts: 7 kilometres, some 4.3 miles. */
static bool is_converted(const kb_amount *a, const kb_amount *b)
{
    return other_unit(a, b) && apart_by(a, b) <= CONVERSION;
}

static bool is_hedged(const kb_amount *a)
{
    return !same_value(a->low, a->high) &&
           (isinf(a->low) || isinf(a->high) || fabs(a->high) <= HEDGE_WIDTH * fabs(a->low));
}

bool kb_amount_approximates(const kb_amount *a, const kb_amount *b)
{
    if (is_converted(a, b)) return kb_amount_overlap(a, b);
    if (is_hedged(a) == is_hedged(b)) return false;
    const kb_amount *hedged = is_hedged(a) ? a : b, *exact = is_hedged(a) ? b : a;
    if (!same_value(exact->low, exact->high) || digits(hedged->figure) >= digits(exact->figure)) return false;
    bool unit = a->figure->unit.len && kb_str_equal(a->figure->unit, b->figure->unit);
    double least = unit && a->figure->kind == KB_FIGURE_COUNT ? APPROXIMATED : 100;
    if (unit && a->figure->kind != KB_FIGURE_COUNT) least = 0;
    return exact->low >= least && digits(exact->figure) >= (unit ? 2 : 3) && apart_by(a, b) <= APPROXIMATION &&
           kb_amount_overlap(a, b);
}
