#include "claim/date.h"

#include <stdlib.h>

#include "claim/clock.h"
#include "claim/number.h"

#define DAY_SECONDS ((int64_t)86400)
#define PAST_DAYS 60     /* what lies further back is of another time than the story */
#define ABOUT_MINUTES 15 /* what "about" allows around a clock time */

enum { UNSET = -1, NO_ZONE = INT16_MIN, CONNECTORS_MAX = 3, ROLE_WINDOW = 10, AFTER_WINDOW = 8 };

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
} parts;

typedef struct {
    const kb_document *doc;
    kb_claims *claims;
    const kb_token *at;
    size_t count;
    bool known;         /* the day of publication is known */
    int64_t today, now; /* that day; the moment in seconds, INT64_MIN where only the day is known */
    int offset;         /* minutes east of UTC */
} finder;

static const kb_word *match(const finder *f, size_t t, kb_word_class c, size_t *n)
{
    return t < f->count ? kb_token_match(&f->claims->tokens, t, c, n) : NULL;
}

static bool mark(const finder *f, size_t t, const char *s)
{
    return t < f->count && f->at[t].kind == KB_TOKEN_MARK && kb_str_is(f->at[t].folded, s);
}

static bool same_sentence(const finder *f, size_t a, size_t b)
{
    return a < f->count && b < f->count && f->at[a].sentence == f->at[b].sentence &&
           f->at[a].paragraph == f->at[b].paragraph;
}

static int int_of(kb_str s)
{
    int64_t value = 0;
    return kb_str_int(s, &value) && value > -100000 && value < 100000 ? (int)value : 0;
}

/* The plain number at token t, of at most `digits` digits; UNSET when there is none. */
static int plain(const finder *f, size_t t, size_t digits)
{
    if (t >= f->count || f->at[t].kind != KB_TOKEN_NUMBER || f->at[t].folded.len > digits) return UNSET;
    for (size_t i = 0; i < f->at[t].folded.len; i++)
        if (f->at[t].folded.at[i] < '0' || f->at[t].folded.at[i] > '9') return UNSET;
    return int_of(f->at[t].folded);
}

/* "4th": a number with an ending of an ordinal. */
static int ordinal_day(const finder *f, size_t t)
{
    if (t >= f->count || f->at[t].kind != KB_TOKEN_WORD) return UNSET;
    kb_str s = f->at[t].folded;
    if (s.len < 3 || s.len > 4 || s.at[0] < '0' || s.at[0] > '9') return UNSET;
    size_t n = s.at[1] >= '0' && s.at[1] <= '9' ? 2 : 1;
    kb_str ending = kb_str_part(s, kb_span_of(n, s.len));
    for (const kb_word *w = f->claims->lang ? kb_lang_first(f->claims->lang, ending) : NULL; w; w = w->next)
        if (w->class_of == KB_WORD_ORDINAL && kb_str_is(w->value, "ending"))
            return int_of(kb_str_part(s, kb_span_of(0, n)));
    return UNSET;
}

static int day_at(const finder *f, size_t t)
{
    int day = plain(f, t, 2);
    if (day == UNSET) day = ordinal_day(f, t);
    return day >= 1 && day <= 31 ? day : UNSET;
}

static int year_at(const finder *f, size_t t)
{
    int year = t < f->count && f->at[t].folded.len == 4 ? plain(f, t, 4) : UNSET;
    return year >= 1900 && year <= 2100 ? year : UNSET;
}

static bool capital(const finder *f, size_t t)
{
    return t < f->count && (f->at[t].flags & KB_TOKEN_CAPITAL);
}

/* Is the name of a month or a weekday written as the language writes them? */
static bool dated(const finder *f, size_t t)
{
    return capital(f, t) || kb_str_is(kb_lang_about(f->claims->lang, "dates"), "small");
}

/* A word that joins day, month and year: "3 de mayo de 2025". */
static bool is_link(const finder *f, size_t t)
{
    for (const kb_word *w = t < f->count ? f->at[t].words : NULL; w; w = w->next)
        if (w->class_of == KB_WORD_KIN && w->count == 1 && kb_str_is(w->value, "link")) return true;
    return false;
}

/* ---- parts; each gives the tokens that it took, 0 when it is not there ---- */

static size_t take_iso(const finder *f, size_t t, parts *p)
{
    int year = year_at(f, t), month = plain(f, t + 2, 2), day = plain(f, t + 4, 2);
    if (p->year || p->month || year == UNSET || !mark(f, t + 1, "-") || !mark(f, t + 3, "-") || month < 1 ||
        month > 12 || day < 1 || day > 31 || !same_sentence(f, t, t + 4))
        return 0;
    p->year = year, p->month = month, p->day = day;
    return 5;
}

/* "4/3/2025", and "14/1" in brackets or behind a weekday. Day first, unless it cannot be or the other order lies nearer
 * to the day of publication in a language that has both. */
