#include "compare/compare.h"

#include <stdlib.h>

#include "base/parallel.h"
#include "compare/alike.h"
#include "compare/changed_row.h"
#include "compare/date_row.h"
#include "compare/figure_row.h"
#include "compare/named_row.h"
#include "compare/only.h"
#include "compare/only_fact.h"
#include "compare/opposite_row.h"
#include "compare/remark_row.h"
#include "compare/source_row.h"
#include "compare/row_wording.h"
#include "story/known.h"
#include "text/agency.h"

#define REPORTS_MAX 200
#define SHARE_TOLD 0.005 /* of its words: less is not told as repeated */

const char *kb_row_kind_name(kb_row_kind kind)
{
    switch (kind) {
    case KB_ROW_DIFFERS: return "differs";
    case KB_ROW_DENIED: return "denied";
    case KB_ROW_SILENT: return "silent";
    case KB_ROW_CHANGED: return "changed";
    case KB_ROW_SERIES: return "series";
    case KB_ROW_COMPATIBLE: return "compatible";
    case KB_ROW_SHARED: return "shared";
    case KB_ROW_ONLY: return "only";
    }
    return "";
}

const char *kb_certainty_name(kb_certainty sure)
{
    switch (sure) {
    case KB_UNSURE: return "unsure";
    case KB_LIKELY: return "likely";
    case KB_SURE: return "sure";
    }
    return "";
}

/* ---- the reports ---- */

typedef struct {
    kb_str name;
    size_t count, first;
} tally;

static int by_count(const void *x, const void *y)
{
    const tally *a = x, *b = y;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    return a->first < b->first ? -1 : a->first > b->first;
}

static size_t words_of(kb_str s)
{
    size_t words = s.len > 0;
    for (size_t i = 0; i < s.len; i++) words += s.at[i] == ' ';
    return words;
}

/* Is it the report's own outlet, by the name that its user or that it itself gives it? */
static bool is_outlet(const kb_report *report, kb_str name)
{
    return kb_str_equal_ascii(name, report->doc->outlet) || kb_str_equal_ascii(name, kb_document_masthead(report->doc));
}

/* A report rests on bodies that have a name, not on persons, and on others than itself. */
static bool is_basis(const kb_report *report, kb_str carrier, kb_span span)
{
    enum { WORDS_MAX = 6 }; /* longer ones describe */
    const kb_mentions *mentions = &report->claims->mentions;
    if (words_of(carrier) > WORDS_MAX || is_outlet(report, carrier)) return false;
    for (size_t i = 0; i < mentions->count && mentions->at[i].span.begin < span.end; i++)
        if (kb_span_overlap(mentions->at[i].span, span) &&
            report->claims->entities.at[mentions->at[i].entity].kind != KB_NAME_PERSON)
            return true;
    return false;
}

/* The sentence that is its dateline: "ORLA (Cakra) -"; empty: none. */
static kb_str dateline_of(const kb_report *report)
{
    const kb_sentences *sentences = &report->claims->sentences;
    for (size_t i = 0; i < sentences->count; i++)
        if (sentences->at[i].dateline) return kb_str_part(report->doc->text, sentences->at[i].span);
    return (kb_str){ 0 };
}

static bool is_agency_of(const kb_report *report, kb_str name)
{
    for (size_t i = 0; i < report->agencies.count; i++)
        if (kb_agency_same(report->agencies.at[i], name)) return true;
    return false;
}

