#include "story/group.h"

#include <math.h>
#include <stdlib.h>

/* Chosen on Indonesian full texts and English titles with leads (docs/benchmarks.md). */
#define TOKENS_READ 600 /* what a report is about stands in front */
#define LEAD_TOKENS 60
#define TITLE_WEIGHT 3
#define SPEAKING_MAX 160 /* terms of one language kept; the rest is for those that travel */
#define COUNT_MAX 63
#define SHARED_MIN 3             /* terms that two languages must share: a name and a number meet by chance */
#define THRESHOLD_LANGUAGES 0.20 /* likeness of texts of two languages that makes one story */
#define GROUP_SIGMA (3.0 * 86400)
#define GROUP_WINDOW (10 * 86400)
#define CANDIDATES 24
#define POSTINGS_READ 2000
#define MEMBERS_COMPARED 8

/* Threshold by the terms of the shorter text, straight between the points; each is near the best of one kind of texts:
 * titles alone, titles with leads, full texts of one day (docs/benchmarks.md). Titles share a word by chance; full
 * texts of one day share a subject's whole vocabulary. */
static const struct {
    double terms, threshold;
} thresholds[] = { { 12, 0.30 }, { 46, 0.23 }, { 100, 0.34 } };
#define POINTS (sizeof thresholds / sizeof *thresholds)

/* ---- sketches ---- */

typedef struct {
    uint32_t term, count, place, use;
} counted;

typedef struct {
    counted *at;
    size_t count;
} counted_list;

typedef struct {
    counted_list list;
    kb_arena *arena;
    kb_err *err;
} sketching;

static kb_status count_term(sketching *s, uint32_t term, uint32_t weight, uint32_t use)
{
    counted *c = KB_ADD(s->arena, &s->list, counted);
    if (!c) return kb_arena_fail(s->arena, s->err);
    *c = (counted){ term, weight, (uint32_t)s->list.count, use };
    return KB_OK;
}

/* A term that travels has a mark before it, so that no word of a language is taken for it. */
static kb_status count_marked(sketching *s, char mark, kb_str word, bool digits_alone, uint32_t weight, uint32_t use)
{
    char room[64];
    size_t len = 0;
    room[len++] = mark;
    for (size_t i = 0; i < word.len && len < sizeof room; i++)
        if (!digits_alone || (word.at[i] >= '0' && word.at[i] <= '9')) room[len++] = word.at[i];
    return count_term(s, (uint32_t)kb_hash((kb_str){ room, len }), weight, use);
}

/* 6,1 and 6.1, 10.000 and 10,000 are one; small numbers tell nothing. */
static kb_status count_number(sketching *s, const kb_token *token, uint32_t weight)
{
    if (token->folded.len < 3) return KB_OK;
    return count_marked(s, '0', token->folded, true, weight, KB_TERM_SPEAKS | KB_TERM_TRAVELS);
}

static kb_status count_concepts(sketching *s, const kb_token *token, uint32_t weight)
{
    kb_status status = KB_OK;
    for (const kb_word *w = token->words; w && status == KB_OK; w = w->next)
        if (w->count == 1 && w->value.len && (w->class_of == KB_WORD_COUNTED || w->class_of == KB_WORD_SAME))
            status = count_marked(s, '=', w->value, false, weight, KB_TERM_TRAVELS);
    return status;
}

static kb_status count_word(sketching *s, const kb_token *token, uint32_t weight, bool name)
{
    kb_str plain;
    if (token->stem.len < 2 || kb_token_is(token, KB_WORD_STOP)) return KB_OK;
    kb_status status = count_term(s, (uint32_t)kb_hash(token->stem), weight, KB_TERM_SPEAKS);
    if (status == KB_OK) status = count_concepts(s, token, weight);
    if (!name || status != KB_OK) return status;
    status = kb_fold(token->base, false, s->arena, &plain, s->err);
    return status == KB_OK ? count_marked(s, '@', plain, false, weight, KB_TERM_TRAVELS) : status;
}

static kb_status count_token(sketching *s, const kb_token *token, uint32_t weight)
{
    bool name = (token->flags & KB_TOKEN_CAPITAL) && !(token->flags & KB_TOKEN_SENTENCE);
    switch (token->kind) {
    case KB_TOKEN_MARK: return KB_OK;
    case KB_TOKEN_NUMBER: return count_number(s, token, weight);
    case KB_TOKEN_WORD: return count_word(s, token, weight + name, name);
    }
    return KB_OK;
}

