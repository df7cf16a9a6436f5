/* base/slab.h - blocks of a few sizes, by the hundred thousand, close together in large pages; a block that is given
 * back serves the next of its size (Bonwick 1994, The Slab Allocator). One of 64 bytes or of a multiple begins with a
 * cache line, one of 16 or 32 lies within one. */
#ifndef KB_BASE_SLAB_H
#define KB_BASE_SLAB_H

#include <stddef.h>

#define KB_SLAB_UNIT ((size_t)16) /* sizes are rounded up to it */
#define KB_SLAB_MAX ((size_t)2048)

typedef struct kb_slabs kb_slabs;

kb_slabs *kb_slabs_new(void);        /* NULL: out of memory */
void kb_slabs_free(kb_slabs *slabs); /* and all blocks; NULL is fine */

/* A block of 1..KB_SLAB_MAX bytes; what stands in it is anything. NULL: out of memory. */
void *kb_slabs_take(kb_slabs *slabs, size_t bytes);

/* Gives a block back; `bytes` as when it was taken. */
void kb_slabs_give(kb_slabs *slabs, void *at, size_t bytes);

#endif
