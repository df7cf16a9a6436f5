/* claim/speech.h - quoted words that no cue tells: who is named beside them, and whether they are speech at all. */
#ifndef KB_CLAIM_SPEECH_H
#define KB_CLAIM_SPEECH_H

#include "claim/phrase.h"

/* Does the quote that holds token `i` end like speech: with a mark of punctuation inside, or a comma or a dash behind?
 * `limit`: the end of its sentence. */
bool kb_speech_ends(const kb_reading *r, uint32_t i, uint32_t limit);

/* Finds the speaker that stands beside the quote with the tokens `quote` in the sentence `whole`, where no cue is
 * known: behind it before a verb ("...," an angry Rana hollered), behind such a verb, or before the colon that leads to
 * it ("the pollster Rana Sutan: ..."). False when nobody does. *cue: the verb or the colon. */
bool kb_speech_beside(const kb_reading *r, kb_range quote, kb_range whole, kb_range *source, kb_range *cue);

/* The name that signs a quoted paragraph: behind a dash at its end or in the next one ("- Rana Sutan, mayor"). Empty
 * when none. */
kb_range kb_speech_signature(const kb_reading *r, kb_range quote);

/* The name that leads a paragraph of a transcript: at most four words, all in capitals, before a colon ("RANA: We are
 * ready"), with the opening mark before it or without, where `whole` is the paragraph's first sentence. The document
 * names it elsewhere too, and it is no place. Empty when there is none. */
kb_range kb_speech_label(const kb_reading *r, kb_range whole);

#endif
