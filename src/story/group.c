#include "story/group.h"

#include <math.h>
#include <stdlib.h>

#include "story/linkage.h"

#define POSTINGS_READ KB_LIVE_POSTINGS /* of one term */
#define POSTINGS_ALL 2048              /* of one report's terms */
#define TOUCHED_SIZE 8192              /* a power of two above POSTINGS_ALL */
#define PROBED 32                      /* reports of its language whose likeness is looked at, and so many of others */
#define LEAD_MAX (KB_LIVE_TERMS / 2)   /* of those that lead to it: so many that speak, so many that travel */
#define OWN_MAX 24                     /* links to reports of its language; the rest are for others */
#define TERMS_A_LINE (64 / sizeof(kb_term))
#define FETCHED_AHEAD 3 /* while one report is compared the terms of so many more come from memory */
#define LISTS_AHEAD 2   /* while one term's postings are read those of so many more come from memory */
#define WINDOW (10 * 86400)
#define ACROSS_MISSING_WEIGHT 0.3f /* of a pair of two languages that was not compared: dictionaries have gaps */
#define STORIES_REPAIRED 5
#define MEMBERS_REPAIRED 24
#define NEAR_ODDS (-1.0f) /* a story with a member as near as this is looked at again */

/* Odds above which a report joins, and above which groups are joined in a repair. */
static const struct {
    float join, link;
} grains[] = { [KB_GRAIN_FINE] = { 0.5f, -0.5f }, [KB_GRAIN_COARSE] = { -0.75f, -1.75f } };

typedef struct {
    int64_t article;
    float score;
} candidate;

typedef struct {
    const kb_held *held;
    float likeness;
    kb_measures *measures;               /* of one language; */
    kb_across_measures *across_measures; /* of two */
    int64_t story;
    kb_odds odds;
    bool across; /* of another language */
} compared;

typedef struct {
    const kb_live *live;
    kb_held held;
    kb_grain grain;
    const kb_group_watch *watch;
    kb_arena *arena;
    kb_err *err;
    double rarest, rarest_of_all;
    uint32_t *seen;     /* how many reports have each of its terms, */
    float *weights;     /* and how much it weighs where it leads to others; */
    uint16_t *heaviest; /* all of them, the heaviest first */
    compared *near;     /* best odds first */
    size_t near_count;
    kb_measures *measures;               /* of those of its language, */
    kb_across_measures *across_measures; /* of those of others */
    kb_facing *facing;                   /* set for its language, then for others */
} placing;

/* ---- how rare its terms are ---- */

/* In KB_RARE_STEPS, of a term that `seen` of `all` reports have. */
static uint8_t how_rare(double all, uint32_t seen)
{
    double steps = KB_RARE_STEPS * log(1 + all / (seen + 1.5));
    return (uint8_t)(steps < 1 ? 1 : steps > 255 ? 255 : lround(steps));
}

/* Most terms are new, or few reports have them: of so many it is asked once. */
#define FEW 64

#define BUCKETS 256 /* of weights, the heaviest first */

static size_t bucket_of(float weight)
{
    size_t b = (size_t)(weight * (BUCKETS / (KB_TERM_WEIGHT_MAX * UINT8_MAX)));
    return b < BUCKETS ? BUCKETS - 1 - b : 0;
}

/* Its terms by what they weigh, the heaviest first, of equals in their order: by buckets, so nearly sorted, then by
 * insertion. */
static void order_terms(placing *p)
{
    size_t count = p->held.sketch.count;
    uint16_t ends[BUCKETS] = { 0 };
    for (size_t i = 0; i < count; i++) ends[bucket_of(p->weights[i])]++;
    for (size_t b = 1; b < BUCKETS; b++) ends[b] = (uint16_t)(ends[b] + ends[b - 1]);
    for (size_t i = count; i-- > 0;) p->heaviest[--ends[bucket_of(p->weights[i])]] = (uint16_t)i;
    for (size_t i = 1; i < count; i++) {
        uint16_t term = p->heaviest[i];
        size_t at = i;
        for (; at > 0 && p->weights[term] > p->weights[p->heaviest[at - 1]]; at--)
            p->heaviest[at] = p->heaviest[at - 1];
        p->heaviest[at] = term;
    }
}

