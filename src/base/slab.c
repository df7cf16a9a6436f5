#include "base/slab.h"

#include <stdlib.h>

#include "base/large.h"

#define SIZES (KB_SLAB_MAX / KB_SLAB_UNIT)
#define LINE ((size_t)64)
#define PAGE ((size_t)2 << 20)
#define SLAB ((size_t)64 << 10) /* so much of a page is cut for one size at a time */

/* A block that is not in use. */
typedef struct unused {
    struct unused *next;
} unused;

/* Stands in the first line of each page. */
typedef struct page {
    struct page *older;
} page;

struct kb_slabs {
    page *pages;
    size_t used; /* bytes of the newest page */
    struct {
        unused *unused;
        char *rest; /* of its slab: `left` bytes */
        size_t left;
    } sizes[SIZES];
};

kb_slabs *kb_slabs_new(void)
{
    return calloc(1, sizeof(kb_slabs));
}

void kb_slabs_free(kb_slabs *slabs)
{
    if (!slabs) return;
    for (page *p = slabs->pages, *older; p; p = older) {
        older = p->older;
        free(p);
    }
    free(slabs);
}

static size_t size_of(size_t bytes)
{
    return (bytes + KB_SLAB_UNIT - 1) / KB_SLAB_UNIT - 1;
}

static char *slab_new(kb_slabs *slabs)
{
    if (!slabs->pages || PAGE - slabs->used < SLAB) {
        page *p = kb_large_new(PAGE);
        if (!p) return NULL;
        p->older = slabs->pages;
        slabs->pages = p;
        slabs->used = LINE;
    }
    char *at = (char *)slabs->pages + slabs->used;
    slabs->used += SLAB;
    return at;
}

void *kb_slabs_take(kb_slabs *slabs, size_t bytes)
{
    size_t n = size_of(bytes), whole = (n + 1) * KB_SLAB_UNIT;
    unused *found = slabs->sizes[n].unused;
    if (found) {
        slabs->sizes[n].unused = found->next;
        return found;
    }
    if (slabs->sizes[n].left < whole) {
        char *slab = slab_new(slabs);
        if (!slab) return NULL;
        slabs->sizes[n].rest = slab;
        slabs->sizes[n].left = SLAB;
    }
    void *at = slabs->sizes[n].rest;
    slabs->sizes[n].rest += whole;
    slabs->sizes[n].left -= whole;
    return at;
}

void kb_slabs_give(kb_slabs *slabs, void *at, size_t bytes)
{
    size_t n = size_of(bytes);
    unused *u = at;
    u->next = slabs->sizes[n].unused;
    slabs->sizes[n].unused = u;
}
