/* claim/clock.h - times of day in words: "ten past seven", "a quarter to nine"; behind a word for the clock "setengah
 * delapan" (half past seven), "tujuh lewat sepuluh", "sembilan kurang seperempat". */
#ifndef KB_CLAIM_CLOCK_H
#define KB_CLAIM_CLOCK_H

#include "claim/claims.h"

/* The tokens of the time that begins at token `at` and *hour 1..12, *minute 0..59; 0: none does. The language's [about]
 * lists the words between minutes and hour: `clock.past` and `clock.to`, of which the second may also stand between two
 * votes, so that it counts only behind a preposition ("at ten to four"). Time: constant. */
size_t kb_clock_words(kb_str text, const kb_tokens *tokens, const kb_lang *lang, size_t at, int *hour, int *minute);

/* The tokens of the time in words that begins at token `at`, behind a word for the clock ("pukul"): an hour 1..24, with
 * minutes behind it where the language's [about] lists the words that lead to them, or half of it before: `clock.more`,
 * `clock.less`, `clock.half`. 0: none does. Time: constant. */
size_t kb_clock_hour(kb_str text, const kb_tokens *tokens, const kb_lang *lang, size_t at, int *hour, int *minute);

#endif
