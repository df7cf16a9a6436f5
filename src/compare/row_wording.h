/* compare/row_wording.h - how the wording of shared and changed rows differs, cell by cell. */
#ifndef KB_COMPARE_ROW_WORDING_H
#define KB_COMPARE_ROW_WORDING_H

#include "compare/compare.h"

/* Sets `wording` in the cells of such rows whose words are mostly those of the row's first cell, and not all. To be
 * called when the cells stand in their order. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_rows_word(kb_comparison *comparison, kb_err *err);

#endif
