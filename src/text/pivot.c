#include "text/pivot.h"

#include <stdlib.h>

#include "base/map.h"
#include "text/region.h"

#define CACHE_BYTES_MAX ((size_t)32 << 20)
#define KEY_LETTERS 5
#define BONES_LETTERS 12
#define WORD_BYTES_MAX 64

struct kb_pivot {
    kb_dictionary *dictionary;
    kb_latin *latin;
    kb_regions *regions;
    kb_stemmer *stemmer;
    kb_arena *arena; /* of the cache; dropped with it when it is nearly full */
    kb_map *cache;   /* language, space, word -> kb_pivot_word */
};

kb_status kb_pivot_open(kb_dictionary_files files, kb_stemmer *stemmer, const kb_langs *langs, kb_pivot **out,
                        kb_err *err)
{
    kb_pivot *p = calloc(1, sizeof *p);
    *out = NULL;
    if (!p) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    p->stemmer = stemmer;
    p->arena = kb_arena_new(CACHE_BYTES_MAX);
    p->cache = kb_map_new();
    kb_status status = p->arena && p->cache ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK) status = kb_dictionary_open(files, stemmer, langs, &p->dictionary, err);
    if (status == KB_OK) status = kb_latin_open(&p->latin, err);
    if (status == KB_OK) status = kb_regions_open(&p->regions, err);
    if (status == KB_OK)
        *out = p;
    else
        kb_pivot_close(p);
    return status;
}

void kb_pivot_close(kb_pivot *p)
{
    if (!p) return;
    kb_dictionary_close(p->dictionary);
    kb_latin_close(p->latin);
    kb_regions_close(p->regions);
    kb_map_free(p->cache);
    kb_arena_free(p->arena);
    free(p);
}

kb_latin *kb_pivot_latin(kb_pivot *p)
{
    return p->latin;
}

static kb_status find_english(kb_pivot *p, kb_str lang, kb_str folded, kb_english *out, kb_err *err)
{
    const kb_english *found;
    kb_status status;
    if (kb_str_is(lang, "en")) {
        out->count = 1;
        status = kb_stem(p->stemmer, lang, folded, &out->stems[0], err);
    } else {
        status = kb_dictionary_find(p->dictionary, lang, folded, &found, err);
        if (status == KB_OK) *out = *found;
    }
    for (size_t i = 0; i < out->count && status == KB_OK; i++)
        if (!kb_arena_copy(p->arena, out->stems[i], &out->stems[i])) status = kb_arena_fail(p->arena, err);
    return status;
}

static kb_status find_all(kb_pivot *p, kb_str lang, kb_str folded, kb_pivot_word *out, kb_err *err)
{
    char room[KB_LATIN_KEY_MAX], bones[KB_LATIN_KEY_MAX];
    kb_str key;
    kb_status status = find_english(p, lang, folded, &out->english, err);
    if (status == KB_OK) status = kb_regions_find(p->regions, lang, folded, &out->region, err);
    if (status != KB_OK) return status;
    kb_latin_key(p->latin, folded, BONES_LETTERS, room, &key);
    kb_latin_bones(key, bones, &out->bones);
    key = kb_str_part(key, kb_span_of(0, KEY_LETTERS));
    if (!kb_arena_copy(p->arena, key, &out->key) || !kb_arena_copy(p->arena, out->bones, &out->bones))
        return kb_arena_fail(p->arena, err);
    return KB_OK;
}

/* Words never end; memory does. */
static bool drop_full_cache(kb_pivot *p)
{
    if (kb_arena_used(p->arena) < CACHE_BYTES_MAX / 4 * 3) return true;
    kb_arena *arena = kb_arena_new(CACHE_BYTES_MAX);
    kb_map *cache = kb_map_new();
    if (!arena || !cache) {
        kb_arena_free(arena);
        kb_map_free(cache);
        return false;
    }
    kb_arena_free(p->arena);
    kb_map_free(p->cache);
    p->arena = arena;
    p->cache = cache;
    return true;
}

kb_status kb_pivot_find(kb_pivot *p, kb_str lang, kb_str folded, const kb_pivot_word **out, kb_err *err)
{
    static const kb_pivot_word none = { .english = { .count = 0 } };
    char room[WORD_BYTES_MAX + 16];
    kb_str name = { room, 0 }, key;
    *out = &none;
    if (folded.len < 2 || folded.len > WORD_BYTES_MAX || lang.len > 12) return KB_OK;
    if (!drop_full_cache(p)) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (lang.len) memcpy(room, lang.at, lang.len);
    room[lang.len] = ' ';
    memcpy(room + lang.len + 1, folded.at, folded.len);
    name.len = lang.len + 1 + folded.len;
    kb_pivot_word *word = kb_map_find(p->cache, name);
    if (!word) {
        word = KB_NEW(p->arena, kb_pivot_word, 1);
        if (!word || !kb_arena_copy(p->arena, name, &key)) return kb_arena_fail(p->arena, err);
        kb_status status = find_all(p, lang, folded, word, err);
        if (status != KB_OK) return status;
        if (!kb_map_set(p->cache, key, word)) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    *out = word;
    return KB_OK;
}

kb_status kb_pivot_hash(kb_pivot *pivot, kb_str lang, uint64_t *out, kb_err *err)
{
    return kb_dictionary_hash(pivot->dictionary, lang, out, err);
}
