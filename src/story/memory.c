/* Articles are numbered 1, 2, 3, ... as they come. Those still live lie in rings by number; the story of every one ever
 * held, and the members of every story, are kept, for that is what was asked for. */
#include "story/memory.h"

#include <math.h>
#include <stdlib.h>

#define DAY 86400
#define NO_TERM 0
#define ALL_LANGS 0          /* the row of all languages together */
#define EPOCH_REPORTS 200000 /* of a language; how often a term was seen counts half with each */

/* ---- arrays that grow ---- */

static bool grow(void **at, size_t *room, size_t need, size_t size)
{
    size_t more = *room ? *room : 64;
    if (need <= *room) return true;
    while (more < need) more *= 2;
    void *moved = realloc(*at, more * size);
    if (!moved) return false;
    *at = moved;
    *room = more;
    return true;
}

/* ---- terms ---- */

typedef struct {
    uint32_t term;           /* NO_TERM: an empty place */
    uint32_t reports, epoch; /* how many have it, as of an epoch */
    uint32_t first, count, room;
    struct lead *leads; /* leads[first .. count) are live, oldest first */
} term_row;

struct lead {
    uint32_t article;
    uint16_t weight, lang; /* in KB_LIVE_STEPS; KB_LIVE_LANG */
};

typedef struct {
    uint32_t lang, reports;
    uint64_t all; /* ever */
} lang_row;

typedef struct {
    kb_held held;
    kb_odds *links;
    uint32_t link_count;
} slot;

typedef struct {
    int64_t *at; /* members, in order of article */
    size_t count, room;
} member_list;

struct kb_memory {
    slot *slots; /* of the articles oldest .. next-1: slots[article % slots_room] */
    size_t slots_room;
    int64_t oldest, next;
    term_row *terms;
    size_t terms_size, terms_count;
    lang_row langs[256];
    size_t lang_count;
    int64_t *story_of; /* by article */
    size_t story_of_room;
    member_list *stories; /* by story */
    size_t stories_room;
    int64_t story_count;
    int64_t newest; /* moment */
};

