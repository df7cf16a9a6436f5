#include "compare/amount.h"

#include <math.h>

#define ROUNDED_SLACK 0.1 /* "about 150" holds of 148, of 160; not of 180 */

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
    { "victim", KB_COURSE_UP },    { "volunteer", KB_COURSE_ANY },   { "lead", KB_COURSE_ANY },
};

static const state *find_state(const state *list, size_t count, kb_str concept)
{
    for (size_t i = 0; i < count; i++)
        if (kb_str_is(concept, list[i].concept)) return &list[i];
    return NULL;
}

static const state *state_of(kb_str concept)
{
    return find_state(states, sizeof states / sizeof *states, concept);
}

kb_course kb_amount_course(const kb_amount *a)
{
    const state *s = state_of(a->concept);
    if (!s) s = find_state(things, sizeof things / sizeof *things, a->concept);
    if (s) return s->course;
    return a->series && a->known ? KB_COURSE_ANY : KB_COURSE_NONE;
}

/* Does either leave open what it counts? People as such may be the dead; passengers may be those who are missing; one
 * length may be told as a height or as a depth. */
static bool is_open(const kb_amount *a, const kb_amount *b)
{
    kb_str x = a->concept, y = b->concept;
    if (!x.len || !y.len || kb_str_is(x, "person") || kb_str_is(y, "person")) return true;
    if (a->figure->kind == KB_FIGURE_MEASURE) return true;
    bool people = kb_str_is(a->figure->unit, "person") && kb_str_is(b->figure->unit, "person");
    return people && (state_of(x) != NULL) != (state_of(y) != NULL);
}

kb_counts kb_amount_counts(const kb_amount *a, const kb_amount *b)
{
    const kb_figure *x = a->figure, *y = b->figure;
    if (x->kind != y->kind || a->past != b->past || a->plan != b->plan || a->whole != b->whole) return KB_COUNTS_NOT;
    if (!kb_str_equal(x->unit, y->unit) && x->unit.len && y->unit.len) return KB_COUNTS_NOT;
    if (x->kind == KB_FIGURE_ORDINAL || x->kind == KB_FIGURE_SCORE) return KB_COUNTS_NOT;
    if (kb_str_equal(a->concept, b->concept) && a->concept.len && !kb_str_is(a->concept, "person"))
        return KB_COUNTS_SAME;
    return is_open(a, b) ? KB_COUNTS_OPEN : KB_COUNTS_NOT;
}

/* All names that it stands by are unknown to the other's report. */
static bool unknown_names(const kb_account *other, const kb_amount *a)
{
    for (size_t i = 0; i < a->name_count; i++)
        if (other->has[a->names[i]]) return false;
    return a->name_count > 0;
}

bool kb_amount_elsewhere(const kb_accounts *accounts, const kb_amount *a, const kb_amount *b)
{
    return unknown_names(&accounts->at[b->account], a) || unknown_names(&accounts->at[a->account], b);
}

double kb_amount_context(const kb_accounts *accounts, const kb_amount *a, const kb_amount *b)
{
    bool same_lang = kb_accounts_same_lang(&accounts->at[a->account], &accounts->at[b->account]);
    return kb_around_likeness(&a->context, &b->context, same_lang);
}

/* One unit of the last digit that was printed, in the base unit. */
static double last_digit(const kb_figure *figure)
{
    double value = (double)figure->printed.mantissa, factor = 1;
    double printed = value * pow(10, -figure->printed.scale), base = isfinite(figure->low) ? figure->low : figure->high;
    if (printed > 0 && base > 0 && isfinite(base)) factor = base / printed;
    return pow(10, -figure->printed.scale) * factor;
}

bool kb_amount_overlap(const kb_amount *a, const kb_amount *b)
{
    double slack = 0, x = last_digit(a->figure), y = last_digit(b->figure);
    if (a->rounded || b->rounded) {
        double p = isfinite(a->low) ? fabs(a->low) : fabs(a->high), q = isfinite(b->low) ? fabs(b->low) : fabs(b->high);
        slack = ROUNDED_SLACK * (p > q ? p : q);
    }
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
           a->figure->high_open == b->figure->high_open && !a->rounded && !b->rounded;
}

static int digits(const kb_figure *figure)
{
    int64_t mantissa = figure->printed.mantissa < 0 ? -figure->printed.mantissa : figure->printed.mantissa;
    int count = 0;
    while (mantissa && mantissa % 10 == 0) mantissa /= 10;
    for (; mantissa; mantissa /= 10) count++;
    return count;
}

double kb_amount_agreement(const kb_amount *a, const kb_amount *b)
{
    int most = digits(a->figure) > digits(b->figure) ? digits(a->figure) : digits(b->figure);
    double exact = most >= 4 ? 1 : most == 3 ? 0.8 : most == 2 ? 0.5 : 0.2;
    if (same_value(a->low, b->low) && same_value(a->high, b->high)) return exact;
    double x = isfinite(a->low) ? a->low : a->high, y = isfinite(b->low) ? b->low : b->high;
    double big = fabs(x) > fabs(y) ? fabs(x) : fabs(y), apart = big > 0 ? fabs(x - y) / big : 0;
    return apart < 0.02 ? 0.8 * exact : apart < 0.1 ? 0.6 * exact : apart < 0.3 ? 0.3 * exact : 0;
}
