/* compare/bearer.h - whose age a figure tells: a name beside it ("Rana Velt (51)", "51-year-old Rana Velt"), or a
 * description behind it ("the 51-year-old chemist"). */
#ifndef KB_COMPARE_BEARER_H
#define KB_COMPARE_BEARER_H

#include "compare/account.h"

/* Do the figures of two reports tell the age of one person: of one name, whole or in part, or of a name that either
 * report has with the other's description before it ("chemist Rana Velt")? Time: linear in the names of both. */
bool kb_same_bearer(const kb_account *a, const kb_figure *x, const kb_account *b, const kb_figure *y);

/* The figure with the name or the words that tell whose age it is, where they stand beside it. */
kb_span kb_bearer_span(const kb_account *account, const kb_figure *figure);

#endif
