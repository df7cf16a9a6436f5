/* read/article_json.h - the short way for the commonest JSON: a faultless object with the words of an article in
 * "text". A parser goes byte by byte through long texts and makes a tree of what nobody asks for; here words are taken
 * in runs, and lists and objects that no article has are passed over. */
#ifndef KB_READ_ARTICLE_JSON_H
#define KB_READ_ARTICLE_JSON_H

#include <jansson.h>

#include "base/buf.h"

/* The object in `s`, with its members as jansson would give them of mended JSON (read/mend.h), but that true, false,
 * fractions, lists and objects are null, save for "byline". NULL where it takes the long way to tell: JSON with any
 * fault (also what would be mended), no words in "text", a "standard" named (it has its own shape), or memory is out.
 * `room` is room to work in. The caller frees the object by json_decref. Time: linear. */
json_t *kb_article_json(kb_str s, kb_buf *room);

#endif
