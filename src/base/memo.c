#include "base/memo.h"

#include <stdlib.h>

#include "base/arena.h"

struct kb_memo {
    kb_map *map;
    kb_arena *arena; /* of keys and values */
    size_t limit;
};

static bool begin(kb_memo *memo)
{
    kb_map_free(memo->map);
    kb_arena_free(memo->arena);
    memo->map = kb_map_new();
    memo->arena = kb_arena_new(memo->limit);
    return memo->map && memo->arena;
}

kb_memo *kb_memo_new(size_t limit)
{
    kb_memo *memo = calloc(1, sizeof *memo);
    if (!memo) return NULL;
    memo->limit = limit;
    if (begin(memo)) return memo;
    kb_memo_free(memo);
    return NULL;
}

void kb_memo_free(kb_memo *memo)
{
    if (!memo) return;
    kb_map_free(memo->map);
    kb_arena_free(memo->arena);
    free(memo);
}

void *kb_memo_find(const kb_memo *memo, kb_str key)
{
    return memo->map ? kb_map_find(memo->map, key) : NULL;
}

void *kb_memo_add(kb_memo *memo, kb_str key, size_t size)
{
    for (int tries = 0; tries < 2; tries++) {
        /* Key and value lie together: a look-up reads both. */
        kb_str kept;
        bool room = memo->map && memo->arena && kb_arena_copy(memo->arena, key, &kept);
        void *value = room ? kb_arena_alloc(memo->arena, 1, size) : NULL;
        if (value) return kb_map_set(memo->map, kept, value) ? value : NULL;
        if (tries == 0 && !begin(memo)) return NULL;
    }
    return NULL;
}
