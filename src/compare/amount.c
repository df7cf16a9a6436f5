#include "compare/amount.h"

#include <math.h>

#define ROUNDED_SLACK 0.1 /* "about 150" holds of 148, of 160; not of 180 */

/* ---- amounts ---- */

static bool in_title(const kb_account *account, const kb_figure *figure)
{
    return figure->sentence < account->claims->sentences.count && account->title[figure->sentence];
}

static bool same_thing(const kb_figure *a, const kb_figure *b)
{
    return a->kind == b->kind && a->past == b->past && a->plan == b->plan && kb_str_equal(a->unit, b->unit) &&
           kb_str_equal(a->concept, b->concept);
}

static bool same_value(double a, double b)
{
    return !(a < b) && !(a > b);
}

/* Is the figure another mention of the amount? */
static bool tells_again(const kb_account *account, const kb_amount *amount, const kb_figure *figure)
{
    if (!same_thing(amount->figure, figure)) return false;
    bool title = amount->title != in_title(account, figure);
    if (same_value(amount->low, figure->low) && same_value(amount->high, figure->high)) return true;
    /* A title rounds what the text gives exactly. */
    return title && amount->low <= figure->high && figure->low <= amount->high && figure->concept.len;
}

static void set_moment(const kb_account *account, kb_amount *amount, const kb_figure *figure)
{
    if (figure->as_of < account->claims->dates.count && account->claims->dates.at[figure->as_of].from != INT64_MIN) {
        amount->stated = true;
        amount->from = account->claims->dates.at[figure->as_of].from;
        amount->to = account->claims->dates.at[figure->as_of].to;
    }
}

static kb_status add_mention(const kb_accounts *all, kb_amount *amount, const kb_figure *figure, kb_err *err)
{
    const kb_account *account = &all->at[amount->account];
    const kb_figure **place = KB_ADD(all->arena, &amount->mentions, const kb_figure *);
    if (!place) return kb_arena_fail(all->arena, err);
    *place = figure;
    amount->title |= in_title(account, figure);
    amount->rounded |= figure->rounded;
    bool more_exact = figure->high - figure->low < amount->figure->high - amount->figure->low;
    bool same_width = same_value(figure->high - figure->low, amount->figure->high - amount->figure->low);
    if (more_exact || (same_width && in_title(account, amount->figure))) amount->figure = figure;
    amount->low = amount->figure->low;
    amount->high = amount->figure->high;
    set_moment(account, amount, figure);
    return kb_around_add(all, account, figure->sentence, figure->token, figure->tokens, figure->number,
                         &amount->context, err);
}

static bool is_comparable(const kb_account *account, const kb_figure *figure)
{
    if (figure->sentence >= account->claims->sentences.count || account->aside[figure->sentence]) return false;
    return !isnan(figure->low) && !isnan(figure->high) && (isfinite(figure->low) || isfinite(figure->high));
}

kb_status kb_amounts_find(const kb_accounts *accounts, kb_amounts *out, kb_err *err)
{
    *out = (kb_amounts){ 0 };
    for (uint32_t i = 0; i < accounts->count; i++) {
        const kb_account *account = &accounts->at[i];
        size_t first = out->count;
        for (size_t f = 0; f < account->claims->figures.count; f++) {
            const kb_figure *figure = &account->claims->figures.at[f];
            if (!is_comparable(account, figure)) continue;
            size_t a = first;
            while (a < out->count && !tells_again(account, &out->at[a], figure)) a++;
            if (a == out->count) {
                kb_amount *fresh = KB_ADD(accounts->arena, out, kb_amount);
                if (!fresh) return kb_arena_fail(accounts->arena, err);
                *fresh = (kb_amount){ .account = i,
                                      .figure = figure,
                                      .low = figure->low,
                                      .high = figure->high,
                                      .past = figure->past,
                                      .plan = figure->plan,
                                      .from = account->published,
                                      .to = account->published };
            }
            kb_status status = add_mention(accounts, &out->at[a], figure, err);
            if (status != KB_OK) return status;
        }
    }
    for (size_t i = 0; i < out->count; i++) kb_around_order(&out->at[i].context);
    return KB_OK;
}

/* ---- two amounts ---- */

/* People as such may be the dead, the displaced, ...: what their predicate says decides, by the words around. */
static bool is_open(kb_str concept)
{
    return !concept.len || kb_str_is(concept, "person") || kb_str_is(concept, "people");
}

kb_counts kb_amount_counts(const kb_amount *a, const kb_amount *b)
{
    const kb_figure *x = a->figure, *y = b->figure;
    if (x->kind != y->kind || a->past != b->past || a->plan != b->plan) return KB_COUNTS_NOT;
    if (!kb_str_equal(x->unit, y->unit) && x->unit.len && y->unit.len) return KB_COUNTS_NOT;
    if (kb_str_equal(x->concept, y->concept) && x->concept.len) return KB_COUNTS_SAME;
    return is_open(x->concept) || is_open(y->concept) ? KB_COUNTS_OPEN : KB_COUNTS_NOT;
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
    bool touch = slack > 0; /* open bounds that only touch do not overlap */
    if (!touch && same_value(a->low, b->high) && (a->figure->low_open || b->figure->high_open)) return false;
    if (!touch && same_value(b->low, a->high) && (b->figure->low_open || a->figure->high_open)) return false;
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

/* Concepts whose count changes while an event goes on, and which way. */
typedef struct {
    const char *concept;
    kb_course course;
} course_of;

static const course_of courses[] = {
    { "dead", KB_COURSE_UP },         { "injured", KB_COURSE_UP },      { "rescued", KB_COURSE_UP },
    { "case", KB_COURSE_UP },         { "evacuated", KB_COURSE_UP },    { "recovered", KB_COURSE_UP },
    { "arrested", KB_COURSE_UP },     { "affected", KB_COURSE_UP },     { "house", KB_COURSE_UP },
    { "building", KB_COURSE_UP },     { "damaged", KB_COURSE_UP },      { "destroyed", KB_COURSE_UP },
    { "burnt", KB_COURSE_UP },        { "flooded", KB_COURSE_ANY },     { "counted", KB_COURSE_UP },
    { "aftershock", KB_COURSE_UP },   { "missing", KB_COURSE_ANY },     { "displaced", KB_COURSE_ANY },
    { "treated", KB_COURSE_ANY },     { "trapped", KB_COURSE_ANY },     { "detained", KB_COURSE_ANY },
    { "hostage", KB_COURSE_ANY },     { "fire-engine", KB_COURSE_ANY }, { "vote", KB_COURSE_ANY },
    { "share-price", KB_COURSE_ANY }, { "personnel", KB_COURSE_ANY },   { "victim", KB_COURSE_UP },
};

kb_course kb_amount_course(const kb_amount *a)
{
    for (size_t i = 0; i < sizeof courses / sizeof *courses; i++)
        if (kb_str_is(a->figure->concept, courses[i].concept)) return courses[i].course;
    return a->figure->series ? KB_COURSE_ANY : KB_COURSE_NONE;
}
