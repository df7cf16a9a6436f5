/* compare/figure_row.h - rows of figures: the same, compatible, in series, or differing. */
#ifndef KB_COMPARE_FIGURE_ROW_H
#define KB_COMPARE_FIGURE_ROW_H

#include "compare/row.h"

/* Adds the rows of all amounts that two or more reports give of one matter. */
kb_status kb_figure_rows(kb_rows_maker *maker, kb_err *err);

#endif
