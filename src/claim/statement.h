/* claim/statement.h - who said what: direct, mixed and indirect statements with speaker, cue, stance, carriers.
 *
 * How it works is told in docs/claims.md. */
#ifndef KB_CLAIM_STATEMENT_H
#define KB_CLAIM_STATEMENT_H

#include "claim/phrase.h"

/* Fills statements of the claims that are read, whose tokens, quotes, sentences, entities, mentions and dates are found
 * and whose language is known. The list lives in the document's arena. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear. */
kb_status kb_statements_find(const kb_reading *reading);

#endif
