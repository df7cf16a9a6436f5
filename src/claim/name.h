/* claim/name.h - people, organisations and places that a document names.
 *
 * A name is a run of capitalised words with the small words of names inside (bin, van, of). Titles and roles before
 * it ("Presiden Rusia", "Kremlin spokesman") and appositions behind it set the role and are no part of the bare name.
 * Sentences that capitalise every word (headlines) have only names that the rest of the document knows.
 *
 * Mentions of one bearer are one entity: short forms join the long form that holds their words where exactly one
 * does; an acronym in brackets joins the name before it. A short form that fits two is an entity of its own. */
#ifndef KB_CLAIM_NAME_H
#define KB_CLAIM_NAME_H

#include "claim/claims.h"

/* Fills claims->entities and claims->mentions from doc->text, claims->tokens, sentences and lang (NULL: nothing is
 * found). Lists live in doc->arena. Lines that are no report (credits, by-lines, skips) are left out; the title is
 * not. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: n log n. */
kb_status kb_names_find(const kb_document *doc, kb_claims *claims, kb_err *err);

#endif