static size_t take_slashes(const finder *f, size_t t, parts *p)
{
    int a = plain(f, t, 2), b = plain(f, t + 2, 2);
    if (p->month || p->day > 0 || a < 1 || b < 1 || !mark(f, t + 1, "/") || !same_sentence(f, t, t + 2)) return 0;
    int year = mark(f, t + 3, "/") ? plain(f, t + 4, 4) : UNSET;
    if (year >= 0 && year < 100) year += 2000;
    bool full = year >= 1900 && year <= 2100;
    if (!full && p->weekday == UNSET && !(t > 0 && mark(f, t - 1, "(") && mark(f, t + 3, ")"))) return 0;
    bool month_first = f->claims->lang && kb_str_is(kb_lang_about(f->claims->lang, "date"), "month-first");
    if (b > 12 || (month_first && a <= 12)) {
        int swap = a;
        a = b, b = swap;
    }
    if (a > 31 || b > 12) return 0;
    p->day = a, p->month = b;
    if (full) p->year = year;
    return full ? 5 : 3;
}

static size_t year_behind(const finder *f, size_t t, parts *p)
{
    size_t comma = mark(f, t, ",") || is_link(f, t) ? 1 : 0;
    int year = year_at(f, t + comma);
    if (year == UNSET || p->year || !same_sentence(f, t ? t - 1 : t, t + comma)) return 0;
    p->year = year;
    return comma + 1;
}

/* "4 Maret 2025", "March 4, 2025", "the 4th of March", "Maret 2025", "April". */
static size_t take_month(const finder *f, size_t t, parts *p)
{
    int day = day_at(f, t), day_to = UNSET;
    size_t at = day != UNSET ? t + 1 : t, n;
    if (p->month) return 0;
    if (day != UNSET && (mark(f, at, "-") || mark(f, at, "–")) && day_at(f, at + 1) != UNSET) {
        day_to = day_at(f, at + 1);
        at += 2;
    }
    if (day != UNSET && (f->at[t].flags & KB_TOKEN_ORDINAL) && mark(f, at, ".")) at++; /* 3. Mai */
    if (day != UNSET && is_link(f, at)) at++;
    const kb_word *month = match(f, at, KB_WORD_MONTH, &n);
    if (!month || !same_sentence(f, t, at) || (day == UNSET && !dated(f, at))) return 0;
    size_t behind = at + 1;
    if (mark(f, behind, ".") && kb_span_len(f->at[at].span) <= 4 && !(f->at[behind].flags & KB_TOKEN_SPACED) &&
        f->at[behind + 1 < f->count ? behind + 1 : behind].kind == KB_TOKEN_NUMBER)
        behind++;
    if (day == UNSET && same_sentence(f, at, behind) && day_at(f, behind) != UNSET &&
        !match(f, behind + 1, KB_WORD_UNIT, NULL)) {
        day = day_at(f, behind++);
        if ((mark(f, behind, "-") || mark(f, behind, "–")) && day_at(f, behind + 1) != UNSET) {
            day_to = day_at(f, behind + 1);
            behind += 2;
        }
    }
    p->month = int_of(month->value);
    p->day = day, p->day_to = day_to;
    behind += year_behind(f, behind, p);
    bool bare = day == UNSET && !p->year;
    if (bare && (kb_span_len(f->at[at].span) <= 3 || !capital(f, at) || (f->at[at].flags & KB_TOKEN_SENTENCE)) &&
        p->shift == 0) {
        /* "May" and "Mar" alone are words like others, unless a word for "month" or a preposition leads up to them */
        bool led = at > 0 && same_sentence(f, at - 1, at) &&
                   (match(f, at - 1, KB_WORD_PREPOSITION, NULL) || match(f, at - 1, KB_WORD_PERIOD, NULL));
        if (!led) {
            p->month = 0;
            return 0;
        }
    }
    return behind - t;
}

static size_t take_weekday(const finder *f, size_t t, parts *p)
{
    const kb_word *weekday = match(f, t, KB_WORD_WEEKDAY, NULL);
    size_t n = 0;
    if (!weekday || p->weekday != UNSET || !dated(f, t)) return 0;
    p->weekday = int_of(weekday->value);
    p->weekday_text = kb_str_part(f->doc->text, f->at[t].span);
    const kb_word *shift = same_sentence(f, t, t + 1) ? match(f, t + 1, KB_WORD_SHIFT, &n) : NULL;
    if (!shift || !kb_word_flag(shift, "after") || kb_word_flag(shift, "count")) return 1;
    p->shift = int_of(shift->value);
    p->shifted = true;
    return 1 + n;
}

/* The days of a period `shift` periods from the one of publication. */
static void relative_period(const finder *f, kb_str period, int shift, parts *p)
{
    kb_civil today = f->known ? kb_civil_of(f->today) : (kb_civil){ 2000, 1, 1 };
    int64_t from = 0, to = 0;
    if (kb_str_is(period, "day")) {
        from = shift, to = shift + 1;
    } else if (kb_str_is(period, "week")) {
        from = -kb_weekday_of(f->today) + 7 * shift, to = from + 7;
    } else if (kb_str_is(period, "month")) {
        int64_t month = today.year * 12 + today.month - 1 + shift;
        from = kb_day_of((kb_civil){ month / 12, (int)(month % 12) + 1, 1 }) - f->today;
        month++;
        to = kb_day_of((kb_civil){ month / 12, (int)(month % 12) + 1, 1 }) - f->today;
    } else {
        int64_t years = kb_str_is(period, "year") ? 1 : kb_str_is(period, "decade") ? 10 : 100;
        int64_t first = today.year - today.year % years + shift * years;
        from = kb_day_of((kb_civil){ first, 1, 1 }) - f->today;
        to = kb_day_of((kb_civil){ first + years, 1, 1 }) - f->today;
        p->far = shift != 0;
    }
    p->rel_from = from, p->rel_to = to;
    p->relative = true;
}

