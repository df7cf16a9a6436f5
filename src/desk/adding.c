/* kb_adding: what needs a document alone (claims, sketch) is found by a thread beside, while those before it are stored
 * and those behind it are read. Several are stored in one transaction, for one article changes a row in each of two
 * hundred pages of the file, and the next in nearly the same. */
#include <stdlib.h>

#include "base/parallel.h"
#include "desk/desk.h"

#define WINDOW 32                   /* documents on their way at most, */
#define BATCH 16                    /* of which so many are stored at once, */
#define BYTES_MAX ((size_t)1 << 20) /* and bytes of their texts, beside the last one's */
#define ALONE 8                     /* so few documents are stored one by one, without a thread */

typedef enum { WAITS, TAKEN, READY } state;

typedef struct {
    kb_document *doc;
    kb_arena *arena; /* of the sketch; NULL: it is not to be stored */
    kb_sketch sketch;
    kb_added added;
    kb_status status;
    kb_err err;
    state state;
} piece;

static const kb_desk_also nothing; /* else is done with the storing of an article */

struct kb_adding {
    kb_desk *desk;
    kb_each_added each;
    void *user;
    kb_status ended; /* what `each` said in the end; KB_OK: it goes on */
    kb_options options;
    kb_engine *engine; /* of the thread; what it found looks at it */
    kb_thread *thread;
    size_t given, bytes;
    kb_lock *lock; /* of all below, but that a piece is its own who took it */
    piece at[WINDOW];
    size_t first, count;
    bool ends;
};

static void prepare(kb_engine *engine, piece *p)
{
    p->status = kb_desk_prepare(engine, p->doc, p->arena, &p->sketch, &p->err);
}

/* The first piece that waits, now the caller's; NULL: none does. Within the lock. */
static piece *take(kb_adding *a)
{
    for (size_t i = 0; i < a->count; i++) {
        piece *p = &a->at[(a->first + i) % WINDOW];
        if (p->state != WAITS) continue;
        p->state = TAKEN;
        return p;
    }
    return NULL;
}

/* Prepares a piece that was taken. Within the lock, but for the work. */
static void do_piece(kb_adding *a, kb_engine *engine, piece *p)
{
    kb_lock_release(a->lock);
    prepare(engine, p);
    kb_lock_take(a->lock);
    p->state = READY;
    kb_lock_wake(a->lock);
}

static void work(void *user)
{
    kb_adding *a = user;
    if (kb_engine_open(&a->options, &a->engine, NULL) != KB_OK) return; /* then who stores does all */
    kb_lock_take(a->lock);
    while (!a->ends) {
        piece *p = take(a);
        if (p)
            do_piece(a, a->engine, p);
        else
            kb_lock_wait(a->lock);
    }
    kb_lock_release(a->lock);
}

