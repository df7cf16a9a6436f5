#include "story/cast.h"

#include <stdlib.h>

#include "claim/entity.h"

/* One bearer, with all of its forms. */
typedef struct {
    size_t reports, last; /* in which it was seen; the last of them, from 1 */
    size_t place;
    int votes[KB_NAME_OTHER + 1];
} part;

static kb_status gather(kb_bearers *bearers, const kb_cast_name *names, size_t count, kb_arena *arena, kb_err *err)
{
    for (size_t i = 0; i < count; i++) {
        kb_bearer *bearer = kb_bearers_add(bearers, arena, names[i].key, names[i].key, 0);
        if (!bearer) return kb_arena_fail(arena, err);
        if (bearer->name.len == 0) bearer->name = names[i].name;
        bearer->votes[names[i].kind]++;
        bearer->mentions++;
    }
    return kb_bearers_join(bearers, arena, err);
}

static kb_status count_parts(const kb_bearers *bearers, const kb_cast_name *names, size_t count, kb_arena *arena,
                             part **out, kb_err *err)
{
    part *parts = KB_NEW(arena, part, bearers->count);
    *out = parts;
    if (!parts) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++) {
        part *p = &parts[bearers->at[kb_bearers_find(bearers, names[i].key)].root];
        p->votes[names[i].kind]++;
        if (p->reports == 0) p->place = i;
        if (p->last == names[i].report + 1) continue;
        p->last = names[i].report + 1;
        p->reports++;
    }
    return KB_OK;
}

typedef struct {
    kb_tally tally;
    size_t place;
} ranked;

static int by_reports(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->tally.reports != y->tally.reports) return x->tally.reports > y->tally.reports ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

static bool is_place(const part *p)
{
    int others = 0;
    for (int kind = 0; kind <= KB_NAME_OTHER; kind++) others += kind == KB_NAME_PLACE ? 0 : p->votes[kind];
    return p->votes[KB_NAME_PLACE] > others;
}

static kb_status rank(const kb_bearers *bearers, const part *parts, bool places, kb_arena *arena, kb_tallies *out,
                      kb_err *err)
{
    ranked *list = KB_NEW(arena, ranked, bearers->count);
    size_t count = 0;
    if (!list) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < bearers->count; i++)
        if (parts[i].reports > 1 && is_place(&parts[i]) == places)
            list[count++] = (ranked){ { .name = bearers->at[i].name, .reports = parts[i].reports }, parts[i].place };
    if (count) qsort(list, count, sizeof *list, by_reports);
    *out = (kb_tallies){ KB_NEW(arena, kb_tally, count), count };
    if (!out->at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++) out->at[i] = list[i].tally;
    return KB_OK;
}

kb_status kb_cast_make(const kb_cast_name *names, size_t count, kb_arena *arena, kb_cast *out, kb_err *err)
{
    kb_bearers bearers = { .by_key = kb_map_new() };
    part *parts;
    *out = (kb_cast){ 0 };
    if (!bearers.by_key) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    kb_status status = gather(&bearers, names, count, arena, err);
    if (status == KB_OK) status = count_parts(&bearers, names, count, arena, &parts, err);
    if (status == KB_OK) status = rank(&bearers, parts, false, arena, &out->names, err);
    if (status == KB_OK) status = rank(&bearers, parts, true, arena, &out->places, err);
    kb_map_free(bearers.by_key);
    return status;
}
