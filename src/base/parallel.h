/* base/parallel.h - independent pieces of work on several threads. */
#ifndef KB_BASE_PARALLEL_H
#define KB_BASE_PARALLEL_H

#include <stddef.h>

/* Does piece `i` on worker `worker` (0: the calling thread): what one worker alone may touch is found by that number.
 */
typedef void kb_piece(void *user, size_t i, unsigned worker);

/* Does the pieces 0 .. count - 1, each once, begun in this order, on up to `workers` threads, of which the caller's is
 * one; returns when all are done. Where the system gives no thread, fewer work. */
void kb_parallel(size_t count, unsigned workers, kb_piece *piece, void *user);

/* How many threads can run at once on this machine; 1 where that is not known. */
unsigned kb_processors(void);

#endif
