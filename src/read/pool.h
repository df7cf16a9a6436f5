/* read/pool.h - memory for a library that asks for many small blocks and gives some back: blocks of an arena, kept in
 * lists by size. Gone as a whole. The library does not look whether memory was given, so the way out is a jump. */
#ifndef KB_READ_POOL_H
#define KB_READ_POOL_H

#include <setjmp.h>

#include "base/arena.h"

#define KB_POOL_SMALL 128 /* sizes of 8 bytes each have a list of their own; larger ones share those of powers of two \
                           */

typedef struct {
    kb_arena *arena;
    void *small[KB_POOL_SMALL], *large[64]; /* first free block of each size */
    char *chunk;                            /* of which blocks are cut */
    size_t chunk_left;
    jmp_buf out_of_memory; /* set by the caller before the first block is asked for */
} kb_pool;

/* For libraries that take an allocator with a pointer of the user's: `pool` is the kb_pool. Blocks are aligned for
 * pointers and 64-bit numbers, not for long double: that would cost a fifth of a tree's memory. */
void *kb_pool_take(void *pool, size_t size);
void kb_pool_give(void *pool, void *block);

#endif
