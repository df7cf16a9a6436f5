#include "story/terms.h"

#include <stdlib.h>

#include "base/large.h"
#include "base/slab.h"

#define NO_TERM 0
#define ALL_LANGS 0 /* the row of all languages together */
#define LANGS_MAX 256
#define FIRST_SIZE ((size_t)1 << 14)
#define LINE 64  /* bytes that memory fetches at once */
#define SWEPT 32 /* rows with each report */

/* The postings are a ring once there are KB_LIVE_POSTINGS: more are never asked for. Most terms lead to one report
 * only, which needs no room elsewhere. More stand in a block of `room`: all articles, then all weights, then all
 * languages, so that only what is asked for is read. */
typedef struct {
    uint32_t term;    /* NO_TERM: an empty place */
    uint32_t reports; /* how many have it, as of an epoch */
    union {
        struct {
            uint32_t article;
            uint16_t weight, lang;
        } only; /* room 1 */
        uint32_t *many;
    } leads;
    uint16_t epoch;
    uint8_t next, count, room; /* the posting at next is written next */
} term_row;
_Static_assert(KB_LIVE_POSTINGS <= UINT8_MAX, "places in the ring are one byte");

typedef struct {
    uint32_t *articles;
    uint16_t *weights, *langs; /* in KB_LIVE_STEPS; KB_LIVE_LANG */
} postings;

#define POSTING_BYTES (sizeof(uint32_t) + 2 * sizeof(uint16_t))

typedef struct {
    uint32_t lang, reports;
    uint64_t all; /* ever */
} lang_row;

struct kb_terms {
    term_row *rows; /* open addressing */
    size_t size, count;
    kb_slabs *blocks;
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
    t->blocks = kb_slabs_new();
    if (t->rows && t->blocks) return t;
    kb_terms_free(t);
    return NULL;
}

static postings in_block(uint32_t *block, size_t room)
{
    uint16_t *weights = (uint16_t *)(void *)(block + room);
    return (postings){ block, weights, weights + room };
}

static postings leads_of(term_row *row)
{
    if (row->room > 1) return in_block(row->leads.many, row->room);
    return (postings){ &row->leads.only.article, &row->leads.only.weight, &row->leads.only.lang };
}

static void free_leads(kb_terms *terms, term_row *row)
{
    if (row->room > 1) kb_slabs_give(terms->blocks, row->leads.many, row->room * POSTING_BYTES);
    row->next = row->count = row->room = 0;
}

