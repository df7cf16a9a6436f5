/* claim/quote.h - quoted stretches of a text, by any pair of quotation marks of any language.
 *
 * Marks fall into families (double, single, angle, single angle, corner, white corner); a closing mark closes the
 * nearest open one of its family, so mixed and wrong pairs (”...”, “...", „...”) meet. Whether a mark opens or
 * closes is told by what stands beside it, where its shape leaves it open. Apostrophes are no marks; a single mark
 * opens only where one that closes follows in its paragraph. A double quote that is never closed ends with its
 * paragraph; a paragraph behind it that begins with an opening mark, or that has a closing one only, goes on with it.
 * A mark behind "=" belongs to markup and is left alone. Nested quotes are listed too, to a depth of 8. */
#ifndef KB_CLAIM_QUOTE_H
#define KB_CLAIM_QUOTE_H

#include "claim/claims.h"

/* Finds the quotes of `text` (valid UTF-8, only looked at). The list lives in `arena`. Fails: KB_ERR_MEMORY,
 * KB_ERR_LIMIT. Time: linear. */
kb_status kb_quotes_find(kb_str text, kb_arena *arena, kb_quotes *out, kb_err *err);

/* Sets KB_TOKEN_QUOTED on the tokens inside quotes (marks of the outermost pair are not inside). */
void kb_quotes_mark(const kb_quotes *quotes, kb_tokens *tokens);

#endif
