/* compare/only.h - rows of what one report alone says: its sentences, and statements, that stand in no row with
 * another. */
#ifndef KB_COMPARE_ONLY_H
#define KB_COMPARE_ONLY_H

#include "compare/row.h"

/* Adds them for all reports; the rows made before tell what is told elsewhere. Titles, credits and what a denial or a
 * remark holds already are left out. */
kb_status kb_only_rows(kb_rows_maker *maker, kb_err *err);

#endif
