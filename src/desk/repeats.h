/* desk/repeats.h - what an article of the desk repeats, and who repeats it, as told: lines for a person, or JSON. */
#ifndef KB_DESK_REPEATS_H
#define KB_DESK_REPEATS_H

#include "desk/answer.h"

/* Adds " · 92 % of its words are from article 3 (Antara)" for each source of the article; nothing where there is none.
 */
kb_status kb_answer_sources(kb_answer *a, kb_buf *out, int64_t article);

/* The key "copies": a list of what it repeats, most first; into an open object. */
kb_status kb_answer_copies_json(kb_answer *a, kb_json *json, int64_t article);

/* Of an article that is shown: a line for each source, and one for those that repeat it; as JSON "copies" and
 * "copied_by". */
kb_status kb_answer_lineage(kb_answer *a, kb_json *json, int64_t article);

#endif
