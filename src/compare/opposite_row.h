/* compare/opposite_row.h - two reports that say the contrary of one subject: alive and dead, at sea and on land.
 *
 * The words are pairs of [opposite]. They make a row only when the word before either, its subject, is the same, stands
 * in the singular of the story (no figure counts it) and nothing negates it. */
#ifndef KB_COMPARE_OPPOSITE_ROW_H
#define KB_COMPARE_OPPOSITE_ROW_H

#include "compare/row.h"

kb_status kb_opposite_rows(kb_rows_maker *maker, kb_err *err);

#endif
