#include "desk/translate.h"

#include <stdlib.h>

#include "show/phrase.h"

/* Cells in one language. */
typedef struct {
    kb_cell **cells;
    kb_str *texts, *answers; /* in the comparison's arena; the translator's */
    size_t count;
} foreign;

static kb_str language_of(const kb_comparison *c, const kb_cell *cell)
{
    return kb_translator_language(c->reports[cell->report - 1].doc->lang);
}

static size_t count_cells(const kb_comparison *c)
{
    size_t count = 0;
    for (size_t r = 0; r < c->rows.count; r++) count += c->rows.at[r].cells.count;
    return count;
}

static kb_status add_cell(foreign *list, kb_comparison *c, kb_cell *cell, kb_err *err)
{
    kb_buf words = { 0 };
    kb_status status = KB_OK;
    kb_phrase_cell(&words, c, cell);
    if (words.failed)
        status = kb_fail(err, KB_ERR_MEMORY, "out of memory");
    else if (!kb_arena_copy(c->arena, kb_buf_str(&words), &list->texts[list->count]))
        status = kb_arena_fail(c->arena, err);
    kb_buf_clear(&words);
    list->cells[list->count++] = cell;
    return status;
}

static kb_status find_cells(foreign *list, kb_comparison *c, kb_str lang, kb_err *err)
{
    kb_status status = KB_OK;
    list->count = 0;
    for (size_t r = 0; r < c->rows.count; r++)
        for (size_t i = 0; i < c->rows.at[r].cells.count && c->rows.at[r].kind != KB_ROW_ONLY && status == KB_OK; i++)
            if (kb_str_equal(language_of(c, &c->rows.at[r].cells.at[i]), lang))
                status = add_cell(list, c, &c->rows.at[r].cells.at[i], err);
    return status;
}

static kb_status translate_cells(kb_engine *engine, foreign *list, kb_comparison *c, kb_str from, kb_str to,
                                 kb_err *err)
{
    const kb_translation *how = &engine->options.translation;
    kb_err why = { 0 };
    kb_status status = kb_translator_run(engine->translator, from, to, list->texts, list->count, list->answers, &why);
    if (status == KB_ERR_MEMORY) return kb_fail(err, status, "%s", why.text);
    if (status != KB_OK && how->warn) how->warn(how->user, why.text);
    for (size_t i = 0; i < list->count; i++)
        if (!kb_arena_copy(c->arena, list->answers[i], &list->cells[i]->translation))
            return kb_arena_fail(c->arena, err);
    return KB_OK;
}

/* Is the report the first one in its language? */
static bool first_of(const kb_comparison *c, size_t report, kb_str lang)
{
    for (size_t i = 0; i < report; i++)
        if (kb_str_equal(kb_translator_language(c->reports[i].doc->lang), lang)) return false;
    return true;
}

static kb_status translate_all(kb_engine *engine, kb_comparison *c, foreign *list, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < c->count && status == KB_OK; i++) {
        kb_str from = kb_translator_language(c->reports[i].doc->lang);
        if (!from.len || kb_str_equal_ascii(from, c->translated_to) || !first_of(c, i, from)) continue;
        status = find_cells(list, c, from, err);
        if (status == KB_OK) status = translate_cells(engine, list, c, from, c->translated_to, err);
    }
    return status;
}

kb_status kb_translate(kb_engine *engine, kb_comparison *c, kb_err *err)
{
    kb_str to = kb_translator_language(kb_str_of(engine->options.translation.to));
    size_t most = count_cells(c) + 1;
    if (!engine->translator || !to.len) return KB_OK;
    if (!kb_arena_copy(c->arena, to, &c->translated_to) ||
        !kb_arena_copy(c->arena, kb_translator_name(engine->translator), &c->translated_by))
        return kb_arena_fail(c->arena, err);
    foreign list = { calloc(most, sizeof *list.cells), calloc(most, sizeof *list.texts),
                     calloc(most, sizeof *list.answers), 0 };
    kb_status status = list.cells && list.texts && list.answers ? translate_all(engine, c, &list, err)
                                                                : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    free(list.cells);
    free(list.texts);
    free(list.answers);
    return status;
}
