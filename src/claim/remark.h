/* claim/remark.h - denials and silence that a text remarks: "X denied that ...", "... is false", "X declined to
 * comment", "the statement does not mention this". That somebody is merely not quoted is no silence. */
#ifndef KB_CLAIM_REMARK_H
#define KB_CLAIM_REMARK_H

#include "claim/claims.h"

/* Fills claims->remarks from doc->text, claims->tokens, sentences, statements and lang (NULL: nothing is found). A
 * remark is at most its sentence. The list lives in doc->arena. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear. */
kb_status kb_remarks_find(const kb_document *doc, kb_claims *claims, kb_err *err);

#endif
