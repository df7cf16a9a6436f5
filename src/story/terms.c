#include "story/terms.h"

#include <stdlib.h>

#include "base/large.h"

#define NO_TERM 0
#define ALL_LANGS 0 /* the row of all languages together */
#define LANGS_MAX 256
#define FIRST_SIZE ((size_t)1 << 14)
#define LINE 8   /* postings */
#define SWEPT 32 /* rows with each report */

typedef struct {
    uint32_t article;
    uint16_t weight, lang; /* in KB_LIVE_STEPS; KB_LIVE_LANG */
} posting;

/* The postings are a ring once there are KB_LIVE_POSTINGS: more are never asked for. Most terms lead to one report
 * only, which needs no room elsewhere. */
typedef struct {
    uint32_t term;    /* NO_TERM: an empty place */
    uint32_t reports; /* how many have it, as of an epoch */
    union {
        posting only; /* room 1 */
        posting *many;
    } leads;
    uint16_t epoch;
    uint8_t next, count, room; /* the posting at next is written next */
} term_row;
_Static_assert(KB_LIVE_POSTINGS <= UINT8_MAX, "places in the ring are one byte");

typedef struct {
    uint32_t lang, reports;
    uint64_t all; /* ever */
} lang_row;

struct kb_terms {
    term_row *rows; /* open addressing */
    size_t size, count;
    lang_row langs[LANGS_MAX];
    size_t lang_count;
    size_t swept; /* rows ever swept: the next is that, around the table */
};

kb_terms *kb_terms_new(void)
{
    kb_terms *t = calloc(1, sizeof *t);
    if (!t) return NULL;
    t->size = FIRST_SIZE;
    t->rows = kb_large_new(t->size * sizeof *t->rows);
    if (t->rows) return t;
    kb_terms_free(t);
    return NULL;
}

static posting *leads_of(term_row *row)
{
    return row->room > 1 ? row->leads.many : &row->leads.only;
}

static void free_leads(term_row *row)
{
    if (row->room > 1) free(row->leads.many);
    row->next = row->count = row->room = 0;
}

void kb_terms_free(kb_terms *terms)
{
    if (!terms) return;
    for (size_t i = 0; terms->rows && i < terms->size; i++) free_leads(&terms->rows[i]);
    free(terms->rows);
    free(terms);
}

static size_t first_place(size_t size, uint32_t term)
{
    return (term * (size_t)0x9E3779B1u) & (size - 1);
}

static term_row *row_of(term_row *rows, size_t size, uint32_t term)
{
    if (term == NO_TERM) term = 1;
    size_t at = first_place(size, term);
    while (rows[at].term && rows[at].term != term) at = (at + 1) & (size - 1);
    return &rows[at];
}

static bool grow(kb_terms *terms)
{
    size_t size = terms->size * 2;
    term_row *rows = kb_large_new(size * sizeof *rows);
    if (!rows) return false;
    for (size_t i = 0; i < terms->size; i++)
        if (terms->rows[i].term) *row_of(rows, size, terms->rows[i].term) = terms->rows[i];
    free(terms->rows);
    terms->rows = rows;
    terms->size = size;
    return true;
}

/* ---- how many have them ---- */

static lang_row *lang_of(kb_terms *terms, uint32_t lang)
{
    size_t i = 0;
    while (i < terms->lang_count && terms->langs[i].lang != lang) i++;
    if (i == LANGS_MAX) return &terms->langs[i - 1]; /* the rest share one row */
    if (i == terms->lang_count) terms->langs[terms->lang_count++] = (lang_row){ .lang = lang };
    return &terms->langs[i];
}

/* A term that only travels is counted with those of all languages. */
static uint16_t epoch_for(const kb_term *t, const kb_window *window, const lang_row *own, const lang_row *all)
{
    return (uint16_t)((t->use & KB_TERM_SPEAKS ? own : all)->all / window->epoch);
}

/* Counts of older epochs halve. Numbers are counted in the epochs of the language that had them last. */
static uint32_t aged(const term_row *row, uint16_t epoch)
{
    int passed = epoch > row->epoch ? epoch - row->epoch : 0;
    return passed < 32 ? row->reports >> passed : 0;
}

/* The rows are far apart: all are asked for before the first is needed. */
static void fetch_rows(const kb_terms *terms, const kb_sketch *sketch)
{
    for (size_t i = 0; i < sketch->count; i++) KB_PREFETCH(&terms->rows[first_place(terms->size, sketch->at[i].term)]);
}

