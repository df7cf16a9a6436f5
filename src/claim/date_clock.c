/* claim/date_clock.c - the parts of a date that tell a time of day. */
#include "claim/clock.h"
#include "claim/date_part.h"

static bool read_hours(kb_str value, int *from, int *to)
{
    size_t dots = kb_str_find(value, KB_STR(".."), 0);
    if (dots == SIZE_MAX) return false;
    *from = kb_date_int(kb_str_part(value, kb_span_of(0, dots)));
    *to = kb_date_int(kb_str_part(value, kb_span_of(dots + 2, value.len)));
    return *to > *from;
}

size_t kb_date_day_word_take(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    size_t n = 0;
    const kb_word *day = kb_date_word(f, t, KB_WORD_DAY_WORD, &n);
    if (!day || p->relative) return 0;
    p->relative = true;
    p->rel_from = kb_date_int(day->value);
    p->rel_to = p->rel_from + 1;
    kb_str hours = kb_word_key(day, "hours");
    if (hours.len) read_hours(hours, &p->part_from, &p->part_to);
    return n;
}

/* An hour of the twelve that the part of the day makes one of the later twelve: "eleven at night", "malam pukul
 * sebelas". One that lies in the part as it is stays. */
static void set_half(kb_date_parts *p)
{
    if (p->hour == KB_DATE_UNSET || p->hour > 12 || p->part_to <= p->part_from || p->part_from < 11) return;
    bool within = p->hour >= p->part_from && p->hour < p->part_to;
    if (!within && p->hour + 12 >= p->part_from - 1 && p->hour + 12 <= p->part_to) p->hour += 12;
}

size_t kb_date_day_part_take(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    size_t n = 0;
    const kb_word *part = kb_date_word(f, t, KB_WORD_DAY_PART, &n);
    if (!part || p->part_to > p->part_from || (!kb_date_has_day(p) && p->hour == KB_DATE_UNSET)) return 0;
    if (!read_hours(part->value, &p->part_from, &p->part_to)) return 0;
    set_half(p);
    return n;
}

/* "08.30", "8", "08:30": the tokens of a time of day. */
static size_t read_clock(const kb_date_finder *f, size_t t, int *hour, int *minute)
{
    if (t >= f->count || f->at[t].kind != KB_TOKEN_NUMBER) return 0;
    kb_str s = f->at[t].folded;
    size_t point = kb_str_find(s, KB_STR("."), 0);
    *minute = 0;
    if (point != SIZE_MAX) {
        if (s.len - point != 3 || point == 0 || point > 2) return 0;
        *hour = kb_date_int(kb_str_part(s, kb_span_of(0, point)));
        *minute = kb_date_int(kb_str_part(s, kb_span_of(point + 1, s.len)));
        return *hour <= 24 && *minute < 60 ? 1 : 0;
    }
    *hour = kb_date_plain(f, t, 2);
    if (*hour == KB_DATE_UNSET || *hour > 24) return 0;
    if (kb_date_mark(f, t + 1, ":") && kb_date_plain(f, t + 2, 2) != KB_DATE_UNSET && f->at[t + 2].folded.len == 2) {
        *minute = kb_date_plain(f, t + 2, 2);
        if (*minute > 59) return 0;
        return kb_date_mark(f, t + 3, ":") && kb_date_plain(f, t + 4, 2) != KB_DATE_UNSET ? 5 : 3;
    }
    return 1;
}

size_t kb_date_zone_take(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    size_t n = 0;
    const kb_word *zone = kb_date_word(f, t, KB_WORD_ZONE, &n);
    if (!zone || (p->hour == KB_DATE_UNSET && p->part_to <= p->part_from) || p->zone != KB_DATE_NO_ZONE) return 0;
    if (kb_span_len(f->at[t].span) <= 3 && !(f->at[t].flags & KB_TOKEN_CAPITAL)) return 0;
    p->zone = kb_str_is(zone->value, "local") ? f->offset : kb_date_int(zone->value);
    return n;
}

/* "Seven in the morning", "9 at night", "half past two on Friday afternoon": behind a preposition or a hedge an hour
 * that a part of the day follows, be it that of a weekday, which is left for later. */
