#include "compare/only_fact.h"

#include <math.h>

#define DAY 86400

/* ---- where it stands ---- */

static bool holds(const kb_cell *cell, uint32_t report, kb_span span)
{
    for (size_t s = 0; cell->report == report && s < cell->spans.count; s++)
        if (kb_span_inside(span, cell->spans.at[s])) return true;
    return false;
}

/* Does it stand in words that the report shares with others, and in no row that is about it? */
static bool is_shared(const kb_rows_maker *maker, uint32_t report, kb_span span)
{
    bool shared = false;
    for (size_t r = 0; r < maker->rows.count; r++) {
        const kb_row *row = &maker->rows.at[r];
        for (size_t c = 0; c < row->cells.count; c++) {
            if (!holds(&row->cells.at[c], report, span)) continue;
            if (row->kind != KB_ROW_SHARED || kb_span_len(row->cells.at[c].spans.at[0]) < 2 * kb_span_len(span))
                return false;
            shared = true;
        }
    }
    return shared;
}

/* By its words and not by its first token (kb_clause_at): that of "$1.4 billion" is a mark, which a clause that begins
 * with it leaves out. */
static const kb_clause *clause_at(const kb_account *account, uint32_t sentence, kb_span span)
{
    for (uint32_t c = account->clause_of[sentence]; c < account->clause_of[sentence + 1]; c++)
        if (kb_span_overlap(account->clauses[c].span, span)) return &account->clauses[c];
    return NULL;
}

static kb_status add(kb_rows_maker *maker, uint32_t account, kb_span span, const char *what, kb_err *err)
{
    kb_row *row = kb_row_add(maker, KB_ROW_ONLY, KB_LIKELY);
    if (!row) return kb_arena_fail(maker->arena, err);
    kb_status status = kb_row_cell(maker, row, account, span, KB_CELL_PLAIN, NULL, err);
    return status == KB_OK ? kb_row_why(maker, row, err, "%s that 1 of %zu reports has", what, maker->accounts->count)
                           : status;
}

/* ---- figures ---- */

/* Does the report count the same thing, or have the value? */
static bool has_figure(const kb_account *account, const kb_figure *figure)
{
    for (size_t i = 0; i < account->claims->figures.count; i++) {
        const kb_figure *f = &account->claims->figures.at[i];
        if (f->concept.len && kb_str_equal(f->concept, figure->concept)) return true;
        if (f->kind == figure->kind && kb_str_equal(f->unit, figure->unit) && f->low <= figure->high &&
            figure->low <= f->high)
            return true;
    }
    return false;
}

/* Do the words of another report in a row with this figure hold one of its kind? Then that may be its like. */
static bool faces_figure(const kb_row *row, const kb_account *account, kb_figure_kind kind)
{
    for (size_t c = 0; c < row->cells.count; c++)
        for (size_t i = 0; i < account->claims->figures.count; i++) {
            const kb_figure *f = &account->claims->figures.at[i];
            if (f->kind == kind && holds(&row->cells.at[c], account->report, f->number)) return true;
        }
    return false;
}

static bool told_elsewhere(const kb_rows_maker *maker, uint32_t account, const kb_figure *figure)
{
    const kb_accounts *all = maker->accounts;
    for (uint32_t i = 0; i < all->count; i++)
        if (i != account && has_figure(&all->at[i], figure)) return true;
    for (size_t r = 0; r < maker->rows.count; r++) {
        bool here = false;
        for (size_t c = 0; c < maker->rows.at[r].cells.count && !here; c++)
            here = holds(&maker->rows.at[r].cells.at[c], all->at[account].report, figure->number);
        for (uint32_t i = 0; here && i < all->count; i++)
            if (i != account && faces_figure(&maker->rows.at[r], &all->at[i], figure->kind)) return true;
    }
    return false;
}