static bool is_clock_period(kb_str period)
{
    return kb_str_is(period, "hour") || kb_str_is(period, "minute");
}

/* "last year", "pekan ini", "bulan depan", "last April", "next Monday". */
static size_t take_shift(const finder *f, size_t t, parts *p)
{
    size_t n = 0, m = 0;
    if (p->relative || p->shifted) return 0;
    const kb_word *shift = match(f, t, KB_WORD_SHIFT, &n), *period;
    if (shift && !kb_word_flag(shift, "after")) {
        size_t next = t + n;
        if (!same_sentence(f, t, next)) return 0;
        period = match(f, next, KB_WORD_PERIOD, &m);
        if (period && !is_clock_period(period->value) && !kb_str_is(period->value, "date")) {
            relative_period(f, period->value, int_of(shift->value), p);
            return n + m;
        }
        p->shift = int_of(shift->value);
        m = take_weekday(f, next, p);
        if (!m) m = take_month(f, next, p);
        p->shifted = m > 0;
        if (!m) p->shift = 0;
        return m ? n + m : 0;
    }
    period = match(f, t, KB_WORD_PERIOD, &n);
    if (!period || is_clock_period(period->value) || kb_str_is(period->value, "date") || !same_sentence(f, t, t + n))
        return 0;
    shift = match(f, t + n, KB_WORD_SHIFT, &m);
    if (!shift || !kb_word_flag(shift, "after") || kb_word_flag(shift, "count")) return 0;
    const kb_word *word = match(f, t, KB_WORD_NUMBER, NULL); /* "setahun lalu": one year back, not the year before */
    if (word) return 0;
    relative_period(f, period->value, int_of(shift->value), p);
    return n + m;
}

/* "a year ago", "dua pekan lagi", "setahun lalu", "beberapa hari lalu". */
static size_t take_count(const finder *f, size_t t, parts *p)
{
    kb_number number;
    size_t n = 0, m = 0;
    if (p->relative || p->back || !kb_number_read(f->doc->text, &f->claims->tokens, f->claims->lang, t, false, &number))
        return 0;
    size_t at = number.period ? t : number.end;
    const kb_word *period = same_sentence(f, t, at) ? match(f, at, KB_WORD_PERIOD, &n) : NULL;
    if (!period || number.none || number.high > 1000 || !same_sentence(f, t, at + n)) return 0;
    const kb_word *shift = match(f, at + n, KB_WORD_SHIFT, &m);
    if (!shift || !kb_word_flag(shift, "after") || int_of(shift->value) == 0) return 0;
    int way = int_of(shift->value) < 0 ? -1 : 1;
    if (way > 0 && !kb_word_flag(shift, "count")) return 0;
    if (is_clock_period(period->value)) {
        double unit = kb_str_is(period->value, "hour") ? 3600 : 60;
        p->back = true, p->about = true;
        p->back_seconds = (int64_t)(number.low * unit) * way;
    } else {
        double days = kb_str_is(period->value, "day")     ? 1
                      : kb_str_is(period->value, "week")  ? 7
                      : kb_str_is(period->value, "month") ? 30.44
                      : kb_str_is(period->value, "year")  ? 365.25
                                                          : 3652.5;
        double slack = days <= 1 ? 0 : days <= 7 ? 1 : days * 0.15; /* "two weeks ago" is no exact day */
        double low = number.low * days, high = number.high * days;
        p->relative = true;
        p->about = days > 7 || number.vague;
        p->far = days > 31;
        p->rel_from = way < 0 ? -(int64_t)(high + slack) : (int64_t)(low - slack + 0.5);
        p->rel_to = (way < 0 ? -(int64_t)(low - slack) : (int64_t)(high + slack)) + 1;
    }
    return at + n + m - t;
}

static bool read_hours(kb_str value, int *from, int *to)
{
    size_t dots = kb_str_find(value, KB_STR(".."), 0);
    if (dots == SIZE_MAX) return false;
    *from = int_of(kb_str_part(value, kb_span_of(0, dots)));
    *to = int_of(kb_str_part(value, kb_span_of(dots + 2, value.len)));
    return *to > *from;
}

static size_t take_day_word(const finder *f, size_t t, parts *p)
{
    size_t n = 0;
    const kb_word *day = match(f, t, KB_WORD_DAY_WORD, &n);
    if (!day || p->relative) return 0;
    p->relative = true;
    p->rel_from = int_of(day->value);
    p->rel_to = p->rel_from + 1;
    kb_str hours = kb_word_key(day, "hours");
    if (hours.len) read_hours(hours, &p->part_from, &p->part_to);
    return n;
}

