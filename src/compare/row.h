/* compare/row.h - building rows: cells in order, who says it, how many independent reports, the matter, the weight.
 * The parts of compare/ that find something (figure.c, date.c, ...) add rows; kb_rows_finish orders them. */
#ifndef KB_COMPARE_ROW_H
#define KB_COMPARE_ROW_H

#include "compare/align.h"
#include "story/lineage.h"

/* What rows are built with. */
typedef struct {
    const kb_accounts *accounts;
    kb_arena *arena;            /* of the comparison: what rows hold lives there */
    const kb_lineage *lineages; /* of each report: what it repeats of the others */
    kb_rows rows;
} kb_rows_maker;

/* Adds an empty row. NULL when memory is out. */
kb_row *kb_row_add(kb_rows_maker *maker, kb_row_kind kind, kb_certainty sure);

/* Adds a cell with its words, the speaker and the carriers of the statement that they stand in; a cell of the same
 * report that overlaps is widened instead, while it stays in one sentence. */
kb_status kb_row_cell(kb_rows_maker *maker, kb_row *row, uint32_t account, kb_span span, kb_cell_role role,
                      const kb_figure *figure, kb_err *err);

/* Sets `why` (printf). */
kb_status kb_row_why(kb_rows_maker *maker, kb_row *row, kb_err *err, const char *format, ...) KB_PRINTF(4, 5);

/* Puts the cells in order: by report and place, those of a series by moment. */
void kb_row_order_cells(kb_row *row);

/* Orders cells, counts reports and independent ones, finds matters and weights, orders rows. */
kb_status kb_rows_finish(kb_rows_maker *maker, kb_err *err);

/* The statement whose content holds half of the span; NULL when none does. */
const kb_statement *kb_statement_around(const kb_claims *claims, kb_span span);

/* Is the report's text aside there, or is the span no more than marks? */
bool kb_span_empty(const kb_account *account, kb_span span);

#endif
