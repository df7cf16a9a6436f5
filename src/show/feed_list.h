/* show/feed_list.h - feeds as a list that other feed readers take: OPML 2.0 (http://opml.org/spec2.opml). */
#ifndef KB_SHOW_FEED_LIST_H
#define KB_SHOW_FEED_LIST_H

#include "base/buf.h"
#include "read/opml.h"

/* Written feed by feed, those of a folder one after the other. Zeroed but for `out` it is ready. */
typedef struct {
    kb_buf *out;
    kb_buf folder; /* the path that is open */
    bool begun;
} kb_opml_writer;

void kb_opml_write(kb_opml_writer *writer, const kb_opml_feed *feed);
void kb_opml_end(kb_opml_writer *writer); /* closes what is open; a list without feeds is one too */

#endif