kb_status kb_memory_new(kb_memory **out, kb_err *err)
{
    kb_memory *m = calloc(1, sizeof *m);
    *out = m;
    if (!m) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    m->oldest = m->next = 1;
    m->newest = INT64_MIN;
    m->terms_size = (size_t)1 << 14;
    m->slots_room = 1024;
    m->terms = calloc(m->terms_size, sizeof *m->terms);
    m->slots = calloc(m->slots_room, sizeof *m->slots);
    if (m->terms && m->slots) return KB_OK;
    kb_memory_free(m);
    *out = NULL;
    return kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

static void free_slot(slot *s)
{
    free(s->held.sketch.at);
    free(s->links);
    *s = (slot){ 0 };
}

void kb_memory_free(kb_memory *m)
{
    if (!m) return;
    for (size_t i = 0; m->slots && i < m->slots_room; i++) free_slot(&m->slots[i]);
    for (size_t i = 0; m->terms && i < m->terms_size; i++) free(m->terms[i].leads);
    for (int64_t i = 1; m->stories && i <= m->story_count; i++) free(m->stories[i].at);
    free(m->slots);
    free(m->terms);
    free(m->story_of);
    free(m->stories);
    free(m);
}

static slot *slot_of(const kb_memory *m, int64_t article)
{
    return article >= m->oldest && article < m->next ? &m->slots[(size_t)article % m->slots_room] : NULL;
}

static term_row *term_of(term_row *terms, size_t size, uint32_t term)
{
    if (term == NO_TERM) term = 1;
    size_t at = (term * (size_t)0x9E3779B1u) & (size - 1);
    while (terms[at].term && terms[at].term != term) at = (at + 1) & (size - 1);
    return &terms[at];
}

static bool grow_terms(kb_memory *m)
{
    size_t size = m->terms_size * 2;
    term_row *terms = calloc(size, sizeof *terms);
    if (!terms) return false;
    for (size_t i = 0; i < m->terms_size; i++)
        if (m->terms[i].term) *term_of(terms, size, m->terms[i].term) = m->terms[i];
    free(m->terms);
    m->terms = terms;
    m->terms_size = size;
    return true;
}

static lang_row *lang_of(kb_memory *m, uint32_t lang)
{
    size_t i = 0;
    while (i < m->lang_count && m->langs[i].lang != lang) i++;
    if (i == sizeof m->langs / sizeof *m->langs) return &m->langs[i - 1]; /* the rest share one row */
    if (i == m->lang_count) m->langs[m->lang_count++] = (lang_row){ .lang = lang };
    return &m->langs[i];
}

static uint32_t epoch_of(const lang_row *lang)
{
    return (uint32_t)(lang->all / EPOCH_REPORTS);
}

/* Counts of older epochs halve. */
static uint32_t aged(const term_row *row, uint32_t epoch)
{
    uint32_t passed = epoch > row->epoch ? epoch - row->epoch : 0;
    return passed < 32 ? row->reports >> passed : 0;
}

/* A term that only travels is counted with those of all languages. */
static const lang_row *row_for(const kb_term *t, const lang_row *own, const lang_row *all)
{
    return t->use & KB_TERM_SPEAKS ? own : all;
}

static kb_status frequencies(void *self, const kb_sketch *sketch, uint32_t *counts, kb_reports *reports, kb_err *err)
{
    kb_memory *m = self;
    const lang_row *all = lang_of(m, ALL_LANGS), *own = lang_of(m, sketch->lang);
    (void)err;
    *reports = (kb_reports){ own->reports, all->reports };
    for (size_t i = 0; i < sketch->count; i++)
        counts[i] =
            aged(term_of(m->terms, m->terms_size, sketch->at[i].term), epoch_of(row_for(&sketch->at[i], own, all)));
    return KB_OK;
}

static kb_status postings(void *self, uint32_t term, uint32_t except, size_t limit, kb_posting *out, size_t *count,
                          kb_err *err)
{
    const kb_memory *m = self;
    term_row *row = term_of(m->terms, m->terms_size, term);
    (void)err;
    while (row->first < row->count && row->leads[row->first].article < m->oldest) row->first++;
    *count = 0;
    for (uint32_t i = row->count; i > row->first && limit > 0; i--, limit--) {
        const struct lead *lead = &row->leads[i - 1];
        if (except && lead->lang == except) continue;
        out[(*count)++] = (kb_posting){ lead->article, (float)lead->weight / KB_LIVE_STEPS };
    }
    return KB_OK;
}

static kb_status load(void *self, int64_t article, kb_arena *arena, const kb_held **out, kb_err *err)
{
    slot *s = slot_of(self, article);
    (void)arena, (void)err;
    *out = s ? &s->held : NULL;
    return KB_OK;
}

static kb_status links(void *self, int64_t article, kb_odds *out, size_t *count, uint32_t *lang, kb_err *err)
{
    const slot *s = slot_of(self, article);
    (void)err;
    *lang = s ? s->held.sketch.lang : 0;
    *count = s ? s->link_count : 0;
    if (*count) memcpy(out, s->links, *count * sizeof *out);
    return KB_OK;
}

static kb_status members(void *self, int64_t story, size_t limit, int64_t *out, size_t *count, size_t *size,
                         kb_err *err)
{
    const kb_memory *m = self;
    const member_list *list = &m->stories[story];
    (void)err;
    *size = list->count;
    *count = list->count < limit ? list->count : limit;
    for (size_t i = 0; i < *count; i++) out[i] = list->at[list->count - 1 - i];
    return KB_OK;
}

/* ---- changes ---- */

static bool add_member(member_list *list, int64_t article)
{
    if (!grow((void **)&list->at, &list->room, list->count + 1, sizeof *list->at)) return false;
    size_t at = list->count++;
    for (; at > 0 && list->at[at - 1] > article; at--) list->at[at] = list->at[at - 1];
    list->at[at] = article;
    return true;
}

static void remove_member(member_list *list, int64_t article)
{
    size_t at = list->count;
    while (at > 0 && list->at[at - 1] != article) at--;
    if (at == 0) return;
    memmove(&list->at[at - 1], &list->at[at], (list->count - at) * sizeof *list->at);
    list->count--;
}

static bool new_story(kb_memory *m, int64_t *story)
{
    size_t before = m->stories_room;
    if (!grow((void **)&m->stories, &m->stories_room, (size_t)m->story_count + 2, sizeof *m->stories)) return false;
    if (m->stories_room > before) memset(m->stories + before, 0, (m->stories_room - before) * sizeof *m->stories);
    *story = ++m->story_count;
    return true;
}

static void forget_old(kb_memory *m)
{
    while (m->next - m->oldest > KB_LIVE_MIN) {
        slot *s = slot_of(m, m->oldest);
        bool old = s->held.dated && s->held.when < m->newest - KB_LIVE_DAYS * DAY;
        if (!old && m->next - m->oldest <= KB_LIVE_MAX) break;
        free_slot(s);
        m->oldest++;
    }
}

static bool slots_with_room(kb_memory *m)
{
    size_t held = (size_t)(m->next - m->oldest);
    if (held + 1 < m->slots_room) return true;
    slot *slots = calloc(m->slots_room * 2, sizeof *slots);
    if (!slots) return false;
    for (int64_t a = m->oldest; a < m->next; a++) slots[(size_t)a % (m->slots_room * 2)] = *slot_of(m, a);
    free(m->slots);
    m->slots = slots;
    m->slots_room *= 2;
    return true;
}

static void count_report(lang_row *lang)
{
    lang->reports++;
    if (++lang->all % EPOCH_REPORTS == 0) lang->reports /= 2;
}

static bool count_terms(kb_memory *m, const kb_sketch *sketch)
{
    lang_row *all = lang_of(m, ALL_LANGS), *own = lang_of(m, sketch->lang);
    while ((m->terms_count + sketch->count) * 3 > m->terms_size * 2)
        if (!grow_terms(m)) return false;
    for (size_t i = 0; i < sketch->count; i++) {
        uint32_t epoch = epoch_of(row_for(&sketch->at[i], own, all));
        term_row *row = term_of(m->terms, m->terms_size, sketch->at[i].term);
        if (!row->term) {
            row->term = sketch->at[i].term ? sketch->at[i].term : 1;
            m->terms_count++;
        }
        row->reports = aged(row, epoch) + 1;
        row->epoch = epoch;
    }
    count_report(own);
    if (all != own) count_report(all);
    return true;
}

static bool add_lead(kb_memory *m, uint32_t term, const kb_held *held, float weight)
{
    term_row *row = term_of(m->terms, m->terms_size, term);
    while (row->first < row->count && row->leads[row->first].article < m->oldest) row->first++;
    if (row->count == row->room && row->first > row->room / 2) {
        memmove(row->leads, row->leads + row->first, (row->count - row->first) * sizeof *row->leads);
        row->count -= row->first;
        row->first = 0;
    }
    if (row->count == row->room) {
        uint32_t room = row->room ? row->room * 2 : 2;
        struct lead *leads = realloc(row->leads, room * sizeof *leads);
        if (!leads) return false;
        row->leads = leads;
        row->room = room;
    }
    row->leads[row->count++] = (struct lead){ (uint32_t)held->article, (uint16_t)lroundf(weight * KB_LIVE_STEPS),
                                              (uint16_t)KB_LIVE_LANG(held->sketch.lang) };
    return true;
}

static bool hold(kb_memory *m, const kb_held *held, const kb_odds *odds, size_t link_count)
{
    kb_term *terms = malloc((held->sketch.count + 1) * sizeof *terms);
    kb_odds *kept = malloc((link_count + 1) * sizeof *kept);
    if (!terms || !kept || !slots_with_room(m)) {
        free(terms);
        free(kept);
        return false;
    }
    if (held->sketch.count) memcpy(terms, held->sketch.at, held->sketch.count * sizeof *terms);
    if (link_count) memcpy(kept, odds, link_count * sizeof *kept);
    m->next = held->article + 1;
    slot *s = &m->slots[(size_t)held->article % m->slots_room];
    *s = (slot){ *held, kept, (uint32_t)link_count };
    s->held.sketch.at = terms;
    return true;
}

static bool put_all(kb_memory *m, const kb_held *held, const kb_odds *odds, size_t link_count, const uint16_t *lead,
                    size_t lead_count, int64_t *story)
{
    if (!count_terms(m, &held->sketch) || (!*story && !new_story(m, story))) return false;
    kb_held own = *held;
    own.story = *story;
    if (!hold(m, &own, odds, link_count)) return false;
    if (!grow((void **)&m->story_of, &m->story_of_room, (size_t)held->article + 1, sizeof *m->story_of)) return false;
    m->story_of[held->article] = *story;
    if (!add_member(&m->stories[*story], held->article)) return false;
    for (size_t i = 0; i < lead_count; i++) {
        const kb_term *t = &held->sketch.at[lead[i]];
        if (!add_lead(m, t->term, held, kb_held_share(held, t))) return false;
    }
    if (held->dated && held->when > m->newest) m->newest = held->when;
    forget_old(m);
    return true;
}

static kb_status put(void *self, const kb_held *held, const kb_odds *odds, size_t link_count, const uint16_t *lead,
                     size_t lead_count, int64_t *story, kb_err *err)
{
    kb_memory *m = self;
    if (held->article != m->next) return kb_fail(err, KB_ERR_FORMAT, "articles come numbered, one by one");
    return put_all(m, held, odds, link_count, lead, lead_count, story) ? KB_OK
                                                                       : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

static kb_status move(void *self, int64_t article, int64_t *story, kb_err *err)
{
    kb_memory *m = self;
    slot *s = slot_of(m, article);
    if ((!*story && !new_story(m, story)) || !add_member(&m->stories[*story], article))
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    remove_member(&m->stories[m->story_of[article]], article);
    m->story_of[article] = *story;
    if (s) s->held.story = *story;
    return KB_OK;
}

kb_live kb_memory_live(kb_memory *m)
{
    return (kb_live){ frequencies, postings, load, links, members, put, move, m, NULL };
}

int64_t kb_memory_story(const kb_memory *m, int64_t article)
{
    return article > 0 && article < m->next ? m->story_of[article] : 0;
}
