/* read/nest.h - what is open while a page's tags go by: how deep it is nested and how much of it is out of order. A
 * tree builder's time and memory grow with both (13.2.6.4.7: each end tag may walk over all that is open, each word may
 * open again all formatting that a block cut short), so they are held down before it sees the page:
 * - tags nested too deep, or behind too many others, are left out; their words stay;
 * - `strict`: each end tag that closes others has theirs written before it, and one that closes nothing is left out, so
 *   that the tree builder never has more open than this has. A page is read so only where its disorder would cost too
 *   much otherwise (kb_nest_costly), since browsers mend a little disorder in another way. */
#ifndef KB_READ_NEST_H
#define KB_READ_NEST_H

#include "base/arena.h"
#include "base/buf.h"
#include "read/element.h"

#define KB_NEST_DEPTH_FLAT 400  /* deeper tags are left out (browsers: 512) */
#define KB_NEST_DEPTH_LOW 64    /* the same in a page that is costly although in order */
#define KB_NEST_DEPTH_MAX 10000 /* a page nested deeper is refused */
#define KB_NEST_TAGS_MAX 200000 /* tags behind so many are left out */
/* Steps of a tree builder, as estimated; beyond, a page is costly. */
#define KB_NEST_WORK_MAX ((uint64_t)100 * 1000000)

typedef struct {
    const kb_element *element; /* NULL: unknown */
    kb_str name;               /* as written */
    uint64_t id;               /* of the name, ASCII case aside */
    uint32_t number;           /* of its start tag */
    bool given;                /* was not left out */
} kb_nest_item;

typedef struct {
    kb_arena *arena;
    kb_buf *out; /* where strict writes end tags */
    bool strict;
    kb_nest_item *items; /* what is open, the innermost last */
    size_t depth, room;
    uint32_t counts[256]; /* of the items, by the last byte of their id */
    uint32_t tags, given; /* start tags so far; of these not left out */
    uint64_t crossed;     /* elements that were open when one around them ended */
    uint64_t lost;        /* of these formatting elements: opened again until their own end tag comes */
    uint64_t work;
    uint64_t walked; /* items looked at for end tags that ended none */
} kb_nest;

/* `out` and `arena` must outlive it. */
void kb_nest_init(kb_nest *nest, bool strict, kb_buf *out, kb_arena *arena);

/* A start tag; `holds`: what follows is inside of it until its end tag. `name` must outlive the nest. *give: it is not
 * to be left out. Fails: KB_ERR_LIMIT (nested too deep), KB_ERR_MEMORY. */
kb_status kb_nest_start(kb_nest *nest, const kb_element *element, kb_str name, bool holds, bool *give, kb_err *err);

/* An end tag. *give: it is not to be left out. Fails: KB_ERR_LIMIT (too many that end nothing). */
kb_status kb_nest_end(kb_nest *nest, const kb_element *element, kb_str name, bool *give, kb_err *err);

static inline bool kb_nest_costly(const kb_nest *nest)
{
    return nest->work > KB_NEST_WORK_MAX;
}

#endif
