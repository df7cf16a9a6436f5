/* desk/test_desk.h - a desk in a folder of its own, for tests: cmocka's fixtures of the group and of each test. */
#ifndef KB_DESK_TEST_DESK_H
#define KB_DESK_TEST_DESK_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/test.h"
#include "desk/desk.h"

#define TEST_NOW 1930000000 /* 2031-02-27 */

static kb_engine *engine;
static char folder[256], path[300]; /* of the desk */

static int open_engine(void **state)
{
    const kb_options options = { .now = TEST_NOW };
    (void)state;
    return kb_engine_open(&options, &engine, NULL) == KB_OK ? 0 : -1;
}

static int close_engine(void **state)
{
    (void)state;
    kb_engine_close(engine);
    return 0;
}

static int make_folder(void **state)
{
    const char *base = getenv("TMPDIR");
    (void)state;
    (void)snprintf(folder, sizeof folder, "%s/kabar-desk-XXXXXX", base && *base ? base : "/tmp");
    if (!mkdtemp(folder)) return -1;
    (void)snprintf(path, sizeof path, "%s/desk.sqlite", folder);
    return 0;
}

static void remove_desk(const char *name)
{
    static const char *const ends[] = { "", "-wal", "-shm" };
    char file[600];
    for (size_t i = 0; i < KB_COUNT(ends); i++) {
        (void)snprintf(file, sizeof file, "%s/%s%s", folder, name, ends[i]);
        (void)remove(file);
    }
}

static int remove_folder(void **state)
{
    (void)state;
    remove_desk("desk.sqlite");
    remove_desk("other.sqlite");
    return rmdir(folder);
}

static kb_desk *open_desk(const char *file, kb_desk_mode mode)
{
    kb_desk *desk;
    kb_err err = { 0 };
    if (kb_desk_open(engine, file, mode, &desk, &err) != KB_OK) fail_msg("%s", err.text);
    return desk;
}

/* Of an outlet of its own, an hour after the one with the number before. */
static inline void add_report(kb_desk *desk, int number, const char *title, const char *text)
{
    kb_document *doc;
    kb_added added;
    kb_err err = { 0 };
    assert_int_equal(kb_document_new(1 << 20, &doc, NULL), KB_OK);
    assert_true(kb_arena_print(doc->arena, &doc->id, "r-%d", number));
    assert_true(kb_arena_print(doc->arena, &doc->url, "https://outlet%d.example/%d", number, number));
    assert_true(kb_arena_print(doc->arena, &doc->outlet, "Outlet %d", number));
    assert_true(kb_arena_print(doc->arena, &doc->title, "%s", title));
    assert_true(kb_arena_print(doc->arena, &doc->text, "%s", text));
    doc->lang = KB_STR("en");
    doc->published = (kb_time){ 1741000000 + number * 3600, 420, true, KB_TIME_SECOND };
    if (kb_desk_add(desk, doc, &added, &err) != KB_OK) fail_msg("%s", err.text);
    kb_document_free(doc);
}

#endif
