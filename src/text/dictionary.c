#include "text/dictionary.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/uloc.h>

#include "base/map.h"
#include "text/dictd.h"

#define INVERTED_BYTES_MAX ((size_t)4 << 20) /* a larger one is not turned round: it has a large one beside it */
#define ENTRY_BYTES_MAX ((size_t)1 << 14)
#define ENTRIES_READ 6    /* of one word */
#define WORDS_SCANNED 400 /* that begin as a word does, for one of its stem */
#define PREFIX_MIN 3      /* letters that words of one stem share at least */
#define WORD_BYTES_MAX 64
#define CACHE_BYTES_MAX ((size_t)32 << 20)

/* A word of the language and an English one for it. */
typedef struct {
    kb_str word, english;
} word_pair;

typedef struct tongue {
    struct tongue *next;
    char code[12];
    kb_dictd *direct;
    kb_arena *arena; /* of the pairs */
    struct {
        word_pair *at; /* by word */
        size_t count;
    } pairs;
    uint64_t pairs_hash; /* of the dictionary that they come from */
    kb_map *cache;       /* folded word -> kb_english */
} tongue;

struct kb_dictionary {
    kb_dictionary_files files;
    kb_stemmer *stemmer;
    const kb_lang *english;
    tongue *tongues;
    kb_arena *cache; /* of all caches; dropped with them when it is nearly full */
};

