#include "story/repeat.h"

#include <stdlib.h>

#define NONE UINT32_MAX
#define PLACES_MAX 24 /* places of one shingle in the source that are tried */
#define GAP_MAX 96    /* words between two passages within which single words are compared */
#define EDGE_MAX 12   /* words looked at on the free side of a passage */
#define RUN_MIN 2     /* words in a row that count between two passages: one alone says nothing; */
#define RUN_MIN_APART 4
#define REWRITTEN_MIN                                                                                    \
    0.4 /* so many where less than this of the shorter side is common: then it is no rewritten sentence, \
           and a name in both says nothing */

typedef struct {
    const kb_shingled *from, *in; /* the text, the source */
    const kb_verbatim *text, *source;
    kb_arena *arena;
    kb_passages *out;
} finder;

static bool same(const finder *f, size_t text, size_t source)
{
    return f->text->at[text].hash == f->source->at[source].hash;
}

kb_status kb_shingled_make(kb_verbatim words, kb_arena *arena, kb_shingled *out, kb_err *err)
{
    *out = (kb_shingled){ .words = words };
    if (words.count < KB_PRINT_WORDS) return KB_OK;
    size_t count = words.count - KB_PRINT_WORDS + 1, room = 16;
    while (room < 2 * count) room *= 2;
    out->hashes = KB_NEW(arena, uint64_t, count);
    out->heads = KB_NEW(arena, uint32_t, room);
    out->next = KB_NEW(arena, uint32_t, count);
    if (!out->hashes || !out->heads || !out->next) return kb_arena_fail(arena, err);
    out->mask = room - 1;
    for (size_t i = 0; i < room; i++) out->heads[i] = NONE;
    for (size_t i = count; i-- > 0;) {
        out->hashes[i] = kb_print_hash(words.at + i);
        uint32_t *head = &out->heads[out->hashes[i] & out->mask];
        out->next[i] = *head;
        *head = (uint32_t)i;
    }
    return KB_OK;
}

static size_t run_of(const finder *f, size_t text, size_t source)
{
    size_t count = 0;
    while (text + count < f->text->count && source + count < f->source->count && same(f, text + count, source + count))
        count++;
    return count;
}

/* The longest passage that begins at word `text`; of equal ones that nearest behind `expected` in the source. */
static kb_passage longest(const finder *f, size_t text, size_t expected)
{
    kb_passage best = { .text = (uint32_t)text };
    size_t best_far = SIZE_MAX;
    uint32_t at = f->in->heads[f->from->hashes[text] & f->in->mask];
    for (int tried = 0; at != NONE && tried < PLACES_MAX; at = f->in->next[at], tried++) {
        size_t count = run_of(f, text, at);
        size_t far = at >= expected ? at - expected : SIZE_MAX / 2 + expected - at;
        if (count < KB_PRINT_WORDS || count < best.count || (count == best.count && far >= best_far)) continue;
        best.source = at;
        best.count = (uint32_t)count;
        best_far = far;
    }
    return best;
}

static kb_status add_passage(finder *f, kb_passage passage, kb_err *err)
{
    kb_passage *item = KB_ADD(f->arena, f->out, kb_passage);
    if (!item) return kb_arena_fail(f->arena, err);
    *item = passage;
    return KB_OK;
}

static kb_status find_passages(finder *f, kb_err *err)
{
    size_t text = 0, expected = 0;
    while (text + KB_PRINT_WORDS <= f->text->count) {
        kb_passage found = longest(f, text, expected);
        if (!found.count) {
            text++;
            continue;
        }
        kb_status status = add_passage(f, found, err);
        if (status != KB_OK) return status;
        text += found.count;
        expected = found.source + found.count;
    }
    return KB_OK;
}

/* ---- between two passages ---- */

/* lengths[i][j]: of the longest common subsequence of the words behind i in the text's gap and j in the source's. */
static void fill_lengths(const finder *f, kb_passage gap, size_t height, uint8_t (*lengths)[GAP_MAX + 1])
{
    for (size_t j = 0; j <= height; j++) lengths[gap.count][j] = 0;
    for (size_t i = gap.count; i-- > 0;) {
        lengths[i][height] = 0;
        for (size_t j = height; j-- > 0;) {
            uint8_t a = lengths[i + 1][j], b = lengths[i][j + 1];
            lengths[i][j] = same(f, gap.text + i, gap.source + j) ? (uint8_t)(lengths[i + 1][j + 1] + 1)
                            : a > b                               ? a
                                                                  : b;
        }
    }
}

/* Have the two sides of a gap any RUN_MIN words in a row (two) in common? Mostly not, and then
 * nothing is to be found. */
