/* story/known.h - a text taken in: what is asked of it whatever it is laid beside (story/texts.h), so that who asks
 * again of the same text finds it once. */
#ifndef KB_STORY_KNOWN_H
#define KB_STORY_KNOWN_H

#include "story/lineage.h"

typedef struct kb_known_text {
    kb_shingled text; /* its words without asides, none of them standing */
    uint64_t hash;    /* of these */
    kb_prints prints; /* of these, in order of place */
    kb_strs agencies; /* that it names: views of the text; without a list: not sought yet (kb_known_agencies) */
    kb_arena *arena;  /* in which all of this lives */
} kb_known_text;

/* The words of one text without its asides, in `arena`. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_text_words(const kb_lineage_text *text, kb_arena *arena, kb_verbatim *out, kb_err *err);

/* Tells texts of the same words in the same order. */
uint64_t kb_text_words_hash(const kb_verbatim *words);

/* Takes the text in; looks at it. Lives in `arena`, which it keeps for what is sought later. Fails as kb_text_words. */
kb_status kb_known_text_make(const kb_lineage_text *text, kb_arena *arena, kb_known_text *out, kb_err *err);

/* The agencies that a text names, in its by-line or credit and in its sentences; in `arena`. */
kb_strs kb_text_agencies(const kb_lineage_text *text, kb_arena *arena);

#endif
