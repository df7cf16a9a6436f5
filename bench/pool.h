/* bench/pool.h - the documents that are told again (retell.h): cut into passages, with what may be exchanged in them.
 */
#ifndef KB_BENCH_POOL_H
#define KB_BENCH_POOL_H

#include "retell.h"

typedef enum { SWAP_WORD, SWAP_NAME, SWAP_NUMBER } swap_kind;

/* Words that may be exchanged. */
typedef struct {
    kb_span span;
    swap_kind kind;
    uint32_t of; /* the entity, the figure */
} swap;

typedef struct {
    kb_span span;
    uint32_t first, end; /* its swaps */
    uint32_t words;
} passage;

typedef struct {
    kb_document *doc;
    const kb_claims *claims;
    kb_sketch sketch;
    passage *passages;
    size_t passage_count;
    swap *swaps;     /* in order of span; no overlap */
    uint32_t speech; /* index of its language */
    uint32_t number; /* in the pool */
} source;

typedef struct {
    kb_str *at;
    size_t count, room;
} words;

typedef struct {
    kb_str lang;
    words words, first, last; /* that may be exchanged; of people's names */
    uint32_t *sources;
    size_t source_count;
} speech;

#define SPEECHES_MAX 32

struct pool {
    source *at;
    size_t count, room;
    speech speeches[SPEECHES_MAX];
    size_t speech_count;
    kb_engine *engine; /* while it is read */
    kb_arena *arena;
    kb_err *err;
};

/* The whole of a statement: its content, source and cue. */
kb_span statement_hull(const kb_statement *s);
#define HULL_MAX 1200 /* bytes: a longer one is left out, for its speaker stands far above */

#endif
