#include "compare/alike.h"

#include <math.h>

#define SURE_LIKENESS 0.6
#define SURE_WORDS 3.0 /* rare words in common of a sure row */
#define UNSURE_LIKENESS 0.5
#define UNSURE_SPEAKER 0.45 /* ... of one speaker's words */
#define LONG_WORDS 8        /* content words of a part that may tell two matters */
#define FITS_KNOWN 4093     /* a prime: places of a table in which a new answer takes the place of an old one */
#define JOIN_FIT 0.36       /* likeness to all parts of a row, on average, of one that joins it */
#define AGAIN_FIT 0.42      /* ... of a second part of a report */

typedef struct {
    uint32_t *at;
    size_t count;
} numbers;
/* How well a run goes with a row of so many runs: asked again and again while nothing changes. */
typedef struct {
    size_t draft, runs; /* 0 runs: nothing is known */
    kb_run run;
    double fit;
} known_fit;

typedef struct {
    kb_draft *at;
    size_t count;
    numbers **of;     /* by account and clause: the drafts that had a run with it added */
    known_fit *known; /* [FITS_KNOWN], by hash */
} drafts;

/* The first draft that has the run. */
static uint32_t draft_with(const drafts *all, kb_run run)
{
    uint32_t first = KB_NONE;
    for (uint32_t c = run.first; c < run.first + run.count; c++) {
        const numbers *of = &all->of[run.account][c];
        for (size_t i = 0; i < of->count; i++) {
            const kb_draft *d = &all->at[of->at[i]];
            if (d->into != of->at[i] || d->into >= first) continue;
            for (size_t j = 0; j < d->runs.count && d->into != first; j++)
                if (kb_run_overlap(d->runs.at[j], run)) first = d->into;
        }
    }
    return first;
}

static bool has_report(const kb_draft *d, uint32_t account)
{
    for (size_t i = 0; i < d->runs.count; i++)
        if (d->runs.at[i].account == account) return true;
    return false;
}

static bool share_report(const kb_draft *a, const kb_draft *b)
{
    for (size_t i = 0; i < a->runs.count; i++)
        if (has_report(b, a->runs.at[i].account)) return true;
    return false;
}

static kb_status add_run(kb_arena *arena, drafts *rows, kb_draft *d, kb_run run, kb_err *err)
{
    for (size_t i = 0; i < d->runs.count; i++)
        if (kb_run_overlap(d->runs.at[i], run)) return KB_OK;
    kb_run *kept = KB_ADD(arena, &d->runs, kb_run);
    if (!kept) return kb_arena_fail(arena, err);
    *kept = run;
    for (uint32_t c = run.first; c < run.first + run.count; c++) {
        uint32_t *number = KB_ADD(arena, &rows->of[run.account][c], uint32_t);
        if (!number) return kb_arena_fail(arena, err);
        *number = d->into;
    }
    return KB_OK;
}

/* ---- figures that speak against it ---- */

/* Intervals that cannot both hold of one thing. */
static bool apart(const kb_figure *a, const kb_figure *b)
{
    if (a->rounded || b->rounded) {
        double slack = 0.1 * (fabs(a->low) > fabs(b->low) ? fabs(a->low) : fabs(b->low));
        return isfinite(slack) && (a->low > b->high + slack || b->low > a->high + slack);
    }
    return a->low > b->high || b->low > a->high;
}

static bool same_kind(const kb_figure *a, const kb_figure *b)
{
    return a->kind == b->kind && kb_str_equal(a->unit, b->unit) &&
           (!a->concept.len || kb_str_equal(a->concept, b->concept));
}

/* Has the run a figure of that kind; is there one that agrees? A target and a result do not, whatever their values. */
static void look_for(const kb_account *account, kb_span span, const kb_figure *figure, bool *against, bool *agrees)
{
    for (size_t i = 0; i < account->claims->figures.count; i++) {
        const kb_figure *other = &account->claims->figures.at[i];
        if (!kb_span_inside(other->number, span) || !same_kind(figure, other)) continue;
        bool other_time = figure->plan != other->plan || figure->past != other->past;
        *(other_time || apart(figure, other) ? against : agrees) = true;
    }
}

