/* read/pdf_poppler.h - what poppler sees in a PDF. All of poppler is behind this file; its library (with some forty
 * more behind it, a third of the time of a start) is loaded when the first PDF comes. */
#ifndef KB_READ_PDF_POPPLER_H
#define KB_READ_PDF_POPPLER_H

#include "base/err.h"

#define KB_PDF_PAGES_MAX 500

/* Loads it. Fails: KB_ERR_NOT_FOUND (it is not installed). */
typedef struct kb_poppler kb_poppler;
kb_status kb_poppler_load(kb_poppler **out, kb_err *err);
void kb_poppler_free(kb_poppler *poppler); /* NULL is fine; the library stays loaded */

/* Writes what the PDF is (read/pdf_piece.h) to `out`, first how many pages it has and what it states, then page by page
 * its lines in reading order, one write a page, at most KB_PDF_PAGES_MAX; ends when `out` fails. `bytes` are hostile
 * and poppler bounds neither time nor memory: to be run apart (base/apart.h). */
void kb_poppler_tell(const kb_poppler *poppler, kb_str bytes, const kb_sink *out);

#endif
