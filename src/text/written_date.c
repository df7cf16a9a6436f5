#include "text/written_date.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>

#include "base/utf8.h"
#include "text/charset.h"
#include "text/months.h"
#include "text/notice.h"

#define TOKENS_MAX 300
#define WORD_BYTES_MAX 48
#define HALF_LANGS_MIN 60 /* bytes of the list: "am" and "pm" are taken for themselves in any language */
#define CLOCK_REACH 7     /* tokens between a date and its clock */

typedef enum { NUMBER, WORD, MARK } token_kind;

typedef struct {
    token_kind kind;
    uint32_t begin, end;
    uint32_t value;  /* of a number; the character of a mark */
    uint32_t digits; /* of a number */
    int month;       /* of a word: kb_month_row.value; 0 */
    uint32_t notice; /* of a word: text/notice.h */
    int zone;
    bool capitals;
} token;

typedef struct {
    kb_str text;
    kb_date_place place;
    token at[TOKENS_MAX];
    size_t count;
    bool month_first;
} reading;

/* ---- tokens ---- */

static bool is_letter(uint32_t c)
{
    return u_isalpha((UChar32)c) || u_charType((UChar32)c) == U_NON_SPACING_MARK ||
           u_charType((UChar32)c) == U_COMBINING_SPACING_MARK || c == '\'' || c == 0x2019;
}

static bool is_ideograph(uint32_t c)
{
    return c >= 0x2E80 && c <= 0x9FFF && !(c >= 0x3040 && c <= 0x30FF);
}

/* Is `lang` ("en", "en-GB") one of the space-separated `langs`? */
static bool speaks(const char *langs, kb_str lang)
{
    kb_str rest = kb_str_of(langs), one;
    size_t end = 0;
    while (end < lang.len && lang.at[end] != '-' && lang.at[end] != '_') end++;
    lang.len = end;
    while (lang.len && rest.len && kb_str_next(&rest, ' ', &one))
        if (kb_str_equal_ascii(one, lang)) return true;
    return false;
}

static int by_word(const void *word, const void *row)
{
    return strcmp(word, ((const kb_month_row *)row)->word);
}

/* What the languages call so: the page's own language decides, else most languages. */
static int month_of(const char *word, kb_str lang)
{
    const kb_month_row *found = bsearch(word, kb_month_rows, kb_month_row_count, sizeof *kb_month_rows, by_word);
    if (!found) return 0;
    const kb_month_row *first = found, *end = kb_month_rows + kb_month_row_count, *best = NULL;
    while (first > kb_month_rows && strcmp(first[-1].word, word) == 0) first--;
    for (; first < end && strcmp(first->word, word) == 0; first++) {
        if (speaks(first->langs, lang)) return first->value;
        if (!best || strlen(first->langs) > strlen(best->langs)) best = first;
    }
    if (best && best->value > 1000 && strlen(best->langs) < HALF_LANGS_MIN) return 0; /* "de" is Hungarian for a.m. */
    return best ? best->value : 0;
}

/* Case-folds and leaves full stops out; false when it is too long for any month. */
static bool fold_word(kb_str s, char to[WORD_BYTES_MAX])
{
    size_t len = 0;
    for (size_t at = 0; at < s.len;) {
        uint32_t c = kb_utf8_next(s, &at);
        if (len + 5 > WORD_BYTES_MAX) return false;
        if (c == '.') continue;
        if (c == 0x2019) c = '\'';
        len += kb_utf8_put(to + len, (uint32_t)u_foldCase((UChar32)c, U_FOLD_CASE_DEFAULT));
    }
    to[len] = 0;
    return true;
}

static void know_word(const reading *r, token *t)
{
    char word[WORD_BYTES_MAX];
    kb_str s = kb_str_part(r->text, kb_span_of(t->begin, t->end));
    t->capitals = true;
    for (size_t i = 0; i < s.len; i++) t->capitals = t->capitals && !(s.at[i] >= 'a' && s.at[i] <= 'z');
    if (!fold_word(s, word)) return;
    t->month = month_of(word, r->place.lang);
    char *mark = strchr(word, '\'');
    if (!t->month && mark) t->month = month_of(mark + 1, r->place.lang); /* "d'octubre" */
    if (!t->month && s.len > 4 && (uint8_t)word[0] >= 0xD6 && (uint8_t)word[0] <= 0xDB)
        t->month = month_of(word + 2, r->place.lang); /* scripts that write "in" together with the month */
    t->notice = kb_notice_of(kb_str_of(word), &t->zone);
}