static bool anything(const parts *p)
{
    return p->weekday != UNSET || p->month || p->year || p->relative || p->hour != UNSET || p->back;
}

static bool has_day(const parts *p)
{
    return p->weekday != UNSET || p->day > 0 || (p->relative && p->rel_to - p->rel_from == 1);
}

/* An hour of the twelve that the part of the day makes one of the later twelve: "eleven at night", "malam pukul
 * sebelas". One that lies in the part as it is stays. */
static void set_half(parts *p)
{
    if (p->hour == UNSET || p->hour > 12 || p->part_to <= p->part_from || p->part_from < 11) return;
    bool within = p->hour >= p->part_from && p->hour < p->part_to;
    if (!within && p->hour + 12 >= p->part_from - 1 && p->hour + 12 <= p->part_to) p->hour += 12;
}

static size_t take_day_part(const finder *f, size_t t, parts *p)
{
    size_t n = 0;
    const kb_word *part = match(f, t, KB_WORD_DAY_PART, &n);
    if (!part || p->part_to > p->part_from || (!has_day(p) && p->hour == UNSET)) return 0;
    if (!read_hours(part->value, &p->part_from, &p->part_to)) return 0;
    set_half(p);
    return n;
}

/* "08.30", "8", "08:30": the tokens of a time of day. */
static size_t read_clock(const finder *f, size_t t, int *hour, int *minute)
{
    if (t >= f->count || f->at[t].kind != KB_TOKEN_NUMBER) return 0;
    kb_str s = f->at[t].folded;
    size_t point = kb_str_find(s, KB_STR("."), 0);
    *minute = 0;
    if (point != SIZE_MAX) {
        if (s.len - point != 3 || point == 0 || point > 2) return 0;
        *hour = int_of(kb_str_part(s, kb_span_of(0, point)));
        *minute = int_of(kb_str_part(s, kb_span_of(point + 1, s.len)));
        return *hour <= 24 && *minute < 60 ? 1 : 0;
    }
    *hour = plain(f, t, 2);
    if (*hour == UNSET || *hour > 24) return 0;
    if (mark(f, t + 1, ":") && plain(f, t + 2, 2) != UNSET && f->at[t + 2].folded.len == 2) {
        *minute = plain(f, t + 2, 2);
        if (*minute > 59) return 0;
        return mark(f, t + 3, ":") && plain(f, t + 4, 2) != UNSET ? 5 : 3;
    }
    return 1;
}

static size_t take_zone(const finder *f, size_t t, parts *p)
{
    size_t n = 0;
    const kb_word *zone = match(f, t, KB_WORD_ZONE, &n);
    if (!zone || (p->hour == UNSET && p->part_to <= p->part_from) || p->zone != NO_ZONE) return 0;
    if (kb_span_len(f->at[t].span) <= 3 && !(f->at[t].flags & KB_TOKEN_CAPITAL)) return 0;
    p->zone = kb_str_is(zone->value, "local") ? f->offset : int_of(zone->value);
    return n;
}

/* "Seven in the morning", "9 at night", "half past two on Friday afternoon": behind a preposition or a hedge an hour
 * that a part of the day follows, be it that of a weekday, which is left for later. */
static size_t take_bare_hour(const finder *f, size_t t, parts *p)
{
    enum { BETWEEN_MAX = 3 };
    int hour = 0, minute = 0;
    const kb_word *hedge = t > 0 ? match(f, t - 1, KB_WORD_HEDGE, NULL) : NULL;
    if (t == 0 || !same_sentence(f, t - 1, t) || (!hedge && !match(f, t - 1, KB_WORD_PREPOSITION, NULL))) return 0;
    if (hedge && kb_str_is(hedge->value, "to")) return 0; /* "won 5 to 4 on Sunday night" */
    size_t width = read_clock(f, t, &hour, &minute), n = 1;
    if (!width) width = kb_clock_hour(f->doc->text, &f->claims->tokens, f->claims->lang, t, &hour, &minute);
    if (!width || hour < 1 || hour > 12) return 0;
    size_t at = t + width;
    if (!match(f, at, KB_WORD_PREPOSITION, NULL)) return 0;
    for (size_t i = 0; i < BETWEEN_MAX && same_sentence(f, t, at); i++, at++) {
        bool weekday = match(f, at, KB_WORD_WEEKDAY, NULL) && dated(f, at);
        const kb_word *part = match(f, at + weekday, KB_WORD_DAY_PART, &n);
        if (part && same_sentence(f, t, at + weekday)) {
            p->hour = hour, p->minute = minute;
            if (weekday) return width;
            if (read_hours(part->value, &p->part_from, &p->part_to)) set_half(p);
            return at + n - t;
        }
        if (!match(f, at, KB_WORD_PREPOSITION, NULL) && !match(f, at, KB_WORD_DETERMINER, NULL)) return 0;
    }
    return 0;
}

