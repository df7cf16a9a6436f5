/* base/map.h - a hash map from byte strings to pointers (XXH3; open addressing). Keys are looked at, not
 * copied: they must outlive the map. */
#ifndef KB_BASE_MAP_H
#define KB_BASE_MAP_H

#include "base/compiler.h"
#include "base/str.h"

typedef struct kb_map kb_map;

kb_map *kb_map_new(void);      /* NULL when memory is out */
void kb_map_free(kb_map *map); /* NULL is fine */
size_t kb_map_count(const kb_map *map);

/* Sets the value (not NULL) of `key`, replacing an earlier one; false when memory is out. */
bool kb_map_set(kb_map *map, kb_str key, void *value) KB_CHECK;

void *kb_map_find(const kb_map *map, kb_str key); /* NULL when there is none */

uint64_t kb_hash(kb_str bytes); /* XXH3, 64 bits, seed 0: the same on every machine */
uint64_t kb_hash_with(uint64_t before, kb_str bytes); /* of several in a row: the hash of those before is the seed */

#endif
