#include "compare/wording.h"

#include <math.h>
#include <stdlib.h>

#define LIKE_MIN 0.6 /* of the shorter one's words, by weight */
#define WORDS_MIN 4  /* fewer must all be the same: three words are soon found anywhere */
#define LEADS 8      /* the rarest words of a saying, by which others are found */
#define FOLLOWED 256 /* newest sayings to which one word leads */

/* ---- sayings ---- */

typedef struct {
    uint32_t hash, saying;
    bool number;
} posting;

typedef struct {
    const kb_saying *sayings;
    kb_verbatim *words; /* of each */
    posting *at;        /* distinct words of all sayings, by hash and then by saying */
    size_t count;
    uint32_t *first; /* of each saying the places of its distinct words in `at`: own[first[i]..first[i + 1]) */
    uint32_t *own;
    double *weight;  /* of the word at a place */
    uint32_t *begin; /* where the run of equal hashes begins */
} finder;

static bool number_at(kb_str text, const kb_verbatim_word *word)
{
    return text.at[word->begin] >= '0' && text.at[word->begin] <= '9';
}

static int by_hash(const void *a, const void *b)
{
    const posting *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return x->saying < y->saying ? -1 : x->saying > y->saying;
}

static kb_status find_words(finder *f, size_t count, kb_arena *arena, kb_err *err)
{
    size_t all = 0, kept = 0;
    f->words = KB_NEW(arena, kb_verbatim, count);
    if (!f->words) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++) {
        kb_status status = kb_verbatim_find(f->sayings[i].words, arena, &f->words[i], err);
        if (status != KB_OK) return status;
        all += f->words[i].count;
    }
    f->at = KB_NEW(arena, posting, all);
    if (!f->at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++)
        for (size_t w = 0; w < f->words[i].count; w++)
            f->at[f->count++] =
                (posting){ f->words[i].at[w].hash, (uint32_t)i, number_at(f->sayings[i].words, &f->words[i].at[w]) };
    if (f->count) qsort(f->at, f->count, sizeof *f->at, by_hash);
    for (size_t i = 0; i < f->count; i++)
        if (i == 0 || by_hash(&f->at[i], &f->at[kept - 1]) != 0) f->at[kept++] = f->at[i];
    f->count = kept;
    return KB_OK;
}

/* Weighs the words and gives each saying the list of its own. */
static kb_status weigh_words(finder *f, size_t count, kb_arena *arena, kb_err *err)
{
    f->first = KB_NEW(arena, uint32_t, count + 2);
    f->own = KB_NEW(arena, uint32_t, f->count);
    f->weight = KB_NEW(arena, double, f->count);
    f->begin = KB_NEW(arena, uint32_t, f->count);
    if (!f->first || !f->own || !f->weight || !f->begin) return kb_arena_fail(arena, err);
    for (size_t i = 0, end; i < f->count; i = end) {
        for (end = i; end < f->count && f->at[end].hash == f->at[i].hash;) end++;
        for (size_t j = i; j < end; j++) {
            f->weight[j] = log(1 + (double)count / (double)(end - i));
            f->begin[j] = (uint32_t)i;
            f->first[f->at[j].saying + 2]++;
        }
    }
    for (size_t i = 2; i < count + 2; i++) f->first[i] += f->first[i - 1];
    for (size_t i = 0; i < f->count; i++) f->own[f->first[f->at[i].saying + 1]++] = (uint32_t)i;
    return KB_OK;
}

/* Two sayings of which one has only numbers that the other has not, and the other way round, tell of two moments. */
static bool alike(const finder *f, uint32_t a, uint32_t b)
{
    double common = 0, mine = 0, theirs = 0;
    size_t words = 0, odd_mine = 0, odd_theirs = 0;
    size_t i = f->first[a], j = f->first[b], i_end = f->first[a + 1], j_end = f->first[b + 1];
    while (i < i_end || j < j_end) {
        const posting *x = i < i_end ? &f->at[f->own[i]] : NULL, *y = j < j_end ? &f->at[f->own[j]] : NULL;
        bool both = x && y && x->hash == y->hash;
        bool left = x && (!y || x->hash <= y->hash), right = y && (!x || y->hash <= x->hash);
        if (left) mine += f->weight[f->own[i]];
        if (right) theirs += f->weight[f->own[j]];
        if (both) common += f->weight[f->own[i]], words++;
        odd_mine += left && !both && x->number;
        odd_theirs += right && !both && y->number;
        i += left;
        j += right;
    }
    if (odd_mine && odd_theirs) return false;
    bool strict = words < WORDS_MIN || f->sayings[a].article == f->sayings[b].article;
    if (strict) return words == i_end - f->first[a] && words == j_end - f->first[b];
    return common >= LIKE_MIN * (mine < theirs ? mine : theirs);
}

