#define _DEFAULT_SOURCE /* madvise */
#include "base/large.h"

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