/* One token at *at, which moves behind it; false at the end. */
static bool next_token(const reading *r, size_t *at, token *t)
{
    size_t here = *at;
    uint32_t c = ' ';
    while (*at < r->text.len && (c == ' ' || u_isUWhiteSpace((UChar32)c))) {
        here = *at;
        c = kb_utf8_next(r->text, at);
    }
    if (c == ' ' || u_isUWhiteSpace((UChar32)c)) return false;
    *t = (token){ .kind = MARK, .begin = (uint32_t)here, .end = (uint32_t)*at, .value = c };
    if (u_charDigitValue((UChar32)c) >= 0) {
        t->kind = NUMBER;
        t->value = 0;
        for (size_t behind = here; behind < r->text.len; t->end = (uint32_t)behind) {
            int32_t digit = u_charDigitValue((UChar32)kb_utf8_next(r->text, &behind));
            if (digit < 0) break;
            if (t->digits < 9) t->value = t->value * 10 + (uint32_t)digit;
            t->digits++;
        }
    } else if (is_letter(c)) {
        t->kind = WORD;
        for (size_t behind = *at; behind < r->text.len && !is_ideograph(c); t->end = (uint32_t)behind) {
            size_t before = behind;
            c = kb_utf8_next(r->text, &behind);
            bool dotted = c == '.' && behind < r->text.len && before == t->end &&
                          is_letter((uint8_t)r->text.at[behind]) && before - t->begin <= 3;
            if ((!is_letter(c) && !dotted) || is_ideograph(c)) break;
        }
        know_word(r, t);
    }
    *at = t->end;
    return true;
}

static bool is_month_name(const token *t)
{
    return t->kind == WORD && t->month > 0 && t->month < 200;
}

static void read_tokens(reading *r, size_t from)
{
    for (size_t at = from; r->count < TOKENS_MAX && next_token(r, &at, &r->at[r->count]);) r->count++;
    for (size_t i = 0; i + 1 < r->count; i++) { /* months of two words */
        char word[WORD_BYTES_MAX];
        token *a = &r->at[i], *b = &r->at[i + 1];
        if (a->kind != WORD || b->kind != WORD || is_month_name(a) || b->begin - a->begin > 24 ||
            (uint8_t)r->text.at[a->begin] < 0xC0)
            continue;
        if (!fold_word(kb_str_part(r->text, kb_span_of(a->begin, b->end)), word)) continue;
        int month = month_of(word, r->place.lang);
        if (month) b->month = month;
    }
}

/* ---- days ---- */

typedef struct {
    int64_t year;
    uint32_t month, day;
    size_t end; /* the token behind */
    bool numeric;
} found_day;

static const token *token_at(const reading *r, size_t i)
{
    static const token none = { .kind = MARK };
    return i < r->count ? &r->at[i] : &none;
}

static bool is_mark(const token *t, const char *any)
{
    return t->kind == MARK && t->value && t->value < 0x80 && strchr(any, (int)t->value);
}

static bool is_day(const token *t)
{
    return t->kind == NUMBER && t->digits <= 2 && t->value >= 1 && t->value <= 31;
}

/* The year that a number of four digits is; 0 where it is none. */
static int64_t year_of(const reading *r, const token *t, int month)
{
    if (t->kind != NUMBER || t->digits != 4) return 0;
    if (month > 100) return t->value >= 1300 && t->value <= 1500 ? t->value : 0;
    if (t->value >= 2443 && t->value <= 2643 && speaks("th", r->place.lang)) return (int64_t)t->value - 543;
    return t->value >= 1900 && t->value <= 2100 ? t->value : 0;
}

/* Skips what may stand between the parts of a date: commas, full stops, ordinal endings, "de", "of", at most `most`. */
static size_t skip_filler(const reading *r, size_t i, int most)
{
    for (; most > 0 && i < r->count; most--, i++) {
        const token *t = &r->at[i];
        if (is_mark(t, ".,-/") || (t->kind == MARK && (t->value == 0x60C || t->value == 0xBA || t->value == 0x3001)))
            continue;
        if (t->kind == WORD && !is_month_name(t) && t->end - t->begin <= 8 && !(t->notice & KB_NOTICE_AND)) continue;
        break;
    }
    return i;
}

