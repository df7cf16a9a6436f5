/* read/timestamp.h - a moment as pages state it for machines: ISO 8601 and what comes near it, RFC 5322, seconds or
 * milliseconds since 1970, and what people write (text/written_date.h). */
#ifndef KB_READ_TIMESTAMP_H
#define KB_READ_TIMESTAMP_H

#include "text/written_date.h"

/* Reads all of `s` (at most its first 80 bytes), to the day at least. Midnight to the second is taken for a day without
 * a clock, which is what content systems write for one. False where it is none, for the epoch itself, and outside the
 * years 1900 to 2100. */
bool kb_timestamp_parse(kb_str s, kb_date_place place, kb_time *out);

/* ".../2025/03/04/...", ".../2025-03-04-...", ".../20250304..." in the path of a URL. */
bool kb_timestamp_of_url(kb_str url, kb_time *out);

#endif
