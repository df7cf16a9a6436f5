/* show/plain.h - text from outside made harmless for a terminal. */
#ifndef KB_SHOW_PLAIN_H
#define KB_SHOW_PLAIN_H

#include "base/buf.h"

/* Adds `text` as one line without anything that could steer a terminal: white space (line feeds, tabs, no-break and
 * other wide spaces) becomes one space for each, control characters (C0, DEL, C1), marks that reorder text (bidi
 * embeddings, overrides, isolates: UAX #9), line and paragraph separators and byte order marks go, and what is no
 * character in XML, bytes that are no UTF-8 become U+FFFD. */
void kb_plain_add(kb_buf *out, kb_str text);

#endif