static bool take_named(const reading *r, size_t i, found_day *d)
{
    const token *t = token_at(r, i);
    size_t a, b;
    if (is_day(t)) { /* 12 de Maret de 2024 */
        a = skip_filler(r, i + 1, 3);
        if (!is_month_name(token_at(r, a))) return false;
        int month = token_at(r, a)->month;
        b = skip_filler(r, a + 1, 3);
        *d = (found_day){ year_of(r, token_at(r, b), month), (uint32_t)month, t->value, b + 1, false };
        return d->year != 0;
    }
    if (is_month_name(t)) { /* March 12th, 2024 */
        a = skip_filler(r, i + 1, 1);
        if (!is_day(token_at(r, a))) return false;
        b = skip_filler(r, a + 1, 2);
        *d = (found_day){ year_of(r, token_at(r, b), t->month), (uint32_t)t->month, token_at(r, a)->value, b + 1,
                          false };
        return d->year != 0;
    }
    if (t->kind != NUMBER) return false;
    a = skip_filler(r, i + 1, 2); /* 2024. március 5. */
    if (!is_month_name(token_at(r, a))) return false;
    b = skip_filler(r, a + 1, 1);
    if (!is_day(token_at(r, b))) return false;
    *d = (found_day){ year_of(r, t, token_at(r, a)->month), (uint32_t)token_at(r, a)->month, token_at(r, b)->value,
                      b + 1, false };
    return d->year != 0;
}

/* 2024年3月5日; ngày 5 tháng 3 năm 2024. */
static bool take_marked(const reading *r, size_t i, found_day *d)
{
    const token *t = token_at(r, i);
    if (t->kind == NUMBER && token_at(r, i + 1)->notice & KB_NOTICE_YEAR && token_at(r, i + 2)->kind == NUMBER &&
        token_at(r, i + 3)->notice & KB_NOTICE_MONTH && is_day(token_at(r, i + 4))) {
        bool closed = token_at(r, i + 5)->notice & KB_NOTICE_DAY;
        *d = (found_day){ year_of(r, t, 0), token_at(r, i + 2)->value, token_at(r, i + 4)->value, i + 5 + closed,
                          false };
        return d->year != 0;
    }
    size_t month = token_at(r, i + 1)->notice & KB_NOTICE_MONTH ? i + 1 : i + 2;
    if (!is_day(t) || !(token_at(r, month)->notice & KB_NOTICE_MONTH) || token_at(r, month + 1)->kind != NUMBER)
        return false;
    size_t year = month + 2;
    while (year < month + 5 && token_at(r, year)->kind != NUMBER) year++;
    *d = (found_day){ year_of(r, token_at(r, year), 0), token_at(r, month + 1)->value, t->value, year + 1, false };
    return d->year != 0;
}

/* Do the tokens stand without space between? */
static bool joined(const reading *r, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (token_at(r, i)->end != token_at(r, i + 1)->begin) return false;
    return to < r->count;
}

/* 2024-03-05, 05.03.2024, 3/5/24; the year last and the day and month as the place has them. */
static bool take_digits(const reading *r, size_t i, found_day *d)
{
    const token *a = token_at(r, i), *m1 = token_at(r, i + 1), *b = token_at(r, i + 2), *m2 = token_at(r, i + 3),
                *c = token_at(r, i + 4);
    if (a->kind != NUMBER || b->kind != NUMBER || c->kind != NUMBER || b->digits > 2) return false;
    if (!is_mark(m1, "./-") || m2->kind != MARK || m1->value != m2->value) return false;
    bool close = joined(r, i, i + 4);
    if (!close && m1->value != '.') return false;
    if (i > 0 && token_at(r, i - 1)->end == a->begin && is_mark(token_at(r, i - 1), "./-")) return false;
    if (is_mark(token_at(r, i + 5), "./-") && token_at(r, i + 6)->kind == NUMBER && joined(r, i + 4, i + 6))
        return false;
    *d = (found_day){ .end = i + 5, .numeric = true };
    if (a->digits == 4 && c->digits <= 2) {
        *d = (found_day){ year_of(r, a, 0), b->value, c->value, i + 5, true };
        return d->year != 0;
    }
    if (a->digits > 2 || !close) {
        if (a->digits > 2) return false;
    }
    d->year = c->digits == 4                                                ? year_of(r, c, 0)
              : c->digits == 2 && a->digits == 2 && b->digits == 2 && close ? 2000 + c->value
                                                                            : 0;
    if (d->year == 0 || (c->digits == 2 && c->value > 69)) return false;
    bool month_first = m1->value != '.' && (r->month_first ? a->value <= 12 : b->value > 12);
    d->month = month_first ? a->value : b->value;
    d->day = month_first ? b->value : a->value;
    if (d->month > 12 && d->day <= 12) {
        uint32_t swap = d->month;
        d->month = d->day;
        d->day = swap;
    }
    return true;
}

/* ---- the clock and its zone ---- */

typedef struct {
    int hour, minute, second, offset;
    bool second_known, zoned, found;
    size_t end;
} found_clock;

