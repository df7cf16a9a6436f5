/* compare/witness.h - how many independent witnesses a row has.
 *
 * Two reports are one witness of what a row tells where
 * - one rests on the other, or both on a third (story/lineage.h), or one has these words from the other or both from a
 * third;
 * - the words came by one carrier, be it that of a statement, or an agency whose report it all is (by-line, dateline);
 * - one's carrier is the other's outlet;
 * - both are of one outlet, or of mirrors of one owner: one newsroom. What bears an agency's name is the agency's. */
#ifndef KB_COMPARE_WITNESS_H
#define KB_COMPARE_WITNESS_H

#include "compare/row.h"

/* How many witnesses the row's cells are: those that depend on one another, directly or by others, are one. `group`
 * has room for a number for each cell. Time: the square of the cells. */
uint32_t kb_row_witnesses(const kb_rows_maker *maker, const kb_row *row, uint32_t *group);

#endif