static kb_status weigh(placing *p)
{
    kb_sketch *s = &p->held.sketch;
    kb_reports reports = { 0, 0 };
    uint8_t few[2][FEW] = { { 0 } }; /* of a term that travels, that speaks; 0: not asked yet */
    p->seen = KB_NEW(p->arena, uint32_t, s->count);
    p->weights = KB_NEW(p->arena, float, s->count);
    p->heaviest = KB_NEW(p->arena, uint16_t, s->count);
    if (!p->seen || !p->weights || !p->heaviest) return kb_arena_fail(p->arena, p->err);
    kb_status status = p->live->frequencies(p->live->self, s, p->seen, &reports, p->err);
    if (status != KB_OK) return status;
    double own = reports.own + 2.0, every = reports.all + 2.0; /* itself, and one more: nothing is without weight */
    for (size_t i = 0; i < s->count; i++) {
        bool speaks = s->at[i].use & KB_TERM_SPEAKS;
        uint32_t seen = p->seen[i];
        uint8_t *known = seen < FEW ? &few[speaks][seen] : NULL;
        s->at[i].rare = known && *known ? *known : how_rare(speaks ? own : every, seen);
        if (known) *known = s->at[i].rare;
        p->weights[i] = kb_term_weight(kb_term_all(&s->at[i])) * (float)s->at[i].rare;
    }
    order_terms(p);
    p->rarest = log(1 + own / 0.5);
    p->rarest_of_all = log(1 + every / 0.5);
    kb_held_weigh(&p->held);
    return KB_OK;
}

/* ---- the terms that lead to it ---- */

/* Its heaviest terms of those that speak, or of those that only travel: LEAD_MAX at most, the heaviest first. Those
 * that lead from it to others must have been seen; those that will lead to it may be new. */
static size_t leading(const placing *p, bool seen_alone, bool travelling, uint16_t lead[LEAD_MAX])
{
    size_t count = 0;
    for (size_t n = 0; n < p->held.sketch.count && count < LEAD_MAX; n++) {
        uint16_t i = p->heaviest[n];
        bool speaks = p->held.sketch.at[i].use & KB_TERM_SPEAKS;
        if (travelling != speaks && !(seen_alone && p->seen[i] == 0)) lead[count++] = i;
    }
    return count;
}

/* ---- candidates ---- */

/* Reports and what they have so far, in the order in which they were found, from 1. articles[0] is the one that is
 * looked for, so that a search ends at an empty place too; scores[count + 1] is 0. */
typedef struct {
    int64_t articles[POSTINGS_ALL + 1];
    float scores[POSTINGS_ALL + 2];
    size_t count;
    uint16_t place[TOUCHED_SIZE]; /* open addressing: index; 0: empty */
} touched;

/* Whether a report is new is no branch: it cannot be guessed, and there are thousands of them. */
static void touch(touched *t, const kb_posting *postings, size_t posting_count, float weight)
{
    size_t count = t->count;
    for (size_t i = 0; i < posting_count; i++) {
        int64_t article = postings[i].article;
        size_t at, place = (size_t)article & (TOUCHED_SIZE - 1);
        t->articles[0] = article;
        while (t->articles[at = t->place[place]] != article) place = (place + 1) & (TOUCHED_SIZE - 1);
        size_t is_new = at == 0;
        count += is_new;
        at += count * is_new;
        t->place[place] = (uint16_t)at;
        t->articles[at] = article;
        t->scores[at] += weight * (float)postings[i].weight;
        t->scores[count + 1] = 0;
    }
    t->count = count;
}

/* Of equals the newer. */
static bool better(const candidate *x, const candidate *y)
{
    return x->score > y->score || (x->score == y->score && x->article > y->article);
}