/* The agencies whose report it is, and the carriers of its statements, most used first. */
static kb_status find_carriers(kb_arena *arena, kb_report *report, kb_err *err)
{
    struct {
        tally *at;
        size_t count;
    } all = { 0 };
    const kb_statements *statements = &report->claims->statements;
    report->agencies =
        kb_text_agencies(&(kb_lineage_text){ .text = dateline_of(report), .carriers = report->doc->carriers }, arena);
    for (size_t i = 0; i < statements->count; i++)
        for (size_t j = 0; j < statements->at[i].carriers.count; j++) {
            kb_str name = statements->at[i].carriers.at[j];
            size_t k = 0;
            while (k < all.count && !kb_str_equal_ascii(all.at[k].name, name)) k++;
            if (!is_basis(report, name, statements->at[i].carrier_spans.at[j]) || is_agency_of(report, name)) continue;
            if (k == all.count) {
                tally *entry = KB_ADD(arena, &all, tally);
                if (!entry) return kb_arena_fail(arena, err);
                *entry = (tally){ name, 0, k };
            }
            all.at[k].count++;
        }
    if (all.count) qsort(all.at, all.count, sizeof *all.at, by_count);
    report->carriers = (kb_strs){ KB_NEW(arena, kb_str, report->agencies.count + all.count), 0 };
    if (!report->carriers.at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < report->agencies.count; i++)
        if (!is_outlet(report, report->agencies.at[i]))
            report->carriers.at[report->carriers.count++] = report->agencies.at[i];
    for (size_t i = 0; i < all.count; i++) report->carriers.at[report->carriers.count++] = all.at[i].name;
    return KB_OK;
}

/* A by-line, or words that were said to the outlet by its own name. */
static bool has_own_words(const kb_report *report)
{
    const kb_statements *statements = &report->claims->statements;
    if (report->doc->byline.count) return true;
    if (!report->doc->outlet.len) return false;
    for (size_t i = 0; i < statements->count; i++) {
        if (is_outlet(report, statements->at[i].addressee)) return true;
        for (size_t j = 0; j < statements->at[i].carriers.count; j++)
            if (is_outlet(report, statements->at[i].carriers.at[j])) return true;
    }
    return false;
}

/* Something that is found apart, in an arena of its own, and where it may on a thread of its own. */
typedef struct {
    kb_arena *arena;
    kb_thread *thread; /* NULL: it is done, or was not begun */
    kb_status status;
    kb_err err;
} part;

