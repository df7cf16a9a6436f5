/* store/test_folder.h - a folder of its own with a desk in it, for tests. Who includes it defines _DEFAULT_SOURCE
 * first. */
#ifndef KB_STORE_TEST_FOLDER_H
#define KB_STORE_TEST_FOLDER_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/test.h"
#include "store/store.h"

static char folder[256], path[300];
static kb_arena *arena;

static int make_folder(void **state)
{
    const char *base = getenv("TMPDIR");
    (void)state;
    arena = kb_arena_new((size_t)1 << 20);
    (void)snprintf(folder, sizeof folder, "%s/kabar-store-XXXXXX", base && *base ? base : "/tmp");
    if (!arena || !mkdtemp(folder)) return -1;
    (void)snprintf(path, sizeof path, "%s/desk.sqlite", folder);
    return 0;
}

static void remove_desk(void)
{
    static const char *const ends[] = { "", "-wal", "-shm", "-fetch" };
    char file[400];
    for (size_t i = 0; i < KB_COUNT(ends); i++) {
        (void)snprintf(file, sizeof file, "%s%s", path, ends[i]);
        (void)remove(file);
    }
}

static int remove_folder(void **state)
{
    (void)state;
    remove_desk();
    kb_arena_free(arena);
    return rmdir(folder);
}

static kb_store *open_with(const kb_claim_tools *tools)
{
    static const kb_store_limits limits = { .busy_ms = 50 };
    kb_store *store;
    kb_err err = { 0 };
    if (kb_store_open(path, KB_DESK_CREATE, tools, &limits, &store, &err) != KB_OK) fail_msg("%s", err.text);
    return store;
}

/* Without words for a full-text index. */
static inline kb_store *open_store(void)
{
    static const kb_claim_tools none;
    return open_with(&none);
}

#endif
