/* claim/entity.h - bearers of names: which mentions are of one person, organisation or place.
 *
 * Names are gathered one by one, each with votes for its kind; kb_bearers_join then lets short forms join the long form
 * that holds their words in order, where exactly one person (or one organisation, its words like "PT" left out) does.
 */
#ifndef KB_CLAIM_ENTITY_H
#define KB_CLAIM_ENTITY_H

#include "base/map.h"
#include "claim/claims.h"

#define KB_NAME_WORDS_MAX 16

typedef struct {
    kb_str name, key, role, code; /* as in kb_entity */
    kb_str core;                  /* key without the words that only say what kind of organisation it is */
    kb_str words[KB_NAME_WORDS_MAX];
    uint32_t word_count;
    int votes[KB_NAME_OTHER + 1];
    char gender;
    kb_str stem;   /* key without the endings of cases; key itself where the language has none */
    uint32_t rank; /* of forms with one stem, the lowest is the name itself */
    bool junior; /* ends in Jr, II: not the bearer of the name without it */
    uint32_t mentions;
    uint32_t root; /* the bearer that it is a form of; itself where it stands alone */
} kb_bearer;

typedef struct {
    kb_bearer *at;
    size_t count;
    kb_map *by_key; /* key, or an acronym given for it -> index */
} kb_bearers;

/* The bearer of a key, new when there is none; NULL when memory is out. `stem`: the key without endings of cases, `rank`:
 * how far it is from the name itself. Both strings must outlive the list. */
kb_bearer *kb_bearers_add(kb_bearers *bearers, kb_arena *arena, kb_str key, kb_str stem, uint32_t rank);
/* Index of the bearer of a key; KB_NONE. */
uint32_t kb_bearers_find(const kb_bearers *bearers, kb_str key);
/* Lets `key` (an acronym) stand for bearer `index`; false when memory is out. */
bool kb_bearers_alias(kb_bearers *bearers, kb_arena *arena, kb_str key, uint32_t index) KB_CHECK;

kb_name_kind kb_bearer_kind(const kb_bearer *bearer);

/* Sets each bearer's root. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear, at most KB_BEARERS_ALIKE comparisons a
 * name. */
#define KB_BEARERS_ALIKE 64
kb_status kb_bearers_join(kb_bearers *bearers, kb_arena *arena, kb_err *err);

#endif