static size_t take_clock(const finder *f, size_t t, parts *p)
{
    size_t n = 0, m = 0, width = 0;
    int hour = 0, minute = 0;
    if (p->hour != UNSET) return 0;
    const kb_word *clock = match(f, t, KB_WORD_CLOCK, &n);
    if (clock && kb_word_flag(clock, "before")) {
        if (!same_sentence(f, t, t + n)) return 0;
        width = read_clock(f, t + n, &hour, &minute);
        if (!width) width = kb_clock_hour(f->doc->text, &f->claims->tokens, f->claims->lang, t + n, &hour, &minute);
        if (!width) return 0;
        p->hour = hour, p->minute = minute;
        set_half(p);
        return n + width;
    }
    if (clock && (kb_str_is(clock->value, "noon") || kb_str_is(clock->value, "midnight"))) {
        if (!has_day(p) && !(t > 0 && match(f, t - 1, KB_WORD_PREPOSITION, NULL))) return 0;
        p->hour = kb_str_is(clock->value, "noon") ? 12 : 0;
        p->minute = 0;
        return n;
    }
    width = f->at[t].kind == KB_TOKEN_WORD
                ? kb_clock_words(f->doc->text, &f->claims->tokens, f->claims->lang, t, &hour, &minute)
                : 0;
    if (width) {
        p->hour = hour % 12 + (p->part_from >= 12 ? 12 : 0), p->minute = minute;
        return width;
    }
    width = take_bare_hour(f, t, p);
    if (width) return width;
    width = read_clock(f, t, &hour, &minute);
    if (!width) width = kb_clock_hour(f->doc->text, &f->claims->tokens, f->claims->lang, t, &hour, &minute);
    if (!width || !same_sentence(f, t, t + width)) return 0;
    clock = match(f, t + width, KB_WORD_CLOCK, &m);
    if (clock && (kb_str_is(clock->value, "am") || kb_str_is(clock->value, "pm")) && hour >= 1 && hour <= 12) {
        p->hour = hour % 12 + (kb_str_is(clock->value, "pm") ? 12 : 0);
        p->minute = minute;
        m += t + width + m < f->count && mark(f, t + width + m, ".") &&
             kb_str_find(f->at[t + width].folded, KB_STR("."), 0) != SIZE_MAX &&
             !(f->at[t + width + m].flags & KB_TOKEN_SPACED) && same_sentence(f, t, t + width + m + 1);
        return width + m;
    }
    if (clock && kb_str_is(clock->value, "24h") && !kb_word_flag(clock, "before")) {
        p->hour = hour, p->minute = minute;
        return width + m;
    }
    if (f->at[t].kind == KB_TOKEN_WORD) return 0;
    bool colon = width >= 3, zoned = match(f, t + width, KB_WORD_ZONE, NULL) != NULL;
    if (!zoned && !(colon && hour < 24)) return 0;
    if (zoned && width == 1 && f->at[t].folded.len < 3) return 0; /* "5 WIB" */
    p->hour = hour, p->minute = minute;
    return width;
}

/* A year that stands alone: no unit or counted noun behind it, no name or currency before it. */
static size_t take_year(const finder *f, size_t t, parts *p, bool led)
{
    int year = year_at(f, t);
    if (year == UNSET || p->year || p->relative) return 0;
    if (led) {
        p->year = year;
        return 1;
    }
    if (anything(p)) return 0;
    /* "In 2019 floods ...": no thousands are counted behind a preposition that begins its sentence. */
    bool begins = t > 0 && match(f, t - 1, KB_WORD_PREPOSITION, NULL) && (f->at[t - 1].flags & KB_TOKEN_SENTENCE);
    if (begins && same_sentence(f, t, t + 1) && !match(f, t + 1, KB_WORD_UNIT, NULL)) {
        p->year = year;
        return 1;
    }
    if (same_sentence(f, t, t + 1) && (match(f, t + 1, KB_WORD_UNIT, NULL) || match(f, t + 1, KB_WORD_COUNTED, NULL) ||
                                       match(f, t + 1, KB_WORD_ROLE, NULL) || match(f, t + 1, KB_WORD_NUMBER, NULL) ||
                                       mark(f, t + 1, "/") || mark(f, t + 1, ":")))
        return 0;
    if (t > 0 && same_sentence(f, t - 1, t)) {
        if (f->at[t - 1].kind != KB_TOKEN_WORD && !mark(f, t - 1, ",") && !mark(f, t - 1, "(")) return 0;
        if (f->at[t - 1].kind == KB_TOKEN_WORD && capital(f, t - 1) && !(f->at[t - 1].flags & KB_TOKEN_SENTENCE))
            return 0;
        if (match(f, t - 1, KB_WORD_UNIT, NULL) || match(f, t - 1, KB_WORD_HEDGE, NULL)) {
            if (!match(f, t - 1, KB_WORD_PREPOSITION, NULL)) return 0;
        }
    }
    p->year = year;
    return 1;
}

/* "hari Rabu", "bulan April", "tahun 2018", "tanggal 5 Maret": the word for the period leads up to its name. */
static size_t take_led(const finder *f, size_t t, parts *p)
{
    size_t n = 0, m = 0;
    const kb_word *period = match(f, t, KB_WORD_PERIOD, &n);
    if (!period || !same_sentence(f, t, t + n)) return 0;
    if (kb_str_is(period->value, "day"))
        m = take_weekday(f, t + n, p);
    else if (kb_str_is(period->value, "month"))
        m = take_month(f, t + n, p);
    else if (kb_str_is(period->value, "year"))
        m = take_year(f, t + n, p, true);
    else if (kb_str_is(period->value, "date"))
        m = take_month(f, t + n, p);
    return m ? n + m : 0;
}

