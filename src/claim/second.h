/* claim/second.h - clauses of languages whose verb stands second, and last in side clauses ([about] verb = second).
 *
 * A verb may be in two halves: an auxiliary with the participle at the end of its clause ("hat ... gesagt"), or a verb
 * with its particle there ("teilte ... mit"). The subject is the noun phrase that fills the place before the first half;
 * where something else stands there (a quote, an adverbial, a clause), it follows the first half. In a side clause the
 * verb comes last, and the subject follows the word that begins the clause; a relative pronoun's is the noun before the
 * comma. */
#ifndef KB_CLAIM_SECOND_H
#define KB_CLAIM_SECOND_H

#include "claim/content.h"

/* Of the entries for the verb at cue->at, the one whose particle stands in its clause, or that needs none; NULL when the
 * verb is no cue without its particle. Sets cue->particle. */
const kb_word *kb_second_verb(const kb_reading *r, kb_range sentence, kb_cue *cue);

/* Sets the cue's finite verb, clause, order, group, and what its auxiliaries say. */
void kb_second_group(const kb_reading *r, kb_range sentence, kb_cue *cue);

/* The subject of the draft's verb, not before `floor`; sets source, own_source, source_behind. */
void kb_second_source(const kb_reading *r, kb_draft *d, uint32_t floor);

#endif
