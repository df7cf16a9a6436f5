/* show/show.h - documents, claims and comparisons as JSON, as text for a person, as a page. Pure: what depends on a
 * terminal, a language or the clock comes in through kb_print.
 *
 * All three give their bytes to `out` and end with a line feed. Fail: what the sink returns, KB_ERR_MEMORY. */
#ifndef KB_SHOW_SHOW_H
#define KB_SHOW_SHOW_H

#include "compare/compare.h"

/* A document: one line of JSON (docs/json.md, "read"); as text how it was read (KB_FORMAT_HTML gives text). */
kb_status kb_show_document(const kb_document *doc, const kb_print *how, const kb_sink *out, kb_err *err);

/* What a document says: one line of JSON, or text (KB_FORMAT_HTML gives text). */
kb_status kb_show_claims(const kb_document *doc, const kb_claims *claims, const kb_print *how, const kb_sink *out,
                         kb_err *err);

/* The accounts side by side: one line of JSON, a screen of `how->width` columns, or one self-contained HTML page. */
kb_status kb_show_comparison(const kb_comparison *comparison, const kb_print *how, const kb_sink *out, kb_err *err);

#endif