static kb_status part_open(part *p, kb_err *err)
{
    p->arena = kb_arena_new(KB_COMPARISON_BYTES_MAX);
    return p->arena ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

static void part_begin(part *p, unsigned workers, void (*find)(void *user), void *user)
{
    p->thread = workers > 1 ? kb_thread_begin(find, user) : NULL;
    if (!p->thread) find(user);
}

/* Waits until it is found. */
static kb_status part_end(part *p, kb_err *err)
{
    kb_thread_end(p->thread);
    p->thread = NULL;
    if (p->status != KB_OK) *err = p->err;
    return p->status;
}

static void part_close(part *p)
{
    kb_thread_end(p->thread);
    kb_arena_free(p->arena);
}

/* What the documents repeat of one another. */
typedef struct {
    part part;
    const kb_document **docs;
    size_t count;
    kb_lineage *lineages; /* of each document */
} copies;

static kb_status read_copies(copies *c, kb_err *err)
{
    kb_arena *arena = c->part.arena;
    kb_lineage_text *texts = KB_NEW(arena, kb_lineage_text, c->count);
    c->lineages = KB_NEW(arena, kb_lineage, c->count);
    kb_status status = texts && c->lineages ? KB_OK : kb_arena_fail(arena, err);
    for (size_t i = 0; i < c->count && status == KB_OK; i++)
        status = kb_lineage_text_of(c->docs[i], arena, &texts[i], err);
    return status == KB_OK ? kb_lineage_find(texts, c->count, arena, c->lineages, err) : status;
}

static void find_copies(void *user)
{
    copies *c = user;
    c->part.status = read_copies(c, &c->part.err);
}

static void tell_copies(kb_comparison *comparison, const kb_lineage *lineages)
{
    for (size_t i = 0; i < comparison->count; i++) {
        kb_report *report = &comparison->reports[i];
        bool told = lineages[i].count && lineages[i].at[0].share >= SHARE_TOLD;
        if (!told) continue; /* of an address that leads to another article now next to nothing is repeated */
        report->copy_of = lineages[i].at[0].of + 1;
        report->copy_share = lineages[i].at[0].share;
        report->copy = kb_lineage_rests(&lineages[i]);
    }
}

/* The title of the report that stands in most rows with others; where two do, the earlier in order of their texts. */
static void find_title(kb_comparison *comparison)
{
    size_t most = 0;
    kb_str best = { 0 };
    for (size_t i = 0; i < comparison->count; i++) {
        size_t rows = 1;
        for (size_t r = 0; r < comparison->rows.count; r++) {
            const kb_row *row = &comparison->rows.at[r];
            for (size_t c = 0; row->reports > 1 && c < row->cells.count; c++) rows += row->cells.at[c].report == i + 1;
        }
        kb_str title = comparison->reports[i].doc->title;
        if (!title.len || rows < most || (rows == most && kb_str_compare(title, best) >= 0)) continue;
        most = rows;
        best = title;
    }
    comparison->title = best;
}

/* ---- all ---- */

/* Rows of remarks, figures and dates. */
typedef struct {
    part part;
    kb_accounts accounts; /* a view */
    kb_rows_maker maker;
} own_rows;

static kb_status make_rows(kb_rows_maker *maker, kb_err *err)
{
    kb_status status = kb_remark_rows(maker, err);
    if (status == KB_OK) status = kb_figure_rows(maker, err);
    if (status == KB_OK) status = kb_source_rows(maker, err);
    if (status == KB_OK) status = kb_date_rows(maker, err);
    if (status == KB_OK) status = kb_opposite_rows(maker, err);
    return status == KB_OK ? kb_named_rows(maker, err) : status;
}

static void find_own_rows(void *user)
{
    own_rows *rows = user;
    rows->part.status = make_rows(&rows->maker, &rows->part.err);
}

/* Drafts of rows where the reports' words meet. */
static kb_status make_drafts(const kb_accounts *accounts, unsigned workers, kb_drafts *out, kb_err *err)
{
    kb_matches matches;
    kb_status status = kb_align(accounts, workers, &matches, err);
    return status == KB_OK ? kb_drafts_make(accounts, &matches, out, err) : status;
}

static kb_status find_rows(kb_comparison *comparison, const kb_accounts *accounts, unsigned workers, copies *repeated,
                           kb_err *err)
{
    own_rows rows = { .maker = { .arena = comparison->arena, .accounts = &rows.accounts } };
    kb_rows_maker *maker = &rows.maker;
    kb_drafts drafts;
    kb_status status = part_open(&rows.part, err);
    if (status == KB_OK) status = kb_accounts_view(accounts, rows.part.arena, &rows.accounts, err);
    if (status == KB_OK) {
        part_begin(&rows.part, workers, find_own_rows, &rows);
        status = make_drafts(accounts, workers - (rows.part.thread != NULL), &drafts, err);
    }
    if (status == KB_OK) status = part_end(&rows.part, err);
    if (status == KB_OK) status = part_end(&repeated->part, err);
    if (status == KB_OK) tell_copies(comparison, repeated->lineages);
    maker->lineages = repeated->lineages;
    if (status == KB_OK) status = kb_alike_rows(maker, &drafts, err);
    if (status == KB_OK) status = kb_only_facts(maker, err);
    if (status == KB_OK) status = kb_only_rows(maker, err);
    if (status == KB_OK) status = kb_rows_finish(maker, err);
    if (status == KB_OK) comparison->rows = maker->rows;
    part_close(&rows.part);
    return status;
}

/* ---- order: the work is done in an order that the documents alone decide, then numbered as the caller gave them ----
 */

typedef struct {
    const kb_document *doc;
    uint32_t number; /* place in the caller's list */
} ranked;

static int by_rank(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    kb_time p = a->doc->published, q = b->doc->published;
    if (p.precision != q.precision) return p.precision > q.precision ? -1 : 1;
    if (p.seconds != q.seconds) return p.seconds < q.seconds ? -1 : 1;
    int order = kb_str_compare(a->doc->text, b->doc->text);
    if (!order) order = kb_str_compare(a->doc->id, b->doc->id);
    return order ? order : a->number < b->number ? -1 : 1;
}

/* Gives reports and cells the caller's numbers. */
static kb_status renumber(kb_comparison *comparison, const ranked *order, kb_err *err)
{
    kb_report *reports = KB_NEW(comparison->arena, kb_report, comparison->count);
    if (!reports) return kb_arena_fail(comparison->arena, err);
    for (size_t i = 0; i < comparison->count; i++) {
        kb_report *report = &reports[order[i].number];
        *report = comparison->reports[i];
        if (report->copy_of) report->copy_of = order[report->copy_of - 1].number + 1;
    }
    comparison->reports = reports;
    for (size_t r = 0; r < comparison->rows.count; r++) {
        kb_row *row = &comparison->rows.at[r];
        for (size_t c = 0; c < row->cells.count; c++)
            row->cells.at[c].report = order[row->cells.at[c].report - 1].number + 1;
        kb_row_order_cells(row);
    }
    return KB_OK;
}

static kb_status compare_ranked(kb_comparison_tools tools, kb_comparison *comparison, const ranked *order,
                                copies *repeated, kb_arena *work, kb_err *err)
{
    kb_accounts accounts = { 0 };
    kb_status status = KB_OK;
    for (size_t i = 0; i < comparison->count && status == KB_OK; i++) {
        kb_report *report = &comparison->reports[i];
        report->doc = order[i].doc;
        report->claims = report->doc->claims;
        report->own = has_own_words(report);
        status = find_carriers(comparison->arena, report, err);
    }
    if (status == KB_OK)
        status = kb_accounts_make(tools, comparison->reports, comparison->count, false, work, &accounts, err);
    if (status == KB_OK) status = find_rows(comparison, &accounts, tools.workers, repeated, err);
    if (status == KB_OK) find_title(comparison);
    if (status == KB_OK) status = renumber(comparison, order, err);
    if (status == KB_OK) status = kb_changed_rows(tools, comparison, err);
    if (status == KB_OK) status = kb_rows_word(comparison, err);
    kb_accounts_clear(&accounts);
    return status;
}

kb_status kb_comparison_make(kb_comparison_tools tools, const kb_document *const *docs, size_t count,
                             kb_comparison **out, kb_err *err)
{
    *out = NULL;
    if (count > REPORTS_MAX) return kb_fail(err, KB_ERR_LIMIT, "more than %d reports", REPORTS_MAX);
    kb_arena *work = kb_arena_new(KB_COMPARISON_BYTES_MAX), *arena = kb_arena_new(KB_COMPARISON_BYTES_MAX);
    kb_comparison *comparison = arena ? KB_NEW(arena, kb_comparison, 1) : NULL;
    kb_report *reports = comparison ? KB_NEW(arena, kb_report, count) : NULL;
    ranked *order = work ? KB_NEW(work, ranked, count) : NULL;
    copies repeated = { .count = count };
    repeated.docs = work ? KB_NEW(work, const kb_document *, count) : NULL;
    kb_status status = reports && order && repeated.docs ? part_open(&repeated.part, err)
                                                         : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status != KB_OK) goto done;
    *comparison = (kb_comparison){ .arena = arena, .reports = reports, .count = count };
    for (size_t i = 0; i < count; i++) order[i] = (ranked){ docs[i], (uint32_t)i };
    qsort(order, count, sizeof *order, by_rank);
    for (size_t i = 0; i < count; i++) repeated.docs[i] = order[i].doc;
    part_begin(&repeated.part, tools.workers, find_copies, &repeated);
    status = compare_ranked(tools, comparison, order, &repeated, work, err);
    if (status == KB_OK) {
        *out = comparison;
        arena = NULL; /* the comparison's from here on */
    }
done:
    part_close(&repeated.part);
    kb_arena_free(work);
    kb_arena_free(arena);
    return status;
}