static size_t take_part(const finder *f, size_t t, parts *p)
{
    size_t (*const takers[])(const finder *, size_t, parts *) = { take_iso,   take_slashes,  take_clock,   take_count,
                                                                  take_month, take_led,      take_shift,   take_weekday,
                                                                  take_zone,  take_day_part, take_day_word };
    for (size_t i = 0; i < sizeof takers / sizeof *takers; i++) {
        size_t n = takers[i](f, t, p);
        if (n) return n;
    }
    return take_year(f, t, p, false);
}

/* Small words and marks between the parts of a date: the token behind them. */
static size_t over_connectors(const finder *f, size_t t, const parts *p, bool *about, bool *bracket)
{
    size_t start = t;
    while (t < f->count && t - start < CONNECTORS_MAX && same_sentence(f, start ? start - 1 : 0, t)) {
        size_t n = 1;
        const kb_word *hedge = match(f, t, KB_WORD_HEDGE, &n);
        if (hedge && (kb_str_is(hedge->value, "about") || kb_str_is(hedge->value, "nearly")) &&
            !kb_word_flag(hedge, "after")) {
            *about = true;
            t += n;
            continue;
        }
        if (mark(f, t, "(") || mark(f, t, ")")) {
            *bracket |= mark(f, t, "(");
        } else if (!mark(f, t, ",")) {
            const kb_word *preposition = match(f, t, KB_WORD_PREPOSITION, &n);
            bool clock_next = preposition && match(f, t + n, KB_WORD_CLOCK, NULL) != NULL;
            if (!preposition || (has_day(p) && !clock_next && p->hour != UNSET)) break;
            t += n;
            continue;
        }
        t++;
    }
    return t;
}

/* ---- resolving ---- */

static int64_t near_year(const finder *f, int month, int day)
{
    kb_civil today = kb_civil_of(f->today);
    int64_t best = today.year, distance = INT64_MAX;
    for (int64_t year = today.year - 1; year <= today.year + 1; year++) {
        int64_t away = kb_day_of((kb_civil){ year, month, day > 0 ? day : 15 }) - f->today;
        if (away < 0) away = -away;
        if (away < distance) distance = away, best = year;
    }
    return best;
}

static int64_t shifted_year(const finder *f, const parts *p)
{
    kb_civil today = kb_civil_of(f->today);
    if (p->shift < 0) return p->month < today.month ? today.year : today.year - 1;
    return p->month > today.month ? today.year : today.year + 1;
}

/* The days of the date, half-open; false when they cannot be told. */
static bool resolve_days(const finder *f, const parts *p, bool future, int64_t *from, int64_t *to)
{
    if (p->month) {
        if (!p->year && !f->known) return false;
        bool of_year = p->relative && p->rel_to - p->rel_from >= 365 && p->rel_to - p->rel_from <= 366;
        int64_t year = p->year      ? p->year
                       : of_year    ? kb_civil_of(f->today + p->rel_from).year /* "September tahun lalu" */
                       : p->shifted ? shifted_year(f, p)
                                    : near_year(f, p->month, p->day);
        int last = kb_month_days(year, p->month);
        if (p->day > last) return false;
        *from = kb_day_of((kb_civil){ year, p->month, p->day > 0 ? p->day : 1 });
        *to = p->day > 0 ? *from + 1 : *from + last;
        if (p->day > 0 && p->day_to > p->day && p->day_to <= last) *to = *from + p->day_to - p->day + 1;
        return true;
    }
    if (p->year) {
        *from = kb_day_of((kb_civil){ p->year, 1, 1 });
        *to = kb_day_of((kb_civil){ p->year + 1, 1, 1 });
        return true;
    }
    if (!f->known) return false;
    if (p->weekday != UNSET) {
        int back = (kb_weekday_of(f->today) - p->weekday + 7) % 7;
        if (p->shift > 0 || future)
            back = back - 7;
        else if (p->shift < 0 && back == 0)
            back = 7;
        if (future && p->shift <= 0 && back == -7) back = 0;
        *from = f->today - back, *to = *from + 1;
        return true;
    }
    if (p->relative) {
        *from = f->today + p->rel_from, *to = f->today + p->rel_to;
        return true;
    }
    return false;
}

