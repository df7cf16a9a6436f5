#include "compare/changed_row.h"

#include <math.h>
#include <stdlib.h>

#include "compare/changed_words.h"
#include "compare/row.h"

#define WORK_BYTES_MAX ((size_t)512 << 20)

/* ---- figures ---- */

#define SURE_LIKENESS 0.7
#define REWRITTEN_LIKENESS 0.2 /* of two sentences that are no pair: the one count of a thing that either text has */
#define ROUNDED_SLACK 0.05
#define VAGUE_WIDTH 2 /* high over low: "dozens" */

static bool same_value(double a, double b)
{
    return !(a < b) && !(a > b);
}

static bool is_told(const kb_account *account, const kb_figure *f)
{
    if (f->sentence >= account->claims->sentences.count || account->aside[f->sentence]) return false;
    if (f->kind == KB_FIGURE_ORDINAL || f->kind == KB_FIGURE_OTHER) return false;
    return !isnan(f->low) && !isnan(f->high) && (isfinite(f->low) || isfinite(f->high));
}

static bool same_unit(const kb_figure *a, const kb_figure *b)
{
    return a->kind == b->kind && kb_str_equal(a->unit, b->unit);
}

/* Do both count one thing, of one time? */
static bool same_thing(const kb_figure *a, const kb_figure *b)
{
    bool named = a->concept.len || a->unit.len;
    return named && same_unit(a, b) && a->past == b->past && a->plan == b->plan &&
           kb_str_equal(a->concept, b->concept) && kb_str_equal(a->state, b->state);
}

/* Bounds that touch, and round values that are near, can both be true. */
static bool is_apart(const kb_figure *a, const kb_figure *b)
{
    double slack = a->rounded || b->rounded ? ROUNDED_SLACK * fmax(fabs(a->low), fabs(b->low)) : 0;
    if (!isfinite(slack)) slack = 0;
    return a->low > b->high + slack || b->low > a->high + slack;
}

static bool is_vague(const kb_figure *f)
{
    return isfinite(f->high) && isfinite(f->low) && f->high > VAGUE_WIDTH * f->low;
}

/* Does the other text give it too, wherever, or something that can be it? */
static bool stands(const kb_account *other, const kb_figure *f)
{
    const kb_figures *all = &other->claims->figures;
    for (size_t i = 0; i < all->count; i++) {
        const kb_figure *g = &all->at[i];
        if (!is_told(other, g) || g->kind != f->kind || is_apart(f, g)) continue;
        bool open = !g->concept.len || !f->concept.len || kb_str_equal(g->concept, f->concept);
        if (open || (same_value(f->low, g->low) && same_value(f->high, g->high))) return true;
    }
    return false;
}

/* The one figure of a sentence (KB_NONE: of the text) that counts what `f` does and does not stand in the other text;
 * NULL where there is none or more than one value. */
static const kb_figure *only_one(const kb_account *account, const kb_account *other, const kb_figure *f,
                                 uint32_t sentence)
{
    const kb_figures *all = &account->claims->figures;
    const kb_figure *found = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const kb_figure *g = &all->at[i];
        if (!is_told(account, g) || !same_thing(f, g) || (sentence != KB_NONE && g->sentence != sentence)) continue;
        if (sentence != KB_NONE && stands(other, g)) continue;
        if (found && !(same_value(found->low, g->low) && same_value(found->high, g->high))) return NULL;
        if (!found) found = g;
    }
    return found;
}

/* Names beside a figure tell where and of whom it is. Has it some, and the other's text none of them? */
static bool of_others(const kb_account *account, const kb_account *other, const kb_figure *f)
{
    uint32_t c = kb_clause_at(account, f->token);
    bool any = false;
    if (c == KB_CLAUSE_NONE) return false;
    for (uint32_t t = account->clauses[c].first; t < account->clauses[c].first + account->clauses[c].count; t++) {
        const kb_word_terms *word = &account->words[t];
        if (!word->name || !word->first) continue;
        if (other->has[word->first]) return false;
        any = true;
    }
    return any;
}