kb_status kb_adding_open(kb_desk *desk, kb_each_added each, void *user, kb_adding **out, kb_err *err)
{
    kb_adding *a = calloc(1, sizeof *a);
    *out = NULL;
    if (a) a->lock = kb_lock_new();
    if (!a || !a->lock) {
        free(a);
        return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    a->desk = desk;
    a->each = each;
    a->user = user;
    a->options = desk->engine->options;
    a->options.translation = (kb_translation){ 0 };
    *out = a;
    return KB_OK;
}

static void piece_free(piece *p)
{
    kb_document_free(p->doc);
    kb_arena_free(p->arena);
}

void kb_adding_close(kb_adding *a)
{
    if (!a) return;
    kb_lock_take(a->lock);
    a->ends = true;
    kb_lock_wake(a->lock);
    kb_lock_release(a->lock);
    kb_thread_end(a->thread);
    for (size_t i = 0; i < a->count; i++) piece_free(&a->at[(a->first + i) % WINDOW]);
    kb_engine_close(a->engine);
    kb_lock_free(a->lock);
    free(a);
}

/* ---- storing ---- */

/* Piece `n` of those on their way, once it is ready; meanwhile others are prepared. */
static piece *ready_piece(kb_adding *a, size_t n)
{
    piece *p = &a->at[(a->first + n) % WINDOW], *other;
    kb_lock_take(a->lock);
    while (p->state != READY) {
        if ((other = take(a)))
            do_piece(a, a->desk->engine, other);
        else
            kb_lock_wait(a->lock);
    }
    kb_lock_release(a->lock);
    return p;
}

static bool is_stored(const piece *p)
{
    return p->status == KB_OK && p->arena;
}

/* Stores the first `count` pieces in one transaction; false: nothing is stored. */
static bool store_at_once(kb_adding *a, size_t count)
{
    kb_status status = kb_store_begin(a->desk->store, NULL);
    for (size_t i = 0; i < count && status == KB_OK; i++) {
        piece *p = ready_piece(a, i);
        if (is_stored(p)) status = kb_desk_put_within(a->desk, p->doc, &p->sketch, p->arena, &nothing, &p->added, NULL);
    }
    if (status == KB_OK) status = kb_store_commit(a->desk->store, NULL);
    kb_desk_end(a->desk, status == KB_OK);
    return status == KB_OK;
}

static void end_first(kb_adding *a)
{
    piece *p = &a->at[a->first];
    a->ended = a->each(a->user, p->doc, p->added, p->status == KB_OK ? NULL : &p->err);
    a->bytes -= p->doc->text.len;
    piece_free(p);
    kb_lock_take(a->lock);
    a->first = (a->first + 1) % WINDOW;
    a->count--;
    kb_lock_release(a->lock);
}

/* Stores the first `count` pieces; where one of them cannot be, or not all at once, each by itself. */
static void store(kb_adding *a, size_t count)
{
    for (size_t i = 0; i < count; i++) (void)ready_piece(a, i); /* before the desk is taken from others */
    bool stored = count > 1 && store_at_once(a, count);
    for (size_t i = 0; i < count && a->ended == KB_OK; i++) {
        piece *p = &a->at[a->first];
        if (!stored && is_stored(p))
            p->status = kb_desk_put(a->desk, p->doc, &p->sketch, p->arena, &nothing, &p->added, &p->err);
        end_first(a);
    }
}

kb_status kb_adding_finish(kb_adding *a)
{
    while (a->count && a->ended == KB_OK) store(a, a->count < BATCH ? a->count : BATCH);
    return a->ended;
}

/* What can be said of a document at once: that it is no article, that it is there already. */
static piece begin(kb_adding *a, kb_document *doc)
{
    piece p = { .doc = doc, .added = KB_NO_ARTICLE, .state = READY };
    bool there = true;
    if (!kb_desk_stores(doc)) return p;
    p.added = KB_ALREADY_THERE;
    p.status = kb_desk_ready(a->desk, &p.err);
    if (p.status == KB_OK) p.status = kb_desk_has(a->desk, doc, &there, &p.err);
    if (p.status != KB_OK || there) return p;
    p.arena = kb_arena_new(KB_DESK_GROUPING_MAX);
    if (p.arena)
        p.state = WAITS;
    else
        p.status = kb_fail(&p.err, KB_ERR_MEMORY, "out of memory");
    return p;
}

/* A document that was asked for by its address is stored while the page lies there, which may be kept with it. */
static kb_status add_now(kb_adding *a, kb_document *doc)
{
    kb_added added;
    kb_err err = { 0 };
    if (kb_adding_finish(a) == KB_OK) {
        kb_status status = kb_desk_add(a->desk, doc, &added, &err);
        a->ended = a->each(a->user, doc, added, status == KB_OK ? NULL : &err);
    }
    kb_document_free(doc);
    return a->ended;
}

kb_status kb_adding_give(kb_adding *a, kb_document *doc)
{
    if (a->ended != KB_OK || a->desk->engine->came) return add_now(a, doc);
    piece p = begin(a, doc);
    if (++a->given == ALONE && kb_processors() > 1) a->thread = kb_thread_begin(work, a);
    kb_lock_take(a->lock);
    a->at[(a->first + a->count++) % WINDOW] = p;
    kb_lock_wake(a->lock);
    kb_lock_release(a->lock);
    a->bytes += doc->text.len;
    if (a->given < ALONE || a->bytes > BYTES_MAX) return kb_adding_finish(a);
    if (a->count == WINDOW) store(a, BATCH);
    return a->ended;
}
