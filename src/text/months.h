/* text/months.h - what ICU's locales call the months; the table is made by tools/months.c while kabar is built. */
#ifndef KB_TEXT_MONTHS_H
#define KB_TEXT_MONTHS_H

#include "base/str.h"

typedef struct {
    const char *word;  /* case-folded, without full stops */
    int value;         /* 1..12; 101..112 months of the Persian calendar; 201 Sunday .. 207; 1001 before noon, 1002 after */
    const char *langs; /* "cs pl": in whose locales it is that */
} kb_month_row;

extern const kb_month_row kb_month_rows[]; /* by word, byte order */
extern const size_t kb_month_row_count;
extern const char kb_month_first[]; /* " en en_US ": locales that write the month before the day, each between spaces */

#endif
