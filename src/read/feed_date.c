#include "read/feed_date.h"

#include "base/utf8.h"
#include "text/months.h"
#include "text/written_date.h"

#define DATE_BYTES_MAX ((size_t)200)
#define TOKENS_MAX 48
#define YEAR_MIN 1900
#define YEAR_MAX 9999

typedef enum { TOKEN_NUMBER, TOKEN_WORD, TOKEN_MARK } token_kind;
typedef struct {
    token_kind kind;
    kb_str text;
    int64_t value; /* of a number */
    bool spaced;   /* white space before it */
    bool used;
} token;
typedef struct {
    token at[TOKENS_MAX];
    size_t count;
} tokens;

/* ---- words ---- */

typedef struct {
    const char *name;
    int value;
} name_row;

/* The months of RFC 822 and what people make of them. */
static const char *const months[] = { "january", "february", "march",     "april",   "may",      "june",
                                      "july",    "august",   "september", "october", "november", "december" };

/* Zones by name, in minutes east: RFC 822 5, and those that feeds use beside (IANA tzdata; where one name means
 * several zones, the one of RFC 822, else the one of most people). */
static const name_row zones[] = {
    { "ut", 0 },     { "utc", 0 },     { "gmt", 0 },     { "z", 0 },      { "wet", 0 },    { "est", -300 },
    { "edt", -240 }, { "cst", -360 },  { "cdt", -300 },  { "mst", -420 }, { "mdt", -360 }, { "pst", -480 },
    { "pdt", -420 }, { "akst", -540 }, { "akdt", -480 }, { "hst", -600 }, { "ast", -240 }, { "adt", -180 },
    { "nst", -210 }, { "ndt", -150 },  { "et", -300 },   { "ct", -360 },  { "mt", -420 },  { "pt", -480 },
    { "art", -180 }, { "brt", -180 },  { "brst", -120 }, { "bst", 60 },   { "west", 60 },  { "cet", 60 },
    { "met", 60 },   { "mez", 60 },    { "wat", 60 },    { "cest", 120 }, { "mest", 120 }, { "mesz", 120 },
    { "eet", 120 },  { "cat", 120 },   { "sast", 120 },  { "eest", 180 }, { "eat", 180 },  { "msk", 180 },
    { "trt", 180 },  { "msd", 240 },   { "gst", 240 },   { "pkt", 300 },  { "ist", 330 },  { "npt", 345 },
    { "wib", 420 },  { "ict", 420 },   { "wita", 480 },  { "hkt", 480 },  { "myt", 480 },  { "sgt", 480 },
    { "pht", 480 },  { "awst", 480 },  { "wit", 540 },   { "jst", 540 },  { "kst", 540 },  { "acst", 570 },
    { "acdt", 630 }, { "aest", 600 },  { "aedt", 660 },  { "nzst", 720 }, { "nzdt", 780 },
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int month_of(kb_str word)
{
    for (int i = 0; i < 12; i++) {
        kb_str name = kb_str_of(months[i]);
        if (word.len >= 3 && word.len <= name.len &&
            kb_str_equal_ascii(word, kb_str_part(name, kb_span_of(0, word.len))))
            return i + 1; /* "Sep", "Sept" */
    }
    return 0;
}

static int half_of(kb_str word)
{
    if (kb_str_equal_ascii(word, KB_STR("am")) || kb_str_equal_ascii(word, KB_STR("a.m"))) return 1;
    if (kb_str_equal_ascii(word, KB_STR("pm")) || kb_str_equal_ascii(word, KB_STR("p.m"))) return 2;
    if (word.len == 0 || (unsigned char)word.at[0] < 0x80) return 0;
    size_t low = 0, high = kb_month_row_count; /* in scripts without capitals the table's words stand as they are */
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = kb_str_compare(kb_str_of(kb_month_rows[middle].word), word);
        if (order == 0) return kb_month_rows[middle].value > 1000 ? kb_month_rows[middle].value - 1000 : 0;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

static bool zone_of(kb_str word, int *minutes)
{
    for (size_t i = 0; i < sizeof zones / sizeof zones[0]; i++) {
        if (!kb_str_equal_ascii(word, kb_str_of(zones[i].name))) continue;
        *minutes = zones[i].value;
        return true;
    }
    return false;
}

/* ---- tokens ---- */

static void tokenize(kb_str s, tokens *out)
{
    bool spaced = false;
    out->count = 0;
    for (size_t i = 0; i < s.len && out->count < TOKENS_MAX;) {
        size_t begin = i;
        char c = s.at[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            spaced = true;
            i++;
            continue;
        }
        token *t = &out->at[out->count++];
        *t = (token){ .kind = TOKEN_MARK, .spaced = spaced };
        spaced = false;
        if (is_digit(c)) {
            t->kind = TOKEN_NUMBER;
            for (; i < s.len && is_digit(s.at[i]); i++)
                if (t->value < INT64_MAX / 16) t->value = t->value * 10 + (s.at[i] - '0');
        } else if (is_letter(c)) {
            t->kind = TOKEN_WORD;
            while (i < s.len && (is_letter(s.at[i]) ||
                                 (s.at[i] == '.' && i + 2 < s.len && is_letter(s.at[i + 1]) && s.at[i + 2] == '.')))
                i++; /* "a.m." is one word */
        } else {
            i++;
        }
        t->text = kb_str_part(s, kb_span_of(begin, i));
    }
}

static token *at(tokens *list, size_t i, token_kind kind)
{
    return i < list->count && list->at[i].kind == kind && !list->at[i].used ? &list->at[i] : NULL;
}

static bool is_mark(const tokens *list, size_t i, char mark)
{
    return i < list->count && list->at[i].kind == TOKEN_MARK && list->at[i].text.at[0] == mark;
}

/* ---- the clock and the zone ---- */

typedef struct {
    int64_t year, month, day, hour, minute, second;
    kb_time_precision precision;
    int half, zone;
    bool zoned;
    size_t clock_end; /* the token behind the clock; 0: no clock */
} reading;

static void take_clock(tokens *list, reading *r)
{
    for (size_t i = 0; i + 2 < list->count; i++) {
        token *hour = at(list, i, TOKEN_NUMBER), *minute = at(list, i + 2, TOKEN_NUMBER);
        if (!hour || !minute || !is_mark(list, i + 1, ':') || hour->text.len > 2) continue;
        r->hour = hour->value;
        r->minute = minute->value;
        r->precision = KB_TIME_MINUTE;
        hour->used = minute->used = list->at[i + 1].used = true;
        r->clock_end = i + 3;
        token *second = is_mark(list, i + 3, ':') ? at(list, i + 4, TOKEN_NUMBER) : NULL;
        if (second) {
            r->second = second->value;
            r->precision = KB_TIME_SECOND;
            second->used = true;
            r->clock_end = i + 5;
            token *fraction = at(list, i + 6, TOKEN_NUMBER);
            if (fraction && !fraction->spaced && (is_mark(list, i + 5, '.') || is_mark(list, i + 5, ','))) {
                fraction->used = true;
                r->clock_end = i + 7;
            }
        }
        break;
    }
    for (size_t i = 0; i < list->count && !r->half; i++)
        if (list->at[i].kind == TOKEN_WORD && (r->half = half_of(list->at[i].text)) != 0) list->at[i].used = true;
}

/* "+0700", "+07:00", "-5" behind the clock or behind "GMT"; a name anywhere behind the clock. */
static void take_zone(tokens *list, reading *r)
{
    for (size_t i = r->clock_end; r->clock_end && i < list->count; i++) {
        token *t = &list->at[i];
        int minutes = 0;
        if (t->used) continue;
        if (t->kind == TOKEN_WORD && zone_of(t->text, &minutes) && !r->zoned) {
            r->zoned = t->used = true;
            r->zone = minutes;
        }
        bool sign = is_mark(list, i, '+') || is_mark(list, i, '-');
        token *number = sign ? at(list, i + 1, TOKEN_NUMBER) : NULL;
        if (!number || number->spaced || number->text.len > 4) continue;
        token *more = is_mark(list, i + 2, ':') ? at(list, i + 3, TOKEN_NUMBER) : NULL;
        int64_t hours = number->text.len > 2 ? number->value / 100 : number->value;
        int64_t rest = number->text.len > 2 ? number->value % 100 : more ? more->value : 0;
        if (hours > 15 || rest > 59) continue;
        number->used = true;
        if (more) more->used = true;
        r->zoned = true;
        r->zone = (int)(hours * 60 + rest) * (is_mark(list, i, '-') ? -1 : 1);
        return;
    }
}

/* ---- the day ---- */

static int64_t full_year(const token *t)
{
    if (t->text.len == 2) return t->value + (t->value < 70 ? 2000 : 1900);
    if (t->text.len == 3 && t->value >= 100 && t->value < 200) return t->value + 1900; /* years since 1900 */
    return t->value;
}

static bool is_year(const token *t)
{
    return t->text.len == 4 || t->value > 31;
}

/* 20040101, 200401011030[15]: no marks at all. */
static bool take_compact(tokens *list, reading *r)
{
    for (size_t i = 0; i < list->count; i++) {
        token *t = at(list, i, TOKEN_NUMBER);
        if (!t || (t->text.len != 8 && t->text.len != 12 && t->text.len != 14)) continue;
        int64_t day = t->value;
        if (t->text.len == 14) r->second = day % 100, day /= 100, r->precision = KB_TIME_SECOND;
        if (t->text.len >= 12) {
            r->minute = day % 100, day /= 100;
            r->hour = day % 100, day /= 100;
            if (r->precision < KB_TIME_MINUTE) r->precision = KB_TIME_MINUTE;
            r->clock_end = i + 1;
        }
        t->used = true;
        r->year = day / 10000, r->month = day / 100 % 100, r->day = day % 100;
        token *clock = at(list, i + 2, TOKEN_NUMBER); /* behind "T": 103015 or 1030 */
        if (clock && t->text.len == 8 && kb_str_equal_ascii(list->at[i + 1].text, KB_STR("T")) &&
            (clock->text.len == 6 || clock->text.len == 4)) {
            int64_t value = clock->text.len == 6 ? clock->value : clock->value * 100;
            r->hour = value / 10000, r->minute = value / 100 % 100, r->second = value % 100;
            r->precision = clock->text.len == 6 ? KB_TIME_SECOND : KB_TIME_MINUTE;
            clock->used = true;
            r->clock_end = i + 3;
        }
        return true;
    }
    return false;
}

/* Numbers that nothing took, in order. */
static size_t numbers_left(tokens *list, token *out[3], size_t place[3])
{
    size_t count = 0;
    for (size_t i = 0; i < list->count && count < 3; i++) {
        token *t = at(list, i, TOKEN_NUMBER);
        if (!t || t->text.len > 4) continue;
        place[count] = i;
        out[count++] = t;
    }
    return count;
}

/* Words that stand in a date and mean nothing. */
static bool is_filler(kb_str word)
{
    static const char *const fillers[] = { "st", "nd", "rd", "th", "of", "the", "t", "at", NULL };
    for (size_t i = 0; fillers[i]; i++)
        if (kb_str_equal_ascii(word, kb_str_of(fillers[i]))) return true;
    return false;
}

/* The month's name: a word before a comma is a weekday, whose short forms are months elsewhere ("Mar, 4 ..."); a word
 * between the numbers goes before one in front of them. *foreign: there stands a word that is none in English. */
static int find_month(const tokens *list, size_t first, size_t second, bool *foreign)
{
    int month = 0;
    for (size_t i = 0; i < list->count; i++) {
        const token *t = &list->at[i];
        if (t->kind != TOKEN_WORD || t->used || is_mark(list, i + 1, ',')) continue;
        int found = month_of(t->text);
        bool between = i > first && i < second;
        if (found && (!month || between)) month = found;
        *foreign |= between && !found && !is_filler(t->text);
    }
    return month;
}

/* A month by its name: the year is the number that can be no day, else the one behind the day. */
static bool take_named(tokens *list, reading *r)
{
    token *n[3];
    size_t place[3];
    bool foreign = false;
    size_t count = numbers_left(list, n, place);
    if (count == 0) return false;
    r->month = find_month(list, place[0], place[count > 1 ? 1 : 0], &foreign);
    if (foreign || !r->month) return false;
    if (count == 1) { /* "March 2025" */
        r->year = n[0]->value;
        r->precision = KB_TIME_MONTH;
        return n[0]->text.len == 4;
    }
    bool year_first = is_year(n[0]) && !is_year(n[1]);
    r->year = full_year(n[year_first ? 0 : 1]);
    r->day = n[year_first ? 1 : 0]->value;
    if (count == 3 && is_year(n[2]) && !is_year(n[1]) && !year_first) r->year = full_year(n[2]);
    return true;
}

/* Letters beyond ASCII: another language than the formats'. */
static bool is_foreign(const tokens *list)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->at[i].text.len; k++)
            if ((unsigned char)list->at[i].text.at[k] >= 0x80 && !half_of(list->at[i].text)) return true;
    return false;
}