/* Do figures of the two runs contradict? Then they are no shared matter. */
static bool figures_against(const kb_accounts *all, kb_run a, kb_run b)
{
    const kb_account *x = &all->at[a.account], *y = &all->at[b.account];
    kb_span in_x = kb_run_span(all, a), in_y = kb_run_span(all, b);
    for (size_t i = 0; i < x->claims->figures.count; i++) {
        const kb_figure *figure = &x->claims->figures.at[i];
        bool against = false, agrees = false;
        if (!kb_span_inside(figure->number, in_x)) continue;
        look_for(y, in_y, figure, &against, &agrees);
        if (against && !agrees) return true;
    }
    return false;
}

/* ---- drafts ---- */

/* How alike a run is to those of a row, on average: one good match alone makes no chain of unlike words. */
static double fit(const kb_accounts *all, const drafts *rows, const kb_draft *d, kb_run run)
{
    size_t draft = (size_t)(d - rows->at), runs = d->runs.count;
    known_fit *known = &rows->known[(draft * 31 + run.account * 1009 + run.first * 7 + run.count) % FITS_KNOWN];
    bool same_run = known->run.account == run.account && known->run.first == run.first && known->run.count == run.count;
    if (known->draft == draft && known->runs == runs && same_run) return known->fit;
    double sum = 0;
    for (size_t i = 0; i < runs; i++) sum += kb_run_likeness(all, d->runs.at[i], run, NULL);
    *known = (known_fit){ draft, runs, run, sum / (double)runs };
    return known->fit;
}

static kb_status new_draft(const kb_accounts *all, drafts *rows, const kb_match *match, kb_err *err)
{
    kb_draft *d = KB_ADD(all->arena, rows, kb_draft);
    if (!d) return kb_arena_fail(all->arena, err);
    *d = (kb_draft){ .likeness = match->likeness, .words = match->words, .speaker = match->speaker };
    d->common = match->common;
    d->into = (uint32_t)rows->count - 1;
    kb_status status = add_run(all->arena, rows, d, match->a, err);
    return status == KB_OK ? add_run(all->arena, rows, d, match->b, err) : status;
}

/* May a run be added to a row? Another part of a report that is in the row already must fit the better. */
static bool fits(const kb_accounts *all, const drafts *rows, const kb_draft *d, kb_run run)
{
    return fit(all, rows, d, run) >= (has_report(d, run.account) ? AGAIN_FIT : JOIN_FIT);
}

/* A long sentence may tell two matters: then it stands in two rows. */
static bool is_long(const kb_accounts *all, kb_run run)
{
    const kb_account *account = &all->at[run.account];
    size_t terms = 0;
    for (uint32_t c = run.first; c < run.first + run.count; c++)
        for (uint32_t t = account->clauses[c].first; t < account->clauses[c].first + account->clauses[c].count; t++)
            terms += account->words[t].first != 0;
    return terms >= LONG_WORDS;
}

static kb_status join_drafts(const kb_accounts *all, drafts *rows, uint32_t a, uint32_t b, kb_err *err)
{
    kb_draft *to = &rows->at[a], *from = &rows->at[b];
    if (share_report(to, from)) return KB_OK;
    for (size_t i = 0; i < from->runs.count; i++)
        if (fit(all, rows, to, from->runs.at[i]) < JOIN_FIT) return KB_OK;
    kb_status status = KB_OK;
    for (size_t i = 0; i < from->runs.count && status == KB_OK; i++)
        status = add_run(all->arena, rows, to, from->runs.at[i], err);
    from->into = a;
    return status;
}

static kb_status take_match(const kb_accounts *all, drafts *rows, const kb_match *match, kb_err *err)
{
    uint32_t a = draft_with(rows, match->a), b = draft_with(rows, match->b);
    if (a == b && a != KB_NONE) return KB_OK;
    if (figures_against(all, match->a, match->b)) return KB_OK;
    if (a == b) return new_draft(all, rows, match, err);
    if (a == KB_NONE || b == KB_NONE) {
        kb_draft *d = &rows->at[a == KB_NONE ? b : a];
        kb_run fresh = a == KB_NONE ? match->a : match->b, old = a == KB_NONE ? match->b : match->a;
        if (fits(all, rows, d, fresh)) return add_run(all->arena, rows, d, fresh, err);
        return is_long(all, old) ? new_draft(all, rows, match, err) : KB_OK;
    }
    return join_drafts(all, rows, a, b, err);
}

