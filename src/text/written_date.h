/* text/written_date.h - a date as people write it, in any of ICU's languages and digits: "12 Maret 2024, 10.15 WIB",
 * "March 12th, 2024 at 3:04 pm ET", "2024年3月5日", "٣ مارس ٢٠٢٤", "05.03.2024". */
#ifndef KB_TEXT_WRITTEN_DATE_H
#define KB_TEXT_WRITTEN_DATE_H

#include "base/time.h"

typedef struct {
    kb_time time; /* day, minute or second; the zone where one is written */
    kb_span span; /* where it stands */
    bool numeric; /* written in digits alone: the order of day and month was taken from the place */
} kb_written_date;

/* Where it is read: decides what no date says by itself. Both may be empty. */
typedef struct {
    kb_str lang;   /* "en", "en-GB" */
    kb_str region; /* "GB": of the address, used where `lang` names none */
} kb_date_place;

/* The first date with day, month and year at or after byte `from` of `text` (valid UTF-8; at most
 * KB_WRITTEN_BYTES_MAX bytes are looked at). Years 1900 to 2100; of the Buddhist era in Thai, of the Persian calendar
 * by its months' names. False when there is none. Time: linear. */
#define KB_WRITTEN_BYTES_MAX ((size_t)1200)
bool kb_written_date_find(kb_str text, size_t from, kb_date_place place, kb_written_date *out);

/* Is `word` what some language calls a month or a weekday? As printed, with or without a full stop. */
bool kb_written_calendar_word(kb_str word);

#endif
