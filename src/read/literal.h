/* read/literal.h - data that a script holds, as JSON: an object or array as JSON has it, or as JavaScript writes it
 * (ECMA-262 13.2): names without quotation marks, other quotation marks, commas too many, undefined, !0, new
 * Date("..."). Nothing is run: what is no data (a function, a call, a variable) ends it. */
#ifndef KB_READ_LITERAL_H
#define KB_READ_LITERAL_H

#include "base/buf.h"

#define KB_LITERAL_DEPTH_MAX 128
#define KB_LITERAL_VALUES_MAX 200000 /* of one literal: a parser's memory grows with them */

/* Appends the object or array that begins at s.at[at] ('{' or '[') to `out` as JSON; numbers become 0, lone surrogates
 * and NUL U+FFFD. Returns where it ends in `s`; *whole is false where it is no data, or beyond the limits: then that is
 * where it stopped, and `out` as it was. Memory: out->failed. Time: linear in what is taken. */
size_t kb_literal_json(kb_str s, size_t at, kb_buf *out, bool *whole);

/* The string literal at s.at[at] (a quotation mark) without its escapes, appended to `out`. Returns where it ends. */
size_t kb_literal_string(kb_str s, size_t at, kb_buf *out);

#endif
