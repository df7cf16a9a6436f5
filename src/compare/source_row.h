/* compare/source_row.h - the source that figures of two reports come from, where one names a state and the other its body.
 *
 * "according to Ukraine and South Korea" and "the National Intelligence Service of South Korea estimates": two figures, one
 * source, which nobody sees who reads either speaker alone. Where both print one name the figures' row shows it already. */
#ifndef KB_COMPARE_SOURCE_ROW_H
#define KB_COMPARE_SOURCE_ROW_H

#include "compare/row.h"

/* Adds a shared row for each row of figures of which two reports' sources meet so; after kb_figure_rows. */
kb_status kb_source_rows(kb_rows_maker *maker, kb_err *err);

#endif
