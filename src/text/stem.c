#include "text/stem.h"

#include <libstemmer.h>
#include <stdlib.h>

#define WORD_BYTES_MAX 64 /* longer words are no words of a language */
#define CACHE_BYTES_MAX ((size_t)64 * 1024 * 1024)

typedef struct tongue {
    struct tongue *next;
    char code[12];
    bool by_affix;               /* by the affix rules of its dictionary */
    struct sb_stemmer *snowball; /* NULL: by neither */
    kb_map *cache;               /* folded word -> kb_str, both in the stemmer's arena */
} tongue;

struct kb_stemmer {
    kb_affix *affix; /* NULL: without dictionaries */
    bool borrowed;   /* it is another stemmer's */
    tongue *tongues;
    kb_arena *arena; /* of all caches; dropped with them when it is nearly full */
};

kb_status kb_stemmer_open(const char *hunspell_dir, kb_stemmer **out, kb_err *err)
{
    kb_stemmer *stemmer = *out = calloc(1, sizeof *stemmer);
    if (stemmer) stemmer->arena = kb_arena_new(CACHE_BYTES_MAX);
    kb_status status = stemmer && stemmer->arena ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (status == KB_OK && hunspell_dir) status = kb_affix_open(hunspell_dir, &stemmer->affix, err);
    if (status == KB_OK) return KB_OK;
    kb_stemmer_close(stemmer);
    *out = NULL;
    return status;
}

kb_status kb_stemmer_twin(const kb_stemmer *of, kb_stemmer **out, kb_err *err)
{
    kb_status status = kb_stemmer_open(NULL, out, err);
    if (status != KB_OK) return status;
    (*out)->affix = of->affix;
    (*out)->borrowed = true;
    return KB_OK;
}

void kb_stemmer_expect(kb_stemmer *stemmer, kb_str lang)
{
    if (stemmer->affix) kb_affix_expect(stemmer->affix, lang);
}

static void tongue_free(tongue *t)
{
    if (t->snowball) sb_stemmer_delete(t->snowball);
    kb_map_free(t->cache);
    free(t);
}

void kb_stemmer_close(kb_stemmer *stemmer)
{
    if (!stemmer) return;
    for (tongue *t = stemmer->tongues, *next; t; t = next) {
        next = t->next;
        tongue_free(t);
    }
    kb_arena_free(stemmer->arena);
    if (!stemmer->borrowed) kb_affix_close(stemmer->affix);
    free(stemmer);
}

static tongue *find_tongue(kb_stemmer *stemmer, kb_str lang)
{
    for (tongue *t = stemmer->tongues; t; t = t->next)
        if (kb_str_is(lang, t->code)) return t;
    if (lang.len >= sizeof stemmer->tongues->code) return NULL;
    tongue *t = calloc(1, sizeof *t);
    if (!t) return NULL;
    if (lang.len) memcpy(t->code, lang.at, lang.len);
    t->cache = kb_map_new();
    if (!t->cache) {
        free(t);
        return NULL;
    }
    t->by_affix = kb_affix_dictionary(lang) != NULL;
    if (!t->by_affix) t->snowball = sb_stemmer_new(t->code, "UTF_8");
    t->next = stemmer->tongues;
    stemmer->tongues = t;
    return t;
}

static kb_status stem_new(const kb_stemmer *stemmer, tongue *t, kb_str folded, kb_str *out, kb_err *err)
{
    kb_arena *arena = stemmer->arena;
    char word[WORD_BYTES_MAX + 1];
    kb_str plain;
    kb_status status = kb_fold(folded, false, arena, &plain, err);
    if (status != KB_OK) return status;
    if (!kb_arena_copy(arena, plain, out)) return kb_arena_fail(arena, err);
    if (folded.len > WORD_BYTES_MAX || memchr(folded.at, '\0', folded.len)) return KB_OK;
    memcpy(word, folded.at, folded.len);
    word[folded.len] = '\0';
    if (t->by_affix && stemmer->affix) return kb_affix_stem(stemmer->affix, kb_str_of(t->code), word, arena, out, err);
    if (!t->snowball) return KB_OK;
    const sb_symbol *stem = sb_stemmer_stem(t->snowball, (const sb_symbol *)word, (int)folded.len);
    int len = sb_stemmer_length(t->snowball);
    if (!stem || len <= 0) return KB_OK;
    kb_str folded_stem, copy;
    if (!kb_arena_copy(arena, (kb_str){ (const char *)stem, (size_t)len }, &copy)) return kb_arena_fail(arena, err);
    status = kb_fold(copy, false, arena, &folded_stem, err);
    if (status == KB_OK) *out = folded_stem;
    return status;
}

/* Words never end; memory does. */
static bool drop_full_caches(kb_stemmer *stemmer)
{
    if (kb_arena_used(stemmer->arena) < CACHE_BYTES_MAX / 4 * 3) return true;
    kb_arena *arena = kb_arena_new(CACHE_BYTES_MAX);
    if (!arena) return false;
    for (tongue *t = stemmer->tongues; t; t = t->next) {
        kb_map *cache = kb_map_new();
        if (!cache) {
            kb_arena_free(arena);
            return false;
        }
        kb_map_free(t->cache);
        t->cache = cache;
    }
    kb_arena_free(stemmer->arena);
    stemmer->arena = arena;
    return true;
}

kb_status kb_stem(kb_stemmer *stemmer, kb_str lang, kb_str folded, kb_str *out, kb_err *err)
{
    tongue *t = drop_full_caches(stemmer) ? find_tongue(stemmer, lang) : NULL;
    if (!t) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
    if (folded.len == 0) {
        *out = folded;
        return KB_OK;
    }
    kb_str *known = kb_map_find(t->cache, folded), key;
    if (known) {
        *out = *known;
        return KB_OK;
    }
    kb_status status = stem_new(stemmer, t, folded, out, err);
    if (status != KB_OK) return status;
    known = KB_NEW(stemmer->arena, kb_str, 1);
    if (!known || !kb_arena_copy(stemmer->arena, folded, &key)) return kb_arena_fail(stemmer->arena, err);
    *known = *out;
    return kb_map_set(t->cache, key, known) ? KB_OK : kb_fail(err, KB_ERR_MEMORY, "out of memory");
}

static kb_status fill_stem(kb_stemmer *stemmer, kb_str lang, kb_token *token, kb_arena *arena, kb_err *err)
{
    kb_str stem;
    if (token->kind == KB_TOKEN_MARK || token->stem.len) return KB_OK;
    kb_status status = kb_stem(stemmer, lang, token->base, &stem, err);
    if (status != KB_OK) return status;
    size_t inside = kb_str_find(token->base, stem, 0); /* most stems stand in their word */
    if (inside != SIZE_MAX)
        token->stem = kb_str_part(token->base, kb_span_of(inside, inside + stem.len));
    else if (!kb_arena_copy(arena, stem, &token->stem))
        return kb_arena_fail(arena, err);
    return KB_OK;
}

kb_str kb_stem_token(kb_stemmer *stemmer, kb_str lang, kb_token *token, kb_arena *arena)
{
    if (stemmer) (void)fill_stem(stemmer, lang, token, arena, NULL);
    return token->stem;
}

kb_status kb_stem_tokens(kb_stemmer *stemmer, kb_str lang, kb_tokens *tokens, kb_arena *arena, kb_err *err)
{
    kb_status status = KB_OK;
    for (size_t i = 0; status == KB_OK && i < tokens->count; i++)
        status = fill_stem(stemmer, lang, &tokens->at[i], arena, err);
    return status;
}
