/* read/pdf_piece.h - what is told of a PDF, piece by piece, as bytes: by the process that looks into the file to the
 * one that makes a document of it. Both are of one program, so numbers are as the machine has them; but a hostile file
 * may have taken the first one over, so the second believes nothing. */
#ifndef KB_READ_PDF_PIECE_H
#define KB_READ_PDF_PIECE_H

#include "base/buf.h"

typedef enum {
    KB_PDF_PAGES,  /* number[0]: how many pages the file has */
    KB_PDF_PAGE,   /* a page begins: number[0] wide, number[1] high, in points */
    KB_PDF_LINE,   /* text; number: left, top, right, bottom from the page's upper left corner, size of its letters */
    KB_PDF_BOLD,   /* the same, all of it bold */
    KB_PDF_TITLE,  /* stated of the file: text */
    KB_PDF_AUTHOR, /* the same */
    KB_PDF_MADE,   /* the day it was made: "2025-03-04" */
    KB_PDF_LOCKED, /* it asks for a password */
    KB_PDF_BROKEN  /* it could not be opened */
} kb_pdf_kind;
#define KB_PDF_NUMBERS 5

typedef struct {
    kb_pdf_kind kind;
    double number[KB_PDF_NUMBERS]; /* finite, within +-1e6 */
    kb_str text;                   /* valid UTF-8 without NUL */
} kb_pdf_piece;

/* Writes a piece whose text is at most KB_PDF_TEXT_MAX bytes; numbers out of range become 0, what is no UTF-8 is cut.
 */
#define KB_PDF_TEXT_MAX 65536
void kb_pdf_piece_write(kb_buf *out, kb_pdf_piece piece);

/* Takes the next piece off *rest; its text looks at them. False at the end, and where the bytes are no whole piece or
 * break what is said above. */
bool kb_pdf_piece_next(kb_str *rest, kb_pdf_piece *out);

#endif
