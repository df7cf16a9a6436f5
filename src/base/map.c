#include "base/map.h"

#include <stdlib.h>
#define XXH_INLINE_ALL /* most keys are words: the call would cost more than the hash */
#include <xxhash.h>

typedef struct {
    kb_str key;
    uint64_t hash;
    void *value;
} entry;

struct kb_map {
    entry *at;
    size_t count, room; /* room: a power of two, at least 4/3 of count */
};

uint64_t kb_hash(kb_str bytes)
{
    return XXH3_64bits(bytes.len ? bytes.at : "", bytes.len);
}

kb_map *kb_map_new(void)
{
    return calloc(1, sizeof(kb_map));
}

void kb_map_free(kb_map *map)
{
    if (!map) return;
    free(map->at);
    free(map);
}

size_t kb_map_count(const kb_map *map)
{
    return map->count;
}

static entry *place_of(const kb_map *map, kb_str key, uint64_t hash)
{
    size_t mask = map->room - 1;
    for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
        entry *e = &map->at[i];
        if (!e->value || (e->hash == hash && kb_str_equal(e->key, key))) return e;
    }
}

static bool grow(kb_map *map)
{
    kb_map bigger = { .count = map->count, .room = map->room ? map->room * 2 : 64 };
    bigger.at = calloc(bigger.room, sizeof *bigger.at);
    if (!bigger.at) return false;
    for (size_t i = 0; i < map->room; i++)
        if (map->at[i].value) *place_of(&bigger, map->at[i].key, map->at[i].hash) = map->at[i];
    free(map->at);
    *map = bigger;
    return true;
}

bool kb_map_set(kb_map *map, kb_str key, void *value)
{
    if (map->count + 1 > map->room - map->room / 4 && !grow(map)) return false;
    uint64_t hash = kb_hash(key);
    entry *e = place_of(map, key, hash);
    if (!e->value) map->count++;
    *e = (entry){ key, hash, value };
    return true;
}

void *kb_map_find(const kb_map *map, kb_str key)
{
    if (!map->count) return NULL;
    return place_of(map, key, kb_hash(key))->value;
}

uint64_t kb_hash_with(uint64_t before, kb_str bytes)
{
    return XXH3_64bits_withSeed(bytes.at, bytes.len, before);
}