static bool tells_amount(const kb_figure *f)
{
    return f->kind == KB_FIGURE_PERCENT || f->kind == KB_FIGURE_MONEY ||
           ((f->kind == KB_FIGURE_COUNT || f->kind == KB_FIGURE_MEASURE) && f->concept.len);
}

static kb_status add_figures(kb_rows_maker *maker, uint32_t at, kb_err *err)
{
    const kb_account *account = &maker->accounts->at[at];
    const kb_clause *last = NULL; /* a clause is shown once, however many it counts */
    kb_status status = KB_OK;
    for (size_t i = 0; i < account->claims->figures.count && status == KB_OK; i++) {
        const kb_figure *f = &account->claims->figures.at[i];
        if (!tells_amount(f) || f->sentence >= account->claims->sentences.count) continue;
        if (account->aside[f->sentence] || account->title[f->sentence]) continue;
        const kb_clause *clause = clause_at(account, f->sentence, f->number);
        if (!clause || clause == last || !is_shared(maker, account->report, f->number)) continue;
        if (told_elsewhere(maker, at, f)) continue;
        last = clause;
        status = add(maker, at, clause->span, "a figure", err);
    }
    return status;
}

/* ---- days ---- */

static bool is_resolved(const kb_date *date)
{
    return date->from != INT64_MIN;
}

/* A day, a time on it; a day of the week that no publication resolves. */
static bool is_day(const kb_date *date)
{
    return is_resolved(date) ? date->to - date->from <= DAY : date->weekday.len > 0;
}

/* May both be one day? Days of the week that nothing resolves are that day of whatever week, and which week one of them
 * was resolved to may be wrong. */
static bool may_be_one(const kb_date *a, const kb_date *b)
{
    if (!is_day(b)) return false;
    if (is_resolved(a) && is_resolved(b))
        return (a->from < b->to && b->from < a->to) || a->from == b->from + 7 * DAY || b->from == a->from + 7 * DAY;
    return is_resolved(a) || is_resolved(b) || kb_str_equal_ascii(a->weekday, b->weekday);
}

static bool day_elsewhere(const kb_rows_maker *maker, uint32_t account, const kb_date *date)
{
    for (uint32_t i = 0; i < maker->accounts->count; i++) {
        const kb_dates *dates = &maker->accounts->at[i].claims->dates;
        if (i == account) continue;
        if (maker->accounts->at[i].tongue != maker->accounts->at[account].tongue && !is_resolved(date))
            return true; /* their names of days are other words */
        for (size_t d = 0; d < dates->count; d++)
            if (may_be_one(date, &dates->at[d])) return true;
    }
    return false;
}

static bool tells_day(const kb_account *account, const kb_date *date)
{
    if (date->role == KB_DATE_REPORTED || date->role == KB_DATE_PAST || date->clock || !is_day(date)) return false;
    return !is_resolved(date) || account->published == INT64_MIN || account->published < date->from ||
           account->published >= date->to;
}

static kb_status add_days(kb_rows_maker *maker, uint32_t at, kb_err *err)
{
    const kb_account *account = &maker->accounts->at[at];
    kb_status status = KB_OK;
    for (size_t i = 0; i < account->claims->dates.count && status == KB_OK; i++) {
        const kb_date *date = &account->claims->dates.at[i];
        if (!tells_day(account, date) || date->sentence >= account->claims->sentences.count) continue;
        if (account->aside[date->sentence] || account->title[date->sentence]) continue;
        const kb_clause *clause = clause_at(account, date->sentence, date->span);
        if (!clause || !is_shared(maker, account->report, date->span) || day_elsewhere(maker, at, date)) continue;
        status = add(maker, at, clause->span, "a day", err);
    }
    return status;
}

kb_status kb_only_facts(kb_rows_maker *maker, kb_err *err)
{
    kb_status status = KB_OK;
    for (uint32_t i = 0; i < maker->accounts->count && status == KB_OK; i++) {
        status = add_figures(maker, i, err);
        if (status == KB_OK) status = add_days(maker, i, err);
    }
    return status;
}
