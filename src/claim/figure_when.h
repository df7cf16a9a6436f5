/* claim/figure_when.h - the moment for which a figure holds: as of a date, of the past, of a plan, of a count that
 * grows. */
#ifndef KB_CLAIM_FIGURE_WHEN_H
#define KB_CLAIM_FIGURE_WHEN_H

#include "claim/figure_finder.h"

/* Sets `as_of`, `past`, `plan` and `series` of a figure that stands in the tokens [first, end) with its hedges and its
 * unit, and whose sentence, token and kind are set. Of its sentence's dates 32 on each side are looked at. */
void kb_figure_when(const kb_figure_finder *f, kb_figure *g, size_t first, size_t end);

#endif
