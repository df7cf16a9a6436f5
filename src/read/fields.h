/* read/fields.h - header fields, "Name: value" line by line, as WARC records (ISO 28500) and HTTP messages (RFC 9112 5)
 * have them: ended by CR LF or LF, a line that begins with a blank goes on the one before it. */
#ifndef KB_READ_FIELDS_H
#define KB_READ_FIELDS_H

#include "base/str.h"

#define KB_FIELDS_BYTES_MAX ((size_t)256 << 10) /* a longer header is taken to be none */

/* Where the empty line that ends a header ends; 0 when it does not come in `bytes`. */
size_t kb_fields_end(kb_str bytes);

/* The first line, without its end; *rest moves behind it. False when there is nothing more. */
bool kb_fields_line(kb_str *rest, kb_str *line);

/* The next field; lines that are none are left out. `value` is trimmed; one over several lines holds their ends. False
 * at the end. */
bool kb_fields_next(kb_str *rest, kb_str *name, kb_str *value);

/* Of "text/html; charset=x": "text/html". */
kb_str kb_fields_token(kb_str value);

#endif