static void resolve(const finder *f, const parts *p, bool future, const kb_date *before, kb_date *date)
{
    int64_t from, to, zone = (p->zone != NO_ZONE ? p->zone : f->offset) * 60;
    date->from = date->to = INT64_MIN;
    if (p->back && f->now != INT64_MIN) {
        date->from = f->now + p->back_seconds - 1800, date->to = date->from + 3600;
        return;
    }
    bool day = resolve_days(f, p, future, &from, &to);
    if (!day && p->hour != UNSET && f->known) { /* a clock time alone: of the day named before it, else of today */
        from = f->today;
        if (before && before->from != INT64_MIN && before->to - before->from <= DAY_SECONDS)
            from = (before->from + f->offset * 60 - (before->from + f->offset * 60 < 0 ? DAY_SECONDS - 1 : 0)) /
                   DAY_SECONDS;
        else if (!future && f->now != INT64_MIN &&
                 from * DAY_SECONDS + p->hour * 3600 + p->minute * 60 - zone > f->now + 3600)
            from--;
        to = from + 1, day = true;
    }
    if (!day) return;
    if (p->hour != UNSET && to - from == 1) {
        date->from = from * DAY_SECONDS + p->hour * 3600 + p->minute * 60 - zone;
        if (p->part_to > 24 && p->hour < 12 && p->part_from >= 12) date->from += DAY_SECONDS; /* 1 a.m. of that night */
        date->to = date->from + 60;
        if (p->about) date->from -= ABOUT_MINUTES * 60, date->to += ABOUT_MINUTES * 60;
        return;
    }
    date->from = from * DAY_SECONDS - zone, date->to = to * DAY_SECONDS - zone;
    if (p->part_to > p->part_from && to - from == 1) {
        date->to = date->from + p->part_to * 3600;
        date->from += p->part_from * 3600;
    }
}

/* ---- role ---- */

/* A word of the future in the clause before the date: will, akan, dijadwalkan; or right before it a verb of the present
 * that tells what is to come: "begins on Tuesday". */
static bool future_before(const finder *f, size_t t)
{
    size_t date = t;
    bool may = false;
    size_t verb = t > 1 && match(f, t - 1, KB_WORD_PREPOSITION, NULL) ? t - 1 : t;
    if (verb > 0 && same_sentence(f, verb - 1, t) && kb_lang_lists(f->claims->lang, "coming", f->at[verb - 1].base))
        return true;
    for (size_t i = 0; i < ROLE_WINDOW && t > 0 && same_sentence(f, t - 1, t); i++) {
        t--;
        const kb_word *aux = match(f, t, KB_WORD_AUXILIARY, NULL);
        if (aux && kb_str_is(aux->value, "future")) return true;
        if (aux && kb_str_is(aux->value, "past")) return false;
        may = may || (aux && kb_str_is(aux->value, "modal"));
        if (mark(f, t, ";") || mark(f, t, "\"") || mark(f, t, "”")) return false;
    }
    if (!date || !same_sentence(f, date - 1, date)) return false;
    kb_str lead = f->at[date - 1].base; /* "until Saturday", "can be collected from Monday" */
    return kb_lang_lists(f->claims->lang, "until", lead) || (may && kb_lang_lists(f->claims->lang, "since", lead));
}

static const kb_word *cue_at(const finder *f, size_t t)
{
    const kb_word *cue = match(f, t, KB_WORD_CUE, NULL);
    if (!cue) cue = match(f, t, KB_WORD_CUE_THIRD, NULL);
    if (cue) return cue;
    const kb_word *carrier = match(f, t, KB_WORD_CARRIER, NULL);
    return carrier && !kb_str_is(carrier->value, "hearer") ? carrier : NULL;
}

static bool content_word(const finder *f, size_t t)
{
    return match(f, t, KB_WORD_COMPLEMENTIZER, NULL) || f->at[t].kind == KB_TOKEN_NUMBER ||
           match(f, t, KB_WORD_AUXILIARY, NULL) || match(f, t, KB_WORD_PRONOUN, NULL) || mark(f, t, ":");
}

/* The cue of saying to which the date belongs: "kata Rana, Selasa", "On Monday, she said". */
static const kb_word *cue_of(const finder *f, size_t first, size_t end)
{
    size_t small = 0;
    for (size_t t = first, i = 0; t > 0 && i < ROLE_WINDOW && same_sentence(f, t - 1, first); i++) {
        t--;
        const kb_word *cue = cue_at(f, t);
        if (cue) return cue;
        if (content_word(f, t)) break;
        small += f->at[t].kind == KB_TOKEN_WORD && !capital(f, t) && !match(f, t, KB_WORD_PREPOSITION, NULL) &&
                 !match(f, t, KB_WORD_TITLE, NULL) && !match(f, t, KB_WORD_ROLE, NULL);
        if (small > 3) break;
    }
    bool leads = first == 0 || !same_sentence(f, first - 1, first) || match(f, first - 1, KB_WORD_PREPOSITION, NULL);
    for (size_t t = end, i = 0; leads && i < AFTER_WINDOW && same_sentence(f, first, t); i++, t++) {
        const kb_word *cue = cue_at(f, t);
        if (cue) return cue;
        if (f->at[t].kind == KB_TOKEN_NUMBER || match(f, t, KB_WORD_COMPLEMENTIZER, NULL) || mark(f, t, ".")) break;
    }
    return NULL;
}