/* The best of those touched, in order. */
static size_t best_of(const touched *t, candidate best[PROBED])
{
    size_t kept = 0;
    float least = 0; /* that the last of PROBED has */
    for (size_t i = 1; i <= t->count; i++) {
        if (t->scores[i] < least) continue;
        const candidate c = { t->articles[i], t->scores[i] };
        if (kept == PROBED && !better(&c, &best[PROBED - 1])) continue;
        size_t at = kept < PROBED ? kept++ : PROBED - 1;
        for (; at > 0 && better(&c, &best[at - 1]); at--) best[at] = best[at - 1];
        best[at] = c;
        if (kept == PROBED) least = best[PROBED - 1].score;
    }
    return kept;
}

/* Reports of its language, or of others. */
static kb_status find_candidates(placing *p, bool across, candidate *out, size_t *count)
{
    uint16_t lead[LEAD_MAX];
    size_t lead_count = leading(p, true, across, lead);
    uint32_t except = across ? KB_LIVE_LANG(p->held.sketch.lang) : 0;
    touched t;
    kb_posting postings[POSTINGS_READ];
    kb_status status = KB_OK;
    size_t read = 0, asked = 0;
    t.count = 0;
    t.scores[1] = 0;
    memset(t.place, 0, sizeof t.place);
    for (size_t i = 0; i < lead_count && status == KB_OK && read < POSTINGS_ALL; i++) {
        const kb_term *term = &p->held.sketch.at[lead[i]];
        for (; p->live->soon && asked < lead_count && asked <= i + LISTS_AHEAD; asked++)
            p->live->soon(p->live->self, p->held.sketch.at[lead[asked]].term);
        size_t found, limit = POSTINGS_ALL - read < POSTINGS_READ ? POSTINGS_ALL - read : POSTINGS_READ;
        status = p->live->postings(p->live->self, term->term, except, limit, postings, &found, p->err);
        if (status == KB_OK) touch(&t, postings, found, p->weights[lead[i]]);
        read += found;
    }
    *count = best_of(&t, out);
    return status;
}

/* ---- comparing ---- */

static int by_likeness(const void *a, const void *b)
{
    const compared *x = a, *y = b;
    if (x->likeness != y->likeness) return x->likeness > y->likeness ? -1 : 1;
    return x->odds.article > y->odds.article ? -1 : 1;
}

static int by_odds(const void *a, const void *b)
{
    const compared *x = a, *y = b;
    if (x->odds.odds != y->odds.odds) return x->odds.odds > y->odds.odds ? -1 : 1;
    return x->odds.article > y->odds.article ? -1 : 1;
}

static bool too_far(const kb_held *a, const kb_held *b)
{
    return a->dated && b->dated && (a->when > b->when ? a->when - b->when : b->when - a->when) > WINDOW;
}

/* By insertion: what comes is nearly in order. */
static void sort(compared *at, size_t count, int (*order)(const void *a, const void *b))
{
    for (size_t i = 1; i < count; i++) {
        const compared c = at[i];
        size_t k = i;
        for (; k > 0 && order(&c, &at[k - 1]) < 0; k--) at[k] = at[k - 1];
        at[k] = c;
    }
}

/* Those of them that it may be compared with. */
static kb_status load_all(placing *p, const candidate *candidates, size_t count, bool across,
                          const kb_held *held[PROBED], size_t *held_count)
{
    int64_t articles[PROBED] = { 0 };
    for (size_t i = 0; i < count; i++) articles[i] = candidates[i].article;
    kb_status status = p->live->load(p->live->self, articles, count, p->arena, held, p->err);
    *held_count = 0;
    for (size_t i = 0; i < count && status == KB_OK; i++)
        if (held[i] && !too_far(&p->held, held[i]) && across == (held[i]->sketch.lang != p->held.sketch.lang))
            held[(*held_count)++] = held[i];
    return status;
}

/* Asks for the terms of a report that will be compared soon. */
static void fetch_terms(const kb_held *held, bool across)
{
    size_t first = across ? held->travel_begin : 0, end = across ? held->sketch.count : held->speak_end;
    for (size_t i = first - first % TERMS_A_LINE; i < end; i += TERMS_A_LINE) KB_PREFETCH(&held->sketch.at[i]);
}

