/* base/arena.h - memory that is freed in one call: all that belongs to one document, one comparison.
 * An arena has a limit in bytes, so that hostile input ends as KB_ERR_LIMIT and not as a full machine.
 * Under AddressSanitizer each item is a block of its own, so that overruns are found. */
#ifndef KB_BASE_ARENA_H
#define KB_BASE_ARENA_H

#include "base/err.h"
#include "base/str.h"

typedef struct kb_arena kb_arena;

kb_arena *kb_arena_new(size_t limit); /* hands out at most `limit` bytes in all; NULL when memory is out */
void kb_arena_free(kb_arena *arena);  /* and all that it handed out; NULL is fine */

/* Zeroed room for `count` items of `size` bytes, aligned for any type; checked against overflow.
 * NULL when memory or the limit is out: return kb_arena_fail(arena, err). count*size == 0 is not NULL. */
void *kb_arena_alloc(kb_arena *arena, size_t count, size_t size) KB_CHECK;
#define KB_NEW(arena, type, count) ((type *)kb_arena_alloc((arena), (count), sizeof(type)))

/* A copy of `s` in the arena; false when memory or the limit is out. */
bool kb_arena_copy(kb_arena *arena, kb_str s, kb_str *out) KB_CHECK;

/* A printf-made view in the arena (a NUL follows it); false when memory or the limit is out. */
bool kb_arena_print(kb_arena *arena, kb_str *out, const char *format, ...) KB_PRINTF(3, 4) KB_CHECK;

/* Says why the last allocation failed: KB_ERR_LIMIT or KB_ERR_MEMORY. */
kb_status kb_arena_fail(const kb_arena *arena, kb_err *err);

size_t kb_arena_used(const kb_arena *arena); /* bytes handed out */
size_t kb_arena_room(const kb_arena *arena); /* and those with what its blocks have left */

/* Grows a list in the arena. `list` points to a struct { T *at; size_t count; ... } whose room is the
 * power of two at or above its count (at least 8). Returns room for item `count` and counts it, NULL when
 * memory or the limit is out. */
void *kb_list_grow(kb_arena *arena, void **at, size_t *count, size_t size) KB_CHECK;

/* Appends: `T *item = KB_ADD(arena, &list, T); if (!item) return kb_arena_fail(arena, err);` */
#define KB_ADD(arena, list, type) ((type *)kb_list_grow((arena), (void **)&(list)->at, &(list)->count, sizeof(type)))

#endif
