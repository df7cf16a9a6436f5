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

/* What the report knows the name as; NULL where it is no name. */
static const kb_entity *entity_of(const kb_account *account, kb_str name)
{
    const kb_entities *entities = &account->claims->entities;
    for (size_t i = 0; i < entities->count; i++)
        if (kb_str_equal(entities->at[i].name, name)) return &entities->at[i];
    return NULL;
}

/* Is one a body and the other a name, no body's and no person's, that stands in the body's: a state and its service? */
static bool is_body_of(const kb_entity *body, const kb_entity *of)
{
    return body && of && body->kind == KB_NAME_ORGANISATION && of->kind != KB_NAME_ORGANISATION &&
           of->kind != KB_NAME_PERSON && of->name.len < body->name.len && kb_names_meet(of->name, body->name);
}

static bool one_source(const kb_account *a, const kb_statement *s, const kb_account *b, const kb_statement *t)
{
    for (size_t i = 0; i < s->speakers.count; i++)
        for (size_t j = 0; j < t->speakers.count; j++) {
            const kb_entity *x = entity_of(a, s->speakers.at[i]), *y = entity_of(b, t->speakers.at[j]);
            if (is_body_of(x, y) || is_body_of(y, x)) return true;
        }
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
            if (t && a != b && one_source(&all->at[a], s, &all->at[b], t)) return add_row(maker, a, s, b, t, err);
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
