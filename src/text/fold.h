/* text/fold.h - one form for words that differ in case, accents or the shape of their apostrophe. */
#ifndef KB_TEXT_FOLD_H
#define KB_TEXT_FOLD_H

#include "base/arena.h"

/* Case-folds `s` (valid UTF-8; Unicode full case folding, Turkic rules off) and makes typographic apostrophes straight
 * and non-breaking hyphens plain. With `keep_accents` false also takes combining marks off (NFD, without Mn).
 * *out lives in `arena`, or looks at `s` where nothing changes. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_fold(kb_str s, bool keep_accents, kb_arena *arena, kb_str *out, kb_err *err);

#endif