static kb_status load_near(placing *p, const candidate *candidates, size_t count, bool across, size_t most)
{
    const kb_held *held[PROBED];
    compared *near = p->near + p->near_count;
    size_t near_count;
    kb_status status = load_all(p, candidates, count, across, held, &near_count);
    if (status != KB_OK) return status;
    if (near_count) kb_facing_set(p->facing, &p->held, across ? KB_TERM_TRAVELS : KB_TERM_SPEAKS);
    for (size_t i = 0; i < near_count && i < FETCHED_AHEAD; i++) fetch_terms(held[i], across);
    for (size_t i = 0; i < near_count; i++) {
        if (i + FETCHED_AHEAD < near_count) fetch_terms(held[i + FETCHED_AHEAD], across);
        compared *c = &near[i];
        *c = (compared){ .held = held[i], .story = held[i]->story, .across = across };
        c->odds.article = held[i]->article;
        if (across) {
            c->across_measures = &p->across_measures[i];
            kb_across_measure(p->facing, held[i], p->rarest_of_all, c->across_measures);
            c->likeness = c->across_measures->at[KB_ACROSS_ALL];
        } else {
            c->measures = &p->measures[i];
            kb_pair_measure(p->facing, held[i], p->rarest, c->measures);
            c->likeness = c->measures->at[KB_MEASURE_ALL];
        }
    }
    sort(near, near_count, by_likeness);
    p->near_count += near_count < most ? near_count : most;
    return KB_OK;
}

static int32_t in_steps(float odds)
{
    return (int32_t)lroundf(odds * KB_ODDS_STEPS);
}

static float likeness_at(const placing *p, size_t rank)
{
    return rank < p->near_count && !p->near[rank].across ? p->near[rank].likeness : 0;
}

/* Those of other languages: near[first] and on, most alike first. */
static void compare_across(placing *p, size_t first)
{
    size_t count = p->near_count - first;
    for (size_t i = 0; i < count; i++) {
        compared *c = &p->near[first + i];
        const compared *next = i + 1 < count ? c + 1 : NULL, *sixth = count > 6 ? &p->near[first + 6] : NULL;
        float *m = c->across_measures->at;
        m[KB_ACROSS_OVER2] = next ? c->likeness - next->likeness : c->likeness;
        m[KB_ACROSS_OVER6] = sixth ? c->likeness - sixth->likeness : c->likeness;
        m[KB_ACROSS_RANK] = logf(1 + (float)i);
        c->odds.odds = in_steps(kb_across_odds(c->across_measures));
        if (p->watch && p->watch->across)
            p->watch->across(p->watch->user, p->held.article, c->odds.article, c->across_measures);
    }
}

static void compare(placing *p)
{
    size_t own = 0;
    while (own < p->near_count && !p->near[own].across) own++;
    p->held.best = likeness_at(p, 0);
    p->held.sixth = likeness_at(p, 5);
    size_t sixth = own > 6 ? 5 : own ? own - 1 : 0;
    compare_across(p, own);
    for (size_t i = 0; i < own; i++) {
        compared *c = &p->near[i];
        float *m = c->measures->at;
        m[KB_MEASURE_OVER6] = c->likeness - likeness_at(p, sixth);
        m[KB_MEASURE_OVER21] = c->likeness - likeness_at(p, 20);
        m[KB_MEASURE_RANK] = logf(1 + (float)i);
        m[KB_MEASURE_BACK1] = c->likeness - c->held->best;
        m[KB_MEASURE_BACK6] = c->likeness - c->held->sixth;
        c->odds.odds = in_steps(kb_pair_odds(c->measures));
        if (p->watch) p->watch->pair(p->watch->user, p->held.article, c->odds.article, c->measures);
    }
    sort(p->near, p->near_count, by_odds);
}

/* ---- the choice ---- */

typedef struct {
    int64_t story;
    float score; /* mean odds of its best members */
    float best;
} story_score;

static bool goes_before(const story_score *x, const story_score *y)
{
    return x->score > y->score || (x->score == y->score && x->story < y->story);
}