/* A figure with its clause, where that is no longer than a line or two. */
static kb_span cell_of(const kb_account *account, const kb_figure *f)
{
    enum { BYTES = 160 };
    uint32_t c = kb_clause_at(account, f->token);
    if (c == KB_CLAUSE_NONE) return f->span;
    kb_span span = account->clauses[c].span;
    return kb_span_len(span) <= BYTES && kb_span_inside(f->span, span) ? span : f->span;
}

static kb_status add_row(kb_rows_maker *maker, kb_certainty sure, kb_span before, const kb_figure *was, kb_span now,
                         const kb_figure *is, kb_err *err)
{
    bool gone = !kb_span_len(now);
    kb_row *row = kb_row_add(maker, KB_ROW_CHANGED, sure);
    if (!row) return kb_arena_fail(maker->arena, err);
    kb_status status = kb_row_cell(maker, row, 0, before, gone ? KB_CELL_GONE : KB_CELL_EARLIER, was, err);
    if (status == KB_OK && !gone) status = kb_row_cell(maker, row, 1, now, KB_CELL_NOW, is, err);
    return status;
}

/* What stands now where the figure stood; *likeness of the sentences. */
static const kb_figure *figure_now(const kb_changed_texts *texts, const kb_figure *was, double *likeness)
{
    const kb_account *a = texts->a, *b = texts->b;
    uint32_t pair = texts->pair[was->sentence];
    *likeness = texts->likeness[was->sentence];
    if (pair != KB_NONE) {
        const kb_figure *is = only_one(b, a, was, pair);
        return is && only_one(a, b, is, was->sentence) ? is : NULL;
    }
    if (!was->concept.len) return NULL;
    const kb_figure *is = only_one(b, a, was, KB_NONE);
    if (!is || !only_one(a, b, is, KB_NONE) || texts->same_b[is->sentence]) return NULL;
    *likeness = kb_changed_likeness(texts, was->sentence, is->sentence);
    return *likeness >= REWRITTEN_LIKENESS ? is : NULL;
}

/* Has [counted] the word that says what is counted? Other nouns may be parts of names: "80 Harbour Street". */
static bool is_listed(const kb_account *account, const kb_figure *f)
{
    const kb_tokens *tokens = &account->claims->tokens;
    for (size_t t = kb_tokens_at(tokens, f->span.begin); t < tokens->count && tokens->at[t].span.begin < f->span.end;
         t++)
        for (const kb_word *word = tokens->at[t].words; word; word = word->next)
            if (word->class_of == KB_WORD_COUNTED && kb_str_equal(word->value, f->concept)) return true;
    return false;
}

/* Is there no trace of it: neither its digits nor another figure of the same thing? */
static bool is_gone(const kb_changed_texts *texts, const kb_figure *was)
{
    const kb_figures *all = &texts->b->claims->figures;
    kb_str digits = kb_str_part(texts->a->doc->text, was->number);
    if (texts->replaced || is_vague(was) || !was->concept.len || was->low < 2 || !isfinite(was->low)) return false;
    if (!is_listed(texts->a, was)) return false;
    for (size_t i = 0; i < all->count; i++)
        if (same_unit(was, &all->at[i]) && kb_str_equal(was->concept, all->at[i].concept)) return false;
    return kb_str_find(texts->b->doc->text, digits, 0) == SIZE_MAX;
}

static bool same_row(const kb_row *row, const kb_figure *was, const kb_figure *is)
{
    const kb_figure *f = row->cells.count ? row->cells.at[0].figure : NULL;
    const kb_figure *g = row->cells.count > 1 ? row->cells.at[1].figure : NULL;
    return f && !g == !is && same_thing(f, was) && same_value(f->low, was->low) && same_value(f->high, was->high) &&
           (!is || (same_value(g->low, is->low) && same_value(g->high, is->high)));
}

/* Does a row tell of these words of the earlier text already? */
static bool is_covered(const kb_rows_maker *maker, kb_span before)
{
    for (size_t i = 0; i < maker->rows.count; i++) {
        const kb_cells *cells = &maker->rows.at[i].cells;
        if (cells->count && kb_span_overlap(cells->at[0].spans.at[0], before)) return true;
    }
    return false;
}

