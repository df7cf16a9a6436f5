#include "read/pool.h"

#define UNIT sizeof(head)
#define CHUNK ((size_t)32 * 1024)

/* Before each block. */
typedef union head {
    union head *next; /* while it is free */
    uint64_t list;    /* while it is used: its units, or KB_POOL_SMALL + exponent */
} head;

static head **list_of(kb_pool *pool, size_t list)
{
    return (head **)(list < KB_POOL_SMALL ? &pool->small[list] : &pool->large[list - KB_POOL_SMALL]);
}

static head *cut(kb_pool *pool, size_t size)
{
    if (size > CHUNK / 4) return kb_arena_alloc(pool->arena, 1, size);
    if (pool->chunk_left < size) {
        pool->chunk = kb_arena_alloc(pool->arena, 1, CHUNK);
        pool->chunk_left = pool->chunk ? CHUNK : 0;
        if (!pool->chunk) return NULL;
    }
    head *block = (head *)(void *)pool->chunk;
    pool->chunk += size;
    pool->chunk_left -= size;
    return block;
}

void *kb_pool_take(void *user, size_t size)
{
    kb_pool *pool = user;
    size_t list = (size + UNIT - 1) / UNIT, room = list * UNIT;
    if (list >= KB_POOL_SMALL) {
        size_t exponent = 10;
        while (exponent < 62 && ((size_t)1 << exponent) < size) exponent++;
        list = KB_POOL_SMALL + exponent;
        room = (size_t)1 << exponent;
    }
    head **first = list_of(pool, list), *block = *first;
    if (block)
        *first = block->next;
    else
        block = cut(pool, UNIT + room);
    if (!block) longjmp(pool->out_of_memory, 1);
    block->list = list;
    return block + 1;
}

void kb_pool_give(void *user, void *at)
{
    kb_pool *pool = user;
    if (!at) return;
    head *block = (head *)at - 1, **first = list_of(pool, block->list);
    block->next = *first;
    *first = block;
}
