#include "claim/date_part.h"

#include "claim/number.h"

#define CONNECTORS_MAX 3

/* "4th": a number with an ending of an ordinal. */
static int ordinal_day(const kb_date_finder *f, size_t t)
{
    if (t >= f->count || f->at[t].kind != KB_TOKEN_WORD) return KB_DATE_UNSET;
    kb_str s = f->at[t].folded;
    if (s.len < 3 || s.len > 4 || s.at[0] < '0' || s.at[0] > '9') return KB_DATE_UNSET;
    size_t n = s.at[1] >= '0' && s.at[1] <= '9' ? 2 : 1;
    kb_str ending = kb_str_part(s, kb_span_of(n, s.len));
    for (const kb_word *w = f->claims->lang ? kb_lang_first(f->claims->lang, ending) : NULL; w; w = w->next)
        if (w->class_of == KB_WORD_ORDINAL && kb_str_is(w->value, "ending"))
            return kb_date_int(kb_str_part(s, kb_span_of(0, n)));
    return KB_DATE_UNSET;
}

static int day_at(const kb_date_finder *f, size_t t)
{
    int day = kb_date_plain(f, t, 2);
    if (day == KB_DATE_UNSET) day = ordinal_day(f, t);
    return day >= 1 && day <= 31 ? day : KB_DATE_UNSET;
}

static int year_at(const kb_date_finder *f, size_t t)
{
    int year = t < f->count && f->at[t].folded.len == 4 ? kb_date_plain(f, t, 4) : KB_DATE_UNSET;
    return year >= 1900 && year <= 2100 ? year : KB_DATE_UNSET;
}

/* A word that joins day, month and year: "3 de mayo de 2025". */
static bool is_link(const kb_date_finder *f, size_t t)
{
    for (const kb_word *w = t < f->count ? f->at[t].words : NULL; w; w = w->next)
        if (w->class_of == KB_WORD_KIN && w->count == 1 && kb_str_is(w->value, "link")) return true;
    return false;
}

/* ---- parts ---- */

static size_t take_iso(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    int year = year_at(f, t), month = kb_date_plain(f, t + 2, 2), day = kb_date_plain(f, t + 4, 2);
    if (p->year || p->month || year == KB_DATE_UNSET || !kb_date_mark(f, t + 1, "-") || !kb_date_mark(f, t + 3, "-") ||
        month < 1 || month > 12 || day < 1 || day > 31 || !kb_date_together(f, t, t + 4))
        return 0;
    p->year = year, p->month = month, p->day = day;
    return 5;
}

/* "4/3/2025", and "14/1" in brackets or behind a weekday. Day first, unless it cannot be or the other order lies nearer
 * to the day of publication in a language that has both. */
