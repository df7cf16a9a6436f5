/* read/mend.h - JSON from outside made such that jansson takes it: it refuses a whole document for one bad byte. */
#ifndef KB_READ_MEND_H
#define KB_READ_MEND_H

#include "base/buf.h"

/* Appends `s` to `out`, mended: bad UTF-8 and lone surrogates become U+FFFD and are counted in *replaced, raw control
 * characters in strings are escaped, numbers that may overflow become strings. Stops once `out` holds `limit` bytes
 * (SIZE_MAX: never) and returns how many bytes of `s` were used: so a place in the mended text leads back to the
 * input. Memory: out->failed. Time: linear. */
size_t kb_json_mend(kb_str s, size_t limit, kb_buf *out, size_t *replaced);

/* How many values (and names) JSON has at most: a parser's tree needs some 200 bytes for each, whatever is in it. */
#define KB_JSON_VALUES_MAX ((size_t)400000)
size_t kb_json_values(kb_str s);

#endif
