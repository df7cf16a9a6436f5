#include "compare/source_row.h"

#include "compare/voice.h"

/* The statement that gives a cell's figure; NULL where it is the outlet's own. */
static const kb_statement *giver(const kb_accounts *all, const kb_cell *cell, uint32_t *account)
{
    for (*account = 0; *account < all->count && all->at[*account].report != cell->report;) ++*account;
    if (*account == all->count || !cell->figure || cell->figure->statement == KB_NONE) return NULL;
    const kb_statement *s = &all->at[*account].claims->statements.at[cell->figure->statement];
    return s->speakers.count && s->source.count ? s : NULL;
}

/* Is one body among the speakers of both, though they are not told by one name? */
static bool one_source(const kb_statement *a, const kb_statement *b)
{
    if (a->speakers.count == b->speakers.count && kb_str_equal_ascii(a->speakers.at[0], b->speakers.at[0])) return false;
    for (size_t i = 0; i < a->speakers.count; i++)
        for (size_t j = 0; j < b->speakers.count; j++)
            if (kb_names_meet(a->speakers.at[i], b->speakers.at[j])) return true;
    return false;
}

static kb_status add_row(kb_rows_maker *maker, uint32_t a, const kb_statement *s, uint32_t b, const kb_statement *t,
                         kb_err *err)
{
    kb_row *row = kb_row_add(maker, KB_ROW_SHARED, KB_LIKELY);
    if (!row) return kb_arena_fail(maker->arena, err);
    kb_status status = kb_row_cell(maker, row, a, s->source.at[0], KB_CELL_PLAIN, NULL, err);
    if (status == KB_OK) status = kb_row_cell(maker, row, b, t->source.at[0], KB_CELL_PLAIN, NULL, err);
    if (status == KB_OK) status = kb_row_why(maker, row, err, "both reports' figures come from it");
    return status;
}

/* The first two cells whose sources meet. */
static kb_status add_of(kb_rows_maker *maker, size_t r, kb_err *err)
{
    const kb_accounts *all = maker->accounts;
    for (size_t i = 0; i < maker->rows.at[r].cells.count; i++) {
        uint32_t a, b;
        const kb_statement *s = giver(all, &maker->rows.at[r].cells.at[i], &a);
        for (size_t j = i + 1; s && j < maker->rows.at[r].cells.count; j++) {
            const kb_statement *t = giver(all, &maker->rows.at[r].cells.at[j], &b);
            if (t && a != b && one_source(s, t)) return add_row(maker, a, s, b, t, err);
        }
    }
    return KB_OK;
}

kb_status kb_source_rows(kb_rows_maker *maker, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t r = 0, count = maker->rows.count; r < count && status == KB_OK; r++) status = add_of(maker, r, err);
    return status;
}