static kb_date_role role_of(const finder *f, const parts *p, const kb_date *date, size_t first, size_t end, bool future)
{
    int64_t today = f->today * DAY_SECONDS - f->offset * 60;
    bool known = f->known && date->from != INT64_MIN;
    if ((known && date->to <= today - PAST_DAYS * DAY_SECONDS) || (p->far && p->rel_from < 0) ||
        (!f->known && p->year && !future))
        return KB_DATE_PAST;
    if ((known && date->from >= today + DAY_SECONDS) || (p->shifted && p->shift > 0) ||
        (p->relative && p->rel_from > 0))
        return KB_DATE_PLANNED;
    const kb_word *cue = cue_of(f, first, end);
    if (cue && !future)
        return cue->class_of == KB_WORD_CARRIER || kb_str_is(cue->value, "report") ? KB_DATE_REPORTED : KB_DATE_SAID;
    return future && (!known || date->to > today) ? KB_DATE_PLANNED : KB_DATE_HAPPENED;
}

/* ---- finding ---- */

/* Can a date begin at the token? Most cannot, and are passed over before anything is tried. */
static bool may_begin(const kb_token *token)
{
    const uint64_t any = KB_CLASS_BIT(MONTH) | KB_CLASS_BIT(WEEKDAY) | KB_CLASS_BIT(DAY_WORD) | KB_CLASS_BIT(PERIOD) |
                         KB_CLASS_BIT(SHIFT) | KB_CLASS_BIT(CLOCK) | KB_CLASS_BIT(ZONE) | KB_CLASS_BIT(DAY_PART);
    char first = token->folded.len ? token->folded.at[0] : '\0';
    return token->classes & any || (first >= '0' && first <= '9') || kb_number_may_begin(token);
}

/* Reads the date that begins at token t; the token behind it, else t. */
static size_t read_date(const finder *f, size_t t, parts *p)
{
    *p = (parts){ .weekday = UNSET,
                  .day = UNSET,
                  .day_to = UNSET,
                  .hour = UNSET,
                  .zone = NO_ZONE,
                  .part_from = UNSET,
                  .part_to = UNSET };
    size_t n = take_part(f, t, p), end = t + n;
    bool open = false;
    if (!n) return t;
    while (end < f->count && same_sentence(f, t, end)) {
        bool about = false, bracket = open;
        size_t next = over_connectors(f, end, p, &about, &bracket);
        parts trial = *p;
        if (next >= f->count || !same_sentence(f, t, next)) break;
        n = take_part(f, next, &trial);
        if (!n) break;
        *p = trial;
        p->about |= about;
        end = next + n;
        open = bracket;
        if (open && mark(f, end, ")")) end++, open = false;
    }
    return end;
}

/* "Around 2.30 a.m.", "sekitar pukul 16.30". */
static bool about_before(const finder *f, size_t first)
{
    for (size_t back = 1; back <= 2 && first >= back && same_sentence(f, first - back, first); back++) {
        size_t n = 0;
        const kb_word *hedge = match(f, first - back, KB_WORD_HEDGE, &n);
        if (hedge && n == back && !kb_word_flag(hedge, "after") &&
            (kb_str_is(hedge->value, "about") || kb_str_is(hedge->value, "nearly")))
            return true;
    }
    return false;
}

static kb_status keep(const finder *f, size_t first, size_t end, const parts *p, kb_err *err)
{
    kb_dates *dates = &f->claims->dates;
    const kb_date *before = dates->count && dates->at[dates->count - 1].sentence == f->at[first].sentence
                                ? &dates->at[dates->count - 1]
                                : NULL;
    kb_date earlier = before ? *before : (kb_date){ .from = INT64_MIN };
    kb_date *date = KB_ADD(f->doc->arena, dates, kb_date);
    if (!date) return kb_arena_fail(f->doc->arena, err);
    bool future = p->shift > 0 || future_before(f, first);
    bool about = p->about || (p->hour != UNSET && about_before(f, first));
    *date = (kb_date){ .span = kb_span_of(f->at[first].span.begin, f->at[end - 1].span.end),
                       .clock = p->hour != UNSET || p->back,
                       .about = about,
                       .sentence = f->at[first].sentence,
                       .token = (uint32_t)first,
                       .tokens = (uint32_t)(end - first) };
    resolve(f, p, future, before ? &earlier : NULL, date);
    if (date->from == INT64_MIN) date->weekday = p->weekday_text;
    date->role = role_of(f, p, date, first, end, future);
    return KB_OK;
}

kb_status kb_dates_find(const kb_document *doc, kb_claims *claims, kb_err *err)
{
    finder f = {
        .doc = doc, .claims = claims, .at = claims->tokens.at, .count = claims->tokens.count, .now = INT64_MIN
    };
    kb_status status = KB_OK;

    claims->dates = (kb_dates){ NULL, 0 };
    f.known = doc->published.precision >= KB_TIME_DAY;
    f.offset = doc->published.offset;
    f.today =
        f.known ? kb_time_day(doc->published) : kb_day_of((kb_civil){ 2000, 1, 1 }); /* any day: only ways count */
    if (doc->published.precision >= KB_TIME_MINUTE) f.now = doc->published.seconds;
    for (size_t t = 0; t < f.count && status == KB_OK;) {
        parts p;
        size_t end = may_begin(&f.at[t]) ? read_date(&f, t, &p) : t;
        if (end == t) {
            t++;
            continue;
        }
        status = keep(&f, t, end, &p, err);
        t = end;
    }
    return status;
}
