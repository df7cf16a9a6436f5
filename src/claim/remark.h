/* claim/remark.h - denials and silence that a text remarks: "X denied that ...", "... is false", "X declined to
 * comment", "the statement does not mention this". That somebody is merely not quoted is no silence. */
#ifndef KB_CLAIM_REMARK_H
#define KB_CLAIM_REMARK_H

#include "claim/phrase.h"

/* Fills remarks of the claims that are read, whose statements are found. A remark is at most its sentence. The list lives
 * in the document's arena. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. Time: linear. */
kb_status kb_remarks_find(const kb_reading *reading);

#endif