static int by_term(const void *a, const void *b)
{
    const counted *x = a, *y = b;
    if (x->term != y->term) return x->term < y->term ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

/* Those that speak first, then by weight. */
static int by_weight(const void *a, const void *b)
{
    const counted *x = a, *y = b;
    bool x_speaks = x->use & KB_TERM_SPEAKS, y_speaks = y->use & KB_TERM_SPEAKS;
    if (x_speaks != y_speaks) return x_speaks ? -1 : 1;
    if (x->count != y->count) return x->count > y->count ? -1 : 1;
    return x->place < y->place ? -1 : 1;
}

/* One entry a term, its counts added, its first place kept; of too many the weightiest. */
static void add_up(counted_list *list)
{
    size_t kept = 0, speak = 0;
    if (list->count) qsort(list->at, list->count, sizeof *list->at, by_term);
    for (size_t i = 0; i < list->count; i++) {
        if (kept && list->at[kept - 1].term == list->at[i].term) {
            list->at[kept - 1].count += list->at[i].count;
            list->at[kept - 1].use |= list->at[i].use;
        } else {
            list->at[kept++] = list->at[i];
        }
    }
    if (kept) qsort(list->at, kept, sizeof *list->at, by_weight);
    while (speak < kept && list->at[speak].use & KB_TERM_SPEAKS) speak++;
    if (speak > SPEAKING_MAX) {
        memmove(list->at + SPEAKING_MAX, list->at + speak, (kept - speak) * sizeof *list->at);
        kept -= speak - SPEAKING_MAX;
    }
    list->count = kept < KB_SKETCH_TERMS_MAX ? kept : KB_SKETCH_TERMS_MAX;
    if (list->count) qsort(list->at, list->count, sizeof *list->at, by_term);
}

kb_status kb_sketch_make(const kb_document *doc, const kb_tokens *title, const kb_tokens *tokens, kb_arena *arena,
                         kb_sketch *out, kb_err *err)
{
    sketching s = { .arena = arena, .err = err };
    kb_status status = KB_OK;
    *out = (kb_sketch){ NULL, 0, (uint32_t)kb_hash(doc->lang) };
    for (size_t i = 0; i < title->count && i < LEAD_TOKENS && status == KB_OK; i++)
        status = count_token(&s, &title->at[i], TITLE_WEIGHT);
    for (size_t i = 0; i < tokens->count && i < TOKENS_READ && status == KB_OK; i++)
        if (!kb_document_aside(doc, tokens->at[i].span))
            status = count_token(&s, &tokens->at[i], 1u + (i < LEAD_TOKENS));
    if (status != KB_OK) return status;
    add_up(&s.list);
    out->at = KB_NEW(arena, kb_term, s.list.count);
    if (!out->at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < s.list.count; i++) {
        const counted *c = &s.list.at[i];
        out->at[i] = (kb_term){ c->term, (uint8_t)(c->count < COUNT_MAX ? c->count : COUNT_MAX), (uint8_t)c->use };
    }
    out->count = s.list.count;
    return KB_OK;
}

/* ---- what is held ---- */

typedef struct {
    kb_sketch sketch; /* its terms are the held's own */
    int64_t article, story, when;
    size_t speaking; /* terms that speak */
    int64_t before;  /* number of the story's member before it; -1 none */
} held;

typedef struct {
    uint32_t term;
    uint32_t first, count, room; /* numbers[first .. count) are held */
    uint32_t *numbers;           /* of the reports that have it, rising; NULL: an empty place */
} posting;

typedef struct {
    int64_t story, last; /* number of its newest member; story 0: an empty place */
} newest;

/* Reports are numbered as they come; number n lies in ring[n % KB_GROUP_HELD_MAX] while oldest <= n < next. */
struct kb_group {
    held *ring;
    uint32_t oldest, next;
    posting *postings; /* open addressing; sizes are powers of two */
    size_t postings_size, postings_count;
    newest *stories;
    size_t stories_size, stories_count;
};

kb_status kb_group_new(kb_group **out, kb_err *err)
{
    kb_group *group = calloc(1, sizeof *group);
    *out = group;
    if (!group) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    group->postings_size = (size_t)1 << 14;
    group->stories_size = (size_t)1 << 10;
    group->ring = calloc(KB_GROUP_HELD_MAX, sizeof *group->ring);
    group->postings = calloc(group->postings_size, sizeof *group->postings);
    group->stories = calloc(group->stories_size, sizeof *group->stories);
    if (group->ring && group->postings && group->stories) return KB_OK;
    kb_group_free(group);
    *out = NULL;
    return kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

void kb_group_free(kb_group *group)
{
    if (!group) return;
    for (size_t i = 0; group->ring && i < KB_GROUP_HELD_MAX; i++) free(group->ring[i].sketch.at);
    for (size_t i = 0; group->postings && i < group->postings_size; i++) free(group->postings[i].numbers);
    free(group->ring);
    free(group->postings);
    free(group->stories);
    free(group);
}

static size_t speaking(const kb_sketch *sketch)
{
    size_t count = 0;
    for (size_t i = 0; i < sketch->count; i++) count += sketch->at[i].use & KB_TERM_SPEAKS;
    return count;
}

static const held *held_at(const kb_group *group, int64_t number)
{
    return &group->ring[(size_t)number % KB_GROUP_HELD_MAX];
}

int64_t kb_group_last(const kb_group *group)
{
    return group->next > group->oldest ? held_at(group, (int64_t)group->next - 1)->article : 0;
}

/* The place of a term: its own or the empty one where it would stand. */
static posting *posting_of(posting *postings, size_t size, uint32_t term)
{
    size_t at = (term * (size_t)0x9E3779B1u) & (size - 1);
    while (postings[at].numbers && postings[at].term != term) at = (at + 1) & (size - 1);
    return &postings[at];
}

static newest *newest_of(newest *stories, size_t size, int64_t story)
{
    size_t at = ((size_t)story * 0x9E3779B97F4A7C15u >> 20) & (size - 1);
    while (stories[at].story && stories[at].story != story) at = (at + 1) & (size - 1);
    return &stories[at];
}

static bool grow_postings(kb_group *group)
{
    size_t size = group->postings_size * 2;
    posting *postings = calloc(size, sizeof *postings);
    if (!postings) return false;
    group->postings_count = 0;
    for (size_t i = 0; i < group->postings_size; i++) {
        posting *p = &group->postings[i];
        if (p->numbers && p->first == p->count)
            free(p->numbers); /* nothing held has it any more */
        else if (p->numbers)
            *posting_of(postings, size, p->term) = *p, group->postings_count++;
    }
    free(group->postings);
    group->postings = postings;
    group->postings_size = size;
    return true;
}

static bool grow_stories(kb_group *group)
{
    size_t size = group->stories_size * 2;
    newest *stories = calloc(size, sizeof *stories);
    if (!stories) return false;
    for (size_t i = 0; i < group->stories_size; i++)
        if (group->stories[i].story) *newest_of(stories, size, group->stories[i].story) = group->stories[i];
    free(group->stories);
    group->stories = stories;
    group->stories_size = size;
    return true;
}

/* Room for one more number in the term's posting: those no longer held go before it grows. */
static posting *posting_with_room(kb_group *group, uint32_t term)
{
    posting *p = posting_of(group->postings, group->postings_size, term);
    if (p->numbers && p->count < p->room) return p;
    if (p->numbers && p->first >= p->room / 2) {
        memmove(p->numbers, p->numbers + p->first, (p->count - p->first) * sizeof *p->numbers);
        p->count -= p->first;
        p->first = 0;
        return p;
    }
    uint32_t room = p->numbers ? p->room * 2 : 4;
    uint32_t *numbers = realloc(p->numbers, room * sizeof *numbers);
    if (!numbers) return NULL;
    if (!p->numbers) *p = (posting){ .term = term }, group->postings_count++;
    p->numbers = numbers;
    p->room = room;
    return p;
}

static void drop_oldest(kb_group *group)
{
    held *h = &group->ring[group->oldest % KB_GROUP_HELD_MAX];
    for (size_t i = 0; i < h->sketch.count; i++) {
        posting *p = posting_of(group->postings, group->postings_size, h->sketch.at[i].term);
        if (p->numbers && p->first < p->count && p->numbers[p->first] == group->oldest) p->first++;
    }
    free(h->sketch.at);
    *h = (held){ .before = -1 };
    group->oldest++;
}

/* All memory is taken before anything is changed that a failure would leave half done. */
static bool make_room(kb_group *group, const kb_sketch *sketch)
{
    while ((group->postings_count + sketch->count) * 3 > group->postings_size * 2)
        if (!grow_postings(group)) return false;
    if (group->stories_count * 3 > group->stories_size * 2 && !grow_stories(group)) return false;
    for (size_t i = 0; i < sketch->count; i++)
        if (!posting_with_room(group, sketch->at[i].term)) return false;
    return true;
}

kb_status kb_group_add(kb_group *group, int64_t article, int64_t story, int64_t when, const kb_sketch *sketch,
                       kb_err *err)
{
    kb_term *terms = malloc((sketch->count + 1) * sizeof *terms);
    if (!terms || !make_room(group, sketch)) {
        free(terms);
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    if (sketch->count) memcpy(terms, sketch->at, sketch->count * sizeof *terms);
    if (group->next - group->oldest == KB_GROUP_HELD_MAX) drop_oldest(group);
    newest *last = newest_of(group->stories, group->stories_size, story);
    group->ring[group->next % KB_GROUP_HELD_MAX] = (held){ .sketch = { terms, sketch->count, sketch->lang },
                                                           .article = article,
                                                           .story = story,
                                                           .when = when,
                                                           .speaking = speaking(sketch),
                                                           .before = last->story ? last->last : -1 };
    if (!last->story) group->stories_count++;
    *last = (newest){ story, group->next };
    for (size_t i = 0; i < sketch->count; i++) {
        posting *p = posting_of(group->postings, group->postings_size, terms[i].term);
        p->numbers[p->count++] = group->next;
    }
    group->next++;
    return KB_OK;
}

/* ---- likeness ---- */

static double weight_of(const kb_group *group, kb_term term)
{
    const posting *p = posting_of(group->postings, group->postings_size, term.term);
    double reports = p->numbers ? p->count - p->first : 0, all = group->next - group->oldest;
    return (1 + log(term.count)) * log(1 + (all + 50) / (reports + 0.5));
}

typedef struct {
    double at[KB_SKETCH_TERMS_MAX];
    double length;
} weights;

/* Of the terms with the use alone; the others weigh nothing. */
static void weigh(const kb_group *group, const kb_sketch *sketch, unsigned use, weights *out)
{
    double sum = 0;
    for (size_t i = 0; i < sketch->count; i++) {
        out->at[i] = sketch->at[i].use & use ? weight_of(group, sketch->at[i]) : 0;
        sum += out->at[i] * out->at[i];
    }
    out->length = sqrt(sum);
}

static double threshold(size_t terms)
{
    double at = (double)terms;
    if (at <= thresholds[0].terms) return thresholds[0].threshold;
    for (size_t i = 1; i < POINTS; i++) {
        if (at > thresholds[i].terms) continue;
        double share = (at - thresholds[i - 1].terms) / (thresholds[i].terms - thresholds[i - 1].terms);
        return thresholds[i - 1].threshold + share * (thresholds[i].threshold - thresholds[i - 1].threshold);
    }
    return thresholds[POINTS - 1].threshold;
}

/* The report that is judged. */
typedef struct {
    const kb_group *group;
    const kb_sketch *sketch;
    int64_t when;
    weights speaks, travels; /* weights of its terms, by use */
    size_t speaking;
} judged;

/* The cosine over shared terms of the use that the two languages have; *shared counts them. */
static double cosine(const judged *j, const kb_sketch *b, bool one_language, size_t *shared)
{
    const kb_sketch *a = j->sketch;
    const weights *of_a = one_language ? &j->speaks : &j->travels;
    weights of_b;
    double sum = 0;
    weigh(j->group, b, one_language ? KB_TERM_SPEAKS : KB_TERM_TRAVELS, &of_b);
    *shared = 0;
    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        uint32_t x = a->at[i].term, y = b->at[k].term;
        if (x == y) {
            double both = of_a->at[i++] * of_b.at[k++];
            sum += both;
            *shared += both > 0;
        } else if (x < y) {
            i++;
        } else {
            k++;
        }
    }
    return of_a->length > 0 && of_b.length > 0 ? sum / (of_a->length * of_b.length) : 0;
}

/* Likeness in units of its threshold: from 1 on the two are of one story. */
static double likeness(const judged *j, const held *b)
{
    double apart = (double)j->when - (double)b->when;
    bool one_language = j->sketch->lang == b->sketch.lang;
    size_t shared, terms = b->speaking < j->speaking ? b->speaking : j->speaking;
    if (fabs(apart) > GROUP_WINDOW) return 0;
    double like = cosine(j, &b->sketch, one_language, &shared) * exp(-apart * apart / (2 * GROUP_SIGMA * GROUP_SIGMA));
    if (one_language) return like / threshold(terms);
    return shared < SHARED_MIN ? 0 : like / THRESHOLD_LANGUAGES;
}

typedef struct {
    uint32_t number;
    float score;
} candidate;

/* Adds up the weights of shared terms; *touched lists the reports that share any. */
static size_t add_shared(const judged *j, float *scores, uint32_t *touched)
{
    const kb_group *group = j->group;
    const kb_sketch *sketch = j->sketch;
    size_t count = 0;
    uint32_t all = group->next - group->oldest;
    for (size_t i = 0; i < sketch->count; i++) {
        const posting *p = posting_of(group->postings, group->postings_size, sketch->at[i].term);
        double weight = j->speaks.at[i] > 0 ? j->speaks.at[i] : j->travels.at[i];
        uint32_t reports = p->numbers ? p->count - p->first : 0;
        if (reports > 50 && reports > all / 10) continue; /* too common to lead anywhere */
        for (uint32_t k = 0; k < reports && k < POSTINGS_READ; k++) {
            uint32_t number = p->numbers[p->count - 1 - k], slot = number % KB_GROUP_HELD_MAX;
            if (scores[slot] == 0) touched[count++] = number;
            scores[slot] += (float)(weight * weight);
        }
    }
    return count;
}

static size_t best_of(const uint32_t *touched, size_t count, const float *scores, candidate best[CANDIDATES])
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        candidate c = { touched[i], scores[touched[i] % KB_GROUP_HELD_MAX] };
        size_t at = kept;
        /* Of equals the newer first, so that the order of a hash table never decides. */
        while (at > 0 &&
               (best[at - 1].score < c.score || (best[at - 1].score == c.score && best[at - 1].number < c.number)))
            at--;
        if (at == CANDIDATES) continue;
        if (kept < CANDIDATES) kept++;
        memmove(&best[at + 1], &best[at], (kept - 1 - at) * sizeof *best);
        best[at] = c;
    }
    return kept;
}