static bool take_numbers(tokens *list, reading *r)
{
    token *n[3];
    size_t place[3], count = numbers_left(list, n, place);
    if (count < 3) return false;
    if (n[0]->text.len == 4) {
        r->year = n[0]->value, r->month = n[1]->value, r->day = n[2]->value;
        if (r->month > 12 && r->day <= 12) r->month = n[2]->value, r->day = n[1]->value;
        return true;
    }
    r->year = full_year(n[2]);
    bool american = n[1]->value > 12 || (n[0]->value <= 12 && is_mark(list, place[0] + 1, '/') && r->half);
    r->day = n[american]->value;
    r->month = n[!american]->value;
    return true;
}

/* ---- all ---- */

static bool settle(reading *r, kb_time *out)
{
    int64_t hour = r->hour;
    if (r->year < YEAR_MIN || r->year > YEAR_MAX || r->month < 1 || r->month > 12) return false;
    bool month = r->precision == KB_TIME_MONTH;
    if (month) r->day = 1;
    if (r->day < 1 || r->day > 31) return false;
    int last = kb_month_days(r->year, (int)r->month);
    if (r->day > last) r->day = last;
    if (r->half == 2 && hour < 12) hour += 12;
    if (r->half == 1 && hour == 12) hour = 0;
    bool clock = r->precision >= KB_TIME_MINUTE && hour <= 24 && r->minute < 60 && r->second <= 60;
    if (!clock) hour = r->minute = r->second = 0;
    int64_t day = kb_day_of((kb_civil){ r->year, (int)r->month, (int)r->day });
    *out = (kb_time){ .precision = clock ? r->precision : month ? KB_TIME_MONTH : KB_TIME_DAY };
    if (clock && r->zoned) {
        out->zoned = true;
        out->offset = (int16_t)r->zone;
    }
    out->seconds = day * 86400 + hour * 3600 + r->minute * 60 + r->second - (int64_t)out->offset * 60;
    return true;
}