kb_status kb_dictionary_open(kb_dictionary_files files, kb_stemmer *stemmer, const kb_langs *langs, kb_dictionary **out,
                             kb_err *err)
{
    kb_dictionary *d = calloc(1, sizeof *d);
    *out = d;
    if (d) *d = (kb_dictionary){ .files = files, .stemmer = stemmer, .cache = kb_arena_new(CACHE_BYTES_MAX) };
    if (d && langs) d->english = kb_langs_find(langs, KB_STR("en"));
    if (d && d->cache) return KB_OK;
    kb_dictionary_close(d);
    *out = NULL;
    return kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

static void tongue_free(tongue *t)
{
    kb_dictd_close(t->direct);
    kb_arena_free(t->arena);
    kb_map_free(t->cache);
    free(t);
}

void kb_dictionary_close(kb_dictionary *d)
{
    if (!d) return;
    for (tongue *t = d->tongues, *next; t; t = next) {
        next = t->next;
        tongue_free(t);
    }
    kb_arena_free(d->cache);
    free(d);
}

/* ---- the dictionaries of a language ---- */

/* As an index writes words: without hyphens and apostrophes. */
static bool key_of(kb_str word, kb_arena *arena, kb_str *out)
{
    char *at = KB_NEW(arena, char, word.len);
    size_t len = 0;
    if (!at) return false;
    for (size_t i = 0; i < word.len; i++)
        if (word.at[i] != '-' && word.at[i] != '\'') at[len++] = word.at[i];
    *out = (kb_str){ at, len };
    return true;
}

/* NULL where there is none, or a damaged one. */
static kb_dictd *open_file(kb_dictionary *d, const char *from, const char *to)
{
    char index[64], entries[64];
    kb_str index_bytes, entry_bytes;
    kb_dictd *out = NULL;
    (void)snprintf(index, sizeof index, "freedict-%s-%s.index", from, to);
    (void)snprintf(entries, sizeof entries, "freedict-%s-%s.dict.dz", from, to);
    if (!d->files.find || !d->files.find(d->files.user, index, &index_bytes)) return NULL;
    if (!d->files.find(d->files.user, entries, &entry_bytes)) return NULL;
    return kb_dictd_open(index_bytes, entry_bytes, &out, NULL) == KB_OK ? out : NULL;
}

static bool one_word(kb_str s)
{
    return s.len > 1 && s.len <= WORD_BYTES_MAX && !memchr(s.at, ' ', s.len);
}

static kb_status add_entry(tongue *t, kb_str bytes, kb_err *err)
{
    kb_dictd_entry entry;
    kb_str head;
    kb_dictd_entry_read(bytes, &entry);
    if (!one_word(entry.head)) return KB_OK;
    if (!kb_arena_copy(t->arena, entry.head, &head)) return kb_arena_fail(t->arena, err);
    for (size_t i = 0; i < entry.count; i++) {
        kb_str item = { entry.items[i].at, entry.items[i].len }, folded, copy, key;
        if (!one_word(item)) continue;
        if (!kb_arena_copy(t->arena, item, &copy)) return kb_arena_fail(t->arena, err);
        kb_status status = kb_fold(copy, true, t->arena, &folded, err);
        if (status != KB_OK) return status;
        word_pair *pair = key_of(folded, t->arena, &key) ? KB_ADD(t->arena, &t->pairs, word_pair) : NULL;
        if (!pair) return kb_arena_fail(t->arena, err);
        *pair = (word_pair){ key, head };
    }
    return KB_OK;
}

static int by_word(const void *a, const void *b)
{
    const word_pair *x = a, *y = b;
    int order = kb_str_compare(x->word, y->word);
    return order ? order : kb_str_compare(x->english, y->english);
}

static kb_status invert(tongue *t, kb_dictd *english, kb_err *err)
{
    kb_buf all = { 0 };
    kb_dictd_line line;
    kb_status status = kb_dictd_read(english, 0, kb_dictd_size(english), &all, err);
    for (size_t at = 0; status == KB_OK && kb_dictd_line_at(english, at, &line); at = line.next) {
        if (!line.word.len || line.size > ENTRY_BYTES_MAX || line.offset > all.len) continue;
        if (kb_str_starts(line.word, KB_STR("00database"))) continue; /* about the dictionary */
        status = add_entry(t, kb_str_part(kb_buf_str(&all), kb_span_of(line.offset, line.offset + line.size)), err);
    }
    if (t->pairs.count) qsort(t->pairs.at, t->pairs.count, sizeof *t->pairs.at, by_word);
    kb_buf_clear(&all);
    return status;
}

/* Of ISO 639-1 the code of ISO 639-2/T, as the files are named. Malay has no dictionary, but most words with
 * Indonesian. */
static bool file_code(const char *code, char out[4])
{
    const char *three = uloc_getISO3Language(strcmp(code, "ms") == 0 ? "id" : code);
    if (!three || strlen(three) != 3) return false;
    memcpy(out, three, 4);
    return true;
}

static void open_tongue(kb_dictionary *d, tongue *t)
{
    char three[4];
    if (!file_code(t->code, three) || strcmp(three, "eng") == 0) return;
    t->direct = open_file(d, three, "eng");
    kb_dictd *english = open_file(d, "eng", three);
    if (english && kb_dictd_size(english) <= INVERTED_BYTES_MAX && invert(t, english, NULL) != KB_OK)
        t->pairs.count = 0;
    if (t->pairs.count) t->pairs_hash = kb_dictd_hash(english);
    kb_dictd_close(english);
}

static tongue *find_tongue(kb_dictionary *d, kb_str lang)
{
    for (tongue *t = d->tongues; t; t = t->next)
        if (kb_str_is(lang, t->code)) return t;
    if (lang.len >= sizeof d->tongues->code) return NULL;
    tongue *t = calloc(1, sizeof *t);
    if (!t) return NULL;
    if (lang.len) memcpy(t->code, lang.at, lang.len);
    t->cache = kb_map_new();
    t->arena = kb_arena_new(INVERTED_BYTES_MAX * 8);
    if (!t->cache || !t->arena) {
        tongue_free(t);
        return NULL;
    }
    open_tongue(d, t);
    t->next = d->tongues;
    d->tongues = t;
    return t;
}

/* ---- looking up ---- */

typedef struct {
    kb_dictionary *d;
    tongue *t;
    kb_english *out;
    kb_arena *arena; /* of this search alone */
    kb_err *err;
} looking;

static bool function_word(const kb_dictionary *d, kb_str word)
{
    for (const kb_word *w = d->english ? kb_lang_first(d->english, word) : NULL; w; w = w->next)
        if (w->class_of == KB_WORD_STOP && w->count == 1) return true;
    return false;
}

/* "to go", "a game", "the flag": the word behind. */
static kb_str without_article(kb_str s)
{
    static const kb_str before[] = { { "to ", 3 }, { "a ", 2 }, { "an ", 3 }, { "the ", 4 } };
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (kb_str_starts(s, before[i])) return kb_str_trim(kb_str_part(s, kb_span_of(before[i].len, s.len)));
    return s;
}

static kb_status add_english(looking *l, kb_str words)
{
    kb_str folded, stem, copy;
    if (l->out->count == KB_ENGLISH_MAX) return KB_OK;
    kb_status status = kb_fold(words, true, l->arena, &folded, l->err);
    if (status != KB_OK) return status;
    folded = without_article(folded);
    if (!one_word(folded) || function_word(l->d, folded)) return KB_OK;
    if ((status = kb_stem(l->d->stemmer, KB_STR("en"), folded, &stem, l->err)) != KB_OK) return status;
    for (size_t i = 0; i < l->out->count; i++)
        if (kb_str_equal(l->out->stems[i], stem)) return KB_OK;
    if (!kb_arena_copy(l->d->cache, stem, &copy)) return kb_arena_fail(l->d->cache, l->err);
    l->out->stems[l->out->count++] = copy;
    return KB_OK;
}

static kb_status add_line(looking *l, const kb_dictd_line *line)
{
    kb_dictd_entry entry;
    kb_buf bytes = { 0 };
    kb_status status = KB_OK;
    if (line->size > ENTRY_BYTES_MAX) return KB_OK;
    if (kb_dictd_read(l->t->direct, line->offset, line->size, &bytes, NULL) == KB_OK) {
        kb_dictd_entry_read(kb_buf_str(&bytes), &entry);
        for (size_t i = 0; i < entry.count && status == KB_OK; i++)
            status = add_english(l, (kb_str){ entry.items[i].at, entry.items[i].len });
    }
    kb_buf_clear(&bytes);
    return status;
}

static size_t find_pair(const tongue *t, kb_str word)
{
    size_t low = 0, high = t->pairs.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (kb_str_compare(t->pairs.at[middle].word, word) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static kb_status find_exactly(looking *l, kb_str word)
{
    kb_dictd_line line;
    kb_status status = KB_OK;
    const tongue *t = l->t;
    if (t->direct) {
        size_t read = 0;
        for (size_t at = kb_dictd_find(t->direct, word); status == KB_OK && read < ENTRIES_READ;
             at = line.next, read++) {
            if (!kb_dictd_line_at(t->direct, at, &line) || !kb_str_equal(line.word, word)) break;
            status = add_line(l, &line);
        }
    }
    for (size_t i = find_pair(t, word); i < t->pairs.count && status == KB_OK; i++) {
        if (!kb_str_equal(t->pairs.at[i].word, word)) break;
        status = add_english(l, t->pairs.at[i].english);
    }
    return status;
}

/* A word that shares the stem, or by chance the prefix: its stem must be the same. */
static kb_status same_stem(looking *l, kb_str word, kb_str stem, bool *same)
{
    kb_str other;
    *same = false;
    if (memchr(word.at, ' ', word.len)) return KB_OK;
    kb_status status = kb_stem(l->d->stemmer, kb_str_of(l->t->code), word, &other, l->err);
    *same = status == KB_OK && kb_str_equal(other, stem);
    return status;
}

/* The letters that all words of the stem should begin with: those of the word that the stem has too, but for the last.
 */
static kb_str shared_begin(kb_str word, kb_str stem)
{
    size_t at = 0, letters = 0;
    while (at < word.len) {
        size_t next = at + 1;
        while (next < word.len && ((unsigned char)word.at[next] & 0xC0) == 0x80) next++;
        if (letters >= PREFIX_MIN && next + 1 > stem.len) break;
        at = next;
        letters++;
    }
    return letters >= PREFIX_MIN ? kb_str_part(word, kb_span_of(0, at)) : KB_STR("");
}

static kb_status find_by_stem(looking *l, kb_str word, kb_str stem)
{
    kb_str begin = shared_begin(word, stem);
    kb_dictd_line line;
    kb_status status = KB_OK;
    const tongue *t = l->t;
    bool same;
    size_t seen = 0;
    if (!begin.len) return KB_OK;
    for (size_t at = t->direct ? kb_dictd_find(t->direct, begin) : 0; t->direct && seen < WORDS_SCANNED;
         at = line.next, seen++) {
        if (!kb_dictd_line_at(t->direct, at, &line) || !kb_str_starts(line.word, begin)) break;
        status = same_stem(l, line.word, stem, &same);
        if (status == KB_OK && same) status = add_line(l, &line);
        if (status != KB_OK || l->out->count == KB_ENGLISH_MAX) return status;
    }
    for (size_t i = find_pair(t, begin); i < t->pairs.count && seen < 2 * WORDS_SCANNED; i++, seen++) {
        if (!kb_str_starts(t->pairs.at[i].word, begin)) break;
        status = same_stem(l, t->pairs.at[i].word, stem, &same);
        if (status == KB_OK && same) status = add_english(l, t->pairs.at[i].english);
        if (status != KB_OK || l->out->count == KB_ENGLISH_MAX) return status;
    }
    return KB_OK;
}

static kb_status look_up(looking *l, kb_str folded)
{
    kb_str key, stem, own;
    if (!key_of(folded, l->arena, &key)) return kb_arena_fail(l->arena, l->err);
    kb_status status = find_exactly(l, key);
    if (status != KB_OK || l->out->count) return status;
    status = kb_stem(l->d->stemmer, kb_str_of(l->t->code), folded, &stem, l->err);
    if (status != KB_OK) return status;
    if (!kb_arena_copy(l->arena, stem, &own)) return kb_arena_fail(l->arena, l->err);
    if (!kb_str_equal(own, key)) status = find_exactly(l, own);
    return status == KB_OK && !l->out->count ? find_by_stem(l, key, own) : status;
}

/* Words never end; memory does. */
static bool drop_full_caches(kb_dictionary *d)
{
    if (kb_arena_used(d->cache) < CACHE_BYTES_MAX / 4 * 3) return true;
    kb_arena *arena = kb_arena_new(CACHE_BYTES_MAX);
    for (tongue *t = d->tongues; t && arena; t = t->next) {
        kb_map *cache = kb_map_new();
        if (!cache) {
            kb_arena_free(arena);
            return false;
        }
        kb_map_free(t->cache);
        t->cache = cache;
    }
    if (!arena) return false;
    kb_arena_free(d->cache);
    d->cache = arena;
    return true;
}

kb_status kb_dictionary_find(kb_dictionary *d, kb_str lang, kb_str folded, const kb_english **out, kb_err *err)
{
    static const kb_english none = { .count = 0 };
    kb_str key;
    tongue *t = drop_full_caches(d) ? find_tongue(d, lang) : NULL;
    *out = &none;
    if (!t) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if ((!t->direct && !t->pairs.count) || folded.len < 2 || folded.len > WORD_BYTES_MAX) return KB_OK;
    kb_english *known = kb_map_find(t->cache, folded);
    if (!known) {
        kb_arena *arena = kb_arena_new((size_t)4 << 20);
        known = KB_NEW(d->cache, kb_english, 1);
        looking l = { d, t, known, arena, err };
        kb_status status = arena && known ? look_up(&l, folded) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
        kb_arena_free(arena);
        if (status != KB_OK) return status;
        if (!kb_arena_copy(d->cache, folded, &key)) return kb_arena_fail(d->cache, err);
        if (!kb_map_set(t->cache, key, known)) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    }
    *out = known;
    return KB_OK;
}

kb_status kb_dictionary_hash(kb_dictionary *d, kb_str lang, uint64_t *out, kb_err *err)
{
    const tongue *t = find_tongue(d, lang);
    *out = 0;
    if (!t) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    *out = t->pairs_hash;
    if (t->direct) *out ^= kb_dictd_hash(t->direct);
    return KB_OK;
}
