#include "compare/witness.h"

#include "text/agency.h"

#define HOPS_MAX 16 /* reports through which what one rests on is followed */
#define ACRONYM_MIN 3

/* ---- names ---- */

static bool is_capital(kb_str word)
{
    return word.len && word.at[0] >= 'A' && word.at[0] <= 'Z';
}

/* Do all capital words of `a` (one at least) stand in `b`? Then "kantor berita Cakra" is the "Cakra news agency". */
static bool names_within(kb_str a, kb_str b)
{
    kb_str word, other;
    bool any = false;
    for (kb_str rest = a; kb_str_next(&rest, ' ', &word);) {
        bool found = !is_capital(word);
        any = any || !found;
        for (kb_str in = b; !found && kb_str_next(&in, ' ', &other);) found = kb_str_equal(word, other);
        if (!found) return false;
    }
    return any;
}

/* Is `a` made of the capitals of `b`: "CNA", "Cakra News Agency"? */
static bool is_acronym(kb_str a, kb_str b)
{
    kb_str word;
    size_t len = 0;
    for (kb_str rest = b; kb_str_next(&rest, ' ', &word);) {
        if (!is_capital(word)) continue;
        if (len == a.len || word.at[0] != a.at[len++]) return false;
    }
    return len == a.len && len >= ACRONYM_MIN;
}

static bool same_carrier(kb_str a, kb_str b)
{
    return a.len && b.len &&
           (kb_agency_same(a, b) || names_within(a, b) || names_within(b, a) || is_acronym(a, b) || is_acronym(b, a));
}

/* "Kantor berita Cakra" is the outlet Cakra; "the Upland Sun" is not the Sun, nor "the news" news.example. */
static bool is_outlet(kb_str carrier, kb_str outlet)
{
    return outlet.len &&
           (kb_str_equal_ascii(carrier, outlet) || (names_within(carrier, carrier) && kb_agency_is(carrier, outlet)) ||
            (names_within(carrier, outlet) && names_within(outlet, carrier)));
}

static bool any_same(kb_strs a, kb_strs b)
{
    for (size_t i = 0; i < a.count; i++)
        for (size_t j = 0; j < b.count; j++)
            if (same_carrier(a.at[i], b.at[j])) return true;
    return false;
}

static bool any_is_outlet(kb_strs carriers, const kb_document *doc)
{
    for (size_t i = 0; i < carriers.count; i++)
        if (is_outlet(carriers.at[i], doc->outlet) || is_outlet(carriers.at[i], kb_document_masthead(doc))) return true;
    return false;
}

/* ---- who carries ---- */

/* Does a cell's statement, or its whole report, come by what the other's came by, or from its outlet? */
static bool same_way(const kb_account *a, const kb_cell *x, const kb_account *b, const kb_cell *y)
{
    return any_same(x->carriers, y->carriers) || any_same(x->carriers, b->agencies) ||
           any_same(a->agencies, y->carriers) || any_same(a->agencies, b->agencies) ||
           any_is_outlet(x->carriers, b->doc) || any_is_outlet(a->agencies, b->doc) ||
           any_is_outlet(y->carriers, a->doc) || any_is_outlet(b->agencies, a->doc);
}

/* Two reports of one outlet, or of two mirrors. What an outlet has from agencies is not its own: these tell. */
static bool same_outlet(const kb_account *a, const kb_account *b)
{
    kb_str mirror = a->doc->counted, outlet = a->doc->outlet;
    if (mirror.len && kb_str_equal(mirror, b->doc->counted)) return true;
    return outlet.len && kb_str_equal_ascii(outlet, b->doc->outlet) && !a->agencies.count && !b->agencies.count;
}

/* ---- who copies ---- */

/* The report on which this one rests in the end; itself where it has most of its words for itself. */
static uint32_t root_of(const kb_rows_maker *maker, uint32_t report)
{
    for (int hop = 0; hop < HOPS_MAX && kb_lineage_rests(&maker->lineages[report]); hop++)
        report = maker->lineages[report].at[0].of;
    return report;
}

/* Are most of the cell's words taken from report `from`? */
static bool is_taken(const kb_rows_maker *maker, const kb_cell *cell, uint32_t from)
{
    const kb_lineage *lineage = &maker->lineages[cell->report - 1];
    size_t all = 0, taken = 0;
    for (size_t i = 0; i < cell->spans.count; i++) {
        kb_span span = cell->spans.at[i];
        all += span.end - span.begin;
        for (size_t s = 0; s < lineage->count; s++)
            for (size_t t = 0; lineage->at[s].of == from && t < lineage->at[s].taken_count; t++)
                taken += kb_span_common(span, lineage->at[s].taken[t].text);
    }
    return 2 * taken > all;
}

/* ---- witnesses ---- */

static bool depend(const kb_rows_maker *maker, const kb_cell *a, const kb_cell *b)
{
    uint32_t i = a->report - 1, j = b->report - 1;
    const kb_account *first = &maker->accounts->at[i], *second = &maker->accounts->at[j];
    if (i == j || same_outlet(first, second) || root_of(maker, i) == root_of(maker, j)) return true;
    if (is_taken(maker, a, j) || is_taken(maker, b, i)) return true;
    const kb_lineage *lineage = &maker->lineages[i];
    for (size_t s = 0; s < lineage->count; s++)
        if (is_taken(maker, a, lineage->at[s].of) && is_taken(maker, b, lineage->at[s].of)) return true;
    return same_way(first, a, second, b);
}

uint32_t kb_row_witnesses(const kb_rows_maker *maker, const kb_row *row, uint32_t *group)
{
    uint32_t count = 0;
    for (size_t i = 0; i < row->cells.count; i++) group[i] = (uint32_t)i;
    for (size_t i = 0; i < row->cells.count; i++)
        for (size_t j = 0; j < i; j++) {
            if (group[i] == group[j] || !depend(maker, &row->cells.at[i], &row->cells.at[j])) continue;
            uint32_t from = group[i], to = group[j];
            for (size_t k = 0; k <= i; k++)
                if (group[k] == from) group[k] = to;
        }
    for (size_t i = 0; i < row->cells.count; i++) {
        bool seen = false;
        for (size_t j = 0; j < i; j++) seen |= group[j] == group[i];
        count += !seen;
    }
    return count;
}
