#include "serve/following.h"

#include <pthread.h>
#include <stdlib.h>

#include "serve/server.h"

struct kb_following {
    kb_engine *engine;
    kb_desk *desk;
    const kb_serve *serve;
    kb_fetch how;
    pthread_t thread;
    bool runs;
    kb_fetched counted; /* by the thread, for itself */
    pthread_mutex_t lock;
    kb_fetched told; /* what it was at the last pause; this and the next under the lock */
    bool ends;
};

static int64_t clock_now(void *user)
{
    const kb_following *f = user;
    return f->serve->watch->clock(f->serve->watch->user);
}

static bool pause_for(void *user, uint32_t milliseconds)
{
    kb_following *f = user;
    (void)pthread_mutex_lock(&f->lock);
    f->told = f->counted;
    bool ends = f->ends;
    (void)pthread_mutex_unlock(&f->lock);
    return !ends && f->serve->watch->pause(f->serve->watch->user, milliseconds);
}

static void tell_problem(void *user, kb_status status, const char *text)
{
    const kb_following *f = user;
    if (f->serve->watch->problem) f->serve->watch->problem(f->serve->watch->user, status, text);
}

static void *follow(void *user)
{
    kb_following *f = user;
    kb_err err = { 0 };
    kb_status status = kb_desk_fetch(f->desk, &f->how, &f->counted, &err);
    if (status != KB_OK) tell_problem(f, status, err.text);
    return NULL;
}

kb_status kb_following_open(const kb_options *options, const char *path, const kb_serve *serve, kb_following **out,
                            kb_err *err)
{
    kb_following *f = calloc(1, sizeof *f);
    *out = f;
    if (!f) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    (void)pthread_mutex_init(&f->lock, NULL);
    f->serve = serve;
    f->how = *serve->watch;
    f->how.watch = true;
    f->how.clock = clock_now;
    f->how.pause = pause_for;
    f->how.problem = tell_problem;
    f->how.user = f;
    kb_status status = kb_engine_open(options, &f->engine, err);
    if (status == KB_OK) status = kb_desk_open(f->engine, path, KB_DESK_WRITE, &f->desk, err);
    if (status != KB_OK) return status;
    f->runs = pthread_create(&f->thread, NULL, follow, f) == 0;
    return f->runs ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "the system gives no thread");
}

void kb_following_totals(kb_following *f, kb_fetched *out)
{
    (void)pthread_mutex_lock(&f->lock);
    *out = f->told;
    (void)pthread_mutex_unlock(&f->lock);
}

bool kb_server_fetched(const kb_server *server, kb_fetched *out)
{
    *out = (kb_fetched){ 0 };
    if (server->following) kb_following_totals(server->following, out);
    return server->following != NULL;
}

void kb_following_close(kb_following *f)
{
    if (!f) return;
    (void)pthread_mutex_lock(&f->lock);
    f->ends = true;
    (void)pthread_mutex_unlock(&f->lock);
    if (f->runs) (void)pthread_join(f->thread, NULL);
    kb_desk_close(f->desk);
    kb_engine_close(f->engine);
    (void)pthread_mutex_destroy(&f->lock);
    free(f);
}