static size_t take_bare_hour(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    enum { BETWEEN_MAX = 3 };
    int hour = 0, minute = 0;
    const kb_word *hedge = t > 0 ? kb_date_word(f, t - 1, KB_WORD_HEDGE, NULL) : NULL;
    if (t == 0 || !kb_date_together(f, t - 1, t) || (!hedge && !kb_date_word(f, t - 1, KB_WORD_PREPOSITION, NULL)))
        return 0;
    if (hedge && kb_str_is(hedge->value, "to")) return 0; /* "won 5 to 4 on Sunday night" */
    size_t width = read_clock(f, t, &hour, &minute), n = 1;
    if (!width) width = kb_clock_hour(f->doc->text, &f->claims->tokens, f->claims->lang, t, &hour, &minute);
    if (!width || hour < 1 || hour > 12) return 0;
    size_t at = t + width;
    if (!kb_date_word(f, at, KB_WORD_PREPOSITION, NULL)) return 0;
    for (size_t i = 0; i < BETWEEN_MAX && kb_date_together(f, t, at); i++, at++) {
        bool weekday = kb_date_word(f, at, KB_WORD_WEEKDAY, NULL) && kb_date_named(f, at);
        const kb_word *part = kb_date_word(f, at + weekday, KB_WORD_DAY_PART, &n);
        if (part && kb_date_together(f, t, at + weekday)) {
            p->hour = hour, p->minute = minute;
            if (weekday) return width;
            if (read_hours(part->value, &p->part_from, &p->part_to)) set_half(p);
            return at + n - t;
        }
        if (!kb_date_word(f, at, KB_WORD_PREPOSITION, NULL) && !kb_date_word(f, at, KB_WORD_DETERMINER, NULL)) return 0;
    }
    return 0;
}

size_t kb_date_clock_take(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    size_t n = 0, m = 0, width = 0;
    int hour = 0, minute = 0;
    if (p->hour != KB_DATE_UNSET) return 0;
    const kb_word *clock = kb_date_word(f, t, KB_WORD_CLOCK, &n);
    if (clock && kb_word_flag(clock, "before")) {
        if (!kb_date_together(f, t, t + n)) return 0;
        width = read_clock(f, t + n, &hour, &minute);
        if (!width) width = kb_clock_hour(f->doc->text, &f->claims->tokens, f->claims->lang, t + n, &hour, &minute);
        if (!width) return 0;
        p->hour = hour, p->minute = minute;
        set_half(p);
        return n + width;
    }
    if (clock && (kb_str_is(clock->value, "noon") || kb_str_is(clock->value, "midnight"))) {
        if (!kb_date_has_day(p) && !(t > 0 && kb_date_word(f, t - 1, KB_WORD_PREPOSITION, NULL))) return 0;
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
    if (!width || !kb_date_together(f, t, t + width)) return 0;
    clock = kb_date_word(f, t + width, KB_WORD_CLOCK, &m);
    if (clock && (kb_str_is(clock->value, "am") || kb_str_is(clock->value, "pm")) && hour >= 1 && hour <= 12) {
        p->hour = hour % 12 + (kb_str_is(clock->value, "pm") ? 12 : 0);
        p->minute = minute;
        m += t + width + m < f->count && kb_date_mark(f, t + width + m, ".") &&
             kb_str_find(f->at[t + width].folded, KB_STR("."), 0) != SIZE_MAX &&
             !(f->at[t + width + m].flags & KB_TOKEN_SPACED) && kb_date_together(f, t, t + width + m + 1);
        return width + m;
    }
    if (clock && kb_str_is(clock->value, "24h") && !kb_word_flag(clock, "before")) {
        p->hour = hour, p->minute = minute;
        return width + m;
    }
    if (f->at[t].kind == KB_TOKEN_WORD) return 0;
    bool colon = width >= 3, zoned = kb_date_word(f, t + width, KB_WORD_ZONE, NULL) != NULL;
    if (!zoned && !(colon && hour < 24)) return 0;
    if (zoned && width == 1 && f->at[t].folded.len < 3) return 0; /* "5 WIB" */
    p->hour = hour, p->minute = minute;
    return width;
}

/* A year that stands alone: no unit or counted noun behind it, no name or currency before it. */