/* Seconds or milliseconds since 1970, from 2001 to 2096. */
static bool take_epoch(kb_str s, kb_time *out)
{
    int64_t value;
    if ((s.len != 10 && s.len != 13) || !kb_str_int(s, &value)) return false;
    if (s.len == 13) value /= 1000;
    if (value < 1000000000 || value > 4000000000) return false;
    *out = (kb_time){ .seconds = value, .zoned = true, .precision = KB_TIME_SECOND };
    return true;
}

static bool take_format(tokens *list, kb_time *out)
{
    reading r = { 0 };
    bool compact = take_compact(list, &r);
    if (r.clock_end == 0) take_clock(list, &r);
    take_zone(list, &r);
    for (size_t i = 0; i < list->count; i++) /* weeks of ISO 8601 are not read, nor taken for months */
        if (kb_str_equal_ascii(list->at[i].text, KB_STR("W"))) return false;
    if (!compact && !take_named(list, &r) && (r.month || !take_numbers(list, &r))) return false;
    return settle(&r, out);
}

static bool take_written(kb_str s, kb_str lang, kb_time *out)
{
    kb_written_date found;
    if (!kb_written_date_find(s, 0, (kb_date_place){ .lang = lang }, &found)) return false;
    *out = found.time;
    return true;
}

bool kb_feed_date_parse(kb_str s, kb_str lang, kb_time *out)
{
    tokens list;
    s = kb_str_trim(s);
    size_t len = s.len < DATE_BYTES_MAX ? s.len : DATE_BYTES_MAX;
    while (!kb_utf8_border(s, len)) len--;
    s.len = len;
    if (kb_time_parse(s, out)) return kb_civil_of(kb_time_day(*out)).year >= YEAR_MIN;
    if (take_epoch(s, out)) return true;
    tokenize(s, &list);
    bool foreign = is_foreign(&list);
    if (foreign && take_written(s, lang, out)) return true;
    return take_format(&list, out) || (!foreign && take_written(s, lang, out));
}
