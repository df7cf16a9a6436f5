#define _POSIX_C_SOURCE 200809L
#define _DEFAULT_SOURCE
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
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

unsigned kb_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 && count < 1 << 16 ? (unsigned)count : 1;
}