float kb_group_score(const float *odds, size_t count, size_t size, bool own)
{
    float sum = 0;
    if (size > KB_GROUP_BEST) size = KB_GROUP_BEST;
    if (count > size) count = size;
    if (size == 0) return KB_ODDS_MISSING;
    for (size_t i = 0; i < count; i++) sum += odds[i];
    float missing = (own ? 1 : ACROSS_MISSING_WEIGHT) * (float)(size - count);
    return (sum + KB_ODDS_MISSING * missing) / ((float)count + missing);
}

static kb_status score_story(placing *p, size_t first, story_score *out)
{
    int64_t members[1];
    size_t count, size, known = 0;
    float odds[KB_GROUP_BEST];
    bool own = false;
    *out = (story_score){ p->near[first].story, 0, kb_odds_of(p->near[first].odds.odds) };
    kb_status status = p->live->members(p->live->self, out->story, 0, members, &count, &size, p->err);
    for (size_t i = first; i < p->near_count; i++) {
        if (p->near[i].story != out->story) continue;
        own |= !p->near[i].across;
        if (known < KB_GROUP_BEST) odds[known++] = kb_odds_of(p->near[i].odds.odds);
    }
    out->score = kb_group_score(odds, known, size, own);
    return status;
}

/* The best first. */
static kb_status score_stories(placing *p, story_score *out, size_t *count)
{
    kb_status status = KB_OK;
    *count = 0;
    for (size_t i = 0; i < p->near_count && status == KB_OK; i++) {
        size_t s = 0;
        story_score next;
        while (s < *count && out[s].story != p->near[i].story) s++;
        if (s < *count) continue;
        status = score_story(p, i, &next);
        for (++*count; s > 0 && goes_before(&next, &out[s - 1]); s--) out[s] = out[s - 1];
        out[s] = next;
    }
    return status;
}

/* The best story above the threshold, unless a hand decided. */
static kb_status choose(placing *p, const story_score *stories, size_t count, int64_t *story)
{
    const kb_live *live = p->live;
    kb_hand hand = { 0 };
    kb_status status = live->hands ? live->hands->of(live->self, p->held.article, &hand, p->err) : KB_OK;
    *story = 0;
    if (status == KB_OK && hand.stays) status = live->hands->home(live->self, hand.label, story, p->err);
    for (size_t i = 0; i < count && status == KB_OK && !*story; i++) {
        bool barred = false;
        if (stories[i].score <= grains[p->grain].join) break;
        if (hand.label) status = live->hands->barred(live->self, hand.label, stories[i].story, &barred, p->err);
        if (!barred) *story = stories[i].story;
    }
    return status;
}

/* ---- repair ---- */

typedef struct {
    int64_t *articles, *stories; /* of each member looked at */
    uint32_t *nth;               /* its story is the nth that is looked at, from 1 */
    uint32_t *fixed;             /* nth: it stays, as a hand decided or as its story is not seen whole; else 0 */
    uint32_t *barred;            /* what hands decided; bit n: never in the nth */
    uint32_t *group, *langs;
    size_t count;
    uint16_t *place; /* open addressing over articles: index, and 1; 0: empty */
    size_t place_mask;
    uint64_t members[64], free[64]; /* bits by the last 12 bits of an article: most others fall out here */
    int64_t oldest_free;            /* of the members that are not fixed */
    struct {
        kb_link *at;
        size_t count;
    } links;
} mending;
_Static_assert(STORIES_REPAIRED <= KB_LINKAGE_FIXED_MAX, "stories are numbered from 1 in a repair");
_Static_assert(STORIES_REPAIRED *MEMBERS_REPAIRED <= KB_LINKAGE_MAX, "their members can be linked");

