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

/* One piece on a thread of its own; NULL where the system gives none (then nothing was begun). kb_task_end waits until
 * it is done (NULL is fine). */
typedef struct kb_task kb_task;
kb_task *kb_task_begin(void (*run)(void *user), void *user);
void kb_task_end(kb_task *task);

/* What one thread at a time may hold; it must not be taken twice by one. kb_lock_new: NULL where memory is out. */
typedef struct kb_lock kb_lock;
kb_lock *kb_lock_new(void);
void kb_lock_free(kb_lock *lock); /* NULL is fine */
void kb_lock_take(kb_lock *lock);
void kb_lock_release(kb_lock *lock);

/* How many threads can run at once on this machine; 1 where that is not known. */
unsigned kb_processors(void);

#endif
