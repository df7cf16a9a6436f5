/* story/revision.h - was an article changed since its page was last read?
 *
 * Pages that say the same are not the same byte by byte: blanks move, counters count, other articles are pointed to.
 * And a page may come without its article: cut by a paywall, or another text in its place. What counts are the title
 * and the lines of the text, blank by blank alike, whatever the shape of its quotation marks and dashes, without those that are no report (kb_document_aside) and without
 * short ones that end no sentence ("12 comments", "Read 1,204 times"). */
#ifndef KB_STORY_REVISION_H
#define KB_STORY_REVISION_H

#include "read/document.h"

typedef enum {
    KB_REVISION_SAME,
    KB_REVISION_CHANGED,
    KB_REVISION_DOUBTFUL, /* less than half as long, or hardly a word in common: to be believed when it is seen twice */
    KB_REVISION_NONE      /* not the article: a list, an error, a title alone, what a paywall leaves of it */
} kb_revision;

/* What `after` is to `before`, the same article as it was read last. *words: hash of what counts of `after`. Fails:
 * KB_ERR_MEMORY, KB_ERR_LIMIT. Time: n log n. */
kb_status kb_revision_judge(const kb_document *before, const kb_document *after, kb_arena *work, kb_revision *out,
                            int64_t *words, kb_err *err);

#endif