static kb_status gather(placing *p, const story_score *stories, size_t count, mending *out)
{
    size_t room = count * MEMBERS_REPAIRED;
    out->articles = KB_NEW(p->arena, int64_t, room);
    out->stories = KB_NEW(p->arena, int64_t, room);
    out->nth = KB_NEW(p->arena, uint32_t, room);
    out->fixed = KB_NEW(p->arena, uint32_t, room);
    out->barred = KB_NEW(p->arena, uint32_t, room);
    out->group = KB_NEW(p->arena, uint32_t, room);
    out->langs = KB_NEW(p->arena, uint32_t, room);
    if (!out->articles || !out->stories || !out->nth || !out->fixed || !out->barred || !out->group || !out->langs)
        return kb_arena_fail(p->arena, p->err);
    for (size_t s = 0; s < count; s++) {
        size_t found, size;
        kb_status status = p->live->members(p->live->self, stories[s].story, MEMBERS_REPAIRED,
                                            out->articles + out->count, &found, &size, p->err);
        if (status != KB_OK) return status;
        for (size_t i = 0; i < found; i++) {
            out->stories[out->count + i] = stories[s].story;
            out->nth[out->count + i] = (uint32_t)s + 1;
            out->fixed[out->count + i] = size > found ? (uint32_t)s + 1 : 0;
        }
        out->count += found;
    }
    return KB_OK;
}

static uint16_t *place_of(const mending *patch, int64_t article)
{
    size_t at = (uint64_t)article * 0x9E3779B97F4A7C15u >> 32 & patch->place_mask;
    while (patch->place[at] && patch->articles[patch->place[at] - 1] != article) at = (at + 1) & patch->place_mask;
    return &patch->place[at];
}

static kb_status index_members(placing *p, mending *patch)
{
    size_t size = 16;
    while (size < 4 * patch->count) size *= 2;
    patch->place = KB_NEW(p->arena, uint16_t, size);
    patch->place_mask = size - 1;
    if (!patch->place) return kb_arena_fail(p->arena, p->err);
    for (size_t i = 0; i < patch->count; i++) *place_of(patch, patch->articles[i]) = (uint16_t)(i + 1);
    return KB_OK;
}

/* What stays in its story moves to none, nor is any other of them joined with it; the rest may move, but not to where a
 * hand keeps them out. */
static kb_status gather_hands(placing *p, const story_score *stories, size_t count, mending *patch)
{
    const kb_hands *hands = p->live->hands;
    kb_status status = KB_OK;
    for (size_t i = 0; hands && i < patch->count && status == KB_OK; i++) {
        kb_hand hand;
        status = hands->of(p->live->self, patch->articles[i], &hand, p->err);
        if (hand.stays) patch->fixed[i] = patch->nth[i];
        for (size_t s = 0; s < count && status == KB_OK && hand.label && !hand.stays; s++) {
            bool barred = false;
            status = hands->barred(p->live->self, hand.label, stories[s].story, &barred, p->err);
            if (barred) patch->barred[i] |= 1u << (s + 1);
        }
    }
    return status;
}

static void mark(uint64_t *bits, int64_t article)
{
    bits[article >> 6 & 63] |= (uint64_t)1 << (article & 63);
}

static bool is_marked(const uint64_t *bits, int64_t article)
{
    return bits[article >> 6 & 63] >> (article & 63) & 1;
}

/* Between two members that are both fixed a link says nothing. Of those that are, only the links to those that are free
 * are looked for; false: none is. */
static bool set_free(mending *patch)
{
    patch->oldest_free = INT64_MAX;
    for (size_t i = 0; i < patch->count; i++) {
        mark(patch->members, patch->articles[i]);
        if (patch->fixed[i]) continue;
        mark(patch->free, patch->articles[i]);
        if (patch->articles[i] < patch->oldest_free) patch->oldest_free = patch->articles[i];
    }
    return patch->oldest_free < INT64_MAX;
}

static kb_status gather_links(placing *p, mending *patch)
{
    kb_odds odds[KB_LIVE_LINKS_MAX];
    kb_status status = index_members(p, patch);
    for (size_t i = 0; i < patch->count && status == KB_OK; i++) {
        size_t count = 0;
        const uint64_t *wanted = patch->fixed[i] ? patch->free : patch->members;
        status = p->live->links(p->live->self, patch->articles[i], odds, &count, &patch->langs[i], p->err);
        if (patch->fixed[i] && patch->articles[i] < patch->oldest_free) continue; /* links lead to older ones */
        for (size_t k = 0; k < count && status == KB_OK; k++) {
            if (!is_marked(wanted, odds[k].article)) continue;
            uint32_t other = *place_of(patch, odds[k].article), self = (uint32_t)i;
            if (other-- == 0 || (patch->fixed[self] && patch->fixed[other])) continue;
            kb_link *link = KB_ADD(p->arena, &patch->links, kb_link);
            if (!link) return kb_arena_fail(p->arena, p->err);
            *link = other < self ? (kb_link){ other, self, odds[k].odds } : (kb_link){ self, other, odds[k].odds };
        }
    }
    return status;
}