static kb_status add_figure(kb_rows_maker *maker, const kb_changed_texts *texts, const kb_figure *was, bool gone,
                            kb_err *err)
{
    double likeness;
    const kb_figure *is = figure_now(texts, was, &likeness);
    if (is && (!is_apart(was, is) || of_others(texts->a, texts->b, was) || of_others(texts->b, texts->a, is)))
        return KB_OK;
    if (gone == (is != NULL) || (gone && (!is_gone(texts, was) || is_covered(maker, was->span)))) return KB_OK;
    for (size_t i = 0; i < maker->rows.count; i++)
        if (same_row(&maker->rows.at[i], was, is)) return KB_OK; /* told in the title, and again */
    kb_certainty sure = is && was->concept.len && likeness >= SURE_LIKENESS ? KB_SURE : KB_LIKELY;
    const kb_span nothing = { 0, 0 };
    kb_status status = add_row(maker, sure, cell_of(texts->a, was), was, is ? cell_of(texts->b, is) : nothing, is, err);
    if (status != KB_OK) return status;
    kb_row *row = &maker->rows.at[maker->rows.count - 1];
    if (!is) return kb_row_why(maker, row, err, "nothing is counted so any more: %.*s", KB_STR_ARGS(was->concept));
    return kb_row_why(maker, row, err, "the same is counted by another value, sentences alike by %.2f%s%.*s", likeness,
                      was->concept.len ? ": " : "", KB_STR_ARGS(was->concept));
}

/* Figures that have another value now; or (`gone`) that are there no more and of which no row of words tells. */
static kb_status figure_rows(kb_rows_maker *maker, const kb_changed_texts *texts, bool gone, kb_err *err)
{
    const kb_figures *all = &texts->a->claims->figures;
    kb_status status = KB_OK;
    for (size_t i = 0; i < all->count && status == KB_OK; i++) {
        const kb_figure *was = &all->at[i];
        if (!is_told(texts->a, was) || texts->same_a[was->sentence] || stands(texts->b, was)) continue;
        status = add_figure(maker, texts, was, gone, err);
    }
    return status;
}

/* ---- words ---- */

static kb_status word_rows(kb_rows_maker *maker, const kb_changed_texts *texts, kb_err *err)
{
    kb_changes changes;
    kb_status status = kb_changed_quotes(texts, &changes, err);
    if (status == KB_OK) status = kb_changed_statements(texts, &changes, err);
    for (size_t i = 0; i < changes.count && status == KB_OK; i++) {
        const kb_change *c = &changes.at[i];
        if (is_covered(maker, c->before)) continue;
        status = add_row(maker, KB_LIKELY, c->before, NULL, c->now, NULL, err);
        if (status == KB_OK)
            status = kb_row_why(maker, &maker->rows.at[maker->rows.count - 1], err,
                                kb_span_len(c->now) ? "quoted otherwise: %.2f of its words"
                                                    : "the text has it no more: %.2f of its words",
                                c->common);
    }
    return status;
}

/* ---- a report ---- */

/* Gives the cells of a pair of texts the report's number and their revision. */
static void number_cells(kb_row *row, uint32_t report, const kb_document *earlier, const kb_document *now)
{
    for (size_t i = 0; i < row->cells.count; i++) {
        kb_cell *cell = &row->cells.at[i];
        const kb_document *doc = cell->report == 1 ? earlier : now;
        if (cell->report == 1) cell->earlier = earlier;
        cell->report = report;
        cell->moment = doc->modified;
        if (doc->fetched)
            cell->moment = (kb_time){ .seconds = doc->fetched,
                                      .offset = doc->published.zoned ? doc->published.offset : 0,
                                      .zoned = true,
                                      .precision = KB_TIME_MINUTE };
    }
    row->reports = row->independent = 1;
}

static kb_str words_of(const kb_row *row, size_t cell)
{
    const kb_cell *c = &row->cells.at[cell];
    return c->earlier ? kb_str_part(c->earlier->text, c->spans.at[0]) : (kb_str){ 0 };
}

