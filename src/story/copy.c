#include "story/copy.h"

#include <stdlib.h>

#define NONE UINT32_MAX

static int by_hash(const void *a, const void *b)
{
    const kb_shingle *x = a, *y = b;
    if (x->hash != y->hash) return x->hash < y->hash ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

/* Words are chained by their hashes: a shingle's hash depends on each word and on their order. */
static uint64_t hash_of(const uint64_t *words)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < KB_SHINGLE_WORDS; i++)
        hash = (hash ^ words[i]) * UINT64_C(0x9E3779B97F4A7C15) + (hash >> 29);
    return hash;
}

kb_status kb_shingles_find(const kb_tokens *tokens, kb_arena *arena, kb_shingles *out, kb_err *err)
{
    *out = (kb_shingles){ 0 };
    uint64_t *words = KB_NEW(arena, uint64_t, tokens->count);
    if (!words) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < tokens->count; i++)
        if (tokens->at[i].kind != KB_TOKEN_MARK) words[out->words++] = kb_hash(tokens->at[i].folded);
    if (out->words < KB_SHINGLE_WORDS) return KB_OK;

    out->at = KB_NEW(arena, kb_shingle, out->words);
    if (!out->at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i + KB_SHINGLE_WORDS <= out->words; i++)
        out->at[out->count++] = (kb_shingle){ hash_of(words + i), (uint32_t)i };
    qsort(out->at, out->count, sizeof *out->at, by_hash);
    return KB_OK;
}

kb_status kb_copy_share(const kb_shingles *text, const kb_shingles *other, kb_arena *arena, double *share, kb_err *err)
{
    *share = 0;
    if (!text->count || !other->count) return KB_OK;
    bool *repeated = KB_NEW(arena, bool, text->words);
    if (!repeated) return kb_arena_fail(arena, err);
    for (size_t i = 0, j = 0; i < text->count; i++) {
        while (j < other->count && other->at[j].hash < text->at[i].hash) j++;
        if (j == other->count) break;
        if (other->at[j].hash != text->at[i].hash) continue;
        for (size_t w = 0; w < KB_SHINGLE_WORDS; w++) repeated[text->at[i].word + w] = true;
    }
    size_t count = 0;
    for (size_t i = 0; i < text->words; i++) count += repeated[i];
    *share = (double)count / (double)text->words;
    return KB_OK;
}

/* Was a published before b? 1 yes, -1 the other way round, 0 cannot be told. */
static int before(kb_time a, kb_time b)
{
    if (a.precision == KB_TIME_NONE || b.precision == KB_TIME_NONE) return 0;
    if (a.precision < KB_TIME_MINUTE || b.precision < KB_TIME_MINUTE) {
        int64_t x = kb_time_day(a), y = kb_time_day(b);
        return x < y ? 1 : x > y ? -1 : 0;
    }
    return a.seconds < b.seconds ? 1 : a.seconds > b.seconds ? -1 : 0;
}

/* Is text i, which repeats enough of text j, its copy? Never both ways round. */
static bool is_copy(size_t i, size_t j, const kb_time *published, double mine, double theirs)
{
    int order = before(published[i], published[j]);
    if (theirs < KB_COPY_SHARE_MIN) return true; /* only i repeats enough of the other */
    if (order) return order < 0;
    if (mine > theirs || mine < theirs) return mine > theirs;
    return i > j;
}

kb_status kb_copies_find(const kb_shingles *texts, const kb_time *published, size_t count, kb_arena *arena,
                         kb_copy *out, double *shares, kb_err *err)
{
    if (!shares) shares = KB_NEW(arena, double, count *count);
    if (!shares) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            shares[i * count + j] = 1;
            if (i == j) continue;
            kb_status status = kb_copy_share(&texts[i], &texts[j], arena, &shares[i * count + j], err);
            if (status != KB_OK) return status;
        }
    for (size_t i = 0; i < count; i++) {
        out[i] = (kb_copy){ .of = NONE };
        for (size_t j = 0; j < count; j++) {
            double mine = shares[i * count + j];
            if (i == j || mine < KB_COPY_SHARE_MIN || mine <= out[i].share) continue;
            if (is_copy(i, j, published, mine, shares[j * count + i])) out[i] = (kb_copy){ (uint32_t)j, mine };
        }
    }
    return KB_OK;
}
