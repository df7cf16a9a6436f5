/* compare/remark_row.h - rows of denials and of silence, from the remarks that each report makes (claim/remark).
 *
 * A denial is set beside what it denies: the claim that its own report gives, and the sentence of any report that says
 * most nearly what is denied. A remark of silence stands alone, or beside the claim that is passed over. */
#ifndef KB_COMPARE_REMARK_ROW_H
#define KB_COMPARE_REMARK_ROW_H

#include "compare/row.h"

kb_status kb_remark_rows(kb_rows_maker *maker, kb_err *err);

#endif
