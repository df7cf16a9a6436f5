/* desk/crew.h - the claims of many documents, found by several threads: each has tools of its own. */
#ifndef KB_DESK_CREW_H
#define KB_DESK_CREW_H

#include "desk/engine.h"

typedef struct kb_crew kb_crew;

/* Finds the claims and the stems that the documents lack, on as many threads as the machine runs at once. The tools of
 * the other threads stay with the engine, for what is found looks at their languages. Which thread found what makes no
 * difference. Of several failures the first document's is told. Fails: as kb_claims_find_stems. */
kb_status kb_crew_claims(kb_engine *engine, kb_document *const *docs, size_t count, kb_err *err);

void kb_crew_free(kb_crew *crew); /* NULL is fine */

#endif