/* "WIB", "GMT+7", "UTC", "+07:00" at token i. */
static size_t take_zone(const reading *r, size_t i, found_clock *k)
{
    const token *t = token_at(r, i);
    int sign = 0;
    if (is_mark(t, "()[")) t = token_at(r, ++i);
    if (t->kind == WORD && t->notice & KB_NOTICE_ZONE && t->capitals) {
        k->zoned = true;
        k->offset = t->zone;
        i++;
        if (t->zone != 0) return i;
        t = token_at(r, i);
    }
    if (is_mark(t, "+")) sign = 1;
    if (is_mark(t, "-") || (t->kind == MARK && t->value == 0x2212)) sign = -1;
    const token *n = token_at(r, i + 1);
    if (sign == 0 || n->kind != NUMBER || n->begin != t->end || (n->digits > 2 && n->digits != 4)) return i;
    bool colon = is_mark(token_at(r, i + 2), ":") && token_at(r, i + 3)->digits == 2;
    uint32_t hours = n->digits == 4 ? n->value / 100 : n->value;
    uint32_t minutes = n->digits == 4 ? n->value % 100 : colon ? token_at(r, i + 3)->value : 0;
    if (hours > 14 || minutes > 59) return i;
    if (n->digits <= 2 && !colon && !k->zoned) return i; /* "10:15 - 12 March" */
    k->zoned = true;
    k->offset = sign * (int)(hours * 60 + minutes);
    return i + (colon ? 4 : 2);
}

static int half_of(const token *t) /* 1001 before noon, 1002 after; 0 */
{
    return t->kind == WORD && t->month > 1000 ? t->month : 0;
}

/* A clock that begins at token i: "10:15", "10.15", "10h15", "10時15分", "3:04:05 pm". */
static bool take_clock(const reading *r, size_t i, found_clock *k)
{
    const token *h = token_at(r, i), *mark = token_at(r, i + 1), *m = token_at(r, i + 2);
    int half = half_of(h);
    if (half) {
        h = mark;
        mark = m;
        m = token_at(r, ++i + 2);
    }
    if (h->kind != NUMBER || h->digits > 2 || h->value > 24) return false;
    bool colon = is_mark(mark, ":"), stop = is_mark(mark, "."),
         named = mark->kind == WORD && mark->notice & KB_NOTICE_CLOCK;
    named = named || (mark->kind == WORD && mark->end - mark->begin == 1 && (r->text.at[mark->begin] | 32) == 'h');
    *k = (found_clock){ .hour = (int)h->value, .end = i + 2 };
    if ((colon || stop || named) && m->kind == NUMBER && m->digits == 2 && m->value < 60) {
        k->minute = (int)m->value;
        k->end = i + 3;
        const token *colon2 = token_at(r, i + 3), *s = token_at(r, i + 4);
        if (stop && is_mark(colon2, ".") && s->kind == NUMBER) return false; /* a date */
        if ((colon || stop) && is_mark(colon2, colon ? ":" : ".") && s->kind == NUMBER && s->digits == 2 &&
            s->value < 60) {
            k->second = (int)s->value;
            k->second_known = true;
            k->end = i + 5;
        }
        if (token_at(r, k->end)->notice & KB_NOTICE_MINUTE) k->end++;
    } else if (half_of(mark) && h->value >= 1 && h->value <= 12) { /* 3 pm */
        k->end = i + 1;
    } else if (!(named && mark->notice & KB_NOTICE_CLOCK && h->digits == 2)) {
        return false;
    }
    if (!half && half_of(token_at(r, k->end))) half = half_of(token_at(r, k->end++));
    if (half && k->hour > 12) half = 0;
    if (half == 1002 && k->hour < 12) k->hour += 12;
    if (half == 1001 && k->hour == 12) k->hour = 0;
    if (k->hour == 24 || (token_at(r, k->end)->kind == WORD && token_at(r, k->end)->notice & KB_NOTICE_CLOCK)) {
        if (k->hour == 24)
            k->hour = 0;
        else
            k->end++;
    }
    k->end = take_zone(r, k->end, k);
    k->found = true;
    return true;
}

/* The clock behind a day, a few words or marks between; else the one right before it. */
static found_clock clock_near(const reading *r, size_t begin, size_t end)
{
    found_clock k = { 0 };
    for (size_t i = end; i < end + CLOCK_REACH && i < r->count; i++) {
        const token *t = &r->at[i];
        if ((t->kind == NUMBER || half_of(t)) && take_clock(r, i, &k)) return k;
        if (t->kind == NUMBER || (t->kind == WORD && t->end - t->begin > 12) || t->notice & KB_NOTICE_UPDATED ||
            t->notice & KB_NOTICE_PUBLISHED)
            break;
    }
    for (size_t back = 2; back <= 8 && back <= begin; back++) {
        size_t i = begin - back;
        if (i > 0 && r->at[i - 1].kind == NUMBER && joined(r, i - 1, i)) continue;
        if (r->at[i].kind == NUMBER && take_clock(r, i, &k) && k.end <= begin && begin - k.end <= 3) return k;
        k = (found_clock){ 0 };
    }
    return k;
}

