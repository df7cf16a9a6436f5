/* claim/date_part.h - what a date is made of: a day, a month, a year, a weekday, a word like "yesterday", a time of
 * day, each as it stands at a token; claim/date.c joins them. */
#ifndef KB_CLAIM_DATE_PART_H
#define KB_CLAIM_DATE_PART_H

#include "claim/claims.h"

enum { KB_DATE_UNSET = -1, KB_DATE_NO_ZONE = INT16_MIN };

/* The parts of one date, as far as they were given. */
typedef struct {
    int weekday, day, day_to, month, hour, minute, zone;
    int64_t year;
    int part_from, part_to;   /* hours of a part of the day */
    int64_t rel_from, rel_to; /* days, relative to the day of publication, half-open; equal: none */
    int64_t back_seconds;     /* "two hours ago" */
    int shift;                /* next +1, last -1, of a weekday or month */
    bool shifted, about, far, back, relative;
    kb_str weekday_text;
} kb_date_parts;

typedef struct {
    const kb_document *doc;
    kb_claims *claims;
    const kb_token *at;
    size_t count;
    bool known;         /* the day of publication is known */
    int64_t today, now; /* that day; the moment in seconds, INT64_MIN where only the day is known */
    int offset;         /* minutes east of UTC */
} kb_date_finder;

/* ---- what stands at a token ---- */

static inline const kb_word *kb_date_word(const kb_date_finder *f, size_t t, kb_word_class c, size_t *n)
{
    return kb_tokens_word(&f->claims->tokens, t, c, n);
}

static inline bool kb_date_mark(const kb_date_finder *f, size_t t, const char *s)
{
    return kb_tokens_mark(&f->claims->tokens, t, s);
}

static inline bool kb_date_together(const kb_date_finder *f, size_t a, size_t b)
{
    return kb_tokens_together(&f->claims->tokens, a, b);
}

static inline bool kb_date_capital(const kb_date_finder *f, size_t t)
{
    return t < f->count && (f->at[t].flags & KB_TOKEN_CAPITAL);
}

/* Is the name of a month or a weekday written as the language writes them? */
static inline bool kb_date_named(const kb_date_finder *f, size_t t)
{
    return kb_date_capital(f, t) || kb_str_is(kb_lang_about(f->claims->lang, "dates"), "small");
}

/* 0 where it is no number, or one out of reach. */
static inline int kb_date_int(kb_str s)
{
    int64_t value = 0;
    return kb_str_int(s, &value) && value > -100000 && value < 100000 ? (int)value : 0;
}

/* The plain number at token t, of at most `digits` digits; KB_DATE_UNSET when there is none. */
static inline int kb_date_plain(const kb_date_finder *f, size_t t, size_t digits)
{
    if (t >= f->count || f->at[t].kind != KB_TOKEN_NUMBER || f->at[t].folded.len > digits) return KB_DATE_UNSET;
    for (size_t i = 0; i < f->at[t].folded.len; i++)
        if (f->at[t].folded.at[i] < '0' || f->at[t].folded.at[i] > '9') return KB_DATE_UNSET;
    return kb_date_int(f->at[t].folded);
}

/* ---- what is known so far ---- */

static inline bool kb_date_has_any(const kb_date_parts *p)
{
    return p->weekday != KB_DATE_UNSET || p->month || p->year || p->relative || p->hour != KB_DATE_UNSET || p->back;
}

static inline bool kb_date_has_day(const kb_date_parts *p)
{
    return p->weekday != KB_DATE_UNSET || p->day > 0 || (p->relative && p->rel_to - p->rel_from == 1);
}

/* ---- parts: each goes into `p`; the tokens that it took, 0 when it is not there ---- */

size_t kb_date_part_take(const kb_date_finder *f, size_t t, kb_date_parts *p); /* any of them */

/* Parts of the day (date_clock.c): a clock time, its zone, "in the morning", "tonight". */
size_t kb_date_clock_take(const kb_date_finder *f, size_t t, kb_date_parts *p);
size_t kb_date_zone_take(const kb_date_finder *f, size_t t, kb_date_parts *p);
size_t kb_date_day_part_take(const kb_date_finder *f, size_t t, kb_date_parts *p);
size_t kb_date_day_word_take(const kb_date_finder *f, size_t t, kb_date_parts *p);

/* Small words and marks between the parts of a date: the token behind them. */
size_t kb_date_part_join(const kb_date_finder *f, size_t t, const kb_date_parts *p, bool *about, bool *bracket);

#endif
