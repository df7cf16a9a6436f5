/* show/html.h - bytes from outside in HTML, each escaped for the place where it stands. */
#ifndef KB_SHOW_HTML_H
#define KB_SHOW_HTML_H

#include "base/buf.h"

/* As text or in a double-quoted attribute: made plain (show/plain.h), then & < > " ' escaped. */
void kb_html_text(kb_buf *out, kb_str text);

/* The same of what is plain already, which is emptied. */
void kb_html_phrase(kb_buf *out, kb_buf *phrase);

void kb_html_word(kb_buf *out, const char *ui, const char *english); /* an interface word, translated and escaped */
void kb_html_message(kb_buf *out, const char *ui, kb_str text); /* what went wrong, likewise (show/message.h) */

/* As a segment of a path, or a name or value in a query: all but RFC 3986's unreserved characters percent-encoded. What
 * comes out needs no escape in HTML. */
void kb_html_query(kb_buf *out, kb_str text);

/* As the value of href: an http or https address, escaped; false, and nothing is added, of any other. */
bool kb_html_href(kb_buf *out, kb_str url);

/* " name=\"value\"", escaped. */
void kb_html_attribute(kb_buf *out, const char *name, kb_str value);

#endif
