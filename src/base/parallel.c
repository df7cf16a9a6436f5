#define _DEFAULT_SOURCE
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define WORKERS_MAX 64

struct kb_thread {
    void (*run)(void *user);
    void *user;
    pthread_t thread;
};

static void *run_thread(void *arg)
{
    const kb_thread *thread = arg;
    thread->run(thread->user);
    return NULL;
}

kb_thread *kb_thread_begin(void (*run)(void *user), void *user)
{
    kb_thread *thread = calloc(1, sizeof *thread);
    if (!thread) return NULL;
    thread->run = run;
    thread->user = user;
    if (pthread_create(&thread->thread, NULL, run_thread, thread) == 0) return thread;
    free(thread);
    return NULL;
}

void kb_thread_end(kb_thread *thread)
{
    if (!thread) return;
    (void)pthread_join(thread->thread, NULL);
    free(thread);
}

typedef struct {
    size_t count;
    kb_piece *piece;
    void *user;
    atomic_size_t next;
} work;

typedef struct {
    work *of;
    kb_thread *thread;
    unsigned number;
} worker;

static void do_pieces(void *user)
{
    const worker *w = user;
    for (size_t i; (i = atomic_fetch_add(&w->of->next, 1)) < w->of->count;) w->of->piece(w->of->user, i, w->number);
}

void kb_parallel(size_t count, unsigned workers, kb_piece *piece, void *user)
{
    worker crew[WORKERS_MAX];
    work all = { .count = count, .piece = piece, .user = user };
    if (workers > WORKERS_MAX) workers = WORKERS_MAX;
    if (workers > count) workers = (unsigned)count;
    crew[0] = (worker){ .of = &all };
    for (unsigned i = 1; i < workers; i++) {
        crew[i] = (worker){ .of = &all, .number = i };
        crew[i].thread = kb_thread_begin(do_pieces, &crew[i]);
    }
    do_pieces(&crew[0]);
    for (unsigned i = 1; i < workers; i++) kb_thread_end(crew[i].thread);
}

struct kb_lock {
    pthread_mutex_t mutex;
    pthread_cond_t changed;
};

kb_lock *kb_lock_new(void)
{
    kb_lock *lock = calloc(1, sizeof *lock);
    if (!lock) return NULL;
    if (pthread_mutex_init(&lock->mutex, NULL) == 0) {
        if (pthread_cond_init(&lock->changed, NULL) == 0) return lock;
        (void)pthread_mutex_destroy(&lock->mutex);
    }
    free(lock);
    return NULL;
}

void kb_lock_free(kb_lock *lock)
{
    if (!lock) return;
    (void)pthread_cond_destroy(&lock->changed);
    (void)pthread_mutex_destroy(&lock->mutex);
    free(lock);
}

void kb_lock_take(kb_lock *lock)
{
    (void)pthread_mutex_lock(&lock->mutex);
}

void kb_lock_release(kb_lock *lock)
{
    (void)pthread_mutex_unlock(&lock->mutex);
}

void kb_lock_wait(kb_lock *lock)
{
    (void)pthread_cond_wait(&lock->changed, &lock->mutex);
}

void kb_lock_wake(kb_lock *lock)
{
    (void)pthread_cond_broadcast(&lock->changed);
}

unsigned kb_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 && count < 1 << 16 ? (unsigned)count : 1;
}

void kb_rest(uint32_t milliseconds)
{
    const struct timespec wait = { .tv_sec = milliseconds / 1000, .tv_nsec = (long)(milliseconds % 1000) * 1000000 };
    (void)nanosleep(&wait, NULL);
}
