#include "read/timestamp.h"

#include <stdio.h>

#include "base/utf8.h"

#define BYTES_MAX 80

/* RFC 5322 names its months so. */
static int month_of(kb_str s)
{
    static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    if (s.len != 3) return 0;
    for (int m = 0; m < 12; m++)
        if (kb_str_equal_ascii((kb_str){ names + (size_t)m * 3, 3 }, s)) return m + 1;
    return 0;
}

/* "Tue, 04 Mar 2025 09:10:00 +0700" by rewriting it as ISO 8601. */
static bool parse_rfc5322(kb_str s, kb_time *out)
{
    kb_str parts[8], rest = s, part;
    size_t n = 0;
    char iso[64];
    int64_t day, year;
    while (n < 8 && rest.len && kb_str_next(&rest, ' ', &part))
        if (part.len) parts[n++] = part;
    size_t at = n && parts[0].at[parts[0].len - 1] == ',' ? 1 : 0;
    if (n < at + 3 || !kb_str_int(parts[at], &day) || !month_of(parts[at + 1]) || !kb_str_int(parts[at + 2], &year))
        return false;
    if (day < 1 || day > 31 || year < 1900 || year > 2100) return false;
    kb_str clock = n > at + 3 ? kb_str_part(parts[at + 3], kb_span_of(0, 8)) : (kb_str){ 0 };
    kb_str zone = n > at + 4 ? parts[at + 4] : (kb_str){ 0 };
    if (kb_str_is(zone, "GMT") || kb_str_is(zone, "UTC")) zone = KB_STR("Z");
    if (zone.len != 5 && zone.len != 1) zone = (kb_str){ 0 };
    int len = snprintf(iso, sizeof iso, "%04d-%02d-%02d%s%.*s%.*s", (int)year, month_of(parts[at + 1]), (int)day,
                       clock.len ? "T" : "", KB_STR_ARGS(clock), KB_STR_ARGS(zone));
    return len > 0 && (size_t)len < sizeof iso && kb_time_parse((kb_str){ iso, (size_t)len }, out);
}

static bool all_digits(kb_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9') return false;
    return s.len > 0;
}

/* Seconds (10 digits) or milliseconds (13) since 1970; YYYYMMDD; YYYYMMDDhhmmss. */
static bool parse_digits(kb_str s, kb_time *out)
{
    char iso[40];
    int64_t value;
    if (!all_digits(s) || !kb_str_int(s, &value)) return false;
    if (s.len == 10 || s.len == 13) {
        *out = (kb_time){ s.len == 13 ? value / 1000 : value, 0, true, KB_TIME_SECOND };
        return true;
    }
    if (s.len != 8 && s.len != 14 && s.len != 12) return false;
    int len = s.len == 8 ? snprintf(iso, sizeof iso, "%.4s-%.2s-%.2s", s.at, s.at + 4, s.at + 6)
                         : snprintf(iso, sizeof iso, "%.4s-%.2s-%.2sT%.2s:%.2s", s.at, s.at + 4, s.at + 6, s.at + 8,
                                    s.at + 10);
    return kb_time_parse((kb_str){ iso, (size_t)len }, out);
}

/* ISO 8601 with slashes for dashes, single digits, space before the zone, or words behind it. */
static bool parse_near_iso(kb_str s, kb_time *out)
{
    char copy[BYTES_MAX + 8];
    size_t len = 0;
    if (s.len < 8 || !all_digits(kb_str_part(s, kb_span_of(0, 4)))) return false;
    for (size_t i = 0; i < s.len && len < BYTES_MAX; i++) {
        char c = s.at[i];
        bool mark = len == 4 || len == 7;
        if (mark && (c == '/' || c == '.' || c == '-')) {
            copy[len++] = '-';
            bool single = i + 2 >= s.len || s.at[i + 2] < '0' || s.at[i + 2] > '9';
            if (single) copy[len++] = '0';
        } else if (c == ' ' && len > 13 && i + 1 < s.len &&
                   (s.at[i + 1] == '+' || s.at[i + 1] == '-' || s.at[i + 1] == 'Z')) {
            continue;
        } else if (!(c == ' ' && len && copy[len - 1] == ' ')) {
            copy[len++] = c;
        }
    }
    static const size_t lengths[] = { BYTES_MAX, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 20, 19, 16, 10 };
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
        if ((lengths[i] <= len || i == 0) &&
            kb_time_parse((kb_str){ copy, lengths[i] < len ? lengths[i] : len }, out) && out->precision >= KB_TIME_DAY)
            return true;
    return false;
}

static bool is_plausible(kb_time *t)
{
    int64_t day = kb_time_day(*t), local = t->seconds + t->offset * 60;
    if (t->precision < KB_TIME_DAY || day < -25567 || day > 47847 || (day >= -1 && day <= 0)) return false;
    if (t->precision == KB_TIME_SECOND && local % 86400 == 0) t->precision = KB_TIME_DAY;
    return true;
}

bool kb_timestamp_parse(kb_str s, kb_date_place place, kb_time *out)
{
    kb_written_date written;
    s = kb_str_trim(s);
    if (s.len > BYTES_MAX) s.len = BYTES_MAX;
    while (s.len && !kb_utf8_border(s, s.len - 1) && (uint8_t)s.at[s.len - 1] >= 0x80) s.len--;
    if (s.len < 6) return false;
    kb_time t = { 0 };
    if ((kb_time_parse(s, &t) && t.precision >= KB_TIME_DAY) || parse_digits(s, &t) || parse_near_iso(s, &t) ||
        parse_rfc5322(s, &t)) {
        if (!is_plausible(&t)) return false;
        *out = t;
        return true;
    }
    if (!kb_written_date_find(s, 0, place, &written) || !is_plausible(&written.time)) return false;
    *out = written.time;
    return true;
}

bool kb_timestamp_of_url(kb_str url, kb_time *out)
{
    size_t at = kb_str_find(url, KB_STR("://"), 0);
    at = at == SIZE_MAX ? 0 : kb_str_find(url, KB_STR("/"), at + 3);
    for (size_t i = at; i != SIZE_MAX && i + 8 < url.len; i++) {
        char mark = url.at[i], day[10];
        bool digit_before = mark >= '0' && mark <= '9';
        if (digit_before || url.at[i + 1] < '1' || url.at[i + 1] > '2') continue;
        kb_str rest = kb_str_part(url, kb_span_of(i + 1, url.len));
        size_t end;
        if (rest.len >= 10 && rest.at[4] == rest.at[7] &&
            (rest.at[4] == '/' || rest.at[4] == '-' || rest.at[4] == '_' || rest.at[4] == '.')) {
            memcpy(day, rest.at, 10);
            end = 10;
        } else if (all_digits(kb_str_part(rest, kb_span_of(0, 8))) && (mark == '/' || mark == '-' || mark == '_')) {
            (void)memcpy(day, rest.at, 4);
            (void)memcpy(day + 5, rest.at + 4, 2);
            (void)memcpy(day + 8, rest.at + 6, 2);
            end = 8;
        } else {
            continue;
        }
        bool longer = rest.len > end && rest.at[end] >= '0' && rest.at[end] <= '9';
        bool clock = rest.len >= 12 && all_digits(kb_str_part(rest, kb_span_of(8, 12)));
        if (longer && (end == 10 || !clock)) continue;
        day[4] = day[7] = '-';
        if (kb_time_parse((kb_str){ day, 10 }, out) && out->precision == KB_TIME_DAY && is_plausible(out) &&
            kb_civil_of(kb_time_day(*out)).year >= 1990)
            return true;
    }
    return false;
}
