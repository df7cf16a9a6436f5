#include "claim/date.h"

#include <stdlib.h>

#include "claim/date_part.h"
#include "claim/number.h"

#define DAY_SECONDS ((int64_t)86400)
#define PAST_DAYS 60     /* what lies further back is of another time than the story */
#define ABOUT_MINUTES 15 /* what "about" allows around a clock time */

enum { ROLE_WINDOW = 10, AFTER_WINDOW = 8 };

/* ---- resolving ---- */

static int64_t near_year(const kb_date_finder *f, int month, int day)
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

static int64_t shifted_year(const kb_date_finder *f, const kb_date_parts *p)
{
    kb_civil today = kb_civil_of(f->today);
    if (p->shift < 0) return p->month < today.month ? today.year : today.year - 1;
    return p->month > today.month ? today.year : today.year + 1;
}

/* The days of the date, half-open; false when they cannot be told. */
static bool resolve_days(const kb_date_finder *f, const kb_date_parts *p, bool future, int64_t *from, int64_t *to)
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
    if (p->weekday != KB_DATE_UNSET) {
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

static void resolve(const kb_date_finder *f, const kb_date_parts *p, bool future, const kb_date *before, kb_date *date)
{
    int64_t from, to, zone = (p->zone != KB_DATE_NO_ZONE ? p->zone : f->offset) * 60;
    date->from = date->to = INT64_MIN;
    if (p->back && f->now != INT64_MIN) {
        date->from = f->now + p->back_seconds - 1800, date->to = date->from + 3600;
        return;
    }
    bool day = resolve_days(f, p, future, &from, &to);
    if (!day && p->hour != KB_DATE_UNSET &&
        f->known) { /* a clock time alone: of the day named before it, else of today */
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
    if (p->hour != KB_DATE_UNSET && to - from == 1) {
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
static bool future_before(const kb_date_finder *f, size_t t)
{
    size_t date = t;
    bool may = false;
    size_t verb = t > 1 && kb_date_word(f, t - 1, KB_WORD_PREPOSITION, NULL) ? t - 1 : t;
    if (verb > 0 && kb_date_together(f, verb - 1, t) && kb_lang_lists(f->claims->lang, "coming", f->at[verb - 1].base))
        return true;
    for (size_t i = 0; i < ROLE_WINDOW && t > 0 && kb_date_together(f, t - 1, t); i++) {
        t--;
        const kb_word *aux = kb_date_word(f, t, KB_WORD_AUXILIARY, NULL);
        if (aux && kb_str_is(aux->value, "future")) return true;
        if (aux && kb_str_is(aux->value, "past")) return false;
        may = may || (aux && kb_str_is(aux->value, "modal"));
        if (kb_date_mark(f, t, ";") || kb_date_mark(f, t, "\"") || kb_date_mark(f, t, "”")) return false;
    }
    if (!date || !kb_date_together(f, date - 1, date)) return false;
    kb_str lead = f->at[date - 1].base; /* "until Saturday", "can be collected from Monday" */
    return kb_lang_lists(f->claims->lang, "until", lead) || (may && kb_lang_lists(f->claims->lang, "since", lead));
}

static const kb_word *cue_at(const kb_date_finder *f, size_t t)
{
    const kb_word *cue = kb_date_word(f, t, KB_WORD_CUE, NULL);
    if (!cue) cue = kb_date_word(f, t, KB_WORD_CUE_THIRD, NULL);
    if (cue) return cue;
    const kb_word *carrier = kb_date_word(f, t, KB_WORD_CARRIER, NULL);
    return carrier && !kb_str_is(carrier->value, "hearer") ? carrier : NULL;
}

static bool content_word(const kb_date_finder *f, size_t t)
{
    return kb_date_word(f, t, KB_WORD_COMPLEMENTIZER, NULL) || f->at[t].kind == KB_TOKEN_NUMBER ||
           kb_date_word(f, t, KB_WORD_AUXILIARY, NULL) || kb_date_word(f, t, KB_WORD_PRONOUN, NULL) ||
           kb_date_mark(f, t, ":");
}

/* The cue of saying to which the date belongs: "kata Rana, Selasa", "On Monday, she said". */
static const kb_word *cue_of(const kb_date_finder *f, size_t first, size_t end)
{
    size_t small = 0;
    for (size_t t = first, i = 0; t > 0 && i < ROLE_WINDOW && kb_date_together(f, t - 1, first); i++) {
        t--;
        const kb_word *cue = cue_at(f, t);
        if (cue) return cue;
        if (content_word(f, t)) break;
        small += f->at[t].kind == KB_TOKEN_WORD && !kb_date_capital(f, t) &&
                 !kb_date_word(f, t, KB_WORD_PREPOSITION, NULL) && !kb_date_word(f, t, KB_WORD_TITLE, NULL) &&
                 !kb_date_word(f, t, KB_WORD_ROLE, NULL);
        if (small > 3) break;
    }
    bool leads =
        first == 0 || !kb_date_together(f, first - 1, first) || kb_date_word(f, first - 1, KB_WORD_PREPOSITION, NULL);
    for (size_t t = end, i = 0; leads && i < AFTER_WINDOW && kb_date_together(f, first, t); i++, t++) {
        const kb_word *cue = cue_at(f, t);
        if (cue) return cue;
        if (f->at[t].kind == KB_TOKEN_NUMBER || kb_date_word(f, t, KB_WORD_COMPLEMENTIZER, NULL) ||
            kb_date_mark(f, t, "."))
            break;
    }
    return NULL;
}

static kb_date_role role_of(const kb_date_finder *f, const kb_date_parts *p, const kb_date *date, size_t first,
                            size_t end, bool future)
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
static size_t read_date(const kb_date_finder *f, size_t t, kb_date_parts *p)
{
    *p = (kb_date_parts){ .weekday = KB_DATE_UNSET,
                          .day = KB_DATE_UNSET,
                          .day_to = KB_DATE_UNSET,
                          .hour = KB_DATE_UNSET,
                          .zone = KB_DATE_NO_ZONE,
                          .part_from = KB_DATE_UNSET,
                          .part_to = KB_DATE_UNSET };
    size_t n = kb_date_part_take(f, t, p), end = t + n;
    bool open = false;
    if (!n) return t;
    while (end < f->count && kb_date_together(f, t, end)) {
        bool about = false, bracket = open;
        size_t next = kb_date_part_join(f, end, p, &about, &bracket);
        kb_date_parts trial = *p;
        if (next >= f->count || !kb_date_together(f, t, next)) break;
        n = kb_date_part_take(f, next, &trial);
        if (!n) break;
        *p = trial;
        p->about |= about;
        end = next + n;
        open = bracket;
        if (open && kb_date_mark(f, end, ")")) end++, open = false;
    }
    return end;
}

/* "Around 2.30 a.m.", "sekitar pukul 16.30". */
static bool about_before(const kb_date_finder *f, size_t first)
{
    for (size_t back = 1; back <= 2 && first >= back && kb_date_together(f, first - back, first); back++) {
        size_t n = 0;
        const kb_word *hedge = kb_date_word(f, first - back, KB_WORD_HEDGE, &n);
        if (hedge && n == back && !kb_word_flag(hedge, "after") &&
            (kb_str_is(hedge->value, "about") || kb_str_is(hedge->value, "nearly")))
            return true;
    }
    return false;
}

static kb_status keep(const kb_date_finder *f, size_t first, size_t end, const kb_date_parts *p, kb_err *err)
{
    kb_dates *dates = &f->claims->dates;
    const kb_date *before = dates->count && dates->at[dates->count - 1].sentence == f->at[first].sentence
                                ? &dates->at[dates->count - 1]
                                : NULL;
    kb_date earlier = before ? *before : (kb_date){ .from = INT64_MIN };
    kb_date *date = KB_ADD(f->doc->arena, dates, kb_date);
    if (!date) return kb_arena_fail(f->doc->arena, err);
    bool future = p->shift > 0 || future_before(f, first);
    bool about = p->about || (p->hour != KB_DATE_UNSET && about_before(f, first));
    *date = (kb_date){ .span = kb_span_of(f->at[first].span.begin, f->at[end - 1].span.end),
                       .clock = p->hour != KB_DATE_UNSET || p->back,
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
    kb_date_finder f = {
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
        kb_date_parts p;
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
