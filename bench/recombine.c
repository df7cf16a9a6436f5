#include "recombine.h"

#include <stdlib.h>

#include "chance.h"
#include "desk/sketch.h"
#include "plan.h"

#define TEXT_MAX 400 /* bytes kept of a text */
#define DOCUMENT_MAX ((size_t)64 << 20)
#define TERMS_MIN 8      /* fewer make no report */
#define TOPIC_MAX 64     /* a term that leads to others of a topic is in so many documents at most */
#define REPORTS_MAX 2000 /* of an event */
#define OUTLETS 300
#define EVENT_TERMS (3 * KB_SKETCH_TERMS_MAX)

/* A document that has a term. */
struct place {
    uint32_t term, entry;
};

/* ---- the bank ---- */

typedef struct {
    kb_engine *engine;
    bank *bank;
    kb_err *err;
} reading;

static bool copy_sketch(bank *b, const kb_sketch *from, kb_sketch *out)
{
    *out = *from;
    out->at = KB_NEW(b->arena, kb_term, from->count);
    if (out->at && from->count) memcpy(out->at, from->at, from->count * sizeof *from->at);
    return out->at != NULL;
}

/* The beginning of a text, cut between two characters. */
static kb_str beginning(kb_str text)
{
    size_t len = text.len < TEXT_MAX ? text.len : TEXT_MAX;
    while (len > 0 && len < text.len && ((unsigned char)text.at[len] & 0xC0) == 0x80) len--;
    return (kb_str){ text.at, len };
}

static kb_status keep(reading *r, const kb_document *doc, const kb_sketch *sketch)
{
    bank *b = r->bank;
    if (b->count == b->room) {
        size_t room = b->room ? b->room * 2 : 1024;
        bank_entry *at = realloc(b->at, room * sizeof *at);
        if (!at) return kb_fail(r->err, KB_ERR_MEMORY, "out of memory");
        b->at = at;
        b->room = room;
    }
    bank_entry *e = &b->at[b->count];
    if (!copy_sketch(b, sketch, &e->sketch) || !kb_arena_copy(b->arena, doc->lang, &e->lang) ||
        !kb_arena_copy(b->arena, doc->title, &e->title) || !kb_arena_copy(b->arena, beginning(doc->text), &e->text))
        return kb_arena_fail(b->arena, r->err);
    b->count++;
    return KB_OK;
}

static kb_status take(void *user, kb_document *doc)
{
    reading *r = user;
    kb_sketch sketch;
    kb_arena *arena = kb_arena_new(DOCUMENT_MAX);
    kb_status status = arena ? kb_desk_sketch(r->engine, doc, arena, &sketch, r->err) : KB_ERR_MEMORY;
    if (status == KB_OK && sketch.count >= TERMS_MIN) status = keep(r, doc, &sketch);
    kb_arena_free(arena);
    kb_document_free(doc);
    return status;
}

static int by_place(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    if (x->term != y->term) return x->term < y->term ? -1 : 1;
    return x->entry < y->entry ? -1 : x->entry > y->entry;
}

/* The documents that have a term: places[first] and on. */
static size_t places_of(const bank *b, uint32_t term, size_t *first)
{
    size_t low = 0, high = b->place_count, count = 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (b->places[middle].term < term)
            low = middle + 1;
        else
            high = middle;
    }
    while (low + count < b->place_count && b->places[low + count].term == term) count++;
    *first = low;
    return count;
}

static kb_status index_terms(bank *b, kb_err *err)
{
    size_t count = 0;
    for (size_t i = 0; i < b->count; i++) count += b->at[i].sketch.count;
    b->places = calloc(count + 1, sizeof *b->places);
    if (!b->places) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < b->count; i++)
        for (size_t k = 0; k < b->at[i].sketch.count; k++)
            b->places[b->place_count++] = (struct place){ b->at[i].sketch.at[k].term, (uint32_t)i };
    qsort(b->places, b->place_count, sizeof *b->places, by_place);
    for (size_t i = 0; i < b->count; i++)
        for (size_t k = 0; k < b->at[i].sketch.count; k++) {
            kb_term *t = &b->at[i].sketch.at[k];
            size_t first;
            t->rare = places_of(b, t->term, &first) == 1; /* grouping sets its own */
        }
    return KB_OK;
}

kb_status bank_read(kb_engine *engine, char **files, int count, bank *out, kb_err *err)
{
    reading r = { engine, out, err };
    const kb_reader reader = { .document = take, .user = &r };
    kb_status status = KB_OK;
    *out = (bank){ .arena = kb_arena_new(SIZE_MAX) };
    if (!out->arena) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    for (int i = 0; i < count && status == KB_OK; i++) status = kb_read(engine, files[i], &reader, err);
    if (status == KB_OK && out->count == 0) status = kb_fail(err, KB_ERR_FORMAT, "no documents");
    return status == KB_OK ? index_terms(out, err) : status;
}

void bank_clear(bank *b)
{
    kb_arena_free(b->arena);
    free(b->at);
    free(b->places);
    *b = (bank){ 0 };
}

struct recombined {
    const bank *bank;
    plan plan;
    int64_t next;
    uint64_t seed;
    kb_term terms[KB_SKETCH_TERMS_MAX];
};

recombined *recombined_new(const bank *b, int64_t count, int days, uint64_t seed)
{
    recombined *r = calloc(1, sizeof *r);
    if (!r) return NULL;
    *r = (recombined){ .bank = b, .seed = seed };
    if (plan_make(count, days, REPORTS_MAX, seed, &r->plan)) return r;
    recombined_free(r);
    return NULL;
}

