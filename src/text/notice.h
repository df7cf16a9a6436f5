/* text/notice.h - words with which pages of any language state who wrote and when (lang/notice.txt). */
#ifndef KB_TEXT_NOTICE_H
#define KB_TEXT_NOTICE_H

#include "base/str.h"

enum { /* what a word may be; one may be several */
       KB_NOTICE_BY = 1 << 0,
       KB_NOTICE_WRITER = 1 << 1,
       KB_NOTICE_EDITOR = 1 << 2,
       KB_NOTICE_ROLE = 1 << 3,
       KB_NOTICE_DESK = 1 << 4,
       KB_NOTICE_AGENCY = 1 << 5,
       KB_NOTICE_AND = 1 << 6,
       KB_NOTICE_NOTNAME = 1 << 7,
       KB_NOTICE_PUBLISHED = 1 << 8,
       KB_NOTICE_UPDATED = 1 << 9,
       KB_NOTICE_IN = 1 << 10,
       KB_NOTICE_ZONE = 1 << 11,
       KB_NOTICE_YEAR = 1 << 12,
       KB_NOTICE_MONTH = 1 << 13,
       KB_NOTICE_DAY = 1 << 14,
       KB_NOTICE_CLOCK = 1 << 15,
       KB_NOTICE_MINUTE = 1 << 16,
       KB_NOTICE_TOLD = 1 << 17 /* of an agency: its name means it in a sentence too */
};

/* What `words` are: case-folded (text/fold.h), one space between two. 0: nothing of the kind. *zone (may be NULL) is
 * set where they name one: minutes east of UTC. */
uint32_t kb_notice_of(kb_str words, int *zone);

/* The same for words as printed, case aside, of up to 80 bytes. */
uint32_t kb_notice_of_printed(kb_str words, int *zone);

/* The agency that `words` (as printed) name, by its shortest name, folded: "ap" of "The Associated Press". A view of
 * what is compiled in; empty where they name none. */
kb_str kb_notice_agency(kb_str words);

/* The longest run of whole words at the begin of `text` (as printed) that is one of `kinds`: its length in bytes, and
 * *found what it is; 0 where there is none. Scripts without spaces need no border behind it. */
size_t kb_notice_begins(kb_str text, uint32_t kinds, uint32_t *found);

#endif