/* The first saying before `i` that is one with it. */
static uint32_t find_like(const finder *f, uint32_t i, const uint32_t *group)
{
    uint32_t leads[LEADS], best = i;
    size_t count = 0;
    for (uint32_t w = f->first[i]; w < f->first[i + 1]; w++) { /* the heaviest words, heaviest first */
        size_t at = count < LEADS ? count++ : LEADS;
        for (; at > 0 && f->weight[f->own[w]] > f->weight[leads[at - 1]]; at--)
            if (at < LEADS) leads[at] = leads[at - 1];
        if (at < LEADS) leads[at] = f->own[w];
    }
    for (size_t l = 0; l < count; l++) {
        uint32_t followed = 0;
        for (uint32_t p = leads[l]; p > f->begin[leads[l]] && followed < FOLLOWED; followed++) {
            uint32_t other = f->at[--p].saying;
            if (f->sayings[i].at - f->sayings[other].at > KB_SAYING_SECONDS) break;
            if (f->sayings[i].against != f->sayings[other].against || group[other] >= best) continue;
            if (alike(f, i, other)) best = group[other];
        }
    }
    return best;
}

kb_status kb_sayings_group(const kb_saying *sayings, size_t count, kb_arena *arena, uint32_t *group, kb_err *err)
{
    finder f = { .sayings = sayings };
    kb_status status = find_words(&f, count, arena, err);
    if (status == KB_OK) status = weigh_words(&f, count, arena, err);
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        group[i] = (uint32_t)i;
        group[i] = find_like(&f, (uint32_t)i, group);
    }
    return status;
}

/* ---- wording ---- */

typedef struct {
    const kb_verbatim *a, *b;
    size_t rows, columns; /* words that are compared */
    uint16_t *lengths;    /* [i * (columns + 1) + j]: of the longest common subsequence behind i and j */
    size_t a_end, b_end;  /* bytes told so far */
    kb_arena *arena;
    kb_wordings *out;
} differ;

static uint16_t *length_at(const differ *d, size_t i, size_t j)
{
    return &d->lengths[i * (d->columns + 1) + j];
}

static bool same_word(const differ *d, size_t i, size_t j)
{
    return d->a->at[i].hash == d->b->at[j].hash;
}

static kb_status fill_lengths(differ *d, kb_err *err)
{
    d->rows = d->a->count < KB_WORDING_MAX ? d->a->count : KB_WORDING_MAX;
    d->columns = d->b->count < KB_WORDING_MAX ? d->b->count : KB_WORDING_MAX;
    d->lengths = KB_NEW(d->arena, uint16_t, (d->rows + 1) * (d->columns + 1));
    if (!d->lengths) return kb_arena_fail(d->arena, err);
    for (size_t i = d->rows; i-- > 0;)
        for (size_t j = d->columns; j-- > 0;) {
            uint16_t down = *length_at(d, i + 1, j), right = *length_at(d, i, j + 1);
            *length_at(d, i, j) = same_word(d, i, j) ? (uint16_t)(*length_at(d, i + 1, j + 1) + 1)
                                  : down > right     ? down
                                                     : right;
        }
    return KB_OK;
}

/* Words [i, i_end) of a against [j, j_end) of b: as far as the next word begins nothing is told twice. */
static kb_status add_run(differ *d, size_t i, size_t i_end, size_t j, size_t j_end, bool same, kb_err *err)
{
    const kb_span a =
        i < i_end ? kb_span_of(d->a->at[i].begin, d->a->at[i_end - 1].end) : kb_span_of(d->a_end, d->a_end);
    const kb_span b =
        j < j_end ? kb_span_of(d->b->at[j].begin, d->b->at[j_end - 1].end) : kb_span_of(d->b_end, d->b_end);
    if (i == i_end && j == j_end) return KB_OK;
    kb_wording *run = KB_ADD(d->arena, d->out, kb_wording);
    if (!run) return kb_arena_fail(d->arena, err);
    *run = (kb_wording){ a, b, same };
    d->a_end = a.end;
    d->b_end = b.end;
    return KB_OK;
}

