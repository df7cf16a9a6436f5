/* claim/quoted_name.h - names in quotation marks, which are nobody's words: the newspaper "Orla Post", the film "Red
 * River". They are read as part of the noun phrase that they stand in. */
#ifndef KB_CLAIM_QUOTED_NAME_H
#define KB_CLAIM_QUOTED_NAME_H

#include "claim/phrase.h"

/* Does a name stand in the quote whose marks are the first and last of `tokens`? Told by what leads to it and by its
 * shape: a few words, the marks of punctuation of no sentence, capitals but for small words.
 *   - behind a noun for those who carry words on, or behind a word that tells who said it (laut "X");
 *   - where nouns have capitals, behind a noun that a name completes, or behind a definite article: a name of
 *     several words, or what a noun or a verb of saying leads to (Redaktion der "X"; sagte der "X"). */
bool kb_quoted_name(const kb_reading *r, kb_range tokens);

#endif
