/* claim/clock.h - times of day in words, as English has them: "ten past seven", "a quarter to nine", "half past four".
 */
#ifndef KB_CLAIM_CLOCK_H
#define KB_CLAIM_CLOCK_H

#include "claim/claims.h"

/* The tokens of the time that begins at token `at` and *hour 1..12, *minute 0..59; 0: none does. The language's [about]
 * lists the words between minutes and hour: `clock.past` and `clock.to`, of which the second may also stand between two
 * votes, so that it counts only behind a preposition ("at ten to four"). Time: constant. */
size_t kb_clock_words(kb_str text, const kb_tokens *tokens, const kb_lang *lang, size_t at, int *hour, int *minute);

#endif
