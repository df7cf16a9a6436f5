#include "claim/entity.h"

#include <stdlib.h>

/* Bearers that share a word, by that word. */
typedef struct {
    uint32_t *at;
    size_t count;
} sharing;

uint32_t kb_bearers_find(const kb_bearers *bearers, kb_str key)
{
    const uint32_t *index = kb_map_find(bearers->by_key, key);
    return index ? *index : KB_NONE;
}

bool kb_bearers_alias(kb_bearers *bearers, kb_arena *arena, kb_str key, uint32_t index)
{
    uint32_t *kept = KB_NEW(arena, uint32_t, 1); /* the list moves when it grows: an index stays */
    if (!kept) return false;
    *kept = index;
    return kb_map_set(bearers->by_key, key, kept);
}

kb_bearer *kb_bearers_add(kb_bearers *bearers, kb_arena *arena, kb_str key, kb_str stem, uint32_t rank)
{
    uint32_t index = kb_bearers_find(bearers, key);
    if (index != KB_NONE) return &bearers->at[index];
    kb_bearer *bearer = KB_ADD(arena, bearers, kb_bearer);
    if (!bearer || !kb_bearers_alias(bearers, arena, key, (uint32_t)(bearers->count - 1))) return NULL;
    *bearer = (kb_bearer){ .key = key, .stem = stem, .rank = rank, .root = (uint32_t)(bearers->count - 1) };
    for (kb_str rest = stem, word; bearer->word_count < KB_NAME_WORDS_MAX && kb_str_next(&rest, ' ', &word);)
        bearer->words[bearer->word_count++] = word;
    return bearer;
}

kb_name_kind kb_bearer_kind(const kb_bearer *bearer)
{
    /* A preposition of place now and then makes no place of a name that mostly stands without one. */
    bool rivals = bearer->votes[KB_NAME_PERSON] > 0 || bearer->votes[KB_NAME_ORGANISATION] > 0;
    bool placed = !rivals || bearer->code.len || bearer->votes[KB_NAME_PLACE] >= (int)bearer->mentions;
    kb_name_kind best = KB_NAME_OTHER;
    int most = 0;
    for (int kind = KB_NAME_PERSON; kind < KB_NAME_OTHER; kind++)
        if (bearer->votes[kind] > most && (kind != KB_NAME_PLACE || placed)) {
            most = bearer->votes[kind];
            best = (kb_name_kind)kind;
        }
    return best;
}

/* A word fits another that is equal to it, or of which it is the initial. */
static bool word_fits(kb_str part, kb_str whole)
{
    return kb_str_equal(part, whole) || (part.len == 1 && whole.len > 1 && part.at[0] == whole.at[0]);
}

/* Do the words of `part` stand in `whole`, in order, one of them in full? */
static bool holds(const kb_bearer *whole, const kb_bearer *part)
{
    uint32_t at = 0;
    bool full = false;
    for (uint32_t i = 0; i < part->word_count; i++, at++) {
        while (at < whole->word_count && !word_fits(part->words[i], whole->words[at])) at++;
        if (at == whole->word_count) return false;
        full |= part->words[i].len > 1;
    }
    return full && part->word_count > 0;
}

static bool may_join(const kb_bearer *part, const kb_bearer *whole)
{
    kb_name_kind kind = kb_bearer_kind(part), kind_of_whole = kb_bearer_kind(whole);
    if (part == whole || part->code.len || whole->code.len) return false;
    if (part->junior != whole->junior) return false;
    bool weak_place = kind == KB_NAME_PLACE && part->votes[KB_NAME_PLACE] <= 2 && part->word_count > 1;
    if (kind_of_whole == KB_NAME_PERSON && (kind != KB_NAME_PLACE || weak_place) && kind != KB_NAME_ORGANISATION)
        return whole->word_count >= part->word_count && holds(whole, part);
    if (kind_of_whole == KB_NAME_ORGANISATION && kind != KB_NAME_PLACE)
        return whole->core.len && whole->core.len < whole->key.len && kb_str_equal(whole->core, part->key);
    return false;
}

/* Lists, for each word, the bearers that hold it. */
static kb_status share(const kb_bearers *bearers, kb_map *words, kb_arena *arena, kb_err *err)
{
    for (size_t b = 0; b < bearers->count; b++)
        for (uint32_t w = 0; w < bearers->at[b].word_count; w++) {
            kb_str word = bearers->at[b].words[w];
            sharing *list = kb_map_find(words, word);
            if (!list) {
                list = KB_NEW(arena, sharing, 1);
                if (!list) return kb_arena_fail(arena, err);
                if (!kb_map_set(words, word, list)) return kb_fail(err, KB_ERR_MEMORY, "out of memory");
            }
            if (list->count > KB_BEARERS_ALIKE) continue;
            uint32_t *item = KB_ADD(arena, list, uint32_t);
            if (!item) return kb_arena_fail(arena, err);
            *item = (uint32_t)b;
        }
    return KB_OK;
}

/* The one bearer that `b` is a short form of; `b` itself when there is none or several. */
static uint32_t root_of(const kb_bearers *bearers, const kb_map *words, uint32_t b)
{
    const kb_bearer *part = &bearers->at[b];
    uint32_t found = b;
    for (uint32_t w = 0; w < part->word_count; w++) {
        const sharing *list = kb_map_find(words, part->words[w]);
        if (!list || part->words[w].len < 2) continue;
        if (list->count > KB_BEARERS_ALIKE) return b;
        for (size_t i = 0; i < list->count; i++) {
            const kb_bearer *whole = &bearers->at[list->at[i]];
            if (list->at[i] == b || !may_join(part, whole)) continue;
            /* equally long forms ("J. Town", "Jenny Town") join towards the one with more letters */
            bool cases = kb_str_equal(whole->stem, part->stem);
            if (cases && (whole->rank > part->rank || (whole->rank == part->rank && list->at[i] > b))) continue;
            if (!cases && whole->word_count == part->word_count && whole->stem.len <= part->stem.len) continue;
            if (found != b && found != whole->root) return b;
            found = whole->root;
        }
        break; /* all that hold the form hold its first full word */
    }
    return found;
}

static int longer_first(const void *a, const void *b)
{
    const kb_bearer *x = *(const kb_bearer *const *)a, *y = *(const kb_bearer *const *)b;
    if (x->word_count != y->word_count) return x->word_count < y->word_count ? 1 : -1;
    if (x->stem.len != y->stem.len) return x->stem.len < y->stem.len ? 1 : -1;
    int stems = kb_str_compare(x->stem, y->stem);
    if (stems) return stems;
    if (x->rank != y->rank) return x->rank < y->rank ? -1 : 1;
    return kb_str_compare(x->key, y->key);
}

kb_status kb_bearers_join(kb_bearers *bearers, kb_arena *arena, kb_err *err)
{
    kb_status status = KB_OK;
    kb_map *words = kb_map_new();
    const kb_bearer **order = KB_NEW(arena, const kb_bearer *, bearers->count);

    if (!words || !order) {
        status = words ? kb_arena_fail(arena, err) : kb_fail(err, KB_ERR_MEMORY, "out of memory");
        goto done;
    }
    if ((status = share(bearers, words, arena, err)) != KB_OK) goto done;
    for (size_t i = 0; i < bearers->count; i++) order[i] = &bearers->at[i];
    if (bearers->count) qsort(order, bearers->count, sizeof *order, longer_first);
    for (size_t i = 0; i < bearers->count; i++) {
        uint32_t b = (uint32_t)(order[i] - bearers->at);
        bearers->at[b].root = root_of(bearers, words, b);
    }
done:
    kb_map_free(words);
    return status;
}
