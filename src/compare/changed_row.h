/* compare/changed_row.h - what a report gave otherwise, or gave, in an earlier revision (kb_document.earlier).
 *
 * Both texts are one outlet's, mostly word for word. So sentences that stand in both are set aside first, wherever they
 * moved; of the others those that are most alike are pairs. A figure that stands nowhere else in the new text, in
 * whose place stands one figure of the same thing by a value apart, was changed; one of which no trace is left was
 * taken out. Of quoted words the same is asked word by word, of what someone said by what it has in common with all of
 * the new text. What is not told apart safely makes no row: a sentence that was written anew and gives the same is
 * none. */
#ifndef KB_COMPARE_CHANGED_ROW_H
#define KB_COMPARE_CHANGED_ROW_H

#include "compare/compare.h"

/* Adds rows of the reports that have earlier revisions, with their claims, to a comparison that is made; no other row
 * changes. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: of the sentences that differ squared, of so many at most. */
kb_status kb_changed_rows(kb_comparison_tools tools, kb_comparison *comparison, kb_err *err);

#endif
