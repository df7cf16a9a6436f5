/* base/memo.h - what was found out about byte strings, so that it is found out once. Strings never end, memory does: a
 * memo that is full forgets all and begins anew. */
#ifndef KB_BASE_MEMO_H
#define KB_BASE_MEMO_H

#include "base/map.h"

typedef struct kb_memo kb_memo;

kb_memo *kb_memo_new(size_t limit); /* of at most about `limit` bytes; NULL when memory is out */
void kb_memo_free(kb_memo *memo);   /* NULL is fine */

void *kb_memo_find(const kb_memo *memo, kb_str key); /* NULL when nothing is remembered of it */

/* Zeroed room of `size` bytes for what is to be remembered of `key`, which is copied. What the memo gave before may be
 * gone then. NULL when memory is out or the limit too small: then nothing is remembered, which is no error. */
void *kb_memo_add(kb_memo *memo, kb_str key, size_t size);

#endif
