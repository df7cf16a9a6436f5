/* compare/date_row.h - rows of days and times: when it happened, will happen, was said to have happened.
 *
 * Two dates stand in a row when the words around them tell the same; those that can both be true are shared or
 * compatible (a day and an hour of it; one moment by two clocks). They differ only where both tell the event itself,
 * not a report of it, and the same words: a day on which something was reported is not the day on which it happened. */
#ifndef KB_COMPARE_DATE_ROW_H
#define KB_COMPARE_DATE_ROW_H

#include "compare/around.h"
#include "compare/row.h"

kb_status kb_date_rows(kb_rows_maker *maker, kb_err *err);

#endif
