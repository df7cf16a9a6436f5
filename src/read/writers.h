/* read/writers.h - whom an input states as its writers: people go into the by-line, agencies to the carriers, the
 * outlet itself and desks to neither. For what states writers as data (feeds, ninjs, JSON); a page's by-line is found
 * by byline.c. */
#ifndef KB_READ_WRITERS_H
#define KB_READ_WRITERS_H

#include "read/document.h"

/* Adds whom `stated` names ("Ana Reyes and Tom Hale, Reuters") to doc's byline and carriers, each once; `from` (static)
 * becomes doc->byline_from where it names a person. doc->outlet, the host of doc->url and `outlet` (may be empty) tell
 * the outlet's own name. Fails: KB_ERR_MEMORY, KB_ERR_LIMIT. */
kb_status kb_writers_add(kb_document *doc, kb_str stated, kb_str outlet, const char *from, kb_err *err);

/* The outlet's name in a feed's title: the part of "Sport | Island Post" that the host of `url` names too; else the
 * whole. A view into `title`. */
kb_str kb_writers_outlet(kb_str title, kb_str url);

#endif
