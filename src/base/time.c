#include "base/time.h"

int64_t kb_day_of(kb_civil date)
{
    int64_t y = date.year - (date.month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

kb_civil kb_civil_of(int64_t day)
{
    day += 719468;
    int64_t era = (day >= 0 ? day : day - 146096) / 146097;
    int64_t doe = day - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int mp = (int)((5 * doy + 2) / 153);
    int month = mp < 10 ? mp + 3 : mp - 9;
    return (kb_civil){ yoe + era * 400 + (month <= 2), month, (int)(doy - (153 * mp + 2) / 5 + 1) };
}

int kb_weekday_of(int64_t day)
{
    int64_t w = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return (int)(w < 0 ? w + 7 : w);
}

int kb_month_days(int64_t year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

int64_t kb_time_day(kb_time t)
{
    int64_t local = t.seconds + (int64_t)t.offset * 60;
    return local >= 0 ? local / 86400 : -((86399 - local) / 86400);
}

/* Takes exactly `count` digits from the front. */
static bool digits(kb_str *s, int count, int *out)
{
    int value = 0;
    if (s->len < (size_t)count) return false;
    for (int i = 0; i < count; i++) {
        if (s->at[i] < '0' || s->at[i] > '9') return false;
        value = value * 10 + (s->at[i] - '0');
    }
    s->at += count;
    s->len -= (size_t)count;
    *out = value;
    return true;
}

static bool take(kb_str *s, char c)
{
    if (!s->len || s->at[0] != c) return false;
    s->at++;
    s->len--;
    return true;
}

static bool parse_zone(kb_str s, kb_time *t)
{
    int hours, minutes = 0, sign;
    if (s.len == 0) return true;
    t->zoned = true;
    if (s.len == 1 && (s.at[0] == 'Z' || s.at[0] == 'z')) return true;
    if (take(&s, '+'))
        sign = 1;
    else if (take(&s, '-'))
        sign = -1;
    else
        return false;
    if (!digits(&s, 2, &hours)) return false;
    (void)take(&s, ':');
    if (s.len && !digits(&s, 2, &minutes)) return false;
    if (s.len || hours > 15 || minutes > 59) return false;
    t->offset = (int16_t)(sign * (hours * 60 + minutes));
    return true;
}

bool kb_time_parse(kb_str s, kb_time *out)
{
    int year, month = 1, day = 1, hour = 0, minute = 0, second = 0;
    kb_time t = { .precision = KB_TIME_YEAR };

    s = kb_str_trim(s);
    if (!digits(&s, 4, &year) || year < 1000) return false;
    if (take(&s, '-')) {
        if (!digits(&s, 2, &month) || month < 1 || month > 12) return false;
        t.precision = KB_TIME_MONTH;
        if (take(&s, '-')) {
            if (!digits(&s, 2, &day) || day < 1 || day > kb_month_days(year, month)) return false;
            t.precision = KB_TIME_DAY;
        }
    }
    if (t.precision == KB_TIME_DAY && (take(&s, 'T') || take(&s, 't') || take(&s, ' '))) {
        while (take(&s, ' ')) continue;
        if (!digits(&s, 2, &hour) || !take(&s, ':') || !digits(&s, 2, &minute) || hour > 24 || minute > 59)
            return false;
        t.precision = KB_TIME_MINUTE;
        if (take(&s, ':')) {
            if (!digits(&s, 2, &second) || second > 60) return false;
            t.precision = KB_TIME_SECOND;
            if (take(&s, '.') || take(&s, ','))
                for (int ignored; s.len && s.at[0] >= '0' && s.at[0] <= '9';) (void)digits(&s, 1, &ignored);
        }
        while (take(&s, ' ')) continue;
    }
    if (t.precision >= KB_TIME_MINUTE ? !parse_zone(s, &t) : s.len != 0) return false;
    t.seconds = kb_day_of((kb_civil){ year, month, day }) * 86400 + hour * 3600 + minute * 60 + second - t.offset * 60;
    *out = t;
    return true;
}

/* 0 to 99 in two digits. */
static void write_two(kb_buf *buf, int value)
{
    kb_buf_add_char(buf, (char)('0' + value / 10 % 10));
    kb_buf_add_char(buf, (char)('0' + value % 10));
}

static void write_part(kb_buf *buf, char sign, int value)
{
    kb_buf_add_char(buf, sign);
    write_two(buf, value);
}

void kb_time_write(kb_buf *buf, kb_time t)
{
    if (t.precision == KB_TIME_NONE) return;
    int64_t local = t.seconds + (int64_t)t.offset * 60, day = kb_time_day(t);
    kb_civil date = kb_civil_of(day);
    int clock = (int)(local - day * 86400), offset = t.offset < 0 ? -t.offset : t.offset;

    if (date.year < 0 || date.year > 9999)
        kb_buf_print(buf, "%04lld", (long long)date.year);
    else {
        write_two(buf, (int)(date.year / 100));
        write_two(buf, (int)(date.year % 100));
    }
    if (t.precision >= KB_TIME_MONTH) write_part(buf, '-', date.month);
    if (t.precision >= KB_TIME_DAY) write_part(buf, '-', date.day);
    if (t.precision < KB_TIME_MINUTE) return;
    write_part(buf, 'T', clock / 3600);
    write_part(buf, ':', clock / 60 % 60);
    if (t.precision >= KB_TIME_SECOND) write_part(buf, ':', clock % 60);
    if (!t.zoned) return;
    if (t.offset == 0) {
        kb_buf_add_char(buf, 'Z');
    } else {
        write_part(buf, t.offset < 0 ? '-' : '+', offset / 60);
        write_part(buf, ':', offset % 60);
    }
}

bool kb_time_length(kb_str s, int64_t *seconds)
{
    static const struct {
        char unit;
        int64_t seconds;
    } units[] = { { 's', 1 }, { 'm', 60 }, { 'h', 3600 }, { 'd', 86400 } };
    const int64_t longest = (int64_t)1000 * 366 * 86400;
    kb_str digits = kb_str_part(s, kb_span_of(0, s.len ? s.len - 1 : 0));
    int64_t number;
    if (!kb_str_int(digits, &number) || number <= 0) return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (s.at[s.len - 1] == units[i].unit && number <= longest / units[i].seconds) {
            *seconds = number * units[i].seconds;
            return true;
        }
    return false;
}
