/* claim/concept.h - what a figure counts or measures: a concept of the language's section [counted].
 *
 * Of people it is what befell them ("dead", "displaced"), looked for in the words behind the number, then in the clause
 * before it; of things the noun ("house") with what befell them as the state ("damaged"); of money, measures, shares
 * and times the word that they belong to ("deficit", "depth", "turnout", "prison"). A noun that the language file does
 * not know is its own concept, by its stem. */
#ifndef KB_CLAIM_CONCEPT_H
#define KB_CLAIM_CONCEPT_H

#include "claim/claims.h"

/* In: the tokens of the figure. Out: the tokens of its span, and what was found. */
typedef struct {
    size_t first, end; /* hedge, number, unit; then what is counted too */
    size_t number_first;
    size_t floor;        /* no look further back than this token: another figure ends there */
    const kb_word *unit; /* NULL */
    bool none;           /* the number is "no", "tidak ada" */
    bool known;          /* out: the concept is one of [counted] */
    bool befell;         /* out: it, or the state, says what befell */
    bool person;         /* out: it is people that are counted */
    bool whole;          /* out: a noun follows: a part has its whole */
} kb_concept_frame;

/* Sets g->concept, state, counted, unit (people: "person") and, for ages, kind. g->kind and g->sentence are set. */
void kb_concept_find(const kb_document *doc, const kb_claims *claims, kb_concept_frame *frame, kb_figure *g);

#endif