/* The newest postings stand before `next`, the older ones before those. */
static void fetch_newest(const term_row *row)
{
    if (row->room == 1 || row->count == 0) return;
    const posting *newest = &row->leads.many[(row->next ? row->next : row->room) - 1];
    KB_PREFETCH(newest);
    if (newest - row->leads.many >= LINE) KB_PREFETCH(newest - LINE);
}

void kb_terms_frequencies(kb_terms *terms, const kb_window *window, const kb_sketch *sketch, uint32_t *counts,
                          kb_reports *reports)
{
    const lang_row *all = lang_of(terms, ALL_LANGS), *own = lang_of(terms, sketch->lang);
    *reports = (kb_reports){ own->reports, all->reports };
    fetch_rows(terms, sketch);
    for (size_t i = 0; i < sketch->count; i++) {
        const term_row *row = row_of(terms->rows, terms->size, sketch->at[i].term);
        counts[i] = aged(row, epoch_for(&sketch->at[i], window, own, all));
        fetch_newest(row);
    }
}

static void count_report(lang_row *lang, const kb_window *window)
{
    lang->reports++;
    if (++lang->all % window->epoch == 0) lang->reports /= 2;
}

bool kb_terms_count(kb_terms *terms, const kb_window *window, const kb_sketch *sketch)
{
    lang_row *all = lang_of(terms, ALL_LANGS), *own = lang_of(terms, sketch->lang);
    while ((terms->count + sketch->count) * 4 > terms->size * 3)
        if (!grow(terms)) return false;
    for (size_t i = 0; i < sketch->count; i++) {
        uint16_t epoch = epoch_for(&sketch->at[i], window, own, all);
        term_row *row = row_of(terms->rows, terms->size, sketch->at[i].term);
        if (!row->term) {
            row->term = sketch->at[i].term ? sketch->at[i].term : 1;
            terms->count++;
        }
        row->reports = aged(row, epoch) + 1;
        row->epoch = epoch;
    }
    count_report(own, window);
    if (all != own) count_report(all, window);
    return true;
}

/* ---- where they lead ---- */

/* Those of articles that are no longer live go; false: few of them are. */
static bool drop_dead(term_row *row, uint32_t oldest)
{
    posting *leads = leads_of(row);
    uint8_t dead = 0;
    while (dead < row->count && leads[dead].article < oldest) dead++;
    if (dead <= row->count / 2) return false;
    row->count = row->next = (uint8_t)(row->count - dead);
    memmove(leads, leads + dead, row->count * sizeof *leads);
    return true;
}

/* With malloc's own word of 8 bytes a room of 2^n - 1 fills its place. */
static bool more_room(term_row *row)
{
    size_t room = 2 * (size_t)row->room + 1;
    if (room > KB_LIVE_POSTINGS) room = KB_LIVE_POSTINGS;
    if (room > 1) {
        posting *leads = realloc(row->room > 1 ? row->leads.many : NULL, room * sizeof *leads);
        if (!leads) return false;
        if (row->room == 1) leads[0] = row->leads.only;
        row->leads.many = leads;
    }
    row->next = row->room;
    row->room = (uint8_t)room;
    return true;
}

bool kb_terms_lead(kb_terms *terms, uint32_t term, uint32_t oldest, uint32_t article, uint16_t weight, uint16_t lang)
{
    term_row *row = row_of(terms->rows, terms->size, term);
    if (row->count == row->room && row->room < KB_LIVE_POSTINGS && !drop_dead(row, oldest) && !more_room(row))
        return false;
    leads_of(row)[row->next] = (posting){ article, weight, lang };
    row->next = (uint8_t)(row->next + 1u == row->room ? 0 : row->next + 1u);
    if (row->count < row->room) row->count++;
    return true;
}

void kb_terms_sweep(kb_terms *terms, uint32_t oldest)
{
    for (int i = 0; i < SWEPT; i++) {
        term_row *row = &terms->rows[terms->swept++ & (terms->size - 1)];
        if (row->count && leads_of(row)[(row->next ? row->next : row->room) - 1].article < oldest) free_leads(row);
    }
}

size_t kb_terms_postings(const kb_terms *terms, uint32_t term, uint32_t oldest, uint32_t except, size_t limit,
                         kb_posting *out)
{
    term_row *row = row_of(terms->rows, terms->size, term);
    const posting *leads = leads_of(row);
    size_t count = 0, at = row->next;
    if (limit > row->count) limit = row->count;
    for (; limit > 0; limit--) {
        at = at ? at - 1 : row->room - 1u;
        const posting *p = &leads[at];
        if (p->article < oldest) break;
        if (except && p->lang == except) continue;
        out[count++] = (kb_posting){ p->article, (float)p->weight / KB_LIVE_STEPS };
    }
    return count;
}