static kb_status add_runs(differ *d, kb_err *err)
{
    size_t i = 0, j = 0;
    kb_status status = KB_OK;
    while (status == KB_OK && (i < d->a->count || j < d->b->count)) {
        size_t a = i, b = j;
        while (i < d->rows && j < d->columns && same_word(d, i, j)) i++, j++;
        status = add_run(d, a, i, b, j, true, err);
        a = i, b = j;
        while (i < d->rows && j < d->columns && !same_word(d, i, j)) {
            if (*length_at(d, i + 1, j) >= *length_at(d, i, j + 1))
                i++;
            else
                j++;
        }
        if (i == d->rows || j == d->columns) i = d->a->count, j = d->b->count;
        if (status == KB_OK) status = add_run(d, a, i, b, b, false, err);
        if (status == KB_OK) status = add_run(d, i, i, b, j, false, err);
    }
    return status;
}

kb_status kb_wording_find(kb_str a, kb_str b, kb_arena *arena, kb_wordings *out, kb_err *err)
{
    kb_verbatim a_words, b_words;
    differ d = { .a = &a_words, .b = &b_words, .arena = arena, .out = out };
    *out = (kb_wordings){ 0 };
    kb_status status = kb_verbatim_find(a, arena, &a_words, err);
    if (status == KB_OK) status = kb_verbatim_find(b, arena, &b_words, err);
    if (status == KB_OK) status = fill_lengths(&d, err);
    return status == KB_OK ? add_runs(&d, err) : status;
}

/* ---- changes ---- */

/* The words but so many first and last ones; where none is left, the place behind the first ones. */
static kb_span middle(const kb_verbatim *words, size_t first, size_t last)
{
    size_t at = first ? words->at[first - 1].end : 0;
    if (first + last == words->count) return kb_span_of(at, at);
    return kb_span_of(words->at[first].begin, words->at[words->count - last - 1].end);
}

static kb_span shifted(kb_span span, size_t by)
{
    return kb_span_of(span.begin + by, span.end + by);
}

static kb_status add_changes(const kb_wordings *runs, kb_span a, kb_span b, kb_arena *arena, kb_wordings *out,
                             kb_err *err)
{
    for (size_t i = 0; i < runs->count; i++) {
        const kb_wording *run = &runs->at[i];
        if (run->same) continue;
        if (i && !runs->at[i - 1].same && kb_span_len(run->b)) { /* stands for what went before it */
            out->at[out->count - 1].b = shifted(run->b, b.begin);
            continue;
        }
        kb_wording *change = KB_ADD(arena, out, kb_wording);
        if (!change) return kb_arena_fail(arena, err);
        *change = (kb_wording){ shifted(run->a, a.begin), shifted(run->b, b.begin), false };
    }
    return KB_OK;
}

kb_status kb_wording_changes(kb_str a, kb_str b, kb_arena *arena, kb_wordings *out, kb_err *err)
{
    kb_verbatim x, y;
    kb_wordings runs;
    size_t first = 0, last = 0;
    *out = (kb_wordings){ 0 };
    kb_status status = kb_verbatim_find(a, arena, &x, err);
    if (status == KB_OK) status = kb_verbatim_find(b, arena, &y, err);
    if (status != KB_OK) return status;
    size_t most = x.count < y.count ? x.count : y.count;
    while (first < most && x.at[first].hash == y.at[first].hash) first++;
    while (last < most - first && x.at[x.count - 1 - last].hash == y.at[y.count - 1 - last].hash) last++;
    const kb_span in_a = middle(&x, first, last), in_b = middle(&y, first, last);
    status = kb_wording_find(kb_str_part(a, in_a), kb_str_part(b, in_b), arena, &runs, err);
    return status == KB_OK ? add_changes(&runs, in_a, in_b, arena, out, err) : status;
}
