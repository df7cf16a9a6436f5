/* claim/cue.h - the words in a sentence that tell that somebody said something: verbs of saying, "according to", nouns
 * of saying, cues that hold their speaker, and words before a carrier. */
#ifndef KB_CLAIM_CUE_H
#define KB_CLAIM_CUE_H

#include "claim/phrase.h"

typedef struct {
    kb_range at;    /* its tokens */
    uint32_t group; /* the first token of its verb group: auxiliaries, adverbs and negations before it taken in */
    kb_word_class class_of; /* CUE, CUE_FRAME, CUE_THIRD, CUE_NOUN, CARRIER */
    const kb_word *word;
    kb_stance stance;
    bool np, to, that, hearer, inverse, gerund; /* flags of its entry: see lang/en.lang [cue] */
    bool negated, hearsay, passive, infinitive;
    bool impersonal; /* "is expected", "seems": nobody says it, and its subject is part of what is told */
    bool clitic;     /* the cue's ending is its speaker */
    /* Where verbs stand second (claim/second.h): */
    kb_range particle; /* the verb's other half; empty when it has none */
    uint32_t finite;   /* its finite half: an auxiliary, or the cue itself */
    uint32_t verb_end; /* behind the cue and the auxiliaries that follow it */
    uint32_t clause;   /* the first token of its clause */
    bool last;         /* it is the last word of a side clause */
    bool aside;        /* of one that only says who tells the clause beside it ("wie X mitteilte") */
} kb_cue;
typedef struct {
    kb_cue *at;
    size_t count;
} kb_cues; /* in order; no overlap */

/* Appends the cues of the sentence with the tokens `range` that stand outside quotation marks. */
kb_status kb_cues_find(const kb_reading *r, kb_range range, kb_cues *cues);

/* The stance with a name of a language file; SAY when there is none such. */
kb_stance kb_stance_of(kb_str name);

#endif
