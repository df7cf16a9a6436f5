/* base/parallel.h - independent pieces of work on several threads. */
#ifndef KB_BASE_PARALLEL_H
#define KB_BASE_PARALLEL_H

#include <stddef.h>
#include <stdint.h>

/* Does piece `i` on worker `worker` (0: the calling thread): what one worker alone may touch is found by that number.
 */
typedef void kb_piece(void *user, size_t i, unsigned worker);

/* Does the pieces 0 .. count - 1, each once, begun in this order, on up to `workers` threads, of which the caller's is
 * one; returns when all are done. Where the system gives no thread, fewer work. */
void kb_parallel(size_t count, unsigned workers, kb_piece *piece, void *user);

/* A thread of its own that runs one function; NULL where the system gives none (then nothing was begun). kb_thread_end
 * waits until that returns (NULL is fine). */
typedef struct kb_thread kb_thread;
kb_thread *kb_thread_begin(void (*run)(void *user), void *user);
void kb_thread_end(kb_thread *thread);

void kb_rest(uint32_t milliseconds); /* this thread does nothing for so long */

/* What one thread at a time may hold, and where others wait for what it changed (a monitor: Hoare 1974, with the
 * signals of Mesa). It must not be taken twice by one. kb_lock_new: NULL where memory is out. */
typedef struct kb_lock kb_lock;
kb_lock *kb_lock_new(void);
void kb_lock_free(kb_lock *lock); /* NULL is fine */
void kb_lock_take(kb_lock *lock);
void kb_lock_release(kb_lock *lock);
void kb_lock_wait(kb_lock *lock); /* lets go of it until woken, then holds it again; what is waited for is asked anew */
void kb_lock_wake(kb_lock *lock); /* all that wait; by who holds it */

/* How many threads can run at once on this machine; 1 where that is not known. */
unsigned kb_processors(void);

#endif
