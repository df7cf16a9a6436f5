/* read/rich.h - a body as an editor keeps it in JSON (a tree of typed parts with texts) written as HTML. */
#ifndef KB_READ_RICH_H
#define KB_READ_RICH_H

#include <jansson.h>

#include "base/buf.h"

/* Does a name, letter case and "_" and "-" aside, say that the article's body is its value? ("articleBody", "blocks")
 */
bool kb_rich_is_body(const char *key);

/* Appends the HTML of `value` (a string, a list or an object) to `out`; nothing where it holds no texts. The type of a
 * part becomes its class, so that what is no article can be left out by it. Objects and lists up to `depth` deep;
 * *steps counts values down and ends it at 0. Memory: out->failed. */
void kb_rich_write(const json_t *value, int depth, size_t *steps, kb_buf *out);

/* Bytes of `html` outside its tags. */
size_t kb_rich_words(kb_str html);

#endif
