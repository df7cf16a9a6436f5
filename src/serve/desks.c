#define _POSIX_C_SOURCE 200809L
#include "serve/desks.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "desk/desk.h"
#include "store/tokens.h"

#define LENT_MAX 16
#define READERS_LEAST 2
#define READERS_MOST 8
#define WAITING_MAX 256

typedef struct {
    kb_lent *free[LENT_MAX];
    size_t free_count, open, most, waiting;
    pthread_cond_t back;
} shelf;

struct kb_desks {
    kb_options options;
    const char *path;
    int64_t (*clock)(void *user);
    void *user;
    pthread_mutex_t lock;
    shelf shelves[KB_LEND_COUNT];
    uint64_t generation;
};

static kb_status open_one(kb_desks *desks, kb_lend kind, kb_desk_mode mode, kb_lent **out, kb_err *err)
{
    kb_lent *lent = calloc(1, sizeof *lent);
    *out = NULL;
    if (!lent) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    lent->kind = kind;
    kb_status status = kb_engine_open(&desks->options, &lent->engine, err);
    if (status == KB_OK && kind == KB_LEND_READ) lent->engine->workers = 1; /* requests are many: each takes one core */
    if (status == KB_OK) status = kb_desk_open(lent->engine, desks->path, mode, &lent->desk, err);
    if (status == KB_OK) {
        *out = lent;
        return KB_OK;
    }
    kb_engine_close(lent->engine);
    free(lent);
    return status;
}

static bool writes_with(kb_lend kind)
{
    return kind == KB_LEND_WRITE || kind == KB_LEND_LONG;
}

static void close_one(kb_lent *lent)
{
    kb_desk_close(lent->desk);
    kb_engine_close(lent->engine);
    free(lent);
}

static size_t readers(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < READERS_LEAST ? READERS_LEAST : cores > READERS_MOST ? READERS_MOST : (size_t)cores;
}

kb_status kb_desks_open(const kb_options *options, const char *path, bool writes, int64_t (*clock)(void *user),
                        void *user, kb_desks **out, kb_err *err)
{
    const size_t most[KB_LEND_COUNT] = { [KB_LEND_LOOK] = 1, [KB_LEND_READ] = readers(), [KB_LEND_WRITE] = 1, [KB_LEND_SLOW] = 2,
                                         [KB_LEND_LONG] = 2 };
    kb_desks *desks = calloc(1, sizeof *desks);
    kb_lent *first = NULL;
    *out = NULL;
    if (!desks) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    desks->options = *options;
    desks->path = path;
    desks->clock = clock;
    desks->user = user;
    (void)pthread_mutex_init(&desks->lock, NULL);
    for (size_t i = 0; i < KB_LEND_COUNT; i++) {
        desks->shelves[i].most = most[i];
        (void)pthread_cond_init(&desks->shelves[i].back, NULL);
    }
    kb_lend kind = writes ? KB_LEND_WRITE : KB_LEND_READ;
    kb_status status = open_one(desks, kind, writes ? KB_DESK_CREATE : KB_DESK_READ, &first, err);
    if (status == KB_OK) {
        desks->shelves[kind].open = 1;
        desks->shelves[kind].free[desks->shelves[kind].free_count++] = first;
        *out = desks;
    } else {
        kb_desks_close(desks);
    }
    return status;
}

void kb_desks_close(kb_desks *desks)
{
    if (!desks) return;
    for (size_t i = 0; i < KB_LEND_COUNT; i++) {
        while (desks->shelves[i].free_count) close_one(desks->shelves[i].free[--desks->shelves[i].free_count]);
        (void)pthread_cond_destroy(&desks->shelves[i].back);
    }
    (void)pthread_mutex_destroy(&desks->lock);
    free(desks);
}

/* Takes one that is free, or the right to open one; under the lock. */
static kb_status take(kb_desks *desks, shelf *on, kb_lent **out, kb_err *err)
{
    struct timespec until;
    *out = NULL;
    (void)clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += KB_LEND_SECONDS;
    if (on->waiting >= WAITING_MAX) return kb_fail(err, KB_ERR_BUSY, "too many requests wait");
    on->waiting++;
    int late = 0;
    while (!on->free_count && on->open == on->most && late == 0)
        late = pthread_cond_timedwait(&on->back, &desks->lock, &until);
    on->waiting--;
    if (on->free_count) {
        *out = on->free[--on->free_count];
        return KB_OK;
    }
    if (on->open == on->most) return kb_fail(err, KB_ERR_BUSY, "too many requests wait");
    on->open++;
    return KB_OK;
}

kb_status kb_desks_borrow(kb_desks *desks, kb_lend kind, kb_lent **out, kb_err *err)
{
    shelf *on = &desks->shelves[kind];
    (void)pthread_mutex_lock(&desks->lock);
    kb_status status = take(desks, on, out, err);
    (void)pthread_mutex_unlock(&desks->lock);
    if (status != KB_OK) return status;
    if (!*out) status = open_one(desks, kind, writes_with(kind) ? KB_DESK_WRITE : KB_DESK_READ, out, err);
    if (*out) {
        (*out)->engine->options.now = desks->clock(desks->user);
        return KB_OK;
    }
    (void)pthread_mutex_lock(&desks->lock);
    on->open--;
    (void)pthread_cond_signal(&on->back);
    (void)pthread_mutex_unlock(&desks->lock);
    return status;
}

void kb_desks_return(kb_desks *desks, kb_lent *lent)
{
    if (!lent) return;
    shelf *on = &desks->shelves[lent->kind];
    (void)pthread_mutex_lock(&desks->lock);
    on->free[on->free_count++] = lent;
    (void)pthread_cond_signal(&on->back);
    (void)pthread_mutex_unlock(&desks->lock);
}

kb_status kb_desks_generation(kb_desks *desks, kb_lent *lent, uint64_t *out, kb_err *err)
{
    int64_t version;
    kb_status status = kb_store_data_version(lent->desk->store, &version, err);
    if (status != KB_OK) return status;
    (void)pthread_mutex_lock(&desks->lock);
    if (version != lent->version) desks->generation++;
    *out = desks->generation;
    (void)pthread_mutex_unlock(&desks->lock);
    lent->version = version;
    return KB_OK;
}
