/* claim/statement.h - who said what: direct, mixed and indirect statements with speaker, cue, stance, carriers.
 *
 * How it works is told in docs/claims.md. */
#ifndef KB_CLAIM_STATEMENT_H
#define KB_CLAIM_STATEMENT_H

#include "claim/claims.h"

/* Fills claims->statements from doc->text, claims->tokens, quotes, sentences, entities, mentions and lang (NULL:
 * nothing is found). The list lives in doc->arena. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear. */
kb_status kb_statements_find(const kb_document *doc, kb_claims *claims, kb_err *err);

#endif
