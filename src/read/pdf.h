/* read/pdf.h - statements and releases as PDF with a text layer.
 *
 * Poppler looks into the file (read/pdf_poppler.h), in a process of its own with little memory and time where the tools
 * say so; what it sees comes back as lines with their places, and read/pdf_text.h makes paragraphs of them. */
#ifndef KB_READ_PDF_H
#define KB_READ_PDF_H

#include "base/apart.h"
#include "read/reading.h"

#define KB_PDF_MEMORY ((size_t)128 << 20) /* that poppler may take */
#define KB_PDF_MS 1500                    /* of the processor, and */
#define KB_PDF_MS_PAGE 20                 /* for each page that it got through */
#define KB_PDF_BYTES_MAX ((size_t)16 << 20)
#define KB_PDF_LINES_MAX 200000

/* The file is one PDF. Its title is the stated one where the first page has its words, else the paragraph there that
 * looks like one; published is a date that stands at the top, else the day that the file was made; the author counts
 * where it is a person's name. What was read before poppler failed or met a limit is a document, and the limit is told.
 * Fails: KB_ERR_FORMAT (encrypted, broken, no text layer), KB_ERR_LIMIT, KB_ERR_NOT_FOUND (no poppler), KB_ERR_IO (no
 * process), KB_ERR_MEMORY. */
kb_status kb_pdf_read(const kb_reading *reading, size_t *count, kb_err *err);

/* The same of what poppler saw, as pieces (read/pdf_piece.h), and how its work ended. */
kb_status kb_pdf_settle(const kb_reading *reading, kb_str pieces, kb_apart_end end, size_t *count, kb_err *err);

#endif
