#include "story/fingerprint.h"

#include <stdlib.h>

/* Words are chained, so that their order counts; the end is mixed well, for the least hash is chosen by all its bits
 * (the finalizer of splitmix64: Steele, Lea and Flood 2014). */
uint64_t kb_print_hash(const kb_verbatim_word *words)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < KB_PRINT_WORDS; i++)
        hash = (hash ^ words[i].hash) * UINT64_C(0x9E3779B97F4A7C15) + (hash >> 29);
    hash = (hash ^ hash >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    hash = (hash ^ hash >> 27) * UINT64_C(0x94D049BB133111EB);
    return hash ^ hash >> 31;
}

kb_status kb_prints_find(const kb_verbatim *words, kb_arena *arena, kb_prints *out, kb_err *err)
{
    uint64_t window[KB_PRINT_WINDOW];
    size_t chosen = SIZE_MAX;
    *out = (kb_prints){ 0 };
    if (words->count < KB_PRINT_WORDS) return KB_OK;
    size_t count = words->count - KB_PRINT_WORDS + 1;
    out->at = KB_NEW(arena, kb_print_of, count);
    if (!out->at) return kb_arena_fail(arena, err);
    for (size_t i = 0; i < count; i++) {
        window[i % KB_PRINT_WINDOW] = kb_print_hash(words->at + i);
        if (i + 1 < KB_PRINT_WINDOW && i + 1 < count) continue; /* the first window is not full yet */
        size_t first = i + 1 < KB_PRINT_WINDOW ? 0 : i + 1 - KB_PRINT_WINDOW, least = i;
        for (size_t j = i; j-- > first;)
            if (window[j % KB_PRINT_WINDOW] < window[least % KB_PRINT_WINDOW]) least = j;
        if (least == chosen) continue;
        chosen = least;
        out->at[out->count++] = (kb_print_of){ window[least % KB_PRINT_WINDOW], (uint32_t)least };
    }
    return KB_OK;
}

static int by_hash(const void *a, const void *b)
{
    const kb_print_of *x = a, *y = b;
    return x->hash < y->hash ? -1 : x->hash > y->hash;
}

void kb_prints_thin(kb_prints *prints, size_t most)
{
    size_t part = 1, kept = 0;
    while (part < KB_PRINT_THIN_MAX && prints->count > most * part) part *= 2;
    if (prints->count) qsort(prints->at, prints->count, sizeof *prints->at, by_hash);
    for (size_t i = 0; i < prints->count; i++)
        if (prints->at[i].hash % part == 0 && (kept == 0 || prints->at[i].hash != prints->at[kept - 1].hash))
            prints->at[kept++] = prints->at[i];
    prints->count = kept;
}
