#include "read/pool.h"

/* Before each block; as long as an alignment, so that the block is aligned for any type. */
typedef struct head {
    _Alignas(max_align_t) union {
        struct head *next; /* while it is free */
        size_t list;       /* while it is used: units of 16 bytes, or KB_POOL_SMALL + exponent */
    } is;
} head;

static head **list_of(kb_pool *pool, size_t list)
{
    return (head **)(list < KB_POOL_SMALL ? &pool->small[list] : &pool->large[list - KB_POOL_SMALL]);
}

void *kb_pool_take(void *user, size_t size)
{
    kb_pool *pool = user;
    size_t list = (size + 15) / 16, room = list * 16;
    if (list >= KB_POOL_SMALL) {
        size_t exponent = 10;
        while (exponent < 62 && ((size_t)1 << exponent) < size) exponent++;
        list = KB_POOL_SMALL + exponent;
        room = (size_t)1 << exponent;
    }
    head **first = list_of(pool, list), *block = *first;
    if (block)
        *first = block->is.next;
    else
        block = kb_arena_alloc(pool->arena, 1, sizeof(head) + room);
    if (!block) longjmp(pool->out_of_memory, 1);
    block->is.list = list;
    return block + 1;
}

void kb_pool_give(void *user, void *at)
{
    kb_pool *pool = user;
    if (!at) return;
    head *block = (head *)at - 1, **first = list_of(pool, block->is.list);
    block->is.next = *first;
    *first = block;
}