/* ---- all ---- */

static bool make_time(const found_day *d, const found_clock *k, kb_time *out)
{
    int64_t day;
    if (d->month > 100) { /* the Persian calendar, by ICU */
        UErrorCode code = U_ZERO_ERROR;
        static const UChar utc[] = { 'U', 'T', 'C', 0 };
        UCalendar *calendar = ucal_open(utc, 3, "fa_IR@calendar=persian", UCAL_DEFAULT, &code);
        if (U_SUCCESS(code))
            ucal_setDateTime(calendar, (int32_t)d->year, (int32_t)d->month - 101, (int32_t)d->day, 12, 0, 0, &code);
        double millis = U_SUCCESS(code) ? ucal_getMillis(calendar, &code) : 0;
        ucal_close(calendar);
        if (U_FAILURE(code) || d->month > 112) return false;
        day = (int64_t)(millis / 86400000.0);
    } else {
        if (d->month < 1 || d->month > 12 || d->day < 1) return false;
        if (d->day > (uint32_t)kb_month_days(d->year, (int)d->month)) return false;
        day = kb_day_of((kb_civil){ d->year, (int)d->month, (int)d->day });
    }
    *out = (kb_time){ .seconds = day * 86400, .precision = KB_TIME_DAY };
    if (!k->found) return true;
    out->seconds += k->hour * 3600 + k->minute * 60 + k->second - (k->zoned ? k->offset * 60 : 0);
    out->offset = (int16_t)(k->zoned ? k->offset : 0);
    out->zoned = k->zoned;
    out->precision = k->second_known ? KB_TIME_SECOND : KB_TIME_MINUTE;
    return true;
}

static bool is_month_first(kb_date_place place)
{
    char wanted[24];
    size_t end = 0;
    while (end < place.lang.len && place.lang.at[end] != '-' && place.lang.at[end] != '_') end++;
    kb_str lang = kb_str_part(place.lang, kb_span_of(0, end));
    kb_str region = end < place.lang.len ? kb_str_part(place.lang, kb_span_of(end + 1, place.lang.len)) : place.region;
    if (lang.len == 0 || lang.len > 3 || region.len > 10) return false;
    (void)snprintf(wanted, sizeof wanted, " %.*s%s%.*s ", KB_STR_ARGS(lang), region.len ? "_" : "",
                   KB_STR_ARGS(region));
    for (char *c = wanted; *c; c++)
        if (c > wanted + lang.len && *c >= 'a' && *c <= 'z') *c = (char)(*c - 32);
    return strstr(kb_month_first, wanted) != NULL;
}

bool kb_written_date_find(kb_str text, size_t from, kb_date_place place, kb_written_date *out)
{
    reading r = { .text = kb_str_part(text, kb_span_of(0, from + KB_WRITTEN_BYTES_MAX)), .place = place };
    while (r.text.len < text.len && !kb_utf8_border(text, r.text.len)) r.text.len--;
    bool digit = false;
    for (size_t i = from; i < r.text.len && !digit; i++)
        digit = (r.text.at[i] >= '0' && r.text.at[i] <= '9') || (uint8_t)r.text.at[i] >= 0xD9;
    if (!digit) return false;
    r.month_first = is_month_first(place);
    read_tokens(&r, from);
    for (size_t i = 0; i < r.count; i++) {
        found_day d = { 0 };
        if (r.at[i].kind == MARK || (r.at[i].kind == WORD && !is_month_name(&r.at[i]))) continue;
        if (!take_marked(&r, i, &d) && !take_digits(&r, i, &d) && !take_named(&r, i, &d)) continue;
        found_clock clock = clock_near(&r, i, d.end);
        kb_time time;
        if (!make_time(&d, &clock, &time)) continue;
        uint32_t end = token_at(&r, (clock.found && clock.end > d.end ? clock.end : d.end) - 1)->end;
        *out = (kb_written_date){ time, kb_span_of(r.at[i].begin, end), d.numeric };
        return true;
    }
    return false;
}

bool kb_written_calendar_word(kb_str word)
{
    char folded[WORD_BYTES_MAX];
    return word.len >= 3 && fold_word(word, folded) && month_of(folded, (kb_str){ 0 }) > 0;
}
