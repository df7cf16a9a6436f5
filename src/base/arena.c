#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define FIRST_BLOCK ((size_t)2 * 1024) /* each further one is as large as all before, */
#define BLOCK ((size_t)32 * 1024)      /* up to this */
#define ALIGN _Alignof(max_align_t)

typedef struct block {
    struct block *next;
    size_t used, size;
    max_align_t bytes[];
} block;

struct kb_arena {
    block *blocks;
    size_t used, limit;
    bool memory_out;
};

kb_arena *kb_arena_new(size_t limit)
{
    kb_arena *arena = calloc(1, sizeof *arena);
    if (arena) arena->limit = limit;
    return arena;
}

void kb_arena_free(kb_arena *arena)
{
    if (!arena) return;
    for (block *b = arena->blocks, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    free(arena);
}

static block *block_new(kb_arena *arena, size_t size)
{
    block *b = size <= SIZE_MAX - sizeof(block) ? calloc(1, sizeof(block) + size) : NULL;
    if (!b) {
        arena->memory_out = true;
        return NULL;
    }
    b->size = size;
    b->next = arena->blocks;
    arena->blocks = b;
    return b;
}

void *kb_arena_alloc(kb_arena *arena, size_t count, size_t size)
{
    if (size && count > (SIZE_MAX - ALIGN) / size) return NULL;
    size_t want = (count * size + ALIGN - 1) / ALIGN * ALIGN;
    if (want == 0) want = ALIGN;
    if (want > arena->limit - arena->used) return NULL;
    block *b = arena->blocks;
    const size_t next = arena->used < FIRST_BLOCK ? FIRST_BLOCK : arena->used < BLOCK ? arena->used : BLOCK;
    if (KB_ASAN || want > next / 4) {
        /* A block of its own; the current block stays first, so that its rest is still used. */
        block *own = block_new(arena, want);
        if (!own) return NULL;
        own->used = want;
        if (b) {
            arena->blocks = b;
            own->next = b->next;
            b->next = own;
        }
        arena->used += want;
        return own->bytes;
    }
    if (!b || b->size - b->used < want) {
        b = block_new(arena, next);
        if (!b) return NULL;
    }
    void *at = (char *)b->bytes + b->used;
    b->used += want;
    arena->used += want;
    return at;
}

bool kb_arena_copy(kb_arena *arena, kb_str s, kb_str *out)
{
    char *at = kb_arena_alloc(arena, s.len + 1, 1);
    if (!at) return false;
    if (s.len) memcpy(at, s.at, s.len);
    *out = (kb_str){ at, s.len };
    return true;
}

bool kb_arena_print(kb_arena *arena, kb_str *out, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *at = len < 0 ? NULL : kb_arena_alloc(arena, (size_t)len + 1, 1);
    if (at) {
        (void)vsnprintf(at, (size_t)len + 1, format, again);
        *out = (kb_str){ at, (size_t)len };
    }
    va_end(again);
    return at != NULL;
}

kb_status kb_arena_fail(const kb_arena *arena, kb_err *err)
{
    if (arena->memory_out) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    return kb_fail(err, KB_ERR_LIMIT, "needs more than the allowed %zu bytes of memory", arena->limit);
}

size_t kb_arena_used(const kb_arena *arena)
{
    return arena->used;
}

size_t kb_arena_room(const kb_arena *arena)
{
    size_t room = sizeof *arena;
    for (const block *b = arena->blocks; b; b = b->next) room += sizeof *b + b->size;
    return room;
}

void *kb_list_grow(kb_arena *arena, void **at, size_t *count, size_t size)
{
    size_t n = *count;
    bool full = n == 0 || (n >= 8 && (n & (n - 1)) == 0); /* room is max(8, next power of two) */
    if (full) {
        if (n > SIZE_MAX / 2) return NULL;
        void *room = kb_arena_alloc(arena, n < 8 ? 8 : n * 2, size);
        if (!room) return NULL;
        if (n) memcpy(room, *at, n * size);
        *at = room;
    }
    *count = n + 1;
    return (char *)*at + n * size;
}
