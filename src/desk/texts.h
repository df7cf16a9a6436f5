/* desk/texts.h - the texts of a desk's articles taken into words, fingerprints and shingles (story/known.h), kept from
 * one report to the next: each report of a running event is laid beside the same few dozen others.
 *
 * What is kept is never older than the desk: of each article it is asked once a look (kb_desk_texts_look) whether the
 * revision that was taken in is still its newest. Nothing of a revision is ever changed (store/schema.c), and no number
 * of an article is given twice but after a rollback (kb_desk_texts_forget). */
#ifndef KB_DESK_TEXTS_H
#define KB_DESK_TEXTS_H

#include "desk/desk.h"
#include "story/known.h"

/* The texts of articles as kb_desk_texts_of gave them last lie in at most about so many bytes beside those of one
 * look. */
#define KB_DESK_TEXTS_BYTES ((size_t)32 << 20)

typedef struct kb_desk_texts kb_desk_texts;

void kb_desk_texts_free(kb_desk_texts *texts); /* NULL is fine */

/* Begins a look: within it what the desk's newest revisions are does not change. What lay longest is let go where it is
 * too much; what was given before may be gone. */
void kb_desk_texts_look(kb_desk *desk);

/* Takes all back that was taken in: after a rollback. */
void kb_desk_texts_forget(kb_desk *desk);

/* The article's text, known unless it is a very long one, with the time when it was first published; lives until the
 * next look. `doc`: the article
 * as it was just stored; NULL: it is loaded. Fails: KB_ERR_NOT_FOUND and as all of the store. */
kb_status kb_desk_texts_of(kb_desk *desk, int64_t article, const kb_document *doc, const kb_lineage_text **out,
                           kb_err *err);

#endif
