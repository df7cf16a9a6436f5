#include "compare/only.h"

#define TERMS_MIN 3 /* fewer content words are no matter of their own */

/* What the rows made so far hold of one report. */
typedef struct {
    kb_span *at;
    size_t count;
} spans;

static kb_status find_told(const kb_rows_maker *maker, uint32_t report, spans *out, kb_err *err)
{
    kb_arena *work = maker->accounts->arena;
    for (size_t r = 0; r < maker->rows.count; r++) {
        const kb_row *row = &maker->rows.at[r];
        for (size_t c = 0; row->kind != KB_ROW_ONLY && c < row->cells.count; c++) {
            const kb_cell *cell = &row->cells.at[c];
            for (size_t s = 0; cell->report == report && s < cell->spans.count; s++) {
                kb_span *kept = KB_ADD(work, out, kb_span);
                if (!kept) return kb_arena_fail(work, err);
                *kept = cell->spans.at[s];
            }
        }
    }
    return KB_OK;
}

/* Does a row of more than one report, or of a remark, hold half of the span? */
static bool is_told(const spans *told, kb_span span)
{
    size_t covered = 0;
    for (size_t i = 0; i < told->count; i++) {
        kb_span part = told->at[i];
        if (!kb_span_overlap(part, span)) continue;
        size_t begin = part.begin > span.begin ? part.begin : span.begin,
               end = part.end < span.end ? part.end : span.end;
        covered += end - begin;
    }
    return 2 * covered >= kb_span_len(span);
}

/* Content words; names and offices alone tell nothing. */
static size_t terms_in(const kb_account *account, const kb_clause *clause, size_t *telling)
{
    size_t count = 0;
    for (size_t t = clause->first; t < (size_t)clause->first + clause->count; t++)
        if (account->words[t].first) {
            count++;
            *telling += !account->words[t].bare;
        }
    return count;
}

static kb_status add_only(kb_rows_maker *maker, uint32_t account, kb_span span, kb_err *err)
{
    kb_row *row = kb_row_add(maker, KB_ROW_ONLY, KB_LIKELY);
    if (!row) return kb_arena_fail(maker->arena, err);
    kb_status status = kb_row_cell(maker, row, account, span, KB_CELL_PLAIN, NULL, err);
    return status == KB_OK ? kb_row_why(maker, row, err, "in 1 of %zu reports, nothing like it in the others",
                                        maker->accounts->count)
                           : status;
}

/* Neighbouring clauses of one sentence and one voice that nobody else tells are one cell. */
static kb_status add_sentence(kb_rows_maker *maker, uint32_t at, uint32_t sentence, const spans *told, kb_err *err)
{
    const kb_account *account = &maker->accounts->at[at];
    uint32_t end = account->clause_of[sentence + 1];
    for (uint32_t c = account->clause_of[sentence]; c < end;) {
        const kb_clause *first = &account->clauses[c];
        if (is_told(told, first->span)) {
            c++;
            continue;
        }
        size_t terms = 0, telling = 0;
        uint32_t last = c;
        for (; last < end && account->clauses[last].statement == first->statement &&
               !is_told(told, account->clauses[last].span);
             last++)
            terms += terms_in(account, &account->clauses[last], &telling);
        if (terms >= TERMS_MIN && telling) {
            kb_status status =
                add_only(maker, at, kb_span_of(first->span.begin, account->clauses[last - 1].span.end), err);
            if (status != KB_OK) return status;
        }
        c = last;
    }
    return KB_OK;
}

kb_status kb_only_rows(kb_rows_maker *maker, kb_err *err)
{
    kb_status status = KB_OK;
    for (uint32_t i = 0; i < maker->accounts->count && status == KB_OK; i++) {
        const kb_account *account = &maker->accounts->at[i];
        spans told = { 0 };
        status = find_told(maker, account->report, &told, err);
        for (uint32_t s = 0; s < account->claims->sentences.count && status == KB_OK; s++)
            if (!account->aside[s] && !account->title[s]) status = add_sentence(maker, i, s, &told, err);
    }
    return status;
}