static bool shares_run(const finder *f, kb_passage gap, size_t height)
{
    uint32_t source[GAP_MAX];
    for (size_t j = 0; j < height; j++) source[j] = f->source->at[gap.source + j].hash;
    for (size_t i = 0; i + RUN_MIN <= gap.count; i++) {
        uint32_t first = f->text->at[gap.text + i].hash, second = f->text->at[gap.text + i + 1].hash, found = 0;
        for (size_t j = 0; j + RUN_MIN <= height; j++) found |= (source[j] == first) & (source[j + 1] == second);
        if (found) return true;
    }
    return false;
}

/* gap.count words of the text and `height` of the source stand between two passages: adds what they have in common,
 * runs of RUN_MIN words at least; the last of a gap that touches both ends may be of one word. */
static kb_status find_between(finder *f, kb_passage gap, size_t height, kb_err *err)
{
    uint8_t lengths[GAP_MAX + 1][GAP_MAX + 1];
    if (!shares_run(f, gap, height)) return KB_OK;
    fill_lengths(f, gap, height, lengths);
    bool rewritten = lengths[0][0] >= REWRITTEN_MIN * (double)(gap.count < height ? gap.count : height);
    uint32_t run_min = rewritten ? RUN_MIN : RUN_MIN_APART;
    for (size_t i = 0, j = 0; i < gap.count && j < height;) {
        if (!same(f, gap.text + i, gap.source + j)) {
            if (lengths[i + 1][j] >= lengths[i][j + 1])
                i++;
            else
                j++;
            continue;
        }
        kb_passage run = { gap.text + (uint32_t)i, gap.source + (uint32_t)j, 0 };
        while (i < gap.count && j < height && same(f, gap.text + i, gap.source + j)) run.count++, i++, j++;
        kb_status status = run.count >= run_min ? add_passage(f, run, err) : KB_OK;
        if (status != KB_OK) return status;
    }
    return KB_OK;
}

static int by_text(const void *a, const void *b)
{
    const kb_passage *x = a, *y = b;
    return x->text < y->text ? -1 : x->text > y->text;
}

static uint32_t least(size_t a, size_t b)
{
    return (uint32_t)(a < b ? a : b);
}

/* Behind passage `a` of the text and before `b` (a.count, b.count 0: the text begins, ends there) the texts do not run
 * side by side: a few words at each end may still be of the sentence that was taken. */
static kb_status find_edges(finder *f, kb_passage a, kb_passage b, kb_err *err)
{
    uint32_t free = b.text - (a.text + a.count), behind = 0;
    kb_status status = KB_OK;
    if (a.count) {
        kb_passage gap = { a.text + a.count, a.source + a.count, least(free, EDGE_MAX) };
        behind = gap.count;
        status = find_between(f, gap, least(f->source->count - gap.source, EDGE_MAX), err);
    }
    if (!b.count || status != KB_OK) return status;
    uint32_t before = least(free - behind, EDGE_MAX), height = least(b.source, EDGE_MAX);
    kb_passage gap = { b.text - before, b.source - height, before };
    return find_between(f, gap, height, err);
}

static kb_status find_gap(finder *f, kb_passage a, kb_passage b, kb_err *err)
{
    kb_passage gap = { a.text + a.count, a.source + a.count, b.text - (a.text + a.count) };
    if (!gap.count) return KB_OK;
    bool side_by_side = a.count && b.count && b.source >= gap.source && b.source - gap.source <= GAP_MAX;
    if (!side_by_side || gap.count > GAP_MAX) return find_edges(f, a, b, err);
    return find_between(f, gap, b.source - gap.source, err);
}

static kb_status find_gaps(finder *f, kb_err *err)
{
    size_t count = f->out->count;
    kb_passage begin = { 0 }, end = { .text = (uint32_t)f->text->count };
    for (size_t i = 0; i <= count && count; i++) {
        kb_status status = find_gap(f, i ? f->out->at[i - 1] : begin, i < count ? f->out->at[i] : end, err);
        if (status != KB_OK) return status;
    }
    if (f->out->count > count) qsort(f->out->at, f->out->count, sizeof *f->out->at, by_text);
    return KB_OK;
}

kb_status kb_repeat_find(const kb_shingled *text, const kb_shingled *source, kb_arena *arena, kb_passages *out,
                         kb_err *err)
{
    finder f = {
        .from = text, .in = source, .text = &text->words, .source = &source->words, .arena = arena, .out = out
    };
    *out = (kb_passages){ 0 };
    if (!text->hashes || !source->hashes) return KB_OK;
    kb_status status = find_passages(&f, err);
    return status == KB_OK ? find_gaps(&f, err) : status;
}

bool kb_repeat_exact(const kb_verbatim *text, const kb_verbatim *source)
{
    size_t i = 0;
    for (size_t j = 0; j < source->count; j++) {
        if (source->at[j].flags & KB_VERBATIM_STANDING) continue;
        if (i == text->count || text->at[i++].hash != source->at[j].hash) return false;
    }
    return i == text->count;
}
