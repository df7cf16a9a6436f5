/* desk/desk.h - the desk from inside: what the files of this room share. */
#ifndef KB_DESK_DESK_H
#define KB_DESK_DESK_H

#include "desk/engine.h"
#include "store/raw.h"
#include "story/sketch.h"

#define KB_DESK_GROUPING_MAX ((size_t)64 << 20) /* bytes of an arena in which an article is prepared and grouped */

struct kb_desk {
    kb_engine *engine;
    kb_store *store;
    bool grouped;                /* no report that is stored waits for its story */
    bool traced;                 /* nor for being asked what it repeats */
    struct kb_desk_texts *texts; /* that were taken in (desk/texts.h); NULL: none yet */
};

/* Puts a stored report into a story, within a transaction. Where the document states no time it counts as of when it
 * was added. */
kb_status kb_desk_join(kb_desk *desk, int64_t article, const kb_document *doc, int64_t added, const kb_sketch *sketch,
                       kb_arena *arena, kb_err *err);

/* What else is done in the transaction that stores an article; it is told what became of it. */
typedef struct {
    kb_status (*run)(void *user, int64_t article, kb_added added, kb_err *err); /* may be NULL */
    void *user;
    const kb_raw *raw; /* the page that it was read of, to be kept with it where raw pages are; NULL: it is kept else */
    bool again; /* words that the article had before another revision are a revision too: it is as its page is now */
} kb_desk_also;

/* Makes up for what an older kabar left out: before the first kb_desk_put. */
kb_status kb_desk_ready(kb_desk *desk, kb_err *err);

/* May it be stored: is it an article or a live blog? */
bool kb_desk_stores(const kb_document *doc);

/* Is it there already, with all of its addresses? Then it costs no reading of its claims. */
kb_status kb_desk_has(kb_desk *desk, const kb_document *doc, bool *there, kb_err *err);

/* What needs the document alone: claims and sketch (of a live blog neither). Any engine may do it, in any thread. */
kb_status kb_desk_prepare(kb_engine *engine, kb_document *doc, kb_arena *arena, kb_sketch *out, kb_err *err);

/* Stores a document that was prepared, in one transaction. */
kb_status kb_desk_put(kb_desk *desk, const kb_document *doc, const kb_sketch *sketch, kb_arena *arena,
                      const kb_desk_also *also, kb_added *added, kb_err *err);

/* The same within a transaction that the caller began; where any of it fails all is to be rolled back. kb_desk_end
 * does that, and is called after a commit too. */
kb_status kb_desk_put_within(kb_desk *desk, const kb_document *doc, const kb_sketch *sketch, kb_arena *arena,
                             const kb_desk_also *also, kb_added *added, kb_err *err);
void kb_desk_end(kb_desk *desk, bool stored);

/* A report with its earlier revisions, as it is compared. */
kb_status kb_desk_load_report(kb_desk *desk, int64_t article, kb_document **out, kb_err *err);

/* Groups the reports of a desk that an older kabar made, which are in no story yet: once for a desk that was opened. */
kb_status kb_desk_group_missing(kb_desk *desk, kb_err *err);

#endif
