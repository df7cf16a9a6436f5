/* story/memory.h - live reports held in memory: what `kabar group` groups a stream with. */
#ifndef KB_STORY_MEMORY_H
#define KB_STORY_MEMORY_H

#include "story/live.h"

typedef struct kb_memory kb_memory;

/* Fails: KB_ERR_MEMORY. */
kb_status kb_memory_new(kb_memory **out, kb_err *err);
void kb_memory_free(kb_memory *memory); /* NULL is fine */

void kb_memory_set_window(kb_memory *memory, const kb_window *window); /* else KB_WINDOW; before the first report */

kb_live kb_memory_live(kb_memory *memory); /* looks at `memory` */

/* The story of a report that was ever put, 0 where it is not known. Stories are counted from 1. */
int64_t kb_memory_story(const kb_memory *memory, int64_t article);

#endif
