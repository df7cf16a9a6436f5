/* desk/sketch.h - a document's sketch, by way of its claims. */
#ifndef KB_DESK_SKETCH_H
#define KB_DESK_SKETCH_H

#include "desk/engine.h"
#include "story/sketch.h"

/* Finds the claims of `doc` where they are not found yet, and its sketch, in `arena`. Fails: KB_ERR_MEMORY,
 * KB_ERR_LIMIT. */
kb_status kb_desk_sketch(kb_engine *engine, kb_document *doc, kb_arena *arena, kb_sketch *out, kb_err *err);

/* The words of its terms (views into `doc`), likewise. */
kb_status kb_desk_words(kb_engine *engine, kb_document *doc, kb_arena *arena, kb_term_words *out, kb_err *err);

/* A copy in `arena`, for when the document goes. */
kb_status kb_desk_words_keep(const kb_term_words *words, kb_arena *arena, kb_term_words *out, kb_err *err);

#endif
