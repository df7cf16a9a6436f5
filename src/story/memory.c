/* Articles are numbered 1, 2, 3, ... as they come. Those still live lie in rings by number; the story of every one ever
 * held, and the members of every story, are kept, for that is what was asked for. */
#include "story/memory.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/large.h"
#include "story/terms.h"

/* ---- arrays that grow ---- */

static bool grow(void **at, size_t *room, size_t need, size_t size)
{
    size_t more = *room ? *room : 1024;
    if (need <= *room) return true;
    while (more < need) more *= 2;
    void *moved = realloc(*at, more * size);
    if (!moved) return false;
    *at = moved;
    *room = more;
    return true;
}

/* ---- live reports ---- */

/* It begins with a cache line. The articles of its links stand before it, then their odds; its terms behind it. So who
 * asks for links or for terms reads no more than what is between those and the first line. */
typedef struct {
    uint32_t link_count;
    kb_held held;
} record;

#define LINE 64 /* bytes that memory fetches at once */
_Static_assert(sizeof(record) % _Alignof(kb_term) == 0, "terms stand behind it");

/* Reports come and go in order: so do the chunks in which they lie. */
typedef struct chunk {
    struct chunk *next; /* newer */
    size_t used;        /* of CHUNK_BYTES, with this */
    int64_t last;       /* the newest article in it */
} chunk;

#define CHUNK_BYTES ((size_t)2 << 20)

typedef struct {
    uint32_t *at; /* members, in order of article */
    uint32_t count, room;
} member_list;

struct kb_memory {
    kb_window window;
    chunk *oldest_chunk, *newest_chunk;
    record **slots;    /* of the articles oldest .. next-1: slots[article % slots_room] */
    size_t slots_room; /* a power of two */
    int64_t oldest, next;
    kb_terms *terms;
    uint32_t *story_of; /* by article */
    size_t story_of_room;
    member_list *stories; /* by story */
    size_t stories_room;
    int64_t story_count;
    int64_t newest; /* moment of a dated report */
};

