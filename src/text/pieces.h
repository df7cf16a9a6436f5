/* text/pieces.h - where words begin and end, by Unicode's rules (UAX #29) as ICU applies them.
 *
 * Lines of Latin, Greek and Cyrillic letters, digits and common marks, nearly all of nearly all articles, need few of
 * these rules: they are applied here, with ICU's properties of the characters, in a tenth of the time. From the first
 * character that needs another rule (a combining mark, Arabic, Thai, an underscore) ICU takes the rest of the line
 * over. */
#ifndef KB_TEXT_PIECES_H
#define KB_TEXT_PIECES_H

#include "base/err.h"
#include "base/str.h"

/* In ICU's order: what has neither letter nor digit, what ends in a digit, what has letters. */
typedef enum { KB_PIECE_BETWEEN, KB_PIECE_NUMBER, KB_PIECE_WORD } kb_piece_kind;

typedef struct {
    kb_span span;
    kb_piece_kind kind;
} kb_piece;

typedef struct kb_pieces kb_pieces; /* of one thread */

kb_status kb_pieces_open(kb_pieces **out, kb_err *err);
void kb_pieces_close(kb_pieces *pieces); /* NULL is fine */

/* Begins with the text `s` (valid UTF-8, at most INT32_MAX bytes; looked at until the last piece was given). */
void kb_pieces_begin(kb_pieces *pieces, kb_str s);

/* The next piece: they follow one another without a gap. False at the end; fails: KB_ERR_MEMORY, KB_ERR_FORMAT (ICU).
 */
kb_status kb_pieces_next(kb_pieces *pieces, kb_piece *out, bool *found, kb_err *err);

#endif