/* Of a group, by its first member: how many of its members each story has, and which stories bar one of them. */
typedef struct {
    size_t size; /* 0: it has chosen */
    uint8_t of[STORIES_REPAIRED + 1];
    uint32_t barred;
    int64_t story;
} settled;
_Static_assert(MEMBERS_REPAIRED <= UINT8_MAX, "members are counted in a byte");

/* The story of which a group has most members, of those not taken and in which all may be, of equals the smallest
 * number; 0: none is left. */
static int64_t story_of_group(const settled *group, const int64_t *stories, uint32_t taken, size_t count)
{
    size_t best = 0;
    for (size_t s = 1; s <= count; s++) {
        if (group->of[s] == 0 || (taken | group->barred) >> s & 1) continue;
        if (best && group->of[s] == group->of[best] && stories[s] > stories[best]) continue;
        if (!best || group->of[s] >= group->of[best]) best = s;
    }
    return best ? stories[best] : 0;
}

/* Is each of the stories a group as it is? Then nothing moves. */
static bool as_they_were(const mending *patch)
{
    uint32_t first = 0, barred = 0;
    for (size_t i = 0; i < patch->count; i++) {
        if (i == 0 || patch->nth[i] != patch->nth[i - 1]) first = (uint32_t)i;
        if (patch->group[i] != first) return false;
        barred |= patch->barred[i];
    }
    return !barred;
}

static kb_status move_group(placing *p, mending *patch, uint32_t group, int64_t story, kb_choice *out)
{
    kb_status status = KB_OK;
    for (size_t i = group; i < patch->count && status == KB_OK; i++) {
        if (patch->group[i] != group || patch->stories[i] == story) continue;
        status = p->live->move(p->live->self, patch->articles[i], &story, p->err);
        if (patch->articles[i] == p->held.article) out->story = story;
        out->moved++;
    }
    return status;
}

/* A group with a report that stays keeps its story; of the others larger groups choose first. */
static kb_status settle(placing *p, mending *patch, kb_choice *out)
{
    settled *groups = KB_NEW(p->arena, settled, patch->count);
    int64_t stories[STORIES_REPAIRED + 1] = { 0 };
    uint32_t taken = 0;
    kb_status status = KB_OK;
    if (!groups) return kb_arena_fail(p->arena, p->err);
    for (size_t i = 0; i < patch->count; i++) {
        settled *g = &groups[patch->group[i]];
        stories[patch->nth[i]] = patch->stories[i];
        g->size++;
        g->of[patch->nth[i]]++;
        g->barred |= patch->barred[i];
    }
    for (size_t i = 0; i < patch->count; i++) {
        settled *g = &groups[patch->group[i]];
        if (!patch->fixed[i] || g->story) continue;
        g->story = patch->stories[i];
        g->size = 0;
        taken |= 1u << patch->nth[i];
    }
    for (;;) {
        size_t g = 0;
        for (size_t i = 1; i < patch->count; i++)
            if (groups[i].size > groups[g].size) g = i;
        if (groups[g].size == 0) break;
        groups[g].size = 0;
        groups[g].story = story_of_group(&groups[g], stories, taken, STORIES_REPAIRED);
        for (size_t s = 1; s <= STORIES_REPAIRED; s++)
            if (groups[g].story && stories[s] == groups[g].story) taken |= 1u << s;
    }
    for (size_t i = 0; i < patch->count && status == KB_OK; i++)
        if (patch->group[i] == i) status = move_group(p, patch, (uint32_t)i, groups[i].story, out);
    return status;
}