kb_status kb_memory_new(kb_memory **out, kb_err *err)
{
    kb_memory *m = calloc(1, sizeof *m);
    *out = m;
    if (!m) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    m->window = KB_WINDOW;
    m->oldest = m->next = 1;
    m->newest = INT64_MIN / 2; /* less than any */
    m->slots_room = 1024;
    m->slots = kb_large_new(m->slots_room * sizeof(record *));
    m->terms = kb_terms_new();
    if (m->terms && m->slots) return KB_OK;
    kb_memory_free(m);
    *out = NULL;
    return kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

void kb_memory_free(kb_memory *m)
{
    if (!m) return;
    for (chunk *c = m->oldest_chunk, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    for (int64_t i = 1; m->stories && i <= m->story_count; i++) free(m->stories[i].at);
    kb_terms_free(m->terms);
    free(m->slots);
    free(m->story_of);
    free(m->stories);
    free(m);
}

void kb_memory_set_window(kb_memory *m, const kb_window *window)
{
    m->window = *window;
}

static record **slot_of(const kb_memory *m, int64_t article)
{
    return &m->slots[(size_t)article & (m->slots_room - 1)];
}

static record *record_of(const kb_memory *m, int64_t article)
{
    return article >= m->oldest && article < m->next ? *slot_of(m, article) : NULL;
}

/* All slots are asked for before the first is needed. */
static void fetch_slots(const kb_memory *m, const int64_t *articles, size_t count)
{
    for (size_t i = 0; i < count; i++) KB_PREFETCH(slot_of(m, articles[i]));
}

static size_t link_bytes(size_t links)
{
    return (links + (links + 1) / 2) * sizeof(uint32_t);
}

static uint32_t *linked(record *r)
{
    return (uint32_t *)(void *)((char *)r - link_bytes(r->link_count));
}

static int16_t *linked_odds(record *r)
{
    return (int16_t *)(void *)(linked(r) + r->link_count);
}

static kb_term *terms_of(record *r)
{
    return (kb_term *)(void *)(r + 1);
}

/* ---- what is asked ---- */

static kb_status frequencies(void *self, const kb_sketch *sketch, uint32_t *counts, kb_reports *reports, kb_err *err)
{
    kb_memory *m = self;
    (void)err;
    kb_terms_frequencies(m->terms, &m->window, sketch, counts, reports);
    return KB_OK;
}

static kb_status postings(void *self, uint32_t term, uint32_t except, size_t limit, kb_posting *out, size_t *count,
                          kb_err *err)
{
    const kb_memory *m = self;
    (void)err;
    *count = kb_terms_postings(m->terms, term, (uint32_t)m->oldest, except, limit, out);
    return KB_OK;
}

static void soon(void *self, uint32_t term)
{
    const kb_memory *m = self;
    kb_terms_soon(m->terms, term);
}

static kb_status load(void *self, const int64_t *articles, size_t count, kb_arena *arena, const kb_held **out,
                      kb_err *err)
{
    const kb_memory *m = self;
    (void)arena, (void)err;
    fetch_slots(m, articles, count);
    for (size_t i = 0; i < count; i++) {
        const record *r = record_of(m, articles[i]);
        out[i] = r ? &r->held : NULL;
        if (!r) continue;
        KB_PREFETCH(r);
        KB_PREFETCH(r + 1); /* its last bytes, or its first terms */
    }
    for (size_t i = 0; i < count; i++)
        if (out[i]) KB_PREFETCH(&m->stories[out[i]->story]); /* whose size is asked for */
    return KB_OK;
}

static kb_status links(void *self, int64_t article, kb_odds *out, size_t *count, uint32_t *lang, kb_err *err)
{
    record *r = record_of(self, article);
    (void)err;
    *lang = r ? r->held.sketch.lang : 0;
    *count = r ? r->link_count : 0;
    for (size_t i = 0; i < *count; i++) out[i] = (kb_odds){ linked(r)[i], linked_odds(r)[i] };
    return KB_OK;
}

static void fetch_links(const record *r)
{
    for (size_t back = 0; r && back < link_bytes(KB_LIVE_LINKS_MAX) + LINE; back += LINE)
        KB_PREFETCH((const char *)r - back);
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
    fetch_slots(m, out, *count);
    for (size_t i = 0; i < *count; i++) fetch_links(record_of(m, out[i]));
    return KB_OK;
}

/* ---- changes ---- */

static bool add_member(member_list *list, int64_t article)
{
    if (list->count == list->room) {
        uint32_t room = 2 * list->room + 2;
        uint32_t *moved = realloc(list->at, room * sizeof *moved);
        if (!moved) return false;
        list->at = moved;
        list->room = room;
    }
    uint32_t at = list->count++;
    for (; at > 0 && list->at[at - 1] > article; at--) list->at[at] = list->at[at - 1];
    list->at[at] = (uint32_t)article;
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
    for (int i = 0; i < m->window.steps && m->next - m->oldest > m->window.min; i++) {
        bool old = record_of(m, m->oldest)->held.when < m->newest - m->window.seconds;
        if (!old && m->next - m->oldest <= m->window.max) break;
        m->oldest++;
    }
    while (m->oldest_chunk && m->oldest_chunk->last < m->oldest) {
        chunk *c = m->oldest_chunk;
        m->oldest_chunk = c->next;
        if (!c->next) m->newest_chunk = NULL;
        free(c);
    }
    kb_terms_sweep(m->terms, (uint32_t)m->oldest);
}

static bool slots_with_room(kb_memory *m)
{
    size_t held = (size_t)(m->next - m->oldest);
    if (held + 1 < m->slots_room) return true;
    size_t room = m->slots_room * 2;
    record **slots = kb_large_new(room * sizeof(record *));
    if (!slots) return false;
    for (int64_t a = m->oldest; a < m->next; a++) slots[(size_t)a & (room - 1)] = record_of(m, a);
    free(m->slots);
    m->slots = slots;
    m->slots_room = room;
    return true;
}

/* Where a record stands in the chunk, if one with such links is the next in it. */
static size_t next_record(const chunk *c, size_t link_count)
{
    return (c->used + link_bytes(link_count) + LINE - 1) / LINE * LINE;
}

static record *new_record(kb_memory *m, size_t link_count, size_t terms)
{
    size_t bytes = sizeof(record) + terms * sizeof(kb_term);
    chunk *c = m->newest_chunk;
    if (!c || next_record(c, link_count) + bytes > CHUNK_BYTES) {
        if (!(c = kb_large_new(CHUNK_BYTES))) return NULL;
        c->used = sizeof *c;
        if (m->newest_chunk)
            m->newest_chunk->next = c;
        else
            m->oldest_chunk = c;
        m->newest_chunk = c;
    }
    size_t at = next_record(c, link_count);
    c->used = at + bytes;
    c->last = m->next;
    return (record *)(void *)((char *)c + at);
}

static bool hold(kb_memory *m, const kb_held *held, int64_t story, const kb_odds *odds, size_t link_count)
{
    size_t terms = held->sketch.count;
    record *r = slots_with_room(m) ? new_record(m, link_count, terms) : NULL;
    if (!r) return false;
    r->held = *held;
    r->held.story = story;
    r->link_count = (uint32_t)link_count;
    r->held.sketch.at = terms_of(r);
    if (terms) memcpy(r->held.sketch.at, held->sketch.at, terms * sizeof *held->sketch.at);
    kb_held_arrange(&r->held);
    for (size_t i = 0; i < link_count; i++) {
        linked(r)[i] = (uint32_t)odds[i].article;
        linked_odds(r)[i] = (int16_t)odds[i].odds;
    }
    m->next = held->article + 1;
    *slot_of(m, held->article) = r;
    return true;
}

static bool put_all(kb_memory *m, const kb_held *held, const kb_odds *odds, size_t link_count, const uint16_t *lead,
                    size_t lead_count, int64_t *story)
{
    if (!kb_terms_count(m->terms, &m->window, &held->sketch) || (!*story && !new_story(m, story))) return false;
    if (!hold(m, held, *story, odds, link_count)) return false;
    if (!grow((void **)&m->story_of, &m->story_of_room, (size_t)held->article + 1, sizeof *m->story_of)) return false;
    m->story_of[held->article] = (uint32_t)*story;
    if (!add_member(&m->stories[*story], held->article)) return false;
    for (size_t i = 0; i < lead_count; i++) {
        const kb_term *t = &held->sketch.at[lead[i]];
        uint16_t weight = (uint16_t)lroundf(kb_held_share(held, t) * KB_LIVE_STEPS);
        if (!kb_terms_lead(m->terms, t->term, (uint32_t)m->oldest, (uint32_t)held->article, weight,
                           (uint16_t)KB_LIVE_LANG(held->sketch.lang)))
            return false;
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
    if (held->article == UINT32_MAX) return kb_fail(err, KB_ERR_LIMIT, "too many articles");
    return put_all(m, held, odds, link_count, lead, lead_count, story) ? KB_OK
                                                                       : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

static kb_status move(void *self, int64_t article, int64_t *story, kb_err *err)
{
    kb_memory *m = self;
    record *r = record_of(m, article);
    if ((!*story && !new_story(m, story)) || !add_member(&m->stories[*story], article))
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    remove_member(&m->stories[m->story_of[article]], article);
    m->story_of[article] = (uint32_t)*story;
    if (r) r->held.story = *story;
    return KB_OK;
}

kb_live kb_memory_live(kb_memory *m)
{
    return (kb_live){ frequencies, postings, soon, load, links, members, put, move, m, NULL };
}

int64_t kb_memory_story(const kb_memory *m, int64_t article)
{
    return article > 0 && article < m->next ? m->story_of[article] : 0;
}
