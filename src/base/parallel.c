#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#define WORKERS_MAX 64

typedef struct {
    size_t count;
    kb_piece *piece;
    void *user;
    atomic_size_t next;
} work;

typedef struct {
    work *of;
    pthread_t thread;
    unsigned number;
} worker;

static void *run(void *arg)
{
    const worker *w = arg;
    for (size_t i; (i = atomic_fetch_add(&w->of->next, 1)) < w->of->count;) w->of->piece(w->of->user, i, w->number);
    return NULL;
}

void kb_parallel(size_t count, unsigned workers, kb_piece *piece, void *user)
{
    worker crew[WORKERS_MAX];
    work all = { .count = count, .piece = piece, .user = user };
    unsigned started = 1;
    if (workers > WORKERS_MAX) workers = WORKERS_MAX;
    if (workers > count) workers = (unsigned)count;
    crew[0] = (worker){ .of = &all };
    for (; started < workers; started++) {
        crew[started] = (worker){ .of = &all, .number = started };
        if (pthread_create(&crew[started].thread, NULL, run, &crew[started]) != 0) break;
    }
    (void)run(&crew[0]);
    for (unsigned i = 1; i < started; i++) (void)pthread_join(crew[i].thread, NULL);
}

struct kb_task {
    void (*run)(void *user);
    void *user;
    pthread_t thread;
};

static void *run_task(void *arg)
{
    const kb_task *task = arg;
    task->run(task->user);
    return NULL;
}

kb_task *kb_task_begin(void (*task_run)(void *user), void *user)
{
    kb_task *task = calloc(1, sizeof *task);
    if (!task) return NULL;
    task->run = task_run;
    task->user = user;
    if (pthread_create(&task->thread, NULL, run_task, task) == 0) return task;
    free(task);
    return NULL;
}

void kb_task_end(kb_task *task)
{
    if (!task) return;
    (void)pthread_join(task->thread, NULL);
    free(task);
}

struct kb_lock {
    pthread_mutex_t mutex;
};

kb_lock *kb_lock_new(void)
{
    kb_lock *lock = calloc(1, sizeof *lock);
    if (lock && pthread_mutex_init(&lock->mutex, NULL) == 0) return lock;
    free(lock);
    return NULL;
}

void kb_lock_free(kb_lock *lock)
{
    if (!lock) return;
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

unsigned kb_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 && count < 1 << 16 ? (unsigned)count : 1;
}
