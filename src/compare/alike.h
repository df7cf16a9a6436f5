/* compare/alike.h - rows of what two or more reports say, alike or in other words. */
#ifndef KB_COMPARE_ALIKE_H
#define KB_COMPARE_ALIKE_H

#include "compare/row.h"

/* Takes the matches best first. A part of a report goes with one part of each other report; a match that joins two rows
 * is taken only when it is strong. */
kb_status kb_alike_rows(kb_rows_maker *maker, const kb_matches *matches, kb_err *err);

#endif