static kb_certainty certainty_of(const kb_accounts *all, const kb_draft *d)
{
    if (d->likeness >= SURE_LIKENESS && d->common >= SURE_WORDS * all->rare) return KB_SURE;
    bool weak = d->speaker ? d->likeness < UNSURE_SPEAKER : d->likeness < UNSURE_LIKENESS;
    return weak ? KB_UNSURE : KB_LIKELY;
}

/* How many bytes of the span the row's cells of that report hold. */
static size_t held(const kb_row *row, uint32_t report, kb_span span)
{
    size_t bytes = 0;
    for (size_t i = 0; i < row->cells.count; i++) {
        kb_span cell = row->cells.at[i].spans.at[0];
        if (row->cells.at[i].report != report || !kb_span_overlap(cell, span)) continue;
        size_t begin = cell.begin > span.begin ? cell.begin : span.begin,
               end = cell.end < span.end ? cell.end : span.end;
        bytes += end - begin;
    }
    return bytes;
}

/* Has a row of figures or dates told it? Of figures that differ or grow nothing is shared; a part that is little more
 * than the figure needs no second row. */
static bool is_told(const kb_rows_maker *maker, const kb_draft *d)
{
    for (size_t r = 0; r < maker->rows.count; r++) {
        const kb_row *row = &maker->rows.at[r];
        if (row->kind == KB_ROW_DENIED || row->kind == KB_ROW_SILENT) continue;
        size_t touched = 0, covered = 0;
        for (size_t i = 0; i < d->runs.count; i++) {
            kb_span span = kb_run_span(maker->accounts, d->runs.at[i]);
            size_t bytes = held(row, maker->accounts->at[d->runs.at[i].account].report, span);
            touched += bytes > 0;
            covered += bytes * 10 >= kb_span_len(span) * 6;
        }
        if (touched < d->runs.count) continue;
        if (row->kind == KB_ROW_DIFFERS || row->kind == KB_ROW_SERIES || covered) return true;
    }
    return false;
}

static kb_status write_row(kb_rows_maker *maker, const kb_draft *d, kb_err *err)
{
    kb_row *row = kb_row_add(maker, KB_ROW_SHARED, certainty_of(maker->accounts, d));
    if (!row) return kb_arena_fail(maker->arena, err);
    kb_status status = KB_OK;
    for (size_t i = 0; i < d->runs.count && status == KB_OK; i++)
        status = kb_row_cell(maker, row, d->runs.at[i].account, kb_run_span(maker->accounts, d->runs.at[i]),
                             KB_CELL_PLAIN, NULL, err);
    if (status == KB_OK)
        status = kb_row_why(maker, row, err, "%u words in common, likeness %.2f%s", d->words, d->likeness,
                            d->speaker ? ", the same speaker" : "");
    return status;
}

kb_status kb_drafts_make(const kb_accounts *accounts, const kb_matches *matches, kb_drafts *out, kb_err *err)
{
    drafts rows = { .of = KB_NEW(accounts->arena, numbers *, accounts->count) };
    for (size_t i = 0; rows.of && i < accounts->count; i++)
        if (!(rows.of[i] = KB_NEW(accounts->arena, numbers, accounts->at[i].clause_count))) rows.of = NULL;
    rows.known = KB_NEW(accounts->arena, known_fit, FITS_KNOWN);
    if (!rows.of || !rows.known) return kb_arena_fail(accounts->arena, err);
    kb_status status = KB_OK;
    for (size_t i = 0; i < matches->count && status == KB_OK; i++)
        status = take_match(accounts, &rows, &matches->at[i], err);
    *out = (kb_drafts){ rows.at, rows.count };
    return status;
}

kb_status kb_alike_rows(kb_rows_maker *maker, const kb_drafts *made, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; i < made->count && status == KB_OK; i++)
        if (made->at[i].into == i && !is_told(maker, &made->at[i])) status = write_row(maker, &made->at[i], err);
    return status;
}
