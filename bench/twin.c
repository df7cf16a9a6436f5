#include "twin.h"

static kb_status frequencies(void *self, const kb_sketch *sketch, uint32_t *counts, kb_reports *reports, kb_err *err)
{
    const twin *t = self;
    return t->memory.frequencies(t->memory.self, sketch, counts, reports, err);
}

static kb_status postings(void *self, uint32_t term, uint32_t except, size_t limit, kb_posting *out, size_t *count,
                          kb_err *err)
{
    const twin *t = self;
    return t->memory.postings(t->memory.self, term, except, limit, out, count, err);
}

static void soon(void *self, uint32_t term)
{
    const twin *t = self;
    t->memory.soon(t->memory.self, term);
}

static kb_status load(void *self, const int64_t *articles, size_t count, kb_arena *arena, const kb_held **out,
                      kb_err *err)
{
    const twin *t = self;
    return t->memory.load(t->memory.self, articles, count, arena, out, err);
}

static kb_status links(void *self, int64_t article, kb_odds *out, size_t *count, uint32_t *lang, kb_err *err)
{
    const twin *t = self;
    return t->memory.links(t->memory.self, article, out, count, lang, err);
}

static kb_status members(void *self, int64_t story, size_t limit, int64_t *out, size_t *count, size_t *size,
                         kb_err *err)
{
    const twin *t = self;
    return t->memory.members(t->memory.self, story, limit, out, count, size, err);
}

static kb_status put(void *self, const kb_held *held, const kb_odds *odds, size_t link_count, const uint16_t *lead,
                     size_t lead_count, int64_t *story, kb_err *err)
{
    const twin *t = self;
    int64_t stored = *story;
    kb_status status = t->memory.put(t->memory.self, held, odds, link_count, lead, lead_count, story, err);
    if (status == KB_OK) status = t->store.put(t->store.self, held, odds, link_count, lead, lead_count, &stored, err);
    if (status == KB_OK && stored != *story) return kb_fail(err, KB_ERR_FORMAT, "memory and desk do not agree");
    return status;
}

static kb_status move(void *self, int64_t article, int64_t *story, kb_err *err)
{
    const twin *t = self;
    int64_t stored = *story;
    kb_status status = t->memory.move(t->memory.self, article, story, err);
    if (status == KB_OK) status = t->store.move(t->store.self, article, &stored, err);
    if (status == KB_OK && stored != *story) return kb_fail(err, KB_ERR_FORMAT, "memory and desk do not agree");
    return status;
}

kb_live twin_live(twin *t)
{
    return (kb_live){ frequencies, postings, soon, load, links, members, put, move, t, NULL };
}
