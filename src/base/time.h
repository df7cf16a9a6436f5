/* base/time.h - moments with the precision and the zone that the source gave, and the calendar
 * (proleptic Gregorian). */
#ifndef KB_BASE_TIME_H
#define KB_BASE_TIME_H

#include "base/buf.h"
#include "base/str.h"

typedef enum {
    KB_TIME_NONE = 0,
    KB_TIME_YEAR,
    KB_TIME_MONTH,
    KB_TIME_DAY,
    KB_TIME_MINUTE,
    KB_TIME_SECOND
} kb_time_precision;

typedef struct {
    int64_t seconds;             /* since 1970 UTC; of a day, month, year: its first moment at `offset` */
    int16_t offset;              /* minutes east of UTC; 0 where the source has none */
    bool zoned;                  /* the source states the zone */
    kb_time_precision precision; /* KB_TIME_NONE: no time at all */
} kb_time;

typedef struct {
    int64_t year;
    int month, day;
} kb_civil; /* month 1..12, day 1..31 */

/* Days since 1970-01-01 and back. Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2014. */
int64_t kb_day_of(kb_civil date);
kb_civil kb_civil_of(int64_t day);
int kb_weekday_of(int64_t day); /* 0 Monday .. 6 Sunday (ISO 8601 less one) */
int kb_month_days(int64_t year, int month);

/* The day at the place of the time's own zone, in days since 1970-01-01. */
int64_t kb_time_day(kb_time t);

/* Reads ISO 8601 / RFC 3339: "2025", "2025-03", "2025-03-04", "2025-03-04T09:10[:00[.123]][Z|+07:00|+0700]", a space
 * for the T; all of `s`, white space at the ends aside. False when it is anything else, or outside years
 * 1000..9999. */
bool kb_time_parse(kb_str s, kb_time *out);

/* Reads a length of time, "90s", "30m", "2h", "1d", as seconds; false when it is none, or nothing, or longer than a
 * thousand years. */
bool kb_time_length(kb_str s, int64_t *seconds);

/* Writes ISO 8601 to the precision known, with the offset where the source has one ("Z" for UTC); nothing for none. */
void kb_time_write(kb_buf *buf, kb_time t);

#endif
