/* claim/refer.h - whom a source names: canonical names for short forms, pronouns and descriptions, within one
 * document. Where two people fit, nobody is named. */
#ifndef KB_CLAIM_REFER_H
#define KB_CLAIM_REFER_H

#include "claim/phrase.h"

enum { KB_SPEAKERS_MAX = 8 };

/* Whom a source stands for. */
typedef struct {
    uint32_t count;
    kb_str names[KB_SPEAKERS_MAX];    /* canonical, or as printed where nobody is named */
    uint32_t entity[KB_SPEAKERS_MAX]; /* KB_NONE for names as printed */
} kb_reference;

/* Who spoke last and whom a sentence is about, sentence by sentence. */
typedef struct {
    uint32_t *speaker; /* of each sentence: the entity that spoke last in it; KB_NONE */
    kb_str *unnamed; /* of each sentence: the speaker that has no name, as printed ("a fisherman"); empty */
} kb_history;

kb_status kb_history_begin(const kb_reading *r, kb_history *history);

/* Resolves the source `range`, which stands in sentence `sentence`; the statements of earlier sentences, and of this
 * one before the range, are in the history. */
void kb_refer(const kb_reading *r, const kb_history *history, kb_range range, uint32_t sentence, kb_reference *out);

/* Resolves a clitic pronoun ("ujarnya") of the sentence. */
void kb_refer_clitic(const kb_reading *r, const kb_history *history, uint32_t token, uint32_t sentence,
                     kb_reference *out);

/* A range as one name: its entity's when it is a name and no more, else the words as printed without an article. */
kb_str kb_refer_name(const kb_reading *r, kb_range range);

/* As kb_refer_name; a body that the text gives an acronym for by its acronym, which is the same in many languages. */
kb_str kb_refer_short_name(const kb_reading *r, kb_range range);

/* Is the range, by its words, a medium: "the newspaper", "kantor berita", a name that ends in "Times"? `loose`: also a
 * name that is neither person, place nor office, or that stands there alone and without a role. */
bool kb_refer_medium(const kb_reading *r, kb_range range, bool loose);

#endif
