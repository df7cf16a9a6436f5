/* read/feed_date.h - the dates of feeds, of every kind that programs and people write: RFC 822 and its descendants with
 * their errors, ISO 8601 and its, asctime, RFC 850, "4 Maret 2025", "2004. 5. 28 오후 1:31", seconds since 1970. */
#ifndef KB_READ_FEED_DATE_H
#define KB_READ_FEED_DATE_H

#include "base/time.h"

/* Reads a date from `s`; false where none is clear. What is not understood (weekdays, "at") is passed over; what is
 * written in another language than English is read by text/written_date.h, for which `lang` (BCP 47; may be empty) is
 * the feed's. Without a month's name the order is told by the size of the numbers and their marks: 4.3.2025 and
 * 4-3-2025 begin with the day, 4/3/2025 too unless it is told with AM or PM. A day beyond its month is the month's
 * last; an impossible clock leaves the day alone. Years before 1900 are what programs write for "none". Time: linear;
 * only the first 200 bytes are looked at. */
bool kb_feed_date_parse(kb_str s, kb_str lang, kb_time *out);

#endif