/* Likeness to a story: half that to its nearest member, half that to its newest members on average. */
static double story_likeness(const judged *j, int64_t story, double nearest)
{
    const kb_group *group = j->group;
    double sum = 0, count = 0;
    int64_t number = newest_of(group->stories, group->stories_size, story)->last;
    for (; number >= (int64_t)group->oldest && count < MEMBERS_COMPARED; number = held_at(group, number)->before) {
        sum += likeness(j, held_at(group, number));
        count++;
    }
    return count > 0 ? (nearest + sum / count) / 2 : 0;
}

static void choose(const judged *j, const candidate *best, size_t count, kb_choice *out)
{
    struct {
        int64_t story, article;
        double nearest;
    } stories[CANDIDATES];
    size_t found = 0;
    double most = 1;
    for (size_t i = 0; i < count; i++) {
        const held *h = held_at(j->group, best[i].number);
        double like = likeness(j, h);
        size_t s = 0;
        while (s < found && stories[s].story != h->story) s++;
        if (s == found) stories[found++].nearest = -1, stories[s].story = h->story;
        if (like <= stories[s].nearest) continue;
        stories[s].nearest = like;
        stories[s].article = h->article;
    }
    for (size_t s = 0; s < found; s++) {
        double like = story_likeness(j, stories[s].story, stories[s].nearest);
        if (like < most || (like <= most && out->story)) continue;
        most = like;
        *out = (kb_choice){ stories[s].story, like / (1 + like), stories[s].article };
    }
}

kb_status kb_group_find(const kb_group *group, const kb_sketch *sketch, int64_t when, kb_choice *out, kb_err *err)
{
    candidate best[CANDIDATES];
    judged j = { .group = group, .sketch = sketch, .when = when, .speaking = speaking(sketch) };
    *out = (kb_choice){ 0, 0, 0 };
    float *scores = calloc(KB_GROUP_HELD_MAX, sizeof *scores);
    uint32_t *touched = calloc(KB_GROUP_HELD_MAX, sizeof *touched);
    if (scores && touched) {
        weigh(group, sketch, KB_TERM_SPEAKS, &j.speaks);
        weigh(group, sketch, KB_TERM_TRAVELS, &j.travels);
        choose(&j, best, best_of(touched, add_shared(&j, scores, touched), scores, best), out);
    }
    free(scores);
    free(touched);
    return scores && touched ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}
