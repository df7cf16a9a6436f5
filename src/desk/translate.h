/* desk/translate.h - the cells of a comparison in its reader's language, by the translator that the reader named. */
#ifndef KB_DESK_TRANSLATE_H
#define KB_DESK_TRANSLATE_H

#include "compare/compare.h"
#include "desk/engine.h"

/* Translates the cells that are in another language than the reader's, of all rows but those of what one report alone
 * has: these are many, and no other account stands beside them. Nothing is done where no translator is named. Where it
 * fails the reader is warned and translations are missing. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_translate(kb_engine *engine, kb_comparison *comparison, kb_err *err);

#endif
