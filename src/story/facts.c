#include "story/facts.h"

#include <math.h>
#include <stdlib.h>

#include "story/group.h"

#define DAY 86400
#define LN_2 0.69314718055994530942

/* ---- pace ---- */

static double pace(const kb_member *members, size_t count, int64_t now, double half_life)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        if (members[i].at <= now) sum += exp2(-((double)now - (double)members[i].at) / half_life);
    return round(sum * DAY * LN_2 / half_life * 1000) / 1000;
}

kb_pace kb_pace_at(const kb_member *members, size_t count, int64_t now)
{
    return (kb_pace){ pace(members, count, now, KB_PACE_NOW), pace(members, count, now, KB_PACE_BEFORE) };
}

/* ---- timeline ---- */

static int64_t floor_to(int64_t at, int64_t step)
{
    return at - ((at % step) + step) % step;
}

/* How many steps reach from the one of `first` to the one of `last`. */
static uint64_t bars(int64_t first, int64_t last, int64_t step)
{
    return ((uint64_t)floor_to(last, step) - (uint64_t)floor_to(first, step)) / (uint64_t)step + 1;
}

static int64_t step_for(int64_t first, int64_t last)
{
    static const int64_t steps[] = { 3600,    2 * 3600, 3 * 3600, 6 * 3600, 12 * 3600,
                                     1 * DAY, 2 * DAY,  7 * DAY,  14 * DAY, 28 * DAY };
    int64_t step = 0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        step = steps[i];
        if (bars(first, last, step) <= KB_TIMELINE_BARS) return step;
    }
    while (bars(first, last, step) > KB_TIMELINE_BARS) step *= 2;
    return step;
}

void kb_timeline_make(const kb_member *members, size_t count, kb_timeline *out)
{
    *out = (kb_timeline){ 0 };
    if (count == 0) return;
    int64_t last = members[count - 1].at;
    out->step = step_for(members[0].at, last);
    out->begin = floor_to(members[0].at, out->step);
    out->count = bars(members[0].at, last, out->step);
    for (size_t i = 0; i < count; i++) out->at[bars(members[0].at, members[i].at, out->step) - 1]++;
}

/* ---- tallies ---- */

static int by_name(const void *a, const void *b)
{
    const kb_tally *x = a, *y = b;
    return kb_str_compare(x->name, y->name);
}

static int by_reports(const void *a, const void *b)
{
    const kb_tally *x = a, *y = b;
    if (x->reports != y->reports) return x->reports > y->reports ? -1 : 1;
    return by_name(a, b);
}

/* Counts equal names, of which each stands for one report; empty ones do not count. */
static void tally(kb_tallies *list)
{
    size_t kept = 0;
    if (list->count) qsort(list->at, list->count, sizeof *list->at, by_name);
    for (size_t i = 0; i < list->count; i++) {
        if (list->at[i].name.len == 0) continue;
        if (kept && kb_str_equal(list->at[kept - 1].name, list->at[i].name))
            list->at[kept - 1].reports++;
        else
            list->at[kept++] = (kb_tally){ list->at[i].name, 1, list->at[i].counted };
    }
    list->count = kept;
    if (kept) qsort(list->at, kept, sizeof *list->at, by_reports);
}

/* ---- title ---- */

/* No title is worse than one of another language. */
static int standing(const kb_member *member, kb_str lang)
{
    if (member->title.len == 0) return 0;
    return lang.len && kb_str_equal(member->lang, lang) ? 2 : 1;
}

kb_status kb_facts_title(const kb_member *members, size_t count, const kb_link *links, size_t link_count, kb_str lang,
                         kb_arena *arena, size_t *out, kb_err *err)
{
    int64_t *odds = KB_NEW(arena, int64_t, count); /* sums; what a missing link would give is 0 */
    const int32_t missing = (int32_t)(KB_ODDS_MISSING * KB_ODDS_STEPS);
    *out = 0;
    if (!odds) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < link_count; i++) {
        odds[links[i].a] += links[i].odds - missing;
        odds[links[i].b] += links[i].odds - missing;
    }
    for (size_t i = 1; i < count; i++) {
        int here = standing(&members[i], lang), best = standing(&members[*out], lang);
        if (here > best || (here == best && odds[i] > odds[*out])) *out = i;
    }
    return KB_OK;
}

/* ---- all of it ---- */

kb_status kb_facts_make(const kb_member *members, size_t count, const kb_link *links, size_t link_count, kb_str lang,
                        int64_t now, kb_arena *arena, kb_facts *out, kb_err *err)
{
    *out = (kb_facts){ .reports = count, .first = members[0].at, .last = members[count - 1].at };
    out->told_by = (kb_tallies){ KB_NEW(arena, kb_tally, count), count };
    out->langs = (kb_tallies){ KB_NEW(arena, kb_tally, count), count };
    kb_outlet *outlets = KB_NEW(arena, kb_outlet, count);
    if (!out->told_by.at || !out->langs.at || !outlets) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++) {
        out->told_by.at[i].name = members[i].outlet;
        out->told_by.at[i].counted = members[i].counted;
        outlets[i] = (kb_outlet){ members[i].outlet, members[i].counted };
        out->langs.at[i].name = members[i].lang;
    }
    tally(&out->told_by);
    out->outlets = kb_outlets_count(outlets, count);
    tally(&out->langs);
    out->pace = kb_pace_at(members, count, now);
    kb_timeline_make(members, count, &out->timeline);
    return kb_facts_title(members, count, links, link_count, lang, arena, &out->title, err);
}