/* Is it told already, of a later revision? Then one that gave it otherwise again takes its place in that row. */
static kb_status tell(kb_arena *arena, kb_rows *rows, size_t first, const kb_row *row, kb_err *err)
{
    const kb_cell *was = &row->cells.at[0], *is = row->cells.count > 1 ? &row->cells.at[1] : NULL;
    for (size_t i = first; i < rows->count; i++) {
        kb_row *told = &rows->at[i];
        const kb_cell *last = &told->cells.at[told->cells.count - 1];
        if (kb_str_equal(words_of(told, 0), words_of(row, 0))) return KB_OK;
        if (!is || last->earlier || !kb_span_overlap(last->spans.at[0], is->spans.at[0])) continue;
        if (was->figure && told->cells.at[0].figure && same_value(was->figure->low, told->cells.at[0].figure->low))
            return KB_OK;
        kb_cell *more = KB_ADD(arena, &told->cells, kb_cell);
        if (!more) return kb_arena_fail(arena, err);
        memmove(told->cells.at + 1, told->cells.at, (told->cells.count - 1) * sizeof *told->cells.at);
        told->cells.at[0] = *was;
        return KB_OK;
    }
    kb_row *fresh = KB_ADD(arena, rows, kb_row);
    if (!fresh) return kb_arena_fail(arena, err);
    *fresh = *row;
    return KB_OK;
}

static kb_status find_rows(kb_rows_maker *maker, kb_arena *work, kb_err *err)
{
    const kb_lineage none[2] = { { 0 } };
    kb_changed_texts texts;
    kb_status status = kb_changed_texts_make(maker->accounts, work, &texts, err);
    if (status != KB_OK || texts.rewritten) return status;
    if ((status = figure_rows(maker, &texts, false, err)) != KB_OK) return status;
    if ((status = word_rows(maker, &texts, err)) != KB_OK) return status;
    if ((status = figure_rows(maker, &texts, true, err)) != KB_OK) return status;
    maker->lineages = none;
    return kb_rows_finish(maker, err);
}

static kb_status compare_texts(kb_comparison_tools tools, kb_comparison *comparison, uint32_t report,
                               const kb_document *earlier, kb_rows *rows, size_t first, kb_err *err)
{
    const kb_document *now = comparison->reports[report - 1].doc;
    const kb_report pair[2] = { { .doc = earlier, .claims = earlier->claims }, { .doc = now, .claims = now->claims } };
    kb_accounts accounts = { 0 };
    kb_rows_maker maker = { .arena = comparison->arena, .accounts = &accounts };
    kb_arena *work = kb_arena_new(WORK_BYTES_MAX);
    if (!work) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = kb_accounts_make(tools, pair, 2, false, work, &accounts, err);
    if (status == KB_OK) status = find_rows(&maker, work, err);
    for (size_t i = 0; i < maker.rows.count && status == KB_OK; i++) {
        number_cells(&maker.rows.at[i], report, earlier, now);
        status = tell(comparison->arena, rows, first, &maker.rows.at[i], err);
    }
    kb_accounts_clear(&accounts);
    kb_arena_free(work);
    return status;
}

/* Behind all that is disputed. */
static kb_status insert(kb_comparison *comparison, const kb_rows *rows, kb_err *err)
{
    bool many = comparison->count > KB_REPORTS_FEW;
    kb_rows *all = &comparison->rows;
    kb_row *at = KB_NEW(comparison->arena, kb_row, all->count + rows->count);
    size_t before = 0;
    if (!at) return kb_arena_fail(comparison->arena, err);
    while (before < all->count && (many ? all->at[before].kind != KB_ROW_ONLY : all->at[before].kind < KB_ROW_CHANGED))
        before++;
    for (size_t i = 0; i < before; i++) at[i] = all->at[i];
    for (size_t i = 0; i < rows->count; i++) at[before + i] = rows->at[i];
    for (size_t i = before; i < all->count; i++) at[rows->count + i] = all->at[i];
    *all = (kb_rows){ at, all->count + rows->count };
    return KB_OK;
}

kb_status kb_changed_rows(kb_comparison_tools tools, kb_comparison *comparison, kb_err *err)
{
    kb_rows rows = { 0 };
    kb_status status = KB_OK;
    for (size_t i = 0; i < comparison->count; i++) {
        const kb_document *now = comparison->reports[i].doc;
        size_t first = rows.count;
        for (const kb_document *d = now->earlier; d && status == KB_OK; d = d->earlier)
            if (d->claims && kb_str_equal(d->lang, now->lang))
                status = compare_texts(tools, comparison, (uint32_t)i + 1, d, &rows, first, err);
    }
    return status == KB_OK && rows.count ? insert(comparison, &rows, err) : status;
}