void kb_terms_free(kb_terms *terms)
{
    if (!terms) return;
    kb_slabs_free(terms->blocks);
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

/* The rows are far apart: all are asked for before the first is needed, to their ends, which may lie in the next line.
 */
static void fetch_rows(const kb_terms *terms, const kb_sketch *sketch)
{
    for (size_t i = 0; i < sketch->count; i++) {
        const term_row *row = &terms->rows[first_place(terms->size, sketch->at[i].term)];
        KB_PREFETCH(row);
        KB_PREFETCH(&row->room);
    }
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
    fetch_rows(terms, sketch);
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

static void copy(const postings *to, const postings *from, size_t first, size_t count)
{
    memmove(to->articles, from->articles + first, count * sizeof *to->articles);
    memmove(to->weights, from->weights + first, count * sizeof *to->weights);
    memmove(to->langs, from->langs + first, count * sizeof *to->langs);
}

/* Those of articles that are no longer live go; false: few of them are. */
static bool drop_dead(term_row *row, uint32_t oldest)
{
    const postings leads = leads_of(row);
    uint8_t dead = 0;
    while (dead < row->count && leads.articles[dead] < oldest) dead++;
    if (dead <= row->count / 2) return false;
    row->count = row->next = (uint8_t)(row->count - dead);
    copy(&leads, &leads, dead, row->count);
    return true;
}

/* Rooms double from 2: so blocks fill whole lines, or fit into one. */
static bool more_room(kb_terms *terms, term_row *row)
{
    size_t room = 2 * (size_t)row->room;
    if (room == 0) room = 1;
    if (room > KB_LIVE_POSTINGS) room = KB_LIVE_POSTINGS;
    if (room > 1) {
        uint32_t *block = kb_slabs_take(terms->blocks, room * POSTING_BYTES);
        if (!block) return false;
        const postings to = in_block(block, room), from = leads_of(row);
        copy(&to, &from, 0, row->count);
        uint8_t count = row->count;
        free_leads(terms, row);
        row->count = count;
        row->leads.many = block;
    }
    row->next = row->count;
    row->room = (uint8_t)room;
    return true;
}

bool kb_terms_lead(kb_terms *terms, uint32_t term, uint32_t oldest, uint32_t article, uint16_t weight, uint16_t lang)
{
    term_row *row = row_of(terms->rows, terms->size, term);
    if (row->count == row->room && row->room < KB_LIVE_POSTINGS && !drop_dead(row, oldest) && !more_room(terms, row))
        return false;
    const postings leads = leads_of(row);
    leads.articles[row->next] = article;
    leads.weights[row->next] = weight;
    leads.langs[row->next] = lang;
    row->next = (uint8_t)(row->next + 1u == row->room ? 0 : row->next + 1u);
    if (row->count < row->room) row->count++;
    return true;
}

void kb_terms_sweep(kb_terms *terms, uint32_t oldest)
{
    for (int i = 0; i < SWEPT; i++) {
        term_row *row = &terms->rows[terms->swept++ & (terms->size - 1)];
        if (row->count && leads_of(row).articles[(row->next ? row->next : row->room) - 1] < oldest)
            free_leads(terms, row);
    }
}

static void fetch(const void *at, size_t bytes)
{
    for (size_t i = 0; i < bytes; i += LINE) KB_PREFETCH((const char *)at + i);
}

void kb_terms_soon(const kb_terms *terms, uint32_t term)
{
    term_row *row = row_of(terms->rows, terms->size, term);
    if (row->room > 1) fetch(row->leads.many, row->room * POSTING_BYTES);
}

/* Are the four languages from `langs` on all `lang`? */
static bool all_four(const uint16_t *langs, uint16_t lang)
{
    uint64_t four;
    memcpy(&four, langs, sizeof four);
    return four == lang * 0x0001000100010001u;
}

/* Those at first .. end-1 that are not of `except`, from out[count] on; how many there are then. Most are of the
 * language of most, and passed over by fours. */
static size_t read_some(const postings *leads, size_t first, size_t end, uint32_t except, kb_posting *out, size_t count)
{
    for (size_t i = first; i < end;) {
        if (except && i + 4 <= end && all_four(leads->langs + i, (uint16_t)except)) {
            i += 4;
            continue;
        }
        for (size_t stop = i + 4 < end ? i + 4 : end; i < stop; i++) {
            out[count] = (kb_posting){ leads->articles[i], leads->weights[i] };
            count += !except || leads->langs[i] != except; /* else the next is written over it: no branch to guess */
        }
    }
    return count;
}

size_t kb_terms_postings(const kb_terms *terms, uint32_t term, uint32_t oldest, uint32_t except, size_t limit,
                         kb_posting *out)
{
    term_row *row = row_of(terms->rows, terms->size, term);
    const postings leads = leads_of(row);
    if (limit > row->count) limit = row->count;
    size_t before = limit < row->next ? limit : row->next; /* the newest stand before `next`, older ones at the end */
    size_t first = row->next - before, last = row->room - (limit - before), end = row->room;
    while (last < end && leads.articles[last] < oldest) last++;
    while (last == end && first < row->next && leads.articles[first] < oldest) first++;
    return read_some(&leads, last, end, except, out, read_some(&leads, first, row->next, except, out, 0));
}
