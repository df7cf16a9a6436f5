#include "compare/row_wording.h"

#define WORDS_MIN 24   /* bytes: of a few words everything may differ */
#define SAME_SHARE 0.6 /* of the words of both: where less is the same, marks would be all over the words */

/* Are most of the words the same, and not all? */
static bool is_telling(kb_str a, kb_str b, const kb_wordings *runs)
{
    size_t same = 0;
    bool differs = false;
    for (size_t i = 0; i < runs->count; i++) {
        if (runs->at[i].same)
            same += kb_span_len(runs->at[i].a) + kb_span_len(runs->at[i].b);
        else
            differs = true;
    }
    return differs && (double)same >= SAME_SHARE * (double)(a.len + b.len);
}

static kb_status word_cell(const kb_comparison *c, const kb_cell *first, kb_cell *cell, kb_err *err)
{
    const kb_document *from = kb_cell_document(c, first), *doc = kb_cell_document(c, cell);
    if (cell->figure || from == doc || !kb_str_equal(from->lang, doc->lang)) return KB_OK;
    if (first->spans.count != 1 || cell->spans.count != 1) return KB_OK;
    kb_str a = kb_str_part(from->text, first->spans.at[0]), b = kb_str_part(doc->text, cell->spans.at[0]);
    kb_wordings runs;
    if (a.len < WORDS_MIN || b.len < WORDS_MIN) return KB_OK;
    kb_status status = kb_wording_find(a, b, c->arena, &runs, err);
    if (status == KB_OK && is_telling(a, b, &runs)) {
        cell->wording = runs;
        cell->model = a;
    }
    return status;
}

kb_status kb_rows_word(kb_comparison *comparison, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t r = 0; r < comparison->rows.count; r++) {
        kb_row *row = &comparison->rows.at[r];
        bool words = row->kind == KB_ROW_SHARED || row->kind == KB_ROW_CHANGED;
        for (size_t i = 1; words && i < row->cells.count && status == KB_OK; i++)
            status = word_cell(comparison, &row->cells.at[0], &row->cells.at[i], err);
    }
    return status;
}
