/* claim/figure.h - figures: numbers as printed, as intervals, with what is counted.
 *
 * Hedges are bounds (more than 10,000 = (10000, inf)), units are brought to a base unit, and the thing counted is a
 * concept that is the same word in every language ("dead", "house", "magnitude"), taken from the noun behind the
 * number or from the predicate of its clause. Dates, years, house and road numbers are no figures. */
#ifndef KB_CLAIM_FIGURE_H
#define KB_CLAIM_FIGURE_H

#include "claim/claims.h"

/* Fills claims->figures from doc->text, claims->tokens, sentences, dates (found before: no figure stands inside a
 * date) and lang (NULL: nothing is found). The list lives in doc->arena; `statement` is KB_NONE until statements are
 * found. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear. */
kb_status kb_figures_find(const kb_document *doc, kb_claims *claims, kb_err *err);

const char *kb_figure_kind_name(kb_figure_kind kind); /* "count" "percent" "money" ... as in JSON */

#endif