void recombined_free(recombined *r)
{
    if (!r) return;
    plan_clear(&r->plan);
    free(r);
}

/* ---- an event and its reports ---- */

typedef struct {
    kb_term at[EVENT_TERMS];
    size_t count;
    const bank_entry *from;
} told;

static void add_terms(const kb_sketch *from, double part, uint64_t *seed, told *out)
{
    for (size_t i = 0; i < from->count && out->count < EVENT_TERMS; i++)
        if (share(seed) < part) out->at[out->count++] = from->at[i];
}

static int by_term(const void *a, const void *b)
{
    const kb_term *x = a, *y = b;
    if (x->term != y->term) return x->term < y->term ? -1 : 1;
    return x->counts < y->counts ? -1 : x->counts > y->counts;
}

static void in_order(kb_term *at, size_t *count)
{
    size_t kept = 0;
    if (*count) qsort(at, *count, sizeof *at, by_term);
    for (size_t i = 0; i < *count; i++)
        if (kept == 0 || at[i].term != at[kept - 1].term) at[kept++] = at[i];
    *count = kept;
}

static const bank_entry *entry_of(const bank *b, uint32_t lang, bool other, uint64_t *seed)
{
    const bank_entry *e = &b->at[chance(seed) % b->count];
    for (int tries = 0; tries < 100 && (e->sketch.lang == lang) == other; tries++) e = &b->at[chance(seed) % b->count];
    return e;
}

/* Another document of its topic. */
static const bank_entry *alike(const bank *b, const bank_entry *e, uint64_t *seed)
{
    for (int tries = 0; tries < 40; tries++) {
        size_t first, count = places_of(b, e->sketch.at[chance(seed) % e->sketch.count].term, &first);
        const bank_entry *found = &b->at[b->places[first + chance(seed) % count].entry];
        if (count > 1 && count <= TOPIC_MAX && found != e && found->sketch.lang == e->sketch.lang) return found;
    }
    return entry_of(b, e->sketch.lang, false, seed);
}

static void make_own(uint64_t event, kb_term *t)
{
    uint64_t drawn = mixed(event * 0x9E3779B97F4A7C15u ^ t->term);
    bool own = t->use & (KB_TERM_NAME | KB_TERM_NUMBER) || t->rare;
    if (own && drawn & 1) t->term = (uint32_t)(drawn >> 32);
}

static void tell_event(const recombined *r, uint32_t event, uint64_t *seed, told *out)
{
    const bank *b = r->bank;
    out->count = 0;
    out->from = &b->at[chance(seed) % b->count];
    add_terms(&out->from->sketch, .6, seed, out);
    add_terms(&alike(b, out->from, seed)->sketch, .3, seed, out);
    add_terms(&alike(b, out->from, seed)->sketch, .2, seed, out);
    for (size_t i = 0; i < out->count; i++) make_own(event, &out->at[i]);
    in_order(out->at, &out->count);
}

/* The event as told in another language. */
static void translate(const recombined *r, uint64_t *seed, told *e)
{
    told own = { .from = entry_of(r->bank, e->from->sketch.lang, true, seed) };
    for (size_t i = 0; i < own.from->sketch.count; i++) {
        const kb_term *t = &own.from->sketch.at[i];
        if (share(seed) < (t->use & KB_TERM_TRAVELS ? .3 : .9)) own.at[own.count++] = *t;
    }
    for (size_t i = 0; i < e->count && own.count < EVENT_TERMS; i++)
        if (e->at[i].use & KB_TERM_TRAVELS && share(seed) < .5) own.at[own.count++] = e->at[i];
    in_order(own.at, &own.count);
    *e = own;
}

bool recombined_next(recombined *r, recombined_report *out)
{
    if (r->next == r->plan.count) return false;
    const moment *m = &r->plan.at[r->next++];
    uint64_t seed = mixed(r->seed + m->event), own = mixed(seed ^ ((uint64_t)m->number << 32));
    told event;
    tell_event(r, m->event, &seed, &event);
    if (r->plan.sizes[m->event] >= 4 && chance(&seed) % 10 == 0 && m->number % 3 == 2) translate(r, &seed, &event);
    kb_sketch *s = &out->report.sketch;
    out->report = (kb_report){ .article = r->next, .when = m->when, .dated = true };
    *s = (kb_sketch){ .at = r->terms, .lang = event.from->sketch.lang, .length = event.from->sketch.length };
    s->outlet = (uint32_t)(1 + chance(&own) % OUTLETS);
    double part = chance(&own) % 8 == 0 ? .97 : .75;
    told report = { .from = event.from };
    const kb_sketch all = { .at = event.at, .count = event.count };
    add_terms(&all, part, &own, &report);
    add_terms(&entry_of(r->bank, s->lang, false, &own)->sketch, .15, &own, &report);
    in_order(report.at, &report.count);
    while (report.count > KB_SKETCH_TERMS_MAX) { /* any of them falls out */
        size_t at = chance(&own) % report.count;
        memmove(&report.at[at], &report.at[at + 1], (--report.count - at) * sizeof *report.at);
    }
    s->count = report.count;
    memcpy(s->at, report.at, report.count * sizeof *report.at);
    out->event = m->event;
    out->from = event.from;
    return true;
}