static kb_status repair(placing *p, const story_score *stories, size_t count, kb_choice *out)
{
    story_score looked[STORIES_REPAIRED] = { { .story = out->story } };
    mending patch = { 0 };
    size_t n = 1;
    for (size_t s = 0; s < count && n < STORIES_REPAIRED; s++)
        if (stories[s].story != out->story && stories[s].best > NEAR_ODDS) looked[n++] = stories[s];
    kb_status status = gather(p, looked, n, &patch);
    if (status != KB_OK || patch.count < 3) return status;
    if ((status = gather_hands(p, looked, n, &patch)) != KB_OK) return status;
    if (!set_free(&patch)) return KB_OK; /* nothing may move */
    if ((status = gather_links(p, &patch)) != KB_OK) return status;
    const kb_linkage_hands hands = { patch.fixed, patch.barred };
    const kb_linkage_kinds kinds = { patch.langs, (int32_t)(ACROSS_MISSING_WEIGHT * KB_LINKAGE_WHOLE) };
    status = kb_linkage(patch.links.at, patch.links.count, patch.count, &hands, &kinds, in_steps(grains[p->grain].link),
                        in_steps(KB_ODDS_MISSING), p->arena, patch.group, p->err);
    return status == KB_OK && !as_they_were(&patch) ? settle(p, &patch, out) : status;
}

/* ---- all of it ---- */

static kb_status put(placing *p, kb_choice *out)
{
    uint16_t lead[KB_LIVE_TERMS];
    size_t lead_count = leading(p, false, false, lead);
    lead_count += leading(p, false, true, lead + lead_count);
    kb_odds links[KB_LIVE_LINKS_MAX];
    for (size_t i = 0; i < p->near_count; i++) links[i] = p->near[i].odds;
    p->held.story = out->story;
    kb_status status =
        p->live->put(p->live->self, &p->held, links, p->near_count, lead, lead_count, &out->story, p->err);
    out->joined = out->story;
    return status;
}

kb_status kb_group_report(const kb_live *live, kb_report *report, kb_grain grain, const kb_group_watch *watch,
                          kb_arena *arena, kb_choice *out, kb_err *err)
{
    placing p = { .live = live, .grain = grain, .watch = watch, .arena = arena, .err = err };
    story_score stories[KB_LIVE_LINKS_MAX];
    candidate candidates[PROBED];
    size_t count = 0;
    kb_status status;

    *out = (kb_choice){ 0 };
    p.held =
        (kb_held){ .article = report->article, .when = report->when, .dated = report->dated, .sketch = report->sketch };
    if ((status = weigh(&p)) != KB_OK) return status;
    p.near = KB_NEW(arena, compared, 2 * PROBED);
    p.measures = KB_NEW(arena, kb_measures, PROBED);
    p.across_measures = KB_NEW(arena, kb_across_measures, PROBED);
    p.facing = KB_NEW(arena, kb_facing, 1);
    if (!p.near || !p.measures || !p.across_measures || !p.facing) return kb_arena_fail(arena, err);
    if ((status = find_candidates(&p, false, candidates, &count)) != KB_OK) return status;
    if ((status = load_near(&p, candidates, count, false, OWN_MAX)) != KB_OK) return status;
    if ((status = find_candidates(&p, true, candidates, &count)) != KB_OK) return status;
    if ((status = load_near(&p, candidates, count, true, KB_LIVE_LINKS_MAX - OWN_MAX)) != KB_OK) return status;
    compare(&p);
    if ((status = score_stories(&p, stories, &count)) != KB_OK) return status;
    if (count) out->score = stories[0].score;
    if ((status = choose(&p, stories, count, &out->story)) != KB_OK) return status;
    if (p.near_count) out->nearest = p.near[0].odds.article, out->odds = kb_odds_of(p.near[0].odds.odds);
    size_t second = count && out->story == stories[0].story ? 1 : 0;
    if (count > second) out->other = stories[second].story, out->other_score = stories[second].score;
    if ((status = put(&p, out)) != KB_OK) return status;
    return repair(&p, stories, count, out);
}
