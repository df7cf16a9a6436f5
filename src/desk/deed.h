/* desk/deed.h - what a decision by hand did, in words. */
#ifndef KB_DESK_DEED_H
#define KB_DESK_DEED_H

#include "base/buf.h"
#include "store/hand.h"

/* "article 4 moved from story 2 to 1" */
void kb_answer_deed(kb_buf *out, const kb_decision_row *row, const char *ui);

#endif
