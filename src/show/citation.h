/* show/citation.h - by what an article can be cited. */
#ifndef KB_SHOW_CITATION_H
#define KB_SHOW_CITATION_H

#include "base/buf.h"
#include "read/document.h"

/* A list of HTML: its address, when it was published, captured and withdrawn, its text's digest; what is not known is
 * left out. `ui`: the reader's language. */
void kb_page_citation(kb_buf *out, const kb_document *doc, const char *ui);

#endif
