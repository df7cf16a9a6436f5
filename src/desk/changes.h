/* desk/changes.h - what a revision changed in the one before, word by word (compare/wording.h). */
#ifndef KB_DESK_CHANGES_H
#define KB_DESK_CHANGES_H

#include "desk/answer.h"

/* Writes the changes of title and text: lines with a few words around each; or, of the text, the field "changes" of an
 * open JSON object. */
kb_status kb_answer_changes(kb_answer *a, kb_json *json, const kb_document *before, const kb_document *after);

/* A few words of its line that go before `at` in `text`, or (`behind`) follow it. */
kb_str kb_change_around(kb_str text, size_t at, bool behind);

#endif
