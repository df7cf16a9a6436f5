#define _DEFAULT_SOURCE /* madvise */
#include "base/large.h"

#include "base/compiler.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define LARGE_PAGE ((size_t)2 << 20)

void *kb_large_new(size_t bytes)
{
    if (bytes < LARGE_PAGE) return calloc(1, bytes ? bytes : 1);
    if (bytes > SIZE_MAX - LARGE_PAGE) return NULL;
    size_t whole = (bytes + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    void *at = aligned_alloc(LARGE_PAGE, whole);
    if (!at) return NULL;
#ifdef MADV_HUGEPAGE
    (void)madvise(at, whole, MADV_HUGEPAGE); /* a hint: without it all is as before */
#endif
    return memset(at, 0, whole);
}

void kb_large_heap(void)
{
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE) && !KB_ASAN
    const size_t room = (size_t)32 << 20;
    bool set = mallopt(M_ARENA_MAX, 1) && mallopt(M_MMAP_THRESHOLD, 1 << 20) && mallopt(M_TOP_PAD, (int)room);
    char *first = set ? malloc(LARGE_PAGE / 4) : NULL; /* makes the heap grow by the room */
    if (!first) return;
    char *begin = first + (LARGE_PAGE - (uintptr_t)first % LARGE_PAGE);
    (void)madvise(begin, (room - LARGE_PAGE) / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE);
    free(first);
#endif
}

void kb_heap_trim(void)
{
#if defined(__GLIBC__) && !KB_ASAN
    const size_t kept = (size_t)32 << 20;
    (void)malloc_trim(kept);
#endif
}