static size_t take_slashes(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    int a = kb_date_plain(f, t, 2), b = kb_date_plain(f, t + 2, 2);
    if (p->month || p->day > 0 || a < 1 || b < 1 || !kb_date_mark(f, t + 1, "/") || !kb_date_together(f, t, t + 2))
        return 0;
    int year = kb_date_mark(f, t + 3, "/") ? kb_date_plain(f, t + 4, 4) : KB_DATE_UNSET;
    if (year >= 0 && year < 100) year += 2000;
    bool full = year >= 1900 && year <= 2100;
    if (!full && p->weekday == KB_DATE_UNSET && !(t > 0 && kb_date_mark(f, t - 1, "(") && kb_date_mark(f, t + 3, ")")))
        return 0;
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

static size_t year_behind(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    size_t comma = kb_date_mark(f, t, ",") || is_link(f, t) ? 1 : 0;
    int year = year_at(f, t + comma);
    if (year == KB_DATE_UNSET || p->year || !kb_date_together(f, t ? t - 1 : t, t + comma)) return 0;
    p->year = year;
    return comma + 1;
}

/* "4 Maret 2025", "March 4, 2025", "the 4th of March", "Maret 2025", "April". */
static size_t take_month(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    int day = day_at(f, t), day_to = KB_DATE_UNSET;
    size_t at = day != KB_DATE_UNSET ? t + 1 : t, n;
    if (p->month) return 0;
    if (day != KB_DATE_UNSET && (kb_date_mark(f, at, "-") || kb_date_mark(f, at, "–")) &&
        day_at(f, at + 1) != KB_DATE_UNSET) {
        day_to = day_at(f, at + 1);
        at += 2;
    }
    if (day != KB_DATE_UNSET && (f->at[t].flags & KB_TOKEN_ORDINAL) && kb_date_mark(f, at, ".")) at++; /* 3. Mai */
    if (day != KB_DATE_UNSET && is_link(f, at)) at++;
    const kb_word *month = kb_date_word(f, at, KB_WORD_MONTH, &n);
    if (!month || !kb_date_together(f, t, at) || (day == KB_DATE_UNSET && !kb_date_named(f, at))) return 0;
    size_t behind = at + 1;
    if (kb_date_mark(f, behind, ".") && kb_span_len(f->at[at].span) <= 4 && !(f->at[behind].flags & KB_TOKEN_SPACED) &&
        f->at[behind + 1 < f->count ? behind + 1 : behind].kind == KB_TOKEN_NUMBER)
        behind++;
    if (day == KB_DATE_UNSET && kb_date_together(f, at, behind) && day_at(f, behind) != KB_DATE_UNSET &&
        !kb_date_word(f, behind + 1, KB_WORD_UNIT, NULL)) {
        day = day_at(f, behind++);
        if ((kb_date_mark(f, behind, "-") || kb_date_mark(f, behind, "–")) && day_at(f, behind + 1) != KB_DATE_UNSET) {
            day_to = day_at(f, behind + 1);
            behind += 2;
        }
    }
    p->month = kb_date_int(month->value);
    p->day = day, p->day_to = day_to;
    behind += year_behind(f, behind, p);
    bool bare = day == KB_DATE_UNSET && !p->year;
    if (bare &&
        (kb_span_len(f->at[at].span) <= 3 || !kb_date_capital(f, at) || (f->at[at].flags & KB_TOKEN_SENTENCE)) &&
        p->shift == 0) {
        /* "May" and "Mar" alone are words like others, unless a word for "month" or a preposition leads up to them */
        bool led =
            at > 0 && kb_date_together(f, at - 1, at) &&
            (kb_date_word(f, at - 1, KB_WORD_PREPOSITION, NULL) || kb_date_word(f, at - 1, KB_WORD_PERIOD, NULL));
        if (!led) {
            p->month = 0;
            return 0;
        }
    }
    return behind - t;
}

static size_t take_weekday(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    const kb_word *weekday = kb_date_word(f, t, KB_WORD_WEEKDAY, NULL);
    size_t n = 0;
    if (!weekday || p->weekday != KB_DATE_UNSET || !kb_date_named(f, t)) return 0;
    p->weekday = kb_date_int(weekday->value);
    p->weekday_text = kb_str_part(f->doc->text, f->at[t].span);
    const kb_word *shift = kb_date_together(f, t, t + 1) ? kb_date_word(f, t + 1, KB_WORD_SHIFT, &n) : NULL;
    if (!shift || !kb_word_flag(shift, "after") || kb_word_flag(shift, "count")) return 1;
    p->shift = kb_date_int(shift->value);
    p->shifted = true;
    return 1 + n;
}

/* The days of a period `shift` periods from the one of publication. */
static void relative_period(const kb_date_finder *f, kb_str period, int shift, kb_date_parts *p)
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
static size_t take_shift(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    size_t n = 0, m = 0;
    if (p->relative || p->shifted) return 0;
    const kb_word *shift = kb_date_word(f, t, KB_WORD_SHIFT, &n), *period;
    if (shift && !kb_word_flag(shift, "after")) {
        size_t next = t + n;
        if (!kb_date_together(f, t, next)) return 0;
        period = kb_date_word(f, next, KB_WORD_PERIOD, &m);
        if (period && !is_clock_period(period->value) && !kb_str_is(period->value, "date")) {
            relative_period(f, period->value, kb_date_int(shift->value), p);
            return n + m;
        }
        p->shift = kb_date_int(shift->value);
        m = take_weekday(f, next, p);
        if (!m) m = take_month(f, next, p);
        p->shifted = m > 0;
        if (!m) p->shift = 0;
        return m ? n + m : 0;
    }
    period = kb_date_word(f, t, KB_WORD_PERIOD, &n);
    if (!period || is_clock_period(period->value) || kb_str_is(period->value, "date") || !kb_date_together(f, t, t + n))
        return 0;
    shift = kb_date_word(f, t + n, KB_WORD_SHIFT, &m);
    if (!shift || !kb_word_flag(shift, "after") || kb_word_flag(shift, "count")) return 0;
    const kb_word *word =
        kb_date_word(f, t, KB_WORD_NUMBER, NULL); /* "setahun lalu": one year back, not the year before */
    if (word) return 0;
    relative_period(f, period->value, kb_date_int(shift->value), p);
    return n + m;
}

/* "a year ago", "dua pekan lagi", "setahun lalu", "beberapa hari lalu". */
static size_t take_count(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    kb_number number;
    size_t n = 0, m = 0;
    if (p->relative || p->back || !kb_number_read(f->doc->text, &f->claims->tokens, f->claims->lang, t, false, &number))
        return 0;
    size_t at = number.period ? t : number.end;
    const kb_word *period = kb_date_together(f, t, at) ? kb_date_word(f, at, KB_WORD_PERIOD, &n) : NULL;
    if (!period || number.none || number.high > 1000 || !kb_date_together(f, t, at + n)) return 0;
    const kb_word *shift = kb_date_word(f, at + n, KB_WORD_SHIFT, &m);
    if (!shift || !kb_word_flag(shift, "after") || kb_date_int(shift->value) == 0) return 0;
    int way = kb_date_int(shift->value) < 0 ? -1 : 1;
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

static size_t take_year(const kb_date_finder *f, size_t t, kb_date_parts *p, bool led)
{
    int year = year_at(f, t);
    if (year == KB_DATE_UNSET || p->year || p->relative) return 0;
    if (led) {
        p->year = year;
        return 1;
    }
    if (kb_date_has_any(p)) return 0;
    /* "In 2019 floods ...": no thousands are counted behind a preposition that begins its sentence. */
    bool begins =
        t > 0 && kb_date_word(f, t - 1, KB_WORD_PREPOSITION, NULL) && (f->at[t - 1].flags & KB_TOKEN_SENTENCE);
    if (begins && kb_date_together(f, t, t + 1) && !kb_date_word(f, t + 1, KB_WORD_UNIT, NULL)) {
        p->year = year;
        return 1;
    }
    if (kb_date_together(f, t, t + 1) &&
        (kb_date_word(f, t + 1, KB_WORD_UNIT, NULL) || kb_date_word(f, t + 1, KB_WORD_COUNTED, NULL) ||
         kb_date_word(f, t + 1, KB_WORD_ROLE, NULL) || kb_date_word(f, t + 1, KB_WORD_NUMBER, NULL) ||
         kb_date_mark(f, t + 1, "/") || kb_date_mark(f, t + 1, ":")))
        return 0;
    if (t > 0 && kb_date_together(f, t - 1, t)) {
        if (f->at[t - 1].kind != KB_TOKEN_WORD && !kb_date_mark(f, t - 1, ",") && !kb_date_mark(f, t - 1, "("))
            return 0;
        if (f->at[t - 1].kind == KB_TOKEN_WORD && kb_date_capital(f, t - 1) &&
            !(f->at[t - 1].flags & KB_TOKEN_SENTENCE))
            return 0;
        if (kb_date_word(f, t - 1, KB_WORD_UNIT, NULL) || kb_date_word(f, t - 1, KB_WORD_HEDGE, NULL)) {
            if (!kb_date_word(f, t - 1, KB_WORD_PREPOSITION, NULL)) return 0;
        }
    }
    p->year = year;
    return 1;
}

/* "hari Rabu", "bulan April", "tahun 2018", "tanggal 5 Maret": the word for the period leads up to its name. */
static size_t take_led(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    size_t n = 0, m = 0;
    const kb_word *period = kb_date_word(f, t, KB_WORD_PERIOD, &n);
    if (!period || !kb_date_together(f, t, t + n)) return 0;
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

size_t kb_date_part_take(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    size_t (*const takers[])(const kb_date_finder *, size_t, kb_date_parts *) = {
        take_iso,     take_slashes,      kb_date_clock_take,    take_count,           take_month, take_led, take_shift,
        take_weekday, kb_date_zone_take, kb_date_day_part_take, kb_date_day_word_take
    };
    for (size_t i = 0; i < sizeof takers / sizeof *takers; i++) {
        size_t n = takers[i](f, t, p);
        if (n) return n;
    }
    return take_year(f, t, p, false);
}

size_t kb_date_part_join(const kb_date_finder *f, size_t t, const kb_date_parts *p, bool *about, bool *bracket)
{
    size_t start = t;
    while (t < f->count && t - start < CONNECTORS_MAX && kb_date_together(f, start ? start - 1 : 0, t)) {
        size_t n = 1;
        const kb_word *hedge = kb_date_word(f, t, KB_WORD_HEDGE, &n);
        if (hedge && (kb_str_is(hedge->value, "about") || kb_str_is(hedge->value, "nearly")) &&
            !kb_word_flag(hedge, "after")) {
            *about = true;
            t += n;
            continue;
        }
        if (kb_date_mark(f, t, "(") || kb_date_mark(f, t, ")")) {
            *bracket |= kb_date_mark(f, t, "(");
        } else if (!kb_date_mark(f, t, ",")) {
            const kb_word *preposition = kb_date_word(f, t, KB_WORD_PREPOSITION, &n);
            bool clock_next = preposition && kb_date_word(f, t + n, KB_WORD_CLOCK, NULL) != NULL;
            if (!preposition || (kb_date_has_day(p) && !clock_next && p->hour != KB_DATE_UNSET)) break;
            t += n;
            continue;
        }
        t++;
    }
    return t;
}
